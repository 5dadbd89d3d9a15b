"""The functional words around a label: what leads to it, and what links it to its value."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from plancompare.extraction.words import words
from plancompare.language.patterns import any_of

_LONGEST_TAIL = 24  # characters; bounds the search
MEASURE_KINDS = ("share", "count", "counted", "years", "yuan", "duration", "ratio", "index")


@dataclass(frozen=True, slots=True)
class Link:
    """What stands between a label and its value.

    Attributes:
        text: The words, e.g. 分别由, 达到, 五年来提高.
        shared_out: True with 分别: values follow in the order of the labels.
        each: True with 均 or 都: the value holds for each member of the list.
        starts: True with 由 or 从: an earlier value, before the one it changed to.
        direction: Set where the value is the size of a change.
    """

    text: str = ""
    shared_out: bool = False
    each: bool = False
    starts: bool = False
    direction: Literal["up", "down", ""] = ""


@cache
def _tail() -> re.Pattern[str]:
    table = words()
    terms = {*table["tail"]["words"], *table["tail"]["up"], *table["tail"]["down"]}
    terms.update(table["tail"]["each_year"])
    # 新增 is no growth, 这一指标 no link; A率、B率两项指标 are
    so_many = "(?<=[率命数例])(?:等?[两三四五六七八九]项)?指标"
    return re.compile(rf"(?:(?<!新)(?:{any_of(terms)})|{so_many}|[\s“”\"])+$")


@cache
def _verb() -> re.Pattern[str]:
    table = words()["tail"]
    return re.compile(
        rf"(?:(?P<up>(?<!新)(?:{any_of(table['up'])}))|(?P<down>{any_of(table['down'])}))(?:了|约|(?:幅度|(?<=[幅速]度|[降升增]幅))(?:分别|年均|均|约)*(?:达到?|为)?)*[\s“”\"]*$"
    )


@cache
def _contains(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![年平人])(?:{any_of(words()['tail'][key])})")  # 年均 is no 均


@lru_cache(maxsize=8192)
def split_link(text: str) -> tuple[str, Link]:
    """Part a label from the words that link it to its value.

    Args:
        text: What stands before a value, back to the separator before it.

    Returns:
        The label's text, and the link.
    """
    found = _tail().search(text, max(0, len(text) - _LONGEST_TAIL))
    if found is None:
        return text, Link()
    tail = found[0]
    verb = _verb().search(tail)
    direction: Literal["up", "down", ""] = ""
    if verb:
        direction = "up" if verb["up"] else "down"
    link = Link(
        tail,
        shared_out=_contains("shared_out").search(tail) is not None,
        each=_contains("each").search(tail) is not None,
        starts=_contains("from").search(tail) is not None,
        direction=direction,
    )
    return text[: found.start()], link


@cache
def _synonym() -> re.Pattern[str]:
    return re.compile(any_of(words()["synonyms"]["words"]))


def in_catalogue_words(text: str) -> str:
    """A label in the words of the catalogue: its 居民, 患者 for 市民, 病人."""
    other: dict[str, str] = words()["synonyms"]["words"]
    return _synonym().sub(lambda found: other[found[0]], text)


_GROWTH = re.compile(
    r"(?:同比|平均|累计|年均|年平均|其|的|则)*(?:(?P<up>增幅|涨幅|升幅|增长率|递增率|(?:增长|上升|提[高升]|增加)(?:幅度|比例|速度))"
    r"|(?P<down>降幅|下降率|递降率|递减率|(?:下降|降低|减少)(?:幅度|比例|速度)))"
    r"(?:分别|均|约)*(?:达到|达|为|约)?"
)


def growth_as_noun(text: str) -> Link | None:
    """The link of a change put as a noun: 降幅达 15%.

    Args:
        text: A clause before a value, times left out.

    Returns:
        The link, or None where the clause says anything else.
    """
    found = _GROWTH.fullmatch(text.strip())
    if found is None:
        return None
    return Link(text, shared_out="分别" in text, direction="up" if found["up"] else "down")


_THAN_BEFORE = re.compile(
    r"(?:相比|相较|比较)?[也还又仅略]?(?:(?P<up>高|多|长|快)|(?P<down>低|少|短|慢))[出了]?(?:近|约)?"
)


def than_before(text: str) -> Link | None:
    """The link of a value beside that of an earlier year: 比2015年 多 1.3岁.

    Args:
        text: What stands between the year and the value.

    Returns:
        The link, or None where the text says anything else.
    """
    found = _THAN_BEFORE.fullmatch(text.strip())
    return Link(text, direction="up" if found["up"] else "down") if found else None


@cache
def _step() -> re.Pattern[str]:
    table = words()["tail"]
    changes = (word for word in (*table["up"], *table["down"]) if "幅" not in word)
    verb = any_of((*changes, "变", "变化", "调整", "变动", "扩大", "跃升", "优化"))
    return re.compile(
        rf"的?(?:而后|随后|此后|之后|然后)?(?:又|再|分别|均|已|也|进一步|逐步|稳步|大幅|持续|迅速|快速|急剧|明显|显著|逐年|逐渐|将|要)*(?:(?:{verb})(?:[一两三]年|半年)达)?(?:{verb})?(?:到了|到|至|致|为|成)了?的?"
    )


def leads_on(text: str) -> bool:
    """Whether words between two values lead from the one to the other: 提高到, 降至."""
    return text == "→" or _step().fullmatch(text) is not None


@cache
def _lead(keys: tuple[str, ...]) -> re.Pattern[str]:
    table = words()["lead"]
    terms = [word for key in keys for word in table[key]]
    return re.compile(rf"(?:(?!使用)(?:{any_of(terms)})(?![率数])|及(?![时格早])|[\s“”\"'|])*")


@lru_cache(maxsize=8192)
def without_lead(text: str) -> str:
    """A label's text without the words before it that no label begins with."""
    found = _lead(("safe",)).match(text)
    return text[found.end() :] if found else text


