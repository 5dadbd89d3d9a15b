"""Every form of sentence in cases.toml gives the figures that a person would enter for it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from built_documents import document

from plancompare.extraction import extract
from plancompare.extraction.evaluate import compare

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
OWN = "330100"
SETTINGS = {
    # period, headings, title
    "goal": ((2021, 2025), "二、发展目标", "某市卫生健康规划"),
    "past": ((2021, 2025), "一、发展基础", "某市卫生健康规划"),
    "work": ((2024, 2024), "二、重点任务", "2024年某市卫生健康工作要点"),
    "report": ((2023, 2023), "一、工作情况", "2023年某市卫生健康工作总结"),
    "action": ((2020, 2030), "二、主要行动", "健康某市行动方案"),
}


@dataclass(frozen=True)
class Row:
    """A figure as a person would enter it."""

    row: int
    label: str
    value: str
    year: int | None
    role: str
    region: str = OWN


def expected(lines):
    rows = []
    for number, line in enumerate(lines):
        label, value, year, role, *region = (part.strip() for part in line.split("|"))
        rows.append(Row(number, label, value, None if year == "-" else int(year), role, *region))
    return rows


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}-{case['form']}" for number, case in enumerate(CASES)]
)
def test_sentence(case):
    assert_read(case)


def assert_read(case):
    """Assert that a case's sentence gives its figures and no others."""
    period, place, title = SETTINGS[case.get("setting", "goal")]
    built = document((place, case["text"]), title=title)
    figures = extract(built, region_code=OWN, period=period)
    rows = expected(case["expect"])
    regions = {row.region for row in rows} | {figure.region_code for figure in figures}
    for region in regions:
        comparison = compare(
            [figure for figure in figures if figure.region_code == region],
            [row for row in rows if row.region == region],
        )
        assert not comparison.missed
        assert not comparison.spurious


def test_there_are_many_forms():
    assert len(CASES) >= 150
    assert len({case["form"] for case in CASES}) >= 15
