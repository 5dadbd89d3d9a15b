"""What became of a run: `run.json` for machines, a table for people."""

import json
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from plancompare.errors import ReportError, Stopped
from plancompare.reports.run.make import FAILED, LOG, Result
from plancompare.reports.run.output import Folder

if TYPE_CHECKING:
    from rich.table import Table

RUN = "run.json"
_RUNS = 100  # of the site that are remembered
PACKAGES = (
    "plancompare",
    "pandas",
    "numpy",
    "pyarrow",
    "matplotlib",
    "papermill",
    "nbclient",
    "ipykernel",
    "jinja2",
    "typst",
    "python-docx",
    "python-pptx",
)


def write_run(folder: Folder, results: Sequence[Result], began: datetime) -> None:
    """Write what was made, with which versions, and how long it took.

    Args:
        folder: The folder of the reports.
        results: One for each report that was asked for.
        began: When the run began.
    """
    ended = datetime.now(UTC)
    run: dict[str, object] = {
        "began": began.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": round((ended - began).total_seconds(), 3),
        "counts": Counter(result.status for result in results),
        "versions": {name: version(name) for name in PACKAGES}
        | {"python": platform.python_version(), "system": platform.platform()},
        "reports": [asdict(result) for result in results],
    }
    run["history"] = _history(folder)
    folder.write(RUN, json.dumps(run, ensure_ascii=False, indent=1).encode())


def _history(folder: Folder) -> list[object]:
    """The runs before, the latest first: when, how long, what became of the reports."""
    try:
        last = json.loads(folder.read(RUN))
        told = {name: last[name] for name in ("began", "ended", "seconds", "counts")}
        failed = [each["id"] for each in last["reports"] if each["status"] == "failed"]
        return [told | {"failed": failed}, *last.get("history", [])][:_RUNS]
    except (FileNotFoundError, ValueError, LookupError, TypeError, AttributeError):
        return []


def table(results: Sequence[Result]) -> "Table":
    """Tabulate the reports that were not already there: region, status, seconds, error, path."""
    from rich.table import Table  # noqa: PLC0415 - only for people

    shown = Table("region", "status", "seconds", "error", "path")
    for result in results:
        if result.status != "unchanged":
            seconds = f"{result.seconds:.1f}"
            shown.add_row(result.id, result.status, seconds, result.error, result.path)
    return shown


def counted(results: Sequence[Result]) -> str:
    """Count the reports by what became of them, in a line."""
    counts = Counter(result.status for result in results)
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "none"


def raise_for_failures(results: Sequence[Result]) -> None:
    """Raise if a report is not there.

    Raises:
        Stopped: The run was stopped.
        ReportError: Some failed; names the first, its log and its notebook.
    """
    stopped = sum(result.status == "stopped" for result in results)
    failed = [result for result in results if result.status == "failed"]
    if stopped:
        raise Stopped(
            f"stopped; {stopped} of {len(results)} reports are not made yet.",
            remedy="What was made is whole; run again to go on from there.",
        )
    if failed:
        first = failed[0]
        raise ReportError(
            f"{len(failed)} of {len(results)} reports failed. The first: "
            f"{first.error.rstrip('.')}.",
            where=first.path,
            remedy=f"{LOG} in it tells more, and {FAILED} is the notebook up to there; "
            "mend the cause, then run again.",
        )
