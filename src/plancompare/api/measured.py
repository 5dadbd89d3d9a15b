"""The analysis over a dataset, its tables with names: what `Analyses` answers with."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from plancompare.analysis import (
    Comparable,
    against_standard,
    ambition_table,
    course_table,
    inequality_table,
    peer_summary,
    rank_sum_ratio,
    sensitivity,
    standings,
    topsis,
    weak_targets,
)
from plancompare.api.asking import one, some
from plancompare.api.frames import handed, named
from plancompare.api.result import Result
from plancompare.api.wording import Words, say
from plancompare.charts import Asked, drawn
from plancompare.charts.rows import names
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError
from plancompare.views.over_years import inequality_over_years
from plancompare.views.region_views import with_indicator, with_region
from plancompare.views.side_by_side import people_of, shown_rows, side_by_side

_LEADING = ("region_code", "region", "level", "indicator_id", "indicator")
_JOINED = ("region_zh", "region_en", "name_zh", "name_en", "domain", "domain_zh", "domain_en",
           "decimals", "order", "direction")  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """The analysis over a dataset, in one language."""

    data: Dataset
    lang: Lang

    def inequality(self, indicators: Words, year: int | None) -> Result:
        """As `Analyses.inequality`."""
        ids = some(self.data, "indicator", indicators)
        found = [side_by_side(self.data, [i], level="province", year=year) for i in ids]
        tables = [
            inequality_table(
                each, {str(k): float(v) for k, v in people_of(self.data, each).items()}
            )
            for each in found
        ]
        table, rows = pd.concat(tables), pd.concat([shown_rows(each) for each in found])
        asked = Asked(indicators=ids, lang=self.lang, year=year)
        listed = dict.fromkeys(names(rows, self.lang))
        title = say(self.lang, "inequality", indicators=", ".join(listed))
        can_draw = len(ids) == 1 and "population" in set(table["weighting"])
        charts = ("lorenz",) if can_draw else ()
        return Result(self._told(table), title, charts, rows, self.data, asked)

    def inequality_over_years(self, indicator: str) -> Result:
        """As `Analyses.inequality_over_years`."""
        wanted = one(self.data, "indicator", indicator)
        rows = inequality_over_years(self.data, wanted)
        asked = Asked(indicators=[wanted], lang=self.lang)
        table = self._told(rows)
        title = say(self.lang, "inequality", indicators=", ".join(table["indicator"].unique()))
        charts = ("inequality",) if len(rows) else ()
        return Result(table, title, charts, drawn(self.data, "inequality", asked).rows, self.data,
                      asked)  # fmt: skip

    def spread(self, indicators: Words, level: str, regions: Words) -> pd.DataFrame:
        """As `Analyses.spread`."""
        found = self._found(indicators, level, regions)
        table = peer_summary(found, self.data.indicators)
        return self._told(table)

    def standings(self, indicators: Words, level: str, regions: Words) -> pd.DataFrame:
        """As `Analyses.standings`."""
        return self._told(standings(self._found(indicators, level, regions), self.data.indicators))

    def _found(
        self, indicators: Words, level: str, regions: Words = (), *, together: bool = False
    ) -> Comparable:
        ids = some(self.data, "indicator", indicators)
        codes = some(self.data, "region", regions)
        return side_by_side(self.data, ids, regions=codes, level=level, together=together)

    def score(
        self, indicators: Words, method: str, level: str, weights: Mapping[str, float] | None
    ) -> pd.DataFrame:
        """As `Analyses.score`."""
        if method not in {"topsis", "rsr"}:
            raise UsageError(f"there is no score “{method}”.", remedy="Ask for topsis or rsr.")
        ids = some(self.data, "indicator", indicators)
        found = self._found(indicators, level, together=True)
        if method == "topsis":
            scored = topsis(found, self.data.indicators, ids, weights=weights)
        else:
            scored = rank_sum_ratio(found, self.data.indicators, ids)
        table = self._told(scored.scores)
        table.attrs["weights"] = dict(
            zip(scored.weights["indicator_id"], scored.weights["weight"], strict=True)
        )
        return table

    def sensitivity(self, indicators: Words, level: str) -> pd.DataFrame:
        """As `Analyses.sensitivity`."""
        found = self._found(indicators, level, together=True)
        ids = some(self.data, "indicator", indicators)
        return self._told(sensitivity(found, self.data.indicators, ids))

    def ambition(self, region: str) -> pd.DataFrame:
        """As `Analyses.ambition`."""
        data = self.data
        table = ambition_table(data.gaps, data.observations, data.indicators, data.regions)
        return self._told(self._of(table, region))

    def weak_targets(self, region: str) -> pd.DataFrame:
        """As `Analyses.weak_targets`."""
        return self._told(self._of(weak_targets(self.data.gaps), region), keep_order=True)

    def pace(self, region: str) -> pd.DataFrame:
        """As `Analyses.pace`."""
        return self._told(self._of(course_table(self.data.gaps), region))

    def standards(self, region: str) -> pd.DataFrame:
        """As `Analyses.standards`."""
        table = against_standard(self.data.observations, self.data.indicators)
        return self._told(self._of(table, region))

    def _of(self, table: pd.DataFrame, region: str) -> pd.DataFrame:
        """The rows of a region; all where none is named."""
        if not region:
            return table
        return table[table["region_code"] == one(self.data, "region", region)]

    def _told(self, table: pd.DataFrame, *, keep_order: bool = False) -> pd.DataFrame:
        """The table with the names of regions and indicators in front, units where there are any.

        Args:
            table: With `region_code`, `indicator_id` or both.
            keep_order: Whether the rows' order says something; else it is the catalogue's.
        """
        full = table.assign(row=range(len(table))).drop(columns=["level", "unit"], errors="ignore")
        full = full.rename(columns={"direction": "asks"}).drop(columns=[*_JOINED], errors="ignore")
        if "indicator_id" in full:
            full = with_indicator(self.data, full)
        if "region_code" in full:
            full = with_region(self.data, full)
        full = named(full.sort_values("row") if keep_order else full, self.lang)
        kept = [name for name in full if name not in {*_JOINED, "row", *_LEADING}]
        leading = [name for name in _LEADING if name in full]
        return handed(full[[*leading, *kept]])
