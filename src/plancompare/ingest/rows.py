"""An extracted figure as a row of figures.csv."""

from plancompare.catalogue import catalogue
from plancompare.extraction import ExtractedFigure
from plancompare.ingest.printed import printed_value
from plancompare.sources import Figure
from plancompare.sources.load import REQUIRED_COLUMNS

COLUMNS = (*REQUIRED_COLUMNS[Figure], "method")
"""The columns that ingest writes."""


def row_of(figure: ExtractedFigure) -> dict[str, str]:
    """The row that a figure is written as.

    Args:
        figure: The figure.

    Returns:
        A cell for each of `COLUMNS`.
    """
    return {
        "label": _label(figure),
        "value": printed_value(figure),
        "year": str(figure.year or ""),
        "role": figure.role,
        "nature": figure.nature,
        "place": figure.place,
        "method": figure.method,
    }


def _label(figure: ExtractedFigure) -> str:
    """The label as printed, if it names the indicator by itself; else the indicator's name."""
    match = catalogue().match(figure.label)
    if not figure.indicator_id or (match and figure.indicator_id in match.indicator_ids):
        return figure.label
    return catalogue()[figure.indicator_id].name_zh
