"""Reports to make, and what must be true of them before the first kernel starts."""

import ast
import difflib
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import plancompare
from plancompare.errors import UsageError
from plancompare.reports.blocks.cells import PARAMETERS_TAG, YOURS_TAG, tags
from plancompare.reports.files.ways import Ways

if TYPE_CHECKING:
    from nbformat import NotebookNode

ID = re.compile(r"(?:[a-z]{2}/)?[A-Za-z0-9][A-Za-z0-9._-]*")
_ASKS, _DOCUMENTS = "documents", (".pdf", ".docx", ".pptx")
PACKAGE = Path(plancompare.__file__).parent

Render = Callable[["NotebookNode", "Task"], Mapping[str, bytes]]
"""Makes a report's files, by their names, from its executed notebook."""


@dataclass(frozen=True)
class Task:
    """One report to make.

    Attributes:
        id: Its folder's name, of ASCII letters, digits, dot, dash and underscore; of a site in
            several languages after the language's folder: `en/150500`.
        notebook: The notebook to run; it runs in the notebook's own folder.
        parameters: Values for names of the notebook's parameters cell, as JSON knows them.
        dataset: Hash of the dataset that it reads; a report is made again when that changes.
        files: Names of the files that the report must have, of those that can be rendered.
        ways: Where its page leads to.
    """

    id: str
    notebook: Path
    parameters: Mapping[str, Any]
    dataset: str = ""
    files: tuple[str, ...] = ("report.html",)
    ways: Ways = Ways()  # noqa: RUF009 (it is frozen)


@dataclass(frozen=True)
class Job:
    """A task that was found sound, with all that a worker elsewhere needs to do it.

    Attributes:
        task: The report to make.
        notebook: The notebook's content, as in its file.
        cwd: The notebook's folder, where its kernel runs.
        key: What the report depends on, as a hash: dataset, notebook, program, parameters.
    """

    task: Task
    notebook: dict[str, Any]
    cwd: Path
    key: str


@cache
def hash_package(package: Path) -> str:
    """Hash the files that a package consists of: a working copy changes within one version.

    Args:
        package: Its folder. Compiled files in it do not count.
    """
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            content = hashlib.sha256(path.read_bytes()).digest()
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + content)
    return digest.hexdigest()


def prepare(tasks: Iterable[Task]) -> list[Job]:
    """Read the notebooks and see that every task can be tried.

    Raises:
        UsageError: An id cannot name a folder or names two, a notebook cannot be read, or a
            parameter is unknown or of another type than its default.
    """
    tasks = list(tasks)
    _check_ids([task.id for task in tasks])
    notebooks = {path: read_notebook(path) for path in {task.notebook for task in tasks}}
    defaults = {path: _defaults(path, notebook) for path, notebook in notebooks.items()}
    for task in tasks:
        _check_parameters(task, defaults[task.notebook])
    return [_job(task, notebooks[task.notebook]) for task in tasks]


def read_notebook(path: Path) -> dict[str, Any]:
    """Read a notebook, without the second that nbformat takes to import.

    Raises:
        UsageError: It is not there, or not a notebook.
    """
    try:
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        [cell["source"] for cell in notebook["cells"]]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise UsageError(f"no notebook to run ({error}).", where=str(path)) from error
    return notebook


def to_run(job: Job) -> "NotebookNode":
    """Return the notebook without the cells that are for whoever has it open."""
    import nbformat  # noqa: PLC0415 - heavy

    text = json.dumps(job.notebook)
    notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    notebook.cells = [cell for cell in notebook.cells if YOURS_TAG not in tags(cell)]
    return notebook


def given(job: Job) -> dict[str, Any]:
    """Return the task's parameters, and whether documents are made of it, where the notebook asks.

    That is no part of the report's key: its page is the same with documents and without.
    """
    known = _defaults(job.task.notebook, job.notebook)
    wanted = any(name.endswith(_DOCUMENTS) for name in job.task.files)
    return {**({_ASKS: wanted} if _ASKS in known else {}), **job.task.parameters}


def _source(cell: Mapping[str, Any]) -> str:
    return "".join(cell["source"])  # a string, or a list of lines


def _check_ids(ids: list[str]) -> None:
    for name, count in Counter(ids).items():
        if not ID.fullmatch(name):
            raise UsageError("cannot be the name of a report's folder", where=repr(name))
        if count > 1:
            raise UsageError(f"{count} reports would be written to one folder", where=name)


def _defaults(path: Path, notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Names of the parameters cell and their values; None where a value is not a literal."""
    cells = [cell for cell in notebook["cells"] if PARAMETERS_TAG in tags(cell)]
    try:
        tree = ast.parse("\n".join(_source(cell) for cell in cells[:1]))
    except SyntaxError as error:
        raise UsageError(
            f"the parameters cell is not Python ({error}).", where=str(path)
        ) from error
    found: dict[str, Any] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = getattr(statement, "targets", None) or [statement.target]  # type: ignore[union-attr]
            found |= {name.id: _literal(statement.value) for name in targets if hasattr(name, "id")}
    return found


def _literal(value: ast.expr | None) -> object:
    try:
        return ast.literal_eval(value) if value is not None else None
    except ValueError:
        return None


def _check_parameters(task: Task, defaults: Mapping[str, object]) -> None:
    where = f"{task.notebook.name}, report {task.id}"
    for name, value in task.parameters.items():
        if name not in defaults:
            near = difflib.get_close_matches(name, defaults, n=1)
            remedy = f"Did you mean {near[0]}?" if near else f"It has: {', '.join(defaults)}."
            raise UsageError(f"no parameter is called {name}.", where=where, remedy=remedy)
        try:
            json.dumps(value)
        except TypeError as error:
            remedy = "Give text, numbers, lists; a date as 2026-11-21."
            raise UsageError(
                f"{name} cannot be written: {error}.", where=where, remedy=remedy
            ) from error
        if not _fits(value, defaults[name]):
            wanted = type(defaults[name]).__name__
            raise UsageError(f"{name} is {value!r}, but its default is a {wanted}.", where=where)


def _fits(value: object, default: object) -> bool:
    if default is None or value is None:
        return True
    if isinstance(default, float) and not isinstance(value, bool):
        return isinstance(value, int | float)
    return type(value) is type(default)


def _job(task: Task, notebook: dict[str, Any]) -> Job:
    return Job(task, notebook, task.notebook.parent.absolute(), _key(task, notebook))


def _key(task: Task, notebook: Mapping[str, Any]) -> str:
    cells = [(cell["cell_type"], _source(cell)) for cell in notebook["cells"]]
    program = [version("plancompare"), hash_package(PACKAGE)]
    parts = [task.dataset, cells, program, dict(task.parameters), asdict(task.ways)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
