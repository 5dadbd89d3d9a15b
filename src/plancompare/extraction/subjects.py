"""The head of a statement, taken apart: what is measured, when, and how it is linked."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from plancompare.extraction.lexer import Token
from plancompare.extraction.phrases import (
    Link,
    growth_as_noun,
    is_beside,
    level_beside,
    split_link,
    than_before,
    without_lead,
)
from plancompare.extraction.times import Time, read_time

_BOUNDS = {
    "at_least": "至少|不少于|不低于|不得低于|不得少于",
    "at_most": "不超过|不高于|不得超过|不得高于|控制在|最多",
}
_BOUND = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items()) + ")"
    r"(?:人均|每人每年|[建有成设置新指定配备储明确培养开创立增达到为保持在]{1,4}|[^,、]{2,24}的)$"
)
_LAST_WORDS = re.compile("(?:[^于和与及比较]|及其?以[上下]){2,30}$")
_MEAN = re.compile("平均(?:水平|值)?$")
_MEAN_OF = re.compile("^全[国省市区州县][^,]{0,6}$")  # 低于2018年 全国水平(27.4%)
_THAN_OWN = re.compile("[比较][我全本][省市县区州国盟旗]")  # 较我省 2022年上升了
_SURVEYED = re.compile("(?:调查|普查|监测)(?:结果|数据)?$")  # 与2018年 普查结果(53.6%)相比
_COMPARED = re.compile(
    "^(?:相(?:比较?|较)(?![于全我本国省市])|基础上|的(?:水平|基础)上?$)"
)  # 与2015年的81.85岁 相比又多了
AGAINST = re.compile("相?[比较]于?")  # 较全国平均水平, 相比于全国
_ABOVE_YEAR = re.compile("[也还又]?(?:(?P<up>高|多)|低|少)[于出]?")
_TREND = re.compile("(?:总体|整体|逐年|均)*呈[^,、]{0,8}(?:趋势|态势)$")
_BREAKS = ("comma", "colon", "open", "close")


class Item(NamedTuple):
    """One member of a list of things measured.

    Attributes:
        text: Its words.
        start: Where they begin in `Document.text`.
    """

    text: str
    start: int


class Subject(NamedTuple):
    """What stands before a statement's first value.

    Attributes:
        items: What is measured, in order; empty where the sentence leaves it out.
        link: What links it to the value.
        times: The times said in the head, in order.
        value_time: The time printed right before the value, where there is one.
        earlier: The words of the clauses before, nearest first.
        bracketed: True where the value stands in brackets after what it belongs to.
        dun: True where the head begins with 、: it goes on a list of statements.
        words: The head's own clause, for what it says of role.
        compared_time: The time before a bracket whose value is of it: 比2017年(3.9‰).
        closes: True where a bracket ends right before it: 签约率(≥40%)41.2%.
        after_colon: True where its own clause begins after a colon: 肥胖率:中小学生为15.6%.
    """

    items: tuple[Item, ...]
    link: Link
    times: tuple[Time, ...]
    value_time: Time | None
    earlier: tuple[Item, ...]
    bracketed: bool
    dun: bool
    words: str
    compared_time: Time | None = None
    after_colon: bool = False
    closes: bool = False

    @property
    def bound(self) -> str:
        """How the words before the value bind it from afar: 至少建有 1家, 不得低于总数的 25%."""
        found = _BOUND.search(self.words)
        return next(bound for bound in _BOUNDS if found[bound]) if found else "exact"

    @property
    def starts(self) -> bool:
        """Whether its first value is where a change began: 由 22%上升至 69%."""
        return self.link.starts or any(time.kind == "from" for time in self.times)

    @property
    def beside(self) -> bool:
        """Whether the value is measured against another place, a target or a standard."""
        core = "".join([item.text for item in self.items])
        if level_beside(core, self.link.text):
            return False
        return is_beside(_COMPARED.sub("", core + self.link.text))

    def against_each(self, count: int) -> bool:
        """Whether each of several changes is from a year of its own: 较2015年和2020年分别提高….

        Args:
            count: How many values there are.
        """
        bases = [time for time in self.times if time.kind == "base"]
        return count > 1 and (len(bases) == count or any(len(t.years) == count for t in bases))

    @property
    def after_base(self) -> bool:
        """Whether its label stands between the year and its value: 比2015年期望寿命 77岁提高….

        The value is that year's.
        """
        base = self.times[0] if len(self.times) == 1 else None
        against = base is not None and base.kind == "base" and bool(base.years)
        return against and self.words[:1] in ("比", "较") and bool(self.items)

    @property
    def compares(self) -> bool:
        """Whether the value is another's, to compare with: 比全国平均水平(29.7%)低…."""
        words = self.earlier[0].text if self.bracketed and self.earlier else self.words
        level = self.items and level_beside(self.items[-1].text, self.link.text)
        other = not self.compared_time and AGAINST.match(words) is not None
        return other and bool(self.bracketed or level)


