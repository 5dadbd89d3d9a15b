"""What a document is, as far as it says so itself."""

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plancompare.extraction.setting import guess_period, setting_of, title_line
from plancompare.owndata import toml_beside
from plancompare.reading.document import Document
from plancompare.regions import NATION, Region, ancestors, region, short_name
from plancompare.regions.naming import mentions, zone_at

SURE = 0.8  # what is less sure is asked
_SHORT_LINE = 20  # characters of a line that says that the text is a draft
_HEAD = 3_000  # characters in which a document says what it is
_SEARCHED = 200_000  # characters in which its region's name is counted
_NUMBER = re.compile(r"^\(?([一-龥]{1,10}[〔\[(]20\d\d[〕\])]\d{1,4}号)\)?$", re.MULTILINE)
_DATE = re.compile(r"(20\d\d)(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?")
_DATE_LINE = re.compile(r"^\s*20\d\d年\d{1,2}月\d{1,2}日\s*$", re.MULTILINE)
_ISSUER = re.compile(r"^([一-龥、 ]{2,60}?(?:人民政府|办公室|办公厅|委员会|委|局|厅))关于")
_QUOTED = re.compile(r"《(.+?)》")
_SPEECH = re.compile(r"^\W{0,4}(20\d\d年\d{1,2}月\d{1,2}日)在.{2,40}(?:会议|大会|会)", re.MULTILINE)
_OWN_LINE = re.compile(r"^[(《]?[^。,;\n]{0,60}[)》]?$", re.MULTILINE)
_LEVEL = re.compile("(?:自治区|[省市县区州盟旗])(?!场)")
_PLACE = re.compile("[一-龥]{2,8}?(?:自治[州县旗]|兵团|[市县区州盟旗])(?![级域民场])")
_OFTEN = 3  # times that a text names a region which it is likely to be of
_FORWARDING = re.compile(r"关于(?:印发|发布|下达)(?:《(.+)》|(.+?))的通知")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the document does not tell, or not surely.

    Attributes:
        key: `title`, `region`, `period` or `kind`.
        guess: What it may be, as an answer would be given; empty where nothing is known.
        why: What speaks for it, or against it.
    """

    key: str
    guess: str
    why: str


@dataclass(frozen=True)
class Guess:
    """What `source.toml` will say, and what a person should look at.

    Attributes:
        meta: Entries of source.toml; what the document does not say is absent.
        doubts: What could not be told, a line each.
        sure: How sure each entry is, by what it was told from (`words.toml`).
        questions: What a person has to say before a source is made of it.
    """

    meta: Mapping[str, object]
    doubts: tuple[str, ...] = field(default=())
    sure: Mapping[str, float] = field(default_factory=dict)
    questions: tuple[Question, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry, and the kind of evidence that it was told from."""

    value: object
    by: str

    @property
    def sure(self) -> float:
        return float(_words()["sure"][self.by])


def _words() -> dict[str, Any]:
    return toml_beside(__file__, "words.toml")


def guess_source(
    document: Document, region_code: str = "", told: Mapping[str, object] | None = None
) -> Guess:
    """Guess title, region, issuer, number, date, period, kind and status of a document.

    Args:
        document: The document.
        region_code: Its region, where the user knows it; a question where the text contradicts.
        told: Entries of source.toml that the user knows; nothing is asked about them.

    Returns:
        The guess.
    """
    line = title_line(document.text)
    title = _title(line)
    found = {"title": _Told(title, "title_line") if title else _Told(document.name, "file_name")}
    found["region"] = _Told(region_code, "given") if region_code else _region(title, document.text)
    found |= _period(document.text, line)
    found["kind"] = _kind(title, document.text[:_HEAD])
    found["issuer"] = _issuer(line, document, found)
    found["issued"] = _issued(document)
    found["number"] = _Told(_number(document.text[:_HEAD], document.original), "number_line")
    found["status"] = _Told(_status(line, document.text[:_HEAD]), "status_line")
    origin = f"Figures extracted by plancompare from {document.name}."
    found["origin"] = _Told(origin, "given")
    found |= {key: _Told(value, "given") for key, value in (told or {}).items()}
    known = {key: each for key, each in found.items() if each.value not in ("", None)}
    asked = [each for each in _questions(found, document.name) if each.key not in _keys(told)]
    given = str((told or {}).get("region", region_code))
    against = _contradiction(given, title, document.text) if given else []
    insists = "region" in _keys(told)
    doubts = [*_doubts(known), *(f"{each.why}." for each in against if insists)]
    if given and _names_unlisted(title):
        doubts.append(_words()["why"]["unlisted_title"].format(title=title) + ".")
    return Guess(
        {key: each.value for key, each in known.items()},
        tuple(doubts),
        {key: each.sure for key, each in known.items()},
        (*asked, *(() if insists else against)),
    )


def _keys(told: Mapping[str, object] | None) -> set[str]:
    """What the user has answered; one of the years answers for the period."""
    keys = set(told or {})
    return keys | ({"period"} if keys & {"first_year", "last_year"} else set())


def _doubts(known: Mapping[str, _Told]) -> Iterator[str]:
    if known["title"].by == "file_name":
        yield "no title was found; the file's name stands for it."
    for key in ("region", "issuer", "issued", "first_year"):
        if key not in known:
            yield f"“{key}” could not be told from the document; add it to source.toml if known."


