"""Documents built in a test: paragraphs under headings, and tables of plain rows."""

from collections.abc import Sequence

from plancompare.reading.document import Block, Cell, Document, Table


def document(
    *paragraphs: tuple[str, str],
    title: str = "",
    tables: Sequence[tuple[str, list[list[str]]]] = (),
) -> Document:
    """A document of paragraphs `(place, text)` and tables `(caption, rows)`.

    In a table, a cell of `^` is the cell above it, and one of `<` the cell to its left: a span.
    """
    text, blocks, built = "", [], []
    for place, paragraph in (("", title), *paragraphs):
        blocks.append(Block(len(text), len(text) + len(paragraph), place))
        text += paragraph + "\n"
    for number, (caption, rows) in enumerate(tables, start=1):
        cells, text = _cells(rows, text)
        built.append(Table(cells, caption, f"table {number}"))
    offsets = range(len(text) + 1)
    return Document("built.txt", "txt", "0" * 64, text, text, offsets, tuple(blocks), tuple(built))


def _cells(rows: list[list[str]], text: str) -> tuple[tuple[tuple[Cell, ...], ...], str]:
    built: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = []
        for column, content in enumerate(row):
            if content == "^":
                cells.append(built[-1][column])
            elif content == "<":
                cells.append(cells[-1])
            else:
                cells.append(Cell(content, len(text), len(text) + len(content)))
                text += content + "\n"
        built.append(tuple(cells))
    return tuple(built), text
