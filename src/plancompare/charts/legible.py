"""Text of data as any file may hold it, and as it reads."""

import re

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the writing round, so that a reader would see other than the source says."""

# What XML 1.0 leaves out, but for tab and line breaks; and marks that turn the writing round.
_CONTROLS = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff{TURNING}]"
)


def legible(text: str) -> str:
    """Text without control characters, halves of characters, and marks that turn the writing.

    Args:
        text: Of any length; its lines stay.
    """
    if text.isprintable():  # most cells are, and of these there are many
        return text
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
