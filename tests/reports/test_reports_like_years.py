"""Values of years too long past are not drawn beside the others, and the chart says how many."""

import pandas as pd
import pytest

from plancompare.reports.views import of_like_years


def rows(*years):
    return pd.DataFrame(
        {
            "region_code": [f"99{n:02d}00" for n in range(len(years))],
            "indicator_id": "life_expectancy",
            "value": [70.0 + n for n in range(len(years))],
            "year": pd.array(years, dtype="Int64"),
        }
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "另有2个数值比同一指标的中位年份早5年以上，未列入比较"),
        ("en", "Left out: 2 values of more than 5 years before their indicator’s median year"),
    ],
)
def test_what_is_left_out_is_counted_in_a_note(lang, said):
    kept, notes = of_like_years(rows(2000, 2020, 2000, 2020, 2021), lang)
    assert list(kept["year"]) == [2020, 2020, 2021]
    assert notes == [said]


def test_values_of_like_years_need_no_note():
    table = rows(2018, 2020, 2021)
    kept, notes = of_like_years(table, "zh")
    assert notes == []
    pd.testing.assert_frame_equal(kept, table)


def test_no_values_need_no_note():
    assert of_like_years(rows(), "en")[1] == []
