"""Figures in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from plancompare.catalogue import catalogue
from plancompare.extraction.clauses import Statement, statements
from plancompare.extraction.figure import ExtractedFigure, Unread
from plancompare.extraction.labels import find_label, plain
from plancompare.extraction.lexer import Token, read_value, tokens
from plancompare.extraction.measures import (
    fits,
    is_total,
    meant_unit,
    misprinted,
    range_of,
    unit_of,
)
from plancompare.extraction.moment import Moment
from plancompare.extraction.pairing import Finding, findings
from plancompare.extraction.phrases import goal_of_plan, split_link
from plancompare.extraction.places import Places, named_region
from plancompare.extraction.scene import Scene
from plancompare.extraction.setting import Setting, role_of_words
from plancompare.extraction.times import read_time
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.values import PrintedValue
from plancompare.reading.document import Block, Document

_OPENING = 30  # characters in which a paragraph may say which time it speaks of
_LONGEST_POINT = 24  # characters
# 按国际标准,65岁以上人口占比在7%以上,即进入老龄化社会: what a word means, of nobody
_DEFINES = re.compile(
    "(?:标准|规定|定义|划分|通常|一般|国际上)[^。;]{0,60}(?:以[上下内]|之间|超过|达到?|低于|不足)[^,。;]{0,8},"
    r"?(?:即|则|就|便|[为属称])(?![全最我历近各])[^,。;\d]{0,14}(?:[;。]|$)"
)
_NUMBER = re.compile(r"(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九十]是|——)\s*")
# a sentence that takes apart what the one before said, or points back at it: 该数字较上年…
_GOES_ON = re.compile(
    r"\s*(?:其中|这其中|(?:[^,:]{4,16},)?[^,:]{0,12}(?:(?:该|这[一个])(?:数字|数据|指标|数值)|(?:上述|以上|这些|[两三四五六][项个])(?:主要)?指标))"
)
# 北京为81.06岁, 甲市和乙市均为81岁
_REGION_IS = re.compile(
    r"\s*([\u4e00-\u9fff]{2,8}?)(?:[和与及][\u4e00-\u9fff]{2,8}?)?[均都]?(?:为|是|达|达到)(?=\d)"
)
# what a plan sets out, told by news: 《行动方案》提出, 规划明确
_SETS_OUT = re.compile(
    r"(?=[规方计纲意目指标按根依])(?:"  # most places are passed over by their sign
    r"(?:规划|方案|计划|纲要|意见|目标)(?:\([^()\n]{4,16}\))?[》”\"]?(?:[^,。:]{0,6}|,其中)(?:提出|明确|要求|强调|确定|规定|设定|披露|给出|提到)"
    r"|(?:指标|目标|标准)的?要求,?(?:即|包括|如下|为|是)*[:]"
    r"|(?:按照?|根据|依照)(?:该|这一|上述)?(?:规划|方案|计划|《[^》\n]{0,40}(?:规划|方案|计划|纲要|意见)[^》\n]{0,8}》))"
)
# what came of it, told after that: 纲要提出,…。某某介绍,…目标提前实现
_CAME_OF_IT = re.compile(
    "提前实现|进展顺利|开局(?:起步)?良好|(?:取得|成效)[^,。]{0,8}(?:成效|进展|显著|明显)"
)
_PLAN = re.compile(
    r"《[^《》\n]{2,40}》|[“\"]十[一二三四五六]?五[”\"][^,。;《\n]{0,8}?(?:规划|纲要|计划|目标)"
)
# digits that go on across a sign that is not understood: 38,5%; 2^85; 8.2/lO万; 79岁零3个月
_CUT = re.compile(
    r"(?<=\d)(?:,(?=\d{1,2}[%‰])| ?\.? ?(?=\d)|[^\w\s,、。;:()\[\]<>≥≤~%‰/+*-](?=\d)"
    r"|/(?=[A-Za-z])|[Ool](?=[\d%‰./]))|(?<=岁)(?:零\d|零?(?:\d{1,2}|[一二三四五六七八九十]{1,2})个月)"
)
_BESIDE = re.compile(r"(?<=[%‰]) (?=\d[\d.]*[%‰])")  # 接种率 100% 97.3%: cells of a row
_CUT_BEFORE = re.compile(r"\d(?:,(?=\d{1,2}[%‰])| (?=\d))")
# a number of which signs are left out or misread: 3O.5%, XX%, ____%
_ODD = re.compile(r"(?=[\d.]{0,6}[OolIxX×_])[\d.OolIxX×_]{1,8}[%‰张人岁/]")
_ODD_SIGN = re.compile("[OolIxX×_]")
_IS_BOUND = re.compile("[≥≤<>]")  # 签约率(≥40%)为41.2%: the goal
_HELD = re.compile("(?:严格)?控制在")  # news of a plan: 患龋率控制在 30%以内
_LOOK_AHEAD = 4  # statements that a list may go on for
_SENTENCE_END = re.compile(r"[。;!?\n|]")
# 十、卫生与体育全年…: a communiqué's heading that a page has run into its text
_RUN_IN = re.compile(
    r"[一二三四五六七八九十]{1,3}、[\u4e00-\u9fff、]{0,20}?(?:卫生|体育|人口|生活|保障|福利|环境|保护|生产|安全|事业)"
    rf"(?=全年|年末|{YEAR_DIGITS}年|[全我][国省市县区州盟旗])"
)
# a sentence without one of these states neither a value nor a time
_ASKS = re.compile("(?:(?:意味着|说明|代表)了?什么|(?:怎么|如何|怎样)(?:才能)?(?:实现|达到|做到))$")
_TELLING = re.compile(
    r"[\d百千万翻成零岁五期目点](?:"  # most places are passed over by their sign
    r"(?<=[\d零岁])|(?<=[百千万])分之|(?<=百)分点|(?<=翻)[一两]?番"
    r"|(?<=[一二三四五六七八九十]点)[零〇一二三四五六七八九]"
    r"|(?<=成)(?:[以左,。;的一二三四五六七八九半]|$)"
    r"|(?<=五)[”\"]?(?:规划)?(?:期|末|时|以来)|(?<=期)末|(?<=目)前)"
)
_POINT = re.compile(
    r"\s*(?:——|[-●○◆■★▲※·•①-⑳]|\(?\d{1,2}[).、]|[一二三四五六七八九十]{1,3}是"
    r"|\([一二三四五六七八九十]{1,3}\))"
)

# where and when news was sent: 新华社北京5月22日电(记者某某)
_DATELINE = re.compile(
    r"\s*[^,。;:\n\d]{0,16}(?:\d{1,2}月)?(?:\d{1,2}日)?[电讯](?:\s*\([^()\n]{0,24}\)|[ \u3000])\s*"
    rf"|\s*[^,。;:\n\d]{{0,16}}(?:{YEAR_DIGITS}年)?\d{{1,2}}月\d{{1,2}}日[电讯](?={YEAR_DIGITS}年)"
)
_SENT = re.compile("[电讯]")


def _span(sentence: list[Token]) -> tuple[int, int]:
    return (sentence[0].start, sentence[-1].end) if sentence else (0, 0)


def _dated_alike(sentence: list[Token]) -> list[Token]:
    """A sentence with 当年 as the year that it named before: 最早的数据是1979年,当年…."""
    said = ""
    for place, token in enumerate(sentence):
        if token.kind != "time":
            continue
        if said and token.text.startswith("当年"):
            sentence[place] = token._replace(text=said)
        elif (time := read_time(token.text)).kind in ("at", "until") and len(time.years) == 1:
            said = f"{time.years[0]}年"
    return sentence


def _without_number(text: str) -> str:
    """A heading or point without the number that it begins with."""
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text


def _states_figure(finding: Finding, role: str) -> bool:
    """Whether a label can have a value, and the value is one that can be compared."""
    label, value = finding.label.text, finding.value
    if finding.direction and not value.unit and not value.change:
        return False  # a change of 56.2 of what
    if finding.label.promised and not finding.indicator_id:
        return role == "target"
    changes = bool(finding.direction)
    if not changes and _is_too_short(value, finding.indicator_id):
        return False
    if not fits(label, value.unit, finding.indicator_id, changes=changes, value=value.value):
        return False
    return role != "actual" or not is_total(label, value.unit, finding.indicator_id)


def _is_too_short(value: PrintedValue, indicator_id: str) -> bool:
    """Whether so few years can only be how far two lives are apart, or what one gained."""
    if value.unit != "years" or not indicator_id or value.value is None:
        return False
    return value.value < range_of(indicator_id)[0] / 8


def _direction(finding: Finding) -> Literal["up", "down", ""]:
    """Which way a value changes; PM2.5 that is better by 16% has fallen."""
    better = "改善" in finding.subject.link.text and finding.indicator_id
    if better and catalogue()[finding.indicator_id].direction == "less":
        return "down"
    return finding.direction


@dataclass
class Reader:
    """Reads the paragraphs of one document in order.

    Attributes:
        document: The document.
        places: What its words for regions mean.
        setting: What it is.
        unread: Known labels whose values were not understood.
    """

    document: Document
    places: Places
    setting: Setting
    unread: list[Unread] = field(init=False, default_factory=list)
    _scene: Scene = field(init=False)

    def __post_init__(self) -> None:
        self._scene = Scene(self.places, Moment(self.setting))

    def read(self, block: Block) -> Iterator[ExtractedFigure]:
        """The figures of a paragraph.

        Args:
            block: The paragraph; those before it have been read.
        """
        text, moment = self.document.text, self._scene.moment
        if block.place != moment.place:
            self._scene.text_before = ""
        moment.begin_paragraph(
            block.place,
            self._opening(block),
            after_colon=text[max(0, block.start - 8) : block.start].rstrip().endswith(":"),
            is_point=_POINT.match(text, block.start, block.end) is not None,
        )
        self._scene.facility = self._scene.point = ""
        for start, end in self._sentences(block):
            goes_on = text[start - 1 : start] == ";" or self._goes_on(start, end)
            if not goes_on:
                self._scene.begin_sentence()
            if self._scene.moment.announces and _CAME_OF_IT.search(text, start, end):
                self._scene.moment.tell()
            asks = text[end : end + 1] == "?" and _ASKS.search(text, start, end)
            tells = not asks and _TELLING.search(text, start, end)
            if tells and not _DEFINES.search(text, start, end):
                self._scene.is_new = False
                self._scene.point = self._scene.point or plain(self._point(block))
                yield from self._sentence(_dated_alike(tokens(text, start, end)), block, goes_on)
            self._scene.text_before = text[start:end]

    def _opening(self, block: Block) -> list[Token]:
        """The first words of a paragraph, where they may say that a part of the text begins."""
        if not self.setting.both:
            return []
        return tokens(self.document.text, block.start, min(block.end, block.start + _OPENING))

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a sentence takes apart what the one before said, or sets a region beside it."""
        text = self.document.text
        beside = _REGION_IS.match(text, start, end)
        named = beside is not None and bool(named_region(beside[1]))
        return named or _GOES_ON.match(text, start, end) is not None

    def _point(self, block: Block) -> str:
        """What a paragraph is about: its short first sentence, or the heading above it."""
        start, end = next(self._sentences(block), (block.start, block.start))
        opening = _without_number(self.document.text[start:end].strip())
        heading = _without_number(block.place.rpartition(" / ")[2])
        return opening if len(opening) <= _LONGEST_POINT and end < block.end - 1 else heading

    def _sentences(self, block: Block) -> Iterator[tuple[int, int]]:
        sent = _SENT.search(self.document.text, block.start, block.end)
        dateline = sent and _DATELINE.match(self.document.text, block.start, block.end)
        place = self._after_heading(dateline.end() if dateline else block.start, block)
        for found in _SENTENCE_END.finditer(self.document.text, place, block.end):
            if place < found.start():
                yield place, found.start()
            place = self._after_heading(found.end(), block)
        if place < block.end:
            yield place, block.end

    def _after_heading(self, place: int, block: Block) -> int:
        heading = _RUN_IN.match(self.document.text, place, block.end)
        return heading.end() if heading else place

    def _sentence(
        self, sentence: list[Token], block: Block, goes_on: bool
    ) -> Iterator[ExtractedFigure]:
        moment = self._scene.moment
        plans = _PLAN.findall(self.document.text, *_span(sentence))
        if self.setting.news and self._sets_out(sentence):
            moment.announce(plans)
        else:
            moment.name(plans)
        if not goes_on:
            moment.begin_sentence(sentence)
        found = statements(sentence)
        figures = []
        for place, statement in enumerate(found, start=1):
            moment.govern(statement.head)
            paired = findings(statement, found[place : place + _LOOK_AHEAD], self._scene)
            figures += [figure for each in paired if (figure := self._figure(each, block))]
            if not paired:
                self._note_unread(statement, block)
        self._note_odd(sentence, block)
        if not found:
            moment.pass_over(sentence)
        moment.opens = moment.opens and not figures
        yield from figures

    def _sets_out(self, sentence: list[Token]) -> bool:
        """Whether a sentence tells what a plan sets out, not only quotes a goal of it."""
        start, end = _span(sentence)
        found = _SETS_OUT.search(self.document.text, start, end)
        quoted = goal_of_plan(self.document.text[start:end]) if found else None
        if found and quoted and start + quoted.start() <= found.start() < start + quoted.end():
            found = _SETS_OUT.search(self.document.text, start + quoted.end(), end)
        return found is not None

    def _note_unread(self, statement: Statement, block: Block) -> None:
        """Note a known label right before values that found none."""
        words = statement.head[-1] if statement.head else None
        if words is None or words.kind != "text":
            return
        label = find_label(split_link(words.text)[0], self.places, words.start)
        token = statement.values[0].token
        unit = value.unit if (value := read_value(token.text)) else ""
        if label and len(label.ids) == 1 and fits(label.text, unit, label.ids[0], changes=False):
            self.unread.append(Unread(label.text, token.text, block.place, label.start))

    def _note_odd(self, sentence: list[Token], block: Block) -> None:
        """Note known labels right before a number that cannot be read."""
        if not _ODD_SIGN.search(self.document.text, *_span(sentence)):
            return
        for token in sentence:
            odd = _ODD.search(token.text) if token.kind == "text" else None
            words = split_link(token.text[: odd.start()])[0] if odd else ""
            label = find_label(words, self.places, token.start) if words else None
            if odd and label and len(label.ids) == 1:
                self.unread.append(Unread(label.text, odd[0], block.place, label.start))

    def _is_cut(self, token: Token, *, several: bool) -> bool:
        """Whether a value is only a part of the number, or of the cells, that are printed."""
        text = self.document.text
        cut = _CUT.match(text, token.end) or _CUT_BEFORE.match(text, max(token.start - 2, 0))
        among_cells = not several and _BESIDE.match(text, token.end) is not None
        return among_cells or (cut is not None and not (several and "," in cut[0]))

    def _figure(self, finding: Finding, block: Block) -> ExtractedFigure | None:
        label, value, indicator_id = finding.label, finding.value, finding.indicator_id
        moment, own = self._scene.moment, finding.own_time
        words = finding.subject.words
        if finding.measured.step and role_of_words(words) != "target":  # 由目前的…
            words = "已" if "已" in words else ""  # 已由…升至…
        promised = self.setting.news and self.setting.plans and role_of_words(words) != "actual"
        if promised and _HELD.match(finding.measured.token.text):
            words += "要控制"
        if finding.subject.bracketed and _IS_BOUND.match(finding.measured.token.text):
            words += "目标值"
        dated = moment.date(finding.time, words, finding.index, own=own)
        if not _states_figure(finding, dated.role):
            return None
        time = finding.time
        if value.upper is not None and time and time.kind == "during" and time.exact:
            # 2016—2021年为 81.2~82.9岁: over all of its years
            dated = dated._replace(year=None, reasons=("year_open", *dated.reasons[1:]))
        changes = bool(finding.direction)
        region = self.places.code(label.region)
        token = finding.measured.token
        start, end = self.document.original_span(min(label.start, token.start), token.end)
        printed = self.document.original_span(token.start, token.end)
        unit = unit_of(label.text, value.unit, indicator_id)
        wrong_unit = not changes and misprinted(label.text, value.unit, indicator_id)
        cut = self._is_cut(token, several=finding.several)
        doubts = {"another region": region is None, "unit": wrong_unit, "broken number": cut}
        return ExtractedFigure(
            label=label.text,
            indicator_id=indicator_id,
            region_code=region or "",
            value_printed=self.document.original[slice(*printed)].replace("\n", ""),
            value=value.value,
            value_upper=value.upper,
            unit=unit if changes else meant_unit(unit, value.value, indicator_id),
            bound=value.bound,
            year=dated.year,
            role="change" if changes else dated.role,
            direction=_direction(finding),
            nature="",
            place=block.place,
            quote=self.document.original[start:end],
            start=start,
            end=end,
            method="prose",
            doubts=tuple(doubt for doubt, holds in doubts.items() if holds),
            reasons=(
                "prose",
                f"rule_{label.rule or 'after_value'}",
                *(("shared_out",) if finding.several else ()),
                *dated.reasons,
            ),
            value_at=printed,
        )
