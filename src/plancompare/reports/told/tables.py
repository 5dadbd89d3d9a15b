"""The tables that reports print: every cell as readers see it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from plancompare.analysis.verdict import MET
from plancompare.charts.words import flags_said, status_of
from plancompare.dataset import Dataset
from plancompare.dataset.schema import schemas
from plancompare.domain.languages import Lang
from plancompare.harmonisation.flags import has_flag, is_shown
from plancompare.reports.told.wording import marks, phrases, said, say
from plancompare.views.region_views import region_gaps, region_sources, region_values

GAP_COLUMNS = ("name", "baseline", "latest", "target", "gap", "needed_pace", "status", "flags")
URGENT = ("moving away", "behind", "missed", "due, no later value")  # the most urgent first
VALUE_COLUMNS = ("name", "year", "role", "value", "value_printed", "place", "quote", "source",
                 "flags")  # fmt: skip
SOURCE_COLUMNS = ("title", "issuer", "issued", "kind")
UNMATCHED_COLUMNS = ("label_printed", "year", "value_printed", "place")
REASON_COLUMNS = ("label_printed", "value_printed", "source", "reason")
CONFLICT_COLUMNS = ("region", "name", "year", "role", "value_printed", "source", "place", "shown")
FINDING_COLUMNS = ("region", "finding")
CHECK_COLUMNS = ("check", "result")


def gaps_table(data: Dataset, region_code: str, lang: Lang) -> pd.DataFrame:
    """A region's targets with baseline, latest, gap, pace and status; the columns `GAP_COLUMNS`."""
    return _read(
        [gap_said(row, lang) for row in region_gaps(data, region_code).to_dict("records")],
        GAP_COLUMNS,
    )


def urgent_table(data: Dataset, region_code: str, lang: Lang) -> pd.DataFrame:
    """Those of a region's targets that are behind, moving away, missed, or due and not known.

    Returns:
        The most urgent first; the columns `GAP_COLUMNS`.
    """
    gaps = region_gaps(data, region_code)
    place = gaps["status"].map({status: n for n, status in enumerate(URGENT)})
    first = gaps.assign(_place=place)[place.notna()].sort_values("_place", kind="stable")
    return _read([gap_said(row, lang) for row in first.to_dict("records")], GAP_COLUMNS)


def gap_said(row: Mapping[Any, Any], lang: Lang) -> dict[str, str]:
    """A target with baseline, latest, gap, pace and status, as readers see it.

    Args:
        row: Of `gaps`, with the columns of its indicator.
        lang: `zh` or `en`.

    Returns:
        Text by `GAP_COLUMNS`.
    """
    return {
        "name": row[f"name_{lang}"],
        "baseline": _dated(row, "baseline", lang),
        "latest": say(lang, "none_comparable")
        if pd.isna(row["latest"])
        else _dated(row, "latest", lang),
        "target": _dated(row, "target", lang),
        "gap": said(row, "gap", lang, in_table=True) if _is_left(row) else "",
        "needed_pace": said(row, "needed_pace", lang, in_table=True)
        if pd.notna(row["needed_pace"])
        else "",
        "status": phrases(lang)["status"][status_of(row)],
        "flags": marks(row["flags"]),
    }


def _is_left(row: Mapping[Any, Any]) -> bool:
    """Whether there is way to go: a target that is met leaves none."""
    return bool(row["gap"] > 0) and row["status"] != MET  # a missing gap is not above nought


def _dated(row: Mapping[Any, Any], column: str, lang: Lang) -> str:
    """A value, or a target's change, with its year in brackets, or that it has none."""
    value, year = said(row, column, lang, in_table=True), row[f"{column}_year"]
    if pd.isna(row[column]) and (column != "target" or pd.isna(row["change"])):
        return value
    return value + say(lang, "card_no_year") if pd.isna(year) else f"{value} ({year})"


def values_table(data: Dataset, region_code: str, lang: Lang) -> pd.DataFrame:
    """Every value of a region with its provenance; the columns `VALUE_COLUMNS`."""
    return values_said(region_values(data, region_code), lang)


