"""Labels as printed, made comparable."""

import re
import unicodedata
from functools import cache
from itertools import product

from plancompare.language.units import printed_units, unit_of_sign

_NOISE = re.compile(r"""[\s"'“”‘’「」『』《》〈〉*·•]""")
_BRACKET_AT_END = re.compile(r"(?:\(([^()]{0,12})\)|/([岁%‰]|1/10万))$")  # 期望寿命/岁
_RAISED = re.compile("(?<![A-Za-z⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]+")
_DASH = re.compile(r"(?<=[\d岁月周])[—–―~至](?=\d)")  # 30—70岁, 30~70岁, 30至70岁
_AGE_TWICE = re.compile(r"(?<=\d)周?岁(?=-\d)")
_UNEVEN = re.compile(f"{_NOISE.pattern}|[⁰¹²³⁴-⁹—–―~至]|岁-")  # what most labels have none of
_CHOICE = re.compile(r"\{([^{}]*)\}")


def _plain(label: str) -> str:
    """Half width, without spaces and quotation marks.

    Normalised again at the end: without the space between them two characters may become one.
    """
    if _is_plain(label):
        return label
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", without_raised_marks(label)))
    return plain_ranges(unicodedata.normalize("NFKC", plain))


def _is_plain(label: str) -> bool:
    return not _UNEVEN.search(label) and unicodedata.is_normalized("NFKC", label)


def without_raised_marks(text: str) -> str:
    """A text without raised digits, which are marks of notes; after a letter they are powers: m².

    Args:
        text: As printed.
    """
    return _RAISED.sub("", text)


def plain_ranges(label: str) -> str:
    """A label with a hyphen between the ends of each range: 30-70岁 for 30—70岁 and 30岁至70岁."""
    return _AGE_TWICE.sub("", _DASH.sub("-", label))


@cache
def normalise_label(label: str) -> str:
    """The form in which labels are compared.

    Half width, without spaces, quotation marks or a unit in brackets at the end; ranges have a
    hyphen. Brackets that are not a unit stay, as in 执业(助理)医师.

    Args:
        label: A label as printed, in simplified characters.

    Returns:
        The comparable form; it is its own comparable form.
    """
    plain = _plain(label)
    while (unit := _BRACKET_AT_END.search(plain)) and (
        unit[2] or unit[1] in ("", *printed_units())
    ):
        plain = plain[: unit.start()]
    return plain


def label_unit(label: str) -> str:
    """The unit that a label prints in brackets at its end.

    Args:
        label: A label as printed, e.g. 婴儿死亡率(‰).

    Returns:
        One of the design's units, or empty where the label prints none.
    """
    bracket = _BRACKET_AT_END.search(_plain(label))
    sign = (bracket[1] or bracket[2]) if bracket else ""
    return unit_of_sign(sign) if sign in printed_units() else ""


def expand_label(template: str) -> list[str]:
    """All labels that a template of the catalogue stands for.

    Args:
        template: A label in which `{a|b|}` stands for one of a, b, or nothing.

    Returns:
        The labels, normalised, without repetition, in the template's order.
    """
    parts = _CHOICE.split(template)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    labels = map("".join, product(*choices))
    if not _is_plain(template) or ")" in template:  # most are, and so is all that they stand for
        labels = map(normalise_label, labels)
    return list(dict.fromkeys(labels))
