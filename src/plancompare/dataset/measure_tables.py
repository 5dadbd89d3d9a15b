"""From the measures of the sources to the tables `measures`, `responsibilities` and `themes`."""

from collections.abc import Container, Iterable, Iterator
from typing import Any

import pandas as pd

from plancompare.dataset.schema import schemas
from plancompare.errors import SourceError
from plancompare.measures.agencies import agency_of
from plancompare.measures.subjects import subjects
from plancompare.measures.themes import themes
from plancompare.sources import Measure, Source


def measures_table(sources: Iterable[Source]) -> pd.DataFrame:
    """The table `measures`: one numbered item, or one count that an item promises, a row.

    Args:
        sources: Every source.

    Returns:
        The table, in the order of the sources and of their files.

    Raises:
        SourceError: If a measure names a theme or a subject that there is not; names file and row.
    """
    rows = [_row(source, each) for source in sources for each in source.measures]
    return _framed("measures", rows)


def _row(source: Source, measure: Measure) -> dict[str, Any]:
    _refuse_unknown("theme", measure.themes, themes(), source, measure)
    _refuse_unknown("subject", measure.subjects, subjects(), source, measure)
    return {
        "measure_id": f"{source.id}/{measure.row}",
        "source_id": source.id,
        "region_code": source.meta.region,
        "place": measure.place,
        "subjects": measure.subject,
        "themes": measure.theme,
        "lead_agencies": measure.lead_agencies,
        "supporting_agencies": measure.supporting_agencies,
        "count": measure.count,
        "count_of": measure.unit,
        "year": measure.year,
        "measure_row": measure.row,
    }


def _refuse_unknown(
    kind: str, names: Iterable[str], known: Container[str], source: Source, measure: Measure
) -> None:
    for name in names:
        if name not in known:
            raise SourceError(
                f"there is no {kind} “{name}”.",
                where=f"{source.folder / 'measures.csv'}, row {measure.row}",
                remedy=f"Check its spelling; measures/{kind}s.toml lists them.",
            )


def responsibilities_table(sources: Iterable[Source]) -> pd.DataFrame:
    """The table `responsibilities`: one agency with its part in one item a row.

    Args:
        sources: Every source.

    Returns:
        The table, in the order of the sources and of their files. An agency that a promised count
        repeats from its item stands once.
    """
    rows = [row for source in sources for each in source.measures for row in _parts(source, each)]
    table = _framed("responsibilities", rows)
    once = ["source_id", "place", "agency_printed", "part"]
    return table.drop_duplicates(once, ignore_index=True)


def _parts(source: Source, measure: Measure) -> Iterator[dict[str, Any]]:
    for part, names in (("lead", measure.leads), ("support", measure.supports)):
        for name in names:
            agency = agency_of(name)
            yield {
                "measure_id": f"{source.id}/{measure.row}",
                "source_id": source.id,
                "region_code": source.meta.region,
                "place": measure.place,
                "themes": measure.theme,
                "part": part,
                "agency_printed": name,
                "agency_id": agency.id if agency else "",
                "agency_zh": agency.name_zh if agency else name,
                "agency_en": agency.name_en if agency else name,
            }


def themes_table() -> pd.DataFrame:
    """The table `themes`: what plans may be about, in the order in which themes are shown."""
    rows = [
        {
            "theme_id": theme.id,
            "name_zh": theme.name_zh,
            "name_en": theme.name_en,
            "definition_zh": theme.definition_zh,
            "definition_en": theme.definition_en,
        }
        for theme in themes().values()
    ]
    return _framed("themes", rows)


def _framed(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    schema = schemas()[name]
    return schema.frame(pd.DataFrame(rows, columns=schema.columns))
