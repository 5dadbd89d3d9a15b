"""The gap table finds the baselines that its rule, written out plainly for one target, finds."""

import pandas as pd
from analysis_tables import actual, indicators, observations, target
from hypothesis import given, settings
from hypothesis import strategies as st

from plancompare.analysis import gap_table

RELIABILITY = ["republished", "press", "article", "official"]
STARTS = {"p": 2021, "q": 2016}
OLDEST = 5

ROWS = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from([actual, actual, target]),
        region_code=st.sampled_from(["1", "2"]),
        indicator_id=st.sampled_from(["screening", "mortality"]),
        source_id=st.sampled_from(["p", "q", "r"]),
        year=st.one_of(st.none(), st.integers(2012, 2026)),
        reliability=st.sampled_from(RELIABILITY),
        comparability=st.sampled_from(["same", "near"]),
        flags=st.sampled_from(["", "", "", "superseded", "derived", "outranked"]),
    ),
    max_size=25,
)


def table_of(rows):
    """Observations with a value each that tells it from all others."""
    made = [
        kind(year, float(number), **other)
        for number, (kind, year, other) in enumerate(
            (row.pop("kind"), row.pop("year"), row) for row in map(dict, rows)
        )
    ]
    return observations(*made)


def worth(row):
    """Of rows for one year a word that holds comes first, then the same definition, then trust."""
    return (
        row.flags != "outranked",
        row.comparability == "same",
        RELIABILITY.index(row.reliability),
    )


def series(row):
    return (row.region_code, row.indicator_id, row.source_id)


def usable(table):
    """Not what is superseded; of the outranked only actuals whose own source has a target."""
    rows = [row for row in table.itertuples() if row.flags != "superseded"]
    rows = [row for row in rows if (row.role, row.flags) != ("target", "outranked")]
    promised = {series(row) for row in rows if row.role == "target"}
    return [row for row in rows if row.flags != "outranked" or series(row) in promised]


def latest(rows, last):
    """The latest up to a year; no year counts as before all; of equals the last of a source."""
    fit = [row for row in rows if pd.isna(row.year) or row.year <= last]
    dated = [(0 if pd.isna(row.year) else row.year, worth(row), row) for row in fit]
    best = max((each[:2] for each in dated), default=None)
    found = [row for year, merit, row in dated if (year, merit) == best]
    first_source = min((row.source_id for row in found), default=None)
    return next((row for row in reversed(found) if row.source_id == first_source), None)


def baseline_and_latest(promise, rows):
    """The rule of `gap_table`, for one target and what is said of its subject."""
    last = 9999 if pd.isna(promise.year) else promise.year
    own = [row for row in rows if row.role == "actual" and row.source_id == promise.source_id]
    actuals = [row for row in rows if row.role == "actual" and row.flags != "outranked"]
    baseline = latest(own, last - 1)
    if baseline is None:
        start = STARTS.get(promise.source_id, 9999)
        baseline = latest(actuals, min(last, start) - 1)
        year = 0 if baseline is None or pd.isna(baseline.year) else baseline.year
        if baseline is not None and start < 9999 and year < start - OLDEST:
            baseline = None
    is_shared = len({row.source_id for row in rows}) > 1
    return baseline, latest(actuals if is_shared else own, last)


def value(row):
    return None if row is None else row.value


def expected(table):
    """Baseline, latest and target of every row that has a target, by its subject and year."""
    rows, found = usable(table), {}
    for promise in (row for row in rows if row.role == "target"):
        said = [row for row in rows if series(row)[:2] == series(promise)[:2]]
        key = (*series(promise), None if pd.isna(promise.year) else promise.year)
        if key not in found or worth(promise) >= worth(found[key][0]):
            found[key] = (promise, *baseline_and_latest(promise, said))
    return {key: tuple(map(value, rows)) for key, rows in found.items()}


@settings(max_examples=150)
@given(ROWS)
def test_every_target_finds_what_the_rule_says(rows):
    table = table_of(rows)
    gaps = gap_table(table, indicators(), plan_starts=STARTS)
    promised = gaps[gaps["status"] != "no target"].astype(object)
    promised = promised.where(promised.notna(), None)
    keys = ["region_code", "indicator_id", "source_id", "target_year"]
    columns = ["target", "baseline", "latest"]
    found = dict(
        zip(
            promised[keys].itertuples(index=False, name=None),
            promised[columns].itertuples(index=False, name=None),
            strict=True,
        )
    )
    assert found == expected(table)


@settings(max_examples=100)
@given(ROWS)
def test_rows_in_the_order_of_the_curated_file_give_the_same(rows):
    """There all lie in order but for rows of one source for one year."""
    table = table_of(rows)
    order = ["region_code", "indicator_id", "source_id", "role", "year"]
    curated = table.sort_values(order, na_position="first", kind="stable", ignore_index=True)
    pd.testing.assert_frame_equal(
        gap_table(curated, indicators(), plan_starts=STARTS),
        gap_table(table, indicators(), plan_starts=STARTS),
    )


@settings(max_examples=100)
@given(ROWS)
def test_every_source_with_actuals_only_has_its_row(rows):
    table = table_of(rows)
    gaps = gap_table(table, indicators(), plan_starts=STARTS)
    shown = table[~table["flags"].isin(["superseded", "outranked"])]
    subject = ["region_code", "indicator_id", "source_id"]
    stated = {role: set(part[subject].itertuples(index=False, name=None))
              for role, part in shown.groupby("role")}  # fmt: skip
    untargeted = gaps.loc[gaps["status"] == "no target", subject]
    only = stated.get("actual", set()) - stated.get("target", set())
    assert set(untargeted.itertuples(index=False, name=None)) == only
