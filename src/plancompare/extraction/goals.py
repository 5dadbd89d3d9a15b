"""Goals that a text only speaks of: what a plan asked for, what another value falls short of."""

import re

from plancompare.extraction.clauses import Statement
from plancompare.extraction.subjects import Subject
from plancompare.extraction.times import Time
from plancompare.extraction.titles import guess_period

# 与2025年 0.4人的规划目标还有差距, 尚未达到 3.8人的“十四五”目标
_SHORT_OF = re.compile(
    '但?(?:距离?|离|与|和|同)?(?P<plan>[^,;。]{0,24}(?:规划|纲要)》?(?:提出|确定|要求|规定|设定|明确)(?:的[“"]?)?)?'
)
_STILL_AIMED_AT = re.compile('["“”]?的[^,、。;]{0,8}?(?:目标|要求|任务)')
_PLAN_SAYS = re.compile(
    '[^,;]{0,24}(?:规划|纲要|方案)[》”"]?(?:中|曾|就|也)?(?:提出|要求|明确|确定|规定)'
)
_PLANNED_GOAL = re.compile("规划|纲要")


def goal_of_a_plan(measure: str) -> str:
    """The words of a goal that some plan set, in the form that the reading of goals knows.

    Args:
        measure: What the goal is of, e.g. 人均期望寿命.
    """
    return f"达到规划提出的{measure}的目标"


def as_plan_says(subject: Subject) -> Subject:
    """The head of a goal that a report tells of: “十三五”规划提出,到2020年…达到 76岁."""
    said = subject.earlier[0].text.strip() if subject.earlier else ""
    if not _PLAN_SAYS.fullmatch(said):
        return subject
    return subject._replace(words=goal_of_a_plan(subject.words))


def fallen_short(subject: Subject, statement: Statement, named: int | None) -> Subject | None:
    """The head of a goal that another value falls short of: 离2025年 65%的要求相差甚远."""
    goal = _STILL_AIMED_AT.match(statement.said_after) if statement.post else None
    if goal is None:
        return None
    short = _SHORT_OF.fullmatch("".join(item.text for item in subject.items))
    if short is None:
        return None
    period = guess_period(goal[0])
    named_so = short["plan"] or _PLANNED_GOAL.search(goal[0])
    own = subject.times or not named_so  # else 与《规划》提出的“达到80%”的目标
    planned = period[1] if period else not own and named
    times = (Time("until", (planned,)),) if planned else subject.times
    if not any(time.kind in ("at", "until") for time in times):
        return None
    words = goal_of_a_plan(subject.words)
    return subject._replace(items=(), times=times, value_time=times[-1], words=words)
