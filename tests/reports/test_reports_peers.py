"""Whom a region is set beside: all of its level, or those of its province where these are many."""

import pandas as pd
import pytest

from plancompare.charts import Asked, drawn
from plancompare.dataset import Dataset

COUNTIES = [f"{province}{number:04d}" for province in (97, 98) for number in range(1, 81)]


def dataset(folder, codes):
    """Counties that each state the number of beds."""
    data = Dataset(folder)
    regions = pd.DataFrame({"region_code": codes}).assign(
        name="", name_en="", level="county", parent_code=[f"{code[:2]}0000" for code in codes]
    )
    indicators = pd.DataFrame({"indicator_id": ["beds"]}).assign(
        name_zh="", name_en="", domain="", domain_zh="", domain_en="", unit="", decimals=1,
        direction="more",
    )  # fmt: skip
    observations = pd.DataFrame({"region_code": codes}).assign(
        indicator_id="beds", role="actual", value=1.0, value_upper=None, bound="exact", unit="",
        flags="", year=2020, observation_id=codes, source_id="plan", comparability="same",
        reliability="official", publication="",
    )  # fmt: skip
    vars(data).update(regions=regions, indicators=indicators, observations=observations)
    return data


@pytest.mark.parametrize(
    ("codes", "beside"),
    [
        pytest.param(COUNTIES[40:120], COUNTIES[40:120], id="few: those of other provinces too"),
        pytest.param(COUNTIES, COUNTIES[:80], id="many: those of the province"),
    ],
)
def test_a_region_is_set_beside_those_that_can_be_told_apart(codes, beside, tmp_path):
    shown = drawn(dataset(tmp_path, codes), "spine", Asked(codes[0])).rows
    assert sorted(shown["region_code"]) == sorted(beside)


def test_regions_that_were_named_are_shown_whatever_their_number(tmp_path):
    asked = Asked(COUNTIES[0], regions=(COUNTIES[0], COUNTIES[-1]))
    shown = drawn(dataset(tmp_path, COUNTIES), "spine", asked).rows
    assert list(shown["region_code"]) == [COUNTIES[0], COUNTIES[-1]]
