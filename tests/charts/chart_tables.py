"""The charts' examples, and tables that tests make of them: fictional values (虚构)."""

from functools import cache, partial

from plancompare.charts import CHARTS
from plancompare.charts.chart import Chart

SOURCE = "虚构数据，仅供测试，某某市卫生健康委员会，2021-12-31"
SIZES = (1, 5, 31, 300)
LANGS = ("zh", "en")


def _rows(chart: Chart, count: int):
    return chart.example(count).rows


TABLES = {name: partial(_rows, chart) for name, chart in CHARTS.items()}


@cache
def drawn(chart: str, count: int, lang: str):
    """A chart of so many regions (the dumbbell: of so many indicators), drawn once."""
    example = CHARTS[chart].example(count)
    return CHARTS[chart](example.rows, lang=lang, source=SOURCE, **example.options)
