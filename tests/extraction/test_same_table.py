"""The same table gives the same figures whatever file it stands in."""

import csv
from html import escape

import docx
import openpyxl
import pytest

from plancompare.extraction import extract
from plancompare.reading import read_document

TABLES = {
    "a plan's": (
        "某市“十五五”卫生健康规划",
        "表1 主要指标",
        ["序号|指标|单位|2025年|2030年|属性", "1|人均预期寿命|岁|79.3|≥80|预期性",
         "2|孕产妇死亡率|1/10万|8.6|≤8|预期性", "3|每千人口注册护士数|人|4.2|5.1|约束性"],
        6,
    ),
    "years down the side": (
        "某省2022年卫生健康统计公报",
        "表2 主要健康指标",
        ["年份|婴儿死亡率(‰)|孕产妇死亡率(1/10万)", "2020|3.2|9.1", "2021|3.0|8.7", "2022|2.8|8.2"],
        6,
    ),
    "years at the head": (
        "某县2023年妇幼健康年报",
        "表6 妇幼健康主要指标",
        ["指标|2021年|2022年|2023年", "孕产妇系统管理率(%)|93.1|94.2|95.0",
         "3岁以下儿童系统管理率(%)|92.6|93.3|94.1", "住院分娩率(%)|99.9|100|100"],
        9,
    ),
    "places": (
        "某省2022年卫生健康统计公报",
        "表3 2022年各市卫生资源",
        ["地区|每千人口床位数(张)|每千人口注册护士数(人)", "全省|6.1|3.6", "杭州市|7.2|5.0",
         "宁波市|5.3|3.8"],
        6,
    ),
    "causes of death with their rank": (
        "某市2021年居民健康报告",
        "表4 2021年居民主要死因",
        ["顺位|死因|死亡率(1/10万)|构成(%)", "1|恶性肿瘤|186.4|29.1", "2|心脏病|160.2|24.6",
         "3|脑血管病|110.3|16.2", "4|损伤和中毒|18.2|2.7"],
        8,
    ),
    "a measure in the caption": (
        "某市2022年居民健康报告",
        "表5 某市居民人均期望寿命(岁)",
        ["年份|合计|男性|女性", "2020|80.1|77.6|82.9", "2021|80.4|77.9|83.1"],
        6,
    ),
}  # fmt: skip


def html_table(rows):
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def bars(rows):
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


FORMS = {
    "html": html_table,
    "pipes.md": lambda rows: f"{bars(rows[:1])}\n|{'---|' * len(rows[0])}\n{bars(rows[1:])}",
    "page.md": lambda rows: f"<html><body>{html_table(rows)}</body></html>",
    "tabs.txt": lambda rows: "\n".join("\t".join(row) for row in rows),
    "gaps.txt": lambda rows: "\n".join("   ".join(row) for row in rows),
    "spaces.txt": lambda rows: "\n".join(" ".join(row) for row in rows),
    "cells.txt": lambda rows: "\n".join(cell for row in rows for cell in row),
    "apart.txt": lambda rows: "\n\n".join(cell for row in rows for cell in row),
    "bars.txt": lambda rows: "\n|\n".join("\n".join(f"{c} |" for c in row) for row in rows),
    "led.txt": lambda rows: "\n|\n".join("\n| ".join(row) for row in rows),
}


def written(folder, form, title, caption, rows):
    path = folder / f"t.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[title], [caption], *rows])
    elif form == "xlsx":
        book = openpyxl.Workbook()
        for row in [[title], [caption], *rows]:
            book.active.append(row)
        book.save(path)
    elif form == "docx":
        document = docx.Document()
        document.add_heading(title, 0)
        document.add_paragraph(caption)
        table = document.add_table(len(rows), len(rows[0]))
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text
        document.save(path)
    else:
        head = f"<h1>{title}</h1><p>{caption}</p>" if form == "html" else f"{title}\n{caption}\n"
        path.write_text(head + FORMS[form](rows) + "\n", encoding="utf-8")
    return path


def said(path):
    figures = extract(read_document(path), region_code="330000")
    names = ((f.indicator_id or f.label.split("(")[0], f) for f in figures)
    return sorted((name, str(f.value), f.unit, f.year, f.role, f.region_code) for name, f in names)


@pytest.mark.parametrize("form", [*FORMS, "csv", "xlsx", "docx"])
@pytest.mark.parametrize("kind", TABLES)
def test_each_form_of_a_table_gives_the_same_figures(tmp_path, kind, form):
    title, caption, lines, count = TABLES[kind]
    rows = [line.split("|") for line in lines]
    expected = said(written(tmp_path, "html", title, caption, rows))
    assert len(expected) == count
    assert said(written(tmp_path, form, title, caption, rows)) == expected
