"""The dataset's tables, whole: `Data` has them too."""

from functools import cached_property
from typing import TYPE_CHECKING

from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang

if TYPE_CHECKING:
    import pandas as pd

    from plancompare.api.answers import Answers


class Tables:
    """The tables of `Data` as plain pandas DataFrames."""

    dataset: Dataset
    lang: Lang

    @cached_property
    def _answers(self) -> "Answers":
        """Who answers; imported with all that it needs when the first question is asked."""
        from plancompare.api.answers import Answers  # noqa: PLC0415 (heavy)

        return Answers(self.dataset, self.lang)

    def table(self, name: str, *, everything: bool = False) -> "pd.DataFrame":
        """A whole table of the dataset.

        Example:
            >>> "marks" in d.table("gaps")
            True

        Args:
            name: `observations`, `sources`, `regions`, `indicators`, `gaps`, `unmatched`,
                `findings`, `measures`, `responsibilities` or `themes`; docs/codebook.md and the
                Parquet files describe their columns.
            everything: Of observations also those that another supersedes or outranks, and those
                that have no value.

        Raises:
            UsageError: There is no such table.
        """
        return self._answers.table(name, everything=everything)

    @property
    def regions(self) -> "pd.DataFrame":
        """Its regions, with how many values each has.

        Example:
            >>> d.regions["level"].nunique()
            4
        """
        return self.table("regions")

    @property
    def indicators(self) -> "pd.DataFrame":
        """The catalogue: every indicator's names, unit, direction and definition.

        Example:
            >>> "beds_per_1000" in d.indicators["indicator_id"].to_list()
            True
        """
        return self.table("indicators")

    @property
    def sources(self) -> "pd.DataFrame":
        """Plans, communiqués and reference tables, with issuer, date and address.

        Example:
            >>> len(d.sources) > 100
            True
        """
        return self.table("sources")
