"""The numbered headings of a plan, in order and with their nesting.

Plans number their parts 第一章, 第一节, 一、, (一), 1., (1), ①, and set off points with ——. Each
may stand on a line of its own or run into the text that follows it: `(一)Title. Text …`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

_HAN_NUMBER = "[〇一二三四五六七八九十百]"
# what a number stands right after
_OPENING = re.compile(rf"[\n|。!?](?:(?<=[。!?])[”)〕])?(?=[ \t第专(\d①-⑳—-]|{_HAN_NUMBER})")
_CANDIDATE = re.compile(
    rf"""[ \t]*
    (?P<number>
        (?P<part>第{_HAN_NUMBER}{{1,5}}(?:[编篇]|部分))[ \t]*
      | (?P<chapter>第{_HAN_NUMBER}{{1,5}}章)[ \t]*
      | (?P<section>第{_HAN_NUMBER}{{1,5}}节)[ \t]*
      | (?P<article>第{_HAN_NUMBER}{{1,5}}条)[ \t]*
      | (?P<first>{_HAN_NUMBER}{{1,4}})、(?!{_HAN_NUMBER}{{1,2}}(?:[、级类期次线]))[ \t]*
      | \((?P<second>{_HAN_NUMBER}{{1,4}})\)[、.]?[ \t]*
      | (?P<third>\d{{1,2}})(?:[.、](?!\d)|[.、][ \t]+)[ \t]*
      | (?P<fourth>\(\d{{1,2}}\)|(?<![\d.])\d{{1,2}}\))[、.]?[ \t]*
      | (?P<fifth>[①-⑳])[、.]?[ \t]*
      | (?P<box>专栏[ \t]?{_HAN_NUMBER}{{0,2}}\d{{0,2}}[:、.]?[ \t]*)
      | (?P<point>——|--)
    )""",
    re.VERBOSE,
)
_RANK = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "article": 3,
    "first": 4,
    "second": 5,
    "third": 6,
    "box": 6,
    "fourth": 7,
    "fifth": 8,
    "point": 9,
}
_TITLE_END = re.compile(r"[。:;!?|\n]")
_LONGEST_LINE = 60  # a heading on a line of its own, in characters
_LONGEST_RUN_IN = 40  # a heading that text follows, in characters
_LONGEST_SENTENCE = 20  # a heading that was closed like a sentence, in characters
_PRINTED_VALUE = re.compile(r"\d(?:[%‰]|/10?万|岁|张|人|个百分点)")
_HALF_WIDTH = str.maketrans("（）．０１２３４５６７８９", "().0123456789")
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading.

    Attributes:
        level: 1 for the outermost kind of heading that is open where it stands.
        number: As printed, e.g. `第一章`, `(一)`, `1.`, `——`.
        title: What follows the number; empty where a numbered item has no title of its own.
        start: Where the number begins.
        end: Where the title ends.
    """

    level: int
    number: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What looks like a heading's number, before its neighbours confirm it."""

    kind: str
    count: int  # 0 where the kind is not numbered
    number: str
    title: str
    start: int
    end: int
    opens_line: bool


def outline(text: str) -> list[Heading]:
    """Find the numbered headings.

    Args:
        text: Clean text; a line is a paragraph.

    Returns:
        The headings in order. Enumerations inside a sentence (一是…二是…), numbers with decimals
        and the row numbers of tables are none.
    """
    return list(_nest(_in_sequence(list(_candidates(text)))))


def opens_with_number(line: str) -> bool:
    """Whether a line begins with the number of a heading or of an item.

    Args:
        line: One line, full width or half width.
    """
    return _CANDIDATE.match(line.translate(_HALF_WIDTH)) is not None


def opens_heading(line: str) -> bool:
    """Whether a line begins as only headings do: 第一章, 一、. An (一) may also go on a sentence.

    Args:
        line: One line, full width or half width.
    """
    match = _CANDIDATE.match(line.translate(_HALF_WIDTH))
    return match is not None and _RANK[_kind(match) or "point"] <= _RANK["first"]


