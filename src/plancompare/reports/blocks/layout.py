"""What the printed formats share: how wide things are, and how much of a text fits a line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil
from unicodedata import east_asian_width

from plancompare.reports.blocks.content import Block, Heading, Picture, Sentences, TableBlock

ELLIPSIS = "…"
RUNNING = 80  # half-width characters of a text at the head or foot of every page
_NARROWEST, _WIDEST = 6, 44  # of a column, in half-width characters
_NARROW = 14  # a column that is not made narrower, in half-width characters
_LATIN_WIDTH = 0.55  # of a half-width character in em, with room to spare for capitals
_SHARE = 0.9  # of a column's cells that decide how wide it is; the others are broken
_AIR = 1.2  # how much wider columns get where there is room
_LATIN = re.compile(r"[A-Za-z]+")
_LONGEST_WORD = 18
_LEVEL = 0.9  # columns of which the shorter is so much of the longer end alike
_HEAD = re.compile(r'width="[\d.]+pt" height="[\d.]+pt" viewBox="[^"]*"')
_SVG_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)pt" height="([\d.]+)pt"')


def text_width(text: str) -> int:
    """The width of a text in half-width characters; a Chinese one counts two."""
    return sum(map(_width, text))


def shortened(text: str, most: int) -> str:
    """A text no wider than `most` half-width characters, with … where something was left out."""
    if text_width(text) <= most:
        return text
    kept = sum(so_far < most for so_far in accumulate(map(_width, text)))
    return text[:kept] + ELLIPSIS


def _width(character: str) -> int:
    return 2 if east_asian_width(character) in "WF" else 1


def column_widths(table: TableBlock) -> list[int]:
    """How wide a table's columns want to be.

    Args:
        table: The table.

    Returns:
        A width for each column, in half-width characters: what nine in ten of its cells need, as
        far as that is reasonable.
    """
    columns = zip(table.columns, *table.rows, strict=True)
    return [min(max(_usual(column), _word(column), _NARROWEST), _WIDEST) for column in columns]


def fitted_widths(table: TableBlock, room: float, size: float, padding: float) -> list[float]:
    """How wide a table's columns are on a page.

    Args:
        table: The table.
        room: The page's width between its margins, in points.
        size: The font's size, in points.
        padding: What a cell keeps free on both sides together, in points.

    Returns:
        A width for each column, in points: narrow ones get what they want, and the wide ones share
        what is left.
    """
    wanted = column_widths(table)
    widths = [each * size * _LATIN_WIDTH + padding for each in wanted]
    if sum(widths) < room:
        return _widened(table, widths, room, size * _LATIN_WIDTH, padding)
    narrow = sum(width for each, width in zip(wanted, widths, strict=True) if each <= _NARROW)
    if sum(widths) <= room or narrow > room / 2:
        share = min(1.0, room / sum(widths))
        return [width * share for width in widths]
    share = (room - narrow) / (sum(widths) - narrow)
    return [
        width if each <= _NARROW else width * share
        for each, width in zip(wanted, widths, strict=True)
    ]


def _widened(
    table: TableBlock, widths: list[float], room: float, character: float, padding: float
) -> list[float]:
    """Wider columns where there is room: so that nothing in them need be broken."""
    columns = zip(table.columns, *table.rows, strict=True)
    whole = [min(max(map(text_width, each)), _WIDEST) * character + padding for each in columns]
    more = [max(0.0, needed - width) for needed, width in zip(whole, widths, strict=True)]
    share = min(1.0, (room - sum(widths)) / sum(more)) if any(more) else 0.0
    found = [width + share * extra for width, extra in zip(widths, more, strict=True)]
    air = min(_AIR, room / sum(found))
    return [width * air for width in found]


def _usual(cells: Iterable[str]) -> int:
    widths = sorted(map(text_width, cells))
    return widths[ceil(_SHARE * (len(widths) - 1))]


def _word(cells: Iterable[str]) -> int:
    """The longest word that should not be broken; longer ones are."""
    words = [word for cell in cells for word in _LATIN.findall(cell)]
    return max((len(word) for word in words if len(word) <= _LONGEST_WORD), default=0)


def sections(blocks: Iterable[Block], portrait: int) -> Iterator[tuple[bool, list[Block]]]:
    """The parts of a report, each from one heading up to the next.

    Args:
        blocks: The report.
        portrait: How wide a table may be, in half-width characters, before its page is turned.

    Yields:
        Whether the part needs a page on its side, and its blocks.
    """
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading):
            parts.append([])
        parts[-1].append(block)
    for part in filter(None, parts):
        tables = [sum(column_widths(each)) for each in part if isinstance(each, TableBlock)]
        yield max(tables, default=0) > portrait, part


def rows_of(
    pictures: Sequence[Picture], width: float, height: float, caption: float
) -> list[tuple[list[Picture], list[Picture]]]:
    """Narrow pictures in two columns, the next one always in the shorter of them.

    Where both end alike a new row begins: a page may end there.

    Args:
        pictures: No wider than `width`.
        width: Of a column, in points.
        height: Of a page, in points: what finds no room on it begins a new row.
        caption: What a caption takes, in points.

    Returns:
        Rows of two columns.
    """
    rows: list[tuple[list[Picture], list[Picture]]] = []
    filled = [height, height]
    for picture in pictures:
        across, down = picture_size(picture)
        needed = down * min(1.0, width / across) + caption
        if min(filled) + needed > height or min(filled) > _LEVEL * max(filled):
            rows.append(([], []))
            filled = [0.0, 0.0]
        side = filled.index(min(filled))
        rows[-1][side].append(picture)
        filled[side] += needed
    return rows


def untitled(picture: Picture) -> Picture:
    """A picture without the title that it bears, for pages whose caption says it."""
    if not picture.titled or not picture.title:
        return picture
    width, height = picture_size(picture)
    left = height - picture.titled
    size = (
        f'width="{width:g}pt" height="{left:g}pt" viewBox="0 {picture.titled:g} {width:g} {left:g}"'
    )
    svg, text_svg = (_HEAD.sub(size, each, count=1) for each in (picture.svg, picture.text_svg))
    return replace(picture, titled=0.0, svg=svg, text_svg=text_svg)


def last_line(blocks: Iterable[Block]) -> str:
    """The line that ends a report and says what it was made from."""
    texts = [text for block in blocks if isinstance(block, Sentences) for text in block.texts]
    return texts[-1] if texts else ""


def footed(blocks: Sequence[Block]) -> tuple[Sequence[Block], str]:
    """A report without its last line, and that line for the foot of its pages.

    Else it would now and then stand alone on a last page.

    Args:
        blocks: The report.

    Returns:
        The whole report where its last block is more than a line.
    """
    match blocks:
        case [*before, Sentences(texts=[line])] if text_width(line) <= RUNNING:
            return before, line
    return blocks, shortened(last_line(blocks), RUNNING)


def picture_size(picture: Picture) -> tuple[float, float]:
    """A picture's width and height in points, as it was drawn."""
    found = _SVG_SIZE.search(picture.svg)
    if found is None:
        raise ValueError(f"the SVG of {picture.name} does not say how large it is")
    return float(found[1]), float(found[2])
