"""Sentences of a plan as clauses, each with its action, its object, its counts and its year."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from plancompare.language.numbers import parse_number
from plancompare.owndata import toml_beside

_SENTENCE = re.compile(r"[ \t—]*(?P<words>[^。;!?\n| \t—][^。;!?\n|]*)")
_OPENING, _CLOSING = "(〔[【《“‘", ")〕]】》”’"
_YEAR = re.compile(r"(20[0-4]\d)年")


@dataclass(frozen=True, slots=True)
class Count:
    """A printed count.

    Attributes:
        number: How many; the lower of a range.
        unit: The word that counts, e.g. 个, 家, 名.
        of: What is counted, as printed after it; empty where it stands before it.
    """

    number: int
    unit: str
    of: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence with one action.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends in the text.
        action: The verb that it begins with, or the first in it; empty where it has none.
        object: What follows the verb.
    """

    start: int
    end: int
    action: str
    object: str


def wording() -> dict[str, Any]:
    """The words by which measures are read."""
    return toml_beside(__file__, "wording.toml")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a passage begin and end.

    Args:
        text: Clean text.
        start: Where the passage begins.
        end: Where it ends.

    Yields:
        Start and end of each sentence, without the sign that ends it.
    """
    for match in _SENTENCE.finditer(text, start, end):
        yield match.span("words")


def clauses(text: str, start: int, end: int) -> Iterator[Clause]:
    """The clauses of a sentence.

    A part between commas that begins with an action is a clause; what does not belongs to the
    action after it, or, at the end, to the one before.

    Args:
        text: Clean text.
        start: Where the sentence begins.
        end: Where it ends.
    """
    begin, verb = start, None
    for part_start, part_end in _parts(text, start, end):
        leads_up = part_end < end and _leads_up(text, part_start, part_end)
        match = None if leads_up else _patterns().leading.match(text, part_start, part_end)
        if match and verb:
            yield _clause(text, begin, part_start - 1, verb)
            begin = part_start
        verb = match or verb
    yield _clause(text, begin, end, verb or _patterns().any_action.search(text, start, end))


def counts(text: str) -> list[Count]:
    """The counts that a clause prints, as in 19个县级区域医疗中心; shares and rates are none.

    Args:
        text: A clause, clean.

    Returns:
        Each with what is counted: what follows it, or else what stands before it.
    """
    return [
        Count(
            int(parse_number(match["number"])), match["unit"], match["of"] or _before(part, match)
        )
        for part in text.split(",")
        if not any(rate in part for rate in wording()["rates"])
        for match in _patterns().count.finditer(part)
    ]


def _before(part: str, count: re.Match[str]) -> str:
    """The thing that a count follows: 社区医院 of 创建社区医院3个."""
    text = part[: count.start()]
    text = text[text.rfind("、") + 1 :]
    verb = _patterns().leading.match(text)
    return text[verb.end() :] if verb else text


def year(text: str) -> int | None:
    """The last year that a clause names, or None."""
    found = _YEAR.findall(text)
    return int(found[-1]) if found else None


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between commas, where these are outside brackets and quotation marks."""
    depth, begin = 0, start
    for place in range(start, end):
        character = text[place]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character == "," and depth == 0:
            yield begin, place
            begin = place + 1
    yield begin, end


def _clause(text: str, start: int, end: int, verb: re.Match[str] | None) -> Clause:
    if verb is None:
        return Clause(start, end, "", text[start:end])
    return Clause(start, end, verb["action"], text[verb.end() : end])


def _leads_up(text: str, start: int, end: int) -> bool:
    """Whether a part only leads up to the next one: 通过购买服务等方式."""
    return _patterns().leads_up.search(text, start, end) is not None


@dataclass(frozen=True, slots=True)
class _Patterns:
    leading: re.Pattern[str]
    any_action: re.Pattern[str]
    leads_up: re.Pattern[str]
    count: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    one = {key: _either(wording()[key]) for key in wording()}
    return _Patterns(
        leading=re.compile(
            rf"(?:到20\d\d年[底末]?)?(?:{one['manners']})*(?P<action>{one['actions']})"
        ),
        any_action=re.compile(rf"(?P<action>{one['actions']}|{one['lead_ins']})"),
        leads_up=re.compile(
            rf"(?:(?:{one['means']})[^,]{{0,60}}(?:{one['means_end']})|{one['unfinished']})$"
        ),
        count=re.compile(
            rf"(?<![\d.+“第])(?P<number>\d+(?:\.\d+(?=[万亿]))?[万亿]?)(?:[-~至]\d+[万亿]?)?[余多]?"
            rf"(?P<unit>{one['classifiers']})(?!{one['not_counted']})"
            rf"(?:以上|以内|左右)?(?P<of>[^,、;。()\d]{{0,30}})"
        ),
    )


def _either(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
