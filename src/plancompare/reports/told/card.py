"""One figure at a glance."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """One figure at a glance: on the front page the nation's, in a report its region's.

    Attributes:
        title: The indicator.
        value: Its value with its unit; empty where unknown.
        year: Of the value, in brackets.
        text: How it stands beside others, and what is promised.
        compare: What compare.html is to show of it.
    """

    title: str
    value: str
    year: str
    text: str
    compare: str