def _questions(found: Mapping[str, _Told], name: str) -> Iterator[Question]:
    """What is told by so little that a person has to say it."""
    why = _words()["why"]
    for key in ("title", "region", "kind"):
        each = found[key]
        if each.value == "" or each.sure < SURE:
            said = why.get(each.by, why["nothing"])
            yield Question(key, str(each.value), said.format(name=name, title=found["title"].value))
    first, last = found.get("first_year"), found.get("last_year")
    if first is None or last is None:
        yield Question("period", "", why["nothing"])
    elif first.sure < SURE:
        yield Question("period", f"{first.value}-{last.value}", why[first.by])


def _contradiction(code: str, title: str, text: str) -> list[Question]:
    """A question where the document names another region than the user."""
    given, titled = region(code), _titled(title, text)
    why = _words()["why"]
    if titled and titled.value:
        if titled.value == code:
            return []
        other = region(str(titled.value))
        said = why["other_title"].format(given=given.full_name, other=other.full_name)
        return [Question("region", other.code, said)]
    names = {given.name, short_name(given.name)}
    most = _most_named(text)
    if code == NATION or any(name in text for name in names) or most is None:
        return []
    if text.count(short_name(most.name)) < _OFTEN:
        return []
    said = why["other_text"].format(given=given.full_name, other=most.full_name)
    return [Question("region", most.code, said)]


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


def _period(text: str, line: str) -> dict[str, _Told]:
    period = setting_of(text, None).period
    if period is None:
        return {}
    by = "period_title" if guess_period(line) == period else "period_text"
    return {"first_year": _Told(period[0], by), "last_year": _Told(period[1], by)}


def _kind(title: str, head: str) -> _Told:
    for words, by in ((title, "kind_title"), (head, "kind_head")):
        if found := _first_named("kind", words):
            return _Told(found, by)
    return _Told("plan", "kind_usual")


def _status(line: str, head: str) -> str:
    """Whether it is a draft: its title says so, or a short line of its own."""
    own = [each for each in _OWN_LINE.findall(head) if len(each) <= _SHORT_LINE]
    return _first_named("status", "\n".join([line, *own])) or "final"


def _issuer(line: str, document: Document, found: Mapping[str, _Told]) -> _Told:
    named = _ISSUER.match(line)
    where = region(str(found["region"].value)).name if found["region"].value else ""
    if named:
        level = _LEVEL.match(named[1])
        own = level is not None and where.endswith(level[0])  # 市卫生健康委 of 通辽市
        return _Told(where + named[1][level.end() :] if level and own else named[1], "issuer_title")
    if labelled := _after("issuer", document.original):
        return _Told(labelled, "issuer_labelled")
    reports = found["kind"].value == "work_report" and where and found["region"].value != NATION
    return _Told(f"{where}人民政府" if reports else "", "issuer_of_report")


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


def _issued(document: Document) -> _Told:
    """The date in the page's head, the one on a line of its own, or that of the speech."""
    labelled = _DATE.search(_after("issued", document.original))
    text = document.text
    own = _DATE_LINE.search(text[:_HEAD]) or _DATE_LINE.search(text[-_HEAD:])
    speech = _SPEECH.search(text[:_HEAD])
    found = {
        "issued_labelled": labelled,
        "issued_speech": _DATE.search(speech[1]) if speech else None,
        "issued_line": _DATE.search(own[0]) if own else None,
    }
    for by, match in found.items():
        with contextlib.suppress(ValueError):
            if match:
                return _Told(date(*map(int, match.groups())), by)
    return _Told(None, "given")


def _region(title: str, text: str) -> _Told:
    """The region that the title names, else the one that the text names most.

    None where the title names a place that is in no list: what else the text names is another.
    """
    if titled := _titled(title, text):
        return titled
    if _names_unlisted(title):
        return _Told("", "region_unlisted")
    most = _most_named(text)
    return _Told(most.code, "region_counted") if most else _Told("", "nothing")


def _titled(title: str, text: str) -> _Told | None:
    """The region that the title names.

    Of several regions of one name the one whose parent the text names is meant; where it names
    none of them, or several, it is a person's to say.
    """
    titled = [each for each in mentions(title) if each.regions[0].code != NATION]
    if not titled or zone_at(title):
        return None
    by = "region_title" if titled[0].region and titled[0].full else "region_alike"
    return _Told(_told(titled[0].regions, text[:_SEARCHED]), by)


def _names_unlisted(title: str) -> bool:
    """Whether a title begins with the name of a place that is in no list of regions."""
    if zone_at(title):
        return True
    place = _PLACE.match(title)
    if place is None or place[0].endswith(tuple(_words()["no_place"])):
        return False
    return all(each.regions[0].code == NATION for each in mentions(title))


def _most_named(text: str) -> Region | None:
    """The region that a text names most."""
    counts = Counter(
        each.region for each in mentions(text[:_SEARCHED]) if each.region and each.full
    )
    counts.pop(region(NATION), None)
    return max(counts, key=lambda each: counts[each]) if counts else None


def _told(alike: Sequence[Region], text: str) -> str:
    """The code of the region that is meant of several of one name, or empty."""
    named = [
        each
        for each in alike
        if any(short_name(parent.name) in text for parent in ancestors(each.code))
    ]
    found = alike if len(alike) == 1 else named
    return found[0].code if len(found) == 1 else ""
