"""What a notebook shows of a dataset: how much there is, of whom, and what to ask next."""

from html import escape

from plancompare.api.wording import say
from plancompare.charts.data import data_words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang

_WAYS = (
    'd.find("内蒙古 床位")',
    'd.region("通辽")',
    'd.compare("beds_per_1000").chart()',
    'd.trend("life_expectancy", ["内蒙古", "全国"]).chart()',
    "pc.explore(d)",
)


def overview(data: Dataset, lang: Lang) -> str:
    """HTML that tells counts, coverage by level, and some first questions."""
    stated = data.regions[data.regions["observations"] > 0]
    counts = say(
        lang,
        "dataset",
        observations=f"{data.manifest['tables']['observations']['rows']:,}",
        regions=len(stated),
        indicators=data.observations["indicator_id"].nunique(),
        sources=len(data.sources),
        as_of=data.as_of,
    )
    by_level = stated["level"].value_counts(sort=False)
    levels = " · ".join(f"{data_words(lang)['level'][str(k)]} {n}" for k, n in by_level.items())
    ways = "".join(f"<li><code>{escape(way)}</code></li>" for way in _WAYS)
    told = escape(say(lang, "levels", levels=levels))
    after = escape(say(lang, "ways"))
    return f"<p><b>plancompare</b> {escape(counts)}</p><p>{told}</p><p>{after}</p><ul>{ways}</ul>"
