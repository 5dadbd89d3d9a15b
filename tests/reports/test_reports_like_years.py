"""Values of years too long past are not drawn beside the others, and the chart says how many."""

import pandas as pd
import pytest

from plancompare.charts.years import of_like_years
from plancompare.dataset import Dataset
from plancompare.views.region_views import national


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


class TestTheNationBeside:
    """The nation's value is of the year nearest to what it is set beside, or not shown."""

    @pytest.fixture
    def data(self, tmp_path):
        years = [2000, 2013, 2024]
        data = Dataset(tmp_path)
        vars(data)["observations"] = pd.DataFrame(
            {"year": pd.array(years, "Int64"), "value": [2.5, 4.55, 7.32]}
        ).assign(
            observation_id=["1", "2", "3"], region_code="100000", indicator_id="beds",
            source_id="yearbook", role="actual", value_upper=None, bound="exact", flags="",
            comparability="same", reliability="official",
        )  # fmt: skip
        return data

    @pytest.mark.parametrize(
        ("year", "expected"),
        [
            pytest.param(2013, 4.55, id="the same year, not the latest"),
            pytest.param(2021, 7.32, id="three years away"),
            pytest.param(None, 7.32, id="a value of no stated year: the latest"),
        ],
    )
    def test_it_is_of_the_nearest_year(self, data, year, expected):
        wanted = pd.DataFrame({"indicator_id": ["beds"], "year": pd.array([year], "Int64")})
        assert list(national(data, wanted)["value"]) == [expected]

    def test_there_is_none_of_a_year_too_far_away(self, data):
        wanted = pd.DataFrame({"indicator_id": ["beds"], "year": pd.array([2007], "Int64")})
        assert national(data, wanted).isna().all(axis=None)

    def test_there_is_none_that_no_source_states(self, data):
        wanted = pd.DataFrame({"indicator_id": ["nurses"], "year": pd.array([2013], "Int64")})
        assert national(data, wanted).isna().all(axis=None)
        assert national(data, wanted.assign(indicator_id="beds"), "target").isna().all(axis=None)
