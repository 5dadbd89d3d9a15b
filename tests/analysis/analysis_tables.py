"""Small tables for the tests of the analysis: only what a test is about needs to be said."""

from collections.abc import Sequence

import pandas as pd

from plancompare.analysis import Comparable, comparable

_BLANK = {
    "observation_id": "",
    "source_id": "plan",
    "region_code": "150500",
    "indicator_id": "screening",
    "year": None,
    "role": "actual",
    "value": None,
    "value_upper": None,
    "bound": "exact",
    "change": None,
    "change_kind": "",
    "comparability": "same",
    "reliability": "official",
    "flags": "",
}
_NUMBERS = {"value": "float64", "value_upper": "float64", "change": "float64", "year": "Int64"}


def actual(year: int | None, value: float | None, **other: object) -> dict[str, object]:
    """An observation of where a region stands."""
    return {"role": "actual", "year": year, "value": value, **other}


def target(year: int | None, value: float | None, **other: object) -> dict[str, object]:
    """An observation of what a region promises."""
    return {"role": "target", "year": year, "value": value, **other}


def observations(*rows: dict[str, object]) -> pd.DataFrame:
    """The table `observations` from rows that leave out what goes without saying."""
    table = pd.DataFrame([_BLANK | row for row in rows], columns=list(_BLANK))
    return table.astype({name: _NUMBERS.get(name, "str") for name in _BLANK}, errors="raise")


def indicators(**directions: str) -> pd.DataFrame:
    """The table `indicators`: `screening="more"`; these three stand for the three directions."""
    known = {"screening": "more", "mortality": "less", "beds": "neutral"} | directions
    return pd.DataFrame(
        {
            "indicator_id": list(known),
            "name_zh": list(known),
            "name_en": list(known),
            "domain": "health",
            "unit": "percent",
            "decimals": 1,
            "direction": list(known.values()),
            "minimum": 0.0,
            "maximum": 100.0,
        }
    )


REGIONS = (
    ("100000", "nation", None),
    ("150000", "province", "100000"),
    ("150500", "prefecture", "150000"),
    ("150600", "prefecture", "150000"),
    ("511102", "county", "511100"),
    ("511100", "prefecture", "510000"),
    ("510000", "province", "100000"),
    ("320000", "province", "100000"),
    ("320400", "prefecture", "320000"),
)


def regions(rows: Sequence[tuple[str, str, str | None]] = REGIONS) -> pd.DataFrame:
    """The table `regions`."""
    table = pd.DataFrame(rows, columns=["region_code", "level", "parent_code"]).astype("str")
    return table.assign(name=table["region_code"], name_en=table["region_code"])


def alike(*rows: dict[str, object], **asked: object) -> Comparable:
    """Observations of provinces, sorted by the rule of comparability."""
    table = observations(*rows).assign(level="province")
    return comparable(table, level="province", **asked)  # type: ignore[arg-type]
