"""What a dataset answers: views, charts and the analysis, named as researchers know them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import pandas as pd

from plancompare.analysis import nearest, same_level
from plancompare.analysis.comparable import LEVELS
from plancompare.api.asking import called, one, search, some
from plancompare.api.explanation import Explanation, explained
from plancompare.api.frames import chosen, handed
from plancompare.api.overview import overview
from plancompare.api.result import Result
from plancompare.api.wording import Words, say
from plancompare.charts import Asked
from plancompare.charts.data import data_words
from plancompare.charts.rows import names
from plancompare.dataset import Dataset
from plancompare.dataset.schema import table_names
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError
from plancompare.regions.groups import groups, neighbours, sisters
from plancompare.reports.told.cite import cite
from plancompare.views.plan_views import plan_values, two_plans
from plancompare.views.region_views import (
    history,
    region_gaps,
    region_values,
    shown,
    with_indicator,
    with_region,
)
from plancompare.views.side_by_side import shown_rows, side_by_side

ROLES = ("actual", "target")
_ALIKE = 10  # regions most like one
_SUBJECT = ("region_code", "region", "level", "indicator_id", "indicator")
VALUES = (*_SUBJECT, "year", "value", "value_upper", "unit", "bound", "reference_year", "off_year",
          "low", "high", "reason", "flags", "publication", "issuer", "issued", "source_id",
          "observation_id")  # fmt: skip
STATED = ("indicator_id", "indicator", "year", "role", "value", "value_upper", "unit", "bound",
          "nature", "label_printed", "value_printed", "derivation", "place", "quote", "publication",
          "flags", "source_id", "observation_id")  # fmt: skip
GAPS = (*_SUBJECT, "target", "target_upper", "change", "change_kind", "target_year", "bound",
        "unit", "baseline", "baseline_year", "latest", "latest_year", "asked", "gap",
        "relative_gap", "years_left", "needed_pace", "status", "nation", "nation_year", "flags",
        "source_id", "baseline_observation_id", "latest_observation_id")  # fmt: skip
TARGETS = ("indicator_id", "indicator", "target", "target_upper", "change", "change_kind",
           "target_year", "bound", "unit", "baseline", "baseline_year", "status", "plan",
           "source_id", "flags")  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """What a dataset answers in one language; `Data` says what each question means."""

    data: Dataset
    lang: Lang

    def overview(self) -> str:
        """What a notebook shows of the dataset."""
        return overview(self.data, self.lang)

    def code_of(self, region: str) -> str:
        """A region's code, by code or name."""
        return one(self.data, "region", str(region))

    def table(self, name: str, *, everything: bool) -> pd.DataFrame:
        """As `Data.table`."""
        if name not in table_names():
            known = ", ".join(table_names())
            raise UsageError(f"the dataset has no table “{name}”.", remedy=f"It has {known}.")
        rows: pd.DataFrame = getattr(self.data, name)
        return handed(rows if everything or name != "observations" else shown(rows))

    def find(self, words: str) -> pd.DataFrame:
        """As `Data.find`."""
        hits = search(self.data, words)
        described = [called(self.data, kind, each, self.lang)
                     for kind, each in zip(hits["kind"], hits["id"], strict=True)]  # fmt: skip
        return hits.assign(name=described)[["kind", "id", "name", "match", "observations"]]

    def region(self, name: str) -> tuple[str, str, str, int]:
        """A region's code, name, level, and the number of its values."""
        code = self.code_of(name)
        row = self.data.regions.set_index("region_code").loc[code]
        named = row["full_name"] if self.lang == "zh" else row["name_en"]
        return code, str(named), str(row["level"]), int(str(row["observations"]))

    def values(  # noqa: PLR0913, PLR0917 (as `Data.values`)
        self, indicators: Words, regions: Words, level: str, year: int | None, within: int,
        role: str, *, aside: bool,
    ) -> pd.DataFrame:  # fmt: skip
        """As `Data.values`."""
        ids = some(self.data, "indicator", indicators)
        codes = some(self.data, "region", regions)
        _check("level", level, ("", *LEVELS))
        _check("role", role, ROLES)
        found = side_by_side(
            self.data, ids, regions=codes, level=level, role=role, year=year, window=within
        )
        if aside:
            rows = shown_rows(found)
        else:
            rows = found.rows.sort_values(["order", "region_code"], kind="stable")
        return chosen(rows, VALUES, self.lang)

    def of_region(self, region: str) -> pd.DataFrame:
        """As `Data.of_region`."""
        rows = region_values(self.data, self.code_of(region))
        return chosen(shown(rows), STATED, self.lang)

    def targets(self, region: str) -> pd.DataFrame:
        """As `Data.targets`."""
        rows = region_gaps(self.data, self.code_of(region))
        titles = self.data.sources.set_index("source_id")["title"]
        rows = rows[rows["target"].notna() | rows["change"].notna()]
        return chosen(rows.assign(plan=rows["source_id"].map(titles)), TARGETS, self.lang)

    def gaps(self, region: str, indicator: str) -> Result:
        """As `Data.gaps`."""
        code = self.code_of(region) if region else ""
        rows = region_gaps(self.data, code) if code else self._all_gaps()
        title = say(self.lang, "gaps_all", indicator=say(self.lang, "all_levels"))
        if indicator:
            wanted = one(self.data, "indicator", indicator)
            rows = rows[rows["indicator_id"] == wanted]
            title = say(self.lang, "gaps_all", indicator=self._indicator(wanted))
        if code:
            title = say(self.lang, "gaps_of", region=self.region(code)[1])
        rows = rows.reset_index(drop=True)
        named = with_region(self.data, rows) if "region_zh" not in rows else rows
        can_draw = bool(code) and len(rows) > 0
        subject = {"subject": self.region(code)[1]} if code else {}
        return Result(
            chosen(named, GAPS, self.lang), title, ("dumbbell",) if can_draw else (),
            rows, self.data, Asked(region=code, lang=self.lang), subject, _direct=True,
        )  # fmt: skip

    def _all_gaps(self) -> pd.DataFrame:
        gaps = self.data.gaps.rename(columns={"direction": "asks"})
        return with_region(self.data, with_indicator(self.data, gaps))

    def _indicator(self, indicator_id: str) -> str:
        row = self.data.indicators.set_index("indicator_id").loc[[indicator_id]]
        return str(names(row, self.lang).iloc[0])

    def compare(
        self, indicators: Words, regions: Words, level: str, year: int | None, highlight: str
    ) -> Result:
        """As `Data.compare`."""
        ids, codes = some(self.data, "indicator", indicators), some(self.data, "region", regions)
        _check("level", level, ("", *LEVELS))
        region = self.code_of(highlight) if highlight else ""
        asked = Asked(region, ids, codes, self.lang, level=level, year=year)
        found = side_by_side(self.data, ids, region=region, regions=codes, level=level, year=year)
        rows = shown_rows(found, {*codes, region})
        told = say(self.lang, "latest") if year is None else say(self.lang, "in_year", year=year)
        title = say(self.lang, "values", indicators=self._listed(ids), year=told,
                    place=data_words(self.lang)["level"][found.level])  # fmt: skip
        return Result(chosen(rows, VALUES, self.lang), title, _charts_of(len(ids), found.level),
                      rows, self.data, asked)  # fmt: skip

    def _listed(self, ids: Sequence[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(map(self._indicator, ids))

    def peers(self, region: str, how: str, like: Words) -> list[str]:
        """As `Data.peers`."""
        code = self.code_of(region)
        if how == "alike":
            return self._alike(code, some(self.data, "indicator", like))
        ways: dict[str, Callable[[str], Sequence[str]]] = {
            "neighbours": neighbours,
            "sisters": sisters,
            "level": self._level,
        }
        of_group = {group.id: group.codes for group in groups()}
        if how not in ways and how not in of_group:
            known = ", ".join([*ways, "alike", *of_group])
            raise UsageError(f"there are no peers “{how}”.", remedy=f"There are {known}.")
        found = ways[how](code) if how in ways else of_group[how]
        here = set(self.data.regions["region_code"])
        return [code, *(each for each in found if each in here and each != code)]

    def _level(self, code: str) -> Sequence[str]:
        return same_level(self.data.regions, code)

    def _alike(self, code: str, like: list[str]) -> list[str]:
        found = side_by_side(self.data, like, region=code, together=True)
        return nearest(found, code, like, _ALIKE)

    def trend(self, indicator: str, regions: Words) -> Result:
        """As `Data.trend`."""
        wanted, codes = one(self.data, "indicator", indicator), some(self.data, "region", regions)
        rows = history(self.data, wanted, codes)
        first = codes[0] if codes else ""
        asked = Asked(first, [wanted], codes or list(rows["region_code"].unique()), self.lang)
        title = say(self.lang, "trend", indicator=self._indicator(wanted))
        columns = (*_SUBJECT, "year", "role", "value", "value_upper", "unit", "bound", "flags",
                   "series_from", "publication", "issuer", "issued", "source_id",
                   "observation_id")  # fmt: skip
        ordered = rows.sort_values(["region_code", "role", "year"], kind="stable")
        return Result(chosen(ordered, columns, self.lang), title, ("trajectory",), rows, self.data,
                      asked)  # fmt: skip

    def beside(self, earlier: str, later: str) -> Result:
        """As `Data.beside`."""
        rows = two_plans(self.data, earlier, later)
        titles = self.data.sources.set_index("source_id")["title"]
        title = say(self.lang, "plans", left=titles[earlier], right=titles[later])
        asked = Asked(lang=self.lang, plans=[earlier, later])
        cited = plan_values(self.data, earlier, later)
        return Result(handed(rows), title, ("beside",), cited, self.data, asked)

    def explain(self, observation_id: str) -> Explanation:
        """As `Data.explain`."""
        return explained(self.data, observation_id, self.lang)

    def sql(self, question: str, *, everything: bool) -> pd.DataFrame:
        """As `Data.sql`."""
        from plancompare.dataset.query import query  # noqa: PLC0415 (heavy)

        return query(self.data.folder, question, shown_only=not everything)

    def cite(self, rows: Result | pd.DataFrame | None) -> str:
        """As `Data.cite`."""
        if isinstance(rows, Result):
            return rows.citation
        if rows is None:
            known = {"hash": self.data.hash[:16], "as_of": self.data.as_of}
            return say(self.lang, "cite_whole", version=version("plancompare"), **known)
        if "observation_id" not in rows.columns:
            raise UsageError(
                "this table has no column observation_id, so nothing says where it is from.",
                remedy="Cite an answer, or the rows of one: d.cite(d.values(…)).",
            )
        every = self.data.observations
        own = every[every["observation_id"].isin(rows["observation_id"])]
        return cite(self.data, with_indicator(self.data, own.drop(columns="unit")), self.lang)


def _check(kind: str, word: str, known: Sequence[str]) -> None:
    if word not in known:
        listed = ", ".join(filter(None, known))
        raise UsageError(f"there is no {kind} “{word}”.", remedy=f"There are {listed}.")


def _charts_of(count: int, level: str) -> tuple[str, ...]:
    """What can be drawn of so many indicators, the usual chart first."""
    if count == 1:
        maps = ("tile_map",) if level == "province" else ()
        return ("ranking", *maps, "heat_table", *(("lorenz",) if maps else ()))
    return ("scatter", "heat_table") if count == 2 else ("heat_table",)
