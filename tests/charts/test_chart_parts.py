"""Scales, grids and sheets: what all charts stand on."""

import tomllib
from pathlib import Path

import pytest
from chart_layout import clipped, overlapping, texts
from chart_tables import TABLES
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import is_color_like

from plancompare import charts
from plancompare.charts.frame import scale_of, scale_of_years
from plancompare.charts.grid import lay_grid
from plancompare.charts.sheet import Foot, Head, Key, open_sheet
from plancompare.charts.theme import colour, status_colour, theme, themed
from plancompare.charts.words import bounded, words
from plancompare.domain.vocabulary import vocabulary
from plancompare.regions import regions

FOLDER = Path(charts.__file__).parent

# scales


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20))
def test_a_scale_holds_all_values_and_its_ticks(values):
    scale = scale_of(values)
    assert all(0 <= scale.share(value) <= 1 for value in values)
    assert all(0 <= scale.share(tick) <= 1 for tick in scale.ticks)
    assert 1 <= len(scale.ticks) <= 7


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=20))
def test_tick_labels_are_the_ticks(values):
    scale = scale_of([float(value) for value in values])
    for tick, label in zip(scale.ticks, scale.labels, strict=True):
        assert float(label.replace(",", "").replace("−", "-")) == pytest.approx(tick)


def test_a_scale_near_zero_starts_there():
    assert scale_of([0.1, 10.0]).low == 0
    assert scale_of([70.0, 80.0]).low > 60


@pytest.mark.parametrize(
    ("first", "last", "width", "labels"),
    [
        (2015, 2025, 150, ["2016", "2018", "2020", "2022", "2024"]),
        (2018, 2020, 150, ["2018", "2019", "2020"]),
        (1990, 2035, 150, ["1990", "2000", "2010", "2020", "2030"]),
        (2020, 2020, 150, ["2020"]),
    ],
)
def test_years_are_labelled_in_round_steps(first, last, width, labels):
    assert scale_of_years([first, last], width).labels == labels


# grids


def grid(rows, columns):
    return lay_grid(list(rows), columns, cell=(24, 10), room=226)


def test_chinese_column_names_stand_level_and_long_english_words_are_turned():
    assert not grid("甲乙", ["每千人口医师数"] * 6).is_turned
    assert grid("甲乙", ["Hypertension"] * 6).is_turned
    assert not grid("甲乙", ["Hypertension"]).is_turned


def test_cells_fill_the_room_or_go_beyond_it():
    assert grid("甲", ["某率"] * 3).width == pytest.approx(226)
    assert grid("甲", ["某率"] * 30).cell == (24, 10)
    assert grid("甲", ["某率"] * 30).width > 700


def test_a_long_name_is_shortened_before_its_unit():
    table = TABLES["heat_table"](5)
    table["name_zh"] = table["name_zh"] + "（按常住人口计算并经核定）"
    shown = [text for text, _ in texts(charts.heat_table(table))]
    assert any(text.endswith("…（%）") for text in shown)
    assert any(text.endswith("…（‰）") for text in shown)


# sheets


@themed
def sheet(title="题目", key=(), notes=(), source=""):
    return open_sheet(Head(title, "", key), Foot(notes, source), 50, alt="说明")


def test_a_long_title_wraps_and_ends_with_dots():
    shown = [text for text, _ in texts(sheet(title="很长的题目" * 30).figure)]
    assert len(shown) == 3
    assert shown[-1].endswith("…")


def test_a_long_key_takes_several_rows():
    found = sheet(key=[Key("一个相当长的图例说明", colour("better"))] * 5)
    assert len({round(box.y0) for _, box in texts(found.figure)}) >= 4
    assert clipped(found.figure) == overlapping(found.figure) == []


def test_notes_and_source_stand_below_the_drawing_in_their_order():
    found = sheet(notes=["注一", "注二"], source="来源：某处")
    bottom_up = sorted(texts(found.figure), key=lambda each: each[1].y0)
    assert [text for text, _ in bottom_up][:3] == ["来源：某处", "注二", "注一"]
    height = found.figure.get_figheight() * 72
    assert all(height - box.y1 >= found.top + found.height - 1 for _, box in bottom_up[:3])


def test_the_alt_text_is_the_figures_label():
    assert charts.alt_text(sheet().figure) == "说明"


# what the charts share with the rest of the program


def test_every_status_of_the_gaps_has_its_words_and_its_colour():
    for status in vocabulary("gaps.status"):
        assert words("zh")(status, gap="1")
        assert words("en")(status, gap="1")
        assert is_color_like(status_colour(status))
        assert status in theme().status


def test_every_bound_has_its_sign():
    wording = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    assert set(wording["bounds"]) == set(vocabulary("bound"))
    assert bounded(1, 0, "at_least") == "≥1"


def test_every_province_of_the_regions_has_a_tile():
    tiles = tomllib.loads((FOLDER / "kinds" / "tiles.toml").read_text(encoding="utf-8"))["tiles"]
    provinces = {code: each for code, each in regions().items() if each.level == "province"}
    assert set(tiles) == set(provinces)
    for code, tile in tiles.items():
        assert provinces[code].name.startswith(tile["zh"])
        assert provinces[code].name_en == tile["en"]


def test_every_colour_of_the_theme_is_one():
    named = [*theme().colour.values(), *theme().ramp["judged"], *theme().ramp["neutral"]]
    assert all(is_color_like(each) for each in named)
    assert set(theme().status.values()) <= set(theme().colour)


def test_a_theme_ends_with_the_chart_even_if_it_fails():
    import matplotlib

    @themed
    def broken():
        raise ValueError

    before = dict(matplotlib.rcParams)
    with pytest.raises(ValueError):
        broken()
    assert dict(matplotlib.rcParams) == before