def values_said(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Observations with their provenance, as readers see them.

    Args:
        rows: With their indicator's columns.
        lang: `zh` or `en`.

    Returns:
        The columns `VALUE_COLUMNS`.
    """
    return _read([_value(row, lang) for row in rows.to_dict("records")], VALUE_COLUMNS)


def _value(row: dict[Any, Any], lang: Lang) -> dict[str, str]:
    printed = (
        f"{row['value_printed']} ⇒ {row['derivation']}" if row["derived"] else row["value_printed"]
    )
    return {
        "name": row[f"name_{lang}"],
        "year": say(lang, "not_stated") if pd.isna(row["year"]) else str(row["year"]),
        "role": phrases(lang)["role"][row["role"]],
        "value": said(row, "value", lang, in_table=True),
        "value_printed": printed,
        "place": say(lang, _place(row), **row),
        "quote": row["quote"],
        "source": row["publication"],
        "flags": flags_said(row["flags"], lang),
    }


def _place(row: dict[Any, Any]) -> str:
    """The phrase that says where a figure stands."""
    if row["figure_column"]:
        return "place_cell"
    return "place" if row["place"] else "place_row"


def sources_table(data: Dataset, region_code: str, lang: Lang) -> pd.DataFrame:
    """The sources of a region's values; the columns `SOURCE_COLUMNS`."""
    return sources_said(region_sources(data, region_code), lang)


def sources_said(sources: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Rows of `sources`, as readers see them; the columns `SOURCE_COLUMNS`.

    What was entered in several folders is one publication to its readers.
    """
    told = sources.assign(kind=sources["kind"].map(phrases(lang)["kind"]))[list(SOURCE_COLUMNS)]
    return told.drop_duplicates()


def unmatched_table(data: Dataset, region_code: str) -> pd.DataFrame:
    """Figures of a region that no indicator matches; `UNMATCHED_COLUMNS`."""
    rows = data.unmatched[data.unmatched["region_code"] == region_code]
    return rows[list(UNMATCHED_COLUMNS)]


def reasons_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """All figures that no indicator matches and why; those not on purpose come first.

    Returns:
        The columns `REASON_COLUMNS`.
    """
    titles = data.sources.set_index("source_id")["title"]
    rows = data.unmatched.sort_values("on_purpose", kind="stable")
    reason = rows["reason_zh" if lang == "zh" else "reason"]
    return rows.assign(source=rows["source_id"].map(titles), reason=reason)[list(REASON_COLUMNS)]


def conflicts_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """Contradictions, with the value that is shown; the columns `CONFLICT_COLUMNS`."""
    found = data.observations[has_flag(data.observations["flags"], "conflict")]
    names = data.indicators.set_index("indicator_id")[f"name_{lang}"]
    regions = data.regions.set_index("region_code")["full_name" if lang == "zh" else "name_en"]
    return found.assign(
        region=found["region_code"].map(regions),
        name=found["indicator_id"].map(names),
        role=found["role"].map(phrases(lang)["role"]),
        source=found["publication"],
        shown=is_shown(found["flags"]).map(
            {True: say(lang, "shown_yes"), False: say(lang, "shown_no")}
        ),
    )[list(CONFLICT_COLUMNS)]


def findings_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """Values that do not fit another and what is said of them; the columns `FINDING_COLUMNS`."""
    regions = data.regions.set_index("region_code")["full_name" if lang == "zh" else "name_en"]
    found = data.findings
    return found.assign(region=found["region_code"].map(regions), finding=found[f"said_{lang}"])[
        list(FINDING_COLUMNS)
    ]


def checks_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """What was checked and how it went.

    Returns:
        `table`, the title of the table that was checked, and the columns `CHECK_COLUMNS`; what
        failed comes first.
    """
    why = "why_zh" if lang == "zh" else "why"
    known = schemas()
    rows = [
        {
            "table": getattr(known[each["table"]], f"title_{lang}")
            if each["table"] in known
            else say(lang, "between_rows"),
            "check": each[why],
            "result": say(lang, _result(each)),
        }
        for each in sorted(data.checks["checks"], key=lambda each: bool(each["passed"]))
    ]
    return _read(rows, ("table", *CHECK_COLUMNS))


def _result(check: dict[str, Any]) -> str:
    if check["passed"]:
        return "check_passed"
    return "check_failed" if check["blocking"] else "check_listed"


def _read(rows: list[dict[str, str]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))
