"""Regions that were abolished, and what they have become: plans of them are compared still."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class FormerRegion:
    """A region that GB/T 2260 no longer has.

    Attributes:
        code: Its six digits; they are not given away again.
        name: Its name, without its parents' names.
        until: The year in which it was abolished.
        successor: The code of the region that it has become, or that took in most of it.
    """

    code: str
    name: str
    until: int
    successor: str


@cache
def _former() -> dict[str, FormerRegion]:
    text = (files(__package__) / "former.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: FormerRegion(row["code"], row["name"], int(row["until"]), row["successor"])
        for row in rows
    }


def former_region(code: str) -> FormerRegion | None:
    """The abolished region of a code; None if there is none.

    Args:
        code: Six digits.
    """
    return _former().get(code)


def former_codes() -> tuple[str, ...]:
    """The codes of all abolished regions."""
    return tuple(_former())
