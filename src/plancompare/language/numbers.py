"""Numbers as plans print them, in figures or in words."""

import re
from decimal import Decimal

YEAR_DIGITS = r"(?:19|20)[0-9]{2}"
# 1,200 · 78.5 · 百分之八十五 · 七十八点五 · 三成
# No digits of other scripts, and no more of them than a plan counts with: what is longer is a
# telephone number or a slip, and beyond 28 digits Decimal itself rounds.
FIGURES = (
    r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,10})?"
    r"|[0-9]{1,15}(?:\.[0-9]{1,10})?"
)
WORDS = r"[零〇一二两三四五六七八九十百千]{1,12}(?:点[零〇一二三四五六七八九]{1,6})?"
_MYRIADS = {"": 0, "万": 4, "亿": 8}  # powers of ten
_NUMBER = re.compile(rf"(?P<digits>{FIGURES}|{WORDS})(?P<myriad>[万亿]?)")


def parse_number(text: str) -> Decimal:
    """The number that a text of nothing else prints.

    Args:
        text: A number in figures or in Chinese words, e.g. `1,200`, `78.50`, `七十八点五`,
            `1200万`; without its unit.

    Returns:
        The number, as exact as it was printed: the exponent of 78.50 is −2, that of 14.1178亿 is 4.

    Raises:
        ValueError: If the text is not a number.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return _digits(match["digits"]).scaleb(_MYRIADS[match["myriad"]])


def _digits(text: str) -> Decimal:
    if text[0].isascii():
        return Decimal(text.replace(",", ""))
    text = f"一{text}" if text[0] in "百千" else text  # 百分之百
    import cn2an  # noqa: PLC0415 (slow to import, and words for numbers are rare)

    try:
        return Decimal(str(cn2an.cn2an(text, "smart")))
    except LookupError as error:  # what cn2an trips over in words that are no number: 十二十二
        raise ValueError(text) from error
