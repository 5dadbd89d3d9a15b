"""The reports of a dataset as objects whose sections are calls."""

from dataclasses import dataclass

from plancompare.api.asking import one, some
from plancompare.api.report import Report
from plancompare.api.wording import Words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.sections.across_regions import sections_across
from plancompare.reports.sections.of_measures import sections_of_measures
from plancompare.reports.sections.of_quality import sections_of_quality
from plancompare.reports.sections.of_region import sections_of_region, title_of_region
from plancompare.reports.sections.of_two_plans import sections_of_plans
from plancompare.reports.told.plans_summary import plans_title
from plancompare.reports.told.wording import say


@dataclass(frozen=True)
class Reported:
    """The reports of a dataset in one language; `Reports` says what each is."""

    data: Dataset
    lang: Lang

    def of_region(self, region: str) -> Report:
        """As `Data.report`."""
        code = one(self.data, "region", str(region))
        title = title_of_region(self.data, self.lang, code)
        return Report(title, sections_of_region(self.data, self.lang, code))

    def across(self, indicators: Words, regions: Words) -> Report:
        """As `Data.report_across`."""
        ids, codes = some(self.data, "indicator", indicators), some(self.data, "region", regions)
        title = say(self.lang, "cross_title")
        return Report(title, sections_across(self.data, self.lang, ids, codes))

    def beside(self, earlier: str, later: str) -> Report:
        """As `Data.report_beside`."""
        sections = sections_of_plans(self.data, self.lang, earlier, later)
        return Report(plans_title(self.data, earlier, later, self.lang), sections)

    def on_measures(self, regions: Words) -> Report:
        """As `Data.report_on_measures`."""
        codes = some(self.data, "region", regions)
        title = say(self.lang, "measures_title")
        return Report(title, sections_of_measures(self.data, self.lang, codes))

    def on_quality(self) -> Report:
        """As `Data.report_on_quality`."""
        title = say(self.lang, "quality_title")
        return Report(title, sections_of_quality(self.data, self.lang))
