"""The provinces as equal tiles on the front page: each shows a value and leads to its report."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from plancompare.catalogue import catalogue
from plancompare.charts.kinds.tile_map import Classes, classes_of, tiles
from plancompare.charts.rows import Record, records
from plancompare.charts.theme import colour
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.run.render import HTML
from plancompare.reports.told.leads import lead_to
from plancompare.reports.told.wording import number, say, sign_of
from plancompare.views.side_by_side import side_by_side


@dataclass(frozen=True)
class Tile:
    """A province.

    Attributes:
        at: Its column from the left, its row from the top.
        name: What the tile calls it.
        value: What stands below; empty where it has none to compare.
        told: What it says to whoever points at it.
        link: Its report, or where it has none the comparison.
        fill: The tile's colour.
        ink: The text's.
    """

    at: tuple[int, int]
    name: str
    value: str
    told: str
    link: str
    fill: str
    ink: str


@dataclass(frozen=True)
class TileMap:
    """The map, and what it shows.

    Attributes:
        title: The indicator and the year.
        note: What the shades mean.
        tiles: All provinces.
    """

    title: str
    note: str
    tiles: tuple[Tile, ...]


def tile_map(data: Dataset, lang: Lang, compare: str, reported: Collection[str]) -> TileMap | None:
    """The map of the first flagship that provinces state.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
        compare: Address of compare.html.
        reported: The regions that have a report.

    Returns:
        The map; None where no province states any.
    """
    stated = set(data.observations["indicator_id"])
    for indicator in catalogue().flagships:
        rows = _of_provinces(data, indicator) if indicator in stated else pd.DataFrame()
        if len(rows):
            others = f"{compare}&{lead_to(indicator)}"
            links = {code: f"{code}/{HTML}" if code in reported else others for code in tiles()}
            return _drawn(rows, lang, links)
    return None


def _of_provinces(data: Dataset, indicator: str) -> pd.DataFrame:
    rows = side_by_side(data, [indicator], level="province").rows
    return rows[rows["region_code"].isin(list(tiles()))]


def _drawn(rows: pd.DataFrame, lang: Lang, links: Mapping[str, str]) -> TileMap:
    found = {row["region_code"]: row for row in records(rows)}
    about = next(iter(found.values()))
    classes = classes_of(rows, about)
    year = say(lang, "card_year", year=about["reference_year"])
    return TileMap(
        title=f"{about[f'name_{lang}']}{sign_of(about, lang)}{year}",
        note=say(lang, "map_higher" if about["direction"] == "neutral" else "map_better"),
        tiles=tuple(
            _stated(names, found[code], classes, lang, links[code])
            if code in found
            else _empty(names, lang, links[code])
            for code, names in tiles().items()
        ),
    )


def _stated(names: Mapping[str, Any], row: Record, classes: Classes, lang: Lang, link: str) -> Tile:
    shown = number(row["value"], row["decimals"])
    year = say(lang, "card_year", year=row["year"])
    place = classes.of(row["value"], int(row["decimals"]))
    ink = colour("paper" if classes.dark[place] else "ink")
    told = f"{names[lang]} {shown}{year}"
    return Tile(names["at"], _name(names, lang), shown, told, link, classes.colours[place], ink)


def _empty(names: Mapping[str, Any], lang: Lang, link: str) -> Tile:
    told = f"{names[lang]} {say(lang, 'not_stated')}"
    return Tile(names["at"], _name(names, lang), "", told, link, colour("paper"), colour("muted"))


def _name(names: Mapping[str, Any], lang: Lang) -> str:
    return str(names["zh" if lang == "zh" else "letters"])
