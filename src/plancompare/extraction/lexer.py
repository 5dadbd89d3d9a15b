"""The lexer: a sentence of clean text cut into values, times, separators and what lies between.

All patterns are bounded, so that no text is looked at more than a few times.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from plancompare.catalogue import catalogue
from plancompare.domain.units import units
from plancompare.extraction.phrases import than_before
from plancompare.extraction.times import COUNTED_FROM_1912, TIME
from plancompare.language.data import load
from plancompare.language.numbers import WORDS, YEAR_DIGITS
from plancompare.language.patterns import any_of
from plancompare.language.units import printed_units
from plancompare.language.values import PrintedValue, ValueNotUnderstood, parse_value

Kind = Literal["text", "value", "time", "comma", "dun", "open", "close", "colon", "circle"]

_UP_TO_3 = r"(?<!\d)\d{1,3}"
_DASH = "[-~—–至]"
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)(?!\d)"

# who an age says who is meant: 65岁及以上老年人, 0-6岁儿童
_OF_AGE = (
    "老|儿|居民|人群|人口|妇|女|男|青|少年|学|婴|幼|适龄|常住|城|乡|组|孩|成人|成年|未成|残|流动|户籍|农"
    "|重点|高危|失|中年|高血压|糖尿病|慢|龋|恒牙|患|系统|健康|近视|超重|肥胖|生长|贫血|中医|劳动|年龄|以前|前|时|早|托|内|占|累|截|留守|在校|散居|牙"
)
_ONE_AGE = rf"\d{{1,3}}(?:{_DASH}\d{{1,3}})?周?岁(?:及?以[上下])?组?"
_RATE_AFTER = r"组?(?:为|是|达|达到|占|高达)?\(?\d{1,5}(?:\.\d+)?[/‰%]"
_AGE = rf"""
    [≥≤<>]?{_UP_TO_3}(?:\.\d{{1,2}})?(?:(?:周?岁)?(?:——|[-~—–至到])\d{{1,3}})?周?岁(?:\(含\)|\(?含\d{{1,3}}周?岁\)?)?
    (?:及其?|或)?(?:以上|以下|以内|之间)?的?(?=(?:(?:[、和与及]|以及){_ONE_AGE}){{0,12}}(?:{_OF_AGE}))
  | {_UP_TO_3}(?=(?:、\d{{1,3}}){{0,8}}[、和]{_ONE_AGE}(?:{_OF_AGE}))
  | 0岁(?=平均|预期|期望) | {_UP_TO_3}周?岁(?:及其?|或)?(?:以上|以下)(?=\d)
  | {_UP_TO_3}{_DASH}\d{{1,3}}周?岁(?={_RATE_AFTER}|[\u4e00-\u9fff]{{0,8}}(?:率|死亡))
  | [≥≤<>]?{_UP_TO_3}(?:{_DASH}\d{{1,3}})?周?岁
    (?=(?:[、和与及][≥≤<>]?{_ONE_AGE}){{0,12}}(?:分别|依次){_RATE_AFTER})
  | {_UP_TO_3}周?岁(?:及其?|或)(?:以上|以下)(?!水平|目标)(?=[\u4e00-\u9fff])
  | {_UP_TO_3}(?:{_DASH}{{1,2}}\d{{1,3}})?个?月(?:龄|内|以内|以下|以上)?的?(?=婴|儿|幼|纯母乳|内)
