"""The gap table beside its rules written out plainly, one target at a time.

The package works on sorted arrays; this file goes through a list with `for` and `if`, as a reader
of the docstrings would. On any small table both must say the same.
"""

import math

import pandas as pd
import pytest
from analysis_tables import actual, indicators, observations, target
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from tests.conftest import tries

from plancompare.analysis import gap_table

WAYS = {"screening": "more", "mortality": "less", "beds": "neutral"}
STARTS = {"p": 2021, "q": 2016}
OLDEST, WINDOW, LEAST, RATIO = 5, 2, 3, 0.95
AS_OF = 2024
PHASES = (Phase.explicit, Phase.generate, Phase.shrink)

about = {
    "region_code": st.sampled_from(["1", "2"]),
    "indicator_id": st.sampled_from(sorted(WAYS)),
    "source_id": st.sampled_from(["p", "q", "r"]),
    "comparability": st.sampled_from(["same", "same", "same", "near"]),
    "collection": st.sampled_from(["", "", "routine", "surveillance"]),
    "flags": st.sampled_from(["", "", "", "superseded", "derived", "outranked", "other_series"]),
}
ACTUALS = st.fixed_dictionaries(
    about
    | {"year": st.one_of(st.none(), st.integers(2012, 2027)), "value": st.integers(1, 9)}
    | {"few": st.sampled_from([False] * 5 + [True])}
)
BOUNDS = ["exact", "at_least", "above", "at_most", "below", "about", "range"]
TARGETS = st.fixed_dictionaries(
    about
    | {"year": st.sampled_from([None, 2020, 2023, 2025]), "value": st.integers(1, 9)}
    | {"bound": st.sampled_from(BOUNDS), "width": st.integers(0, 3)}
)


def _one_each(row):
    """Two rows of one source and year that are worth the same would leave the choice open."""
    return tuple(row[name] for name in ("region_code", "indicator_id", "source_id", "year"))


@st.composite
def tables(draw):
    actuals = draw(st.lists(ACTUALS, max_size=15, unique_by=_one_each))
    targets = draw(st.lists(TARGETS, min_size=1, max_size=4, unique_by=_one_each))
    rows = []
    for number, row in enumerate(actuals + targets):
        made = {name: row[name] for name in row if name not in ("width", "few")}
        made |= {"value": float(row["value"]), "observation_id": f"{number:02d}"}
        made["few"] = row.get("few", False)
        if number >= len(actuals):
            upper = made["value"] + row["width"] if row["bound"] == "range" else None
            rows.append(target(made.pop("year"), made.pop("value"), value_upper=upper, **made))
        else:
            rows.append(actual(made.pop("year"), made.pop("value"), **made))
    return rows


# --- The rules ---


def year(row):
    """A row without a year counts as before all."""
    return row["year"] or 0


def same_subject(row, other):
    return all(row[name] == other[name] for name in ("region_code", "indicator_id"))


def comparable(row, other):
    """Of another source only the catalogue's definition; never of another series."""
    if other is None:
        return True
    own = row["source_id"] == other["source_id"]
    alike = own or row["comparability"] == other["comparability"] == "same"
    told = "" not in (row["collection"], other["collection"])
    return alike and not (told and row["collection"] != other["collection"])


def shown_actuals(rows, promise):
    return [
        row
        for row in rows
        if row["role"] == "actual" and same_subject(row, promise)
        and row["flags"] not in ("superseded", "outranked") and year(row) <= AS_OF
    ]  # fmt: skip


def best(rows):
    """The latest; of one year the catalogue's definition, the shown series, the first source."""
    ranked = sorted(rows, key=lambda row: row["source_id"])  # of equals max takes the first
    return max(
        ranked,
        key=lambda row: (year(row), row["comparability"] == "same", row["flags"] != "other_series"),
        default=None,
    )


def due(promise):
    return promise["year"] or 9999


def find_baseline(rows, promise):
    own = [
        row for row in rows
        if row["role"] == "actual" and same_subject(row, promise) and row["flags"] != "superseded"
        and row["source_id"] == promise["source_id"] and year(row) <= AS_OF
        and year(row) < due(promise) and comparable(row, promise)
    ]  # fmt: skip
    if own:
        return best(own)
    start = STARTS.get(promise["source_id"])
    before = due(promise) if start is None else min(due(promise), start)
    others = [
        row for row in shown_actuals(rows, promise)
        if year(row) < before and comparable(row, promise)
    ]  # fmt: skip
    found = best(others)
    is_old = found is not None and start is not None and year(found) < start - OLDEST
    return None if is_old else found


def find_latest(rows, promise, baseline):
    found = [
        row for row in shown_actuals(rows, promise)
        if comparable(row, promise) and comparable(row, baseline)
    ]  # fmt: skip
    window = [row for row in found if due(promise) <= year(row) <= due(promise) + WINDOW]
    first = min((year(row) for row in window), default=None)
    before = [row for row in found if year(row) < due(promise)]
    latest = best([row for row in window if year(row) == first]) or best(before)
    if latest is None:
        return baseline
    start = STARTS.get(promise["source_id"])
    if baseline is None:
        is_old = start is not None and year(latest) < start - OLDEST
        return None if is_old else latest
    return latest if year(latest) > year(baseline) else baseline


