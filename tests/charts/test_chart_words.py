"""Words and numbers: as the indicator says, in both languages alike."""

import string
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from plancompare import charts
from plancompare.charts.typeset import printable
from plancompare.charts.words import bounded, marks, number, printed, words
from plancompare.domain.vocabulary import vocabulary

FOLDER = Path(charts.__file__).parent
WORDING = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (3.045, 2, "3.04"), (3.0, 2, "3.00"), (80, 0, "80"), (12345.6, 0, "12,346"),
        (-0.5, 1, "−0.5"), (-0.04, 1, "0.0"), (np.nan, 1, ""), (None, 1, ""), (pd.NA, 1, ""),
    ],
)  # fmt: skip
def test_numbers_are_rounded_as_the_indicator_says(value, decimals, shown):
    assert number(value, decimals) == shown


@pytest.mark.parametrize(
    ("bound", "shown"),
    [("exact", "80"), ("at_least", "≥80"), ("above", ">80"), ("at_most", "≤80"), ("below", "<80"),
     ("about", "≈80"), ("range", "80–90")],
)  # fmt: skip
def test_a_target_is_shown_as_it_binds(bound, shown):
    assert bounded(80, 0, bound, 90) == shown


def test_a_missing_target_has_no_sign():
    assert bounded(np.nan, 0, "at_least") == ""


def test_flags_become_marks_each_once_in_one_order():
    assert marks("second_hand;near") == marks("near;second_hand") == "‡†"
    assert marks("already_met") == ""
    assert marks(np.nan) == ""


def test_every_mark_is_explained_once():
    notes = words("zh").notes(["near;derived", "near", "", "already_met"])
    assert [note[0] for note in notes] == ["*", "‡"]


def test_a_printed_value_carries_its_bound_and_its_marks():
    row = {"value": 16.92, "decimals": 2, "bound": "at_most", "flags": "derived"}
    assert printed(row) == "≤16.92*"
    assert printed({**row, "value": np.nan}) == ""


def test_years_are_one_or_a_span():
    assert words("zh").years([2020, 2020, None]) == "2020年"
    assert words("en").years([2025, 2020]) == "2020–2025"
    assert words("zh").years([pd.NA]) == ""
    assert words("zh").year(None) == "未说明"


def test_a_unit_is_not_said_twice():
    assert words("zh").unit_of("每千人口床位数", "per_1000") == ""
    assert words("zh").unit_of("婴儿死亡率", "permille") == "（‰）"
    assert words("zh").unit_after("per_1000", "每千名儿童床位数") == ""
    assert words("zh").unit_after("per_1000", "卫生技术人员数") == "/千人"
    assert words("zh").unit_of("床位数", "count") == ""


def test_one_thing_is_not_said_in_the_plural():
    assert words("en")("regions", count=1) == "one region"
    assert words("en")("regions", count=2) == "2 regions"


def test_both_languages_say_the_same_things():
    keys = {lang: {key.removesuffix("_one") for key in WORDING[lang]} for lang in ("zh", "en")}
    assert keys["zh"] == keys["en"]


def test_both_languages_fill_in_the_same_things():
    for key, text in WORDING["zh"].items():
        if isinstance(text, str):
            assert _fields(text) == _fields(WORDING["en"][key]), key


def _fields(text):
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


BUILT = (
    "change_",
    "demand_",
    "only_",
    "third_",
    "title_",
    "why_",
    "aside_",
    "count_",
    "third_count_",
    "way_",
    "goes_",
    "thirds_",
)  # their ends are data


def test_all_wording_is_used():
    code = "".join(file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.py"))
    code = code.replace("'", '"')
    statuses = set(vocabulary("gaps.status"))
    built = {key for key in WORDING["en"] if key.startswith(BUILT)}
    shades = {"better", "middle", "worse"}
    for key in set(WORDING["en"]) - statuses - built - shades:
        assert f'"{key.removesuffix("_one")}"' in code, key


def test_the_font_has_every_sign_that_charts_write():
    said = (FOLDER / "words.toml").read_text(encoding="utf-8")
    tiles = (FOLDER / "kinds" / "tiles.toml").read_text(encoding="utf-8")
    signs = "".join(sorted(set(said + tiles + "≥≤<>≈–−…‰%†‡§*□→↑⋯"))).split()
    assert all(printable(sign) == sign for sign in signs)
