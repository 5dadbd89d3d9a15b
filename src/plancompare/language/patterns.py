"""Patterns made of words."""

import re
from collections.abc import Iterable

_Tree = dict[str, "_Tree"]
_END = ""  # where a word ends in a tree of signs


def any_of(terms: Iterable[str]) -> str:
    """A pattern that matches any of some words, of several that fit the longest.

    Words that begin alike share their beginning, so that a place in a text is left at the first
    sign that none of them goes on with.

    Args:
        terms: Plain words, no patterns.
    """
    tree: _Tree = {}
    for term in terms:
        node = tree
        for sign in (*term, _END):
            node = node.setdefault(sign, {})
    return _branches(tree)


def _branches(tree: _Tree) -> str:
    return "|".join(re.escape(sign) + _after(tree[sign]) for sign in sorted(tree) if sign)


def _after(tree: _Tree) -> str:
    """What may follow a sign: the rest of the words that go on, or nothing where one ends."""
    rest = _branches(tree)
    ends = _END in tree
    if rest and (ends or "|" in rest):
        rest = f"(?:{rest})"
    return f"{rest}?" if rest and ends else rest
