"""Questions that compute something of many values: `Data` has them too."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from plancompare.api.wording import Words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang

if TYPE_CHECKING:
    import pandas as pd

    from plancompare.api.measured import Measured
    from plancompare.api.result import Result


class Analyses:
    """What `Data` computes; docs/analysis.md has the formulas and their sources."""

    dataset: Dataset
    lang: Lang

    @cached_property
    def _measured(self) -> "Measured":
        from plancompare.api.measured import Measured  # noqa: PLC0415 (heavy)

        return Measured(self.dataset, self.lang)

    def inequality(self, indicators: Words, *, year: int | None = None) -> "Result":
        """How unequal provinces are: coefficient of variation, Gini, Theil within and between.

        Each province counts once (`weighting` is `equal`), and by its people where they are
        known. Nothing is computed where fewer than four in five state a value.

        Example:
            >>> bool(d.inequality("beds_per_1000").table["gini"].between(0, 1).all())
            True

        Args:
            indicators: One indicator or several.
            year: The reference year; the year that most provinces state unless given.

        Returns:
            The answer; of one density its Lorenz curve can be drawn.
        """
        return self._measured.inequality(indicators, year)

    def inequality_over_years(self, indicator: str) -> "Result":
        """How unequal provinces were in each year that nearly all of them state, by people.

        Example:
            >>> d.inequality_over_years("beds_per_1000").charts
            ('inequality',)

        Args:
            indicator: An indicator that counts by people.
        """
        return self._measured.inequality_over_years(indicator)

    def spread(
        self, indicators: Words, *, level: str = "province", regions: Words = ()
    ) -> "pd.DataFrame":
        """How values lie: least, quartiles, median, most, who is best, and how many state none.

        Example:
            >>> d.spread("life_expectancy")["median_value"].item() > 70
            True

        Args:
            indicators: One indicator or several.
            level: Of regions.
            regions: Which regions; all of the level unless given.
        """
        return self._measured.spread(indicators, level, regions)

    def standings(
        self, indicators: Words, *, level: str = "province", regions: Words = ()
    ) -> "pd.DataFrame":
        """Where each region stands: the places that its value may hold, percentile, band.

        Example:
            >>> int(d.standings("life_expectancy")["best_place"].min())
            1

        Args:
            indicators: One indicator or several.
            level: Of regions.
            regions: Which regions; all of the level unless given.
        """
        return self._measured.standings(indicators, level, regions)

    def score(
        self,
        indicators: Words,
        *,
        method: str = "topsis",
        level: str = "province",
        weights: Mapping[str, float] | None = None,
    ) -> "pd.DataFrame":
        """One score of several indicators, by TOPSIS or by rank-sum ratio (秩和比).

        A score hides what it is made of: `d.sensitivity(…)` tells how places move when an indicator
        is left out. Indicators of which more is not simply better cannot be scored.

        Example:
            >>> scores = d.score(["life_expectancy_female", "life_expectancy_male"])
            >>> int(scores["best_place"].min())
            1

        Args:
            indicators: Two or more, of one year.
            method: `topsis` or `rsr`.
            level: Of regions.
            weights: For TOPSIS, by indicator; by entropy unless given. The weights that were used
                stand in `attrs["weights"]` of the table.

        Raises:
            UsageError: An indicator is neutral, or too few regions state it.
        """
        return self._measured.score(indicators, method, level, weights)

    def sensitivity(self, indicators: Words, *, level: str = "province") -> "pd.DataFrame":
        """How places by TOPSIS move with equal weights, and without each indicator.

        Example:
            >>> moves = d.sensitivity(["life_expectancy_female", "life_expectancy_male"])
            >>> moves["variant"].iloc[0]
            'equal weights'
        """
        return self._measured.sensitivity(indicators, level)

    def ambition(self, region: str = "") -> "pd.DataFrame":
        """How demanding targets are: beside the past pace, the nation's target and the peers'.

        Example:
            >>> "acceleration" in d.ambition("通辽")
            True

        Args:
            region: Its code or name; all regions where none is named.
        """
        return self._measured.ambition(region)

    def weak_targets(self, region: str = "") -> "pd.DataFrame":
        """Targets that ask for less than the baseline already was.

        Example:
            >>> bool((d.weak_targets()["asked"] < 0).all())
            True

        Args:
            region: Its code or name; all regions where none is named.
        """
        return self._measured.weak_targets(region)

    def pace(self, region: str = "") -> "pd.DataFrame":
        """How fast targets come nearer: asked, observed and needed pace, annual reduction.

        Example:
            >>> "needed_pace" in d.pace("通辽")
            True

        Args:
            region: Its code or name; all regions where none is named.
        """
        return self._measured.pace(region)

    def standards(self, region: str = "") -> "pd.DataFrame":
        """The latest values beside planning standards, with the standard's source.

        Example:
            >>> bool(d.standards("通辽")["standard_source"].ne("").all())
            True

        Args:
            region: Its code or name; all regions where none is named.
        """
        return self._measured.standards(region)
