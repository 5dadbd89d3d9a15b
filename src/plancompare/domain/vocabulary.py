"""The closed vocabularies of the dataset: which words there are, and what each means."""

from collections.abc import Mapping
from functools import cache

from plancompare.domain.languages import Lang
from plancompare.domain.units import units
from plancompare.owndata import toml_beside

Meanings = Mapping[str, Mapping[str, str]]


def vocabulary(name: str) -> Meanings:
    """A closed vocabulary.

    Args:
        name: Its name, e.g. `unit`, `bound`, `level`.

    Returns:
        For each of its words what it means, by language; in the order in which they are listed.

    Raises:
        KeyError: If there is no such vocabulary.
    """
    return vocabularies()[name]


def vocabulary_of(table: str, column: str) -> Meanings:
    """The vocabulary of a table's column.

    Args:
        table: A table of the dataset.
        column: One of its columns; `standard_bound` is a bound.

    Raises:
        KeyError: If the column is an open one.
    """
    for name in (f"{table}.{column}", column, column.rpartition("_")[2]):
        if name in vocabularies():
            return vocabularies()[name]
    raise KeyError(f"{table}.{column}")


def meaning(table: str, column: str, word: str, lang: Lang) -> str:
    """What a word of a closed vocabulary means.

    Args:
        table: A table of the dataset.
        column: A column of it that has a closed vocabulary.
        word: One of its values.
        lang: `zh` or `en`.

    Returns:
        Some words, e.g. `per 1,000` for the unit `per_1000`.

    Raises:
        KeyError: If the column is an open one, or has no such word.
    """
    return vocabulary_of(table, column)[word][lang]


@cache
def vocabularies() -> Mapping[str, Meanings]:
    """All closed vocabularies by name, units first."""
    named = {key: {"zh": unit.name("zh"), "en": unit.name("en")} for key, unit in units().items()}
    return {"unit": named, **toml_beside(__file__, "vocabulary.toml")}
