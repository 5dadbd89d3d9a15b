"""A new document made a source folder: what it is, guessed; its figures, extracted."""

from plancompare.ingest.guess import Guess, guess_source
from plancompare.ingest.write import Ingested, ingest

__all__ = ["Guess", "Ingested", "guess_source", "ingest"]
