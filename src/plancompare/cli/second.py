"""`plancompare extract --reader llm`: what a language model says, beside what the rules read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plancompare.cli import console
from plancompare.cli.printed import printed_row
from plancompare.errors import UsageError

if TYPE_CHECKING:
    from plancompare.llm import Asked, Endpoint, Passage

COLUMNS = ("readers", "llm_says")

Row = dict[str, object]


def endpoint_of(reader: str, url: str, model: str) -> "Endpoint | None":
    """Where to ask; None where no second reader is asked for.

    Args:
        reader: `rules` or `llm`.
        url: The address.
        model: The model's name there.

    Raises:
        UsageError: If one was named without the other.
    """
    if reader != "llm":
        if url or model:
            raise UsageError(
                "--endpoint and --model are for a second reader.",
                remedy="Add --reader llm; without it nothing is sent anywhere.",
            )
        return None
    if not (url and model):
        raise UsageError(
            "--reader llm needs --endpoint and --model.",
            remedy="E.g. --endpoint http://localhost:11434/v1 --model qwen3.",
        )
    try:
        from plancompare.llm import Endpoint
    except ModuleNotFoundError as error:
        raise UsageError(
            f"--reader llm needs {error.name}.",
            remedy="Install it: pip install 'plancompare[llm]'.",
        ) from error
    return Endpoint(url, model)


def rows_beside(file: Path, region_code: str | None, endpoint: "Endpoint") -> list[Row]:
    """The figures of a document with what the model says of each, then what it alone says.

    Args:
        file: The document.
        region_code: Its region, where it is known.
        endpoint: Where to ask.
    """
    from plancompare.guard.apart import apart
    from plancompare.llm import ask_all, beside

    rows, notes, passages = apart(rows_and_passages, file, region_code, where=file)
    for note in notes:
        console.say(note)
    console.say(f"{len(passages)} passages go to {endpoint.url}")
    asked = ask_all(endpoint, passages)
    _tell(asked, len(passages), endpoint)
    return list(beside(rows, asked.votes))


def rows_and_passages(
    file: Path, region_code: str | None
) -> tuple[list[Row], Sequence[str], "list[Passage]"]:
    """What is read by rules, and what to ask about; done in a process of its own.

    Args:
        file: The document.
        region_code: Its region, where it is known.
    """
    from plancompare.extraction import extract
    from plancompare.llm import passages_of
    from plancompare.reading import read_document

    document = read_document(file)
    found = extract(document, region_code=region_code)
    rows = [printed_row(figure) | {"value_at": figure.value_at} for figure in found]
    return rows, document.notes, passages_of(document)


def _tell(asked: "Asked", passages: int, endpoint: "Endpoint") -> None:
    """Say how much of the answers counts."""
    if asked.unanswered and len(asked.unanswered) == passages:
        raise UsageError(
            f"no answer could be used ({asked.unanswered[0]}).",
            where=endpoint.url,
            remedy="Try a larger model, or leave --reader llm out.",
        )
    console.say(
        f"{len(asked.votes)} answers stand in their passages, {asked.dropped} do not and are "
        f"dropped, {len(asked.unanswered)} of {passages} passages without a usable answer"
    )
