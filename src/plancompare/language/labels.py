"""Labels as printed, made comparable."""

import re
import unicodedata
from functools import cache
from itertools import product

from plancompare.language.units import printed_units, unit_of_sign

_NOISE = re.compile(r"""[\s"'“”‘’「」『』《》〈〉*·•]""")
_BRACKET_AT_END = re.compile(r"\(([^()]{1,12})\)$")
_CHOICE = re.compile(r"\{([^{}]*)\}")


def _plain(label: str) -> str:
    """Half width, without spaces and quotation marks.

    Normalised again at the end: without the space between them two characters may become one.
    """
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", label))
    return unicodedata.normalize("NFKC", plain)


@cache
def normalise_label(label: str) -> str:
    """The form in which labels are compared.

    Half width, without spaces, quotation marks or a unit in brackets at the end. Brackets
    that are not a unit stay, as in 执业(助理)医师.

    Args:
        label: A label as printed, in simplified characters.

    Returns:
        The comparable form; it is its own comparable form.
    """
    plain = _plain(label)
    while (unit := _BRACKET_AT_END.search(plain)) and unit[1] in printed_units():
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
    return unit_of_sign(bracket[1]) if bracket and bracket[1] in printed_units() else ""


def expand_label(template: str) -> list[str]:
    """All labels that a template of the catalogue stands for.

    Args:
        template: A label in which `{a|b|}` stands for one of a, b, or nothing.

    Returns:
        The labels, normalised, without repetition, in the template's order.
    """
    parts = _CHOICE.split(template)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    return list(dict.fromkeys(normalise_label("".join(words)) for words in product(*choices)))
