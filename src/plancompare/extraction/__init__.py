"""From clean text and tables to figures as printed."""

from plancompare.extraction.extract import extract
from plancompare.extraction.figure import ExtractedFigure

__all__ = ["ExtractedFigure", "extract"]
