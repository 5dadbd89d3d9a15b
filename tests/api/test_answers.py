"""What the public calls answer: what reports show, and nothing that they do not."""

import pandas as pd
import pytest
from matplotlib import rcdefaults, rcParams

import plancompare as pc
from plancompare.analysis.comparable import LEVELS
from plancompare.charts import Asked, drawn
from plancompare.charts.theme import font_family
from plancompare.dataset import load
from plancompare.errors import DatasetError, PlancompareError, UsageError
from plancompare.harmonisation.flags import stands

KEY = ["region_code", "indicator_id"]


@pytest.fixture(scope="module")
def stated(shipped) -> list[str]:
    """Every indicator that has an actual value."""
    rows = load(shipped).observations.query("role == 'actual'")
    return sorted(rows["indicator_id"].unique())


@pytest.mark.parametrize("level", LEVELS)
def test_values_are_what_reports_show_of_every_indicator(d, stated, level):
    values = d.values(stated, level=level, aside=True)
    chart = drawn(d.dataset, "heat_table", Asked(indicators=stated, level=level)).rows
    chart = chart[chart["level"] == level]  # the nation heads the table of its provinces
    assert len(chart) == len(values)
    both = values.merge(chart, on=[*KEY, "observation_id"], validate="one_to_one")
    assert len(both) == len(values)
    assert (both["value_x"] == both["value_y"]).all()
    assert (both["reason_x"] == both["reason_y"]).all()
    assert not values.duplicated(KEY).any()


def test_no_superseded_value_is_handed_out_unless_it_is_asked_for(d, stated):
    rows = d.dataset.observations.set_index("observation_id")
    hidden = set(rows.index[~stands(rows["flags"]) | rows["value"].isna()])
    assert hidden
    handed = [
        *(d.values(stated, level=level, aside=True) for level in LEVELS),
        d.table("observations"),
        d.sql("SELECT observation_id FROM observations"),
        *(d.trend(each).table for each in ("beds_per_1000", "infant_mortality")),
        d.region("内蒙古").values(),
    ]
    assert not [each for each in handed if hidden.intersection(each["observation_id"])]
    everything = (
        d.table("observations", everything=True),
        d.sql("SELECT observation_id FROM observations", everything=True),
    )
    assert all(hidden <= set(each["observation_id"]) for each in everything)


def test_a_year_asked_for_is_that_year(d):
    there = d.values("life_expectancy", year=2021)
    assert set(there["year"]) == {2021}
    near = d.values("life_expectancy", year=2021, within=2)
    assert set(near["year"]) > {2021}
    assert (near["off_year"] == (near["year"] != 2021)).all()


def test_no_frame_hides_what_pandas_offers(d):
    two = ["life_expectancy_female", "life_expectancy_male"]
    frames = [
        *(d.table(name) for name in ("observations", "gaps", "measures", "sources")),
        d.values("beds_per_1000"),
        d.gaps("通辽").table,
        d.targets("通辽"),
        d.region("通辽").values(),
        d.spread(two),
        d.standings(two),
        d.score(two),
        d.inequality(two).table,
        d.pace("通辽"),
    ]
    taken = [name for each in frames for name in each.columns if hasattr(pd.DataFrame, name)]
    assert taken == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("Tonglia0", "通辽"), ("内蒙", "内蒙古"), ("吉林", "吉林省")],
)
def test_a_name_that_is_not_clear_brings_an_offer_or_what_was_meant(d, typed, offered):
    try:
        told = d.region(typed).name
    except UsageError as error:
        told = str(error)
        assert "Did you mean" in told
    assert offered in told


def test_a_name_that_several_bear_names_them(d):
    with pytest.raises(UsageError, match="Did you mean"):
        d.region("区")
    with pytest.raises(UsageError, match="Did you mean"):
        d.values("床位")


def test_the_same_name_in_other_signs_is_understood(d):
    assert d.region("通遼").code == "150500"
    assert set(d.values("Beds per 1,000")["indicator_id"]) == {"beds_per_1000"}
    assert d.find("beds inner mongolia")["id"].head(2).to_list() == ["150000", "beds_per_1000"]


def test_a_region_of_which_there_is_nothing_is_no_misspelling(d):
    with pytest.raises(UsageError, match=r"no values of .*朝阳市.* adds a plan"):
        d.region("朝阳")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda d: d.values("beds_per_1000", role="targets"), "actual, target"),
        (lambda d: d.values("beds_per_1000", level="provinces"), "nation, province"),
        (lambda d: d.values("bed_per_1000"), "Did you mean .*beds_per_1000"),
        (lambda d: d.in_language("fr"), "zh or en"),
        (lambda d: d.beside("nation-13fyp", "nation-14fyp"), "mean nation-13fyp-health-plan"),
        (lambda d: d.compare("beds_per_1000").chart(titel="x"), "It has .*title"),
    ],
)
def test_what_is_misspelt_is_refused_with_what_there_is(d, asked, told):
    with pytest.raises(PlancompareError, match=told):
        asked(d)


