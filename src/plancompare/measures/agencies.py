"""Who answers for a measure: the names in `〔卫生健康委负责,财政厅配合〕` and their parts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from plancompare.owndata import toml_beside

_SEPARATORS = re.compile(r"[、/]|(?<=[委局厅部办府署会门院校联])[和及与]")
_PARTS = re.compile(r"[;,。]")
_LONGEST_NAME = 20  # in characters


@dataclass(frozen=True, slots=True)
class Agency:
    """A kind of agency that every region has under a name of its own.

    Attributes:
        id: Its identifier.
        name_zh: What it is called across regions.
        name_en: Its name in English.
        stems: What its printed names contain.
    """

    id: str
    name_zh: str
    name_en: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who answers for a measure, as printed in simplified characters and in the order of print.

    Attributes:
        leads: The agencies that answer for it.
        supports: Those that support them.
    """

    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anybody is named."""
        return bool(self.leads or self.supports)


def _data() -> dict[str, Any]:
    return toml_beside(__file__, "agencies.toml")


@cache
def agencies() -> dict[str, Agency]:
    """The kinds of agency by id, in the file's order."""
    return {
        entry["id"]: Agency(**entry | {"stems": tuple(entry["stems"])})
        for entry in _data()["agency"]
    }


@cache
def agency_of(name: str) -> Agency | None:
    """The kind of agency that a printed name stands for.

    Args:
        name: A name as printed, in simplified characters, e.g. `市卫健委`, `区党委组织部(编办)`.

    Returns:
        The entry with the longest stem that the name contains, or None where none does.
    """
    found = [
        (len(stem), entry) for entry in agencies().values() for stem in entry.stems if stem in name
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def responsibility(text: str) -> Responsibility:
    """Read who answers from the inside of a bracket.

    `A、B负责,C,D配合` · `责任单位:A、B;配合单位:C` · `A牵头,B、C按职责分工负责`. Of several
    that share the work each leads, unless one was named to lead: then the others support it.

    Args:
        text: The bracket's content, clean.

    Returns:
        The agencies; nobody where the text gives nobody a part.
    """
    found: dict[str, list[str]] = {"lead": [], "support": []}
    waiting: list[str] = []
    label = ""
    for part in filter(None, _PARTS.split(text)):
        names, role, is_label = _read_part(part)
        if not all(map(_is_agency, names)):
            return Responsibility()
        label = role if is_label else ("" if role else label)
        waiting += names
        if role or label:
            found[_settled(role or label, found)] += waiting
            waiting = []
    return Responsibility(tuple(found["lead"]), tuple(found["support"]))


def responsibility_in(sentence: str) -> Responsibility:
    """Read who answers from a sentence: `由A牵头`, `A对…负主责`, `会同B`, `配合C`.

    Args:
        sentence: Clean text without its brackets.

    Returns:
        The agencies; nobody where the sentence names none.
    """
    charged = _names_found(_patterns().charged.findall(sentence))
    served = _names_found(_patterns().served.findall(sentence))
    partners = _names_found(_patterns().partners.findall(sentence))
    return Responsibility(tuple(charged + served), tuple(partners))


@dataclass(frozen=True, slots=True)
class _Patterns:
    label: re.Pattern[str]
    verb: re.Pattern[str]
    filler: re.Pattern[str]
    charged: re.Pattern[str]
    served: re.Pattern[str]
    partners: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = {key: "|".join(map(re.escape, value)) for key, value in _data()["words"].items()}
    ending = rf"(?:部门|(?:{words['endings']})(?!门))"
    return _Patterns(
        label=re.compile(
            rf"^(?:(?P<lead>{words['lead_label']})|(?P<shared>{words['shared_label']})"
            rf"|(?P<support>{words['support_label']}))(?:{words['label_nouns']}):"
        ),
        verb=re.compile(
            rf"(?:(?P<shared>(?:{words['shared_manner']})?(?:{words['shared']}))"
            rf"|(?P<lead>{words['lead']})|(?P<support>{words['support']}))$"
        ),
        filler=re.compile(rf"(?:{words['fillers']})$"),
        charged=re.compile(
            rf"(?:^|[,;。由])([^,;。由对要]{{2,40}}?)(?:(?:对|要)[^,;。]{{1,30}})?(?:{words['in_charge']})"
        ),
        served=re.compile(rf"(?:{words['in_support_of']})([^,;。]{{1,12}}?{ending})"),
        partners=re.compile(rf"(?:{words['together_with']})([^,;。]{{1,30}}?{ending})"),
    )


def _read_part(part: str) -> tuple[list[str], str, bool]:
    """The names of a part, the role it gives them (or none), and whether a label gives it."""
    if match := _patterns().label.match(part):
        return _names(part[match.end() :]), str(match.lastgroup), True
    if match := _patterns().verb.search(part):
        return _names(part[: match.start()]), str(match.lastgroup), False
    return _names(part), "", False


def _settled(role: str, found: dict[str, list[str]]) -> str:
    if role == "shared":
        return "support" if found["lead"] else "lead"
    return role


def _names(text: str) -> list[str]:
    listed = _patterns().filler.sub("", text.strip().removeprefix("由"))
    return [name for each in _SEPARATORS.split(listed) if (name := each.strip())]


def _is_agency(name: str) -> bool:
    plain = re.sub(r"\([^()]*\)$", "", name)
    endings = tuple(_data()["words"]["endings"])
    return len(name) <= _LONGEST_NAME and (agency_of(name) is not None or plain.endswith(endings))


def _names_found(texts: Iterable[str]) -> list[str]:
    lists: Sequence[list[str]] = [_names(text) for text in texts]
    return [name for names in lists if all(agency_of(each) for each in names) for name in names]
