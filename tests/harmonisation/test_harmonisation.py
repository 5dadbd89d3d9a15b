"""The rules that keep comparison honest, each on a small fictional source."""

from decimal import Decimal

import pytest
from tests.conftest import HEAD

from plancompare.build import make_tables
from plancompare.catalogue import catalogue
from plancompare.errors import SourceError
from plancompare.harmonisation import harmonise
from plancompare.harmonisation.units import convert
from plancompare.sources import load_source

BEDS = "每千人口医疗卫生机构床位数(张)"


@pytest.fixture
def read(make_source):
    """A function from rows of figures.csv to what harmonising them gives."""

    def harmonised(*rows, corrections: str = "", **meta):
        folder = make_source(rows=rows, **meta)
        if corrections:
            (folder / "corrections.toml").write_text(corrections, encoding="utf-8")
        return harmonise(load_source(folder))

    return harmonised


def values(harmonised, indicator):
    return [
        (each.year, each.role, each.value)
        for each in harmonised.observations
        if each.indicator_id == indicator
    ]


class TestLabels:
    def test_a_qualifier_changes_the_indicator(self, read):
        found = read("每千儿童床位数(张),2.2,2025,target,,一", f"{BEDS},7,2025,target,,一")
        assert {each.indicator_id for each in found.observations} == {
            "beds_per_1000",
            "child_beds_per_1000",
        }

    def test_an_unknown_qualifier_matches_nothing_and_is_listed(self, read):
        found = read("每千人口虚构类床位数(张),2.2,2025,target,,一")
        assert found.observations == ()
        (unmatched,) = found.unmatched
        assert (unmatched.figure.row, unmatched.figure.value) == (2, "2.2")
        assert "no indicator" in unmatched.reason
        assert not unmatched.on_purpose

    def test_a_label_left_out_on_purpose_says_why_in_both_languages(self, read):
        left_out = catalogue().unmatched_on_purpose[0]
        (unmatched,) = read(f"{left_out.label},75.3岁,2018,actual,,一").unmatched
        assert unmatched.on_purpose
        assert (unmatched.reason, unmatched.reason_zh) == (left_out.reason, left_out.reason_zh)

    def test_a_paired_cell_is_two_observations_with_one_target_each(self, read):
        label = "高血压和Ⅱ型糖尿病患者规范化管理率(%)"
        found = read(f"{label},52.4/55.1,2020,actual,,一", f"{label},≥80,2025,target,,一")
        assert values(found, "hypertension_standard_management") == [
            (2020, "actual", Decimal("52.4")),
            (2025, "target", Decimal(80)),
        ]
        assert values(found, "diabetes_standard_management") == [
            (2020, "actual", Decimal("55.1")),
            (2025, "target", Decimal(80)),
        ]

    def test_two_values_for_one_indicator_are_listed_not_guessed(self, read):
        found = read(f"{BEDS},6/7,2020,actual,,一")
        assert found.observations == ()
        (unmatched,) = found.unmatched
        assert unmatched.reason == "2 values for 1 indicator(s)"
        assert unmatched.reason_zh == "2 个数值对应 1 个指标"


class TestUnits:
    def test_a_ratio_is_turned_into_the_indicators_unit(self, read):
        found = read("每万人口医疗卫生机构床位数,60张,2020,actual,,一")
        assert values(found, "beds_per_1000") in ([], [(2020, "actual", Decimal(6))])
        assert convert(Decimal(60), "per_10k", "per_1000") == 6
        assert convert(Decimal("0.6"), "percent", "permille") == 6

    def test_a_counted_thing_is_what_the_label_counts(self):
        assert convert(Decimal("2.4"), "count", "per_10k") == Decimal("2.4")

    def test_a_unit_that_cannot_measure_the_indicator_names_row_and_label(self, read):
        with pytest.raises(SourceError, match=r"row 2: “人均预期寿命”.*permille"):
            read("人均预期寿命,78‰,2025,target,,一")

    def test_zero_is_a_value(self, read):
        found = read("孕产妇死亡率,0/10万,2020,actual,,一")
        assert values(found, "maternal_mortality") == [(2020, "actual", Decimal(0))]

    def test_a_dash_is_kept_as_not_stated(self, read):
        (found,) = read("人均预期寿命(岁),—,2020,actual,,一").observations
        assert (found.value, found.flags) == (None, {"not_stated"})


