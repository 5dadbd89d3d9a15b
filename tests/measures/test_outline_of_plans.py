"""Every numbered heading of the five real plans is found, at its level, and no other."""

import re
import tomllib
from pathlib import Path

import pytest

from plancompare.reading import read_document
from plancompare.reading.outline import outline

PLANS = tomllib.loads(Path(__file__).with_name("outlines.toml").read_text(encoding="utf-8"))
DIGITS = ["", *"一二三四五六七八九"]
COUNTED = [f"{DIGITS[n // 10] if n >= 20 else ''}{'十' if n >= 10 else ''}{DIGITS[n % 10]}"
           for n in range(1, 40)]  # fmt: skip


def expand(line: str) -> list[str]:
    """The numbers that a line of outlines.toml stands for."""
    if match := re.fullmatch(r"(\S+) x(\d+)", line):
        return [match[1]] * int(match[2])
    first, _, last = line.partition(" to ")
    if not last:
        return [line]
    numbers = (
        COUNTED if re.search("[一二三四五六七八九十]", first) else list(map(str, range(1, 40)))
    )
    own = re.search(r"\d+|[一二三四五六七八九十]+", first)[0]
    form = first.replace(own, "{}")
    run = [form.format(each) for each in numbers]
    return run[run.index(first) : run.index(last) + 1]


def expected(plan: str) -> list[tuple[int, str]]:
    lines = PLANS[plan].strip("\n").split("\n")
    return [
        ((len(line) - len(line.lstrip())) // 2 + 1, number)
        for line in lines
        for number in expand(line.strip())
    ]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("第一章", ["第一章"]),
        ("(九) to (十一)", ["(九)", "(十)", "(十一)"]),
        ("1. to 3.", ["1.", "2.", "3."]),
        ("—— x2", ["——", "——"]),
    ],
)
def test_the_short_hand_of_the_counted_outlines(line, numbers):
    assert expand(line) == numbers


@pytest.mark.parametrize("plan", PLANS)
def test_the_outline_is_the_one_counted_by_hand(plan, shared):
    text = read_document(shared / "plans" / f"{plan}.txt").text
    found = [(heading.level, heading.number) for heading in outline(text)]
    assert found == expected(plan)


@pytest.mark.parametrize(
    ("plan", "count"),
    [
        ("tibet-2023-service-system-opinions", 33),
        ("changzhou-2020-work-plan", 13),
        ("shanxi-2017-work-points", 36),
        ("leshan-shizhong-14fyp-health-draft", 78),
        ("tongliao-14fyp-health", 117),
    ],
)
def test_the_number_of_headings(plan, count):
    assert len(expected(plan)) == count
