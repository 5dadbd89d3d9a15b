"""A source folder is read as it is written; what is wrong with it is said in one clear line."""

import pytest
from tests.conftest import HEAD, ROWS

from plancompare.errors import SourceError
from plancompare.sources import find_sources, load_source


def test_a_source_is_its_folder(make_source):
    source = load_source(make_source("my-county"))
    assert source.id == "my-county"
    assert source.meta.title == "虚构县卫生健康发展规划"
    assert [figure.row for figure in source.figures] == [2, 3, 4, 5]
    assert source.figures[1].value == "7.5"


def test_values_stay_as_printed(make_source):
    source = load_source(make_source(rows=["近视率,每年降低0.5个百分点,2025,change,,三"]))
    assert source.figures[0].value == "每年降低0.5个百分点"


def one_line(error: pytest.ExceptionInfo) -> str:
    text = str(error.value)
    assert "\n" not in text
    return text


BAD_ROWS = {
    "a number that is none": ("床位数,7.2.4,2020,actual,,一", "row 2: the value “7.2.4”"),
    "an unknown unit": ("床位数,7.24桶,2020,actual,,一", "row 2: the value “7.24桶”"),
    "a year of 20205": ("床位数,7.24,20205,actual,,一", "row 2: 20205 is not a year"),
    "a year in words": ("床位数,7.24,去年,actual,,一", "row 2: 去年 is not a year"),
    "an unknown role": ("床位数,7.24,2020,hope,,一", "row 2: “hope” will not do as role"),
    "an empty value": ("床位数,,2020,actual,,一", "row 2: “value” is empty"),
    "a row too short": ("床位数,7.24,2020", "row 2: the row does not have 6 cells"),
    "a comma too many": ("床位数,7,24,2020,actual,,一", "row 2: the row does not have 6 cells"),
}


@pytest.mark.parametrize(("row", "said"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_named_with_file_row_and_remedy(make_source, row, said):
    folder = make_source(rows=[row])
    with pytest.raises(SourceError) as error:
        load_source(folder)
    assert said in one_line(error)
    assert str(folder / "figures.csv") in str(error.value)
    assert error.value.remedy


def test_a_row_that_stands_twice_is_named_with_its_twin(make_source):
    folder = make_source(rows=[*ROWS, ROWS[1]])
    with pytest.raises(SourceError, match=r"row 6: the row is the same as row 3\. Delete"):
        load_source(folder)


def test_a_missing_column(make_source):
    folder = make_source(head=HEAD.replace("role,", ""), rows=["床位数,7.24,2020,,一"])
    with pytest.raises(SourceError, match="row 1: the column “role” is missing"):
        load_source(folder)


def test_a_column_that_nobody_knows(make_source):
    folder = make_source(head=HEAD + ",colour", rows=["床位数,7.24,2020,actual,,一,red"])
    with pytest.raises(SourceError, match="row 1: the column “colour” is not known"):
        load_source(folder)


def test_a_file_in_another_encoding(make_source):
    folder = make_source()
    (folder / "figures.csv").write_bytes("\n".join([HEAD, *ROWS]).encode("gb18030"))
    with pytest.raises(SourceError, match="row 2: the text is not UTF-8"):
        load_source(folder)


def test_a_file_with_the_mark_that_excel_writes_is_fine(make_source):
    folder = make_source()
    content = (folder / "figures.csv").read_bytes()
    (folder / "figures.csv").write_bytes(b"\xef\xbb\xbf" + content)
    assert len(load_source(folder).figures) == 4


BAD_META = {
    "an unknown region": ({"region": "999999"}, "there is no region with the code “999999”"),
    "no title": ({"title": None}, "“title” is missing. Add title."),
    "an empty title": ({"title": ""}, "“title” is empty"),
    "an unknown kind": ({"kind": "poem"}, "“poem” will not do as kind"),
    "a key that nobody knows": ({"colour": "red"}, "“colour” is not known"),
    "a year of 20205": ({"last_year": 20205}, "20205 is not a year"),
}


@pytest.mark.parametrize(("meta", "said"), BAD_META.values(), ids=BAD_META)
def test_bad_metadata_is_named_with_file_and_remedy(make_source, meta, said):
    folder = make_source(**meta)
    with pytest.raises(SourceError) as error:
        load_source(folder)
    assert said in one_line(error)
    assert str(folder / "source.toml") in str(error.value)
    assert error.value.remedy


def test_metadata_that_is_not_toml(make_source):
    folder = make_source()
    (folder / "source.toml").write_text("title = 虚构", encoding="utf-8")
    with pytest.raises(SourceError, match=r"source\.toml: not valid TOML: .*line 1"):
        load_source(folder)


@pytest.mark.parametrize("name", ["source.toml", "figures.csv"])
def test_a_folder_without_either_file(make_source, name):
    folder = make_source()
    (folder / name).unlink()
    with pytest.raises(SourceError, match=f"{name} is missing"):
        load_source(folder)


def test_sources_are_found_by_name_and_hidden_folders_left_out(make_source, tmp_path):
    make_source("b"), make_source("a"), make_source(".draft")
    (tmp_path / "raw" / "README.md").write_text("a note")
    assert [folder.name for folder in find_sources(tmp_path / "raw")] == ["a", "b"]


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_without_sources_is_an_error(tmp_path, exists):
    raw = tmp_path / "raw"
    if exists:
        raw.mkdir()
    with pytest.raises(SourceError, match="folder"):
        find_sources(raw)
