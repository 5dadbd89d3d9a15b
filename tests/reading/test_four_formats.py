"""The example plan is the same plan in each of its four formats."""

import importlib.util
import tomllib
from pathlib import Path

import pytest

from plancompare.reading import read_document

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan"
FORMATS = ["txt", "html", "docx", "pdf"]


@pytest.fixture(scope="module")
def documents():
    return {name: read_document(EXAMPLE / f"plan.{name}") for name in FORMATS}


@pytest.fixture(scope="module")
def content():
    return tomllib.loads((EXAMPLE / "content.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("script", EXAMPLE.parent / "make_example_plan.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", FORMATS)
def test_paragraphs_are_those_of_the_content(documents, content, paragraphs, name):
    assert paragraphs(documents[name]) == content["before"] + content["after"]


def test_it_says_that_it_is_fictional(content):
    assert "虚构" in content["before"][1]


@pytest.mark.parametrize("name", FORMATS)
def test_cells_are_those_of_the_content_with_spans_filled(documents, content, cells, name):
    (table,) = documents[name].tables
    printed, found = content["table"]["rows"], cells(table)
    assert [len(row) for row in found] == [7] * len(printed)
    for row, whole in zip(printed, found, strict=True):
        assert [b for a, b in zip(row, whole, strict=True) if a] == [a for a in row if a]
    assert found[0][1:3] == ["指标", "指标"]
    assert [row[0] for row in found[1:]] == [
        *["健康水平"] * 4,
        *["健康服务"] * 4,
        *["资源配置"] * 5,
        *["保障"] * 2,
    ]
    assert [row[1] for row in found[5:8]] == ["5", "6", "6"]  # the sub-row has the number above


@pytest.mark.parametrize("name", FORMATS[1:])
def test_all_formats_give_the_same(documents, cells, name):
    text, other = documents["txt"], documents[name]
    assert [cells(table) for table in other.tables] == [cells(table) for table in text.tables]
    assert [table.caption for table in other.tables] == ["主要指标表"]
    places = [block.place.partition(", ")[2] or block.place for block in other.blocks]
    if name == "pdf":
        assert all(block.place.startswith("page ") for block in other.blocks)
        places = [block.place.partition(", ")[2] for block in other.blocks]
    assert places == [block.place for block in text.blocks]


def test_the_pdf_names_its_pages(documents):
    assert documents["pdf"].tables[0].place == "page 1, table 1"
    assert documents["pdf"].blocks[-1].place.startswith("page 3, 四、")


@pytest.mark.parametrize("name", ["txt", "html", "docx"])
def test_the_files_are_current_with_the_script(script, content, tmp_path, name):
    made = tmp_path / f"plan.{name}"
    if name == "docx":
        script.write_docx(content, made)
    else:
        text = {"txt": script.as_text, "html": script.as_html}[name](content)
        made.write_text(text, "utf-8", newline="\n")
    assert made.read_bytes() == (EXAMPLE / made.name).read_bytes()


def test_the_pdf_says_what_the_script_makes(script, content, tmp_path, documents):
    made = tmp_path / "plan.pdf"  # its bytes may change with the version of Typst
    script.write_pdf(content, made)
    assert read_document(made).original == documents["pdf"].original
