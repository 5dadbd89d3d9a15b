"""The one exception base, and the exit code that each kind of failure ends a command with.

A message says what is wrong, where, and what to do about it, in one line: it is read by people
who never see Python. Anything that is not a `PlancompareError` is a bug of ours.
"""

from typing import ClassVar


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
        """One line: place, problem, remedy."""
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.problem}{remedy}"


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
