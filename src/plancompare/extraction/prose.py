"""Figures in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from plancompare.extraction.clauses import statements
from plancompare.extraction.figure import ExtractedFigure
from plancompare.extraction.lexer import Token, tokens
from plancompare.extraction.labels import Label
from plancompare.extraction.measures import by_head, fits, misprinted, unit_of
from plancompare.extraction.naming import Memory
from plancompare.extraction.pairing import Finding, findings
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.places import Places
from plancompare.extraction.setting import Moment, Setting, role_of_heading, year_of_heading
from plancompare.extraction.times import Time, read_time
from plancompare.reading.document import Block, Document

_SENTENCE_END = re.compile(r"[。;!?;\n|]")
# a sentence without one of these states neither a value nor a time
_TELLING = re.compile(
    r"\d|[百千万]分之|成(?:[以左,。;的]|$)|百分点|零|岁|五[”\"]?(?:规划)?(?:期|末|时|以来)|期末|目前"
)
_LIST_MARK = re.compile(
    r"\s*(?:——|[-●○◆■★▲※·•①-⑳]|\(?\d{1,2}[).、]|[一二三四五六七八九十]{1,3}是|\([一二三四五六七八九十]{1,3}\))"
)


def _is_total(label: Label, unit: str, indicator_id: str) -> bool:
    """Whether a figure counts heads or money in all, by no population."""
    kind = measure_kind(label.text)
    if unit == "count":
        return kind != "duration"
    return not indicator_id and kind in ("count", "counted", "yuan") and not by_head(label.text)


@dataclass
class Reader:
    """Reads the paragraphs of one document in order.

    Attributes:
        document: The document.
        places: What its words for regions mean.
        setting: What it is.
    """

    document: Document
    places: Places
    setting: Setting
    _moment: Moment = field(init=False)
    _memory: Memory = field(init=False)
    _place: str = field(init=False, default="")
    _announced: Time | None = field(init=False, default=None)  # by a paragraph that ends in a colon
    _opens: bool = field(init=False, default=True)  # no value of the paragraph yet

    def __post_init__(self) -> None:
        self._moment = Moment(self.setting)
        self._memory = Memory()

    def read(self, block: Block) -> Iterator[ExtractedFigure]:
        """The figures of a paragraph.

        Args:
            block: The paragraph; those before it have been read.
        """
        self._enter(block)
        text = self.document.text
        for start, end in self._sentences(block):
            if text[start - 1 : start] not in (";", "；"):
                self._memory = Memory()
            if _TELLING.search(text, start, end):
                yield from self._sentence(tokens(text, start, end), block)

    def _enter(self, block: Block) -> None:
        """Let go of what no longer holds in a new paragraph."""
        text = self.document.text
        if block.place != self._place:
            self._enter_section(block)
        if text[max(0, block.start - 8) : block.start].rstrip()[-1:] == ":":
            self._announced = self._moment.opening
        elif not _LIST_MARK.match(text, block.start, block.end):
            self._announced = None
        self._moment.opening = self._announced
        self._opens = True

    def _enter_section(self, block: Block) -> None:
        moment = self._moment
        role = role_of_heading(block.place)
        outer = block.place.rpartition(" / ")[0]
        if not (self._place.startswith(outer) and outer) or role != moment.section_role:
            moment.actual_year = None
        moment.section_role, self._place = role, block.place
        moment.section_year = year_of_heading(block.place)

    def _sentences(self, block: Block) -> Iterator[tuple[int, int]]:
        place = block.start
        for found in _SENTENCE_END.finditer(self.document.text, block.start, block.end):
            if place < found.start():
                yield place, found.start()
            place = found.end()
        if place < block.end:
            yield place, block.end

    def _sentence(self, sentence: list[Token], block: Block) -> Iterator[ExtractedFigure]:
        moment = self._moment
        moment.begin_sentence()
        self._govern(sentence[:1], opens=self._opens)
        found = statements(sentence)
        opens = self._opens
        for statement, following in zip_longest(found, found[1:]):
            self._opens = opens
            self._govern(statement.head)
            for finding in findings(statement, following, self._memory, self.places, moment):
                figure = self._figure(finding, block)
                if figure:
                    self._opens = False
                    yield figure
        if not found:
            self._govern(sentence)

    def _govern(self, head: list[Token], *, opens: bool = False) -> None:
        """Let a time at the head of a clause govern what follows."""
        fresh = True
        for token in head:
            if token.kind == "time":
                time = read_time(token.text)
                if time.kind not in ("base", "from") and fresh:
                    self._moment.time, self._moment.fresh = time, True
                    self._open(time, opens=opens)
                    self._note_actual_year(time)
            fresh = token.kind in ("comma", "colon", "open")

    def _open(self, time: Time, *, opens: bool) -> None:
        """Let the time that opens a paragraph hold for all of it, unless another one follows."""
        if opens:
            self._moment.opening = time
        elif self._opens and self._moment.opening and self._moment.opening.years != time.years:
            self._moment.opening = None

    def _note_actual_year(self, time: Time) -> None:
        base = self.setting.base_year
        year = time.years[-1] if time.years else None
        if self._moment.section_role == "actual" and year is not None and time.kind != "since":
            if base is None or year in (base, base - 1, base + 1):
                self._moment.actual_year = year

    def _figure(self, finding: Finding, block: Block) -> ExtractedFigure | None:
        value, label = finding.value, finding.label
        changes = bool(finding.direction) or value.unit == "pct_points"
        if not fits(label.text, value.unit, finding.indicator_id, changes):
            return None
        region = self.places.code(label.region)
        year, role = self._moment.date(finding.time, finding.subject.words, finding.index)
        unit = unit_of(label.text, value.unit, finding.indicator_id)
        if role == "actual" and _is_total(label, unit, finding.indicator_id):
            return None  # totals that are there already compare nothing
        token = finding.measured.token
        start, end = self.document.original_span(min(label.start, token.start), token.end)
        printed = self.document.original_span(token.start, token.end)
        doubts = [] if region is not None else ["another region"]
        if not changes and misprinted(label.text, value.unit, finding.indicator_id):
            doubts.append("unit")
        return ExtractedFigure(
            label=label.text,
            indicator_id=finding.indicator_id,
            region_code=region or "",
            value_printed=self.document.original[slice(*printed)],
            value=value.value,
            value_upper=value.upper,
            unit=unit,
            bound=value.bound,
            year=year,
            role="change" if finding.direction else role,
            direction=finding.direction,
            nature="",
            place=block.place,
            quote=self.document.original[start:end],
            start=start,
            end=end,
            method="prose",
            doubts=tuple(doubts),
        )
