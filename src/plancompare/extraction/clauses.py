"""Clauses: what is said of which values, before anything is known of labels.

A sentence falls into statements. Each has a head (the words before its first value), one or more
values that belong together (`6.45‰、7.68‰ 下降到 5.34‰、6.94‰`) and sometimes words after them
that say what was measured (`100%的病房…`, `2.4名全科医生`).
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from plancompare.extraction.lexer import Token, read_value
from plancompare.extraction.phrases import leads_on, measure_kind, split_link, than_before
from plancompare.extraction.times import Time, read_time

_JOINS = re.compile(r"[和与及或]|以及|并|的|为|由|从|是|达|达到|[\s“”\"]")
_CONJUNCTIONS = {"和", "与", "及", "以及", "或"}
_VERSUS = {"比", "对", "vs", "vs.", "VS"}
_INNER = {"text", "dun", "comma", "time"}
_SIGNS = {"value": "0", "open": "(", "close": ")", "dun": "、", "comma": ","}
_TWO_EACH = re.compile(r"0\(0\)(?:[、,]{1,2}0\(0\))+")
_COMPARED = re.compile("^(?:相(?:比较?|较)|基础上|的(?:水平|基础)上?(?=[再又提上增下降减]))")
_LEVEL = ("的水平", "的基础")  # 从现在79岁的水平再提升 1岁
_LONGEST_LIST = 40  # values of one statement; beyond it is no sentence
_FROM = re.compile("由|从|^自")
_SURVEY = re.compile("[^\\d,。;]{0,8}(?:调查|监测|普查|数据|统计)(?:结果|数据)?")
# 以甲市 83.3岁 最高,乙市 76.0岁 最低
_MOST = re.compile(r"最[高低长短多少][。\s]*$")
_WHOM = re.compile("以[^,。;:]{2,12}$|[省市县区州盟旗]$|[男女]性$|城市$|农村$")
_COUNTED = re.compile(r'(?![”"]?[和与及])[\u4e00-\u9fff(“”"]')


class Measured(NamedTuple):
    """A value of a statement.

    Attributes:
        token: The value.
        time: The time printed with it, as in 2015年的6.45‰.
        step: 0 for what is stated or was before, 1 for what it became, and so on.
    """

    token: Token
    time: Time | None = None
    step: int = 0


@dataclass
class Statement:
    """One statement of a sentence.

    Attributes:
        head: The tokens before its first value, back to the statement before.
        values: Its values, in order.
        post: The tokens after its last value that belong to it.
        closed: True where 和 has led to the last value of a list.
        versus: True for two values set against each other: 男性高于女性(46.1%比2.1%).
    """

    head: list[Token]
    values: list[Measured]
    post: list[Token] = field(default_factory=list)
    closed: bool = False
    versus: bool = False

    @cached_property
    def said_after(self) -> str:
        """The text after its last value that belongs to it."""
        return "".join(token.text for token in self.post)

    @property
    def steps(self) -> list[list[Measured]]:
        """The values by step: [[before …], [after …]]."""
        last = self.values[-1].step
        return [[each for each in self.values if each.step == step] for step in range(last + 1)]


def statements(tokens: Sequence[Token]) -> list[Statement]:
    """Cut a sentence into its statements.

    Returns:
        The statements in order; none where the sentence has no value.
    """
    found: list[Statement] = []
    gap: list[Token] = []
    tokens = _most_first(tokens)
    dated: Mapping[Token, Time] = {}
    if any(token.kind == "close" for token in tokens):
        dated, tokens = _dated_in_brackets(_without_second(tokens))
    for token in tokens:
        if token.kind not in ("value", "circle"):
            gap.append(token)
            continue
        step = _goes_on(gap, found[-1], token) if found else None
        if step == 1 and (whole := _range(found[-1], gap, token)):
            found[-1].values[-1] = found[-1].values[-1]._replace(token=whole)
        elif step is not None:
            found[-1].values.append(
                Measured(token, dated.get(token) or _time_of(gap), found[-1].values[-1].step + step)
            )
            found[-1].closed = any(each.text.strip() in _CONJUNCTIONS for each in gap)
            found[-1].versus = any(each.text.strip() in _VERSUS for each in gap)
        else:
            head = gap
            if found and _limits(found[-1], gap):
                limit = found.pop()
                head = [*limit.head, limit.values[0].token._replace(kind="text"), *gap]
            elif found:
                found[-1].post, head = _split(gap, found[-1].values[-1].token)
            found.append(Statement(head, [Measured(token, dated.get(token))]))
        gap = []
    if found:
        found[-1].post = _up_to_comma(gap)
    return found


def _most_first(tokens: Sequence[Token]) -> Sequence[Token]:
    """Tokens with who has most named before the value: 以甲市最高,83.3岁 for 以甲市83.3岁最高."""
    turned: list[Token] = []
    for token in tokens:
        turned.append(token)
        kinds = [each.kind for each in turned[-3:]]
        if kinds != ["text", "value", "text"] or not _MOST.match(token.text):
            continue
        whom, value, _ = turned[-3:]
        if _WHOM.search(whom.text):
            whom = whom._replace(text=f"{whom.text}{token.text[:2]}")
            turned[-3:] = [whom, Token("comma", ",", value.start, value.start), value]
    return turned


def _without_second(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a list without the second value of each: 54.7%(44.0%)、48.9%(39.7%)."""
    signs = "".join(
        "、" if each.text.strip() in _CONJUNCTIONS else _SIGNS.get(each.kind, " ")
        for each in tokens
    )
    kept = _TWO_EACH.sub(lambda found: found[0].replace("(0)", "---"), signs)
    return [token for token, sign in zip(tokens, kept, strict=True) if sign != "-"]


