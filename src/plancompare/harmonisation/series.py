"""Of which series a value is: whose population, how collected, which institutions.

Values of two series that are known to differ are never pooled, ranked or judged against each other.
"""

from dataclasses import dataclass

from plancompare.catalogue import Indicator
from plancompare.owndata import toml_beside
from plancompare.regions import region
from plancompare.sources import Figure, SourceMeta

FACETS = ("population_base", "collection", "scope")
"""What a series is told by, each a column of the table `observations`."""


@dataclass(frozen=True, slots=True)
class Series:
    """What tells one series of an indicator from another; empty where no source says.

    Attributes:
        population_base: `permanent` (常住) or `registered` (户籍).
        collection: `census`, `surveillance` (of a sample), `routine` (reporting), `survey` or
            `estimate`.
        scope: `all` institutions, `hospitals` or `public` ones.
    """

    population_base: str = ""
    collection: str = ""
    scope: str = ""


def series_of(figure: Figure, meta: SourceMeta, entry: Indicator, region_code: str) -> Series:
    """The series of a figure, each facet from the first that tells it.

    The row of figures.csv comes first, then the words of its label, its source, the title of its
    publication (`series.toml`), and last what the catalogue says of regions of that level.

    Args:
        figure: The printed figure.
        meta: Its source.
        entry: The indicator that it is read as.
        region_code: Where it holds.
    """
    title = figure.publication or meta.title
    level = region(region_code).level
    usual = [each for each in entry.series if level in each.levels]
    found = {
        facet: getattr(figure, facet)
        or _said(figure.label, "label", facet)
        or getattr(meta, facet)
        or _said(title, "publication", facet)
        or next((getattr(each, facet) for each in usual if getattr(each, facet)), "")
        for facet in FACETS
    }
    return Series(**found)


def _said(text: str, where: str, facet: str) -> str:
    """The value of a facet that a text has a word of; empty where it has none, or several."""
    values = _words()[where].get(facet, {})
    found = [value for value, words in values.items() if any(word in text for word in words)]
    return found[0] if len(found) == 1 else ""


def _words() -> dict[str, dict[str, dict[str, list[str]]]]:
    return toml_beside(__file__, "series.toml")
