"""The rows of a source beside what the program reads, and the decisions of the one who looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from plancompare.errors import UsageError
from plancompare.extraction.evaluate import Fact, facts_of
from plancompare.reviewing.journal import NAME, UNDO, Decision, append, decisions, latest, standing
from plancompare.reviewing.proposal import Proposal
from plancompare.reviewing.table import REVIEW, Row, Table, checked, hash_of, states

FIGURES = "figures.csv"
_CHANGED = ("label", "value", "year", "role", "region_code", "place")  # what a person may put right


@dataclass(frozen=True, slots=True)
class Item:
    """A row to look at.

    Attributes:
        key: Names it as long as the desk is open.
        cells: The row of figures.csv; None where there is none (yet, or any more).
        proposal: How the program reads it; None where it does not.
        state: `open`, `confirmed`, `corrected`, `added` or `rejected`.
        doubts: Why a person should look: names of `words.toml`.
        by: Who decided.
        at: When.
        was: For a row that was rejected and that the program does not read, the row.
    """

    key: str
    cells: Row | None
    proposal: Proposal | None
    state: str
    doubts: tuple[str, ...] = ()
    by: str = ""
    at: str = ""
    was: Row | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody has decided yet and there is a reason to look closely."""
        return self.state == "open" and bool(self.doubts)

    @property
    def shown(self) -> Row:
        """The row, or what is proposed or was rejected."""
        return self.cells or (self.proposal.cells if self.proposal else self.was or {})


class Desk:
    """A source folder that a person reviews.

    Attributes:
        folder: The folder.
        proposals: What the program reads in the document.
        by: Who reviews.
    """

    def __init__(self, folder: Path, proposals: Sequence[Proposal], by: str) -> None:
        """Open the desk, and finish what a killed one had begun."""
        self.folder, self.proposals, self.by = folder, tuple(proposals), by
        self._figures, self._journal = folder / FIGURES, folder / NAME
        if not self._figures.is_file():
            raise UsageError(
                "there is no figures.csv to review.",
                where=str(folder),
                remedy="`plancompare ingest FILE` makes one; a table.csv is proofread elsewhere.",
            )
        self._finish()

    def _finish(self) -> None:
        last = next(iter(decisions(self._journal)[-1:]), None)
        if last and last.on == hash_of(self._figures):
            self._put(last)

    def items(self) -> list[Item]:
        """All rows: those of the file, those that were rejected, those that it lacks."""
        rows = Table.read(self._figures).rows
        held = latest(standing(decisions(self._journal)))
        decided = {states(each.read): each for _, each in held if each.read}
        free = dict(enumerate(rows))
        found = [_item(n, each, decided, free) for n, each in enumerate(self.proposals)]
        found = [_with_facts(each, free) for each in found]
        known = {states(each.after): (first, each) for first, each in held if each.after}
        rest = [_unread(row, *known.get(states(row), (row, None))) for row in free.values()]
        gone = [_gone(*each) for each in held if each[1].after is None and each[1].read is None]
        return [*found, *rest, *gone]

    def item(self, key: str) -> Item:
        """The row of a key.

        Args:
            key: Of an `Item`.

        Raises:
            UsageError: If there is none.
        """
        for each in self.items():
            if each.key == key:
                return each
        raise UsageError("there is no such row any more.", remedy="Load the page again.")

    def confirm(self, key: str) -> None:
        """A person found the row as the document has it.

        Args:
            key: The row's.
        """
        item = self.item(key)
        kept = item.state if item.state in ("corrected", "added") else "confirmed"
        self._decide("confirm", item, {**item.shown, REVIEW: kept})

    def correct(self, key: str, changes: Mapping[str, str]) -> None:
        """A person put a row right.

        Args:
            key: The row's.
            changes: New cells: of label, value, year, role, region_code, place.

        Raises:
            SourceError: If the row would be refused when the source is loaded.
        """
        item = self.item(key)
        new = {name: cell.strip() for name, cell in changes.items() if name in _CHANGED}
        if all(item.shown.get(name, "") == cell for name, cell in new.items()):
            self.confirm(key)
            return
        kept = "added" if item.state == "added" else "corrected"
        self._decide("correct", item, {**item.shown, **new, REVIEW: kept})

    def reject(self, key: str) -> None:
        """A person found that the row is no figure of the document.

        Args:
            key: The row's.
        """
        self._decide("reject", self.item(key), None)

    def add(self, cells: Mapping[str, str]) -> None:
        """A person found a figure that the program did not.

        Args:
            cells: Its row.

        Raises:
            SourceError: If the row would be refused when the source is loaded.
        """
        row = {name: cell.strip() for name, cell in cells.items() if name in _CHANGED}
        self._decide("add", Item("", None, None, "open"), {**row, REVIEW: "added"})

    def undo(self) -> Decision | None:
        """Take back the last decision that holds.

        Returns:
            What was taken back; None where there is nothing.
        """
        held = standing(decisions(self._journal))
        if not held:
            return None
        last = held[-1]
        self._do(replace(last, did=UNDO, before=last.after, after=last.before))
        return last

    def _decide(self, did: str, item: Item, after: Row | None) -> None:
        table = Table.read(self._figures)
        place = len(table.rows) if item.cells is None else table.place(item.cells)
        read = item.proposal.cells if item.proposal else None
        if after is not None:
            checked(after)
        self._do(Decision("", "", did, item.cells, after, read, place, ""))

    def _do(self, decision: Decision) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        dated = replace(decision, at=now, by=self.by, on=hash_of(self._figures))
        self._changed(dated)  # refuses before anything is written
        append(self._journal, dated)
        self._put(dated)

    def _put(self, decision: Decision) -> None:
        self._changed(decision).write(self._figures)

    def _changed(self, decision: Decision) -> Table:
        table = Table.read(self._figures)
        if decision.before is None and decision.after is None:
            return table  # a reading that never was in the file was rejected, or is back
        return table.changed(decision.before, decision.after, decision.row)


