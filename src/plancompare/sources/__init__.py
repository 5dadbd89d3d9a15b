"""Sources: what a plan or a communiqué is, and its figures as printed."""

from plancompare.sources.load import find_sources, load_source
from plancompare.sources.model import Correction, Figure, Source, SourceMeta

__all__ = ["Correction", "Figure", "Source", "SourceMeta", "find_sources", "load_source"]
