"""What extraction hands on."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class Unread:
    """A known label with a value beside it that was not understood.

    Attributes:
        label: The label.
        printed: What stands beside it.
        place: The headings it stands under, or the table and its row.
        start: Where it begins in `Document.text`.
    """

    label: str
    printed: str
    place: str
    start: int


class ExtractedFigure(NamedTuple):
    """One value of a document, with the label it belongs to.

    Attributes:
        label: As printed, simplified, what the sentence left out put back.
        indicator_id: Empty where the catalogue does not know the label.
        region_code: Whose figure it is; empty where the document's region is not known.
        value_printed: The value as the original prints it.
        value: The number; the size of a change; None where a cell holds a dash.
        value_upper: The upper end of a range.
        unit: One of the design's units.
        bound: How the value binds.
        year: The year it holds for; None where the document leaves it open.
        role: `actual`, `target` or `change`.
        direction: `up` or `down` for a change, else empty.
        nature: 预期性, 约束性 or empty.
        place: The headings it stands under, or the table and its row.
        quote: The passage, as the original prints it.
        start: Where the passage begins in `Document.original`.
        end: Where it ends.
        value_at: Where the value itself begins and ends in `Document.original`.
        method: `table` or `prose`.
        doubts: What a person should look at.
        reasons: How it was read: the form, the rule that gave the label, where the year is from,
            and what spoke for the role; names of `evidence.toml`.
        confidence: How likely it is right as a whole, by what was measured on labelled texts.
    """

    label: str
    indicator_id: str
    region_code: str
    value_printed: str
    value: Decimal | None
    value_upper: Decimal | None
    unit: str
    bound: str
    year: int | None
    role: Literal["actual", "target", "change"]
    direction: Literal["up", "down", ""]
    nature: str
    place: str
    quote: str
    start: int
    end: int
    method: Literal["table", "prose"]
    doubts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    confidence: float = 1.0
    value_at: tuple[int, int] = (0, 0)
