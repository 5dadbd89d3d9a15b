"""What held before is not judged again while its evidence is the same, and only then."""

import json
import shutil
from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import META, tries, write_source

from plancompare.build import build
from plancompare.dataset.schema import schemas
from plancompare.errors import QualityError
from plancompare.quality import Report, engine, evidence, validate
from plancompare.quality.evidence import evidence_for
from plancompare.quality.suites import Expectation, suite

BEDS = {"indicator_id": "beds_per_1000", "value_printed": "7", "unit": "per_1000"}
GOOD = {
    "source_id": "county-plan",
    "region_code": "150500",
    "year": 2020,
    "role": "actual",
    "bound": "exact",
    "comparability": "same",
    "derived": False,
    "label_printed": "床位",
    "method": "transcribed",
    "reliability": "official",
    "value_upper": None,
}


def observations(*values: float) -> pd.DataFrame:
    """Beds of several rows, and columns that nothing else is said of left empty."""
    schema = schemas()["observations"]
    empty = dict.fromkeys(schema.columns)
    rows = [
        empty | GOOD | BEDS | {"observation_id": f"o{n}", "figure_row": n + 2, "value": value}
        for n, value in enumerate(values)
    ]
    return schema.frame(pd.DataFrame(rows, columns=schema.columns))


def judge(table: pd.DataFrame, held=None) -> Report:
    return validate({"observations": table}, held=held)


def as_text(report: Report) -> str:
    return json.dumps(report.as_json(), ensure_ascii=False)


@cache
def before() -> Report:
    return judge(observations(4.0, 6.0, 7.0, 8.0))


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """What Great Expectations is asked to judge: the subject of each expectation."""
    before()  # judged once for all tests, and not what they ask
    subjects: list[str] = []
    run = engine._doubtful

    def listen(asked):
        subjects.extend(each.expectation.subject for each in asked.values())
        return run(asked)

    monkeypatch.setattr(engine, "_doubtful", listen)
    return subjects


CHANGES = st.one_of(
    st.tuples(st.just("value"), st.sampled_from([-1.0, 3.0, 4.5, 7.5, 9.0, 724.0, None])),
    st.tuples(st.just("value_upper"), st.sampled_from([1.0, 6.5, 30.0])),
    st.tuples(st.just("year"), st.sampled_from([2021, 20205, None])),
    st.tuples(st.just("bound"), st.sampled_from(["about", "perhaps", ""])),
    st.tuples(st.just("source_id"), st.sampled_from(["other", ""])),
    st.tuples(st.just("region_code"), st.sampled_from(["110000", "11"])),
    st.tuples(st.just("observation_id"), st.sampled_from(["o1", "o9"])),
    st.tuples(st.just("indicator_id"), st.sampled_from(["life_expectancy", "no_such"])),
    st.tuples(st.just("flags"), st.sampled_from(["confirmed"])),
)


@tries(24)
@given(st.lists(st.tuples(st.integers(0, 3), CHANGES), min_size=1, max_size=3))
def test_the_verdict_is_that_of_a_whole_run_whatever_changed(changes):
    table = observations(4.0, 6.0, 7.0, 8.0)
    for row, (column, value) in changes:
        table.loc[row, column] = value
    whole = judge(table)
    assert as_text(judge(table, before().held)) == as_text(whole)
    assert as_text(judge(table, whole.held)) == as_text(whole)


def test_what_fails_is_judged_again_and_stays_failing(asked):
    faulty = judge(observations(4.0, 724.0))
    asked.clear()
    again = judge(observations(4.0, 724.0), faulty.held)
    assert not again.passed
    assert asked == [faulty.failed[0].subject]
    assert as_text(again) == as_text(faulty)
    assert again.failed[0].rows[0]["value"] == 724.0


def test_a_failure_beside_what_held_is_found(asked):
    report = judge(observations(4.0, 6.0, 724.0, 8.0), before().held)
    (failed,) = report.failed
    assert asked == [failed.subject]


def test_a_value_between_two_that_held_is_not_asked_about(asked):
    assert judge(observations(4.0, 5.5, 7.0, 8.0), before().held).passed
    assert asked == []


