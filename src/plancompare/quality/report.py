"""The verdict of the checks."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from plancompare.errors import QualityError

_SENTENCE = "en"  # the column of comparisons that says all of a row
SHOWN = 20  # rows that an error lists; the rejected build holds them all


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation's verdict.

    Attributes:
        table: The table it is about.
        expectation: Great Expectations' name of it.
        subject: The column, columns or indicator it is about.
        why: What it says, for a reader, in English.
        why_zh: The same in Chinese.
        passed: Whether it holds.
        rows: The identifiers and values of the rows that fail it.
        evidence: The hash of all that the verdict depends on.
        blocking: Whether the build is refused where it does not hold; else its rows are listed.
    """

    table: str
    expectation: str
    subject: str
    why: str
    why_zh: str
    passed: bool
    rows: tuple[dict[str, Any], ...] = ()
    evidence: str = ""
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict of all checks."""

    checks: tuple[Check, ...]

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that do not hold and refuse the build."""
        return tuple(check for check in self.checks if not check.passed and check.blocking)

    @property
    def flagged(self) -> tuple[Check, ...]:
        """The checks that do not hold and only list their rows."""
        return tuple(check for check in self.checks if not check.passed and not check.blocking)

    @property
    def passed(self) -> bool:
        """Whether all checks hold that could refuse the build."""
        return not self.failed

    @property
    def held(self) -> dict[str, Check]:
        """The checks that refuse nothing, by their evidence: that is, by all they depend on."""
        return {
            check.evidence: check for check in self.checks if check.passed or not check.blocking
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "Report":
        """The verdict as `as_json` wrote it; of nothing where nothing was checked."""
        checks = content.get("checks", ())
        return cls(tuple(Check(**each | {"rows": tuple(each["rows"])}) for each in checks))

    def as_json(self) -> dict[str, Any]:
        """What is written beside the dataset."""
        return {"passed": self.passed, "checks": [asdict(check) for check in self.checks]}

    def as_error(self, rejected: Path | None = None) -> QualityError:
        """The failure as a person reads it: each check with the rows that fail it.

        Args:
            rejected: Where the rejected build can be looked at.

        Returns:
            The error, to be raised.
        """
        lines = [line for check in self.failed for line in _lines(check)]
        looked_at = f" The rejected build is in {rejected}." if rejected else ""
        return QualityError(
            f"{len(self.failed)} of {len(self.checks)} checks failed; nothing was published.\n"
            + "\n".join(lines),
            remedy="\nPut the rows right, or state in corrections.toml (action “flag”) that the "
            f"page says so.{looked_at}",
        )


def _lines(check: Check) -> list[str]:
    lines = [f"- {check.table}: {check.why}"]
    for row in check.rows[:SHOWN]:
        cells = ", ".join(f"{name} {value}" for name, value in row.items())
        cells = str(row.get(_SENTENCE, cells))
        lines.append(f"    {cells}")
    if len(check.rows) > SHOWN:
        lines.append(f"    and {len(check.rows) - SHOWN} more rows")
    return lines
