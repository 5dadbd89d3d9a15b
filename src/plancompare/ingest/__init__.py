"""A new document made a source folder: what it is, guessed and asked; its figures, extracted."""

from plancompare.ingest.answers import entries_of
from plancompare.ingest.guess import Guess, Question, guess_source
from plancompare.ingest.write import Ingested, Known, NotTold, ingest

__all__ = [
    "Guess",
    "Ingested",
    "Known",
    "NotTold",
    "Question",
    "entries_of",
    "guess_source",
    "ingest",
]
