"""Whatever values a table holds, a chart is drawn, and nothing in it is cut off or covered."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from chart_layout import clipped, overlapping, texts
from chart_tables import LANGS, TABLES
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tries

from plancompare.charts import CHARTS, to_svg

VALUES = {
    "coverage": [],
    "dumbbell": ["baseline", "target", "nation"],
    "heat_table": ["value"],
    "lorenz": ["amount", "population"],
    "ranking": ["value"],
    "scatter": ["x", "y"],
    "slope": ["value"],
    "spine": ["value", "benchmark", "target"],
    "tile_map": ["value"],
    "trajectory": ["value"],
}
EXTREMES = {
    "all the same": 3.0,
    "all zero": 0.0,
    "negative": -12.5,
    "tiny": 1e-9,
    "huge": 9_876_543_210.0,
}


@pytest.mark.parametrize("chart", sorted(set(VALUES) - {"coverage"}))
@pytest.mark.parametrize("value", EXTREMES.values(), ids=EXTREMES)
def test_extreme_values_are_drawn(chart, value):
    table = TABLES[chart](5)
    table[VALUES[chart]] = value
    figure = CHARTS[chart](table)
    assert clipped(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("chart", sorted(set(VALUES) - {"coverage", "lorenz"}))
@tries(24)
@given(data=st.data())
def test_any_values_are_drawn(chart, data):
    table = TABLES[chart](data.draw(st.integers(1, 6)))
    numbers = st.floats(-1e6, 1e6) | st.just(np.nan)
    for column in VALUES[chart]:
        table[column] = data.draw(st.lists(numbers, min_size=len(table), max_size=len(table)))
    figure = CHARTS[chart](table, lang=data.draw(st.sampled_from(LANGS)))
    assert clipped(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("value", [0.05, 0.15, 0.25, 0.35])
def test_a_value_between_two_printed_digits_has_a_tile_of_its_class(value):
    """Python prints 0.05 as 0.1, and numpy's rounding gives 0.0."""
    table = TABLES["tile_map"](1).assign(value=value, decimals=1)
    assert f"{value:.1f}" in {text for text, _ in texts(CHARTS["tile_map"](table))}


# chart -> the sizes on both sides of which it names, draws or labels others
TURNS = {
    "beside": [61],
    "coverage": [40, 41],
    "dumbbell": [61],
    "heat_table": [61],
    "ranking": [61],
    "scatter": [12, 13],
    "slope": [12, 13],
    "trajectory": [12, 13],
}


@pytest.mark.parametrize(
    ("chart", "count"), [(chart, count) for chart, counts in TURNS.items() for count in counts]
)
def test_sizes_where_a_chart_changes_its_ways(chart, count):
    figure = CHARTS[chart](TABLES[chart](count))
    assert clipped(figure) == []
    assert overlapping(figure) == []


def picture(chart: str, table: pd.DataFrame) -> bytes:
    return to_svg(CHARTS[chart](table), outlines=False)


@cache
def plain_picture(chart: str) -> bytes:
    return picture(chart, TABLES[chart](5))


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_columns_may_be_nullable(chart):
    """As Parquet gives them: Int64 years and decimals with missing values."""
    plain = TABLES[chart](5)
    whole = [name for name in plain.columns if pd.api.types.is_integer_dtype(plain[name])]
    table = plain.astype(dict.fromkeys(whole, "Int64"))
    assert picture(chart, table) == plain_picture(chart)


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_the_index_does_not_matter(chart):
    plain = TABLES[chart](5)
    table = plain.set_axis([len(plain) - n // 2 for n in range(len(plain))])  # 5, 5, 4, 4, 3
    assert picture(chart, table) == plain_picture(chart)


@pytest.mark.parametrize("chart", sorted(CHARTS))
@pytest.mark.parametrize("lang", LANGS)
def test_one_language_is_enough(chart, lang):
    """Where a name is missing in a language, the other's is shown."""
    other = "en" if lang == "zh" else "zh"
    table = TABLES[chart](5)
    table = table.drop(columns=[name for name in table.columns if name.endswith(f"_{lang}")])
    assert any(name.endswith(f"_{other}") for name in table.columns) or chart == "tile_map"
    assert clipped(CHARTS[chart](table, lang=lang)) == []