def test_other_tools_void_what_held(monkeypatch):
    monkeypatch.setattr(evidence, "_TOOLS", {"great-expectations": "0", "pandas": "0"})
    table = observations(4.0)
    now = {evidence_for(each, each.judged(table)) for each in suite(schemas()["observations"])}
    assert now.isdisjoint(before().held)


@pytest.mark.parametrize(
    ("kind", "kwargs", "same", "other"),
    [
        ("expect_column_values_to_not_be_null", {}, ["a", "c"], ["a", None]),
        ("expect_column_values_to_be_in_set", {"value_set": ["a"]}, ["b", "a", "a"], ["a", "c"]),
        ("expect_column_values_to_match_regex", {"regex": "a"}, ["b", "a", "a"], ["a", "c"]),
        ("expect_column_values_to_be_unique", {}, ["b", "a"], ["a", "b", "b"]),
        ("expect_something_new", {}, ["b", "a"], ["a", "b", "b"]),
    ],
)
def test_evidence_is_what_decides_the_verdict(kind, kwargs, same, other):
    expectation = Expectation(kind, {"column": "x"} | kwargs)
    first, repeated, changed = (
        evidence_for(expectation, {"x": pd.Series(cells, dtype="str")})
        for cells in (["a", "b"], same, other)
    )
    assert first == repeated
    assert first != changed


@pytest.mark.parametrize(
    ("cells", "is_same"),
    [([1.0, 2.0, 3.0], True), ([0.5, 3.0], False), ([1.0, 3.5], False), ([1.0, None, 3.0], True)],
)
def test_evidence_of_an_interval_is_the_least_and_the_greatest(cells, is_same):
    expectation = Expectation("expect_column_values_to_be_between", {"column": "x", "max_value": 9})
    first, second = (
        evidence_for(expectation, {"x": pd.Series(each, dtype="float64")})
        for each in ([1.0, 3.0], cells)
    )
    assert (first == second) is is_same


def test_another_expectation_or_type_of_column_is_other_evidence():
    cells = {"x": pd.Series([1.0, 3.0])}
    kind = "expect_column_values_to_be_between"
    known = evidence_for(Expectation(kind, {"column": "x", "max_value": 9}), cells)
    assert known != evidence_for(Expectation(kind, {"column": "x", "max_value": 8}), cells)
    text = {"x": cells["x"].astype("str")}
    assert known != evidence_for(Expectation(kind, {"column": "x", "max_value": 9}), text)


class TestBuilds:
    @pytest.fixture
    def three(self, made_once, tmp_path):
        """A copy of a dataset of three figures and its sources."""

        def fill(folder):
            label = "每千人口医疗卫生机构床位数(张)"
            rows = [f"{label},{n}.0,20{n + 10},actual,,一 / 第{n}行" for n in (6, 7, 8)]
            write_source(folder / "raw" / "county-plan", META, rows)
            build(folder / "raw", folder / "curated")

        made = made_once("three", fill)
        shutil.copytree(made, tmp_path, symlinks=True, dirs_exist_ok=True)
        return tmp_path / "raw", tmp_path / "curated"

    def test_a_revised_figure_between_others_needs_no_engine(self, three, asked):
        raw, curated = three
        self.revise(raw, "7.0", "7.1")
        assert build(raw, curated).checks.passed
        assert asked == []

    def test_a_verdict_that_somebody_wrote_is_not_believed(self, three, asked):
        """A row that would fail, and a checks.json changed to say that it held."""
        raw, curated = three
        path = (curated / "checks.json").resolve()
        path.write_text(path.read_text(encoding="utf-8").replace('"passed"', '"passed" '))
        build(raw, curated)
        assert asked != []

    def test_a_revised_figure_out_of_range_is_refused_each_time(self, three):
        raw, curated = three
        self.revise(raw, "7.0", "724")
        for _ in range(2):
            with pytest.raises(QualityError, match="724"):
                build(raw, curated)

    @staticmethod
    def revise(raw, old, new):
        path = raw / "county-plan" / "figures.csv"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f",{old},", f",{new},"), encoding="utf-8")
