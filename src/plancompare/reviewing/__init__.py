"""The review screen: the document as it looks, its figures beside it, and a person's decisions."""

from plancompare.reviewing.run import Review, review

__all__ = ["Review", "review"]
