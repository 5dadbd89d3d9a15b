"""The reports that scheduled runs make, a section a call: `Data` has them too."""

from functools import cached_property
from typing import TYPE_CHECKING

from plancompare.api.wording import Words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang

if TYPE_CHECKING:
    from plancompare.api.report import Report
    from plancompare.api.reported import Reported


class Reports:
    """What `Data` reports; the notebooks 01 to 05 call it section by section."""

    dataset: Dataset
    lang: Lang

    @cached_property
    def _reported(self) -> "Reported":
        from plancompare.api.reported import Reported  # noqa: PLC0415 (heavy)

        return Reported(self.dataset, self.lang)

    def report(self, region: str) -> "Report":
        """A region's report, a section a call.

        Example:
            >>> d.report("通辽").sections[0]
            'title'
        """
        return self._reported.of_region(region)

    def report_across(self, indicators: Words = (), regions: Words = ()) -> "Report":
        """The comparison of regions, a section a call.

        Example:
            >>> d.report_across().sections[1]
            'values'

        Args:
            indicators: Which; those that most regions state where none is named.
            regions: Which; all where none is named.
        """
        return self._reported.across(indicators, regions)

    def report_beside(self, earlier: str, later: str) -> "Report":
        """The report on two plans, a section a call; as `beside`.

        Example:
            >>> d.report_beside("nation-13fyp-health-plan", "nation-14fyp-health-plan").sections[1]
            'summary'
        """
        return self._reported.beside(earlier, later)

    def report_on_measures(self, regions: Words = ()) -> "Report":
        """The report on what plans set out to do, a section a call.

        Example:
            >>> "agencies" in d.report_on_measures().sections
            True
        """
        return self._reported.on_measures(regions)

    def report_on_quality(self) -> "Report":
        """The report on the data's quality, a section a call.

        Example:
            >>> "conflicts" in d.report_on_quality().sections
            True
        """
        return self._reported.on_quality()
