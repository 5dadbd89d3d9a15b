"""No sentence of the shipped reports is one that an official would correct: forbidden.toml."""

import re
import tomllib
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from plancompare.dataset import Dataset, load
from plancompare.reports.told.brief import Brief
from plancompare.reports.told.measures_summary import described
from plancompare.reports.told.opening import region_cards
from plancompare.reports.told.plans_summary import summarise_plans
from plancompare.reports.told.summary import summarise
from plancompare.reports.told.wording import phrases
from plancompare.views.plan_views import successive_plans

FORBIDDEN = tomllib.loads(Path(__file__).with_name("forbidden.toml").read_text(encoding="utf-8"))[
    "phrase"
]
CARDS = "cards"  # each stands under a title of its own
ALIKE = 0.95  # of two paragraphs' characters


@pytest.fixture(scope="module")
def data(shipped) -> Dataset:
    return load(shipped)


@pytest.fixture(scope="module")
def told(data, summaries, briefs) -> dict[str, list[str]]:
    """The sentences of each report."""
    return dict(_told(data, summaries, briefs))


def _told(
    data: Dataset, summaries: dict[str, list[str]], briefs: dict[str, Brief]
) -> Iterator[tuple[str, list[str]]]:
    measured = set(data.measures["region_code"])
    for code in sorted({*data.gaps["region_code"], *measured}):
        sentences = summaries[code] if code in summaries else summarise(data, code, "zh")
        yield f"{CARDS} {code}", [each.text for each in region_cards(data, code, "zh")]
        if code in measured:
            more = described(data, code, "zh")
            sentences = [*sentences, *more]
        yield code, sentences
    for pair in successive_plans(data):
        yield " ".join(pair), summarise_plans(data, *pair, "zh")
    for code, brief in briefs.items():
        yield f"brief {code}", [brief.question, *brief.findings, brief.caption]


@pytest.mark.parametrize("phrase", FORBIDDEN, ids=lambda each: each["why"][:40])
def test_no_sentence_says_what_an_official_would_correct(told, phrase):
    found = [
        (report, match[0], sentence)
        for report, sentences in told.items()
        for sentence in sentences
        if (match := re.search(phrase["pattern"], _own(sentence)))
    ]
    assert not found, phrase["why"]


def _own(sentence: str) -> str:
    """A sentence without the titles in it, which are their issuers' words."""
    return re.sub(r"《[^》]*》", "《题》", sentence)


def test_no_two_paragraphs_of_a_report_are_nearly_the_same(told):
    paragraphs = {name: each for name, each in told.items() if not name.startswith(CARDS)}
    for report, sentences in paragraphs.items():
        for one, other in combinations([each for each in sentences if len(each) > 30], 2):
            matcher = SequenceMatcher(None, one, other, autojunk=False)
            if matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE:
                assert matcher.ratio() <= ALIKE, (report, one, other)


@pytest.mark.parametrize("phrase", FORBIDDEN[:3], ids=lambda each: each["why"][:40])
def test_the_wording_itself_has_none(phrase):
    texts = {key: text for key, text in phrases("zh").items() if isinstance(text, str)}
    found = {key: text for key, text in texts.items() if re.search(phrase["pattern"], text)}
    assert not found, phrase["why"]


@pytest.mark.parametrize(
    "sentence",
    ["与山西省最相近（加权余弦相似度0.90）。", "负责条目最多的是卫生健康部门（1条）。",
     "见figures.csv第3行。", "提出目标的有1项：床位。"],
)  # fmt: skip
def test_the_list_knows_what_was_once_printed(sentence):
    assert any(re.search(each["pattern"], sentence) for each in FORBIDDEN)
