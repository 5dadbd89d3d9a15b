"""A target counted from a year is absolute where another publication prints that year's level."""

import pandas as pd
import pytest

from plancompare.harmonisation.starts import with_starts_elsewhere

COMMON = {
    "region_code": "100000", "indicator_id": "premature_ncd_mortality", "bound": "exact",
    "comparability": "same", "derived": False, "derivation": "", "note": "", "figure_row": 3,
    "change": float("nan"),
}  # fmt: skip
LEVEL = COMMON | {
    "source_id": "conference", "role": "actual", "year": 2015, "value": 18.5, "value_decimals": 1,
    "value_printed": "18.5%", "flags": "",
}  # fmt: skip
TARGET = COMMON | {
    "source_id": "plan", "role": "target", "year": 2030, "value": float("nan"),
    "value_decimals": pd.NA, "value_printed": "较2015年下降30%", "change": -30.0,
    "flags": "no_baseline;second_hand",
}  # fmt: skip


def target(*levels, **changed) -> pd.Series:
    rows = pd.DataFrame([*levels, TARGET | changed]).astype({"value_decimals": "Int64"})
    return with_starts_elsewhere(rows).iloc[-1]


def test_the_level_of_the_year_that_is_named_makes_it_absolute():
    found = target(LEVEL, LEVEL | {"source_id": "other"})
    assert found["value"] == pytest.approx(12.95)
    assert found["derivation"] == "18.5 × (1 − 30%) = 12.95"
    assert found["flags"] == "derived;second_hand"
    assert found["note"] == "18.5: conference, row 3"


@pytest.mark.parametrize(
    "levels",
    [
        [],
        [LEVEL | {"year": 2016}],
        [LEVEL | {"region_code": "150500"}],
        [LEVEL | {"bound": "about"}],
        [LEVEL | {"comparability": "near"}],
        [LEVEL, LEVEL | {"value": 18.8}],  # which of the two did it start from?
    ],
)
def test_without_one_such_level_it_stays_a_change(levels):
    found = target(*levels)
    assert pd.isna(found["value"]) and found["flags"] == TARGET["flags"]


def test_a_change_that_names_no_year_stays_one():
    assert pd.isna(target(LEVEL, value_printed="下降30%")["value"])