def is_lead(text: str) -> bool:
    """Whether a text has nothing but words that may stand before a label."""
    return _lead(("safe", "loose", "own")).fullmatch(text) is not None


@cache
def _measure() -> re.Pattern[str]:
    measures = words()["measures"]
    kinds = "|".join(f"(?P<{kind}>{any_of(measures[kind])})" for kind in MEASURE_KINDS)
    return re.compile(rf"(?:{kinds})(?:\([^()]*\))?$")


@lru_cache(maxsize=8192)
def measure_kind(label: str) -> str:
    """What kind of thing a label says it measures.

    Returns:
        `share`, `count`, `years`, `yuan`, `duration`, or empty where its end does not say.
    """
    found = _measure().search(label, max(0, len(label) - 30))
    return str(found.lastgroup) if found else ""


@cache
def _within() -> re.Pattern[str]:
    measures = words()["measures"]
    terms = any_of((*measures["share"], *measures["years"], "时间", "时长"))
    return re.compile(rf"^(?P<label>.{{2,40}}(?:{terms}))(?P<rest>[^率]{{0,16}})$")


def split_at_measure(text: str) -> tuple[str, str]:
    """Part a label from what follows its measure word.

    Args:
        text: e.g. 知晓率城市居民.

    Returns:
        The label and the rest; two empty texts where there is no measure word.
    """
    found = _within().match(text)
    return (found["label"], found["rest"]) if found else ("", "")


_GOAL_OF = re.compile(
    "(?:达到|实现|完成|优于|好于|高于|低于|控制在|保持在|距离?)了?[^,;。《》]{0,16}?(?:《[^,;。《》]{0,40}?)?"
    '(?:规划|纲要|计划|方案|行动)(?:\\([^()]{0,20}\\)|\\d{4}(?:[-—–~至]\\d{4})?年?)?[”"》]{0,2}'
    "(?:(?<=》)的?$|(?:中|里)?所?(?:提出|规定|确定|要求|设定|明确|制定)的?|中|的)(?:[到至]?\\d{4}年[底末]?前?)?"
)

_PLAN_IS_NAMED = re.compile("规划|纲要|计划|方案|行动")  # in few clauses


@lru_cache(maxsize=1024)  # asked for label, time and role
def goal_of_plan(text: str) -> re.Match[str] | None:
    """The words that quote the goal of a plan, that was reached: 实现了《…纲要》提出的.

    Args:
        text: The words before a value.
    """
    return _GOAL_OF.search(text) if _PLAN_IS_NAMED.search(text) else None


@cache
def _beside() -> re.Pattern[str]:
    table = words()["beside"]
    than = rf"(?:(?:{any_of(table['than'])})(?!生体重)|(?<![占对同分])[比较](?![例重率值为]))"
    whom, more = any_of(table["whom"]), any_of(table["more"])
    first = "".join(sorted({word[0] for word in table["than"]}))
    return re.compile(
        rf"(?=[{first}比较差缺相])(?:{than}[^,、;:]{{0,18}}?(?:{whom})[^,;:到为至达]{{0,10}}$"
        rf"|(?<![占对同分])[比较](?![例重率值])[^,;:]{{0,20}}(?<![提降减增延缩调最])(?:{more})了?$"
        r"|(?:差距|缺口|相差)[^,]{0,6}$)"
    )


_LEVEL_BESIDE = re.compile(
    "(?:(?:同时|也|均|都|略|远|明显|显著)*[高低长短多少优好]于|[比较])(?P<whom>[^,;:]{2,12})"
)


def level_beside(text: str, link: str) -> str:
    """Whose level a value is that another is above or below: 高于女性的 7/10万; else empty.

    Args:
        text: The words before a value, without those that link the two.
        link: Those that do.
    """
    found = _LEVEL_BESIDE.fullmatch(text) if link.startswith("的") else None
    return found["whom"] if found else ""


def is_beside(text: str) -> bool:
    """Whether what follows is measured against another place, a target or a standard.

    Args:
        text: The words before a value, times left out.
    """
    return _beside().search(text, max(0, len(text) - 44)) is not None
