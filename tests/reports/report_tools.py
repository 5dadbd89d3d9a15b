"""Small notebooks, a renderer of them, and tasks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from plancompare.build import make_tables
from plancompare.dataset import Dataset, load
from plancompare.dataset.publish import publish, stage
from plancompare.reports.run.make import Result, Settings
from plancompare.reports.run.runner import run
from plancompare.reports.run.tasks import Task

PARAMETERS = 'region = "000000"\nyears = 1\nshare = 0.5\nnothing = None'
SHOW = "print(f'report of {region}')"


def write_notebook(path: Path, *cells: str, parameters: str = PARAMETERS) -> Path:
    first = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    others = [nbformat.v4.new_code_cell(cell) for cell in cells or (SHOW,)]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = nbformat.v4.new_notebook(cells=[first, *others], metadata={"kernelspec": spec})
    nbformat.write(book, path)
    return path


def render(notebook: NotebookNode, task: Task) -> dict[str, bytes]:
    """A page of all that the notebook printed."""
    printed = [output.get("text", "") for cell in notebook.cells for output in cell.outputs]
    return {"report.html": f"<!doctype html><p>{''.join(printed)}</html>\n".encode()}


def published(raw: Path, curated: Path) -> Dataset:
    """The dataset of some sources, not checked: that takes twice as long as all the rest."""
    publish(stage(make_tables(raw), curated, inputs={}, checks={}), curated)
    return load(curated)


def settings(output: Path, **options: Any) -> Settings:
    return Settings(**({"output": str(output), "render": render, "seconds": 60} | options))


def tasks(notebook: Path, *regions: str, datasets: Mapping[str, str] | None = None) -> list[Task]:
    known = datasets or {}
    return [Task(name, notebook, {"region": name}, known.get(name, "")) for name in regions]


def quietly(_result: Result) -> None:
    """A watch that says nothing."""


def make(wanted: list[Task], output: Path, **options: Any) -> dict[str, Result]:
    """Run the tasks and return what became of each."""
    how = {key: options.pop(key) for key in ("jobs", "cluster", "redo") if key in options}
    return {
        result.id: result for result in run(wanted, settings(output, **options), quietly, **how)
    }


def statuses(results: Mapping[str, Result]) -> dict[str, str]:
    return {name: result.status for name, result in results.items()}


def page(output: Path, region: str) -> str:
    return (output / region / "report.html").read_text()
