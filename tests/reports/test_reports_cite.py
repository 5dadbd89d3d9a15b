"""A copied chart says who published its numbers, when, and which dataset they come from."""

from importlib.metadata import version
from types import SimpleNamespace

import pandas as pd
import pytest

from plancompare.dataset import Dataset
from plancompare.reports.told.cite import citation, cite
from plancompare.views.behind import behind, sources_of, titles_of
from plancompare.views.region_views import latest

ROWS = pd.DataFrame({
    "publication": ["甲县规划", "甲县规划", "乙省公报"],
    "issuer": ["甲县人民政府", "甲县人民政府", ""],
    "issued": ["2021-05", "2021-05", ""],
    "name_zh": ["床位数", "护士数", "床位数"],
    "name_en": ["Beds", "Nurses", "Beds"],
    "year": pd.array([2020, 2025, None], dtype="Int64"),
})  # fmt: skip
HASH = "0123456789abcdef" * 4


def test_it_names_publication_issuer_date_indicator_years_and_dataset():
    said = citation(ROWS, ["床位数", "护士数"], ROWS["year"], HASH, "zh")
    assert said == (
        "《甲县规划》（甲县人民政府，2021-05）；《乙省公报》（未注明日期）。"
        "指标：床位数、护士数。年份：2020–2025。"
        f"数据集0123456789abcdef（plancompare {version('plancompare')}）。"
    )


def test_it_speaks_english():
    said = citation(ROWS[:1], ["Beds"], [2020], HASH, "en")
    assert said.startswith("“甲县规划” (甲县人民政府, 2021-05). Indicators: Beds. Years: 2020. ")


def test_years_that_no_source_states_are_not_named():
    assert "年份" not in citation(ROWS, ["床位数"], [None, float("nan")], HASH, "zh")


def test_of_many_publications_some_are_named_and_all_are_counted():
    many = pd.DataFrame({
        "publication": [f"公报{number}" for number in range(9)],
        "issuer": "", "issued": "2020",
    })  # fmt: skip
    said = citation(many, [f"指标{number}" for number in range(12)], [2020], HASH, "zh")
    assert "《公报4》" in said and "《公报5》" not in said and "等9种出版物" in said
    assert "指标9" in said and "指标10" not in said and "等12项" in said


@pytest.mark.parametrize(("lang", "more"), [("zh", "等4种"), ("en", " and others, 4 in all")])
def test_the_line_in_a_picture_says_how_many_more_publications_there_are(lang, more):
    rows = pd.DataFrame({"publication": ["公报1", "公报2", "公报2", "公报3", "公报4"]})
    assert titles_of(rows, lang) == "《公报1》《公报2》《公报3》" + more
    assert titles_of(rows[:4], lang) == "《公报1》《公报2》《公报3》"


def test_rows_of_observations_cite_themselves():
    rows = ROWS.assign(observation_id=["1", "2", "3"])
    assert "《甲县规划》" in cite(SimpleNamespace(hash=HASH), rows, "zh")


class TestGaps:
    """A gap's numbers come from the target's source, the baseline's, and the nation's."""

    OBSERVATIONS = pd.DataFrame(
        [
            ("990100", "beds", "plan", "target", 2025, "甲县规划"),
            ("990100", "beds", "plan", "actual", 2015, "甲县旧公报"),
            ("990100", "beds", "yearbook", "actual", 2020, "年鉴"),
            ("990100", "nurses", "plan", "target", 2025, "甲县护士规划"),
            ("100000", "beds", "report", "actual", 2024, "全国公报"),
            ("100000", "beds", "report", "actual", 2020, "当年公报"),
            ("100000", "beds", "report", "actual", 2020, "未采用的公报"),
        ],
        columns=["region_code", "indicator_id", "source_id", "role", "year", "publication"],
    ).assign(
        issuer="", issued="2021", value=1.0, unit="per_1000", flags="",
        observation_id=list("1234567"), value_upper=None, bound="exact",
        comparability="same", reliability="official",
        year=lambda table: table["year"].astype("Int64"),
    )  # fmt: skip
    GAPS = pd.DataFrame({
        "region_code": ["990100"], "indicator_id": ["beds"], "name_zh": ["床位数"],
        "source_id": ["plan"], "target_year": pd.array([2025], dtype="Int64"),
        "baseline_source_id": ["yearbook"], "baseline_year": pd.array([2020], dtype="Int64"),
        "latest_source_id": ["yearbook"], "latest_year": pd.array([2020], dtype="Int64"),
        "nation": [7.0], "nation_observation_id": ["6"],
    })  # fmt: skip

    @pytest.fixture
    def data(self, tmp_path):
        indicators = pd.DataFrame({"indicator_id": ["beds", "nurses"]}).assign(
            name_zh="", name_en="", domain="", domain_zh="", domain_en="", unit="", decimals=1,
            direction="more",
        )  # fmt: skip
        regions = pd.DataFrame({"region_code": ["990100", "100000"]}).assign(
            name="", name_en="", level="county", parent_code=""
        )
        data = Dataset(tmp_path)
        vars(data).update(
            manifest={"dataset": HASH}, observations=self.OBSERVATIONS, indicators=indicators,
            regions=regions,
        )  # fmt: skip
        return data

    def test_the_publications_behind_the_drawn_numbers_are_cited(self, data):
        said = cite(data, self.GAPS, "zh")
        assert said.startswith("《甲县规划》（2021）；《年鉴》（2021）；《当年公报》（2021）。")
        assert "年份：2020–2025。" in said

    def test_the_nation_is_not_cited_where_it_is_not_drawn(self, data):
        alone = self.GAPS.assign(nation=None, nation_observation_id=None)
        assert "公报" not in cite(data, alone, "zh")

    def test_the_nation_beside_observations_is_cited_and_named_in_the_picture(self, data):
        own = self.OBSERVATIONS.iloc[[1]].assign(name_zh="床位数", nation_observation_id="6")
        own = own.assign(nation_year=pd.array([2020], dtype="Int64"))
        assert sources_of(data, own) == "《甲县旧公报》《当年公报》"
        said = cite(data, own, "zh")
        assert said.startswith("《甲县旧公报》（2021）；《当年公报》（2021）。")
        assert "年份：2015–2020。" in said

    def test_gaps_beside_no_nation_cite_their_own(self, data):
        alone = self.GAPS.drop(columns=["nation", "nation_observation_id"])
        assert list(behind(data, alone)["observation_id"]) == ["1", "3"]

    def test_who_changes_the_latest_values_changes_no_one_elses(self, data):
        mine = latest(data, "actual")
        mine["value"] = 0.0
        assert list(latest(data, "actual")["value"]) == [1.0, 1.0]
