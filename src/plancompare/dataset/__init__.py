"""The curated dataset: its tables, their schema, publishing and reading it, and exports."""

from plancompare.dataset.load import Dataset, load

__all__ = ["Dataset", "load"]
