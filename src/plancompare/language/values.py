"""The printed value: what a cell or a clause says, read into numbers.

≥80 · 2.4人 · 52.4/55.1 · 比基期降低10% · 1~1.5名 · 0/10万 · 每年降低0.5个百分点 · —
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from plancompare.domain.units import units
from plancompare.errors import SourceError
from plancompare.language.data import load
from plancompare.language.labels import without_raised_marks
from plancompare.language.numbers import FIGURES, WORDS, YEAR_DIGITS, parse_number
from plancompare.language.patterns import any_of
from plancompare.language.scripts import simplified
from plancompare.language.units import printed_units, unit_of_sign

Direction = Literal["up", "down"]

_SHARES = {words: unit.id for unit in units().values() for words in unit.fraction}
_RELATIVE = "relative_percent"
_REMEMBERED = 1 << 15  # values: a figure is read when it is checked, and again when it is used
_LONGEST = 200  # characters; a paired cell with all its words has sixty
# Words may follow each other (力争达到). Bounded: one word may be two others (达到 is 达 and 到),
# and without a bound each repeat would double the ways to read a text that is no value.
_SOME = "{0,4}"
_SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character, which no library takes
_DATE = re.compile(
    rf"{YEAR_DIGITS}(?:[/.-][0-9]{{1,2}}[/.-][0-9]{{1,2}}|年[0-9]{{1,2}}月[0-9]{{1,2}}日)"
)
# 六成五 is 65 %
_TENTHS = re.compile("([一二两三四五六七八九])成([一二三四五六七八九半])")

# 八十二岁半, 82岁半
_HALF_YEAR = re.compile(
    "(?<![.点])(?:(?P<digits>[0-9]{1,3})|(?P<words>[一二三四五六七八九十百]{1,5}))岁半"
)


class ValueNotUnderstood(SourceError):
    """A printed value that the grammar does not know."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value stated as a change.

    Attributes:
        amount: Its size, positive, in the unit of the printed value.
        direction: `up` or `down`.
        kind: `relative_percent`, `absolute`, and both with `_per_year`.
        base_year: The year that the change is counted from, where printed.
        span: Over how many years, where printed (五年来).
    """

    amount: Decimal
    direction: Direction
    kind: str
    base_year: int | None = None
    span: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """One value as printed.

    Attributes:
        value: The number, or None for a change and where nothing is stated.
        upper: The upper end of a range.
        bound: `exact`, `at_least`, `above`, `at_most`, `below`, `about` or `range`.
        unit: The unit printed with it, or empty.
        change: Set where the value is stated as a change.
        stated: False for a dash: the source has the place and leaves it empty.
    """

    value: Decimal | None
    upper: Decimal | None = None
    bound: str = "exact"
    unit: str = ""
    change: Change | None = None
    stated: bool = True


@cache
def _bounds(where: str) -> dict[str, str]:
    """Words before or after the number, each with its bound."""
    return {
        word: bound
        for bound, words in load("words.toml")["bounds"][where].items()
        for word in words
    }


@cache
def _number_pattern() -> str:
    units = any_of((*printed_units(), "成"))
    return (
        rf"(?:(?P<minus{{n}}>[-负])?(?P<share{{n}}>{any_of(_SHARES)})?"
        rf"(?P<number{{n}}>{FIGURES}|{WORDS})(?P<myriad{{n}}>[万亿]?)(?P<some{{n}}>[余多])?"
        rf"(?P<unit{{n}}>{units}|\((?:{units})\))?)"
    )


@cache
def _level() -> re.Pattern[str]:
    """A level, or a range of levels, with its words before and after."""
    before, after = any_of(_bounds("before")), any_of(_bounds("after"))
    first, second = _number_pattern().replace("{n}", "1"), _number_pattern().replace("{n}", "2")
    return re.compile(
        rf"(?P<before>(?:{before}){_SOME}){first}(?:(?:[~–-]|—|到|至){second})?"
        rf"(?P<after>(?:{after}){_SOME})"
    )


@cache
def _change() -> re.Pattern[str]:
    words = load("words.toml")["change"]
    span = rf"(?:(?:近|过去)?(?P<span>{FIGURES}|{WORDS})年(?:来|间)?,?)?"
    since = rf"(?:比|较|与|在|以|从)?(?:(?P<base_year>{YEAR_DIGITS})年?)?"
    base = rf"{span}(?:{since}(?:{any_of(words['base'])}|为基数|相比|,){_SOME})"
    yearly = rf"(?P<yearly>{any_of(words['each_year'])})?"
    verb = rf"(?P<verb>{any_of((*words['up'], *words['down']))})(?:{any_of(words['after_verb'])})?"
    return re.compile(rf"{base}(?:力争)?{yearly}{verb}(?P<amount>.+)")


def parse_value(text: str) -> list[PrintedValue]:
    """Read a printed value.

    Args:
        text: A value as printed, in simplified or traditional characters, any width.

    Returns:
        One value; two for a paired cell such as `52.4/55.1`.

    Raises:
        ValueNotUnderstood: If the text is not a value in a form that plans use.
    """
    return list(_parsed(text))


@lru_cache(maxsize=_REMEMBERED)
def _parsed(text: str) -> tuple[PrintedValue, ...]:
    _refuse_what_is_no_value(text)
    unmarked = without_raised_marks(text)
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", unmarked)).replace("∶", ":")
    plain = _TENTHS.sub(r"\1点\2成", plain).replace("点半成", "点五成")
    plain = _HALF_YEAR.sub(_and_a_half, plain)
    if plain in load("words.toml")["not_stated"]:
        return (PrintedValue(None, stated=False),)
    try:
        values = _parse_all(plain) or _parse_all(simplified(plain))
    except ValueError:  # words that are no number: 千千千
        values = []
    if not values:
        raise ValueNotUnderstood(f"the value “{text}” is not understood.", remedy=_REMEDY)
    return tuple(values)


def _and_a_half(match: re.Match[str]) -> str:
    return f"{match['digits']}.5岁" if match["digits"] else f"{match['words']}点五岁"


def _refuse_what_is_no_value(text: str) -> None:
    if len(text) > _LONGEST:
        raise ValueNotUnderstood(
            f"the value “{text[:20]}…” has {len(text):,} characters.", remedy=_REMEDY
        )
    if _SURROGATE.search(text):
        raise ValueNotUnderstood(f"the value “{text}” holds half a character.", remedy=_REMEDY)
    if _DATE.fullmatch(text.strip()):
        raise ValueNotUnderstood(
            f"the value “{text}” is a date.",
            remedy="If a spreadsheet made it one, type the value again in a column of text.",
        )


def _parse_all(text: str) -> list[PrintedValue]:
    """One value, or the values of a pair; none where the text is not understood."""
    value = _parse_single(text)
    if value is not None:
        return [value]
    parts = [_parse_single(part) for part in re.split(r"[/、;]", text)]
    values = [part for part in parts if part]
    changes = [value.change is not None for value in values]
    if len(parts) == 1 or len(values) < len(parts) or (changes[0] and not all(changes)):
        return []  # 下降1/3 is a fraction, no pair
    return _share_unit(values)


_REMEDY = (
    "Write it as printed, e.g. ≥80, 2.4人, 52.4/55.1, 比基期降低10%, 1~1.5名, or — for not stated."
)


def _share_unit(values: list[PrintedValue]) -> list[PrintedValue]:
    """A unit printed once, after the last of a pair, holds for all of it."""
    return [value if value.unit else replace(value, unit=values[-1].unit) for value in values]


def _parse_single(text: str) -> PrintedValue | None:
    return _parse_level(text) or _parse_multiple(text) or _parse_change(text)


def _parse_multiple(text: str) -> PrintedValue | None:
    """A growth put as a multiple: 翻一番, that is by 100%."""
    growth = load("words.toml")["change"]["multiples"].get(text)
    if growth is None:
        return None
    return PrintedValue(None, unit="percent", change=Change(Decimal(growth), "up", _RELATIVE))


def _parse_level(text: str) -> PrintedValue | None:
    match = _level().fullmatch(text)
    if match is None:
        return _parse_ratio(text)
    value, unit = _measure(match, "1")
    bound = _bound_of(match["before"], match["after"])
    if match["some1"] and bound == "exact":
        bound = "about"
    if match["number2"] is None:
        return PrintedValue(value, bound=bound, unit=unit)
    upper, unit_of_upper = _measure(match, "2")
    if upper <= value:
        return None
    return PrintedValue(value, upper, "range", unit_of_upper or unit)


@cache
def _ratio() -> re.Pattern[str]:
    before, after = any_of(_bounds("before")), any_of(_bounds("after"))
    return re.compile(
        rf"(?P<before>(?:{before}){_SOME})1:(?P<second>{FIGURES})"
        rf"(?:[~—–-](?:1:)?(?P<upper>{FIGURES}))?(?P<after>(?:{after}){_SOME})"
    )


def _parse_ratio(text: str) -> PrintedValue | None:
    """1:1.2, as in 医护比: how many of the second there are for one of the first."""
    match = _ratio().fullmatch(text)
    if match is None:
        return None
    value = parse_number(match["second"])
    if match["upper"]:
        return PrintedValue(value, parse_number(match["upper"]), "range")
    return PrintedValue(value, bound=_bound_of(match["before"], match["after"]))


def _measure(match: re.Match[str], n: str) -> tuple[Decimal, str]:
    value = parse_number(match[f"number{n}"] + match[f"myriad{n}"])
    value = -value if match[f"minus{n}"] else value
    share, sign = match[f"share{n}"], (match[f"unit{n}"] or "").strip("()")
    if share:
        return value, _SHARES[share]
    if sign == "成":
        return value.scaleb(1), "percent"
    return value, unit_of_sign(sign) if sign else ""


def _bound_of(before: str, after: str) -> str:
    """The bound that the words around a number give it.

    Words after it weigh more (控制在10%以下), and the longest word is meant (不低于 is not 低于).
    """
    if not (before or after):
        return "exact"
    for words, table in ((after, _bounds("after")), (before, _bounds("before"))):
        found = [word for word, bound in table.items() if word in words and bound != "exact"]
        if found:
            return table[max(found, key=len)]
    return "exact"


def _parse_change(text: str) -> PrintedValue | None:
    match = _change().fullmatch(text)
    amount = _parse_level(match["amount"]) if match else None
    if match is None or amount is None or amount.value is None:
        return None
    direction: Direction = "up" if match["verb"] in load("words.toml")["change"]["up"] else "down"
    kind = _RELATIVE if amount.unit == "percent" else "absolute"
    change = Change(
        amount.value,
        direction,
        f"{kind}_per_year" if match["yearly"] else kind,
        int(match["base_year"]) if match["base_year"] else None,
        int(parse_number(match["span"])) if match["span"] else None,
    )
    return replace(amount, value=None, change=change)
