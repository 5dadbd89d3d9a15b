"""Whether a figure was reached or is aimed at: the evidence, weighed.

Each piece of evidence speaks for one of the two with a weight (`evidence.toml`); the sum decides.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from plancompare.extraction.lexer import Token
from plancompare.extraction.setting import Role, Setting
from plancompare.extraction.times import Time, read_time
from plancompare.owndata import toml_beside

_FIVE = 5  # years of a plan
_LONGEST_SPEAKER = 8  # characters before a colon: 答:, 主要目标:
_GOALS = re.compile("^[^0-9]{0,8}目标$")  # “十四五”目标:2025年…
# (一)到2025年…, 1.到2025年…, 一是到2025年…, 据统计,2020年…
_BEFORE_OPENING = re.compile(
    r"\(?[\d一二三四五六七八九十]{1,3}(?:[).、]|是)|[①-⑳]|—+|[-●◆■★▲※·•]|,|据(?:统计|介绍|了解|测算)"
    "|[^,。;:]{2,16}(?:指出|显示|表明|介绍|透露|披露|称|通报)"  # 白皮书指出,2021年,…
)


class Evidence(NamedTuple):
    """What is known of a value's time and role.

    Attributes:
        time: The time that holds for it, or None where nothing says one.
        year: The year that follows from it, or from the headings.
        spoken: What its own words say, e.g. 力争 or 已.
        section: What the headings say that it stands under.
        aimed: The last year of a plan of several years.
        announced: True where its paragraph tells what a plan sets out: 《方案》提出….
        quoted: True where its words quote the goal of a plan: 实现了《规划》提出的….
    """

    time: Time | None
    year: int | None
    spoken: Role | None
    section: Role | None
    aimed: int | None = None
    announced: bool = False
    quoted: bool = False


class Dated(NamedTuple):
    """The year and role of a value, and why.

    Attributes:
        year: The year that it holds for; None where the document leaves it open.
        role: Whether it was reached or is aimed at.
        reasons: The names of the pieces of evidence, of `evidence.toml`.
    """

    year: int | None
    role: Role
    reasons: tuple[str, ...] = ()


def weights(table: str) -> dict[str, float]:
    """How much each piece of evidence weighs.

    Args:
        table: `role` or `confidence`.
    """
    found: dict[str, float] = toml_beside(__file__, "evidence.toml")[table]
    return found


@lru_cache(maxsize=1024)
def judge_role(signs: tuple[str, ...]) -> tuple[Role, bool]:
    """Whether a value is stated or promised, and whether the evidence hardly tells the two apart.

    Args:
        signs: The pieces of evidence that speak for one of the two.
    """
    table = weights("role")
    total = sum(table[name] for name in signs)
    return "target" if total > 0 else "actual", abs(total) <= table["close"]


def signs_of(evidence: Evidence, setting: Setting) -> list[str]:
    """The names of the pieces of evidence that speak for one of the roles, as in the table."""
    year, base, horizon = evidence.year, setting.base_year, setting.horizon
    told = setting.news and _is_told(evidence, setting)
    signs = [f"document_{setting.default_role}"]
    signs += ["plan_announced"] if evidence.announced else []
    signs += ["goal_quoted"] if evidence.quoted else []
    if evidence.spoken:
        signs.append(f"spoken_{evidence.spoken}")
    if year is not None and base is not None:
        unsettled = _is_unsettled(evidence, setting)
        signs += ["year_unsettled"] if unsettled and evidence.spoken != "target" else []
        after = setting.news or setting.undated
        past = after and setting.written is not None and year < setting.written
        if unsettled and setting.reports:
            return signs
        if (year <= base or past) and not _is_to_come(evidence, setting):
            return [*signs, "year_behind"]
        if told:
            return [*signs, "year_told"]
        signs.append("year_ahead" if horizon is None or year > horizon else "year_at_hand")
        reports = setting.reports and not setting.plans
        to_come = setting.written is not None and year > setting.written
        of_past = evidence.section == "actual" and not to_come
        if of_past and not reports and year != evidence.aimed:
            signs.append("heading_actual")
        return signs
    if told:
        signs.append("year_told")
    dated_news = setting.news and bool(setting.period or setting.written)
    return signs + _signs_without_year(evidence, news=dated_news)


def _signs_without_year(evidence: Evidence, *, news: bool) -> list[str]:
    """What speaks for one of the roles where nothing says a year."""
    kind = evidence.time.kind if evidence.time else ""
    if kind in ("now", "since", "from", "past"):
        return ["time_now"]
    signs = ["time_to_come"] if kind == "end" else []
    if evidence.section:
        return [*signs, f"heading_{evidence.section}"]
    return ["news_untimed"] if news and not kind and not evidence.announced else signs


def _is_told(evidence: Evidence, setting: Setting) -> bool:
    """Whether news only say of which year a value is, and that year can have passed."""
    time, year, written = evidence.time, evidence.year, setting.written
    if written is None and setting.plans:  # an extract of a plan: not the year that it aims at
        passed = year != (setting.period or (0, None))[1]
    else:
        passed = written is None or (year is not None and year <= written)
    at = time is not None and time.kind == "at" and not time.listed
    aims = evidence.spoken == "target" or evidence.announced
    return passed and at and year is not None and not aims


def _is_unsettled(evidence: Evidence, setting: Setting) -> bool:
    """Whether nothing tells if the year has come that an undated text leads up to: 到2022年…."""
    time, last = evidence.time, (setting.period or (0, 0))[1]
    if not setting.unsettled or time is None:
        return False
    leads = time.kind == "until" or (time.kind in ("during", "end") and evidence.year == last)
    return leads and not evidence.announced and evidence.section is None


def _is_to_come(evidence: Evidence, setting: Setting) -> bool:
    """Whether news say what is aimed at in their own year: 到今年底婚检率要达到 60%."""
    time = evidence.time
    this_year = time is not None and (time.kind == "this" or (time.kind == "at" and setting.news))
    return this_year and evidence.spoken == "target" and evidence.year == setting.written


def frame_of(opening: Sequence[Token], setting: Setting) -> tuple[Role, int | None] | None:
    """What the first words of a paragraph say of it and of those after it: 五年来, 今后五年.

    Args:
        opening: Their tokens.
        setting: What the document is: one that looks back and plans ahead by turns.

    Returns:
        Role and year; None where they say nothing.
    """
    written = setting.written or 0
    for token in opening:
        time = read_time(token.text) if token.kind == "time" else None
        if time is None or time.kind in ("base", "from", "now", "past"):
            continue
        if time.kind == "end":
            return "target", written + _FIVE - 1  # its own year is the first of them
        if time.kind == "this":
            if token.text.startswith("今年"):
                return "target", written
            continue
        if time.years and time.kind != "since":
            year = time.years[-1]
            return ("target", year) if year >= written else ("actual", year)
        return "actual", written - 1
    return None


def heads_goals(head: Sequence[Token], place: int) -> bool:
    """Whether words head goals that do not say so themselves: 目标:2025年…, and not 到2025年.

    Args:
        head: The tokens before a value.
        place: Where the words stand among them.
    """
    after = head[place + 1 : place + 3]
    if len(after) < 2 or after[0].kind != "colon" or not _GOALS.search(head[place].text):
        return False
    return read_time(after[1].text).kind != "until"


def opening_time(sentence: Sequence[Token]) -> Time | None:
    """The time that a sentence begins with, after its number, or after who speaks: 答:到2025年."""
    led = len(sentence) > 1 and sentence[1].kind == "colon"
    begin = 2 if led and len(sentence[0].text) <= _LONGEST_SPEAKER else 0
    for token in sentence[begin : begin + 3]:
        if token.kind == "time":
            return read_time(token.text)
        if not _BEFORE_OPENING.fullmatch(token.text.strip()):
            break
    return None