class TestChanges:
    """The arithmetic is worked by hand in each case."""

    NCD = "重大慢性病过早死亡率(%)"

    def derived(self, found):
        return [(each.value, each.derivation) for each in found.observations if each.derivation]

    def test_a_relative_target_takes_its_baseline(self, read):
        # 18.80 less a tenth of it, 1.88, is 16.92
        found = read(
            f"{self.NCD},18.80,2020,actual,,一", f"{self.NCD},比基期降低10%,2025,target,,一"
        )
        assert self.derived(found) == [(Decimal("16.92"), "18.80 × (1 − 10%) = 16.92")]

    def test_an_absolute_change_is_added(self, read):
        found = read(
            "人均预期寿命,76.5岁,2020,actual,,一", "人均预期寿命,提高1.2岁,2025,change,,一"
        )
        assert self.derived(found) == [(Decimal("77.7"), "76.5 + 1.2 = 77.7")]

    def test_a_yearly_change_is_counted_for_every_year(self, read):
        # five years of half a point from 52.0 are 2.5 points less
        found = read(
            "儿童青少年总体近视率,52.0%,2020,actual,,一",
            "儿童青少年总体近视率,每年降低0.5个百分点,2025,target,,一",
        )
        assert self.derived(found) == [(Decimal("49.5"), "52.0 − 0.5 × 5 = 49.5")]

    def test_without_a_baseline_a_change_stays_a_change(self, read):
        (found,) = read("人均预期寿命,在2020年基础上提高1岁,2025,change,,一").observations
        assert found.value is None
        assert found.change is not None
        assert found.role == "target"
        assert "no_baseline" in found.flags

    def test_a_baseline_of_another_year_than_the_one_named_will_not_do(self, read):
        found = read(
            "人均预期寿命,76.0岁,2019,actual,,一",
            "人均预期寿命,在2020年基础上提高1岁,2025,change,,一",
        )
        assert self.derived(found) == []

    def test_realised_growth_over_the_plan_before_implies_the_earlier_value(self, read):
        # 7.24 / 1.499 = 4.8299: as exact as the printed level, 4.83
        found = read(f"{BEDS},7.24,2020,actual,,一", f"{BEDS},增长49.90%,2020,change,,一")
        assert values(found, "beds_per_1000") == [
            (2020, "actual", Decimal("7.24")),
            (2015, "actual", Decimal("4.83")),
        ]
        assert self.derived(found) == [(Decimal("4.83"), "7.24 ÷ (1 + 49.90%) = 4.83")]

    def test_growth_that_does_not_say_since_when_implies_nothing(self, read):
        found = read(
            f"{BEDS},7.24,2020,actual,,一",
            f"{BEDS},增长49.90%,2020,change,,一",
            kind="reference",
            first_year=None,
            last_year=None,
        )
        assert self.derived(found) == []


class TestExactness:
    def test_a_value_stays_as_exact_as_printed_when_its_unit_changes(self, read):
        rows = [
            f"5岁以下儿童死亡率,{text},2020,actual,,一" for text in ("0.649%", "6.490‰", "6.5‰")
        ]
        assert [each.decimals for each in read(*rows).observations] == [2, 3, 1]

    def test_a_value_per_10_000_is_exact_to_one_place_more_per_1_000(self, read):
        (found,) = read("每万人口医疗卫生机构床位数(张),72.40,2020,actual,,一").observations
        assert (found.value, found.decimals) == (Decimal("7.24"), 3)

    def test_a_derived_value_is_as_exact_as_what_it_follows_from(self, read):
        rows = (f"{BEDS},7.24,2020,actual,,一", f"{BEDS},比基期增长33.3%,2025,target,,一")
        assert [each.decimals for each in read(*rows).observations] == [2, 2]


class TestConflicts:
    RATE = "5岁以下儿童死亡率"

    def test_two_publications_in_one_folder_are_settled_across_sources(self, make_source):
        rows = [
            f"{self.RATE},6.94‰,2020,actual,,一,报道,press,2021-01-01",
            f"{self.RATE},6.49‰,2020,actual,,二,公报,official,2020-12-01",
            f"{self.RATE},6.5‰,2020,actual,,三,年鉴,official,2020-12-01",
            f"{self.RATE},5.94‰,2021,actual,,一,前一公报,official,2022-01-01",
            f"{self.RATE},5.49‰,2021,actual,,二,后一公报,official,2023-01-01",
        ]
        head = f"{HEAD},publication,reliability,issued"
        folder = make_source(rows=rows, head=head)
        observed = make_tables(folder.parent)["observations"].set_index("figure_row")
        assert observed["flags"].to_dict() == {
            2: "conflict;outranked",
            3: "conflict",  # official before press, and exact before rounded
            4: "outranked",
            5: "conflict;outranked",
            6: "conflict",  # the later account
        }


class TestCorrections:
    ROW = f"{BEDS},724,2020,actual,,主要指标 / 第1行"

    def entry(self, action, value="", expects="724"):
        return "\n".join(
            [
                "[[correction]]",
                f'label = "{BEDS}"',
                'place = "主要指标 / 第1行"',
                f'expects = "{expects}"',
                f'action = "{action}"',
                f'value = "{value}"',
                'reason = "the decimal point is lost; the text says 7.24"',
                'status = "open"',
            ]
        )

    def test_override_puts_the_right_value(self, read):
        (found,) = read(self.ROW, corrections=self.entry("override", "7.24")).observations
        assert (found.value, found.flags) == (Decimal("7.24"), {"corrected"})

    def test_drop_leaves_the_figure_out(self, read):
        assert read(self.ROW, corrections=self.entry("drop")).observations == ()

    def test_flag_keeps_the_value_as_confirmed(self, read):
        (found,) = read(self.ROW, corrections=self.entry("flag")).observations
        assert (found.value, found.flags) == (Decimal(724), {"confirmed"})

    def test_a_correction_whose_error_is_gone_has_expired(self, read):
        with pytest.raises(SourceError, match="has expired: the source no longer prints 725"):
            read(self.ROW, corrections=self.entry("drop", expects="725"))


@pytest.mark.parametrize("review", ["confirmed", "corrected", "added"])
def test_what_a_person_held_beside_the_document_says_so(make_source, review):
    rows = (f"{BEDS},6,2020,actual,,一,", f"{BEDS},7,2025,target,,一,{review}")
    found = harmonise(load_source(make_source(rows=rows, head=f"{HEAD},review")))
    assert [each.flags for each in found.observations] == [frozenset(), {"reviewed"}]


def test_no_other_word_stands_for_a_persons_eye(make_source):
    folder = make_source(rows=(f"{BEDS},6,2020,actual,,一,yes",), head=f"{HEAD},review")
    with pytest.raises(SourceError, match="row 2: “yes” will not do as review"):
        load_source(folder)
