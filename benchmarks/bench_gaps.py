"""The gap table of 3,000 regions x 60 indicators x 12 years, beside other ways to the same answer.

    python benchmarks/bench_gaps.py [--regions 3000] [--rounds 5] [--file observations.parquet]

One file, written by the function that writes the curated dataset, and in turn: a
plain scan of the columns that the question needs, plain pandas, DuckDB, polars, and plancompare.
Each runs in a process of its own, several times in turn with the others, so that a busy moment of
the machine falls on all. Time is wall clock from the file to the table, memory the peak above what
the imports take.

The others answer only what this data asks: the latest actual before the target in the same source
and its observation, gap, relative gap, pace, and whether it is met. polars is asked twice: as one
would write it, and by the order of the rows alone (`polars, by order`), which is right for this
file and no other, and so no rival. plancompare applies its whole rule: baseline and latest, near
definitions, other sources, series and flags. That asks for thirteen columns where the others read
eight: `scan, all columns` is what reading those costs. `DuckDB, whole rule` (`gaps.sql`) is the one
that answers what plancompare answers, every column of the table.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

YEARS = range(2014, 2026)
WHO = ["region_code", "indicator_id", "source_id"]
ASKED = [*WHO, "role", "year", "value", "bound", "observation_id"]
ANSWER = [
    *WHO,
    "latest",
    "latest_year",
    "latest_observation_id",
    "target",
    "target_year",
    "gap",
    "relative_gap",
    "years_left",
    "needed_pace",
    "status",
]


def generate(path: Path, regions: int, indicators: int = 60) -> None:
    """Write made-up observations: eleven yearly actuals and a target of each indicator.

    Args:
        path: Where to.
        regions: How many regions.
        indicators: How many indicators.
    """
    import numpy as np
    import pyarrow as pa

    from plancompare.dataset.parquet import write_parquet

    random = np.random.default_rng(20251231)
    rows = regions * indicators * len(YEARS)
    region, indicator, year = (
        grid.ravel()
        for grid in np.meshgrid(range(regions), range(indicators), YEARS, indexing="ij")
    )
    is_target = year == YEARS[-1]

    def text(codes: Any, words: list[str]) -> pa.Array:  # noqa: ANN401 - an array of numpy's
        return pa.array(words).take(pa.array(codes))

    values = random.uniform(1, 99, rows).round(2)
    values[-1] = values[-2]  # the last target, `below`, is on its bound
    nothing = pa.nulls(rows)
    places = zip(region.tolist(), indicator.tolist(), year.tolist(), strict=True)
    names = [f"source-{r:04d}/{110000 + r}/indicator_{i:02d}/{y}/1" for r, i, y in places]
    table = pa.table(
        {
            "observation_id": pa.array(names),
            "region_code": text(region, [f"{110000 + n}" for n in range(regions)]),
            "indicator_id": text(indicator, [f"indicator_{n:02d}" for n in range(indicators)]),
            "source_id": text(region, [f"source-{n:04d}" for n in range(regions)]),
            "role": text(is_target.astype(int), ["actual", "target"]),
            "year": year,
            "value": values,
            "value_upper": nothing.cast(pa.float64()),
            "bound": text(
                np.where(is_target, 1 + indicator % 2, 0), ["exact", "at_least", "below"]
            ),
            "change": nothing.cast(pa.float64()),
            "change_kind": text(np.zeros(rows, int), [""]),
            "comparability": text((random.random(rows) < 0.05).astype(int), ["same", "near"]),
            "reliability": text((random.random(rows) < 0.2).astype(int), ["official", "press"]),
            "flags": text((random.random(rows) < 0.05).astype(int), ["", "derived"]),
        }
    )
    empty = ("value_upper", "change")
    schema = pa.schema([field.with_nullable(field.name in empty) for field in table.schema])
    write_parquet(table.cast(schema), path)


def scan(path: Path) -> Any:  # noqa: ANN401 - each its own kind of table
    """Read the columns that the question needs, and do nothing."""
    from pyarrow import parquet

    return parquet.read_table(path, columns=ASKED, read_dictionary=[*WHO, "role", "bound"])


def scan_all(path: Path) -> Any:  # noqa: ANN401
    """Read the columns that the whole rule needs, and do nothing."""
    from pyarrow import parquet

    from plancompare.analysis.gaps import NEEDED

    numbers = {"year", "value", "value_upper", "change"}
    texts = [name for name in NEEDED if name not in numbers]
    return parquet.read_table(path, columns=list(NEEDED), read_dictionary=texts)


def with_pandas(path: Path) -> Any:  # noqa: ANN401
    """Plain pandas; it takes the last row of a group for the latest, as the file is sorted."""
    import numpy as np
    import pandas as pd

    rows = pd.read_parquet(path, columns=ASKED)
    actuals = rows[rows["role"] == "actual"].drop_duplicates(WHO, keep="last")
    names = {"value": "latest", "year": "latest_year", "observation_id": "latest_observation_id"}
    latest = actuals.rename(columns=names)[[*WHO, *names.values()]]
    table = rows[rows["role"] == "target"].merge(latest, on=WHO, how="left")
    table = table.rename(columns={"value": "target", "year": "target_year"})
    asks_more = table["bound"] == "at_least"
    table["gap"] = (table["target"] - table["latest"]) * np.where(asks_more, 1, -1)
    table["relative_gap"] = table["gap"] / table["latest"].abs()
    met = np.where(table["bound"] == "below", table["gap"] < 0, table["gap"] <= 0)
    table["years_left"] = (table["target_year"] - table["latest_year"]).mask(met)
    table["needed_pace"] = (table["gap"] / table["years_left"]).where(table["gap"] > 0)
    table["status"] = np.where(met, "met", "not yet due")
    return table


def with_duckdb(path: Path) -> Any:  # noqa: ANN401
    """DuckDB, each group once."""
    import duckdb

    return duckdb.sql(f"""
        with pairs as (
            select region_code, indicator_id, source_id,
                arg_max(value, year) filter (role = 'actual') as latest,
                max(year) filter (role = 'actual') as latest_year,
                arg_max(observation_id, year) filter (role = 'actual') as latest_observation_id,
                any_value(value) filter (role = 'target') as target,
                any_value(year) filter (role = 'target') as target_year,
                any_value(bound) filter (role = 'target') as bound
            from '{path}' group by all
        )
        select *, case bound when 'at_least' then 1 else -1 end * (target - latest) as gap,
            gap / abs(latest) as relative_gap,
            if(gap < 0 or gap = 0 and bound <> 'below', 'met', 'not yet due') as status,
            if(status = 'met', null, target_year - latest_year) as years_left,
            if(gap > 0, gap / years_left, null) as needed_pace
        from pairs
        """).to_arrow_table()  # noqa: S608 - a path of our own


def with_polars(path: Path) -> Any:  # noqa: ANN401
    """polars, as one would write it; it too takes the last row of a group for the latest."""
    import polars as pl

    rows = pl.scan_parquet(path).select(ASKED)
    actuals = rows.filter(pl.col("role") == "actual").group_by(WHO)
    latest = actuals.agg(
        latest=pl.col("value").last(),
        latest_year=pl.col("year").last(),
        latest_observation_id=pl.col("observation_id").last(),
    )
    targets = rows.filter(pl.col("role") == "target")
    return _judged_by_polars(targets.join(latest, on=WHO, how="left"))


def with_polars_by_order(path: Path) -> Any:  # noqa: ANN401
    """polars, taking the row before each target for its latest."""
    import polars as pl

    rows = pl.scan_parquet(path).select(ASKED)
    stated = {"": "value", "_year": "year", "_observation_id": "observation_id"}
    before = {f"latest{end}": pl.col(name).shift(1) for end, name in stated.items()}
    return _judged_by_polars(rows.with_columns(**before).filter(pl.col("role") == "target"))


def _judged_by_polars(rows: Any) -> Any:  # noqa: ANN401 - polars is not a dependency
    import polars as pl

    rows = rows.rename({"value": "target", "year": "target_year"})
    sign = pl.when(pl.col("bound") == "at_least").then(1.0).otherwise(-1.0)
    gap, below = pl.col("gap"), pl.col("bound") == "below"
    met = (gap < 0) | ((gap == 0) & ~below)
    return (
        rows.with_columns(
            gap=sign * (pl.col("target") - pl.col("latest")),
        )
        .with_columns(
            relative_gap=gap / pl.col("latest").abs(),
            status=pl.when(met).then(pl.lit("met")).otherwise(pl.lit("not yet due")),
            years_left=pl.when(~met).then(pl.col("target_year") - pl.col("latest_year")),
        )
        .with_columns(needed_pace=pl.when(gap > 0).then(gap / pl.col("years_left")))
        .collect()
    )


def with_duckdb_wholly(path: Path) -> Any:  # noqa: ANN401
    """DuckDB, asked for every column of the gap table by the whole rule."""
    import duckdb

    with duckdb.connect() as connection:
        connection.register("indicators", _indicators())
        question = Path(__file__).with_name("gaps.sql").read_text(encoding="utf-8")
        return connection.sql(question, params={"path": str(path)}).to_arrow_table()


def _indicators() -> Any:  # noqa: ANN401
    import pandas as pd

    names = [f"indicator_{n:02d}" for n in range(60)]
    return pd.DataFrame({"indicator_id": names, "direction": ["more", "less"] * 30})


def with_plancompare(path: Path) -> Any:  # noqa: ANN401
    """This project's own."""
    from plancompare.analysis import gap_table_from_parquet

    return gap_table_from_parquet(path, _indicators())


