"""What the lexer sees as values and times, and what it leaves in the text between."""

import pytest

from plancompare.extraction.lexer import tokens
from plancompare.extraction.times import Time, read_time


def kinds(text):
    return [(token.kind, token.text) for token in tokens(text, 0, len(text))]


def values(text):
    return [text for kind, text in kinds(text) if kind == "value"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("达到95%以上", ["95%以上"]),
        ("不低于1:0.6", ["不低于1:0.6"]),
        ("控制在9/10万、4‰以内", ["控制在9/10万", "4‰以内"]),
        ("由77.2岁提高到78.6岁", ["77.2岁", "78.6岁"]),
        ("1~1.5名", ["1~1.5名"]),
        ("百分之八十五以上", ["百分之八十五以上"]),
        ("九成左右", ["九成左右"]),
        ("签约率达70%", ["70%"]),
        ("为-1.2‰", ["-1.2‰"]),
        ("1,200人", ["1,200人"]),
    ],
)
def test_values(text, found):
    assert values(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "国办发〔2021〕21号",
        "《医疗机构设置规划(2017-2020)》",
        "65岁及以上老年人",
        "0-6岁儿童",
        "6个月内婴儿",
        "每10万人口",
        "Ⅱ型糖尿病",
        "2型糖尿病",
        "12大类服务",
        "P3实验室和5G网络",
        "“12356”",
        "总体癌症5年生存率",
        "居民15分钟到达医疗机构",
        "第3届",
        "三级甲等医院和十四五规划",
        "完成建成工作",
    ],
)
def test_numbers_that_only_name_are_no_values(text):
    assert values(text) == []


def test_tokens_cover_the_sentence():
    text = "到2025年,婴儿死亡率、孕产妇死亡率(含农村)分别达到3‰、9/10万"
    assert "".join(token.text for token in tokens(text, 0, len(text))) == text


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("到2025年", Time("until", (2025,))),
        ("2020年末", Time("at", (2020,))),
        ("由2015年的", Time("from", (2015,))),
        ("较2015年", Time("base", (2015,))),
        ("在2020年基础上", Time("base", (2020,))),
        ("到2022年和2030年", Time("at", (2022, 2030), listed=True)),
        ("2015—2020年", Time("during", (2015, 2020), exact=True)),
        ("“十三五”期间", Time("during", (2016, 2020))),
        ("“十四五”末", Time("until", (2025,))),
        ("“十三五”以来", Time("since", (2016,))),
        ("比“十二五”末", Time("base", (2015,))),
        ("二〇二五年", Time("at", (2025,))),
        ("民国二十三年", Time("at", (1934,))),
        ("至民国10年", Time("until", (1921,))),
        ("113年底", Time("at", (2024,))),
        ("较一〇六年", Time("base", (2017,))),
        ("'18年底", Time("at", (2018,))),
        ("98年", Time("at", (1998,))),
        ("同比", Time("base")),
        ("去年", Time("ago")),
        ("上一年度", Time("last")),
        ("年内", Time("this")),
        ("目前", Time("now")),
        ("期末", Time("end")),
        ("五年来", Time("during")),
        ("比五年前", Time("base", listed=True)),
        ("由五年前", Time("since")),
    ],
)
def test_times(text, time):
    assert read_time(text) == time


@pytest.mark.parametrize(
    "text", ["到2025年", "较2015年", "“十三五”末", "2022年和2030年", "同比", "年内"]
)
def test_a_time_is_one_token(text):
    assert kinds(text + "提高")[0] == ("time", text)
