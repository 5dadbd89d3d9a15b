"""The themes that health plans share, and which of them a text is about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from plancompare.measures.read import Measure
from plancompare.measures.scope import scope_words, without_other
from plancompare.owndata import toml_beside

_LONG_LIST = re.compile(r"[^,、;。]{1,25}(?:、[^,、;。]{1,25}?){3,40}(?:等|组成的)")
_MOST = 3  # themes that one clause is about
_PART_OF_A_WHOLE = re.compile(r"[^,、;。]{1,30}为(?:龙头|引领|骨干|支撑|依托|基础|网底|补充|平台)")


@dataclass(frozen=True)
class Theme:
    """A theme of health plans.

    Attributes:
        id: Its identifier.
        name_zh: Its name in Chinese.
        name_en: Its name in English.
        definition_zh: What it holds, in Chinese.
        definition_en: What it holds, in English.
        terms: The words it is known by, in simplified characters.
        excludes: Longer phrases that hold a term and mean something else.
    """

    id: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    terms: tuple[str, ...]
    excludes: tuple[str, ...] = ()

    def fits(self, text: str) -> bool:
        """Whether a text is about it.

        Args:
            text: Clean text in simplified characters.

        Returns:
            Whether one of the terms stands in it outside every excluded phrase.
        """
        if self._excluded:
            text = self._excluded.sub("\N{IDEOGRAPHIC SPACE}", text)
        return any(term in text for term in self.terms)

    @cached_property
    def _excluded(self) -> re.Pattern[str] | None:
        return re.compile("|".join(map(re.escape, self.excludes))) if self.excludes else None


@cache
def themes() -> dict[str, Theme]:
    """The themes by id, in the order in which they are shown."""
    return {
        entry["id"]: Theme(
            **entry | {key: tuple(entry.get(key, ())) for key in ("terms", "excludes")}
        )
        for entry in toml_beside(__file__, "themes.toml")["theme"]
    }


@cache
def _general_themes() -> dict[str, Theme]:
    """The themes by the words that name them in a general document."""
    changes = scope_words()["themes"]
    return {
        key: replace(theme, terms=_general_terms(theme, changes.get(key, {})))
        for key, theme in themes().items()
    }


def _general_terms(theme: Theme, change: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    without = change.get("without", ())
    return (*(term for term in theme.terms if term not in without), *change.get("more", ()))


def themes_of(text: str, *, general: bool = False) -> list[str]:
    """The themes that a text is about.

    A list of four or more says how wide a thing is meant, the word after it what is meant:
    急诊、儿科、精神科、康复科等学科 is about specialties. 以县级医院为骨干 says what a whole
    is built of. So these count only where nothing else tells.

    Args:
        text: Clean text in simplified characters.
        general: Whether it stands in a general document, where some words mean something else.

    Returns:
        Their ids, in the themes' order.
    """
    return list(_themes_of(text, general))


@lru_cache(maxsize=1_000)  # the clauses of a sentence ask for it again and again
def _themes_of(text: str, general: bool) -> tuple[str, ...]:
    vocabulary = _general_themes() if general else themes()
    core = _PART_OF_A_WHOLE.sub("", _LONG_LIST.sub("等", text))
    return tuple(_fitting(vocabulary, core) or _fitting(vocabulary, text))


def _fitting(vocabulary: Mapping[str, Theme], text: str) -> list[str]:
    return [theme.id for theme in vocabulary.values() if theme.fits(text)]


def themes_of_measure(measure: Measure) -> list[str]:
    """The themes of a measure.

    A clause that names no theme itself (完善配套措施) is about what its sentence and the
    headings above it share; where they share nothing, about the sentence's only theme, else the
    headings'. Of a clause that names many, those count that the headings name too, if any. In a
    general document, whose headings are about more than health, a clause has its own themes, or
    its sentence's only one.

    Args:
        measure: A measure with its sentence and headings.
    """
    if measure.general:
        own = themes_of(without_other(measure.text), general=True)
        around = themes_of(without_other(measure.sentence), general=True)
        return own or (around if len(around) == 1 else [])
    own, above = themes_of(measure.text), _first_found(reversed(measure.headings))
    if 0 < len(own) <= _MOST:
        return own
    named = own or themes_of(measure.sentence)
    shared = [theme for theme in named if theme in above]
    return shared or (named if own or len(named) == 1 or not above else above)


def _first_found(texts: Iterable[str]) -> list[str]:
    return next((found for text in texts if (found := themes_of(text))), [])
