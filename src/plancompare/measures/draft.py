"""A first draft of `measures.csv` from a document, for a person to check."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from plancompare.measures.read import Measure, read_measures
from plancompare.measures.subjects import subjects_of
from plancompare.measures.themes import themes_of_measure
from plancompare.reading.document import Document

Row = dict[str, str]

_POINT = ("——", "--")


def draft_measures(document: Document) -> list[Row]:
    """The rows that `measures.csv` would have if the program were right.

    Args:
        document: A plan.

    Returns:
        For each numbered item one row with its themes, those of most clauses first, and its
        agencies; and one row for each count that a clause prints. The keys are the file's columns
        in their order. Items about which no theme is found are left out. In a general document,
        where a heading holds many measures, each measure has a row and a subject.
    """
    measures = read_measures(document)
    if any(each.general for each in measures):
        return _once_each(row for each in measures for row in _rows_of(each))
    by_item = groupby(measures, key=_item)
    return [row for place, measures in by_item for row in _rows(place, list(measures))]


def _item(measure: Measure) -> str:
    """The place of the numbered item: points belong to the item above them."""
    headings = measure.place.split(" / ")
    return " / ".join(each for each in headings if not each.startswith(_POINT))


def _rows(place: str, measures: list[Measure]) -> Iterator[Row]:
    themes = Counter(theme for each in measures for theme in themes_of_measure(each))
    if not place or not themes:
        return
    leads = _once(name for each in measures for name in each.responsibility.leads)
    supports = _once(name for each in measures for name in each.responsibility.supports)
    item = {
        "place": place,
        "theme": ";".join(theme for theme, _ in themes.most_common()),
        "lead_agencies": leads,
        "supporting_agencies": supports,
        "count": "",
        "unit": "",
        "year": "",
    }
    yield item
    for measure in measures:
        for count in measure.counts:
            yield item | {
                "theme": ";".join(themes_of_measure(measure)) or item["theme"],
                "count": str(count.number),
                "unit": count.of or count.unit,
                "year": str(measure.year or ""),
            }


def _rows_of(measure: Measure) -> Iterator[Row]:
    """A row for a measure of a general document, or one for each count that it promises."""
    themes = themes_of_measure(measure)
    if not themes:
        return
    row = {
        "place": measure.place,
        "subject": ";".join(subjects_of(measure.text)),
        "theme": ";".join(themes),
        "lead_agencies": _once(measure.responsibility.leads),
        "supporting_agencies": _once(measure.responsibility.supports),
        "count": "",
        "unit": "",
        "year": "",
    }
    counted = [
        {"count": str(each.number), "unit": each.of or each.unit, "year": str(measure.year or "")}
        for each in measure.counts
    ]
    yield from (row | each for each in counted or [{}])


def _once_each(rows: Iterable[Row]) -> list[Row]:
    """The rows without those that say the same again."""
    return list({tuple(row.values()): row for row in rows}.values())


def _once(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(names))
