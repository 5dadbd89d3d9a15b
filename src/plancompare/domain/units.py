"""The units that values are in: how they are called, printed, and related to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from plancompare.domain.languages import Lang
from plancompare.owndata import toml_beside


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, as units.toml defines it.

    Attributes:
        id: As in the dataset, e.g. `per_1000`.
        printed: How it is printed behind a number; the first is the usual one.
        fraction: Words before a number that mean it.
        share: How many of it make one; None where it is no share of anything.
        people: The size of the population that one of it is counted by; None where by none.
        labels: Words of a label that mean it.
        words: What it is called; for `name`, `short` and `after`.
    """

    id: str
    printed: tuple[str, ...]
    fraction: tuple[str, ...]
    share: int | None
    people: int | None
    labels: tuple[str, ...]
    words: Mapping[str, str]

    def name(self, lang: Lang) -> str:
        """What it is called by itself."""
        return self.words[lang]

    def short(self, lang: Lang) -> str:
        """What follows a name in brackets; empty for a plain count."""
        return self.words.get(f"short_{lang}", self.words[lang])

    def after(self, lang: Lang) -> str:
        """What follows a number; a word of Latin letters stands apart from it."""
        sign = self.words.get(f"after_{lang}", self.short(lang))
        return sign if len(sign) <= 1 or not sign.isascii() else f" {sign}"


@cache
def units() -> Mapping[str, Unit]:
    """Every unit by its id."""
    return {key: _unit(key, entry) for key, entry in toml_beside(__file__, "units.toml").items()}


def _unit(key: str, entry: Mapping[str, Any]) -> Unit:
    return Unit(
        id=key,
        printed=tuple(entry["printed"]),
        fraction=tuple(entry.get("fraction", ())),
        share=entry.get("share"),
        people=entry.get("people"),
        labels=tuple(entry.get("labels", ())),
        words={name: text for name, text in entry.items() if isinstance(text, str)},
    )


def difference_unit(unit: str) -> str:
    """The unit of a difference: two shares differ by percentage points, not by a percentage."""
    return "pct_points" if unit == "percent" else unit


def shares() -> Mapping[str, int]:
    """The units that are shares of something, with how many of each make one."""
    return {key: unit.share for key, unit in units().items() if unit.share}


@cache
def populations() -> Mapping[str, int]:
    """The units that count by a population, with its size; the largest first."""
    sizes = {key: unit.people for key, unit in units().items() if unit.people}
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))
