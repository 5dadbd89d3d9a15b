"""Who decided what about a row of figures.csv, and when: `review.jsonl` beside it.

A line is a decision. Nothing is taken out again: undoing one is a line of its own. A line is on
the disk before figures.csv is written, and says by a hash which figures.csv it was made for, so
that whoever opens the folder after a crash between the two can finish what was begun.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from plancompare.errors import SourceError

NAME = "review.jsonl"
UNDO = "undo"

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the journal.

    Attributes:
        at: When, UTC.
        by: Who.
        did: `confirm`, `correct`, `reject`, `add` or `undo`.
        before: The row as it stood; None where there was none.
        after: The row as it stands now; None where it is gone.
        read: The row as the program read it; None for one that it did not.
        row: Which row of the file it is, from 0 below the head.
        on: SHA-256 of the figures.csv that it was made for.
    """

    at: str
    by: str
    did: str
    before: Cells | None
    after: Cells | None
    read: Cells | None
    row: int
    on: str


def decisions(path: Path) -> list[Decision]:
    """The lines of a journal.

    Args:
        path: The file; there may be none.

    Returns:
        Its decisions in order. A last line that was cut off counts for nothing.

    Raises:
        SourceError: If a line is none of ours; names it.
    """
    if not path.is_file():
        return []
    *lines, _ = path.read_bytes().split(b"\n")
    return [_decision(line, f"{path}, row {n}") for n, line in enumerate(lines, start=1)]


def _decision(line: bytes, where: str) -> Decision:
    try:
        return Decision(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise SourceError(
            "the line is no decision of a review.",
            where=where,
            remedy="Put the file back as it was; figures.csv holds what was confirmed.",
        ) from error


def append(path: Path, decision: Decision) -> None:
    """Add a line, and have it on the disk.

    Args:
        path: The journal.
        decision: What to add.
    """
    line = json.dumps(asdict(decision), ensure_ascii=False) + "\n"
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    with os.fdopen(descriptor, "r+b") as file:
        whole = file.read().rfind(b"\n") + 1
        file.seek(whole)
        file.truncate()  # a last line that was cut off
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())


def standing(every: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold: those that were not undone.

    Args:
        every: All lines of a journal.
    """
    held: list[Decision] = []
    for each in every:
        if each.did != UNDO:
            held.append(each)
        elif held:
            held.pop()
    return held


def latest(every: Iterable[Decision]) -> list[tuple[Cells, Decision]]:
    """Of decisions that hold the last one on each row, with the row as it was before the first.

    Args:
        every: Decisions that hold.
    """
    last: dict[Any, tuple[Cells, Decision]] = {}
    for number, each in enumerate(every):
        first, _ = last.pop(_key(each.before), (each.before or each.read or each.after or {}, each))
        last[_key(each.after) if each.after else number] = first, each
    return list(last.values())


def _key(cells: Cells | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, cell) for name, cell in (cells or {}).items() if cell))
