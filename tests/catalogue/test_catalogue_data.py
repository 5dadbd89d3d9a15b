"""The catalogue's own data: every entry complete, no label named twice, every source's label known.

A failing test lists the entries or labels that break the rule.
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pytest

from plancompare.catalogue import Indicator, Match, catalogue
from plancompare.language.labels import expand_label, normalise_label

FOLDER = Path(str(files("plancompare.catalogue")))
TABLES = sorted(FOLDER.glob("indicators/*.toml"))
RAW = Path(__file__).parents[2] / "data/raw"
USUAL_LABELS = Path(__file__).with_name("labels_of_plans.csv")
FEWEST_USUAL = 1_500
MOST_LABELS = 400  # of one template: more is hard to review and slow to search
# what a value in the unit can be at all; a growth rate may be negative
POSSIBLE = {
    "percent": (-100, 500), "permille": (-1_000, 1_000), "per_1000": (0, 1_000),
    "per_10k": (0, 10_000), "per_100k": (0, 100_000), "years": (0, 120), "minutes": (0, 1_440),
    "yuan": (0, 100_000_000_000_000),
}  # fmt: skip
RATIOS = {"percent", "permille", "per_1000", "per_10k", "per_100k"}
# printed by plans that never say what it counts
UNDEFINED = {"antenatal_testing"}

ENTRIES = list(catalogue().values())


def _rows(path: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tomllib.loads(path.read_text("utf-8")).get("indicator", [])
    return rows


def _expanded(templates: Iterable[str]) -> set[str]:
    return {label for template in templates for label in expand_label(template)}


def _labels_of(entry: Indicator) -> set[str]:
    return _expanded((entry.name_zh, entry.name_en, *entry.labels, *entry.near_labels))


def _on_purpose() -> dict[str, str]:
    """The labels that no indicator should name, with their reasons."""
    text = (FOLDER / "unmatched_on_purpose.toml").read_text("utf-8")
    return {row["label"]: row["reason"] for row in tomllib.loads(text)["unmatched"]}


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """Every label of the sources, with a source that prints it."""
    found: dict[str, str] = {}
    for path in sorted((*RAW.glob("*/figures.csv"), *RAW.glob("*/table.csv"))):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row["label"]: path.parent.name for row in csv.DictReader(file)}
    return found


# --- the files ---


def test_an_indicator_stands_in_the_file_of_its_domain():
    assert {path.stem: {row["domain"] for row in _rows(path)} for path in TABLES} == {
        domain: {domain} for domain in sorted(catalogue().domains)
    }


def test_there_are_enough_indicators_for_plans_not_yet_seen():
    assert len(ENTRIES) >= 200


# --- each entry ---


def test_definitions_are_sentences_in_their_language():
    assert [entry.id for entry in ENTRIES if not entry.definition_zh.endswith("。")] == []
    assert [entry.id for entry in ENTRIES if not entry.definition_en.endswith(".")] == []
    english = [(entry.id, entry.name_en + entry.definition_en) for entry in ENTRIES]
    assert [name for name, text in english if not text.isascii()] == []


def test_entries_say_what_is_counted_and_when():
    defined = [entry for entry in ENTRIES if entry.id not in UNDEFINED]
    assert [entry.id for entry in defined if not (entry.numerator and entry.period)] == []


def test_a_definition_looked_for_in_vain_is_of_an_indicator_without_one():
    entries = catalogue()
    named = [indicator for search in entries.sought for indicator in search.indicators]
    assert len(named) == len(set(named)) and set(named) <= set(entries)
    assert not [each for each in named if entries[each].definition_source]


def test_ratios_say_what_is_counted_against_what():
    ratios = [entry for entry in ENTRIES if entry.unit in RATIOS and entry.id not in UNDEFINED]
    assert [entry.id for entry in ratios if not entry.denominator] == []


def test_plausible_ranges_are_possible_in_their_unit():
    for entry in ENTRIES:
        lowest, highest = POSSIBLE.get(entry.unit, (0, 20_000_000_000))
        assert lowest <= entry.minimum < entry.maximum <= highest, entry.id


def test_a_county_may_have_no_death_of_a_mother_or_an_infant():
    for name in ("maternal_mortality", "infant_mortality", "under5_mortality"):
        assert catalogue()[name].minimum == 0


def test_counts_are_shown_without_decimals():
    assert [entry.id for entry in ENTRIES if entry.unit == "count" and entry.decimals] == []


def test_more_beds_or_staff_is_not_better():
    judged = {
        entry.id
        for entry in ENTRIES
        if entry.domain == "resources" and entry.unit in RATIOS - {"percent"}
        if entry.direction != "neutral"
    }
    assert judged == {"childcare_places_per_1000"}


def test_less_death_and_disease_is_better():
    rates = [entry for entry in ENTRIES if entry.name_zh.endswith(("死亡率", "发病率", "患病率"))]
    assert {entry.id for entry in rates if entry.direction != "less"} == {
        "crude_death_rate",  # rises with age, not with bad health
        "severe_mental_reported_prevalence",  # rises with better detection
    }


def test_near_relations_are_known_and_hold_both_ways():
    assert [
        (entry.id, other)
        for entry in ENTRIES
        for other in entry.near
        if other == entry.id or entry.id not in catalogue()[other].near
    ] == []


def test_no_entry_is_printed_under_what_it_excludes():
    assert [
        entry.id
        for entry in ENTRIES
        if {normalise_label(label) for label in entry.excludes} & _labels_of(entry)
    ] == []


def test_a_standard_is_a_plausible_value():
    for entry in ENTRIES:
        if entry.standard:
            assert entry.minimum <= entry.standard.value <= entry.maximum, entry.id


# --- labels ---


def test_no_template_stands_for_too_many_labels():
    templates = [(entry.id, t) for entry in ENTRIES for t in (*entry.labels, *entry.near_labels)]
    assert [pair for pair in templates if len(expand_label(pair[1])) > MOST_LABELS] == []


def test_no_label_names_two_indicators():
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for entry in ENTRIES:
        for label in _labels_of(entry):
            owners[label].add(entry.id)
    for pair in catalogue().paired_labels:
        for label in _expanded(pair.labels):
            owners[label].add(" and ".join(pair.indicators))
    assert {label: names for label, names in owners.items() if len(names) > 1} == {}


def test_no_label_is_both_the_same_and_near():
    assert {
        entry.id: both
        for entry in ENTRIES
        if (both := _expanded(entry.labels) & _expanded(entry.near_labels))
    } == {}


def test_no_label_names_another_place():
    """全国居民健康素养水平 in a county's plan is the nation's figure."""
    labels = {label for entry in ENTRIES for label in _labels_of(entry)}
    assert [label for label in labels if label.startswith(("全国", "全市", "我市", "我省"))] == []


def test_paired_labels_name_indicators_of_one_unit():
    for pair in catalogue().paired_labels:
        assert len({catalogue()[name].unit for name in pair.indicators}) == 1


@pytest.mark.parametrize(
    ("label", "names"),
    [
        (
            "高血压和Ⅱ型糖尿病患者规范化管理率(%)",
            ("hypertension_standard_management", "diabetes_standard_management"),
        ),
        (
            "高血压、糖尿病患者规范管理率",
            ("hypertension_standard_management", "diabetes_standard_management"),
        ),
        (
            "孕产妇系统管理率和3岁以下儿童系统管理率(%)",
            ("maternal_systematic_management", "child_systematic_management_u3"),
        ),
        (
            "3岁以下儿童系统管理率和孕产妇系统管理率",
            ("child_systematic_management_u3", "maternal_systematic_management"),
        ),
    ],
)
def test_a_paired_cell_names_its_indicators_in_the_order_of_its_values(label, names):
    assert catalogue().match(label) == Match(names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("65岁及以上老年人健康管理率", "65岁及以上老年人城乡社区规范健康管理服务率"),
        ("高血压患者健康管理率", "高血压患者规范管理率"),
        ("产前筛查率", "产前检查率"),
        ("产前检测率", "产前筛查率"),
        ("每千人口执业(助理)医师数", "每千人口执业医师数"),
        ("每千人口执业(助理)医师数", "每千人口中医类别执业(助理)医师数"),
        ("每千人口医疗卫生机构床位数", "每千人口公立医院床位数"),
        ("每千人口医疗卫生机构床位数", "每千名儿童床位数"),
        ("每万人口全科医生数", "全科医生数占执业(助理)医师数比重"),
        ("每万人口公共卫生人员数", "每万人口专业公共卫生机构人员数"),
        ("人均预期寿命", "户籍人口期望寿命"),
        ("人均预期寿命", "人均健康预期寿命"),
        ("居民健康档案建档率", "居民电子健康档案建档率"),
        ("居民电子健康档案建档率", "居民规范化电子健康档案建档率"),
        ("严重精神障碍管理率", "严重精神障碍患者规范管理率"),
        ("法定传染病报告率", "法定传染病报告发病率"),
        ("县域内就诊率", "县域内住院率"),
        ("县域内就诊率", "市域内就诊率"),
        ("6个月内婴儿纯母乳喂养率", "母乳喂养率"),
        ("居民健康素养水平", "居民心理健康素养水平"),
        ("3岁以下儿童系统管理率", "3岁以下儿童健康管理率"),
        ("出生缺陷发生率", "严重致残出生缺陷发生率"),
        ("甲乙类法定传染病报告发病率", "丙类传染病报告发病率"),
        ("常住人口城镇化率", "户籍人口城镇化率"),
        ("每千人口拥有3岁以下婴幼儿托位数", "3岁以下婴幼儿托位数"),
        ("患者满意度", "公众对医疗卫生服务满意度"),
        ("全民健康信息平台覆盖率", "医疗卫生机构接入全民健康信息平台比例"),
        ("社区卫生服务中心和乡镇卫生院中医馆设置比例", "乡镇卫生院中医馆覆盖率"),
        ("慢性病患者家庭医生签约率", "建档立卡贫困人口慢病签约服务率"),
        ("医疗卫生机构床位总数", "公立医院床位数"),
    ],
)
def test_a_qualifier_changes_the_indicator(one, other):
    first, second = catalogue().match(one), catalogue().match(other)
    assert first and second
    assert first.indicator_ids != second.indicator_ids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("人均预期寿命", "居民平均期望寿命(岁)"),
        ("每千人口医疗卫生机构床位数", "每千常住人口床位数(张)"),
        ("每千人注册护士数", "每千人口拥有注册护士数"),
        ("每千人口3岁以下婴幼儿托位数", "每千人口拥有3岁以下托位数"),
        ("每千人口卫生技术人员数", "每万人拥有卫生技术人员数"),
        ("2型糖尿病患者规范管理率", "Ⅱ糖尿病患者规范化管理率"),
        ("重大慢性病过早死亡率", "重大慢性疾病过早死亡率(%)"),
        (
            "重大慢性病过早死亡率",
            "30—70岁人群因心脑血管疾病、癌症、慢性呼吸系统疾病和糖尿病导致的过早死亡率",
        ),
        (
            "重大慢性病过早死亡率",
            "30至70岁人群因心脑血管疾病、癌症、慢性呼吸系统疾病、糖尿病等造成的过早死亡率",
        ),
        ("15岁以上人群吸烟率", "15岁及以上人群吸烟率"),
        ("婚检率", "婚前医学检查率"),
        ("个人卫生支出占卫生总费用比重(核算)", "个人卫生支出占卫生总费用的比重"),
    ],
)
def test_a_way_of_printing_does_not_change_the_indicator(one, other):
    assert catalogue().match(one) == catalogue().match(other) is not None


@pytest.mark.parametrize(
    "label",
    [
        "每千人口肿瘤医院床位数",
        "公立医院婴儿死亡率",
        "儿童人均预期寿命",
        "牧民人均预期寿命",
        "农村孕产妇死亡率",
        "学生健康素养水平",
        "老年人高血压患病率",
        "中医医院床位使用率",
        "新增托位数",
        "基层医疗卫生机构诊疗人次",
    ],
)
def test_an_unknown_qualifier_never_falls_through(label):
    assert catalogue().match(label) is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("每千人口医生数", "physicians_per_1000"),
        ("三级医院平均住院日", "average_length_of_stay"),
        ("心脑血管疾病标化死亡率", "cardiovascular_mortality"),
    ],
)
def test_a_slightly_different_definition_is_near(label, name):
    assert catalogue().match(label) == Match((name,), "near")


def test_the_usual_labels_of_plans_name_their_indicators():
    """Labels of plans, outlines and communiques of every level, each judged by a reader."""
    with USUAL_LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = {}
    for row in rows:
        match = catalogue().match(row["label"])
        found = " ".join(match.indicator_ids) if match else ""
        if found != row["indicator_ids"]:
            wrong[row["label"]] = f"{found or 'nothing'}, not {row['indicator_ids']}"
    assert wrong == {}
    assert len(rows) >= FEWEST_USUAL


# --- the sources ---


def test_every_printed_label_is_an_indicator_or_unmatched_on_purpose(printed):
    unknown = {label for label in printed if not catalogue().match(label)} - set(_on_purpose())
    assert {label: printed[label] for label in unknown} == {}


def test_what_is_unmatched_on_purpose_is_printed_and_says_why(printed):
    assert set(_on_purpose()) - set(printed) == set()
    assert all(reason.endswith(".") for reason in _on_purpose().values())


def test_what_is_unmatched_on_purpose_has_no_indicator():
    assert [label for label in _on_purpose() if catalogue().match(label)] == []


def test_every_label_of_the_facts_is_known(shared):
    with (shared / "facts/facts.csv").open(encoding="utf-8-sig", newline="") as file:
        labels = {row["label"] for row in csv.DictReader(file)}
    assert {label for label in labels if not catalogue().match(label)} <= set(_on_purpose())


def test_what_readers_ask_for_first_are_indicators_of_the_catalogue():
    assert catalogue().flagships[0] == "beds_per_1000"
    assert set(catalogue().flagships) <= set(catalogue())


def test_counts_are_not_judged_between_regions_of_different_size():
    judged = [
        entry.id for entry in ENTRIES if entry.unit == "count" and entry.direction != "neutral"
    ]
    assert judged == []


def test_a_label_of_public_hospitals_is_only_near_to_an_indicator_of_all():
    match = catalogue().match("二级以上公立综合医院设置老年医学科比例")
    assert match == Match(("geriatric_departments_share",), "near")
    assert catalogue().match("公立医院床位数") == Match(("public_hospital_beds_total",))


def test_an_id_that_was_merged_into_another_still_finds_it():
    assert catalogue()["public_health_staff_per_1000"].id == "public_health_staff_per_10k"


def test_the_sex_ratio_at_birth_has_a_range():
    standard = catalogue()["sex_ratio_at_birth"].standard
    assert standard and (standard.value, standard.upper, standard.bound) == (103, 107, "range")
