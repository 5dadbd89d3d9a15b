"""Regions that were abolished or renamed: plans of them are compared still."""

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


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _former() -> dict[str, FormerRegion]:
    rows = _rows("former.csv")
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


@cache
def earlier_names() -> dict[str, str]:
    """The codes of regions by names that they had before: 襄樊市 is 襄阳市, its code the same."""
    return {row["name"]: row["code"] for row in _rows("renamed.csv")}