WHOLE = "DuckDB, whole rule"
WAYS: dict[str, Callable[[Path], Any]] = {
    "scan": scan,
    "scan, all columns": scan_all,
    "pandas": with_pandas,
    "DuckDB": with_duckdb,
    "polars": with_polars,
    "polars, by order": with_polars_by_order,
    WHOLE: with_duckdb_wholly,
    "plancompare": with_plancompare,
}
OTHERS = ("pandas", "DuckDB", "polars")  # that answer any such file
ORDERED = (*OTHERS, "polars, by order")


def run_one(way: str, path: Path, times: int) -> None:
    """Run one way in this process and print its times in seconds and its memory in MB."""
    import numpy  # noqa: F401 - no way is charged for what they all import
    import pandas  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    if way.startswith("polars"):
        import polars  # noqa: F401
    elif way.startswith("DuckDB"):
        import duckdb  # noqa: F401
    elif way in {"plancompare", "scan, all columns"}:
        import plancompare.analysis  # noqa: F401
    before = _peak()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        WAYS[way](path)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "memory": _peak() - before}))


def _peak() -> float:
    """The most memory that this process has held, in MB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.split("VmHWM:")[1].split()[0]) / 1024


def same_answer(path: Path) -> None:
    """See that every way gives the same table; before any time is believed."""
    import pandas as pd

    expected = _sorted(with_plancompare(path))
    for way in ORDERED:
        found = WAYS[way](path)
        pd.testing.assert_frame_equal(_sorted(found), expected, check_dtype=False)
    ours, theirs = with_plancompare(path), with_duckdb_wholly(path).to_pandas()
    numbers = ours.select_dtypes("number").columns
    same = {name: float if name in numbers else "str" for name in ours}
    pd.testing.assert_frame_equal(
        theirs.fillna({name: "" for name in same if name not in numbers}).astype(same),
        ours.fillna({name: "" for name in same if name not in numbers}).astype(same),
    )


def _sorted(found: Any) -> Any:  # noqa: ANN401
    import pandas as pd

    table = found if isinstance(found, pd.DataFrame) else found.to_pandas()
    texts = [*WHO, "status", "latest_observation_id"]
    plain = table[ANSWER].astype(dict.fromkeys(texts, "str"))
    numbers = plain.columns.difference(texts)
    return plain.astype(dict.fromkeys(numbers, float)).sort_values(WHO, ignore_index=True)


def measure(path: Path, rounds: int, times: int) -> dict[str, dict[str, float]]:
    """Run every way in turn; the best and the median time in seconds, and the memory in MB."""
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    memory: dict[str, list[float]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way in WAYS:
            command = [sys.executable, __file__, "--way", way, "--file", str(path)]
            command += ["--times", str(times)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found = json.loads(done.stdout)
            seconds[way] += found["seconds"]
            memory[way].append(found["memory"])
    return {
        way: {
            "best": min(seconds[way]),
            "median": statistics.median(seconds[way]),
            "memory": statistics.median(memory[way]),
        }
        for way in WAYS
    }


def report(found: dict[str, dict[str, float]]) -> None:
    """Print times, memory, and the ratios that the aim is stated in."""
    print(f"{'':18}{'best ms':>9}{'median ms':>11}{'× scan':>8}{'MB':>7}")
    for way, row in found.items():
        ratio = row["best"] / found["scan"]["best"]
        times = f"{row['best'] * 1000:9.1f}{row['median'] * 1000:11.1f}{ratio:8.2f}"
        print(f"{way:18}{times}{row['memory']:7.0f}")
    ours = found["plancompare"]
    for measured in ("best", "median"):
        ratio = ours[measured] / found[WHOLE][measured]
        print(f"plancompare / {WHOLE}, {measured} time: {ratio:.2f}")
        fastest = min(OTHERS, key=lambda way: found[way][measured])
        ratio = ours[measured] / found[fastest][measured]
        print(f"plancompare / fastest other ({fastest}), {measured} time: {ratio:.2f}")
    print(f"plancompare / pandas, memory: {ours['memory'] / found['pandas']['memory']:.2f}")


def main() -> None:
    """Generate, check, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--regions", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        run_one(asked.way, asked.file, asked.times)
        return
    with TemporaryDirectory() as folder:
        path = asked.file or Path(folder) / "observations.parquet"
        if not path.exists():
            generate(path, asked.regions)
        same_answer(path)
        size = path.stat().st_size / 2**20
        print(f"{asked.regions * 60 * len(YEARS):,} rows, {size:.1f} MB; all answers agree")
        report(measure(path, asked.rounds, asked.times))


if __name__ == "__main__":
    main()
