"""Blocks of a report to make files of: a fictional county's, and ones that mean harm."""

from functools import cache
from typing import Any

import pandas as pd

from plancompare.charts import alt_text, dumbbell, ranking, title_text, to_svg
from plancompare.charts.data import chart_data
from plancompare.reports.blocks.content import Block, Heading, Picture, Sentences, TableBlock

NAME = "虚构县"
LONG = "长" * 60 + "Pneumonoultramicroscopicsilicovolcanoconiosis" * 230
HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|'/c calc'!A1",
    "{{ 7 * 7 }} {% raw %}",
    r"$\input{/etc/passwd}$ \write18{ls}",
    '#import "secret.typ": * #read("/etc/passwd") $x^2$ *bold* _it_ @ref <label>',
    "{ MERGEFIELD x } %s {0} &amp; ]]> <w:p/>",
    "turned \u202e4321\u202c\u2066 round \u200f",
    "control\x00\x0b\x1b characters \ufffe and \ud800 halves",
)

GAPS = pd.DataFrame({
    "name_zh": ["每千人口医疗卫生机构床位数", "婴儿死亡率", "每千人口注册护士数"],
    "name_en": ["Beds per 1,000 people", "Infant mortality", "Nurses per 1,000 people"],
    "unit": ["per_1000", "permille", "per_1000"],
    "decimals": [2, 2, 2],
    "baseline": [6.0, 5.5, None],
    "baseline_year": pd.array([2020, 2020, None], dtype="Int64"),
    "target": [7.5, 5.0, 3.8],
    "target_year": [2025, 2025, 2025],
    "bound": ["exact", "at_most", "at_least"],
    "status": ["not yet due", "not yet due", "no baseline"],
    "nation": [6.7, 4.9, 3.56],
    "flags": ["", "", ""],
})  # fmt: skip
# what the dumbbell's title says of them
FINDING = "每千人口医疗卫生机构床位数6.00（2020年），目标7.5（2025年），未到期，还差1.50"
REGIONS = pd.DataFrame({
    "region_code": [f"99{number:04d}" for number in range(45)],
    "region_zh": [f"虚构{number}县" for number in range(45)],
    "region_en": [f"County {number}" for number in range(45)],
    "name_zh": "每千人口医疗卫生机构床位数",
    "name_en": "Beds per 1,000 people",
    "unit": "per_1000",
    "decimals": 2,
    "value": [4 + number / 10 for number in range(45)],
    "year": 2020,
    "direction": "neutral",
})  # fmt: skip


def picture(name: str = "dumbbell", *, title: str | None = None, **changed: Any) -> Picture:
    """A real chart with its data."""
    return Picture(**(_drawn(name, title) | changed))


@cache
def _drawn(name: str, title: str | None) -> dict[str, Any]:
    draw, rows = {"dumbbell": (dumbbell, GAPS), "ranking": (ranking, REGIONS)}[name]
    figure = draw(rows, title=title)
    return {
        "name": name,
        "title": title_text(figure),
        "alt": alt_text(figure),
        "citation": f"《{NAME}卫生健康发展规划》（{NAME}人民政府，2021-05）。",
        "data": chart_data(name, rows, "zh"),
        "svg": to_svg(figure).decode(),
        "text_svg": to_svg(figure, outlines=False).decode(),
    }


def table(rows: int = 3) -> TableBlock:
    cells = tuple((f"指标{n}", f"{n}.25%", "主要指标 / 第1行") for n in range(rows))
    return TableBlock(("指标", "数值", "出处位置"), cells, "全部数值")


def report(*more: Block) -> list[Block]:
    return [
        Heading(f"{NAME}：现状、目标与差距", 1),
        Heading("摘要", 2),
        Sentences((f"{NAME}就3项可比指标提出了目标。", "差距最大的是床位数（6.00 → 7.50）。")),
        Heading("分领域的现状与目标", 2),
        picture(),
        table(),
        *more,
        Sentences(("数据集 0123456789abcdef · plancompare",)),
    ]


def hostile(text: str) -> list[Block]:
    """A report that says a text wherever a text from data can stand."""
    return [
        Heading(text, 1),
        Heading(text, 2),
        Sentences((text,)),
        Heading("图表", 3),
        picture(title=text, citation=text, alt=text),
        picture("ranking", title=text, citation=text, alt=text),
        TableBlock(("名称", "数值"), ((text, "1"), ("乙", text)), text),
    ]
