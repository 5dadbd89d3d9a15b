"""What answers say of themselves, in either language: words.toml."""

from collections.abc import Mapping, Sequence

from plancompare.domain.languages import Lang
from plancompare.owndata import toml_beside

Words = str | Sequence[str]  # a name, or several


def _words() -> Mapping[str, Mapping[str, str]]:
    return toml_beside(__file__, "words.toml")


def section(lang: Lang) -> Mapping[str, str]:
    """All wordings of a language by their key."""
    return _words()[lang]


def say(lang: Lang, key: str, **values: object) -> str:
    """A wording of words.toml with its placeholders filled in."""
    return _words()[lang][key].format(**values)
