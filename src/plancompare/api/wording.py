"""What answers say of themselves, in either language: words.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from plancompare.domain.languages import Lang

Words = str | Sequence[str]  # a name, or several


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def section(lang: Lang) -> Mapping[str, str]:
    """All wordings of a language by their key."""
    return _words()[lang]


def say(lang: Lang, key: str, **values: object) -> str:
    """A wording of words.toml with its placeholders filled in."""
    return _words()[lang][key].format(**values)
