"""What a measure of a general document is about, more closely than its themes say it."""

from dataclasses import dataclass
from functools import cache

from plancompare.measures.scope import without_other
from plancompare.owndata import toml_beside


@dataclass(frozen=True, slots=True)
class Subject:
    """A name that the column `subject` of `measures.csv` takes.

    Attributes:
        name_zh: The name in Chinese, by which it is known.
        name_en: The name in English.
        terms: The words by which a first draft finds it, in simplified characters.
    """

    name_zh: str
    name_en: str
    terms: tuple[str, ...]


@cache
def subjects() -> dict[str, Subject]:
    """The subjects by their Chinese names, in the order in which they are shown."""
    return {
        entry["name_zh"]: Subject(**entry | {"terms": tuple(entry["terms"])})
        for entry in toml_beside(__file__, "subjects.toml")["subject"]
    }


def subjects_of(text: str) -> list[str]:
    """The subjects that a clause names.

    A term inside a longer one of another subject (生育 in 生育保险) does not count.

    Args:
        text: Clean text in simplified characters.

    Returns:
        Their names, in the subjects' order.
    """
    rest, found = without_other(text), set()
    for term, names in _terms_longest_first():
        if term in rest:
            found |= names
            rest = rest.replace(term, "\N{IDEOGRAPHIC SPACE}")
    return [name for name in subjects() if name in found]


@cache
def _terms_longest_first() -> list[tuple[str, set[str]]]:
    named: dict[str, set[str]] = {}
    for each in subjects().values():
        for term in each.terms:
            named.setdefault(term, set()).add(each.name_zh)
    return sorted(named.items(), key=lambda pair: -len(pair[0]))
