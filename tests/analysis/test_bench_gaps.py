"""The benchmark of the gap table: every way it measures gives the same answer."""

import importlib.util
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "benchmarks" / "bench_gaps.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_gaps", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_all_ways_agree_on_a_small_file(bench, tmp_path):
    pytest.importorskip("polars", reason="polars is only for the benchmark")
    path = tmp_path / "observations.parquet"
    bench.generate(path, regions=5)
    bench.same_answer(path)
    assert len(bench.with_plancompare(path)) == 5 * 60


def test_a_wrong_answer_is_found(bench, tmp_path, monkeypatch):
    path = tmp_path / "observations.parquet"
    bench.generate(path, regions=2)
    wrong = bench.with_pandas(path).assign(gap=0.0)
    monkeypatch.setitem(bench.WAYS, "pandas", lambda _: wrong)
    with pytest.raises(AssertionError, match="gap"):
        bench.same_answer(path)


def test_the_report_states_the_ratios(bench, capsys):
    row = {"best": 0.1, "median": 0.2, "memory": 100.0}
    found = {way: dict(row) for way in bench.WAYS}
    found["DuckDB"]["best"] = 0.05
    found["plancompare"]["memory"] = 25.0
    bench.report(found)
    said = capsys.readouterr().out
    assert "plancompare / fastest other (DuckDB), best time: 2.00" in said
    assert "plancompare / pandas, memory: 0.25" in said