def test_a_region_has_as_many_observations_as_it_is_said_to(d):
    rows = d.table("observations", everything=True)["region_code"].value_counts()
    said = d.regions.set_index("region_code")["observations"]
    assert said[said > 0].sort_index().to_dict() == rows.sort_index().to_dict()


def test_what_is_found_nearly_is_said_to_be(d):
    assert d.find("life expectency")["match"].isin(["part", "near"]).all()
    assert set(d.find("内蒙古 床位")["kind"]) == {"region", "indicator"}
    assert d.find("xyzzyxyzzy").empty


def test_a_number_is_explained_with_what_else_is_stated(d):
    rows = d.table("observations", everything=True)
    derived = rows[rows["derivation"] != ""]["observation_id"].iloc[0]
    assert "derivation" in set(d.explain(derived).steps["step"])
    in_conflict = rows[rows["marks"].str.contains("conflict")]["observation_id"]
    others = [d.explain(each).others for each in in_conflict.head(20)]
    both = next(each for each in others if len(each) > 1)
    assert both["shown"].sum() <= 1 or both["value"].nunique() == 1
    with pytest.raises(UsageError, match="no observation"):
        d.explain("nothing")


def test_answers_show_themselves(d, project):
    answer = d.compare("beds_per_1000", regions=d.peers("150000"), highlight="150000")
    assert "每千人口" in answer._repr_html_()
    shown = answer.chart()._repr_mimebundle_()
    assert 'width="357pt"' in shown["image/svg+xml"]  # half as large again as it is printed
    assert "内蒙古" in shown["text/plain"]
    assert repr(answer).startswith("<") and ".chart(ranking" in repr(answer)
    assert "plancompare" in d._repr_html_()
    assert "通辽" in project.region("150500")._repr_html_()
    assert "<table" in project.gaps("150500")._repr_html_()


def test_answers_tell_the_other_language(d):
    english = d.in_language("en")
    assert english.compare("beds_per_1000").table["region"].str.isascii().all()
    assert "Inner Mongolia" in english.region("内蒙古")._repr_html_()


def test_a_chart_that_an_answer_lacks_is_named(d):
    with pytest.raises(UsageError, match="ranking, tile_map"):
        d.compare("beds_per_1000").chart("pie")


def test_peers_are_of_the_dataset_and_known_by_name(d):
    assert d.peers("通辽", "neighbours")[0] == "150500"
    assert len(d.peers("内蒙古", "level")) > 30
    assert set(d.peers("内蒙古", "northeast")) == {"150000", "210000", "220000", "230000"}
    assert len(d.peers("内蒙古", "alike", like=["life_expectancy"])) == 11
    with pytest.raises(UsageError, match="neighbours, sisters"):
        d.peers("内蒙古", "friends")


def test_scores_and_how_they_move(d):
    chosen = ["life_expectancy_female", "life_expectancy_male"]
    for method in ("topsis", "rsr"):
        scored = d.score(chosen, method=method)
        assert scored["best_place"].min() == 1
        assert sum(scored.attrs["weights"].values()) == pytest.approx(1)
    assert set(d.sensitivity(chosen)["variant"]) == {
        "equal weights", *(f"without {each}" for each in chosen)
    }  # fmt: skip
    with pytest.raises(UsageError, match="topsis or rsr"):
        d.score(chosen, method="best")


def test_a_dataset_is_read_from_a_url(folder):
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    for path in (folder / "data" / "curated").glob("[!.]*.*"):
        store.pipe_file(f"/published/{path.name}", path.read_bytes())
    there = pc.load("memory://published")
    assert there.region("150500").observations == 4
    with pytest.raises(DatasetError, match="memory://nowhere"):
        pc.load("memory://nowhere")
    with pytest.raises(UsageError, match="not that of a project"):
        there.add_plan(pc.example())


def test_the_dataset_of_the_project_is_found_from_any_folder_in_it(folder, monkeypatch, tmp_path):
    inside = folder / "notebooks" / "mine"
    inside.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(inside)
    assert pc.load().dataset.folder.is_relative_to(folder)
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatasetError, match="plancompare build"):
        pc.load()
    with pytest.raises(DatasetError, match=r"no such folder.*plancompare build"):
        pc.load("nowhere")
    monkeypatch.chdir(folder)
    with pytest.raises(DatasetError, match=r"Did you mean .*curated"):
        pc.load("data/raw")
    assert pc.load("data").dataset.folder == pc.load().dataset.folder


def test_charts_of_ones_own_look_like_the_suite():
    try:
        pc.theme()
        assert rcParams["font.family"][0] == font_family()
        assert rcParams["axes.prop_cycle"].by_key()["color"][0] == "#005B94"
    finally:
        rcdefaults()
