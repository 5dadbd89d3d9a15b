"""What a document is, as far as it says so itself."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from plancompare.extraction.setting import setting_of, title_line
from plancompare.reading.document import Document
from plancompare.regions import NATION, Region, ancestors, region, short_name
from plancompare.regions.naming import mentions

_HEAD = 3_000  # characters in which a document says what it is
_SEARCHED = 200_000  # characters in which its region's name is counted
_NUMBER = re.compile(r"^\(?([一-龥]{1,10}[〔\[(]20\d\d[〕\])]\d{1,4}号)\)?$", re.MULTILINE)
_DATE = re.compile(r"(20\d\d)(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?")
_DATE_LINE = re.compile(r"^\s*20\d\d年\d{1,2}月\d{1,2}日\s*$", re.MULTILINE)
_ISSUER = re.compile(r"^([一-龥、 ]{2,60}?(?:人民政府|办公室|办公厅|委员会|委|局|厅))关于")
_QUOTED = re.compile(r"《(.+?)》")
_FORWARDING = re.compile(r"关于(?:印发|发布|下达)(?:《(.+)》|(.+?))的通知")


@dataclass(frozen=True)
class Guess:
    """What `source.toml` will say, and what a person should look at.

    Attributes:
        meta: Entries of source.toml; what the document does not say is absent.
        doubts: What could not be told, a line each.
    """

    meta: Mapping[str, object]
    doubts: tuple[str, ...] = field(default=())


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def guess_source(document: Document, region_code: str = "") -> Guess:
    """Guess title, region, issuer, number, date, period, kind and status of a document.

    Args:
        document: The document.
        region_code: Its region, where the user knows it.

    Returns:
        The guess.
    """
    head = document.text[:_HEAD]
    line = title_line(document.text)
    title = _title(line)
    code = region_code or _region(title, document.text)
    period = setting_of(document.text, None).period or (None, None)
    found = {
        "title": title or document.name,
        "region": code,
        "issuer": _issuer(line, document.original),
        "number": _number(head, document.original),
        "issued": _issued(document),
        "first_year": period[0],
        "last_year": period[1],
        "kind": _first_named("kind", title or head) or "plan",
        "status": _first_named("status", head) or "final",
        "origin": f"Figures extracted by plancompare from {document.name}.",
    }
    meta = {key: value for key, value in found.items() if value not in ("", None)}
    doubts = [
        f"“{key}” could not be told from the document; add it to source.toml if it is known."
        for key in ("region", "issuer", "issued", "first_year")
        if key not in meta
    ]
    if not title:
        doubts.insert(0, "no title was found; the file's name stands for it.")
    return Guess(meta, tuple(doubts))


def _title(line: str) -> str:
    """The plan's own name, where the line is the notice that forwards it."""
    forwarded = _FORWARDING.search(line)
    return (forwarded[1] or forwarded[2]).strip("《》 ") if forwarded else line.strip("《》 ")


def _first_named(group: str, text: str) -> str:
    """The first entry one of whose words the text has; the words of one entry are alike."""
    for entry, names in _words()[group].items():
        if any(name in text for name in names):
            return str(entry)
    return ""


def _issuer(title: str, original: str) -> str:
    named = _ISSUER.match(title)
    return named[1] if named else _after("issuer", original)


def _number(head: str, original: str) -> str:
    """A number that stands on a line of its own: one inside a sentence is another document's."""
    own = _NUMBER.search(head)
    if own:
        return own[1]
    labelled = _after("number", original)
    return labelled if "号" in labelled else ""


def _after(entry: str, original: str) -> str:
    """What follows one of the labels that web pages print above a document."""
    names = "|".join(_words()["head"][entry])
    found = re.search(rf"(?:{names})\s*[:：]\s*([^\s:：]{{2,40}})", original[:_HEAD])
    labels = [name for group in _words()["head"].values() for name in group]
    if found is None or any(name in found[1] for name in labels):  # nothing, then the next label
        return ""
    return found[1]


def _issued(document: Document) -> date | None:
    """The date in the page's head, or the one on a line of its own."""
    labelled = _DATE.search(_after("issued", document.original))
    own = _DATE_LINE.search(document.text[:_HEAD]) or _DATE_LINE.search(document.text[-_HEAD:])
    found = labelled or (_DATE.search(own[0]) if own else None)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _region(title: str, text: str) -> str:
    """The code of the region that the title names, else of the one that the text names most.

    Of several regions of one name the one whose parent the text names is meant; where it names
    none of them, or several, it is a person's to say.
    """
    titled = [each for each in mentions(title) if each.regions[0].code != NATION]
    if titled:
        return _told(titled[0].regions, text[:_SEARCHED])
    counts = Counter(
        each.region for each in mentions(text[:_SEARCHED]) if each.region and each.full
    )
    counts.pop(region(NATION), None)
    return max(counts, key=lambda each: counts[each]).code if counts else ""


def _told(alike: Sequence[Region], text: str) -> str:
    """The code of the region that is meant of several of one name, or empty."""
    named = [
        each
        for each in alike
        if any(short_name(parent.name) in text for parent in ancestors(each.code))
    ]
    found = alike if len(alike) == 1 else named
    return found[0].code if len(found) == 1 else ""
