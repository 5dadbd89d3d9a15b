"""What the charts that set regions side by side ask of a dataset."""

from collections.abc import Sequence

from plancompare.analysis import Comparable
from plancompare.charts.asked import Asked
from plancompare.charts.words import words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.side_by_side import side_by_side


def compared(
    data: Dataset,
    asked: Asked,
    indicators: Sequence[str],
    *,
    level: str = "",
    together: bool = False,
) -> Comparable:
    """What a chart was asked for, sorted by the rule of comparability.

    Args:
        data: The dataset.
        asked: What the chart is to show.
        indicators: Which indicators.
        level: Of regions; that of the regions asked for where none is named.
        together: One reference year for all indicators.
    """
    return side_by_side(
        data,
        indicators,
        region=asked.region,
        regions=asked.regions,
        level=level or asked.level,
        year=asked.year,
        together=together,
    )


def kept(asked: Asked) -> set[str]:
    """The regions that were asked for, and are shown whatever their level."""
    return {*asked.regions, asked.region}


def nation_notes(found: Comparable, lang: Lang) -> list[str]:
    """Why the nation does not stand beside the regions, where it states a value."""
    nation = found.aside[found.aside["level"] == "nation"]
    say = words(lang)
    return [say("nation_aside", why=say(f"why_{each}")) for each in dict.fromkeys(nation["reason"])]