"""
# numbers that name or delimit and measure nothing
_NAMING = rf"""
    《[^《》\n]{{0,80}}》 | 甲、乙(?=类) | 心、脑(?=血管)
  | [〔\[(]\d{{4}}[〕\])][^。\n]{{0,3}}\d{{1,5}}号
  | (?<=\d):100(?![\d.%]) | (?<![\d.])\d{{1,3}}(?:\.\d{{1,3}})?:1(?![\d.])
  | 每(?!(?:千|十万|10万)(?:名|例)?活产\d)(?:\d{{1,6}}|[一二三四五六七八九十百千万]{{1,4}})
    (?:[万千百]?{_DASH}\d{{1,6}}(?=[万千百名位个人户]))?(?:万|千|百)?(?:名|位|个|张|辆|例)?
  | (?<![A-Za-z])(?!GDP|[Vv][Ss])[ⅠⅡⅢⅣA-Za-z]{{1,12}}-?\d{{1,6}}(?:\.\d{{1,3}})?[A-Za-z]{{0,12}}
  | 第\d{{1,6}} | 前\d{{1,2}}[位名] | \(\d{{1,3}}{_DASH}\d{{1,3}}周?岁\)
  | [“"]\d{{1,8}}(?:[+]\d{{1,4}}){{0,6}}[”"]
  | \(以[^()]{{1,12}}为100?0?[^()\n]{{0,30}}\)
  | \([^()\d\n%‰]{{1,24}}\) | \([A-Za-z][^()\n%‰\u4e00-\u9fff]{{1,80}}\) | \(1?/10?(?:0000|万|千)\)
  | (?=[\d≥≤<>])(?:
      (?=[≥≤<>]?\d{{1,3}}(?:\.\d{{1,2}})?[周岁—~–至到、和个月-])(?:{_AGE})
    | (?<![\d.])\d{{1,6}}(?:\.\d{{1,3}})?[A-Za-zα-ω]{{1,12}}(?!\w)
    | {_UP_TO_3}[天日]内(?=[\u4e00-\u9fff]{{1,8}}率)
    | {_UP_TO_3}型 | (?<!\d)\d{{1,2}}类(?=[^,。;:\d]{{2,10}}(?:素养|水平|率))
    | (?<!\d)\d{{1,6}}(?:大类|类别|号|级(?!(?:及?以上|左右)?(?:[,;、)]|$))|版|期|届|条|款)(?!死亡)
    | (?<!\d)\d{{1,4}}(?:[+×x]\d{{1,4}}){{1,6}}
    | (?<![\d.])\d{{1,9}}(?:\.\d{{1,9}}){{2,30}}
    | \d{{1,2}}:\d\d | (?<![\d.])[1-9]/(?:[2-9]|10)(?![\d万千]|\s?万)
    | {_UP_TO_3}(?:{_DASH}\d{{1,3}})?(?:分钟|小时)(?:以?内)?
      (?:到达|可达|可及|步行|车程|能|就能|即可|都能|生活|路程)
    | (?<![\d.%‰])(?:\d{{1,2}}[-—~至到])?\d{{1,2}}月(?:\d{{1,2}}日)?
      (?:底前?|末|前|份|起|中旬|上旬|下旬)?
    )