def _dated_in_brackets(tokens: Sequence[Token]) -> tuple[dict[Token, Time], list[Token]]:
    """The values with a year in brackets after them, 75%(2025年), and the tokens without those."""
    dated: dict[Token, Time] = {}
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        if token.kind != "close":
            continue
        bracket = kept[-5 if _is_of_survey(kept[-2:]) else -4 :]
        kinds = [each.kind for each in bracket]
        if kinds[:3] == ["value", "open", "time"] and kinds[3:]:
            dated[bracket[0]] = read_time(bracket[2].text)
            del kept[1 - len(bracket) :]
    return dated, kept


def _is_of_survey(ending: Sequence[Token]) -> bool:
    """Whether a bracket ends in what its year was one of: (2018年 调查)."""
    return len(ending) == 2 and _SURVEY.fullmatch(ending[0].text) is not None


def _limits(statement: Statement, gap: list[Token]) -> bool:
    """Whether a count only says where a rule applies, as in 常住人口30万以上的县…率达到 100%."""
    value = read_value(statement.values[-1].token.text)
    if len(statement.values) > 1 or value is None or value.unit not in ("", "count", "years"):
        return False
    words = gap[0].text if len(gap) == 1 else ""
    return words.startswith("的") and len(words) > 4 and not words.startswith(_LEVEL)


def _range(before: Statement, gap: list[Token], token: Token) -> Token | None:
    """30%至35%, where nothing says that the one became the other."""
    first = before.values[-1].token
    if len(gap) != 1 or gap[0].text not in ("至", "到") or _starts(before):
        return None
    whole = first._replace(text=f"{first.text}{gap[0].text}{token.text}", end=token.end)
    value = read_value(whole.text)
    falls = value and value.value is not None and value.upper and value.upper < value.value
    return whole if value and not falls else None  # 呈降低趋势(62.2%至56.9%) is no range


