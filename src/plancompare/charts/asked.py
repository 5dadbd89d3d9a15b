"""What a chart is asked to show, and the table that answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from plancompare.domain.languages import Lang
from plancompare.errors import UsageError


@dataclass(frozen=True)
class Asked:
    """What a chart is to show.

    Attributes:
        region: The region that it is about, or that stands out.
        indicators: Which indicators; those that most regions state where none is named.
        regions: Which regions; all where none is named.
        lang: `zh` or `en`.
        plans: Ids of two sources, for the chart that sets two plans side by side.
        level: Of regions that are compared; told by the regions where it is empty.
        year: The reference year of what is compared; the year that most state where none is given.
    """

    region: str = ""
    indicators: Sequence[str] = ()
    regions: Sequence[str] = ()
    lang: Lang = "zh"
    plans: Sequence[str] = ()
    level: str = ""
    year: int | None = None

    def one_region(self) -> str:
        """The region that the chart is about.

        Raises:
            UsageError: If none is named.
        """
        if not self.region:
            raise UsageError("this chart is about one region.", remedy="Name it with --region.")
        return self.region

    def some_indicators(self, count: int) -> Sequence[str]:
        """The indicators that the chart shows.

        Args:
            count: How many it needs.

        Raises:
            UsageError: If more or fewer are named.
        """
        if len(self.indicators) != count:
            raise UsageError(
                f"this chart shows {count} indicator(s), not {len(self.indicators)}.",
                remedy="Name each with --indicator; `plancompare indicators` lists them.",
            )
        return self.indicators


@dataclass(frozen=True)
class Drawn:
    """A chart's table, and the words that it takes besides.

    Attributes:
        rows: The table.
        options: Keyword arguments of the chart's function.
    """

    rows: pd.DataFrame
    options: Mapping[str, Any] = field(default_factory=dict)
