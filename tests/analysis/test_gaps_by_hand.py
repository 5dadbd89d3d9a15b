"""The gap table beside the same rules written out plainly, one target at a time.

The package works on sorted arrays; this file goes through a list with `for` and `if`, as a reader
of the docstrings would. On any small table both must say the same.
"""

import math

import pytest
from analysis_tables import actual, indicators, observations, target
from hypothesis import given, settings
from hypothesis import strategies as st

from plancompare.analysis import gap_table, thresholds

WAYS = {"screening": "more", "mortality": "less", "beds": "neutral"}
STARTS = {"plan": 2021, "outline": 2018}


def rank(row):
    """How much a row is worth beside another one for the same year."""
    order = thresholds().reliability_order
    return (row["comparability"] == "same", -order.index(row["reliability"]))


def latest(rows, limit):
    """The latest of some actuals up to a year; of one year the one worth most."""
    found = [row for row in rows if row["year"] <= limit]
    return max(found, key=lambda row: (row["year"], rank(row)), default=None)


def find_baseline(rows, promise):
    """The latest actual before the target year: its own source's, or any not too old."""
    of_subject = [row for row in rows if row["role"] == "actual" and same_subject(row, promise)]
    own = [row for row in of_subject if row["source_id"] == promise["source_id"]]
    found = latest(own, promise["year"] - 1)
    if found is not None:
        return found
    start = STARTS.get(promise["source_id"])
    if start is None:
        return latest(of_subject, promise["year"] - 1)
    found = latest(of_subject, min(start, promise["year"]) - 1)
    is_old = found is not None and found["year"] < start - thresholds().oldest_baseline
    return None if is_old else found


def same_subject(row, other):
    return all(row[name] == other[name] for name in ("region_code", "indicator_id"))


def find_sense(promise, baseline):
    """Which way a target asks: its bound, then its indicator, then its baseline."""
    if promise["bound"] in {"at_least", "above"}:
        return 1
    if promise["bound"] in {"at_most", "below"}:
        return -1
    way = WAYS[promise["indicator_id"]]
    if way != "neutral":
        return 1 if way == "more" else -1
    if promise["bound"] == "range":
        return 0
    if baseline is None:
        return None
    return (promise["value"] > baseline["value"]) - (promise["value"] < baseline["value"])


def find_gap(value, promise, sense):
    """How far a value is from what was promised."""
    if sense is None:
        return math.nan
    lower = promise["value"]
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


def find_status(rows, promise, baseline, sense):
    """The first rule of the module that holds."""
    of_subject = [row for row in rows if row["role"] == "actual" and same_subject(row, promise)]
    last = latest(of_subject, promise["year"])
    is_later = last is not None and (baseline is None or last["year"] > baseline["year"])
    seen = last if is_later else baseline
    remaining = find_gap(seen["value"], promise, sense) if seen else math.nan
    if is_closed(remaining, promise):
        return "met"
    if is_later and last["year"] == promise["year"] and not math.isnan(remaining):
        return "missed"
    if baseline is None:
        return "no baseline"
    if not is_later:
        return "to go"
    gap = find_gap(baseline["value"], promise, sense)
    needed = gap / (promise["year"] - baseline["year"])
    expected = thresholds().on_course_ratio * needed * (last["year"] - baseline["year"])
    return "on course" if gap - remaining >= expected - 1e-9 else "behind"


@st.composite
def rows(draw):
    """One or two regions, three sources, whole numbers so that nothing hangs on rounding."""
    about = {
        "region_code": st.sampled_from(["1", "2"]),
        "indicator_id": st.sampled_from(sorted(WAYS)),
        "source_id": st.sampled_from(["plan", "outline", "yearbook"]),
        "comparability": st.sampled_from(["same", "same", "near"]),
        "reliability": st.sampled_from(["official", "press"]),
    }
    one = st.fixed_dictionaries(
        about | {"year": st.integers(2012, 2026), "value": st.integers(1, 9)}
    )
    actuals = draw(st.lists(one, max_size=12, unique_by=_key))
    bound = st.sampled_from(["exact", "at_least", "above", "at_most", "below", "about", "range"])
    promise = st.fixed_dictionaries(
        about
        | {"year": st.sampled_from([2020, 2025]), "value": st.integers(1, 9), "bound": bound}
        | {"width": st.integers(0, 3)}
    )
    targets = draw(st.lists(promise, min_size=1, max_size=4, unique_by=_key))
    return [_actual(row) for row in actuals] + [_target(row) for row in targets]


def _key(row):
    """Two rows of one source, year and worth would leave the choice open."""
    return tuple(row[name] for name in ("region_code", "indicator_id", "source_id", "year"))


def _actual(row):
    other = {name: row[name] for name in row if name not in ("year", "value")}
    return actual(row["year"], float(row["value"]), **other)


def _target(row):
    other = {name: row[name] for name in row if name not in ("year", "value", "width")}
    upper = float(row["value"] + row["width"]) if row["bound"] == "range" else None
    return target(row["year"], float(row["value"]), value_upper=upper, **other)


@settings(max_examples=80)
@given(rows())
def test_the_table_follows_the_rules_written_out_plainly(table):
    found = gap_table(observations(*table), indicators(), plan_starts=STARTS)
    found = found[found["target"].notna()].reset_index(drop=True)
    promises = [row for row in table if row["role"] == "target"]
    assert len(found) == len(promises)
    for promise in promises:
        row = found[
            (found["region_code"] == promise["region_code"])
            & (found["indicator_id"] == promise["indicator_id"])
            & (found["source_id"] == promise["source_id"])
            & (found["target_year"] == promise["year"])
        ].iloc[0]
        baseline = find_baseline(table, promise)
        sense = find_sense(promise, baseline)
        if baseline is None:
            assert math.isnan(row["baseline"])
        else:
            # Two sources may be worth the same for one year: then either value may be shown.
            assert row["baseline_year"] == baseline["year"]
            if _is_open(table, promise):
                continue
            assert row["baseline"] == baseline["value"]
            gap = find_gap(baseline["value"], promise, sense)
            assert row["gap"] == pytest.approx(gap, nan_ok=True)
            assert row["relative_gap"] == pytest.approx(gap / baseline["value"], nan_ok=True)
        assert row["status"] == find_status(table, promise, baseline, sense)


def _is_open(table, promise):
    """Whether another source's value for a year that matters is worth as much."""
    years = {}
    for row in table:
        if row["role"] == "actual" and same_subject(row, promise):
            key = (row["year"], rank(row))
            years[key] = years.get(key, 0) + 1
    return any(count > 1 for count in years.values())