def subject_of(head: Sequence[Token], *, several: bool = False) -> Subject:
    """Take the head of a statement apart.

    Args:
        head: The tokens before its first value.
        several: True where it has several values, so that a bracket of them is of a whole list.
    """
    signs = [token.kind for token in head if token.kind in _BREAKS]
    segments = _segments(head) if signs else [list(head)]
    near = segments[-1]
    bracketed = _bracketed(signs)
    if bracketed and not near_text(near) and len(segments) > 1:
        whole = several and not _MEAN.search(near_text(segments[-2]))
        near = [*(segments[-2] if whole else _before_bracket(segments[-2])), *near]
    changed = _than_before(near)
    surveyed = bracketed and bool(near) and _SURVEYED.search(near[-1].text)
    set_against = surveyed or (changed and near[0].text[:1] in ("比", "较"))
    items = _items([] if set_against else near[:-1] if changed else near)
    if bracketed and items:  # 剖宫产率总体呈降低趋势(62.2%至 56.9%)
        items[-1] = Item(_TREND.sub("", items[-1].text), items[-1].start)
    link = Link()
    if items:
        core, link = split_link(items[-1].text)
        items = [*items[:-1], Item(core, items[-1].start)]
    if changed:
        link = replace(changed, shared_out=link.shared_out, each=link.each)
    if link.direction and _leads_to_year(near):
        link = replace(link, direction="")
    if len(items) == 1 and (growth := growth_as_noun(near_text(near))):
        items, link = [], growth
    times = [read_time(token.text) for token in head if token.kind == "time"]
    return Subject(
        items=tuple([item for item in items if without_lead(_COMPARED.sub("", item.text))]),
        link=link,
        times=tuple(times),
        value_time=times[-1] if times and _time_is_last(near) else None,
        earlier=tuple(clause for each in segments[-2::-1] if (clause := _clause(each)).text),
        bracketed=bracketed,
        dun=bool(head) and head[0].kind == "dun",
        words=_words(near),
        compared_time=_compared_time(head) if bracketed else None,
        after_colon=signs[-1:] == ["colon"],
        closes=bool(head) and head[0].kind == "close" and signs == ["close"],
    )


def _compared_time(head: Sequence[Token]) -> Time | None:
    if len(head) < 2 or head[-1].kind != "open":
        return None
    parted = _SURVEYED.search(head[-2].text) or _MEAN_OF.search(head[-2].text)
    at = -3 if len(head) > 2 and parted else -2
    time = read_time(head[at].text) if head[at].kind == "time" else None
    return time if time and time.kind == "base" else None


def _before_bracket(segment: Sequence[Token]) -> list[Token]:
    """The last words before a bracket with a value: 低于 全国平均水平(76.3岁)."""
    words = [token for token in segment if token.kind == "text"][-1:]
    return [
        token._replace(text=found[0], start=token.start + found.start())
        for token in words
        if (found := _LAST_WORDS.search(token.text))
    ]


def near_text(segment: Sequence[Token]) -> str:
    """A clause's words without its times."""
    return "".join([token.text for token in segment if token.kind != "time"])


def _than_before(segment: Sequence[Token]) -> Link | None:
    """The link of a clause that ends in 比2015年多, or that is 多 alone."""
    if not segment or segment[-1].kind != "text":
        return None
    alone = len(segment) == 1
    if not alone and (segment[-2].kind != "time" or read_time(segment[-2].text).kind != "base"):
        return None
    return than_before(segment[-1].text)


