"""What a report says, apart from how it looks: headings, sentences, pictures and tables.

`show` puts these blocks beside what a notebook displays; `contents` reads them back from the
executed notebook, and every format is made of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from typing import TYPE_CHECKING, Any

from plancompare.charts.data import ChartData
from plancompare.charts.editable import Beside, Editable
from plancompare.charts.export import scaled
from plancompare.charts.legible import legible
from plancompare.reports.blocks.cells import YOURS_TAG, tags
from plancompare.reports.told.card import Card

if TYPE_CHECKING:
    from nbformat import NotebookNode

MIME, SVG_MIME = "application/vnd.plancompare+json", "image/svg+xml"


@dataclass(frozen=True)
class Heading:
    """A heading.

    Attributes:
        text: Its text.
        level: 1 for the report's title, 2 for a section, 3 for a part of one.
        folded: Whether a page shows what stands below it only when asked to.
    """

    text: str
    level: int
    folded: bool = False


@dataclass(frozen=True)
class Cards:
    """Figures at a glance, which a page begins with."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Sentences:
    """Paragraphs.

    Attributes:
        texts: Their texts.
        small: Whether documents print them small, as they do sources.
    """

    texts: tuple[str, ...]
    small: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart.

    Attributes:
        name: What it is called in file names and links; no other in its report is called so.
        title: What stands above it.
        alt: What it says, in words and with its numbers.
        citation: Its sources, as text to put under a copy of it.
        data: The table that was drawn.
        svg: The chart as SVG, its text as outlines.
        text_svg: The chart as SVG, its text as text, for a page that embeds the font.
        compare: What compare.html is to show of its indicators, by their names.
        titled: How much its title takes at the top, in points.
    """

    name: str
    title: str
    alt: str
    citation: str
    data: ChartData
    svg: str
    text_svg: str
    compare: tuple[tuple[str, str], ...] = ()
    titled: float = 0.0


@dataclass(frozen=True)
class TableBlock:
    """A table of texts.

    Attributes:
        columns: The columns' names.
        rows: Cells as readers see them.
        caption: What stands above it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str


Block = Heading | Cards | Sentences | Picture | TableBlock
_KINDS: Mapping[str, type[Block]] = {
    "heading": Heading,
    "cards": Cards,
    "sentences": Sentences,
    "picture": Picture,
    "table": TableBlock,
}


def bundle(block: Block, part: str = "") -> dict[str, Any]:
    """A block as it lies in a notebook's output, under `MIME`.

    Args:
        block: The block; a picture's SVG is left out, for it lies beside as `image/svg+xml`.
        part: The part of the report that it belongs to; empty for the report itself.

    Returns:
        What JSON knows.
    """
    kind = next(name for name, known in _KINDS.items() if isinstance(block, known))
    fields = {name: value for name, value in _plain(block).items() if name != "svg"}
    return {"kind": kind, **({"part": part} if part else {}), **fields}


def _plain(value: Any) -> Any:  # noqa: ANN401 (what JSON knows)
    """As `asdict`, which would copy each cell of each table: all of them are texts and numbers."""
    if is_dataclass(value):
        return {name: _plain(each) for name, each in vars(value).items()}
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return tuple(map(_plain, value))
    return value


def contents(notebook: "NotebookNode", part: str = "") -> list[Block]:
    """Read back what an executed notebook shows.

    Args:
        notebook: With outputs. What a cell put out by other means than `show` is shown as the
            text that Jupyter keeps of it; warnings and errors are not for readers.
        part: Which part of the report, as in `show.apart`; empty for the report itself.

    Returns:
        Its blocks in their order.
    """
    cells = [cell for cell in notebook.cells if YOURS_TAG not in tags(cell)]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    blocks = [_block_of(output) for output in outputs if _part_of(output) == part]
    return [block for block in blocks if block]


def title_of(blocks: Iterable[Block]) -> str:
    """A report's title: its first heading of the first level; empty without one."""
    titles = (each.text for each in blocks if isinstance(each, Heading) and each.level == 1)
    return next(titles, "")


def _part_of(output: Mapping[str, Any]) -> str:
    return str(output.get("data", {}).get(MIME, {}).get("part", ""))


def _block_of(output: Mapping[str, Any]) -> Block | None:
    data = output.get("data", {})
    if MIME in data:
        return _block(data)
    printed = output.get("text", "") if output.get("name") == "stdout" else ""
    lines = legible(printed or data.get("text/plain", "")).splitlines()
    told = tuple(line for line in lines if line.strip())
    return Sentences(told) if told else None


def _block(data: Mapping[str, Any]) -> Block:
    fields = {name: _frozen(value) for name, value in data[MIME].items()}
    fields.pop("part", None)
    kind = _KINDS[fields.pop("kind")]
    if kind is Picture:
        fields["data"] = _chart_data(data[MIME]["data"])
        fields["svg"] = scaled(data[SVG_MIME])  # a notebook shows it larger
    if kind is Cards:
        fields["cards"] = tuple(Card(**each) for each in data[MIME]["cards"])
    return kind(**fields)


def _chart_data(stored: Mapping[str, Any]) -> ChartData:
    fields = {name: _frozen(value) for name, value in stored.items()}
    if known := stored["editable"]:
        beside = tuple(Beside(**each) for each in known["beside"])
        frozen = {name: _frozen(value) for name, value in known.items()}
        fields["editable"] = Editable(**frozen | {"beside": beside})
    return ChartData(**fields)


def _frozen(value: Any) -> Any:  # noqa: ANN401 (what JSON knows)
    """Lists as tuples, as they were before JSON made lists of them; texts as they read."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return legible(value) if isinstance(value, str) else value
