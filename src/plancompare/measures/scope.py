"""What of a general document is about health, and what of it is a plan.

A government work report looks back before it looks ahead, and most of it is about other things.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from plancompare.owndata import toml_beside
from plancompare.reading.document import Document

_HEAD_LINES = 30  # lines in which a document says what it is
_HEADING_LENGTH = 50  # characters of a line that can be a heading
_FIRST_WORDS = 20  # characters of a paragraph that say what it turns to
_BELOW_A_SECTION = re.compile(r"\(|——|\d+\.")
_DATE = re.compile(r"\d月\d+日")
_LIST = re.compile(r"[^,、;。]{1,25}(?:、[^,、;。]{1,25}?){3,40}等[^,、;。]*")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of a general document is a plan.

    Attributes:
        starts: Where its passages begin, in order.
        ahead: Whether each of them looks ahead.
    """

    starts: tuple[int, ...]
    ahead: tuple[bool, ...]

    def plans(self, place: int) -> bool:
        """Whether what stands at a place of the clean text looks ahead."""
        return self.ahead[bisect_right(self.starts, place) - 1]


@dataclass(frozen=True, slots=True)
class _Patterns:
    title: re.Pattern[str]
    behind: re.Pattern[str]
    ahead: re.Pattern[str]
    ahead_in_prose: re.Pattern[str]
    basis: re.Pattern[str]
    goals: re.Pattern[str]
    health: re.Pattern[str]
    other: re.Pattern[str]


def scope_words() -> dict[str, Any]:
    """The words by which general documents are read."""
    return toml_beside(__file__, "scope.toml")


@cache
def _patterns() -> _Patterns:
    one = {
        key: "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for key, words in scope_words().items()
        if key != "themes"
    }
    return _Patterns(
        title=re.compile(rf"^.{{0,30}}(?:{one['titles']})(?:\(.{{1,20}}\))?$"),
        behind=re.compile(one["behind"]),
        ahead=re.compile(one["ahead"]),
        ahead_in_prose=re.compile(one["ahead_in_prose"]),
        basis=re.compile(rf"根据.*(?:{one['basis']})"),
        goals=re.compile(one["goals"]),
        health=re.compile(one["health"]),
        other=re.compile(one["other"]),
    )


def scope_of(document: Document) -> Scope | None:
    """The scope of a general document; None for one that is about health as a whole.

    Args:
        document: Any document.
    """
    lines = [each.strip() for each in document.text.split("\n") if each.strip()]
    if not any(_patterns().title.search(each) for each in lines[:_HEAD_LINES]):
        return None
    starts, ahead = [0], [False]
    for line in re.finditer(r"[^\n]+", document.text):
        turn = _turn(line[0].strip())
        if turn is not None and turn != ahead[-1]:
            starts.append(line.start())
            ahead.append(turn)
    return Scope(tuple(starts), tuple(ahead))


def _turn(line: str) -> bool | None:
    """Whether from this line on the text looks ahead; None where the line does not say."""
    patterns = _patterns()
    if len(line) > _HEADING_LENGTH or "。" in line:
        return True if _turns_ahead(line) else None
    if patterns.title.search(line) or _BELOW_A_SECTION.match(line) or _DATE.search(line):
        return None
    if patterns.behind.search(line):
        return False
    return True if patterns.ahead.search(line) else None


def _turns_ahead(paragraph: str) -> bool:
    patterns = _patterns()
    return bool(
        patterns.ahead_in_prose.search(paragraph[:_FIRST_WORDS])
        or patterns.basis.search(paragraph[:_HEADING_LENGTH])
    )


@lru_cache(maxsize=4_000)
def about_health(text: str) -> bool:
    """Whether a clause of a general document is about health or its neighbours.

    A list of four or more (新能源、生物医药、高端装备等产业集群) is about the whole that it names,
    unless half of its members are about health.

    Args:
        text: The clause, clean, in simplified characters.
    """
    return _named(_LIST.sub(_shortened, text))


def states_goals(sentence: str) -> bool:
    """Whether a sentence of a general document states what is to be reached, and not how.

    Args:
        sentence: Clean text.
    """
    return _patterns().goals.search(sentence) is not None


def _shortened(found: re.Match[str]) -> str:
    """A list as it stands where it is about health, else only that there was one."""
    members = found[0].split("、")
    return found[0] if 2 * sum(map(_named, members)) >= len(members) else "等"


def _named(text: str) -> bool:
    return _patterns().health.search(without_other(text)) is not None


def without_other(text: str) -> str:
    """A text without the phrases that hold a word of health and mean something else.

    Args:
        text: Clean text in simplified characters.
    """
    return _patterns().other.sub("\N{IDEOGRAPHIC SPACE}", text)
