"""Sources: what a plan or a communiqué is, and its figures and measures as printed."""

from plancompare.domain.types import Reliability
from plancompare.sources.load import find_sources, load_source
from plancompare.sources.model import Correction, Figure, Measure, Source, SourceMeta

__all__ = [
    "Correction",
    "Figure",
    "Measure",
    "Reliability",
    "Source",
    "SourceMeta",
    "find_sources",
    "load_source",
]
