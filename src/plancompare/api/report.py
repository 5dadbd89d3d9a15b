"""A report in a notebook: its sections, shown one by one or all together."""

from dataclasses import dataclass, field

from plancompare.errors import UsageError
from plancompare.reports.sections import Sections


@dataclass(frozen=True)
class Report:
    """A report whose sections a notebook shows; the scheduled run shows the very same.

    Example:
        >>> report = d.report("150500")
        >>> report.sections[:2]
        ('title', 'summary')
        >>> report.show("title")  # doctest: +SKIP

    Attributes:
        title: What it is called.
    """

    title: str
    _sections: Sections = field(repr=False)

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of its sections, in their order.

        Example:
            >>> "checks" in d.report_on_quality().sections
            True
        """
        return tuple(self._sections)

    def show(self, *names: str) -> None:
        """Display sections; all of them where none is named.

        A section of which the dataset holds nothing shows nothing.

        Example:
            >>> d.report("150500").show("title")
            {...}

        Args:
            *names: Of `sections`, in the order in which they are to be shown.

        Raises:
            UsageError: The report has no such section.
        """
        for name in names or self.sections:
            if name not in self._sections:
                known = ", ".join(self.sections)
                raise UsageError(f"the report has no section “{name}”.", remedy=f"It has {known}.")
            self._sections[name]()
