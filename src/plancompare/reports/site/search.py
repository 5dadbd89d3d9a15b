"""What a name is found by: its characters, its pinyin, and the initials of its pinyin."""

from collections.abc import Iterable


def keys(*names: str) -> str:
    """The text in which a search looks for what was typed, in lower case and without spaces.

    Args:
        *names: What a thing is called, in Chinese or English.

    Returns:
        Each name; of a name in characters also its pinyin and their initials; `|` between them.
    """
    found = [key for name in names for key in (name, *_pinyin(name))]
    return "|".join(dict.fromkeys("".join(key.lower().split()) for key in found if key))


def _pinyin(name: str) -> Iterable[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (half a second)

    if name.isascii():
        return ()
    syllables = lazy_pinyin(name)
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)
