"""Labels put together from the pieces that a sentence says them in."""

import pytest

from plancompare.extraction import composition, context, populations
from plancompare.extraction.composition import Head
from plancompare.extraction.labels import Label, find_label, indicators
from plancompare.extraction.places import Places
from plancompare.extraction.scene import Memory

PLACES = Places("330100", "")


def label(text):
    return Label(text, indicators(text))


def unknown(text):
    return Label(text, ())


def after(core, whole):
    return Head(core, "", PLACES, memory=Memory(topic=whole))


def test_the_population_after_what_is_counted():
    found = composition.counted_by(Head("全科医生数达到每万人口", "", PLACES))
    assert found is not None
    assert found.ids == ("gps_per_10k",)


def test_a_population_alone_counts_nothing():
    assert composition.counted_by(Head("力争每千人口", "", PLACES)) is None


@pytest.mark.parametrize(
    ("core", "link"),
    [
        ("个人卫生支出占卫生总费用", "的"),
        ("个人卫生支出占卫生总费用", "的"),
        ("个人卫生支出不超过卫生总费用", "的"),
        ("个人卫生支出所占卫生总费用的", ""),
    ],
)
def test_a_share_put_as_part_and_whole(core, link):
    found = composition.label_of(Head(core, link, PLACES, takes=not link))
    assert found is not None
    assert found.ids == ("oop_share",)


def test_a_share_that_the_catalogue_does_not_know_keeps_its_words():
    found = composition.label_of(Head("护理人员占卫生人员总数", "的", PLACES))
    assert found == Label("护理人员占卫生人员总数比例", (), "", 0, rule="share_of_whole")


def test_a_share_of_what_the_clause_before_counts():
    found = composition.label_of(after("个人卫生支出占", "卫生总费用"))
    assert found is not None
    assert found.ids == ("oop_share",)
    assert composition.label_of(after("其中占", "卫生总费用")) is None


def test_a_coverage_put_as_a_sentence():
    found = composition.label_of(Head("家庭医生签约服务覆盖重点人群", "的", PLACES))
    assert found is not None
    assert found.text == "重点人群家庭医生签约服务覆盖率"
    everyone = composition.label_of(Head("家庭医生签约服务覆盖常住人口", "的", PLACES))
    assert everyone is not None
    assert everyone.ids == ("family_doctor_contracts",)


@pytest.mark.parametrize(
    ("whole", "population", "text"),
    [
        ("家庭医生签约服务覆盖率", "重点人群", "重点人群家庭医生签约服务覆盖率"),
        ("县级医院床位使用率", "乡镇卫生院", "乡镇卫生院床位使用率"),
        ("小学生近视率", "初中生", "初中生近视率"),
        ("每千人口医疗卫生机构床位数", "公立医院", "每千人口公立医院床位数"),
    ],
)
def test_a_label_said_of_another_population(whole, population, text):
    assert populations.of_population(label(whole), population).text == text


def test_an_unknown_population_never_names_the_plain_indicator():
    found = populations.of_population(label("家庭医生签约服务覆盖率"), "高校青年教师")
    assert found.ids == ()
    assert "高校青年教师" in found.text


def test_the_population_of_an_earlier_label():
    nurses = context.with_denominator(unknown("注册护士"), "每千人口", listed=False)
    assert nurses.ids == ("nurses_per_1000",)
    rooms = unknown("手术室")
    assert context.with_denominator(rooms, "每千人口", listed=False) == rooms
    listed = context.with_denominator(rooms, "每千人口", listed=True)
    assert listed == unknown("每千人口手术室")


def test_residence_carries_on_to_the_next_label():
    rural = context.with_standing(label("孕产妇死亡率"), unknown("农村婴儿死亡率"))
    assert rural == label("孕产妇死亡率")  # the catalogue knows it without
    poor = context.with_standing(label("孕产妇死亡率"), unknown("贫困人口签约率"))
    assert poor.text == "贫困人口孕产妇死亡率"
    assert poor.ids == ()


def test_a_bare_measure_is_of_what_the_label_before_is_about():
    found = context.with_same_subject(unknown("病死率"), "甲乙类传染病发病率")
    assert found.text == "甲乙类传染病病死率"
    kept = context.with_same_subject(unknown("医保报销率"), "甲乙类传染病发病率")
    assert kept.text == "医保报销率"


def test_joined_members_share_their_end():
    members = populations.split_joined("高血压和糖尿病患者规范管理率")
    assert [indicators(member) for member in members] == [
        ("hypertension_standard_management",),
        ("diabetes_standard_management",),
    ]
    assert populations.split_joined("卫生与健康支出占比") == []


def test_joined_populations_share_their_measure():
    assert populations.split_people("综合医院和中医医院老年医学科设置率") == [
        "综合医院老年医学科设置率",
        "中医医院老年医学科设置率",
    ]
    assert populations.split_people("预防和治疗率") == []


def test_a_list_carries_the_population_of_its_first_member():
    found = context.carried(
        [label("每千人口执业(助理)医师数"), unknown("注册护士数"), unknown("药师数")]
    )
    assert [each.ids for each in found[:2]] == [("physicians_per_1000",), ("nurses_per_1000",)]
    assert found[2].text == "每千人口药师数"


@pytest.mark.parametrize("text", ["率", "的", "每", "占", "", "(", "比例"])
def test_pieces_that_name_nothing_give_no_label(text):
    assert composition.counted_by(Head(text, "", PLACES)) is None
    assert composition.label_of(Head(text, "的", PLACES)) is None
    assert composition.label_of(after(text, text)) is None
    assert composition.after_measure(Head(text, "", PLACES)) is None
    assert populations.split_joined(text) == []


def test_a_label_names_the_region_it_is_said_of():
    found = find_label("全国婴儿死亡率", PLACES)
    assert found is not None
    assert found.region == "全国"


def test_the_level_of_care_is_that_of_the_whole_list():
    _, second = context.carried([unknown("每万人口基层药师数"), label("注册护士数")])
    assert (second.text, second.ids) == ("每万人口基层注册护士数", ())
    assert context.carried([label("每千人口床位"), label("注册护士数")])[1].ids
