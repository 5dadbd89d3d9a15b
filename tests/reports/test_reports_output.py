"""The folder of reports: whole files, on this machine or in a store."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fsspec
import pytest
from report_tools import make, statuses, tasks

from plancompare.reports.run.output import Folder, OutputError


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a/page.html", b"old")
    with file_size_limit(1000), pytest.raises(OutputError, match=r"a/page.html: cannot be written"):
        folder.write("a/page.html", bytes(5000))
    assert folder.sizes() == {"a/page.html": 3}
    assert folder.read("a/page.html") == b"old"


def test_a_folder_that_is_not_there_yet_is_empty(tmp_path: Path) -> None:
    assert Folder(tmp_path / "none").sizes() == {}


def test_removing_what_is_not_there_is_fine(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("page.html", b"x")
    folder.remove("page.html")
    folder.remove("page.html")
    assert folder.sizes() == {}


def test_a_place_where_nothing_can_be_written(tmp_path: Path, notebook: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="file/reports: cannot be written"):
        make(tasks(notebook, "150500"), tmp_path / "file" / "reports")


def test_reports_in_an_object_store(notebook: Path) -> None:
    results = make(tasks(notebook, "150500"), "memory://reports")  # type: ignore[arg-type]
    assert statuses(results) == {"150500": "done"}
    assert results["150500"].path == "memory://reports/150500"
    assert b"report of 150500" in fsspec.filesystem("memory").cat("/reports/150500/report.html")
    again = make(tasks(notebook, "150500"), "memory://reports")  # type: ignore[arg-type]
    assert statuses(again) == {"150500": "unchanged"}
