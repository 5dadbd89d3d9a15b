"""Why a notebook did not run to its end."""

from plancompare.errors import ReportError


class NotebookError(ReportError):
    """A notebook did not run to its end.

    Attributes:
        details: The failing cell, what it put out, and the traceback.
    """

    def __init__(self, problem: str, *, where: str = "", details: str = "") -> None:
        super().__init__(problem, where=where)
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling between processes."""
        return _rebuild, (self.problem, self.where, self.details)


def _rebuild(problem: str, where: str, details: str) -> NotebookError:
    return NotebookError(problem, where=where, details=details)
