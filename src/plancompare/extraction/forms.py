"""The forms in which words name labels, as data: `forms.toml` says what a row is and lists them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from plancompare.extraction.labels import Label, indicators, known_or
from plancompare.extraction.phrases import without_lead
from plancompare.extraction.populations import GENERAL
from plancompare.language.numbers import parse_number
from plancompare.owndata import toml_beside

_SHARES = ("的比例", "比例", "的比重", "比重", "占比", "的比", "比")
_SLOT = re.compile(r"{(\w+)}")
_JOINS = re.compile("、|(?<!知识|方式|安全)[和与及]")  # 知识和理念 is one member
_NEEDED = ("whole", "total", "said", "first", "counted")


@dataclass(frozen=True, slots=True)
class Form:
    """A row of `forms.toml`."""

    name: str
    pattern: re.Pattern[str] | None
    when: str
    label: tuple[str, ...]
    otherwise: str
    means: str
    whole: str
    known: bool
    shared_end: bool
    before: bool
    code: str


def table() -> dict[str, list[dict[str, Any]]]:
    """The content of `forms.toml`."""
    return toml_beside(__file__, "forms.toml")


@cache
def forms(kind: str) -> tuple[Form, ...]:
    """The forms of a kind, in the order in which they are tried.

    Args:
        kind: `label`, `list` or `left_out`.
    """
    return tuple(map(form_of, table()[kind]))


def form_of(row: Mapping[str, Any]) -> Form:
    """A row as it is asked."""
    return Form(
        row["name"],
        re.compile(row["pattern"]) if "pattern" in row else None,
        row.get("when", ""),
        tuple(_with_shares(row.get("label", ()))),
        row.get("otherwise", ""),
        row.get("means", ""),
        row.get("whole", ""),
        row.get("known", False),
        row.get("shared_end", False),
        row.get("before", False),
        row.get("code", ""),
    )


def _with_shares(wordings: list[str]) -> list[str]:
    """Wordings with {share} as one for each way to say it."""
    shared = [_SHARES if "{share}" in wording else ("",) for wording in wordings]
    return [
        wording.replace("{share}", share)
        for wording, shares in zip(wordings, shared, strict=True)
        for share in shares
    ]


def label_by(form: Form, slots: Mapping[str, str], region: str, start: int) -> Label | None:
    """The label that a form makes of its slots; None where one that it needs is empty.

    Args:
        form: The form.
        slots: What its pattern found, and what was said before.
        region: The word for a region that stood before the words.
        start: Where the words begin in `Document.text`.
    """
    if "whom" in slots:
        slots = {**slots, "whom": GENERAL.sub("", slots["whom"])}
    texts = _filled(form.label, slots)
    if not texts:
        return None
    otherwise = "".join(_filled([form.otherwise], slots))
    label = known_or(texts, otherwise, region, start)
    if form.known and not label.ids:
        return None
    ids = indicators(form.means.format_map(slots)) if form.means else label.ids
    return label._replace(ids=ids, whole=form.whole.format_map(slots))


def _filled(wordings: tuple[str, ...] | list[str], slots: Mapping[str, str]) -> list[str]:
    return [
        wording.format_map(slots)
        for wording in wordings
        if wording and all(slots[slot] for slot in _SLOT.findall(wording) if slot in _NEEDED)
    ]


def labels_by(form: Form, text: str, region: str, start: int) -> list[Label]:
    """The labels that a form makes of words, of a list one a member; empty where they have no such.

    Args:
        form: The form.
        text: The words before the values, without what leads to a label.
        region: The word for a region that stood before them.
        start: Where they begin in `Document.text`.
    """
    found = form.pattern.fullmatch(text) if form.pattern else None
    if found is None:
        return []
    slots = found.groupdict("")
    members = [without_lead(each) for each in _JOINS.split(slots.get("each", ""))]
    if slots.get("kinds") and parse_number(slots["kinds"]) != len(members):
        return []
    if form.shared_end:
        members = [_with_end_of(member, members[-1]) for member in members]
    labels = (
        label_by(form, {**slots, "each": each, "whom": each}, region, start) for each in members
    )
    return [label for label in labels if label]


def _with_end_of(member: str, last: str) -> str:
    """A member of a list with the end that only the last has: 轻、中、高度近视."""
    if len(member) >= len(last):
        return member
    own = last.find(member[-1:])
    return member + last[own + 1 if own >= 0 else len(member) :]