def _goes_on(gap: list[Token], before: Statement, token: Token) -> int | None:
    """How a value follows the one before it: 0 in a list, 1 as what it became, None not at all."""
    kinds = {each.kind for each in gap}
    if not gap:  # 分别为5.44%1.11%: the sign between was lost
        return 0 if _shares_out(before) else None
    circles = "circle" in (token.kind, before.values[-1].token.kind)
    if len(before.values) >= _LONGEST_LIST or circles or not kinds <= _INNER:
        return None
    if before.values[-1].token.text.endswith("分点") and not token.text.endswith("分点"):
        return None  # 下降0.2个千分点至 2.9‰
    time = next((each for each in gap if each.kind == "time"), None)
    words = "".join(each.text for each in gap if each.kind == "text").strip()
    # 入学率达97%,为 2061人次提供…
    for_whom = words == "为" and _unlike(before.values[-1].token, token)
    changed = not _starts(before) and _changes(before)  # 死亡率下降14%,降至 231.6/10万
    if "comma" in kinds and (for_whom or changed or (time and not _starts(before))):
        return None
    if leads_on(words) or (
        words and time and time.text[0] in "到至" and leads_on(words.rstrip("的") + "到")
    ):
        return 1
    return 0 if _lists(kinds, words, time, before) else None


def _unlike(token: Token, other: Token) -> bool:
    """Whether two values have different units."""
    first, second = read_value(token.text), read_value(other.text)
    return first is not None and second is not None and first.unit != second.unit


def _lists(kinds: Set[str], words: str, time: Token | None, before: Statement) -> bool:
    """Whether what stands between two values makes them a list."""
    if time and not words.strip("的") and read_time(time.text).kind == "base":
        return False
    if "comma" in kinds and (time or before.closed or not _shares_out(before)):
        return False
    if words in _VERSUS and len(before.values) == 1 and before.head:
        return before.head[-1].kind == "open"
    joined = bool(kinds & {"dun", "comma"}) or words in _CONJUNCTIONS
    return joined and not _JOINS.sub("", words)


def _shares_out(statement: Statement) -> bool:
    """Whether a comma may stand in a statement's list of values: 分别为 a, b, c; (a, b)."""
    bracketed = bool(statement.head) and statement.head[-1].kind == "open"
    return bracketed or any(
        "分别" in each.text for each in statement.head[-4:] if each.kind == "text"
    )


def _starts(statement: Statement) -> bool:
    """Whether a statement's first value is one that something changed from."""
    return any(_FROM.search(token.text) for token in statement.head[-3:])


def _changes(statement: Statement) -> bool:
    """Whether a statement's value is the size of a change, by the word before it."""
    return bool(statement.head) and bool(split_link(statement.head[-1].text)[1].direction)


def _time_of(gap: list[Token]) -> Time | None:
    times = [each for each in gap if each.kind == "time"]
    return read_time(times[-1].text) if times else None


def _up_to_comma(gap: list[Token]) -> list[Token]:
    if not gap or gap[0].kind != "text" or not _COUNTED.match(gap[0].text):
        return []
    breaks = (i for i, token in enumerate(gap) if token.kind in ("comma", "colon"))
    return gap[: next(breaks, len(gap))]


def _is_change(text: str) -> bool:
    """Whether words only say that something changed: 下降了, 提高约, 低."""
    label, link = split_link(_COMPARED.sub("", text))
    return than_before(text) is not None or (not label.strip() and bool(link.direction))


def _names_rate(text: str, value: Token) -> bool:
    """Whether words after a count name the next value: 23个监测点居民健康素养水平为 20%."""
    counted = read_value(value.text) if value.kind == "value" else None
    kind = measure_kind(split_link(text)[0].strip())
    named = kind in ("share", "years") or (kind in ("count", "counted") and "每" in text)
    return counted is not None and counted.unit in ("count", "") and named


def _split(gap: list[Token], value: Token) -> tuple[list[Token], list[Token]]:
    """Part what still belongs to a value from the head of the next.

    Words that follow a value without a separator belong to it, up to the next comma.
    """
    if not gap or gap[0].kind != "text" or not _COUNTED.match(gap[0].text):
        return [], gap
    if len(gap) == 1 and (_is_change(gap[0].text) or _names_rate(gap[0].text, value)):
        return [], gap  # 较上年 9.87/10万下降了 0.7%
    post = _up_to_comma(gap)
    if len(post) < len(gap):
        return post, gap[len(post) :]
    if value.kind == "value" and len(gap) > 1 and gap[-1].kind == "dun":
        return gap[:-1], gap[-1:]
    return gap[:1], gap[1:]
