"""The documents of a report: a brief to send on, an annex with all tables, slides."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plancompare.charts.data import Cell, data_words
from plancompare.charts.editable import Editable
from plancompare.charts.words import number
from plancompare.domain.languages import Lang
from plancompare.reports.blocks.content import (
    Block,
    Cards,
    Heading,
    Picture,
    Sentences,
    TableBlock,
    contents,
    title_of,
)
from plancompare.reports.blocks.crossed import crossed
from plancompare.reports.told.wording import say

if TYPE_CHECKING:
    from nbformat import NotebookNode

BRIEF = "brief"
_THOUSANDS = 10_000
_ASIDE = ("region_code", "level", "domain", "issuer", "issued", "url")  # where it has no values
_SHOWN = ("region", "name", "value", "unit", "year", "reason", "publication")  # of a chart's data


@dataclass(frozen=True)
class Parts:
    """What an executed notebook shows.

    Attributes:
        whole: The report, as its page shows it.
        brief: What is sent on; the whole where the notebook makes no brief.
        lang: `zh` or `en`.
    """

    whole: Sequence[Block]
    brief: Sequence[Block]
    lang: Lang

    @property
    def annex(self) -> list[Block]:
        """All tables of the report with what is said of them, without pictures.

        A report that has no table has its pictures' data as tables instead.
        """
        has_tables = any(isinstance(each, TableBlock) for each in self.whole)
        blocks = _without_pictures(self.whole) if has_tables else _as_tables(self.whole, self.lang)
        title = say(self.lang, "brief_annex", title=title_of(self.whole))
        return [
            replace(each, text=title) if isinstance(each, Heading) and each.level == 1 else each
            for each in _without_bare(list(blocks))
        ]

    @property
    def slides(self) -> list[Block]:
        """The brief's question, findings and charts, then all other charts of the report.

        A chart that the brief shows in part is shown whole: no two slides say the same.
        """
        if self.brief is self.whole:
            return list(self.whole)
        told = [each for each in self.brief if not isinstance(each, TableBlock)]
        last = next(at for at, each in reversed(list(enumerate(told))) if isinstance(each, Heading))
        full: list[Block] = []
        for each in (_in_full(each, self.whole) for each in told[:last]):
            if not (isinstance(each, Picture) and each in full):  # two may be parts of one
                full.append(each)
        rest = [
            each
            for each in self.whole
            if isinstance(each, Heading) or (isinstance(each, Picture) and each not in full)
        ]
        return [*full, *_without_bare([each for each in rest if not _is_title(each)])]


def parts_of(notebook: "NotebookNode", lang: Lang) -> Parts:
    """The documents that an executed notebook makes.

    Args:
        notebook: With outputs.
        lang: `zh` or `en`.
    """
    whole = contents(notebook)
    return Parts(whole, contents(notebook, BRIEF) or whole, lang)


def _in_full(block: Block, whole: Iterable[Block]) -> Block:
    """A picture of the report that shows all that this one shows; else this block."""
    if not isinstance(block, Picture):
        return block
    rows = _rows(block)
    for each in whole:
        if isinstance(each, Picture) and all(
            any(row <= other for other in _rows(each)) for row in rows
        ):
            return each
    return block


def _rows(picture: Picture) -> list[set[tuple[str, object]]]:
    """The rows behind a picture: what each says, under its column's name."""
    columns = picture.data.columns
    return [
        {(column, cell) for column, cell in zip(columns, row, strict=True) if cell is not None}
        for row in picture.data.rows
    ]


def _is_title(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _without_pictures(blocks: Iterable[Block]) -> Iterator[Block]:
    return (each for each in blocks if not isinstance(each, Picture | Cards))


def _as_tables(blocks: Iterable[Block], lang: Lang) -> Iterator[Block]:
    """The blocks, for each picture the table behind it; what shows the same only once."""
    seen: list[object] = []
    for each in blocks:
        if not isinstance(each, Picture):
            yield each
        elif each.data.rows not in seen:
            seen.append(each.data.rows)
            numbers = each.data.editable
            if numbers and numbers.kind == "lines":
                yield from crossed(each, numbers, lang)
            else:
                yield _table_of(each, numbers, lang)
            if numbers and numbers.kind == "table" and numbers.notes:
                yield Sentences(numbers.notes, small=True)


def _table_of(picture: Picture, numbers: Editable | None, lang: Lang) -> TableBlock:
    if numbers and numbers.kind == "table":
        cells = zip(numbers.categories, numbers.labels, strict=True)
        rows = tuple((name, *labels) for name, labels in cells)
        return TableBlock((numbers.heading, *numbers.series), rows, picture.title)
    titles, columns = data_words(lang)["columns"], picture.data.columns
    if titles["value"] in columns:
        wanted = [titles[each] for each in _SHOWN if titles[each] in columns]
        writers = {titles["value"]: _printed(numbers)}
    else:  # means, shares, counts: each is what the table is about
        wanted = [each for each in columns if each not in {titles[aside] for aside in _ASIDE}]
        writers = dict.fromkeys(wanted, _short)
    write = [(columns.index(each), writers.get(each, _text)) for each in wanted]
    rows = tuple(tuple(said(row[at]) for at, said in write) for row in picture.data.rows)
    return TableBlock(tuple(wanted), rows, picture.title)


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _short(cell: Cell) -> str:
    """A number of no known decimals with four digits, or all that stand before its point."""
    if not isinstance(cell, float):
        return _text(cell)
    return f"{cell:,.4g}" if abs(cell) < _THOUSANDS else f"{cell:,.0f}"


def _printed(numbers: Editable | None) -> Callable[[Cell], str]:
    """How a column's values are written: with decimals that agree."""
    if numbers is None:
        return _text
    places = numbers.decimals
    return lambda cell: number(cell, places) if isinstance(cell, float) else _text(cell)


def _without_bare(blocks: list[Block]) -> list[Block]:
    """The blocks without headings that nothing stands under."""
    kept: list[Block] = []
    for block in reversed(blocks):
        below = kept[-1] if kept else None
        is_bare = (
            isinstance(block, Heading)
            and block.level > 1
            and (below is None or (isinstance(below, Heading) and below.level <= block.level))
        )
        if not is_bare:
            kept.append(block)
    return kept[::-1]


def said_once(blocks: Iterable[Block]) -> list[Block]:
    """The blocks as documents print them: cards in words, no caption that is the heading above."""
    found: list[Block] = []
    heading = ""
    for each in blocks:
        block = each
        if isinstance(each, Heading):
            heading = each.text
        elif isinstance(each, TableBlock) and each.caption == heading:
            block = replace(each, caption="")
        elif isinstance(each, Picture) and each.title == heading:
            block = replace(each, title="")
        elif isinstance(each, Cards):
            told = (" ".join(filter(None, (f.title, f.value + f.year, f.text))) for f in each.cards)
            block = Sentences(tuple(told))
        found.append(block)
    return found
