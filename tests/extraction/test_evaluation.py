"""What counts as found, missed and spurious."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from plancompare.extraction import ExtractedFigure
from plancompare.extraction.evaluate import Score, compare, facts_of


@dataclass(frozen=True)
class Row:
    """A row of figures.csv."""

    label: str
    value: str
    year: int | None = 2025
    role: str = "target"
    row: int = 2


FIGURE = ExtractedFigure(
    label="婴儿死亡率", indicator_id="infant_mortality", region_code="330100",
    value_printed="4‰以下", value=Decimal(4), value_upper=None, unit="permille", bound="at_most",
    year=2025, role="target", direction="", nature="", place="", quote="婴儿死亡率4‰以下",
    start=0, end=9, method="prose",
)  # fmt: skip


def test_the_same_tuple_is_found():
    comparison = compare([FIGURE], [Row("婴儿死亡率(‰)", "≤4")])
    assert len(comparison.found) == 1
    assert comparison.score() == Score(found=1, missed=0, spurious=0)


@pytest.mark.parametrize(
    "other",
    [
        {"value": Decimal(5)},
        {"unit": "percent"},
        {"bound": "below"},
        {"year": 2024},
        {"role": "actual"},
        {"indicator_id": "under5_mortality"},
    ],
)
def test_a_tuple_that_differs_in_anything_is_missed_and_spurious(other):
    comparison = compare([FIGURE._replace(**other)], [Row("婴儿死亡率", "≤4‰")])
    assert comparison.score() == Score(found=0, missed=1, spurious=1)
    ((_, row),) = comparison.missed
    ((_, figure),) = comparison.spurious
    assert row == 2
    assert figure.quote == FIGURE.quote


def test_the_same_tuple_twice_has_to_be_found_twice():
    comparison = compare([FIGURE], [Row("婴儿死亡率", "≤4‰"), Row("婴儿死亡率", "≤4‰", row=3)])
    assert [row for _, row in comparison.missed] == [3]


def test_another_regions_figure_is_left_out():
    nation = FIGURE._replace(region_code="100000")
    comparison = compare([FIGURE, nation], [Row("婴儿死亡率", "≤4‰")], "330100")
    assert comparison.spurious == ()


def test_labels_that_the_catalogue_does_not_know_count_only_when_asked():
    unknown = FIGURE._replace(label="某某率", indicator_id="")
    comparison = compare([unknown], [])
    assert comparison.score() == Score(0, 0, 0)
    assert comparison.score(comparable_only=False) == Score(0, 0, 1)


def test_a_paired_cell_is_a_tuple_for_each_indicator():
    facts = facts_of(Row("高血压和糖尿病患者规范管理率(%)", "70.1/68.4", 2020, "actual"))
    assert [(fact.name, fact.value) for fact in facts] == [
        ("hypertension_standard_management", Decimal("70.1")),
        ("diabetes_standard_management", Decimal("68.4")),
    ]


def test_a_change_is_compared_by_size_and_direction():
    up = FIGURE._replace(role="change", direction="up", bound="exact", value=Decimal(1))
    down = up._replace(direction="down")
    row = Row("婴儿死亡率", "降低1‰", role="change")
    assert compare([down], [row]).score().f1 == 1
    assert compare([up], [row]).score().f1 == 0


def test_scores():
    score = Score(found=8, missed=2, spurious=0)
    assert (score.precision, score.recall) == (1, 0.8)
    assert score.f1 == pytest.approx(16 / 18)
    assert Score(0, 0, 0).f1 == 1
    assert score + Score(1, 1, 1) == Score(9, 3, 1)


def test_scores_by_indicator():
    comparison = compare([FIGURE], [Row("婴儿死亡率", "≤4‰"), Row("孕产妇死亡率", "≤9/10万")])
    assert comparison.scores_by_name() == {
        "infant_mortality": Score(1, 0, 0),
        "maternal_mortality": Score(0, 1, 0),
    }
