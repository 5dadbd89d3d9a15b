"""A statistical table, regions down and years across, is a second form of a source's figures."""

import csv
from pathlib import Path

import pytest
from tests.conftest import META, ROOT, as_toml

from plancompare.build import make_tables
from plancompare.errors import SourceError
from plancompare.sources import load_source

HEAD = "label,unit,role,place,region_code,region,note,2019,2020"
BEIJING = "床位数,万张,actual,表1,110000,北京市,,12.7,12.71"
TIANJIN = "床位数,万张,actual,表1,120000,天津市,to the hundred,6.83,"


@pytest.fixture
def make_table(tmp_path):
    """A function that writes a source folder with a table.csv and returns the folder."""

    def make(*rows: str, head: str = HEAD) -> Path:
        folder = tmp_path / "raw" / "yearbook"
        folder.mkdir(parents=True)
        (folder / "source.toml").write_text(as_toml(META | {"kind": "reference"}), "utf-8")
        (folder / "table.csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
        return folder

    return make


def test_each_cell_that_is_filled_is_a_figure(make_table):
    figures = load_source(make_table(BEIJING, TIANJIN)).figures
    assert [(each.row, each.column, each.year) for each in figures] == [
        (2, "2019", 2019), (2, "2020", 2020), (3, "2019", 2019),
    ]  # fmt: skip
    assert [each.value for each in figures] == ["12.7万张", "12.71万张", "6.83万张"]
    assert [each.region_code for each in figures] == ["110000", "110000", "120000"]
    assert figures[1].place == "表1 / 北京市 / 2020年"
    assert figures[2].note == "to the hundred"


def test_a_dash_takes_no_unit(make_table):
    (figure,) = load_source(make_table("床位数,万张,actual,表1,110000,北京市,,—,")).figures
    assert (figure.value, figure.values[0].stated) == ("—", False)


def test_a_folder_may_hold_both_forms(make_table):
    folder = make_table(TIANJIN)
    row = "label,value,year,role,nature,place\n床位数,5,2020,actual,,一\n"
    (folder / "figures.csv").write_text(row, encoding="utf-8")
    assert [(each.row, each.column) for each in load_source(folder).figures] == [
        (2, ""),
        (2, "2019"),
    ]


BAD = {
    "no number": (BEIJING.replace("12.71", "12.7.1"), "row 2, column 2020: the value “12.7.1万张”"),
    "an unknown unit": (
        BEIJING.replace("万张", "万桶"),
        "row 2, column 2019: the value “12.7万桶”",
    ),
    "a role of hope": (BEIJING.replace("actual", "hope"), "row 2, column 2019: “hope” will not do"),
    "a slipped row": (BEIJING.replace("北京市", "天津市"), "row 2: 110000 is 北京市, not 天津市."),
    "no such region": (BEIJING.replace("110000", "999999"), "row 2: there is no region with"),
    "a cell too few": (BEIJING.removesuffix(",12.71"), "row 2: the row does not have 9 cells"),
    "said twice": (
        f"{BEIJING}\n{BEIJING.replace('12.7,', ',')}",
        "row 3, column 2020: the same is stated in row 2",
    ),
}


@pytest.mark.parametrize(("rows", "said"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_named_with_file_row_and_column(make_table, rows, said):
    folder = make_table(rows)
    with pytest.raises(SourceError) as error:
        load_source(folder)
    assert str(error.value).startswith(f"{folder / 'table.csv'}, {said}")
    assert error.value.remedy and "\n" not in str(error.value)


BAD_HEADS = {
    "no year": (HEAD.replace("2019,2020", "place2"), "the column “place2” is not known"),
    "only columns": (HEAD.removesuffix(",2019,2020"), "no column is headed by a year"),
    "a year twice": (HEAD.replace("2019", "2020"), "two columns are headed 2020"),
    "no unit": (HEAD.replace("unit,", ""), "the column “unit” is missing"),
    "a long form": (HEAD + ",value", "the column “value” is not known"),
}


@pytest.mark.parametrize(("head", "said"), BAD_HEADS.values(), ids=BAD_HEADS)
def test_a_head_that_will_not_do(make_table, head, said):
    with pytest.raises(SourceError, match=f"row 1: {said}"):
        load_source(make_table(head=head))


def test_a_unit_that_cannot_measure_its_indicator_is_named_with_its_cell(make_table):
    folder = make_table("每千人口医疗卫生机构床位数,岁,actual,表1,110000,北京市,,,5.8")
    with pytest.raises(SourceError, match=r"table\.csv, row 2, column 2020: “每千人口医疗"):
        make_tables(folder.parent)


# --- the tables of the repository, held against what they were entered from ---

PANEL = ROOT.parent / "shared/facts/panel"


def _read(name: str) -> list[dict[str, str]]:
    if not (PANEL / name).is_file():
        pytest.skip("the panel that the tables were entered from is not beside the repository")
    with (PANEL / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def entered() -> dict[tuple[str, str, str, str], str]:
    """The entered values by label, region, year and reliability."""
    folders = [
        *ROOT.glob("data/raw/provinces-annual-data-*"),
        *ROOT.glob("data/raw/provinces-20*"),
        *(ROOT / "data/raw" / name for name in
          ("fujian-2022-yearbook", "sanming-2023-yearbook", "yunnan-2026-press-conference")),
    ]  # fmt: skip
    return {
        (
            figure.label,
            figure.region_code or source.meta.region,
            str(figure.year),
            figure.reliability or source.meta.reliability,
        ): figure.value
        for source in map(load_source, sorted(folders))
        for figure in source.figures
    }


def test_every_cell_equals_the_panel(entered):
    panel = _read("panel.csv")
    assert len(panel) == 9438
    expected = {_key(row): row["value_printed"] for row in panel}
    assert len(expected) == len(panel)
    assert {key: entered.get(key) for key in expected} == expected


def test_populations_as_first_published_equal_the_panel(entered):
    rows = _read("population_unrevised.csv")
    key = "年末常住人口(修订前)"
    found = {(row["region_code"], row["year"]): row["value_printed"] for row in rows}
    assert found == {k[1:3]: value for k, value in entered.items() if k[0] == key}


def test_nothing_else_was_entered(entered):
    """Beside the panel's figures only the operands of its shares of the sample, 279 pairs."""
    of_the_sample = {key for key in entered if key[0].endswith("人口数(人口抽样调查)")}
    own = {key for key in entered if key[0] == "年末常住人口(修订前)"}
    assert len(of_the_sample) == 2 * 279
    assert set(entered) - of_the_sample - own == {_key(row) for row in _read("panel.csv")}


def _key(row: dict[str, str]) -> tuple[str, str, str, str]:
    return row["label"], row["region_code"], row["year"], row["reliability"]