def _item(
    number: int,
    proposal: Proposal,
    decided: Mapping[tuple[str, ...], Decision],
    free: dict[int, Row],
) -> Item:
    """A reading with the row that was made of it, or that states the same."""
    key = f"p{number}"
    decision = decided.get(states(proposal.cells))
    if decision and decision.after is None:
        return Item(key, None, proposal, "rejected", by=decision.by, at=decision.at)
    wanted = states(decision.after if decision and decision.after else proposal.cells)
    place = next((n for n, row in free.items() if states(row) == wanted), None)
    if place is None:
        return Item(key, None, proposal, "open", ("not_in_file", *proposal.doubts))
    row = free.pop(place)
    by, at = (decision.by, decision.at) if decision else ("", "")
    state = row.get(REVIEW) or "open"
    return Item(key, row, proposal, state, proposal.doubts if state == "open" else (), by, at)


def _with_facts(item: Item, free: dict[int, Row]) -> Item:
    """A reading without a row, with one that states the same figure in other words."""
    proposal = item.proposal
    if item.cells is not None or proposal is None or item.state != "open":
        return item
    for place, row in free.items():
        if not _facts(tuple(row.items())).isdisjoint(proposal.facts):
            del free[place]
            state = row.get(REVIEW) or "open"
            doubts = proposal.doubts if state == "open" else ()
            return replace(item, cells=row, state=state, doubts=doubts)
    return item


def _unread(row: Row, first: Row, decision: Decision | None) -> Item:
    """A row of the file that the program does not read in the document."""
    state = row.get(REVIEW) or "open"
    by, at = (decision.by, decision.at) if decision else ("", "")
    doubts = ("not_read",) if state == "open" else ()
    return Item(_key_of(first), row, None, state, doubts, by, at)


def _gone(first: Row, decision: Decision) -> Item:
    """A row that the program does not read, and that a person rejected."""
    return Item(_key_of(first), None, None, "rejected", by=decision.by, at=decision.at, was=first)


def _key_of(first: Row) -> str:
    return f"r{abs(hash(states(first))):x}"


@lru_cache(maxsize=4096)
def _facts(row: tuple[tuple[str, str], ...]) -> frozenset[Fact]:
    """What a row of the file states."""
    return frozenset(facts_of(checked(dict(row))))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review has come.

    Attributes:
        done: Rows that a person decided on.
        total: All rows.
        doubtful: Open rows with a reason to look closely.
    """

    done: int
    total: int
    doubtful: int

    @classmethod
    def of(cls, items: Iterable[Item]) -> "Progress":
        """Count.

        Args:
            items: All rows.
        """
        every = list(items)
        done = sum(each.state != "open" for each in every)
        return cls(done, len(every), sum(each.is_doubtful for each in every))
