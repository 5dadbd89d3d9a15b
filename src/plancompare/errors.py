"""The one exception base, and the exit code that each kind of failure ends a command with.

A message says what is wrong, where, and what to do about it, in one line: it is read by people
who never see Python. Anything that is not a `PlancompareError` is a bug of ours.
"""

import unicodedata
from typing import ClassVar

INTERRUPTED = 130  # the exit code of what is stopped by Ctrl-C or SIGTERM
_LONGEST = 400  # characters of a message's part: its place, problem or remedy
# Control characters (escape sequences among them), marks that turn the writing round, halves of
# characters: what would act on a terminal, in a log or on a page instead of standing there.
_ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class PlancompareError(Exception):
    """A failure that its reader can act on.

    Attributes:
        exit_code: What a command ends with; documented in `docs/exit-codes.md`.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy
        super().__init__(problem, where, remedy)

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling between processes, keyword arguments and all."""
        return _rebuild, (type(self), self.problem, self.where, self.remedy)

    def __str__(self) -> str:
        """One line: place, problem, remedy; whatever a file said in them is text."""
        place = f"{plain_line(self.where)}: " if self.where else ""
        remedy = f" {plain_line(self.remedy)}" if self.remedy else ""
        return f"{place}{plain_line(self.problem)}{remedy}"


def plain_line(text: str) -> str:
    """Foreign words in one line of bounded length, the middle left out, in which nothing acts.

    Args:
        text: Words of a file, its name, or a library's message.

    Returns:
        The text; line ends are spaces, and what would act on a terminal is shown as its code.
    """
    if len(text) > _LONGEST:
        half = _LONGEST // 2
        text = f"{text[:half]} […] {text[-half:]}"
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_plain, " ".join(text.splitlines())))


def plain_text(text: str) -> str:
    """Foreign words in which nothing acts, line by line; lines and tabs stay.

    Args:
        text: Of any length.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = ("\n", "\t")
    return "".join(each if each in kept else _plain(each) for each in text)


def _plain(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) not in _ACTING:
        return character
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _rebuild(
    kind: type[PlancompareError], problem: str, where: str, remedy: str
) -> PlancompareError:
    return kind(problem, where=where, remedy=remedy)


class UsageError(PlancompareError):
    """The command's words are off: an unknown region, indicator, format or parameter."""

    exit_code = 2


class SourceError(PlancompareError):
    """A source folder cannot be used as it is."""

    exit_code = 3


class CatalogueError(PlancompareError):
    """The catalogue of indicators cannot be used as it is."""

    exit_code = 3


class DocumentError(PlancompareError):
    """A document cannot be read."""

    exit_code = 4


class QualityError(PlancompareError):
    """The dataset failed its checks and was not published."""

    exit_code = 5


class ReportError(PlancompareError):
    """One or more reports failed; the others are there."""

    exit_code = 6


class DatasetError(PlancompareError):
    """There is no curated dataset, or it is not a whole one."""

    exit_code = 7


class BusyError(PlancompareError):
    """Another run is at work in the same folder."""

    exit_code = 8


class MachineError(PlancompareError):
    """The disk is full, a folder may not be written to, or memory or files have run out."""

    exit_code = 9


class Stopped(PlancompareError):
    """Stopped by the user or the system; what was made is whole."""

    exit_code = 130
