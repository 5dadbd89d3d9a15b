"""What a region's report does, done once and unseen: what is slow the first time is then behind.

For the process that kernels are forked from. They find the dataset read, pandas' own caches filled,
and the glyphs of the dataset's words outlined.
"""

import contextlib
import warnings
from pathlib import Path

from plancompare.charts import Asked, drawn, dumbbell, spine, to_svg
from plancompare.charts.data import chart_data
from plancompare.dataset import Dataset
from plancompare.dataset.load import hold
from plancompare.reports.told.cite import cite
from plancompare.reports.told.measures_summary import describe
from plancompare.reports.told.summary import summarise
from plancompare.reports.told.tables import gaps_table, sources_table, unmatched_table, values_table
from plancompare.views.behind import sources_of
from plancompare.views.region_views import region_gaps


def rehearse(curated: str) -> None:
    """Hold a dataset in this process, and do with it what a region's report does.

    Args:
        curated: The dataset's folder. Whatever is wrong with it, the reports will say.
    """
    with contextlib.suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = hold(Path(curated))
        by_size = data.gaps["region_code"].value_counts().index
        _report(data, str(by_size[len(by_size) // 2]))  # of middling length


def _report(data: Dataset, region: str) -> None:
    summarise(data, region, "zh")
    gaps = region_gaps(data, region)
    to_svg(dumbbell(gaps))
    chart_data("dumbbell", gaps, "zh")
    cite(data, gaps, "zh")
    peers = drawn(data, "spine", Asked(region)).rows
    to_svg(spine(peers, region=region, source=sources_of(data, peers)))
    describe(data.measures, data.responsibilities, region, "zh")
    for table in (gaps_table, values_table, sources_table):
        table(data, region, "zh").to_html()
    unmatched_table(data, region).to_html()
