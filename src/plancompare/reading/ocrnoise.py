"""The slips of text recognition in numbers, where the text beside them leaves no choice."""

import re

CUT = "\0"  # in the place of a sign that is none
_LIKE_DIGITS = str.maketrans("lI|oO〇○", "1110000")
_IN_NUMBER = re.compile(r"(?<=[\d.])[lI|oO〇○](?=[\d.%‰万年张人岁])|(?<![\w.])[lI|](?=[\d.]*\d)")
_PERMILLE = re.compile(r"(?<=[\d(（])[%‰][0oO₀](?!\d)")


def without_slips(text: str) -> str:
    """A line with the slips put right; each sign keeps its place.

    Args:
        text: As it was recognised. `l`, `I` and `|` in a number are 1, `o` and `〇` are 0; %0 is
            ‰, followed by `CUT`, which keeps the length.
    """
    text = _IN_NUMBER.sub(lambda found: found[0].translate(_LIKE_DIGITS), text)
    return _PERMILLE.sub(f"‰{CUT}", text)
