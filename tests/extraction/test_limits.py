"""Whatever the text, extraction answers, in bounded time."""

import pytest
from built_documents import document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import tries

from plancompare.extraction import extract

PERIOD = (2021, 2025)
PIECES = [
    "1", "12.5", "%", "‰", "/10万", "达到", "分别", "、", ",", "和", "由", "从", "提高到",
    "下降", "到", "2020年", "2025年", "—", "——", "“", "”", "(", ")", "率", "婴儿死亡率",
    "每千人口", "床位", "约", "不低于", "以上", "的", "。", ";", "\n", "人", "张", "岁",
    "以乡镇为单位", "在", "覆盖", "占", "其中", "比", "全国平均", "一", "百", "万", "A", "a1",
    "十四五", "期间", "年", "成", "个百分点", "新增", "至少", "比例", "居民健康素养水平", "均",
    "高血压", "糖尿病患者规范管理率", "5岁以下儿童", ":", "-", "~", "零", "15分钟", "圈", "《",
    "》", "|", "  ", "城乡", "降幅达", "千人口托位数", "1:1.2", "三成", "百分之", "连续三年",
    "全省", "我市", "朝阳区", "新疆兵团", "某市", "→", "零3个月", "≥18岁", "率★",
]  # fmt: skip


def read(text, **options):
    built = document(("三、目标", text))
    return built, extract(built, region_code="330100", period=PERIOD, **options)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(tries(300), suppress_health_check=[HealthCheck.too_slow])
def test_any_order_of_plan_words_is_read(text):
    built, figures = read(text)
    for figure in figures:
        assert built.original[figure.start : figure.end] == figure.quote
        assert figure.value_printed in figure.quote
        assert figure.role in ("actual", "target", "change")
        assert (figure.role == "change") == bool(figure.direction)


@given(st.text(max_size=200))
@tries(200)
def test_any_text_is_read(text):
    read(text)


SENTENCES = (
    "到2025年,孕产妇死亡率、婴儿死亡率分别控制在9/10万、4‰以内,居民健康素养水平由22%提高到30%以上。"
    "每千人口床位7.1张、执业(助理)医师3.2人,较2015年分别增加1.2张和0.8人;100%的乡镇卫生院设置中医馆。\n"
)


@pytest.mark.parametrize(
    "piece",
    [
        SENTENCES,
        "婴儿死亡率1%、",
        "提高到1%",
        "约",
        "1",
        "—",
        "达到",
        "和",
        "2020年",
        "每千人口",
        "(",
        "以乡镇为单位2020年比:",
        "在全人群和重点人群的",
        "5岁以下儿童的个百分点比例",
        "2015 2016 2017 2018\n",
        "→2019年",
    ],
)
def test_a_long_text_is_read_to_its_end(piece, ends):
    """How time grows with length is measured by benchmarks/bench_hostile.py."""
    read(piece * (40_000 // len(piece)))


def test_an_empty_document_has_no_figures():
    assert read("")[1] == []
