"""Which times of a clause govern what follows it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from plancompare.extraction.lexer import Token
from plancompare.extraction.phrases import without_lead

# 第五章 到2020年…, 全省到2025年…, 方法于2001年4月…, a heading that ran on: 人口概况2016年…
_OPENING = re.compile(
    r"第[一二三四五六七八九十百]{1,4}[篇章节条]|[全我本][国省市县区州盟旗]|内蒙古|广西|西藏|宁夏|新疆"
    r"|\[?(?:研究)?方法[\]:]?|[\u4e00-\u9fff]{0,8}(?:情况|概况|状况|现状)"
)
_LONGEST_CLAUSE = 40  # tokens; beyond it is no sentence
_AIM = re.compile("(?:目标[是为]|提出|明确|确定|规定|要求|实现|设定|制定|锚定|计划|展望)了?$")
_DRAWN_FROM = re.compile("(?:根据|依据|据|按照|依照)$")  # 省统计局根据2010年普查资料推算,…
_STUDY = re.compile("(?:研究|调查|监测|筛查|普查)$")  # 该研究自2013年至2014年收集…,患病率为…
_PRINTED = re.compile("发表|刊[登载发]|公布|发布|出版")
_PUBLISHED = re.compile("(?:公布|发布|印发|出台|披露|通报)(?!会)")
_DATA = re.compile("普查|调查|监测|统计|资料|数据|报告|公报|测算")


def governs(head: Sequence[Token], place: int) -> bool:
    """Whether a time governs what follows its clause, and is not only beside a value.

    Args:
        head: The tokens before a value, back to the value before it.
        place: Where among them the time stands.
    """
    return _heads_clause(head, place) or _announces(head, place)


def _opens(token: Token) -> bool:
    """Whether a time after these words still heads its clause: 全省 到2025年…, 实现 2027年…."""
    if token.kind != "text":
        return False
    words = token.text.strip()
    return not without_lead(words) or bool(_OPENING.fullmatch(words))


def _heads_clause(head: Sequence[Token], place: int) -> bool:
    """Whether a time heads its clause, and is not only when something was published."""
    before = head[place - 1] if place else None
    first = before is None or before.kind in ("comma", "colon") or _opens(before)
    return first and not _made_known(head[place + 1 : place + 2])


def _announces(head: Sequence[Token], place: int) -> bool:
    """Whether a clause without a value says of when what follows it is: 提出2030年前…目标:."""
    before = head[place - 1] if place else None
    if before is None or before.kind != "text":
        return False
    aims, drawn = _AIM.search(before.text), _DRAWN_FROM.search(before.text)
    studied = _STUDY.search(before.text) and head[place].text.startswith(("于", "自", "在", "从"))
    if not (aims or drawn or studied):
        return False
    ahead = head[place : place + _LONGEST_CLAUSE]
    clause = list(takewhile(lambda token: token.kind not in ("comma", "colon"), ahead))
    words = "".join(token.text for token in clause)
    if studied:
        return _PRINTED.search(words) is None
    return len(clause) < len(ahead) and bool(aims or _DATA.search(words))


def _made_known(after: Sequence[Token]) -> bool:
    """Whether a time only says when something was published: 于2024年8月29日公布的…."""
    return bool(after) and _PUBLISHED.match(after[0].text.strip()) is not None
