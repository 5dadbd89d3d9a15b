"""Tables of yearbooks as pages hand them on: births and deaths, and what is beside them."""

import pytest

from plancompare.extraction import read_figures
from plancompare.reading import read_document

BORN = "5.4 6.5 6.6"
DIED = "5.2 5.5 5.7"


@pytest.fixture
def read(tmp_path):
    def reading(text, form="txt"):
        (path := tmp_path / f"table.{form}").write_text(text, encoding="utf-8")
        return read_figures(read_document(path), region_code="330000")

    return reading


def said(reading):
    return [(f.indicator_id or f.label, str(f.value), f.unit, f.year) for f in reading.figures]


def values_of(indicator, reading):
    return [each[1] for each in said(reading) if each[0] == indicator]


def test_years_a_line_each_over_rows_whose_units_are_lost(read):
    rows = f"出生数() 63400 77600 80900 出生率() {BORN} 死亡数() 62700 66400 70100 死亡率() {DIED}"
    text = f"2006—2008年全市居民出生和死亡\n2006 2007 2008 {rows}".replace(" ", "\n\n")
    reading = read(text)
    assert values_of("birth_rate", reading) == BORN.split()
    assert values_of("crude_death_rate", reading) == DIED.split()
    assert ("crude_death_rate", "5.5", "permille", 2007) in said(reading)


def test_a_head_of_three_lines_over_cells_that_no_line_parts(read):
    head = (
        "2-4 历年户籍人口变动||年 份|出 生|死 亡|人 口||出生人口|人口出生|死亡人口|人口死亡|密 度||"
    )
    head += "数(人)|率(‰)|数(人)|率(‰)|(人/平方||公里)|"
    rows = "1978|10005|10.8|7014|7.6|591|1979|10202|11.0|6609|7.1|594|1984|7344|7.7|7583|7.9|613|"
    rows += "1990|16767|16.4|8126|7.9|653|1995|1602|11.5|9001|7.7|700|"
    reading = read(f"{head}{rows}".replace("|", " |\n"))
    assert values_of("birth_rate", reading) == ["10.8", "11.0", "7.7", "16.4", "11.5"]
    assert ("crude_death_rate", "7.9", "permille", 1984) in said(reading)


def test_values_that_begin_as_a_year_does(read):
    rows = f"出生率(‰) {BORN}\n死亡率(‰) {DIED}\n社会劳动生产率(元/人) 71700 197502 221700\n"
    reading = read(f"1-4 发展比例和效益\n项目 Item 2000 2010 2020\nPopulation\n{rows}")
    assert values_of("crude_death_rate", reading) == DIED.split()
    assert [each[1] for each in said(reading) if "生产率" in each[0]] in (
        [],
        ["71700", "197502", "221700"],
    )


def test_a_row_of_years_is_parted_from_its_table_by_a_bar_alone(read):
    head = "| 1-4 比例指标 |\n|---|\n| Proportion of\nDevelopment |\n| | | |\n"
    head += "| 项目 Item | 2010 | 2020 |\n|\n| 一、人口 | | |\n| Population | | |\n"
    rows = "| 出生率(‰) | 11.2 | 9.2 |\n| Birth Rate(‰) | | |\n| 死亡率(‰) | 5.1 | 6.2 |\n"
    assert said(read(head + rows, "md")) == [
        ("birth_rate", "11.2", "permille", 2010), ("birth_rate", "9.2", "permille", 2020),
        ("crude_death_rate", "5.1", "permille", 2010),
        ("crude_death_rate", "6.2", "permille", 2020),
    ]  # fmt: skip


def test_a_death_rate_without_births_beside_it_is_not_all_peoples(read):
    text = "某病监测\n指标 2010年 2020年\n死亡率(‰) 5.1 6.2\n发病率(‰) 7 8\n病死率(%) 1 2\n"
    assert values_of("crude_death_rate", read(text)) == []


@pytest.mark.parametrize(
    "line", ["老年抚养比(%)13.913.112.712.3", "老年抚养比=老年人口÷劳动年龄人口×100%"]
)
def test_numbers_run_together_and_formulas_have_no_value(read, line):
    assert read(f"2014年人口构成及抚养比\n\n{line}\n").figures == []


def test_a_bound_is_below_the_head(read):
    rows = "1.残疾人家庭人均收入年均增长(%)   >7.5   预期性\n"
    rows += "2.残疾人养老保险参保率(%)   >90   预期性\n3.重度残疾人补贴覆盖率(%)   100   约束性\n"
    text = f"某区“十四五”残疾人事业发展规划\n\n专栏1 主要指标\n指 标   2025 年   属 性\n{rows}"
    assert [each[1] for each in said(read(text))] == ["7.5", "90", "100"]
