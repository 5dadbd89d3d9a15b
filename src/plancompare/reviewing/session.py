"""A review as the page is told of it, and what the page asks for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from plancompare.catalogue import catalogue
from plancompare.errors import PlancompareError, UsageError
from plancompare.extraction import extract
from plancompare.guard.apart import apart
from plancompare.ingest.rows import row_of
from plancompare.owndata import toml_beside
from plancompare.reading.formats import File
from plancompare.reading.text import read as read_text
from plancompare.regions import ancestors, region
from plancompare.regions.naming import resolve_region
from plancompare.reviewing.desk import Desk, Item, Progress
from plancompare.reviewing.look import Opened
from plancompare.reviewing.pages import pictures_of_pages
from plancompare.sources import SourceMeta

_LONGEST = 2_000  # characters of a selection
_SHOWN = ("label", "value", "year", "role", "region_code", "place")
_LAST = 1 << 60
_AT_ONCE = 4  # pages that are drawn together
_MOST_PICTURES = 40  # of pages that are kept; a page takes some 200 KB

Answer = Mapping[str, Any]


@dataclass
class Session:
    """One source under review.

    Attributes:
        meta: What the source is.
        desk: Its rows.
        opened: Its document.
        path: Where the document is.
    """

    meta: SourceMeta
    desk: Desk
    opened: Opened
    path: Path
    _order: dict[str, int] = field(init=False)
    _pictures: dict[int, bytes] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        ranked = sorted(self.desk.items(), key=_rank)
        self._order = {item.key: number for number, item in enumerate(ranked)}

    @property
    def progress(self) -> Progress:
        """How far the review has come."""
        return Progress.of(self.desk.items())

    def state(self) -> Answer:
        """The rows, doubtful ones first; a row keeps its place when it was decided on."""
        items = self.desk.items()
        items.sort(key=lambda each: self._order.setdefault(each.key, len(self._order)))
        return {
            "progress": asdict(Progress.of(items)),
            "items": [self._told(each) for each in items],
        }

    def document(self) -> Answer:
        """What is shown on the left: its kind, and its pages with the figures on them."""
        return {
            "title": self.meta.title,
            "region": _region_names(self.meta.region),
            "kind": self.opened.kind,
            "pages": [asdict(each) for each in self.opened.pages],
            "unread": self.opened.unread,
            "indicators": [[each.id, each.name_zh, each.name_en] for each in catalogue().values()],
        }

    def picture(self, number: int) -> bytes:
        """A page as a PNG.

        Args:
            number: The page's, from 0.

        Raises:
            UsageError: If there is no such page.
        """
        if number not in range(len(self.opened.pages)):
            raise UsageError(f"there is no page {number}.")
        if number not in self._pictures:
            wanted = range(number, min(number + _AT_ONCE, len(self.opened.pages)))
            drawn = apart(pictures_of_pages, self.path, wanted, where=self.path)
            self._pictures |= zip(wanted, drawn, strict=True)
            while len(self._pictures) > _MOST_PICTURES:
                del self._pictures[next(iter(self._pictures))]  # the one that was drawn first
        return self._pictures[number]

    def do(self, asked: Answer) -> Answer:
        """Decide as the page asks.

        Args:
            asked: `did`, and what that needs: `key` of a row, `cells`.

        Returns:
            The state after it.

        Raises:
            PlancompareError: If it cannot be done; nothing has changed then.
        """
        acts: dict[str, Callable[[], object]] = {
            "confirm": lambda: self.desk.confirm(_text(asked, "key")),
            "reject": lambda: self.desk.reject(_text(asked, "key")),
            "correct": lambda: self.desk.correct(_text(asked, "key"), self._cells(asked)),
            "add": lambda: self.desk.add(self._cells(asked)),
            "undo": self.desk.undo,
        }
        act = acts.get(_text(asked, "did"))
        if act is None:
            raise UsageError("that cannot be done here.")
        done = act()
        return {**self.state(), "done": done is not None or asked["did"] != "undo"}

    def guess(self, asked: Answer) -> Answer:
        """What the program makes of words that were selected.

        Args:
            asked: `text`, the words.
        """
        text = _text(asked, "text")[:_LONGEST]
        cells = {"value": text.strip(), "label": "", "year": "", "role": "target"}
        if text.strip():
            document = read_text(File("selection.txt", text.encode()))
            period = period_of(self.meta)
            found = extract(document, region_code=self.meta.region, period=period)
            cells |= row_of(found[0]) if found else {}
        return {"cells": {name: cells.get(name, "") for name in _SHOWN}}

    def _cells(self, asked: Answer) -> dict[str, str]:
        given = asked.get("cells")
        if not isinstance(given, dict):
            raise UsageError("no cells were given.")
        cells = {str(name): str(cell) for name, cell in given.items()}
        if where := cells.get("region_code", "").strip():
            code = resolve_region(where).code
            cells["region_code"] = "" if code == self.meta.region else code
        return cells

    def _told(self, item: Item) -> Answer:
        proposal, cells = item.proposal, item.shown
        match = catalogue().match(cells.get("label", ""))
        code = cells.get("region_code", "")
        return {
            "key": item.key,
            "number": int(item.key[1:]) if proposal else None,
            "state": item.state,
            "doubts": item.doubts,
            "doubtful": item.is_doubtful,
            "confidence": proposal.confidence if proposal else None,
            "reasons": proposal.reasons if proposal else (),
            "quote": proposal.quote if proposal else "",
            "cells": {name: cells.get(name, "") for name in _SHOWN},
            "read": _differs(proposal.cells, cells) if proposal else {},
            "indicators": match.indicator_ids if match else (),
            "region": _region_names(code),
            "by": item.by,
            "at": item.at,
        }


def _differs(read: Mapping[str, str], cells: Mapping[str, str]) -> dict[str, str]:
    """What the program reads otherwise than the row says."""
    return {n: read.get(n, "") for n in _SHOWN[:4] if read.get(n, "") != cells.get(n, "")}


def _rank(item: Item) -> tuple[bool, int, float, int]:
    """Doubtful rows first, those with most doubts before the others; else as in the document."""
    proposal = item.proposal
    place = proposal.spans[0][0] if proposal else _LAST
    if not item.is_doubtful:
        return True, 0, 0.0, place
    return False, -len(item.doubts), proposal.confidence if proposal else 0.0, place


def _text(asked: Answer, name: str) -> str:
    found = asked.get(name)
    if not isinstance(found, str):
        raise UsageError(f"“{name}” is missing.")
    return found


def period_of(meta: SourceMeta) -> tuple[int, int] | None:
    """The first and last year of a source, where it has them."""
    return (meta.first_year, meta.last_year) if meta.first_year and meta.last_year else None


def page_file(name: str) -> bytes:
    """A file of the page itself.

    Args:
        name: Its name.
    """
    return (files(__package__) / "page" / name).read_bytes()


def said_of(error: PlancompareError) -> dict[str, str]:
    """Why something could not be done, in both languages.

    Args:
        error: What was raised; in Chinese the page says what `refused` in words.toml knows.
    """
    english = str(error)
    known = ((re.search(each["tells"], english), each["text"]) for each in words()["refused"])
    chinese = next(text.format(*found.groups()) for found, text in known if found)
    return {"en": english, "zh": chinese}


def words() -> Mapping[str, Any]:
    """What the page says, by language."""
    return toml_beside(__file__, "words.toml")


def _region_names(code: str) -> dict[str, str]:
    """A region with those that it lies in, in both languages; empty without a code."""
    if not code:
        return {"zh": "", "en": ""}
    within = [region(code), *ancestors(code)]
    return {"zh": region(code).full_name, "en": ", ".join(each.name_en for each in within)}
