"""Bad requests are refused as a whole, in one line, before a kernel starts."""

import json
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from report_tools import make, page, quietly, settings, statuses, tasks, write_notebook

from plancompare.errors import UsageError
from plancompare.reports.run.runner import run
from plancompare.reports.run.tasks import Task, hash_package


def refused(wanted: list[Task], output: Path, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run(wanted, settings(output), quietly)
    assert not output.exists()


def test_an_unknown_parameter(notebook: Path, output: Path) -> None:
    task = Task("150500", notebook, {"regoin": "150500"})
    refused([*tasks(notebook, "420900"), task], output, "regoin.*Did you mean region?")


def test_an_unknown_parameter_like_no_other(notebook: Path, output: Path) -> None:
    task = Task("150500", notebook, {"zzz": 1})
    refused([task], output, "no parameter is called zzz. It has: region, years, share")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("region", 150500, "str"),
        ("years", "5", "int"),
        ("years", True, "int"),
        ("share", "", "float"),
    ],
)
def test_a_parameter_of_another_type(
    notebook: Path, output: Path, name: str, value: object, wanted: str
) -> None:
    refused([Task("1", notebook, {name: value})], output, f"{name} is .* is a {wanted}")


def test_a_parameter_that_is_not_json(notebook: Path, output: Path) -> None:
    task = Task("1", notebook, {"nothing": pd.Timestamp("2026-11-21")})
    refused([task], output, "a date as 2026-11-21")


def test_a_notebook_that_is_not_there(tmp_path: Path, output: Path) -> None:
    refused([Task("1", tmp_path / "none.ipynb", {})], output, "none.ipynb: no notebook")


def test_a_file_that_is_no_notebook(tmp_path: Path, output: Path) -> None:
    (tmp_path / "text.ipynb").write_text("text")
    refused([Task("1", tmp_path / "text.ipynb", {})], output, "text.ipynb: no notebook")


@pytest.mark.parametrize("name", ["", "..", "a/b", "通辽", ".hidden", "a b"])
def test_an_id_that_cannot_name_a_folder(notebook: Path, output: Path, name: str) -> None:
    refused([Task(name, notebook, {})], output, "cannot be the name")


def test_two_reports_of_one_id(notebook: Path, output: Path) -> None:
    refused(tasks(notebook, "150500", "150500"), output, "2 reports would be written")


def test_a_whole_number_is_a_number(notebook: Path, output: Path) -> None:
    task = Task("1", notebook, {"share": 1, "nothing": "anything", "years": 3})
    assert statuses(make([task], output)) == {"1": "done"}


def test_chinese_and_quotes_in_parameters(tmp_path: Path, output: Path) -> None:
    odd = "通辽市 \"'\\ {{x}} </script>"
    notebook = write_notebook(tmp_path / "odd.ipynb", "print(region)")
    make([Task("1", notebook, {"region": odd})], output)
    assert odd in page(output, "1")


def test_a_notebook_without_parameters(tmp_path: Path, output: Path) -> None:
    notebook = tmp_path / "plain.ipynb"
    cell = nbformat.v4.new_code_cell("print('hello')")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), notebook)
    assert statuses(make([Task("1", notebook, {})], output)) == {"1": "done"}
    refused(tasks(notebook, "2"), tmp_path / "other", "no parameter is called region")


def test_a_notebook_that_names_no_kernel(notebook: Path, output: Path) -> None:
    content = json.loads(notebook.read_text())
    notebook.write_text(json.dumps(content | {"metadata": {}}))
    assert statuses(make(tasks(notebook, "150500"), output)) == {"150500": "done"}


def test_a_notebook_of_another_format_fails_alone(
    notebook: Path, tmp_path: Path, output: Path
) -> None:
    odd = tmp_path / "odd.ipynb"
    odd.write_text(json.dumps(json.loads(notebook.read_text()) | {"nbformat": 99}))
    results = make([Task("1", odd, {}), *tasks(notebook, "150500")], output, jobs=1)
    assert statuses(results) == {"1": "failed", "150500": "done"}


def test_a_parameters_cell_that_is_not_python(tmp_path: Path, output: Path) -> None:
    notebook = write_notebook(tmp_path / "gap.ipynb", parameters="region = ")
    refused(tasks(notebook, "150500"), output, "gap.ipynb: the parameters cell is not Python")


def test_the_hash_of_the_program_knows_every_file_but_compiled_ones(tmp_path: Path) -> None:
    def program(name: str, code: str = "x = 1", page: str = "<html>") -> str:
        folder = tmp_path / name / "part"
        folder.mkdir(parents=True)
        (folder / "code.py").write_text(code)
        (folder / "page.html.j2").write_text(page)
        return hash_package(tmp_path / name)

    first = program("first")
    assert program("same") == first
    assert len({first, program("code", code="x = 2"), program("page", page="")}) == 3
    hash_package.cache_clear()
    (tmp_path / "same" / "code.pyc").write_bytes(b"compiled")
    assert hash_package(tmp_path / "same") == first
