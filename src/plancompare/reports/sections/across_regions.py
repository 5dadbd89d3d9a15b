"""The comparison of regions by some indicators."""

from collections.abc import Sequence
from functools import partial

from plancompare.analysis.comparable import LEVELS_OF_PEERS
from plancompare.charts import Asked, drawn
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.blocks import show
from plancompare.reports.sections import Sections
from plancompare.reports.told.brief import cross_brief
from plancompare.reports.told.wording import made_from, say
from plancompare.views.over_years import lines, years_compared
from plancompare.views.region_views import in_panels, most_stated
from plancompare.views.side_by_side import shown_rows, side_by_side

_MOST = 8  # indicators that are compared where none is named


def sections_across(
    data: Dataset, lang: Lang, indicators: Sequence[str], regions: Sequence[str]
) -> Sections:
    """The sections of the comparison.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
        indicators: Which; those that most regions state where none is named.
        regions: Which; all where none is named.
    """
    given = (data, lang, list(indicators) or most_stated(data, "actual", _MOST), list(regions))
    return {
        "title": lambda: show.heading(say(lang, "cross_title"), 1),
        "values": partial(_values, *given),
        "rankings": partial(_rankings, *given),
        "years": partial(_years, *given),
        "targets": partial(_targets, *given),
        "made_from": lambda: show.sentences([made_from(data.hash, lang)]),
        "brief": lambda: show.brief(data, cross_brief(data, lang, indicators, regions), lang),
    }


def _values(data: Dataset, lang: Lang, indicators: list[str], regions: list[str]) -> None:
    show.heading(say(lang, "cross_heat"))
    for level in LEVELS_OF_PEERS:
        _heat_tables(data, lang, indicators, regions, level=level)


def _targets(data: Dataset, lang: Lang, indicators: list[str], regions: list[str]) -> None:
    show.heading(say(lang, "cross_targets"))
    for level in LEVELS_OF_PEERS:
        _heat_tables(data, lang, indicators, regions, level=level, role="target")


def _heat_tables(  # noqa: PLR0913 (what is compared)
    data: Dataset,
    lang: Lang,
    indicators: list[str],
    regions: list[str],
    *,
    level: str,
    role: str = "actual",
) -> None:
    """A heat table of a level, or one for each domain where one would be wider than half a page."""
    found = side_by_side(data, indicators, regions=regions, level=level, role=role)
    rows = shown_rows(found)
    if rows["region_code"].nunique() < 2:
        return
    place = say(lang, level)
    show.heading(place, 3)
    name, about = level, place
    if role == "target":
        name, about = f"{role}-{level}", say(lang, "place_targets", place=place)
    for part, of_part in in_panels(rows):
        domain = of_part[f"domain_{lang}"].iloc[0]
        show.chart(
            data,
            "heat_table",
            of_part,
            name=f"heat-table-{name}-{part}".removesuffix("-"),
            lang=lang,
            subject=say(lang, "place_domain", place=about, domain=domain) if part else about,
        )


def _years(data: Dataset, lang: Lang, _indicators: list[str], regions: list[str]) -> None:
    """Provinces over the years, and how unequal they were, where all regions are compared."""
    compared = years_compared(data, "province") if not regions else []
    if compared:
        show.heading(say(lang, "cross_years"))
    known = data.regions.query("level == 'province' and observations > 0")
    provinces = [str(code) for code in known["region_code"]]
    for indicator in compared:
        line, name = lines(data, indicator, provinces), f"trajectory-{indicator}"
        show.chart(data, "trajectory", line, name=name, lang=lang)
        found = drawn(data, "inequality", Asked(indicators=[indicator], lang=lang))
        name = f"inequality-{indicator}"
        show.chart(data, "inequality", found.rows, name=name, lang=lang)


def _rankings(data: Dataset, lang: Lang, indicators: list[str], regions: list[str]) -> None:
    show.heading(say(lang, "cross_rank"))
    for indicator in indicators:
        for chart in ("ranking", "tile_map"):
            found = drawn(data, chart, Asked(indicators=[indicator], regions=regions, lang=lang))
            if len(found.rows):
                name = f"{chart}-{indicator}"
                show.chart(data, chart, found.rows, name=name, lang=lang, **found.options)
