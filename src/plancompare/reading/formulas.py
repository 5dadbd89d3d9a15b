r"""Numbers that a program wrote as formulas: $2 8 . 1 \%$ is 28.1%, $\geqslant 1 5$ is ≥15.

A formula that computes something stays as it is.
"""

import re

from plancompare.reading.mapped import Mapped, Span

_FORMULA = re.compile(r"\$[^$\n\u4e00-\u9fff]{1,200}\$")
_ESCAPED = re.compile(r"\\(?=[~*_#])")  # 2016\~2021, in Markdown
_SIGNS = {
    "sim": "~", "geqslant": "≥", "geq": "≥", "ge": "≥", "leqslant": "≤", "leq": "≤", "le": "≤",
    "pm": "±", "times": "×", "gt": ">", "lt": "<", "textperthousand": "‰",
}  # fmt: skip
_PIECE = re.compile(
    r"(?P<note>\^ ?\{? ?\[[\d ,~-]{1,12}\] ?\}?)"  # 5.6^{[12]}
    r"|\\(?P<sign>" + "|".join(_SIGNS) + r")(?![A-Za-z])"
    r"|(?P<cut>\\(?:text(?:rm)?|math(?:rm|bf|sf|it)|boldsymbol)(?![A-Za-z])"
    r"|\\(?=[%‰])|\\[ ,;!]|[{}~ ])"
    r"|(?P<plain>[^\\^_{}~ ])"
)
_VALUE = re.compile(r"[(\[]?[≥≤<>~±-]?\d|[A-Za-z]")  # what is left begins so: not .35.69


def without_formulas(text: Mapped) -> Mapped:
    """Write numbers in formulas as numbers.

    Args:
        text: A text, of Markdown or otherwise.
    """
    if "$" in text.text:
        signs, cuts = list(text.text), []
        for formula in _FORMULA.finditer(text.text):
            cuts += _plain(formula[0], formula.start(), signs)
        text = text.with_text("".join(signs)).without(cuts)
    return text.drop(_ESCAPED) if "\\" in text.text else text


def _plain(formula: str, start: int, signs: list[str]) -> list[Span]:
    """What to cut of a formula, its signs put in; nothing where it is more than a number."""
    pieces = list(_PIECE.finditer(formula, 1, len(formula) - 1))
    whole = sum(len(piece[0]) for piece in pieces) == len(formula) - 2
    left = "".join(_SIGNS.get(piece["sign"], piece["plain"] or "") for piece in pieces)
    if not whole or not _VALUE.match(left):
        return []
    cuts = [(start, start + 1), (start + len(formula) - 1, start + len(formula))]
    for piece in pieces:
        first = start + piece.start()
        if piece["sign"]:
            signs[first] = _SIGNS[piece["sign"]]
            first += 1
        if not piece["plain"]:
            cuts.append((first, start + piece.end()))
    return cuts
