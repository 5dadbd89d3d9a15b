"""What the explorer shows of a choice: the answer, and the code that asks for it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

from plancompare.api.asking import one
from plancompare.api.data import Data
from plancompare.api.result import Result
from plancompare.api.wording import section
from plancompare.catalogue import catalogue
from plancompare.charts import alt_text, to_svg
from plancompare.charts.data import data_words
from plancompare.charts.words import flags_said, words
from plancompare.dataset import Dataset
from plancompare.errors import PlancompareError
from plancompare.regions.groups import groups
from plancompare.views.region_views import CONTEXT, shown

_COLUMNS = ("region", "indicator", "year", "value", "x", "y", "unit", "marks", "publication")
_TREND = "trajectory"
_NO_CHART = "<p>{}</p>"


@dataclass(frozen=True)
class Choice:
    """What is chosen: ids, and texts that are empty where nothing is.

    Attributes:
        region: The region that stands out.
        indicator: What is compared.
        second: An indicator to set against it.
        benchmark: The peers, as `how` in `Data.peers`.
        year: The reference year; of most regions where empty.
        chart: The chart; the usual one where empty.
    """

    region: str = ""
    indicator: str = ""
    second: str = ""
    benchmark: str = "level"
    year: str = ""
    chart: str = ""

    @classmethod
    def of(cls, data: Data, **given: Any) -> "Choice":  # noqa: ANN401 (texts, and a year)
        """A choice with the names of regions and indicators resolved.

        Raises:
            UsageError: One is not known.
        """
        dataset = data.dataset
        texts = {key: str(value or "") for key, value in given.items()}
        first = next(each for each in catalogue().flagships if each in _years(dataset))
        found = {
            "region": one(dataset, "region", texts.pop("region", "") or "150000"),
            "indicator": one(dataset, "indicator", texts.pop("indicator", "") or first),
        }
        if second := texts.pop("second", ""):
            found["second"] = one(dataset, "indicator", second)
        return cls(**found, **texts)

    def as_texts(self) -> dict[str, str]:
        """The choice as the widget keeps it."""
        return asdict(self)


@dataclass(frozen=True)
class View:
    """What is shown of a choice.

    Attributes:
        answer: As `Data.compare` or `Data.trend` gives it.
        chart: The chart's name.
        code: The code that makes it again.
        years: That may be chosen.
    """

    answer: Result
    chart: str
    code: str
    years: tuple[int, ...]

    def as_shown(self) -> dict[str, Any]:
        """What the browser gets of it: picture, table, code, sources."""
        try:
            figure = self.answer.chart(self.chart)
            picture, said = to_svg(figure).decode(), alt_text(figure)
        except PlancompareError as error:
            picture, said = _NO_CHART.format(escape(str(error))), str(error)
        table, lang = self.answer.table, self.answer.lang
        kept = [name for name in _COLUMNS if name in table]
        if table["indicator"].nunique() < 2:
            kept.remove("indicator")
        told = table.assign(
            unit=table["unit"].map(words(lang).unit),
            marks=[flags_said(each, lang) for each in table["marks"]],
        )
        cells = told[kept].astype("object").where(told[kept].notna(), "")
        heads = dict(data_words(lang)["columns"])
        heads |= {"marks": heads["flags"], "indicator": heads["name"]}
        return {
            "svg": picture,
            "alt": said,
            "columns": [heads.get(name, name) for name in kept],
            "rows": [[_cell(each) for each in row] for row in cells.itertuples(index=False)],
            "ids": table["observation_id"].astype("str").to_list(),
            "aside": _aside(table),
            "csv": table.to_csv(index=False),
            "code": self.code,
            "charts": list(self.answer.charts),
            "chart": self.chart,
            "citation": self.answer.citation,
            "years": [str(year) for year in self.years],
        }


def _cell(value: Any) -> str | float:  # noqa: ANN401 (as in the table)
    if isinstance(value, float):
        return float(f"{value:.6g}")
    return value if isinstance(value, int | str) else str(value)


def _aside(table: pd.DataFrame) -> list[bool]:
    """Which rows may not stand beside the others."""
    return table["reason"].ne("").to_list() if "reason" in table else [False] * len(table)


def view_of(data: Data, choice: Choice) -> View:
    """What is shown of a choice."""
    peers = data.peers(choice.region, choice.benchmark)
    regions = peers if choice.benchmark != "level" else []
    asked = f"regions={_peers_code(choice)}" if regions else ""
    indicators = [choice.indicator, *filter(None, [choice.second])]
    if choice.chart == _TREND and not choice.second:
        answer = data.trend(choice.indicator, peers)
        call = f"d.trend({choice.indicator!r}, {_peers_code(choice)})"
    else:
        year = int(choice.year) if choice.year else None
        level = "" if regions else data.region(choice.region).level
        answer = data.compare(
            indicators, regions=regions, level=level, year=year, highlight=choice.region
        )
        words = [
            repr(indicators if choice.second else choice.indicator),
            asked,
            f"level={level!r}" if level else "",
            f"year={year}" if year else "",
            f"highlight={choice.region!r}",
        ]
        call = f"d.compare({', '.join(filter(None, words))})"
    charts = (*answer.charts, *(() if choice.second else (_TREND,)))
    chart = choice.chart if choice.chart in charts else answer.charts[0]
    return View(
        answer, chart, _code(data, call, chart), _years(data.dataset).get(choice.indicator, ())
    )


def _peers_code(choice: Choice) -> str:
    return f"d.peers({choice.region!r}, {choice.benchmark!r})"


def _code(data: Data, call: str, chart: str) -> str:
    """Python that shows the same, in black's style and in two steps."""
    lines = [
        "import plancompare as pc",
        "",
        f'd = pc.load(lang="{data.lang}")',
        f"answer = {call}".replace("'", '"'),
        "answer.table",
        f'answer.chart("{chart}")',
    ]
    return "\n".join(lines) + "\n"


@lru_cache(maxsize=2)  # every change asks for it
def _years(dataset: Dataset) -> Mapping[str, tuple[int, ...]]:
    """The years of the actual values of each indicator, the latest first."""
    rows = shown(dataset.observations).query("role == 'actual'").dropna(subset="year")
    return {
        str(indicator): tuple(sorted({int(year) for year in years}, reverse=True))
        for indicator, years in rows.groupby("indicator_id")["year"]
    }


def options_of(data: Data) -> dict[str, Any]:
    """What can be chosen, and what it is called in the dataset's language."""
    lang = data.lang
    regions = data.dataset.regions
    named = regions["full_name"] if lang == "zh" else regions["name_en"]
    known = data.dataset.indicators
    is_stated = known["indicator_id"].isin(list(_years(data.dataset)))
    stated = known[is_stated & (known["domain"] != CONTEXT)]
    said = section(lang)
    ways = {way: said[f"peers_{way}"] for way in ("level", "neighbours", "sisters")}
    of_group = {each.id: each.zh if lang == "zh" else each.en for each in groups()}
    columns = ("indicator_id", f"name_{lang}", f"domain_{lang}")
    return {
        "options": {
            "region": _listed(regions["region_code"], named, regions["level"]),
            "indicator": _listed(*(stated[column] for column in columns)),
            "benchmark": [[key, name, ""] for key, name in {**ways, **of_group}.items()],
        },
        "words": {key: text for key, text in said.items() if key.startswith("explore_")},
    }


def _listed(ids: pd.Series, names: pd.Series, kinds: pd.Series) -> list[list[str]]:
    return [list(map(str, row)) for row in zip(ids, names, kinds, strict=True)]
