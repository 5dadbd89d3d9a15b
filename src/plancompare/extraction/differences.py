"""Values that are none of what is measured: how far apart, what would be, what others have."""

import re

from plancompare.extraction.clauses import Statement
from plancompare.extraction.labels import plain
from plancompare.extraction.phrases import goal_of_plan, measure_kind
from plancompare.extraction.subjects import Subject

# 与 4.5个的目标还有差距; 在 4‰以下时
_FALLS_SHORT = re.compile(r"的?[^,、]{0,10}?(?:差距|[还相]差|缺口)|时(?![间候段期限效长]|达|为)")
# 已超过 50%的《纲要》目标: the goal that another value is set against
_PASSED = re.compile("超过|高于|低于|优于|好于|突破")
_GOAL = re.compile(
    '[”"]?的?[“"]?(?:《[^》]{1,24}》|规划|纲要|国家|计划|全国|全省)[^,、。;]{0,6}(?:目标|要求|标准|(?<=规划)值)'
)
# 比省定 6‰的控制目标低, 低于省定 22/10万的指标
_TO_GOAL = re.compile("的[^,、。;]{0,8}(?:目标|标准|要求|任务|指标)")
_AGAINST_GOAL = re.compile("[^,]{0,8}?(?:相?[比较]|[优好低高]于)[^,《]{0,6}")
_GOALS = re.compile("[优好低高]于[^,。;]{0,24}(?:目标|标准|要求)值?$")
_OF_A_RISE = re.compile("(?:提高|增加|延长|上升|下降|降低|减少)的$")  # 提高的 4.9岁中,有…
# 去恶性肿瘤后,期望寿命可增加 2.91岁: what would be, not what is
_WITHOUT = re.compile("(?:去除?|剔除|扣除|消除)[^,]{2,16}后$")
# 每升高一个年级, 近视率增加
_FOR_EACH = re.compile("每(?:升高|提高|增加|上升|降低|减少|增长)[一1]")
# 男女寿命之差由3.7岁扩大到, 女性高于男性的差距
_APART = re.compile("(?:寿命|率|水平)(?:的?之差|的?差[距值])|[高低多少]于[^,]{1,8}的?差[距值]")
# 少数省份人均预期寿命突破 80岁: of others
_OF_SOME = re.compile("(?:少数|多数|部分|不少|许多|一些|其他)(?:省份|省市|地区|国家|城市|县区)")


def in_goals_bracket(subject: Subject, *, before: bool) -> bool:
    """Whether a value stands in a bracket of the goals that others are set beside: 优于目标(…).

    Args:
        subject: The head of its statement, taken apart.
        before: True where the value before does.
    """
    opens = subject.bracketed and subject.earlier and subject.items
    return (subject.dun and before) or bool(opens and _GOALS.search(subject.earlier[0].text))


def is_difference(subject: Subject, statement: Statement, *, after_comparison: bool) -> bool:
    """Whether a value only says how far another place, a target or a standard is.

    Args:
        subject: The head of its statement, taken apart.
        statement: The statement.
        after_comparison: True where the statement before set another's value beside.
    """
    before = subject.earlier[0].text if subject.earlier else ""
    if _TO_GOAL.match(statement.said_after) and _AGAINST_GOAL.fullmatch(subject.words):
        return True
    if statement.versus:
        return False
    if (
        statement.values[0].token.text.endswith("倍")
        or (not statement.head and statement.values[-1].token.text.endswith("分点"))
        or _is_goal(statement)
        or subject.beside
        or _APART.search(subject.words if subject.items else before)
        or _OF_SOME.search(subject.words)
        or _OF_A_RISE.search(subject.link.text)
        or _FOR_EACH.search(subject.words + before)
        or _WITHOUT.match(before)
        or (after_comparison and subject.link.direction and not subject.items)
    ):
        return True
    if not _FALLS_SHORT.match(statement.said_after):
        return False
    measured = subject.items and measure_kind(plain(subject.items[-1].text))
    # 2030年吸烟率降至 20%的目标仍有差距
    named = measured and any(time.kind in ("at", "until") for time in subject.times)
    return not (named or goal_of_plan(subject.words))  # 距《规划》规定的 80%的目标还有差距


def _is_goal(statement: Statement) -> bool:
    """Whether a value is the goal of a plan that something else has passed."""
    if not _GOAL.match(statement.said_after):
        return False
    head = statement.head[-1].text[-8:] if statement.head else ""
    return _PASSED.search(head + statement.values[-1].token.text) is not None
