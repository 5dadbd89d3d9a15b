"""What a model says of a passage, held against the passage, and set beside the rules' figures.

An answer counts only where quote, label, number, unit and year all stand in the passage.
"""

import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from plancompare.domain.vocabulary import vocabulary
from plancompare.extraction.labels import indicators, plain
from plancompare.extraction.measures import unit_of
from plancompare.language import ValueNotUnderstood, normalise_label, parse_value
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.units import printed_units, unit_of_sign
from plancompare.language.values import PrintedValue
from plancompare.llm.endpoint import Endpoint, Unanswered
from plancompare.llm.passages import Passage
from plancompare.owndata import toml_beside

_KEYS = ("quote", "label", "value", "unit")
_ROLES = tuple(vocabulary("role"))
_MOST_FIGURES = 200  # of one answer
_MOST_PASSAGES = 400
_MOST_SECONDS = 1_800  # for all passages
# where no number begins: a year, the end of 1,300, what is counted by (8.2/10万)
_NO_NUMBER = r"(?<![\d.])(?!(?:19|20)\d\d年|(?<=\d[, ])\d{3}(?!\d)|(?<=/)10*万?(?!\d))"
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")

Row = dict[str, object]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Vote:
    """A figure that a model named and that stands in its passage.

    Attributes:
        label: As the passage prints it.
        printed: The number as printed.
        value: The number.
        unit: One of the design's units.
        bound: How the value binds.
        year: None where the model names none.
        role: `actual`, `target` or `change`.
        quote: The words that print it.
        place: The headings that it stands under.
        at: Where the number begins and ends in the original.
        span: Where the quote does.
    """

    label: str
    printed: str
    value: float
    unit: str
    bound: str
    year: int | None
    role: str
    quote: str
    place: str
    at: tuple[int, int]
    span: tuple[int, int]

    @property
    def indicator_id(self) -> str:
        """The indicator that its label names, or empty."""
        return _indicator_of(self.label)


@dataclass(slots=True)
class Asked:
    """What asking about all passages gave.

    Attributes:
        votes: The answers that stand in their passages.
        dropped: How many figures were named that do not.
        unanswered: Why passages got no answer that could be used.
    """

    votes: list[Vote] = field(default_factory=list)
    dropped: int = 0
    unanswered: list[str] = field(default_factory=list)


@cache
def _system() -> str:
    return str(toml_beside(__file__, "prompt.toml")["system"]).strip()


def ask_all(endpoint: Endpoint, passages: Sequence[Passage]) -> Asked:
    """Ask about each passage.

    Args:
        endpoint: Where to ask.
        passages: The passages.

    Raises:
        UsageError: If nobody answers there, or the question is refused.
    """
    asked = Asked()
    until = time.monotonic() + _MOST_SECONDS
    for number, passage in enumerate(passages):
        if number >= _MOST_PASSAGES or time.monotonic() > until:
            asked.unanswered += ["not asked"] * (len(passages) - number)
            break
        messages = [
            {"role": "system", "content": _system()},
            {"role": "user", "content": f"{passage.place}\n{passage.text}"},
        ]
        try:
            named = _figures_in(endpoint.ask(messages))
        except Unanswered as error:
            asked.unanswered.append(str(error))
            continue
        votes = [vote for each in named if (vote := checked(each, passage))]
        asked.dropped += len(named) - len(votes)
        asked.votes += dict.fromkeys(votes)
    return asked