def find_points(rows, promise, baseline, latest):
    if latest is None or baseline is None or latest is baseline:
        return int(latest is not None)
    years = {
        year(row) for row in shown_actuals(rows, promise)
        if comparable(row, promise) and comparable(row, baseline)
        and year(baseline) < year(row) <= year(latest)
    }  # fmt: skip
    return len(years) + 1


def find_sense(promise, baseline, latest):
    if promise["bound"] in {"at_least", "above"}:
        return 1
    if promise["bound"] in {"at_most", "below"}:
        return -1
    way = WAYS[promise["indicator_id"]]
    if way != "neutral":
        return 1 if way == "more" else -1
    if promise["bound"] == "range":
        return 0
    start = baseline
    if start is None and latest is not None and promise["year"] and latest["year"]:
        start = latest if latest["year"] < promise["year"] else None
    if start is None:
        return None
    return (promise["value"] > start["value"]) - (promise["value"] < start["value"])


def find_gap(row, promise, sense):
    if row is None or sense is None:
        return math.nan
    value, lower = row["value"], promise["value"]
    if promise["bound"] == "range":
        below, above = lower - value, value - promise["value_upper"]
        if below > 0:
            return -below if sense < 0 else below
        if above > 0:
            return -above if sense > 0 else above
        return 0.0
    return abs(lower - value) if sense == 0 else sense * (lower - value)


def is_closed(gap, promise):
    if math.isnan(gap):
        return False
    if promise["bound"] in {"above", "below"}:
        return gap < 0
    return gap <= (0.5 if promise["bound"] == "about" else 0)


def find_status(  # noqa: PLR0911 (one return a rule)
    promise, baseline, latest, gap, asked, points
):
    """The first rule of the module that holds."""
    if latest is not None and latest["few"]:
        return "too few to judge"
    if is_closed(gap, promise):
        return "met"
    if (
        not math.isnan(gap)
        and latest["year"]
        and promise["year"]
        and (latest["year"] >= promise["year"])
    ):
        return "missed"
    if promise["year"] and promise["year"] < AS_OF:
        return "due, no later value"
    if latest is None:
        return "no baseline"
    if points < LEAST or not (promise["year"] and baseline["year"]) or math.isnan(gap):
        return "not yet due"
    covered = asked - gap
    pace = asked / (promise["year"] - baseline["year"])
    if covered < -1e-9:
        return "moving away"
    on_course = covered >= RATIO * pace * (latest["year"] - baseline["year"]) - 1e-9
    return "on course" if on_course else "behind"


ON_THE_BOUND = [  # open, and no number says how fast: the gap is zero
    about | {"few": False, "observation_id": f"{number:02d}", "indicator_id": "mortality"}
    for number, about in enumerate(
        [
            actual(2023, 5.0, region_code="1", source_id="p", comparability="same", flags=""),
            target(2025, 5.0, region_code="1", source_id="p", comparability="same", flags="",
                   bound="below"),
        ]
    )
]  # fmt: skip


@settings(tries(120), phases=PHASES)
@given(tables())
@example([row | {"collection": ""} for row in ON_THE_BOUND])
def test_the_table_follows_the_rules_written_out_plainly(rows):
    table = observations(*rows).assign(collection=[row["collection"] for row in rows])
    few = [row["observation_id"] for row in rows if row["few"]]
    found = gap_table(table, indicators(), as_of=AS_OF, plan_starts=STARTS, too_few=few)
    promises = [
        row for row in rows
        if row["role"] == "target" and row["flags"] not in ("superseded", "outranked")
    ]  # fmt: skip
    assert len(found) == len(promises)
    records = found.to_dict("records")
    for promise in promises:
        row = next(
            each for each in records
            if same_subject(each, promise) and each["source_id"] == promise["source_id"]
            and (each["target_year"] == promise["year"] if promise["year"]
                 else pd.isna(each["target_year"]))
        )  # fmt: skip
        baseline = find_baseline(rows, promise)
        latest = find_latest(rows, promise, baseline)
        assert _id(baseline) == _text(row["baseline_observation_id"])
        assert _id(latest) == _text(row["latest_observation_id"])
        assert row["points"] == find_points(rows, promise, baseline, latest)
        sense = find_sense(promise, baseline, latest)
        gap, asked = (find_gap(each, promise, sense) for each in (latest, baseline))
        assert (row["gap"], row["asked"]) == pytest.approx((gap, asked), nan_ok=True)
        status = find_status(promise, baseline, latest, gap, asked, row["points"])
        assert row["status"] == status
        is_open = status in ("on course", "behind", "moving away", "not yet due") and gap > 0
        dated = is_open and promise["year"] and latest["year"]
        pace = gap / (promise["year"] - latest["year"]) if dated else math.nan
        assert row["needed_pace"] == pytest.approx(pace, nan_ok=True)


def _id(row):
    return None if row is None else row["observation_id"]


def _text(cell):
    return None if pd.isna(cell) else cell


@settings(tries(30), phases=PHASES)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    expected = gap_table(observations(*rows), indicators(), plan_starts=STARTS)
    random.shuffle(rows)
    found = gap_table(observations(*rows), indicators(), plan_starts=STARTS)
    pd.testing.assert_frame_equal(found, expected)
