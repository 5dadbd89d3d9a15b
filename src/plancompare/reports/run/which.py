"""Which reports there are: of regions, successive plans, all regions, and the data's quality."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.files.ways import editions, ways
from plancompare.reports.run.render import HTML, with_brief
from plancompare.reports.run.tasks import Task
from plancompare.reports.told.plans_summary import plans_title
from plancompare.reports.told.wording import say
from plancompare.views.plan_views import successive_plans, two_plans
from plancompare.views.region_views import (
    CONTEXT,
    chosen,
    region_name,
    region_row,
)

CROSS, MEASURES, QUALITY = ACROSS = "cross-region", "measures", "data-quality"

_REGION, _REGIONS = _BRIEFED = "01_one_region", "02_compare_regions"  # with a brief to send on


@dataclass(frozen=True, slots=True)
class Notebooks:
    """Where the notebooks are, and what they are run on.

    Attributes:
        folder: The folder of notebooks.
        curated: The dataset's folder.
        lang: The language of the reports.
        files: The files that each of them must have.
        languages: All languages of the site, the first of which lies at the top; none for the one.
    """

    folder: Path
    curated: Path
    lang: Lang = "zh"
    files: tuple[str, ...] = (HTML,)
    languages: tuple[Lang, ...] = ()

    def task(self, data: Dataset, report: str, notebook: str, **parameters: object) -> Task:
        """A report to make with one of the notebooks.

        Whatever of the dataset a notebook reads, its report is made again when the dataset changes.
        """
        common = {"curated": str(self.curated.resolve()), "lang": self.lang}
        path = self.folder / f"{notebook}.ipynb"
        every = self.languages or (self.lang,)
        [here] = [each for each in editions(every) if each.lang == self.lang]
        leads = ways(self.lang, every, f"{report}/{HTML}")
        named = here.place(report)
        files = with_brief(self.files) if notebook in _BRIEFED else self.files
        return Task(named, path, parameters | common, data.contents, files, leads)


def reported_regions(data: Dataset) -> list[str]:
    """The regions that have a report: those with a source of their own, or a value to compare.

    A population is known to weigh regions by; alone it is nothing to report.
    """
    context = data.indicators.loc[data.indicators["domain"] == CONTEXT, "indicator_id"]
    stated = data.observations[~data.observations["indicator_id"].isin(context)]
    codes = data.regions["region_code"]
    known = codes.isin(data.sources["region_code"]) | codes.isin(stated["region_code"])
    return list(codes[known])


def region_task(data: Dataset, region_code: str, notebooks: Notebooks) -> Task:
    """A region's report.

    Raises:
        UsageError: If the dataset knows no such region.
    """
    region_row(data, region_code)
    return notebooks.task(data, region_code, _REGION, region=region_code)


def cross_task(data: Dataset, notebooks: Notebooks) -> Task:
    """The comparison of all regions by the indicators that most of them state."""
    return notebooks.task(data, CROSS, _REGIONS)


def comparison_task(
    data: Dataset, notebooks: Notebooks, indicators: Sequence[str], regions: Sequence[str]
) -> Task:
    """A comparison of some regions by some indicators, in a folder named by what it compares.

    Raises:
        UsageError: If the dataset lacks an indicator or a region.
    """
    chosen(data, "actual", indicators, regions)
    name = f"compare-{_short_hash([list(indicators), list(regions)])}"
    named = {"indicators": list(indicators), "regions": list(regions)}
    return notebooks.task(data, name, _REGIONS, **named)


def plans_task(data: Dataset, notebooks: Notebooks, left: str, right: str) -> Task:
    """Two plans side by side, in a folder named by what they are.

    Raises:
        UsageError: If the dataset lacks a plan, or one states no target.
    """
    two_plans(data, left, right)
    return notebooks.task(
        data, plans_id(left, right), "03_plan_beside_plan", left=left, right=right
    )


def plans_id(left: str, right: str) -> str:
    """The folder of the report of two plans."""
    return f"plans-{_short_hash([left, right])}"


def _short_hash(named: object) -> str:
    return hashlib.sha256(json.dumps(named).encode()).hexdigest()[:8]


def quality_task(data: Dataset, notebooks: Notebooks) -> Task:
    """The report on the data's quality."""
    return notebooks.task(data, QUALITY, "05_data_quality")


def measures_task(data: Dataset, notebooks: Notebooks) -> Task:
    """The comparison of what plans set out to do."""
    return notebooks.task(data, MEASURES, "04_measures")


def all_tasks(data: Dataset, notebooks: Notebooks) -> list[Task]:
    """Every report of the dataset, the longest first: no core waits for one of them at the end."""
    regions = [region_task(data, code, notebooks) for code in reported_regions(data)]
    plans = [plans_task(data, notebooks, *pair) for pair in successive_plans(data)]
    across = [make(data, notebooks) for make in (cross_task, measures_task, quality_task)]
    return [*across, *regions, *plans]


def titles_of(data: Dataset, lang: Lang) -> dict[str, str]:
    """What lists call every report of the dataset, by its folder: those that compare first."""
    across = {CROSS: "cross_title", MEASURES: "measures_title", QUALITY: "quality_title"}
    return {
        **{report: say(lang, key) for report, key in across.items()},
        **{plans_id(*pair): plans_title(data, *pair, lang) for pair in successive_plans(data)},
        **{code: region_name(region_row(data, code), lang) for code in reported_regions(data)},
    }