"""
_NUMBER_IN_LABEL = re.compile(r"(?<![\d每.])\d+(?![\d.%‰/]|万|周?岁|级及?以)[\u4e00-\u9fff“”]{3,5}")
_TWO_DIGITS = re.compile(r"(\D{0,2})([4-9]\d年)")
_THAN = re.compile("^[^,]{0,24}(?:相比|相较|比较|持平|相当|同比)")
_THAN_REGION = re.compile("(?:比|较)(?:[我全本][省市县区州国]|同期的?|起|于)$|相[比较]$")
# 2024年8月29日,市卫健委发布《…: when something was published, not of when it tells
_ISSUES = re.compile(
    r"[,于]?[^,。;:《》]{0,20}(?:公布|发布|印发|通报)了?的?"
    r"(?:《|[^,。;:\d]{0,16}(?:公报|报告|白皮书))"
)
# the population that rates are standardised by: 按2000年全国人口年龄构成 标化
_STANDARD = rf"[以按]{YEAR_DIGITS}年[^,。;\d\n]{{0,24}}?(?=标化|标准化)"
_CIRCLE = (
    rf"{_UP_TO_3}(?:{_DASH}\d{{1,3}})?分钟[”\"]?"
    r"(?!到|内|以|左|之|就|能|达)[\u4e00-\u9fff]{0,14}?圈"
)
# the works that a paper cites: [8], [10, 11]
_CITED = r"\[\d{1,3}(?:(?:[-–~,]|,[ ])\d{1,3}){0,5}\]"
# of cases, in the papers' way: 293 140
_COUNT = r"\d{1,3}(?:[ ,]?\d{3}){0,2}"
# what a test of significance gave: (χ2=94.71,P<0.001), [AAPC=0.4,95%CI:0.3~0.4]
_STATISTIC = (
    r"\((?:趋势)?[^()\u4e00-\u9fff\n]{0,24}(?:=|CI|P<)[^()\u4e00-\u9fff\n]{0,60}\)"
    r"|\[[^\[\]\n]{0,40}(?:=|CI|P<)[^\[\]\n]{0,60}\]"
)
_ORDINAL = "[一二三四五六七八九十]"
# of a paragraph or of a point in it: 1. (2) ③ (一); the number after it may be an age
_ENUMERATION = (
    r"^[ ]*\(?\d{1,2}(?:\)|[.、)](?:(?!\d)|(?=(?:19|20)\d\d年)"
    r"|(?=\d{1,2}(?:-\d{1,2})?(?:周?岁|个月))))"
    r"|[①-⑳]|\(\d{1,2}\)(?!\d)"
    rf"|^[ ]*(?:\({_ORDINAL}{{1,3}}\)|{_ORDINAL}{{1,3}}、(?!{_ORDINAL}))"
)
# what times, numbers in words, names and separators begin with
_FIRST_SIGNS = (
    "到至于自从由比较与同和跟在以按'’“\"十近前这〇○零一二两三四五六七八九"
    "百千万负翻-《〔[(每第ⅠⅡⅢⅣα,、): "
)
# and with a common sign and another after it: 截至, 规划, 期末, 上一次, 现阶段, 现状, 相比, 医改
_FIRST_OF_TWO = "截争力相民规期基上去环往今本当年全目现过最未下连解新共建改项政工医行试计甲心"
_SECOND_OF_TWO = "至止取争比较国划末期年一次个世后前内底阶有在去近来续放中和革目策程改动点、状"
_TENTHS = "成(?![为立员功就长交果本效年人熟型套规])"  # 八成, and no 成为 or 成立
# a value that cannot be anything else, told first because there are many
_SHARE = r"(?<![\d.A-Za-z])\d{1,3}(?:\.\d{1,6})?(?:[%‰]|个百分点|/10万)(?=[,;、)])"
_MEANT = {"point": "comma", "share": "value"}


class Token(NamedTuple):
    """A piece of a sentence.

    Attributes:
        kind: `value`, `time`, `circle` (a service circle of so many minutes), a separator
            (`comma`, `dun`, `open`, `close`, `colon`), or `text` for what lies between.
        text: As it stands in the clean text.
        start: Where it begins in `Document.text`.
        end: Where it ends.
    """

    kind: Kind
    text: str
    start: int
    end: int


@cache
def _lexer() -> re.Pattern[str]:
    return re.compile(
        rf"""(?={_beginnings()})(?:
          (?P<dun>、) | (?P<comma>,) | (?P<close>\)) | (?P<colon>(?!(?<=\d):100(?![\d.%])):)
        | (?P<point>{_ENUMERATION})
        | (?P<standard>{_STANDARD})
        | (?P<share>{_SHARE})
        | (?P<time>(?!\d{{1,6}}[.%‰岁人张个/万]){TIME})
        | (?P<circle>{_CIRCLE})
        | (?P<counts>\({_COUNT}例?/{_COUNT}例?\)|{_STATISTIC}|{_CITED})
        | (?P<naming>{_NAMING} | {_in_labels()})
        | (?P<value>{_value()})
        | (?P<open>\()
        )""",
        re.VERBOSE | re.MULTILINE,
    )


def _value() -> str:
    """The pattern of a value, with the words that bind it."""
    before = any_of(_bound_words("before")).replace("约", "(?<![签预合制集节特条公简])约")
    after, unit = any_of(_bound_words("after")), any_of(printed_units())
    dash = "(?:——|[-~—–])"
    parts = any_of(word for unit in units().values() for word in unit.fraction)
    share = rf"(?:{parts})(?:{_NUMBER}|{WORDS})[人例]?"
    amount = rf"{_NUMBER}(?:万亿|[万亿])?[余多]?(?:{unit}|\((?:{unit})\))?"
    minus = r"(?:(?<![\d%‰人张个名岁\-])-|负(?=\d))?"
    return rf"""(?:{before}){{0,3}}(?!{YEAR_DIGITS}年|[1-9]/[2-9](?![\d万]))(?:
          (?<![\d.])[1-9]{_TENTHS}
        | {share}(?:{dash}(?:百分之)?(?:{_NUMBER}|{WORDS}))?
        | {_NUMBER}个?[至到]{_NUMBER}个百分点
        | (?<![\d:])1:{_NUMBER}(?![\d:])
        | (?<=[为是持达到])零(?=[,;、。)]|$)
        | (?:(?<![\d.A-Za-z×÷])|(?<=GDP)){minus}{amount}(?:{dash}{amount})?(?![\d.]{{0,4}}[A-Za-z])
        | 翻[一两]?番
        | {WORDS}(?:成[一二三四五六七八九半]|{_TENTHS}|个?百分点
            |岁(?!(?:及其?)?(?:以上|以下)?的?(?:{_OF_AGE})))
        | [一二两三四五六七八九十百]{{1,5}}点[零〇一二三四五六七八九]{{1,4}}(?:张|人|名)
        )(?:(?<=岁)半)?(?:(?!多[了出近约]?\d)(?:{after})){{0,3}}"""


def _bound_words(where: str) -> list[str]:
    """The words that bind a number; 达到, 为 and the like only link it to its label."""
    bounds: dict[str, list[str]] = load("words.toml")["bounds"][where]
    return [word for bound, words in bounds.items() if bound != "exact" for word in words]


def _beginnings() -> str:
    """What a token may begin with, so that other places are passed over quickly."""
    words = _bound_words("before")
    alone = {word for word in words if len(word) == 1} | set(_FIRST_SIGNS)
    first = {word[0] for word in words} | set(_FIRST_OF_TWO)
    second = {word[1:2] for word in words} | set(_SECOND_OF_TWO)
    signs = ("".join(re.escape(sign) for sign in sorted(each)) for each in (alone, first, second))
    return r"[{}\d①-⑳A-Za-z]|[{}][{}]".format(*signs)


def _in_labels() -> str:
    """A pattern of the numbers in the catalogue's labels, with what follows them: 5年生存."""
    labels = (label for label in catalogue().labels if not label.isalpha())
    found = map(_NUMBER_IN_LABEL.search, labels)
    return any_of(match[0] for match in found if match) or "(?!)"


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Cut a sentence into tokens.

    Args:
        text: The document's clean text.
        start: Where the sentence begins.
        end: Where it ends.

    Returns:
        The tokens in order; together they cover the sentence. Numbers that only name or delimit
        (document numbers, ages, 每千, 2型) stay in the text between.
    """
    found: list[Token] = []
    place = start
    for match in _lexer().finditer(text, start, end):
        kind = match.lastgroup
        if kind == "naming" or (kind == "value" and read_value(match[0]) is None):
            continue
        if place < match.start():
            found.append(Token("text", text[place : match.start()], place, match.start()))
        if kind in ("counts", "standard"):  # 98.06%(41950/42778), 2.9%[9]: no part of what is said
            place = match.end()
            continue
        kind = _MEANT.get(kind or "", kind)
        found.append(Token(kind, match[0], match.start(), match.end()))  # type: ignore[arg-type]
        place = match.end()
    if place < end:
        found.append(Token("text", text[place:end], place, end))
    found = found if text.find(")", start, end) < 0 else _glossed(found)
    if any(each.kind == "time" and COUNTED_FROM_1912.search(each.text) for each in found):
        found = [_of_republic(each) for each in found]
    return [
        _dated(token, found[max(at - 2, 0) : at], found[at + 1 : at + 7])
        if token.kind == "time"
        else token
        for at, token in enumerate(found)
    ]


def _of_republic(token: Token) -> Token:
    """A time beside years of the republic, one of them too: 从95年…增至105年."""
    short = _TWO_DIGITS.fullmatch(token.text) if token.kind == "time" else None
    return token._replace(text=f"{short[1]}民国{short[2]}") if short else token


def _glossed(found: Sequence[Token]) -> list[Token]:
    """Tokens in which a time and its year in brackets are one: “十二五”末(2015年)."""
    kept: list[Token] = []
    for token in found:
        kept.append(token)
        if token.kind != "close":
            continue
        kinds = " ".join(each.kind for each in kept[-5:])
        said = kinds == "time open text time close" and kept[-3].text == "即"
        size = 5 if said else 4 if kinds.endswith("time open time close") else 0
        if (
            not size
            or kept[-2].text[:2] not in ("19", "20")
            or re.search(YEAR_DIGITS, kept[-size].text)
        ):
            continue
        first = kept[-size]
        lead = first.text[0] if first.text[0] in "由从自比较到" else ""
        kept[-size:] = [Token("time", lead + kept[-2].text, first.start, token.end)]
    return kept


def _dated(token: Token, before: Sequence[Token], after: Sequence[Token]) -> Token:
    """A time as it is meant: one that values are set against, or only a date of publication."""
    words = "".join(each.text for each in after[:4]) if "月" in token.text else ""
    if _ISSUES.match(words):
        return token._replace(kind="text")
    return _compared(token, before, after)


def _compared(token: Token, before: Sequence[Token], after: Sequence[Token]) -> Token:
    """A time that a value is set against, marked so: 与 2010年 普查相比, 较我省 2022年."""
    if token.text.startswith("相"):  # 相较于2010年
        return token._replace(text=f"较{token.text[2:].lstrip('于')}")
    words = before[-1].text if before and before[-1].kind == "text" else ""
    kinds = tuple(each.kind for each in before)
    listed = kinds in (("time", "dun"), ("time", "comma"))  # 与五年前、十年前相比
    first = before[0].text if listed else token.text
    with_it = first[0] in "与同和跟" or words[-1:] in ("与", "同")
    listing = after and after[0].kind in ("comma", "dun") and after[1:2] and after[1].kind == "time"
    against = with_it and _THAN.search("".join(each.text for each in after[bool(listing) :]))
    more = after and after[0].kind == "text" and than_before(after[0].text)
    above = (
        after and words[-1:] in ("高", "低") and "百分点" in after[0].text
    )  # 高于2010年 2个百分点
    above = above or any(each.text.endswith("倍") for each in after[:1])  # 是2010年的 1.8倍
    if against or more or above or _THAN_REGION.search(words):
        return token._replace(text=f"较{token.text.lstrip('与同和跟于')}")
    return token


@lru_cache(maxsize=4096)
def read_value(text: str) -> PrintedValue | None:
    """Read a value token.

    Args:
        text: The value with the words that bind it, e.g. 不低于90%.

    Returns:
        The value, or None where the grammar of values does not know the form.
    """
    try:
        values = parse_value(text)
    except (ValueNotUnderstood, ValueError):
        return None
    value, *others = values
    if value.change is not None:  # 翻一番
        value = replace(value, value=value.change.amount)
    return value if not others and value.value is not None else None
