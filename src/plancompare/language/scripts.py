"""Traditional characters as simplified ones."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def simplified(text: str) -> str:
    """A text in simplified characters, by phrases (乾燥 but 乾隆): its length may change.

    Args:
        text: In either script.
    """
    converted: str = _opencc().convert(text)
    return converted


@cache
def _opencc() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 (few texts are printed in traditional characters)

    return OpenCC("t2s")