def _leads_to_year(segment: Sequence[Token]) -> bool:
    """Whether a value is what something became in a year: 下降 到2022年的 3%."""
    words = [token for token in segment[-2:] if token.text.strip() != "的"]
    last = words[-1] if words else None
    said = "".join(token.text for token in segment[-2:]).strip()
    return last is not None and last.kind == "time" and last.text[0] in "到至" and said[-1] == "的"


def above_year(head: Sequence[Token]) -> Link | None:
    """The link of a value beside that of an earlier year, put before it: 高于 2010年 2.1个百分点.

    Args:
        head: The head of a statement whose value is a number of points.
    """
    near = _segments(head)[-1]
    if not near or near[-1].kind != "time":
        return None
    said = near[0].text.strip() if len(near) == 2 else ""
    found = _ABOVE_YEAR.match(near[-1].text) or _ABOVE_YEAR.fullmatch(said)
    return Link(direction="up" if found["up"] else "down") if found else None


def is_above(subject: Subject) -> bool:
    """Whether a head says that a value is above or below another, and nothing else."""
    return len(subject.items) == 1 and bool(_ABOVE_YEAR.fullmatch(subject.items[0].text.strip()))


def _time_is_last(segment: Sequence[Token]) -> bool:
    """Whether nothing but linking words stands between a time and the value."""
    if not segment or segment[-1].kind != "text":
        return bool(segment) and segment[-1].kind == "time"
    between = split_link(segment[-1].text)[0].strip("的")
    return not between and len(segment) > 1 and segment[-2].kind == "time"


def _segments(head: Sequence[Token]) -> list[list[Token]]:
    segments: list[list[Token]] = [[]]
    for token in head:
        if token.kind in _BREAKS:
            segments.append([])
        else:
            segments[-1].append(token)
    return segments


def _clause(segment: Sequence[Token]) -> Item:
    """A clause without its times."""
    said = [token for token in segment if token.kind != "time"]
    return Item(_words(said), said[0].start if said else 0)


def _words(segment: Sequence[Token]) -> str:
    return "".join([token.text for token in segment])


def _items(segment: Sequence[Token]) -> list[Item]:
    """The members of a list set apart by 、; times stand in none of them."""
    items: list[Item] = []
    fresh = True
    for token in segment:
        if token.kind == "dun":
            fresh = True
        elif token.kind == "text" and _THAN_OWN.fullmatch(token.text.strip()):
            continue
        elif token.kind == "text" and fresh:
            items.append(Item(token.text, token.start))
            fresh = False
        elif token.kind == "text":
            items[-1] = Item(items[-1].text + token.text, items[-1].start)
    return items


def _bracketed(signs: Sequence[str]) -> bool:
    """Whether a bracket is open at the end of a head, by the kinds of its signs."""
    return next((sign == "open" for sign in reversed(signs) if sign in ("open", "close")), False)


_JOINED = re.compile(r"(?:(?<=[率例重平命数度占比幅])|(?<=素养))(?:以及|[和及与])(?=[^、]{3})")


@lru_cache(maxsize=1024)  # several rules ask
def parts_of(item: Item) -> tuple[Item, ...]:
    """The labels that one member of a list joins with 和 or 及: A率和B率."""
    parts: list[Item] = []
    place = 0
    for join in _JOINED.finditer(item.text):
        parts.append(Item(item.text[place : join.start()], item.start + place))
        place = join.end()
    return (*parts, Item(item.text[place:], item.start + place))


_IN_ALL = re.compile(
    r"[两三四五六七八九\d]大?[类种](?:重大|主要)?(?:慢性)?(?:非传染性)?疾?病.*(?:死亡|早死).+"
)


def in_all(subject: Subject, count: int) -> Subject:
    """A list of diseases that are counted, as one of them all: 癌症、肿瘤这两类疾病死亡率.

    Args:
        subject: The head of a statement.
        count: How many values it has.
    """
    last = subject.items[-1] if count == 1 and len(subject.items) > 1 else Item("", 0)
    found = _IN_ALL.search(last.text)
    if not found:
        return subject
    return subject._replace(items=(Item(found[0], last.start + found.start()),))
