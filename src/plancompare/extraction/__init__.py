"""From clean text and tables to figures as printed."""

from plancompare.extraction.extract import Reading, extract, read_figures
from plancompare.extraction.figure import ExtractedFigure, Unread

__all__ = ["ExtractedFigure", "Reading", "Unread", "extract", "read_figures"]
