"""The words and signs that reading goes by, from `wording.toml`."""

from dataclasses import dataclass
from functools import cache

from plancompare.owndata import toml_beside


@dataclass(frozen=True, slots=True)
class Wording:
    """What `wording.toml` holds; each list is explained there.

    Attributes:
        common_characters: The commonest characters of Chinese texts and their punctuation.
        signs: One sign to the sign it is read as.
        phrases: A phrase to the one it is read as, of the same length.
        names_kept: Names in which no character is simplified.
        question_words: Words that make a sentence a question.
        page_fields: Names of the fields in a web page's head.
        page_phrases: Phrases of a web page's head and foot.
        column_names: Names of columns in tables of indicators, by what their cells hold.
        value_units: Units that follow the digits of a value in a table.
        value_tails: Words that follow a value in a table.
        change_words: Words that a change begins with in a table.
        natures: What tables print in the column of natures.
        html_blocks: Elements that begin a new line.
        html_unseen: Elements whose text is not on the page, or is struck out.
        css_visibility: Properties that decide whether a text is seen and how high it stands.
        html_frame: Elements that frame a page.
        html_frame_names: Classes and ids of elements that frame a page.
    """

    common_characters: frozenset[str]
    signs: dict[str, str]
    phrases: dict[str, str]
    names_kept: tuple[str, ...]
    question_words: tuple[str, ...]
    page_fields: tuple[str, ...]
    page_phrases: tuple[str, ...]
    column_names: dict[str, list[str]]
    value_units: tuple[str, ...]
    value_tails: tuple[str, ...]
    change_words: tuple[str, ...]
    natures: tuple[str, ...]
    html_blocks: frozenset[str]
    html_unseen: frozenset[str]
    css_visibility: frozenset[str]
    html_frame: frozenset[str]
    html_frame_names: frozenset[str]


@cache
def wording() -> Wording:
    """The words and signs, read once."""
    data = toml_beside(__file__, "wording.toml")
    return Wording(
        common_characters=frozenset("".join(data["common_characters"])),
        signs=data["signs"],
        phrases=data["phrases"],
        names_kept=tuple(data["names_kept"]),
        question_words=tuple(data["question_words"]),
        page_fields=tuple(data["page_fields"]),
        page_phrases=tuple(data["page_phrases"]),
        column_names=data["column_names"],
        value_units=tuple(data["value_units"]),
        value_tails=tuple(data["value_tails"]),
        change_words=tuple(data["change_words"]),
        natures=tuple(data["natures"]),
        html_blocks=frozenset(data["html_blocks"]),
        html_unseen=frozenset(data["html_unseen"]),
        css_visibility=frozenset(data["css_visibility"]),
        html_frame=frozenset(data["html_frame"]),
        html_frame_names=frozenset(data["html_frame_names"]),
    )
