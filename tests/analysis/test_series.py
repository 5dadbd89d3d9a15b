"""A line over the years is drawn, and a change told, within one run of one series."""

import pandas as pd

from plancompare.analysis import breaks_in, runs


def path(**columns) -> pd.DataFrame:
    return pd.DataFrame({"year": [2018, 2019, 2020, 2021], **columns})


def lengths(**columns) -> list[int]:
    """How many values each run of the path holds."""
    return [len(run) for run in runs(path(**columns).to_dict("records"))]


def test_a_run_ends_where_the_basis_changes():
    since = pd.array([pd.NA, pd.NA, 2020, 2020], "Int64")
    assert lengths(series_from=since) == [2, 2]
    assert breaks_in(path(series_from=since)) == [2020]


def test_a_run_ends_where_another_population_is_told():
    told = ["registered", "registered", "permanent", ""]
    assert lengths(population_base=told) == [2, 2]


def test_what_no_source_tells_parts_nothing():
    assert lengths(population_base=["permanent", "", "permanent", None]) == [4]
    assert lengths() == [4]
    assert runs([]) == []


def test_no_break_is_shown_where_nothing_stands_before_it():
    rows = path(series_from=pd.array([2018] * 4, "Int64"))
    assert breaks_in(rows) == []
    assert breaks_in(path()) == []
