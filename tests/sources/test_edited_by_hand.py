"""What people and their spreadsheets do to a source's files, and what they are told of it."""

import csv
from importlib.resources import files

import pytest
from tests.conftest import HEAD, ROWS

from plancompare.errors import PlancompareError, SourceError
from plancompare.regions import region, regions
from plancompare.regions.former import former_region
from plancompare.sources import load_source

ROW = "床位数,7,2020,actual,,一"
CORRECTION = '[[correction]]\nlabel = "a"\nplace = "b"\nexpects = "1"\naction = "drop"\n'


def refusal(folder) -> str:
    with pytest.raises(SourceError) as error:
        load_source(folder)
    assert "pydantic" not in str(error.value) and len(str(error.value)) < 1_300
    return str(error.value)


def write(folder, name: str, content: str | bytes):
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"{HEAD}\n{ROW}\n床位数,7".replace(",", ";"), "row 1: the columns are held apart by semi"),
        (f"{HEAD}\n{ROW}\n".replace(",", "\t"), "row 1: the columns are held apart by tabs"),
        (f"{HEAD}\n{ROW}\n".encode("utf-16"), "not UTF-8 but UTF-16"),
        (f"{HEAD}\n{ROW}\n".encode("gbk"), "row 2: the text is not UTF-8 but GBK"),
        (f'{HEAD}\n{ROW}\n"床位数,8,2021,actual,,一\n{ROW}', "row 3: not valid CSV"),
        (f'{HEAD}\n{ROW}\n"床,8,2021,actual,,一\n床",8,2021,actual,,二\n', "row 3: a cell"),
        (f'"{HEAD}', "row 1: not valid CSV"),
        (f"{HEAD}\n{ROW},x", "does not have 6 cells but 7"),
        (f"{HEAD}\n床位数,2024/3/4,2020,actual,,一", "row 2: the value “2024/3/4” is a date"),
        (f"{HEAD}\n床位数,7,2099,actual,,一", "an actual value lies in the future: 2099"),
        (f"{HEAD}\n床位数,7,2020,aktuell,,一", "row 2: “aktuell” will not do as role"),
        (f"{HEAD}\n床位数,{'达到' * 90}x,2020,actual,,一", "row 2: the value"),
        (f"{HEAD}\n床位数,\x1b[2J,2020,actual,,一", "row 2: a character that cannot be seen"),
    ],
)  # fmt: skip
def test_a_table_is_refused_with_the_row_and_the_real_fault(make_source, content, told):
    assert told in refusal(write(make_source(), "figures.csv", content))


def test_rows_of_nothing_but_commas_hold_nothing(make_source):
    folder = make_source(rows=[*ROWS, ",,,,,", ",,,,,"])
    assert len(load_source(folder).figures) == len(ROWS)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ({"first_year": 2025, "last_year": 2021}, "first_year 2025 is after last_year 2021"),
        ({"zuständig": "x"}, "not"),
        ({"kind": "Plan"}, "“Plan” will not do as kind"),
        ({"url": "javascript:alert(1)"}, "“javascript:alert(1)” is no address of a page"),
        ({"url": "file:///etc/passwd"}, "is no address of a page"),
    ],
)
def test_what_cannot_be_of_a_plan_is_refused(make_source, entries, told):
    assert told in refusal(make_source(**entries))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("issued = 2062-01-01", "the date of issue lies in the future: 2062"),
        ("region.a.b = 1", ""),
        ("a" + ".b" * 8_000 + " = 1", "row"),
        ("x = " + "[" * 5_000 + "]" * 5_000, "not valid TOML"),
        ('title = "half', "not valid TOML"),
    ],
)
@pytest.mark.usefixtures("ends")
def test_odd_toml_is_refused(make_source, line, told):
    folder = make_source()
    text = (folder / "source.toml").read_text()
    assert told in refusal(write(folder, "source.toml", f"{line}\n{text}"))


def test_an_unknown_table_of_corrections_is_refused(make_source):
    folder = write(
        make_source(), "corrections.toml", CORRECTION.replace("[[correction]]", "[[corrections]]")
    )
    assert "“corrections” is not known here" in refusal(folder)


def test_a_code_without_quotes_is_the_same_region(make_source):
    assert load_source(make_source(region=530500)).meta.region == "530500"


@pytest.mark.parametrize("name", ["县" * 75, "a\x1bb", "a\u202eb"])
def test_a_folder_that_would_break_other_names_is_refused(make_source, name):
    assert "will not do as the name of a source folder" in refusal(make_source(name))


class TestAbolishedRegions:
    def test_their_plans_are_entered(self, make_source):
        source = load_source(make_source(region="371200", first_year=2016, last_year=2020))
        assert region(source.meta.region).name == "莱芜市"
        assert region("320684").full_name == "江苏省南通市海门市"

    def test_a_plan_of_later_years_is_refused_with_the_successor(self, make_source):
        told = refusal(make_source(region="371200"))
        assert "371200 莱芜市 was abolished in 2019" in told
        assert "370100 济南市" in told

    def test_each_has_a_successor_and_is_none_of_today(self):
        text = (files("plancompare.regions") / "former.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            each = former_region(row["code"])
            assert each.successor in regions() and each.code not in regions(), each
            assert region(each.code).parent_code in regions(), each
            assert 2000 < each.until < 2026


def test_there_is_no_region_of_any_number():
    with pytest.raises(PlancompareError, match="999999"):
        region(999999)
