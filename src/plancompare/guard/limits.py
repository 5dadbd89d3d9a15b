"""What a document may cost before it is refused."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from plancompare.errors import UsageError
from plancompare.owndata import toml_beside

_VARIABLE = "PLANCOMPARE_LIMIT_"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of `limits.toml`, each explained there.

    Attributes:
        seconds: Of reading a document and finding its figures.
        seconds_page: More for each page whose text is recognised.
        seconds_more: More in all for these.
        memory_mb: Of the process that does it.
        file_mb: Of the file.
        part_mb: Of a part of an archive, unpacked.
        unpacked_mb: Of all parts.
        parts: Files in an archive or a message.
        pages: Of a PDF.
        lines: Of a text.
        characters: Of a text.
        cells: Of all tables.
        rules: Crossings of the rules of a page.
    """

    seconds: int
    seconds_page: int
    seconds_more: int
    memory_mb: int
    file_mb: int
    part_mb: int
    unpacked_mb: int
    parts: int
    pages: int
    lines: int
    characters: int
    cells: int
    rules: int


def limits(environment: Mapping[str, str] | None = None) -> Limits:
    """The limits that hold now.

    Args:
        environment: Where other limits may stand; the process's own unless given.

    Raises:
        UsageError: If a variable is set to what is no number.
    """
    given = os.environ if environment is None else environment
    names = [name for name in given if name.startswith(_VARIABLE)]
    return _limits(frozenset((name, given[name]) for name in names))


@lru_cache
def _limits(given: frozenset[tuple[str, str]]) -> Limits:
    """The limits, some of them set to others; every part of a document asks for them."""
    return Limits(**{name: _limit(name, usual, dict(given)) for name, usual in _usual().items()})


def _usual() -> dict[str, int]:
    """What limits.toml sets."""
    return toml_beside(__file__, "limits.toml")


def _limit(name: str, usual: int, environment: Mapping[str, str]) -> int:
    variable = _VARIABLE + name.upper()
    set_to = environment.get(variable, str(usual))
    if not (set_to.isascii() and set_to.isdigit() and 0 < int(set_to[:12]) == int(set_to)):
        raise UsageError(
            f"“{set_to}” is no limit.",
            where=variable,
            remedy=f"Set it to a number; usual is {usual}.",
        )
    return int(set_to)


def more(name: str) -> str:
    """How to allow more of something.

    Args:
        name: The limit.
    """
    return f"or allow more with {_VARIABLE}{name.upper()}"
