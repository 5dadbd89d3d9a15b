"""What the reports say in either language: wording.toml, and values as their indicator says."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

import pandas as pd

from plancompare.charts.data import data_words
from plancompare.charts.words import bounded, marks, number, value_said, words
from plancompare.domain.languages import Lang
from plancompare.domain.units import difference_unit
from plancompare.owndata import toml_beside

_DIFFERENCES = ("gap", "needed_pace")
_INNER = {"“": "‘", "”": "’"}


@cache
def phrases(lang: Lang) -> Mapping[str, Any]:
    """All wording of a language, by key; columns and codes also as the charts' data call them."""
    own, data = toml_beside(__file__, "wording.toml")[lang], data_words(lang)
    return {**data, **own, "columns": {**data["columns"], **own["columns"]}}


def say(lang: Lang, key: str, **values: object) -> str:
    """A wording with its placeholders filled in.

    Args:
        lang: `zh` or `en`.
        key: Its key in wording.toml; `…_one` is taken for a count of one.
        **values: What its placeholders stand for.

    Returns:
        The wording.
    """
    one = f"{key}_one" if values.get("count") == 1 else key
    return nested(str(phrases(lang).get(one, phrases(lang)[key])).format(**values))


def nested(text: str) -> str:
    """The same text, with single quotation marks inside double ones, if they come in pairs."""
    depth, signs = 0, []
    for sign in text:
        depth -= sign == "”"
        signs.append(_INNER.get(sign, sign) if depth > 0 else sign)
        depth += sign == "“"
        if depth < 0:
            return text
    return text if depth else "".join(signs)


def made_from(dataset_hash: str, lang: Lang) -> str:
    """The line that ends every report: the dataset's hash and the program's version."""
    return say(lang, "made_from", hash=dataset_hash[:16], version=version("plancompare"))


def said(row: Mapping[Any, Any], column: str, lang: Lang, *, in_table: bool = False) -> str:
    """A value of a table as readers see it: bound, number, unit, marks.

    Args:
        row: With `column`, and `unit` and `decimals` of its indicator; for `target` and `value`
            also `bound`, and for a range `<column>_upper`.
        column: `value`, `target`, `baseline`, `gap`, `needed_pace`.
        lang: `zh` or `en`.
        in_table: Whether it stands in a column, whose decimals agree: 12.50 below 8.73, where a
            sentence says 12.5. A target is as it was promised in both.

    Returns:
        For instance `≥80%`; a target's change in words; the word for “not stated” where the value
        is missing.
    """
    if pd.isna(row[column]):
        is_change = column in ("target", "value") and pd.notna(row.get("change"))
        return change_said(row, lang) if is_change else say(lang, "not_stated")
    bound = _bound(row, column)
    promised = column == "target" or (column == "value" and row.get("role") == "target")
    as_said = value_said if in_table and not promised else bounded
    shown = as_said(row[column], _places(row, column), bound, row.get(f"{column}_upper"))
    unit = str(row["unit"])
    if _is_named(row, unit, lang):
        return shown
    return shown + unit_after(difference_unit(unit) if column in _DIFFERENCES else unit, lang)


_TURNED = {"at_least": "at_most", "above": "at_most", "at_most": "at_least", "below": "at_least"}


def _bound(row: Mapping[Any, Any], column: str) -> str:
    """How a value binds; a gap from a latest value that is a bound is one itself."""
    if column in ("value", "target"):
        return str(row["bound"])
    latest = str(row.get("latest_bound", "exact"))
    if column != "gap":
        return str(row.get(f"{column}_bound", "exact"))
    falls = row.get("asks", row.get("direction")) == "less"
    return latest if falls or latest == "about" else _TURNED.get(latest, "exact")


def _is_named(row: Mapping[Any, Any], unit: str, lang: Lang) -> bool:
    """Whether the indicator's name says the unit itself: beds per 1,000 are 7.24."""
    name = row.get(f"name_{lang}")
    return isinstance(name, str) and not words(lang).unit_of(name, unit)


def change_said(row: Mapping[Any, Any], lang: Lang) -> str:
    """A target stated as a change only, in words: 比基期降低10%.

    Args:
        row: With `change` (signed), `change_kind` and `unit`.
        lang: `zh` or `en`.
    """
    wording, kind = phrases(lang)["change"], str(row["change_kind"])
    amount = f"{abs(row['change']):g}"
    if not kind.startswith("relative"):
        amount += unit_after(difference_unit(str(row["unit"])), lang)
    way = wording["up" if row["change"] > 0 else "down"]
    return str(wording[kind]).format(way=way, amount=amount)


def _places(row: Mapping[Any, Any], column: str) -> int:
    """As many decimals as the indicator says; one more for a pace, which is a small part of it."""
    return int(row["decimals"]) + (column == "needed_pace")


def value_of(row: Mapping[Any, Any], lang: Lang) -> str:
    """A value in its indicator's decimals, with its unit.

    Args:
        row: With `value`, `decimals`, `unit` and the names of its indicator.
        lang: `zh` or `en`.
    """
    return number(row["value"], row["decimals"]) + sign_of(row, lang)


def sign_of(row: Mapping[Any, Any], lang: Lang) -> str:
    """The unit as it follows a number; empty where the indicator's name says it itself.

    Args:
        row: With `unit` and the names of its indicator.
        lang: `zh` or `en`.
    """
    return words(lang).unit_after(str(row["unit"]), str(row[f"name_{lang}"]))


def unit_after(unit: str, lang: Lang) -> str:
    """A unit as it follows a number."""
    return words(lang).unit_after(unit)


__all__ = [
    "change_said",
    "made_from",
    "marks",
    "number",
    "phrases",
    "said",
    "say",
    "sign_of",
    "unit_after",
]
