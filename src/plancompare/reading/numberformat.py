"""A number of a workbook as its cell shows it: 0.935 under the format `0.0%` is 93.5%.

Of Excel's formats the parts that change what a figure says: decimals, percent, thousands, words
beside the number, years. Anything else is shown as a plain number.
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

_DIGITS = 15  # that Excel keeps
_WORDS = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_PATTERN = re.compile(r"[#0?][#0?,]*(?:\.([#0?]+))?")
_IS_DATE = re.compile(r"[ymd年月日]", re.IGNORECASE)


def shown(value: object, number_format: str = "General") -> str:
    """What a cell shows.

    Args:
        value: What it holds.
        number_format: Of the cell, in Excel's words.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.date):
        return _date(value, number_format)
    if isinstance(value, int | float):
        return _number(_plain(value), number_format)
    return str(value)


def is_date_format(number_format: str) -> bool:
    """Whether a number under a format is a date.

    Args:
        number_format: In Excel's words.
    """
    bare = _WORDS.sub("", number_format)
    return "General" not in bare and _IS_DATE.search(bare) is not None


def _date(value: datetime.date, number_format: str) -> str:
    bare = _WORDS.sub("", number_format).lower()
    if "m" not in bare and "d" not in bare:
        return f"{value.year}年"
    if "d" not in bare:
        return f"{value.year}年{value.month}月"
    return f"{value.year}年{value.month}月{value.day}日"


def _plain(value: float) -> Decimal:
    return Decimal(value if isinstance(value, int) else f"{value:.{_DIGITS}g}")


def _number(value: Decimal, number_format: str) -> str:
    sections = number_format.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    bare = _WORDS.sub(lambda found: "\0" * len(found[0]), section)
    pattern = _PATTERN.search(bare)
    if pattern is None:  # General, @, or words alone
        return f"{value:f}"
    if "%" in bare:
        value *= 100
    if section is not sections[0]:
        value = -value
    places = pattern[1] or ""
    number = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{number:,f}" if "," in pattern[0] else f"{number:f}"
    for _ in range(len(places) - len(places.rstrip("#"))):
        text = text[:-1] if text.endswith("0") else text
    before, after = section[: pattern.start()], section[pattern.end() :]
    return f"{_said(before)}{text.rstrip('.')}{_said(after)}"


def _said(part: str) -> str:
    """The words of a part of a format."""
    return _WORDS.sub(lambda found: found[1] or found[2] or "", part).strip()