def _candidates(text: str) -> Iterator[_Candidate]:
    for start in chain([0], (found.end() for found in _OPENING.finditer(text))):
        match = _CANDIDATE.match(text, start)
        if match is None:
            continue
        kind = match.lastgroup if match.lastgroup != "number" else _kind(match)
        if kind is None:
            continue
        opens_line = match.start() == 0 or text[match.start() - 1] in "\n|"
        title, end, title_is_line = _title(text, match.end("number"), kind)
        unnumbered = kind in ("point", "box")
        if unnumbered and (not title or (kind == "box" and not opens_line)):
            continue
        if kind in ("part", "chapter", "section") and not (opens_line and title_is_line):
            continue
        yield _Candidate(
            kind=kind,
            count=0 if unnumbered else _count(match[kind]),
            number=match["number"].strip(),
            title=title,
            start=match.start("number"),
            end=end,
            opens_line=opens_line,
        )


def _kind(match: re.Match[str]) -> str | None:
    return next((kind for kind in _RANK if match[kind] is not None), None)


def _title(text: str, start: int, kind: str) -> tuple[str, int, bool]:
    """The title after a number, its end, and whether it fills the line."""
    stop = _TITLE_END.search(text, start, start + _LONGEST_LINE + 1)
    end = stop.start() if stop else min(len(text), start + _LONGEST_LINE + 1)
    title = text[start:end].strip()
    if not any(map(str.isalpha, title)) or _PRINTED_VALUE.search(title):
        return "", start, False
    if end == len(text) or text[end] in "\n|":
        return title, end, True
    if stop is None or stop[0] not in "。:":
        return "", start, False
    alone = stop[0] == "。" and (
        text[end + 1 : end + 2] in ("", "\n", "|") or _CANDIDATE.match(text, end + 1) is not None
    )
    # One sentence and no more is an item, unless it is a title closed by mistake.
    by_mistake = kind == "first" or (len(title) <= _LONGEST_SENTENCE and "," not in title)
    is_title = by_mistake if alone else len(title) <= _LONGEST_RUN_IN
    return (title, end, alone) if is_title else ("", start, False)


def _count(number: str) -> int:
    digits = re.sub(r"\D", "", number)
    if digits:
        return int(digits)
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    tens, ten, ones = number.strip("第编篇部分章节条").rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS.get(sign, 0)) for sign in ones) or 0)
    return 10 * _DIGITS.get(tens[-1:], 1) + _DIGITS.get(ones, 0)


def _in_sequence(candidates: list[_Candidate]) -> Iterator[_Candidate]:
    """Leave out numbers that continue no list.

    A part, chapter, section, 一、 or (一) at the start of a line is a heading by its form. 1. and
    what is below it, and any number in the middle of a paragraph, has to be the first of a list
    or to follow its predecessor; the first in the middle of a paragraph needs a second.
    """
    following = _next_counts(candidates)
    last: dict[str, int] = {}
    for candidate, next_count in zip(candidates, following, strict=True):
        kind, count = candidate.kind, candidate.count
        clear = candidate.opens_line and _RANK[kind] <= _RANK["second"]
        follows = 0 < count - last.get(kind, 0) <= (2 if candidate.opens_line else 1)
        opens_list = count == 1 and (candidate.opens_line or next_count == 2)
        if count == 0 or clear or opens_list or (follows and kind in last):
            last = {kind: n for kind, n in last.items() if _RANK[kind] <= _RANK[candidate.kind]}
            last[kind] = count
            yield candidate


def _next_counts(candidates: list[_Candidate]) -> list[int]:
    """For each candidate the count of the next one of its kind; 0 where there is none."""
    ahead: dict[str, int] = {}
    counts = []
    for candidate in reversed(candidates):
        counts.append(ahead.get(candidate.kind, 0))
        ahead[candidate.kind] = candidate.count
    return counts[::-1]


def _nest(candidates: Iterable[_Candidate]) -> Iterator[Heading]:
    open_ranks: list[int] = []
    for candidate in candidates:
        rank = _RANK[candidate.kind]
        while open_ranks and open_ranks[-1] >= rank:
            open_ranks.pop()
        open_ranks.append(rank)
        yield Heading(
            level=len(open_ranks),
            number=candidate.number,
            title=candidate.title,
            start=candidate.start,
            end=candidate.end,
        )
