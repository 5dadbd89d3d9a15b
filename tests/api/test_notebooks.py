"""The notebooks teach: narrative in both languages, few lines of public calls, and they run."""

import re
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat import NotebookNode
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from tests.conftest import ROOT

from plancompare.reports.blocks.cells import PARAMETERS_TAG, YOURS_TAG, tags

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
REPORTS = re.compile(r"0[1-5]_")  # tests of reports run these over a small dataset
MOST_LINES = 10  # of a cell, comments and empty lines apart
CHINESE, ENGLISH = re.compile("[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{3,} [A-Za-z]")


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def code(path: Path) -> list[NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_begins_with_a_question_and_is_told_in_both_languages(path):
    cells = read(path).cells
    told = [cell.source for cell in cells if cell.cell_type == "markdown"]
    assert cells[0].cell_type == "markdown" and cells[0].source.startswith("# ")
    assert all(CHINESE.search(text) and re.search("[A-Za-z]{3,}", text) for text in told)
    assert ENGLISH.search(told[0])
    assert len(told) >= len(code(path)) / 2 - 1
    assert any("Make it yours" in text for text in told)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_are_short_and_call_what_is_public(path):
    for cell in code(path):
        lines = [line for line in cell.source.splitlines() if line.strip().strip("#")]
        assert len(lines) <= MOST_LINES, cell.source
        assert not re.search(r"plancompare\.\w+ import|import plancompare\.", cell.source)
    assert [cell for cell in code(path) if PARAMETERS_TAG in tags(cell)] == code(path)[:1]
    assert not any(cell.outputs or cell.execution_count for cell in code(path))


def test_all_of_them_run(shipped, tmp_path, warm):
    """In one kernel, one after the other; of those that are reports what is yours to change."""
    cells = []
    for path in NOTEBOOKS:
        book = parameterize_notebook(
            load_notebook_node(read(path)), {"curated": str(shipped)},
            kernel_name="python3", language="python",
        )  # fmt: skip
        for cell in book.cells:
            cell.id = f"{path.stem.lower()}-{cell.id}"[:64]
        is_shown = [not re.search(r"report\.show", cell.source) for cell in book.cells]
        is_report = bool(REPORTS.match(path.stem))
        cells += [cell for cell, runs in zip(book.cells, is_shown, strict=True)
                  if runs or not is_report]  # fmt: skip
    whole = nbformat.v4.new_notebook(cells=cells, metadata=read(NOTEBOOKS[0]).metadata)
    nbformat.write(whole, tmp_path / "all.ipynb")
    # kept in no file: papermill would write it anew before and after each cell
    done = papermill.execute_notebook(
        tmp_path / "all.ipynb", None, engine_name="plancompare-warm", cwd=tmp_path,
        progress_bar=False,
    )  # fmt: skip
    shown = [output for cell in done.cells for output in cell.get("outputs", [])]
    kinds = {kind for output in shown for kind in output.get("data", {})}
    assert {"image/svg+xml", "text/html", "application/vnd.jupyter.widget-view+json"} <= kinds
    printed = "".join(o.text for o in shown if o.get("name") == "stdout")
    assert "每千人口" in printed and "泰尔指数" in printed
    assert sum(YOURS_TAG in tags(cell) for cell in done.cells) >= 10
