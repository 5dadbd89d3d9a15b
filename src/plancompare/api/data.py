"""The dataset as researchers work with it."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from plancompare.api.analyses import Analyses
from plancompare.api.reports import Reports
from plancompare.api.tables import Tables
from plancompare.api.wording import Words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from plancompare.api.adding import Added
    from plancompare.api.explanation import Explanation
    from plancompare.api.place import Region
    from plancompare.api.result import Result


@dataclass(frozen=True)
class Data(Analyses, Reports, Tables):
    """A dataset: ask it for values, targets, gaps, comparisons, and where a number is from.

    Regions and indicators go by their ids or names, in Chinese or English. Tables are plain pandas
    DataFrames of your own; answers (`Result`) have `.table`, `.chart()` and `.citation`. Values
    that another publication supersedes are in none of them, unless `everything=True` asks for them.
    Columns that would hide what pandas offers are renamed: `flags` is `marks`, `rank` is
    `best_place`, `rank_last` is `last_place`, `mean` is `mean_value`, `count` is `number`.

    Example:
        >>> d.region("通辽").name
        '内蒙古自治区通辽市'
    """

    dataset: Dataset = field(repr=False)
    lang: Lang = "zh"
    _raw: Path | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse a language that nothing is told in."""
        if self.lang not in get_args(Lang):
            raise UsageError(f"there is no language “{self.lang}”.", remedy="Ask for zh or en.")

    def _repr_html_(self) -> str:
        return self._answers.overview()

    def __repr__(self) -> str:
        return f"<plancompare dataset {self.dataset.hash[:16]} of {self.as_of}, {self.lang}>"

    @property
    def as_of(self) -> int:
        """The year that it is looked at from: targets for years before it are due.

        Example:
            >>> d.as_of > 2020
            True
        """
        return self.dataset.as_of

    def in_language(self, lang: Lang) -> "Data":
        """The same dataset in the other language.

        Example:
            >>> d.in_language("en").region("150500").name
            'Tongliao'
        """
        return Data(self.dataset, lang, self._raw)

    def find(self, words: str) -> "pd.DataFrame":
        """Regions and indicators whose names hold these words, or nearly.

        Example:
            >>> d.find("内蒙古 床位").query("match == 'exact'")["id"].to_list()
            ['150000']

        Args:
            words: With spaces between them, in Chinese or English.

        Returns:
            `kind`, `id`, `name`, `match` (`exact`, `part`, or `near`: did you mean?), and how many
            `observations` there are.
        """
        return self._answers.find(words)

    def region(self, name: str) -> "Region":
        """A region.

        Example:
            >>> d.region("Tongliao").code
            '150500'

        Args:
            name: Its code or its name.

        Raises:
            UsageError: None is called so, or several are: the message says what may be meant.
        """
        from plancompare.api.place import Region  # noqa: PLC0415 (they know each other)

        return Region(*self._answers.region(name), self)

    def values(  # noqa: PLR0913 (what may be asked of values)
        self,
        indicators: Words,
        *,
        year: int | None = None,
        level: str = "",
        regions: Words = (),
        role: str = "actual",
        within: int | None = None,
        aside: bool = False,
    ) -> "pd.DataFrame":
        """The values of regions that may stand side by side: what the reports show.

        Of each region and indicator there is one row, so a pivot averages nothing.

        Example:
            >>> beds = d.values("beds_per_1000", level="province")
            >>> beds["region_code"].is_unique
            True

        Args:
            indicators: One indicator or several.
            year: Values of this year; of the year that most regions state unless given.
            level: `nation`, `province`, `prefecture` or `county`; where none is given that of
                `regions`, else provinces.
            regions: Which regions; all of the level unless given.
            role: `actual` or `target`.
            within: How many years a value may lie from the year: 0 where `year` is given, else 2,
                as in the reports. `off_year` says which do.
            aside: Also what may not stand beside the others, with its `reason`: another year,
                another definition, another population, too few events.

        Returns:
            Region, indicator, year, value, unit, the limits that rounding leaves open, publication
            and `observation_id`, which `explain` takes.

        Raises:
            UsageError: A region, an indicator or a level is not known.
        """
        window = within if within is not None else 2 if year is None else 0
        return self._answers.values(indicators, regions, level, year, window, role, aside=aside)

    def of_region(self, region: str) -> "pd.DataFrame":
        """All that is stated of a region and compared, of any year, with where it is printed.

        Example:
            >>> d.of_region("通辽")["role"].unique().tolist()
            ['actual', 'target']
        """
        return self._answers.of_region(region)

    def targets(self, region: str) -> "pd.DataFrame":
        """What a region's plans promise, a target a row.

        Example:
            >>> d.targets("150500")[["indicator", "target", "target_year"]].shape[1]
            3

        Args:
            region: Its code or name.

        Returns:
            Indicator, target with its bound and year, the plan, the baseline that it names, status.
        """
        return self._answers.targets(region)

    def gaps(self, region: str = "", *, indicator: str = "") -> "Result":
        """How far regions are from their targets: baseline, latest, target, gap, pace, status.

        docs/analysis.md says how a gap is computed and what each status means.

        Example:
            >>> bool(d.gaps("通辽").table["status"].notna().all())
            True
            >>> len(d.gaps(indicator="life_expectancy").table) > 10
            True

        Args:
            region: A region's code or name; all regions where none is named.
            indicator: An indicator's id or name; all where none is named.

        Returns:
            The answer; of one region it can be drawn.
        """
        return self._answers.gaps(region, indicator)

    def compare(
        self,
        indicators: Words,
        *,
        regions: Words = (),
        level: str = "",
        year: int | None = None,
        highlight: str = "",
    ) -> "Result":
        """Regions side by side: a ranking of one indicator, a scatter of two, a table of more.

        Example:
            >>> d.compare("beds_per_1000", regions=d.peers("150000")).charts
            ('ranking', 'tile_map', 'heat_table', 'lorenz')

        Args:
            indicators: One indicator or several.
            regions: Which regions; all of the level where none is named.
            level: Of regions; that of `regions` where none is named, else provinces.
            year: The reference year, values up to two years away; the year that most state
                unless given.
            highlight: A region to set off.

        Returns:
            The answer: its table has what may stand side by side, and with a `reason` what may not.
        """
        return self._answers.compare(indicators, regions, level, year, highlight)

    def peers(self, region: str, how: str = "neighbours", *, like: Words = ()) -> list[str]:
        """The codes of the regions to set a region beside, its own first.

        Example:
            >>> "210000" in d.peers("内蒙古", "neighbours")
            True

        Args:
            region: Its code or name.
            how: `neighbours` (the provinces that border on it), `sisters` (of the same region
                above), `level` (all of its level), `alike` (the ten most like it in the indicators
                that `like` names), or a group: `east`, `central`, `west`, `northeast`, ….
            like: Indicators, for `alike`.

        Returns:
            Codes of regions of the dataset.

        Raises:
            UsageError: There is no such kind of peers.
        """
        return self._answers.peers(region, how, like)

    def trend(self, indicator: str, regions: Words = ()) -> "Result":
        """An indicator over the years, actual values and targets.

        Example:
            >>> d.trend("life_expectancy", ["内蒙古", "全国"]).table["year"].is_monotonic_increasing
            False

        Args:
            indicator: Its id or name.
            regions: Which regions; the first is set off; all where none is named.
        """
        return self._answers.trend(indicator, regions)

    def beside(self, earlier: str, later: str) -> "Result":
        """What two plans promise, indicator by indicator.

        Example:
            >>> d.beside("nation-13fyp-health-plan", "nation-14fyp-health-plan").charts
            ('beside',)

        Args:
            earlier: A plan's id, as in `sources`; of successive plans the earlier one.
            later: The other plan's.
        """
        return self._answers.beside(earlier, later)

    def explain(self, observation_id: str) -> "Explanation":
        """Where a number comes from: label and value as printed, arithmetic, conflicts, passage.

        Example:
            >>> number = d.values("beds_per_1000")["observation_id"].iloc[0]
            >>> d.explain(number).steps["step"].iloc[0]
            'region'

        Args:
            observation_id: As in every table of `d`.

        Raises:
            UsageError: There is no such observation.
        """
        return self._answers.explain(observation_id)

    def sql(self, question: str, *, everything: bool = False) -> "pd.DataFrame":
        """The answer to a question in SQL (DuckDB) over the dataset's tables.

        Columns are named as in the Parquet files, or as the question names them.

        Example:
            >>> d.sql("SELECT count(*) AS n FROM sources")["n"].item() == len(d.sources)
            True

        Args:
            question: One SELECT statement.
            everything: Whether `observations` also holds values that another supersedes or
                outranks, and those that state a change only.

        Raises:
            UsageError: It is no question, or cannot be answered.
        """
        return self._answers.sql(question, everything=everything)

    def cite(self, rows: "Result | pd.DataFrame | None" = None) -> str:
        """A line to put under numbers: who published them and when, and the dataset's hash.

        Example:
            >>> "plancompare" in d.cite(d.values("beds_per_1000"))
            True

        Args:
            rows: An answer, or a table with `observation_id`; the dataset where none is given.
        """
        return self._answers.cite(rows)

    def add_plan(
        self,
        document: str | os.PathLike[str],
        *,
        region: str = "",
        name: str = "",
        into: str | os.PathLike[str] | None = None,
    ) -> "Added":
        """Read a plan of your own into the project, and build its dataset with it.

        Example:
            >>> added = project.add_plan(pc.example("plan.docx"), region="鄂尔多斯", name="my-plan")
            >>> added.folder.name, len(added.figures) > 5
            ('my-plan', True)

        Args:
            document: A file in any of the formats of docs/formats.md.
            region: Its region's code or name; told by the document unless given. It need not be a
                region of the dataset.
            name: What its folder in `data/raw` is called; by region and period unless given.
            into: The project that it is added to; the one that this dataset is of unless given.

        Returns:
            What was found, what to look at, and the dataset with the plan in it.

        Raises:
            UsageError: You do not work in a project: `plancompare new DIR` makes one.
            PlancompareError: The document cannot be read, or the dataset fails its checks.
        """
        from plancompare.api.adding import add, in_project  # noqa: PLC0415 (heavy)

        raw = in_project(self._raw if into is None else Path(into) / "data" / "raw")
        return add(Path(document), raw, self.lang, region=region, name=name)
