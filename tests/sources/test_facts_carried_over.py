"""Every figure that was read for the nation and the provinces is in `data/raw`, unchanged."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from plancompare.catalogue import catalogue
from plancompare.language import PrintedValue, normalise_label
from plancompare.language.labels import label_unit
from plancompare.language.units import denominator_unit
from plancompare.sources import Figure, Source, find_sources, load_source

REPOSITORY = Path(__file__).parents[2]
FACTS = REPOSITORY.parent / "shared/facts/facts.csv"
BOUNDS = {
    "=": "exact", ">=": "at_least", ">": "above", "<=": "at_most", "<": "below", "~": "about",
}  # fmt: skip
# targets that a news page quotes stand with the plan that they are of, as the plan's page has them
OF_THE_PLAN = {
    ("2023年全国居民健康素养监测 / 健康中国行动(2019—2030年)", "target"): {
        "title": "健康中国行动(2019—2030年)",
        "label": "居民健康素养水平(%)",
        "reliability": "republished",
        "url": "https://xueqiu.com/2509790890/237646642",
    },
    ("国家卫生健康委新闻发布会(引妇女儿童发展纲要目标)", "target"): {
        "title": "中国妇女发展纲要(2021—2030年)",
        "bound": "<=",  # 12/10万以下 includes 12
        "url": "http://www.tyjgjz.com/cn/Instant/expo/202306/t20230602_7426582.html",
    },
}
# the facts have no yuan and no square metres
OTHER = {"yuan", "count", "other"}


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    if not FACTS.is_file():
        pytest.skip("the facts that the sources were made from are not beside the repository")
    with FACTS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row | OF_THE_PLAN.get((row["title"], row["role"]), {}) for row in rows]


@pytest.fixture(scope="module")
def figures() -> set[tuple[object, ...]]:
    sources = [load_source(folder) for folder in find_sources(REPOSITORY / "data/raw")]
    return {key for source in sources for key in _keys(source)}


def _keys(source: Source) -> Iterator[tuple[object, ...]]:
    for figure in source.figures:
        if len(figure.values) == 1 and figure.values[0].stated:
            yield _key(figure, figure.values[0], source)


def _key(figure: Figure, printed: PrintedValue, source: Source) -> tuple[object, ...]:
    unit = printed.unit if printed.unit != "count" else ""
    return (
        figure.region_code or source.meta.region,
        figure.label,
        printed.change.amount if printed.change else printed.value,
        unit or _implied_unit(figure.label) or printed.unit,
        printed.bound,
        figure.year,
        figure.role,
        figure.reliability or source.meta.reliability,
        figure.url or source.meta.url,
    )


def _implied_unit(label: str) -> str:
    """The unit that a bare number takes from its label or from its indicator."""
    from_words = label_unit(label) or denominator_unit(normalise_label(label))
    match = catalogue().match(label)
    from_catalogue = catalogue()[match.indicator_ids[0]].unit if match else ""
    unit = from_words or from_catalogue
    return "other" if unit in OTHER else unit


def _expected(fact: dict[str, str]) -> tuple[object, ...]:
    return (
        fact["region_code"],
        fact["label"],
        Decimal(fact["value"]),
        fact["unit"],
        BOUNDS[fact["bound"]],
        int(fact["year"]),
        fact["role"],
        fact["reliability"],
        fact["url"],
    )


def _comparable(key: tuple[object, ...]) -> tuple[object, ...]:
    return tuple("other" if part in OTHER else part for part in key)


def test_every_fact_is_found_again(facts, figures):
    carried = {_comparable(key) for key in figures}

    missing = [fact for fact in facts if _comparable(_expected(fact)) not in carried]

    assert missing == []


def test_a_fact_that_was_changed_would_be_missed(facts, figures):
    carried = {_comparable(key) for key in figures}

    misread = facts[0] | {"value": facts[0]["value"] + "9"}

    assert _comparable(_expected(misread)) not in carried


def test_every_fact_s_publication_is_named(facts):
    named = {
        (figure.publication or source.meta.title)
        for source in (load_source(each) for each in find_sources(REPOSITORY / "data/raw"))
        for figure in source.figures
    }
    # one publication that its copies name in two ways, a title without its document number, and
    # one that stood in English where readers now see its Chinese name
    known_as = {
        "Tibet 13th Five-Year health targets (press report)": (
            "西藏自治区“十三五”健康目标（新闻报道）"
        ),
        "2015年我国卫生健康事业发展统计公报": "2015年我国卫生和计划生育事业发展统计公报",
        "关于贯彻健康中国行动推进健康山东建设的实施意见": (
            "山东省人民政府关于贯彻健康中国行动推进健康山东建设的实施意见"
        ),
        "2023年浙江省卫生健康工作要点(浙卫发〔2023〕10号)": "2023年浙江省卫生健康工作要点",
    }
    titles = {fact["title"] for fact in facts} - {""}

    assert {known_as.get(title, title) for title in titles} - named == set()
