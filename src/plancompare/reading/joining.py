"""Several documents as one: the files of an archive, the parts of a message."""

import hashlib
from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from plancompare.errors import DocumentError
from plancompare.reading.document import Block, Cell, Document, Table
from plancompare.reading.errors import DocumentTooLarge, EmptyDocument, refuse_more
from plancompare.reading.formats import File

_DEEPEST = 3  # archives in archives


def read_parts(
    file: File, parts: Sequence[File], format_name: str, read: Callable[[File], Document]
) -> Document:
    """Read the parts of a file; one that cannot be read is told in the document's notes.

    Args:
        file: The file.
        parts: What it consists of, in order.
        format_name: Of the file.
        read: Reads one part.

    Raises:
        DocumentError: If none of the parts can be read: what is wrong with the first.
    """
    if file.depth >= _DEEPEST:
        raise DocumentTooLarge(
            "archives packed in archives.", where=file.name, remedy="Unpack it first."
        )
    documents, failures = [], []
    for part in parts:
        try:
            documents.append(read(part))
        except DocumentError as error:
            failures.append(error)
    if not documents:
        if failures:
            raise failures[0]
        raise EmptyDocument("nothing in it can be read.", where=file.name, remedy="Unpack it.")
    notes = tuple(f"not read: {failure}" for failure in failures)
    return joined(file, documents, format_name, notes)


def joined(
    file: File, documents: Sequence[Document], format_name: str, notes: tuple[str, ...] = ()
) -> Document:
    """One document of several, each under its name.

    Args:
        file: The file that they come from.
        documents: In order.
        format_name: Of the file.
        notes: What was not read.

    Raises:
        DocumentTooLarge: If they have more characters than are read.
    """
    refuse_more(sum(len(each.original) for each in documents), "characters", file.name)
    text, original = (
        "\n".join(getattr(each, name) for each in documents) for name in ("text", "original")
    )
    offsets, blocks, tables = array("L"), list[Block](), list[Table]()
    recognised = list[tuple[int, int]]()
    at = source = 0
    for each in documents:
        offsets.extend(place + source for place in each.offsets)
        name = each.name if len(documents) > 1 else ""
        blocks += [_shifted_block(block, at, name) for block in each.blocks]
        tables += [_shifted_table(table, at, name) for table in each.tables]
        recognised += [(start + source, end + source) for start, end in each.recognised]
        at, source = at + len(each.text) + 1, source + len(each.original) + 1
    return Document(
        name=file.name,
        format=format_name,
        sha256=hashlib.sha256(file.data).hexdigest(),
        original=original,
        text=text,
        offsets=offsets,
        blocks=tuple(blocks),
        tables=tuple(tables),
        recognised=tuple(recognised),
        notes=(*chain.from_iterable(each.notes for each in documents), *notes),
    )


def _under(name: str, place: str) -> str:
    return ", ".join(filter(None, (name, place)))


def _shifted_block(block: Block, at: int, name: str) -> Block:
    return Block(block.start + at, block.end + at, _under(name, block.place))


def _shifted_table(table: Table, at: int, name: str) -> Table:
    known: dict[int, Cell] = {}

    def shifted(cell: Cell) -> Cell:
        if id(cell) not in known:
            known[id(cell)] = Cell(cell.text, cell.start + at, cell.end + at)
        return known[id(cell)]

    rows = tuple(tuple(shifted(cell) for cell in row) for row in table.rows)
    return replace(table, rows=rows, place=_under(name, table.place))