def _figures_in(answer: str) -> list[object]:
    """The figures of an answer.

    Raises:
        Unanswered: If it is no JSON of the form that was asked for.
    """
    try:
        named = json.loads(_FENCE.sub("", answer))
        found = named["figures"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Unanswered("no JSON as asked for") from error
    if not isinstance(found, list):
        raise Unanswered("no list of figures")
    return found[:_MOST_FIGURES]


def checked(named: object, passage: Passage) -> Vote | None:
    """A figure that a model named, if all of it stands in the passage.

    Args:
        named: As it came out of the answer's JSON.
        passage: The passage that was asked about.
    """
    told = _texts(named)
    if told is None or not isinstance(named, Mapping):
        return None
    quote, label, printed, unit = told
    year, role = _year(named.get("year")), named.get("role")
    start = passage.text.find(quote)
    number = _number(printed, label, passage.text, (start, start + len(quote)))
    stands = start >= 0 and unit in passage.text and plain(label) in plain(passage.text)
    dated = role in _ROLES and _stands(year, f"{passage.place}\n{passage.text}")
    after = passage.text[number.end() : start + len(quote)] if number else ""
    value = _value(printed, _unit_after(after), unit) if number else None
    if not (stands and dated and number and value and value.value is not None):
        return None
    at, span = number.span(), (start, start + len(quote))
    return Vote(
        label,
        printed,
        float(value.value),
        unit_of(normalise_label(label), value.unit, _indicator_of(label)),
        value.bound,
        year if isinstance(year, int) else None,
        str(role),
        quote,
        passage.place,
        *((passage.offsets[first], passage.offsets[last - 1] + 1) for first, last in (at, span)),
    )


def _number(printed: str, label: str, text: str, quote: Span) -> re.Match[str] | None:
    """Where a quote prints a number whole, and not as a year, in the label or in a unit.

    Args:
        printed: The number.
        label: The label.
        text: The passage.
        quote: Where the quote begins and ends in it.
    """
    first = text.find(label, *quote)
    pattern = rf"{_NO_NUMBER}{re.escape(printed)}(?!\d|\.\d)"
    for found in re.finditer(pattern, text):
        of_label = 0 <= first <= found.start() < first + len(label)
        if quote[0] <= found.start() and found.end() <= quote[1] and not of_label:
            return found
    return None


def _indicator_of(label: str) -> str:
    """The one indicator that a label names, or empty."""
    ids = indicators(normalise_label(label))
    return ids[0] if len(ids) == 1 else ""


def _texts(named: object) -> tuple[str, str, str, str] | None:
    """Quote, label, number and unit as named; None where one is missing or no text."""
    found = [named.get(key) for key in _KEYS] if isinstance(named, Mapping) else []
    quote, label, printed, unit = (str(each) for each in found) if found else ("", "", "", "")
    plain_texts = all(isinstance(each, str | int | float) for each in found)
    return (quote, label, printed, unit) if plain_texts and quote and label and printed else None


def _value(printed: str, sign: str, unit: str) -> PrintedValue | None:
    """The one value that is printed, in the unit beside it, which must be the one that was named.

    Args:
        printed: The number.
        sign: The unit that follows it in the passage, or empty.
        unit: The one that the model named, or empty.
    """
    has_unit = unit != "" and printed.endswith(unit)  # value 2.8‰, unit ‰
    try:
        values = parse_value(printed if has_unit else printed + (sign or unit))
        named = unit_of_sign(unit) if unit else ""
    except (ValueNotUnderstood, ValueError, KeyError):
        return None
    contradicted = sign and named and named != unit_of_sign(sign)
    return values[0] if len(values) == 1 and not contradicted else None


def _year(named: object) -> object:
    """A year as it was named: as a number, or as its four digits."""
    return int(named) if isinstance(named, str) and re.fullmatch(YEAR_DIGITS, named) else named


def _stands(year: object, text: str) -> bool:
    """Whether a year is none, or one that a text prints."""
    is_year = isinstance(year, int) and not isinstance(year, bool)
    return year is None or (is_year and bool(re.search(rf"(?<!\d){year}(?!\d)", text)))


def _unit_after(text: str) -> str:
    """The unit that a text begins with, or empty."""
    return next((unit for unit in printed_units() if text.startswith(unit)), "")


def beside(rows: Iterable[Row], votes: Sequence[Vote]) -> Iterator[Row]:
    """The rules' figures with what the model said of each, and then what it alone said.

    Args:
        rows: Figures as printed by `extract`, with `value_at`.
        votes: The model's.

    Yields:
        The rows with two more columns: `readers`, and `llm_says` where the model says otherwise.
    """
    left = list(votes)
    for row in rows:
        at = row.pop("value_at")
        own = [vote for vote in left if _touches(vote.at, at)]
        left = [vote for vote in left if vote not in own]
        said = [_otherwise(vote, row) for vote in own]
        agrees = any(not each for each in said)
        readers = "rules+llm" if agrees else "rules"
        yield row | {"readers": readers, "llm_says": "" if agrees else "; ".join(said)}
    for vote in left:
        yield _row_of(vote)


def _touches(one: tuple[int, int], other: object) -> bool:
    first, last = other if isinstance(other, tuple) else (0, 0)
    return bool(one[0] < last and first < one[1])


def _otherwise(vote: Vote, row: Row) -> str:
    """What a model says otherwise of a figure; empty where it agrees."""
    labels = normalise_label(vote.label), normalise_label(str(row["label"]))
    named = vote.indicator_id == row["indicator_id"] != "" or (
        not (vote.indicator_id and row["indicator_id"])
        and (labels[0] in labels[1] or labels[1] in labels[0])
    )
    said = [] if named else [f"label {vote.label}"]
    for key, value in (("value", vote.value), ("unit", vote.unit), ("role", vote.role)):
        said += [] if row[key] == value else [f"{key} {value}"]
    said += [f"year {vote.year}"] if vote.year not in (None, row["year"]) else []
    return ", ".join(said)


def _row_of(vote: Vote) -> Row:
    return {
        "label": vote.label, "indicator_id": vote.indicator_id, "region_code": "",
        "value_printed": vote.printed, "value": vote.value, "value_upper": None,
        "unit": vote.unit, "bound": vote.bound, "year": vote.year, "role": vote.role,
        "direction": "", "nature": "", "place": vote.place, "quote": vote.quote,
        "start": vote.span[0], "end": vote.span[1], "confidence": None,
        "readers": "llm", "llm_says": "",
    }  # fmt: skip
