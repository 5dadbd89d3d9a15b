"""What charts say in either language: words from words.toml, numbers as the indicator says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

import pandas as pd

from plancompare.domain.languages import Lang
from plancompare.domain.units import units
from plancompare.owndata import toml_beside

Number = float | int | None

MINUS = "\N{MINUS SIGN}"


def _data() -> Mapping[str, Any]:
    return toml_beside(__file__, "words.toml")


def vocabulary() -> str:
    """All that charts say of themselves, in both languages."""
    every = [unit.short(lang) for unit in units().values() for lang in get_args(Lang)]
    return repr(_data()) + "".join(every)


def _flags() -> Mapping[str, Mapping[str, str]]:
    return toml_beside(__file__, "../dataset/flags.toml")  # without importing pyarrow


@cache
def _marked() -> Mapping[str, Mapping[str, str]]:
    """The flags that set a mark at a value, in the order of the dataset's flags.toml."""
    return {flag: entry for flag, entry in _flags().items() if "mark" in entry}


def flags_said(flags: str, lang: Lang) -> str:
    """What flags (joined by `;`) mean."""
    told = _flags()
    return ("；" if lang == "zh" else "; ").join(
        told[flag][lang] if flag in told else flag for flag in flags.split(";") if flag
    )


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    lang: Lang

    def __call__(self, key: str, **values: object) -> str:
        """The wording with that key, its placeholders filled in; `…_one` for a count of one."""
        found = _data()[self.lang]
        one = f"{key}_one" if values.get("count") == 1 else key
        return str(found.get(one, found[key])).format(**values)

    def unit(self, unit: str) -> str:
        """A unit as readers write it; empty for a plain count."""
        return units()[unit].short(self.lang) if unit in units() else unit

    def unit_of(self, name: str, unit: str) -> str:
        """A unit in brackets, to follow a name; empty where the name says its unit itself."""
        sign = self.unit(unit)
        said = (sign, *(units()[unit].labels if unit in units() else ()))
        return "" if any(word in name for word in said) else f"{self('open')}{sign}{self('close')}"

    def unit_after(self, unit: str, name: str = "") -> str:
        """A unit as it follows a number; empty where the name beside it says it itself."""
        sign = units()[unit].after(self.lang) if unit in units() else unit
        return sign if self.unit_of(name, unit) else ""

    def year(self, year: Number) -> str:
        """A year, or words that it is not stated."""
        return self.years([year]) or self("not_stated")

    def years(self, years: Iterable[Number]) -> str:
        """One year, or the first and the last of several; empty if none is stated."""
        known = sorted({int(year) for year in years if year is not None and pd.notna(year)})
        if not known:
            return ""
        span = str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"
        return self("year", year=span)

    def join(self, parts: Iterable[str]) -> str:
        """Parts that say something, with commas between them."""
        return self("comma").join(part for part in parts if part)

    def sentence(self, title: str, parts: Iterable[str]) -> str:
        """Alt text: what is seen, and what it shows part by part."""
        told = self("semicolon").join(part.removesuffix(self("stop")) for part in parts)
        return title + self("colon") + (told or self("nothing_stated")) + self("stop")

    def notes(self, flags: Iterable[object]) -> list[str]:
        """The footnotes that the flags of drawn values call for, each once."""
        return [f"{_marked()[flag]['mark']} {_marked()[flag][self.lang]}" for flag in _order(flags)]

    def legend(self, cells: Iterable[str]) -> str:
        """What the footnote marks in a table's cells mean, in one line; empty where it has none."""
        signs = set("".join(cells))
        told = [f"{each['mark']} {each[self.lang]}" for each in _marked().values()]
        return self("semicolon").join(text for text in dict.fromkeys(told) if text[0] in signs)


def words(lang: Lang) -> Words:
    """The words of a language.

    Args:
        lang: `zh` or `en`.

    Returns:
        Its words.
    """
    return Words(lang)


def number(value: Number, decimals: int = 1) -> str:
    """A number rounded as its indicator says, with thousands marked; empty if missing."""
    if value is None or pd.isna(value):
        return ""
    text = f"{value:,.{int(decimals)}f}"
    negative = text.startswith("-") and any(char in "123456789" for char in text)
    return MINUS + text[1:] if negative else text.lstrip("-")


def signed(value: Number, decimals: int = 1) -> str:
    """A difference with its sign, +0.5 or −0.5; empty where it is missing, or rounded to nought."""
    text = number(value, decimals)
    if not any(char in "123456789" for char in text):
        return ""
    return text if text.startswith(MINUS) else f"+{text}"


def bounded(value: Number, decimals: int, bound: str = "exact", upper: Number = None) -> str:
    """A target as it binds: ≥80, <10, 1–1.5; empty if missing.

    Zeros at its end are left out: a plan that asks for 80% promises no 80.00%.
    """
    shown, ends = promised(value, decimals), promised(upper, decimals)
    if bound == "range" and ends:
        return f"{shown}–{ends}"
    return str(_data()["bounds"].get(bound, "")) + shown if shown else ""


def promised(value: Number, decimals: int) -> str:
    """A number without zeros at its end: what a plan asks for, 80 and not 80.00."""
    text = number(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def marks(flags: object) -> str:
    """The footnote marks of a value with these flags (joined by `;`)."""
    return "".join(_marked()[flag]["mark"] for flag in _order([flags]))


def status_of(row: Mapping[str, Any]) -> str:
    """A target's status by its key in words.toml: one that its baseline met is told apart."""
    was_met = row["status"] == "met" and "already_met" in str(row["flags"]).split(";")
    return "met when set" if was_met else str(row["status"])


def printed(row: Mapping[str, Any]) -> str:
    """A row's `value` as it binds, with its footnote marks; empty if missing.

    A target (`role`) is shown as it was promised, any other value with its indicator's decimals.
    """
    as_said = bounded if row.get("role") == "target" else value_said
    shown = as_said(row["value"], row["decimals"], row["bound"], row.get("value_upper"))
    return shown + marks(row["flags"]) if shown else ""


def value_said(value: Number, decimals: int, bound: str = "exact", upper: Number = None) -> str:
    """A value of a column of values: with its indicator's decimals, so that those of all agree.

    What is stated as a bound or a range is shown as it binds (`bounded`).
    """
    return number(value, decimals) if bound == "exact" else bounded(value, decimals, bound, upper)


def _order(flags: Iterable[object]) -> list[str]:
    """Single flags that set a mark, each once, in the order of their notes."""
    single = {flag for joined in flags for flag in str(joined).split(";")}
    return [flag for flag in _marked() if flag in single]
