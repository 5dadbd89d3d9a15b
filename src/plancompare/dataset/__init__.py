"""The curated dataset: its tables, their schema, the build, and reading it again."""

from plancompare.dataset.load import Dataset, load

__all__ = ["Dataset", "load"]
