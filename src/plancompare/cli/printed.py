"""Figures as commands print them; imported where a document is read, so without the commands."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancompare.extraction import ExtractedFigure

COLUMNS = (
    "label", "indicator_id", "region_code", "value_printed", "value", "value_upper", "unit",
    "bound", "year", "role", "direction", "nature", "place", "quote", "start", "end", "confidence",
)  # fmt: skip


def printed_row(figure: "ExtractedFigure") -> dict[str, object]:
    """A figure as it is printed.

    Args:
        figure: The figure.
    """
    row = {column: getattr(figure, column) for column in COLUMNS}
    numbers = {name: row[name] for name in ("value", "value_upper")}
    return row | {name: None if each is None else float(each) for name, each in numbers.items()}


def rows_of(file: Path, region_code: str | None) -> tuple[list[dict[str, object]], tuple[str, ...]]:
    """The figures of a document, for printing; done in a process of its own.

    Args:
        file: The document.
        region_code: Its region, where it is known.

    Returns:
        The figures, and what of the document was not read.
    """
    from plancompare.extraction import extract as find
    from plancompare.reading import read_document

    document = read_document(file)
    found = [printed_row(figure) for figure in find(document, region_code=region_code)]
    return found, document.notes


def why_of(file: Path, region_code: str | None) -> list[str]:
    """Each figure with what it was read from, and the known labels whose values were not.

    Args:
        file: The document.
        region_code: Its region, where it is known.
    """
    from plancompare.extraction import read_figures
    from plancompare.extraction.derivation import derivation_of
    from plancompare.reading import read_document

    document = read_document(file)
    found = read_figures(document, region_code=region_code)
    lines = []
    for figure in found.figures:
        read = (
            f"{figure.label} = {figure.value_printed} ({figure.unit}, {figure.year}, {figure.role})"
        )
        sure = f"{min(figure.confidence, 0.99):.0%} sure"
        lines.append(f"{read} {figure.indicator_id or 'no indicator'}, {sure}")
        lines += [f"  {line}" for line in derivation_of(figure)]
    unread = found.unread
    lines += document.notes
    return lines + [f"not understood: {e.label} {e.printed} ({e.place})" for e in unread]
