"""Types of fields that hold a word of a closed vocabulary."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic.fields import FieldInfo

from plancompare.domain.vocabulary import vocabulary


def word_of(name: str, *, or_none: bool = False) -> tuple[AfterValidator, FieldInfo]:
    """A check that a text is a word of a vocabulary, and the words for editors to offer.

    Args:
        name: The vocabulary's name.
        or_none: Whether the text may be empty.

    Returns:
        Both, for `typing.Annotated`; the check names the words where it fails.
    """

    def words() -> list[str]:
        return [*vocabulary(name), *([""] if or_none else [])]

    def check(text: str) -> str:
        known = words()
        if text not in known:
            raise ValueError(f"“{text}” is none of {', '.join(filter(None, known))}")
        return text

    def offer(schema: dict[str, Any]) -> None:
        schema["enum"] = words()

    return AfterValidator(check), Field(json_schema_extra=offer)


Unit = Annotated[str, *word_of("unit")]
Bound = Annotated[str, *word_of("bound")]
Direction = Annotated[str, *word_of("direction")]
Role = Annotated[str, *word_of("role")]
Reliability = Annotated[str, *word_of("reliability")]
PopulationBase = Annotated[str, *word_of("population_base", or_none=True)]
Collection = Annotated[str, *word_of("collection", or_none=True)]
Scope = Annotated[str, *word_of("scope", or_none=True)]
Method = Annotated[str, *word_of("method")]
Review = Annotated[str, *word_of("review", or_none=True)]
Kind = Annotated[str, *word_of("kind")]
Status = Annotated[str, *word_of("sources.status")]
