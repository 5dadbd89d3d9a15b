"""Time expressions: what they say, and the year that a figure holds for."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from plancompare.language.numbers import YEAR_DIGITS, parse_number

Kind = Literal[
    "at", "until", "from", "since", "base", "during", "now", "this", "last", "ago", "end", "past",
    "masked",
]  # fmt: skip

_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "两": "2",
}
# in words too: 二零零四年, 公元两千年, 两千零五年
_MILLENNIUM = "(?:公元)?[两二]千(?:零[一二三四五六七八九])?(?=年(?![前后来以历]))"
YEAR = rf"(?:{YEAR_DIGITS}|[一二][〇零○一二三四五六七八九]{{3}}|{_MILLENNIUM})"
_ALONE = re.compile(rf"{YEAR_DIGITS}年?(?:底|末|度)?")
# 2020年与2010年相比: two times, not a list
_COMPARES = "(?:相比|相较|比较|比[,、])"
_BETWEEN = rf"(?:年?[-~—–至到]{{1,2}}|年?(?!与{YEAR}年?[底末]?{_COMPARES})[和与及、]|年底和|年末和)"
_BEFORE = (
    r"(?:截至到?|截止到?|相[比较]于?|[高低优好多少长短]于|[到至于自从由比较与同和跟在以按]|争取到|力争到"
    r"|(?<!\d)(?:\d{1,2}|[二三四五六]?十|[三五])年[之以]?[前后],?即)"  # 20年后即1999年
)
_DAY = r"(?:\d{1,2}(?:[-—~至到]\d{1,2})?月(?:\d{1,2}日)?(?:底|末|份)?)"
_WITHIN = rf"(?:年底|年末|年初|底|末|初|全年|上半年|下半年|前三季度|{_DAY})"
_FIRST = r"(?:\d{1,2}|[一二三四五六七八九十])[位名]"  # 2023年前五位死因
_AFTER = rf"(?:之?前(?!{_FIRST})|以前|以来|期间|之间|间|起|之?后|止|内|时)"
_BASE = (
    r"(?:的?(?:基础之?上|水平上|同期|水平)?"
    r"(?:相比|相较|比较|比(?=[,、])|为基数|为基期|的?基础之?上)?)"
)
# 2010年某省第六次人口普查时: the year of a census, not two times
_SURVEY = r"[\u4e00-\u9fff]{0,6}第[一二三四五六七八]次[^\d,。;、]{0,8}?(?:调查|普查|监测)"
_CENSUS = rf"(?:(?:{_SURVEY}|(?:全国)?(?:人口)?普查|(?:调查|监测)发现(?=的))时?)"

_MASKED = r"(?:19|20)[*×xX某]{1,2}年?"  # 20**年: whose years the page does not give

_SPAN = r"(?:(?<!\d)\d{1,2}|[一二两三四五六七八九十几]{1,3})多?"

# 较创建前(2016年)下降: the year in the bracket is that of what is compared
_CHANGES = (
    "(?:分别|均|都|再|又|也|明显|显著|大幅)?(?:[下上][降升]|[提延][高升长]|[减增][少加长]|[降升])"
)

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_CENSUSES = {"三": 1982, "四": 1990, "五": 2000, "六": 2010, "七": 2020}
# 19年…为,20年为…; '18年: where a clause begins, and a value or a whole region follows
_SHORT = (
    r"(?:(?<=[比较])['’]?(?!1[05])[0125-9]\d年(?=[提增延上下降减])|(?<![^\s,;:(、由从自比较至到与'’。])(?:['’]\d\d|(?!1[05])[0125-9]\d)年[底末]?"
    r"(?=(?:的|为|是|达|降至|降到|升至|升到)?\d|全[省市县区国]"
    r"|[\u4e00-\u9fff]{2,10}(?:率|寿命|水平)(?:为|是|达|降至|升至)?\d))"
)
# 112年底, 一○七年: years of the republic, as Taiwan prints them; 近110年来, 108年历史 are lengths
_SINCE_1912 = (
    r"(?<![近约达过长满共有第]|[\d.])(?:1(?:0[1-9]|1\d)|一[〇○][一二三四五六七八九]|一一[〇○一二三四五六七八九])年"
    r"(?:底|末)?(?![来间内前后的之以历度]|校|院|华)"
)
COUNTED_FROM_1912 = re.compile(_SINCE_1912)
_FEW = r"[一二两三四五六七八九十]{1,2}|(?<!\d)(?:[2-9]|10|15)"

TIME = rf"""
    {_BEFORE}?(?<!\d)(?:
        {YEAR}(?:{_BETWEEN}{YEAR}){{0,4}}(?:(?:学年度?|年度(?!假)|年){_CENSUS}?{_WITHIN}?{_AFTER}?{_BASE}|(?=基础之?上)基础之?上)
      | (?=['’\d民一])(?:
            (?<=据){YEAR_DIGITS}(?=(?!年)[\u4e00-\u9fff]{{2}})
          | (?<![-~—–至年]){YEAR_DIGITS}:\s?(?=\d{{1,3}}(?:\.\d+)?(?:[%‰岁]|/10万|人|张))
          | {_SHORT} | {_SINCE_1912} | 民国(?:{_NUMERAL}年|(?:时期|年间|初年|末年)))
      | (?<=[由从自到至])年(?=的?\d)  # 由年的…下降到年的…, whose digits were lost
      | {_MASKED}(?:{_BETWEEN}?{_MASKED})?{_WITHIN}?{_AFTER}?{_BASE}
      | [“"]?(?:十[一二三四五六]?)五[”"]?(?:规划)?(?:
            期间|时期|期末|末期|期初|初期|末年|末|以来|五年|期|收官之年|开局之年){_BASE}
      | [“"]十[一二三四五六]?五[”"](?=,|[全我本][国省市县区州盟旗])
      | 规划(?:期末|期间|期内|末期|期)|期末|基期{_BASE}
      | 前年(?=[的是为达]|\d)
      | [比较]前年(?:同期|年?底|年?末)?
      | 上年度?(?:同期|年?末|年?底)?{_BASE}|去年(?:同期|年?底|年?末|全年)?{_BASE}
      | 同比|环比|(?<!提)[上前]一年度?{_BASE}|往年|[比较]年(?=[提增延上下降减])
      | (?<=[比较])[\u4e00-\u9fff]{{2,6}}\({YEAR}年?\)(?={_CHANGES})
      | (?:第[一二三四五六七八]|[上前]一?)次[^\d,。;、]{{0,8}}?(?:调查|普查|监测)
      | (?:今年|本年度?|当年(?!价))(?:{_DAY}|上半年|前三季度|年?(?:底|末))?前?
      | 年内|年底前?|年末前?|全年
      | {_BEFORE}?(?:和平)?解放(?:之?初期?|前夕?|以前|时)
      | {_BEFORE}?旧(?:中国|社会)(?:时期)?
      | {_BEFORE}?(?:(?:二十|20|上个?)世纪)?(?:[二三四五六七八九]十|[2-9]0)年代(?:[初中末]期?)?
      | {_BEFORE}?(?:(?:新中国|共和国|建国|改革开放)(?:成立)?|自治[区州县]成立)
        (?:之?初期?|前夕?|以前)
      | {_BEFORE}?(?:项目|政策|工程|医改|改革|行动|试点|计划)(?:开始|实施|启动|试点|推行|建设)之?前
      | (?:五|5|三|3|十|10|两|几)年后
      | 目前(?:的?水平(?=[增提升降下上]))?|当前|现阶段|现状(?=[:为是])|现有(?=\d|约|近)
      | 现在(?!吸|使用|烟草|每日|饮酒)
      | 过去的?{_SPAN}年
      | (?:过去|近|最近|前|这)?{_SPAN}年[来间内里]|近年来|近(?:[三五十35]|10)年
      | (?:{_FEW})年(?=(?:累计|共|间)?(?:[下上][降升]|[提延][高升长]|[减增][少加长]|[降升]))
      | (?:五|5|三|3|十|10|两|几)年前{_BASE}
      | 连续(?:[一二两三四五六七八九十多几]|\d{{1,2}})年
    | (?:未来|今后|下一个)(?:五|5|三|3)年
    )
"""

_YEARS = re.compile(YEAR)
_IS_MASKED = re.compile(rf"{_MASKED}|^[由从自到至]年$")
_PRESENT = re.compile("目前|当前|现")
_LONG = re.compile(r"(?<![\d十])(\d{1,2}|[一二两三四五六七八九])年")  # 近三年, 5年来
_AGO = re.compile("年前")  # 较五年前
_YEAR_IN_SHORT = re.compile(r"^[由从自比较至到与]?['’]?([0125-9]\d)年[底末]?$")
_OF_CENSUS = re.compile(f"第([{''.join(_CENSUSES)}])次(?:全国)?人口普查")
_ONES = "[一二三四五六七八九]"
# its first year was 1912
_OF_REPUBLIC = re.compile(
    rf"民国(0?[1-9]|[1-9]\d|{_ONES}?十{_ONES}?|{_ONES})年|(?<!\d)(1[01]\d|一[〇○一][〇○一二三四五六七八九])年"
)
_PAST = re.compile(r"民国|年代|解放|旧中国|旧社会|建国|成立|改革开放|[施动始点行设]之?前")
_PLAN = re.compile(r"(?P<ordinal>十[一二三四五六]?)五[”\"]?(?:规划)?(?P<part>.*)")
_WORDS: dict[Kind, tuple[str, ...]] = {
    "end": ("年后", "期末", "规划期", "未来", "今后", "下一个", "规划末期"),
    "ago": ("去年", "前年"),
    "last": ("上年", "同比", "环比", "上一年", "前一年", "往年"),
    "this": ("今年", "本年", "当年", "年内", "年底", "年末", "全年"),
    "now": ("目前", "当前", "现阶段", "现在", "现有"),
    "since": ("年前",),
    "during": ("连续", "过去", "年来", "年间", "年"),
}
_COMPARED = re.compile(
    r"^(?:相?[比较]|[高低优好多少长短]于|与.*相?比)|基础之?上|水平上|相比|相较|比较|为基数|为基期|同比|环比|^以.*基期"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression.

    Attributes:
        kind: `at` a year, `until` one, `from` one on, `since` an event or period, `base` that a
            change is counted from, `during` a span, `now`, `this` year of the document, the
            `last` one before it, the one before that it was written in (`ago`), the `end` of its
            period, a `past` without a year (解放初期), a `masked` one (20**年).
        years: The years it names, in order; the first and last of a period.
        listed: True for years set side by side (2022年和2030年), False for a span; without years,
            for a base of which only how long ago it is stands there (较五年前).
        exact: True for a span whose first year is printed (2015—2020年), not a plan's period, for
            the present that a change is counted from (较目前), for what is to come after it
            (五年后), not after a plan, and for the year that is written in (今年).
        span: How many years a span without years is long (三年来), 0 where nothing says.
    """

    kind: Kind
    years: tuple[int, ...] = ()
    listed: bool = False
    exact: bool = False
    span: int = field(default=0, compare=False)


@lru_cache(maxsize=4096)
def read_time(text: str) -> Time:
    """Read a time expression that the lexer found.

    Args:
        text: The expression, e.g. 到2025年末, “十三五”期间, 较上年.
    """
    years = tuple(_year(match[0]) for match in _YEARS.finditer(text)) or _short_year(text)
    if not years and (plan := _PLAN.search(text)):
        return _of_plan(text, plan)
    if not years and _PAST.search(text):
        return Time("past")
    if _COMPARED.search(text):
        present, ago = (not years and each.search(text) for each in (_PRESENT, _AGO))
        return Time("base", years, listed=bool(ago), exact=bool(present))
    if years:
        return _of_years(text, years)
    if _IS_MASKED.search(text):
        return Time("since" if re.match("[由从自]年", text) else "masked")
    kind: Kind = next((kind for kind, terms in _WORDS.items() if _has_any(text, terms)), "now")
    exact = (kind == "end" and "期" not in text) or (kind == "this" and text.startswith("今年"))
    long = _LONG.search(text) if kind == "during" else None
    span = int(_DIGITS.get(long[1], long[1])) if long else 2 * ("前年" in text)
    return Time(kind, exact=exact, span=span)


def is_year(text: str) -> bool:
    """Whether a cell or name says a year and nothing else."""
    return _ALONE.fullmatch(text) is not None


def years_of_plan(ordinal: str) -> tuple[int, int]:
    """The first and last year of a five-year plan; the 13th ran from 2016 to 2020."""
    last = 1955 + 5 * int(parse_number(ordinal))
    return last - 4, last


def _has_any(text: str, terms: tuple[str, ...]) -> bool:
    return any(term in text for term in terms)


def _year(text: str) -> int:
    if "千" in text:
        return 2000 + int(_DIGITS.get(text[-1], "0"))
    return int("".join(_DIGITS.get(sign, sign) for sign in text))


def year_of_census(text: str) -> int | None:
    """The year of the national census that a text names: 2020 of 第七次全国人口普查."""
    found = _OF_CENSUS.search(text)
    return _CENSUSES[found[1]] if found else None


def _short_year(text: str) -> tuple[int, ...]:
    """The year that is printed without its century, counted from 1912, or that of a census."""
    if census := year_of_census(text):
        return (census,)
    if found := _OF_REPUBLIC.search(text):
        year = found[1] or "".join(_DIGITS.get(sign, sign) for sign in found[2])
        return (1911 + int(parse_number(year)),)
    if (short := _YEAR_IN_SHORT.match(text)) and short[1] not in ("10", "15"):
        return (int(short[1]) + (2000 if short[1] < "30" else 1900),)
    return ()


def _of_years(text: str, years: tuple[int, ...]) -> Time:
    if len(years) > 1:
        listed = re.search(rf"{YEAR}年?(?:底|末)?[和与及、]", text) is not None
        return Time("at" if listed else "during", years, listed, exact=not listed)
    if "以来" in text or text.endswith("起"):
        return Time("since", years)
    if text[0] in "由从自":
        return Time("from", years)
    return Time("until" if re.match(r"到|至|争取到|力争到", text) else "at", years)


def _of_plan(text: str, plan: re.Match[str]) -> Time:
    first, last = years_of_plan(plan["ordinal"])
    part = plan["part"]
    if _COMPARED.search(text):
        return Time("base", (last,))
    if part.startswith("以来"):
        return Time("since", (first,))
    if re.match("期初|初期|开局", part):
        return Time("at", (first,))
    if re.match("期末|末|收官", part):
        return Time("until", (last,))
    return Time("during", (first, last))
