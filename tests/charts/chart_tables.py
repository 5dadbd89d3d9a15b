"""The charts' examples, and tables that tests make of them: fictional values (虚构)."""

from functools import cache, partial

from plancompare.charts import CHARTS

SOURCE = "虚构数据，仅供测试，某某市卫生健康委员会，2021-12-31"
SIZES = (1, 5, 31, 300)
LANGS = ("zh", "en")


@cache
def _example(chart: str, count: int):
    return CHARTS[chart].example(count)


def _rows(chart: str, count: int):
    return _example(chart, count).rows.copy()


TABLES = {name: partial(_rows, name) for name in CHARTS}


@cache
def drawn(chart: str, count: int, lang: str):
    """A chart of so many regions (the dumbbell: of so many indicators), drawn once."""
    example = _example(chart, count)
    return CHARTS[chart](example.rows, lang=lang, source=SOURCE, **example.options)
