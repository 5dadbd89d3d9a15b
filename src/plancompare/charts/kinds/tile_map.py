"""The provinces as equal tiles, shaded by one indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from plancompare.analysis import quantile_tops
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import chart
from plancompare.charts.comparison import compared
from plancompare.charts.examples import in_the_middle, values_of_regions
from plancompare.charts.rows import Record, name_some, one_indicator, records, with_defaults
from plancompare.charts.sheet import Foot, Head, Key, Sheet, hatched, open_sheet, source_line
from plancompare.charts.standing import (
    aside_notes,
    off_year_note,
    own_year,
    own_years,
    reference_years,
    with_standing,
)
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width
from plancompare.charts.words import Words, number, printed, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.owndata import toml_beside
from plancompare.views.side_by_side import shown_rows

_COLUMNS, _ROWS = 7, 8
_GAP = 1.5
_DARK_FROM = 3  # classes with white text


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    found = compared(data, asked, asked.some_indicators(1), level="province")
    return Drawn(shown_rows(found), {"highlight": asked.region})


def _example(count: int) -> Drawn:
    return Drawn(values_of_regions(count, 3, seed=12), {"highlight": in_the_middle(count)})


@chart(
    needs=("region_code", "value", "unit", "decimals"),
    made=_of_dataset,
    example=_example,
)
def tile_map(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    highlight: str = "",
) -> Figure:
    """One indicator over the provinces, each an equal tile; no boundaries, no areas.

    The values are cut into at most five classes of about as many provinces each (quantiles). Darker
    is better where the indicator says what is better, else higher. A tile without a value is
    hatched; one whose value may not stand beside the others (`analysis.comparable`) is white with
    grey text. A year stands in each tile that is not of the reference year. English
    tiles carry the letters of GB/T 2260.

    Args:
        table: One row a region; other regions than provinces are counted in a note. Columns:
            `region_code` (six digits), `value`, `unit`, `decimals`. Optional: `name_zh`, `name_en`
            (the indicator's), `direction`, `year`, `bound`, `flags`, and `reason`,
            `reference_year` as from `analysis.comparable`.
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        highlight: The `region_code` to set off.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing or there are several indicators.
    """
    say = words(lang)
    full = with_standing(with_defaults(table, direction="neutral", bound="exact", flags=""))
    about = one_indicator(full, lang, "tile_map")
    is_tile = full["region_code"].isin(list(tiles()))
    drawn = full[is_tile & full["value"].notna()]
    stated = drawn[drawn["reason"] == ""]
    classes = classes_of(stated, about)
    year = reference_years(stated, say)
    in_year = say("in_year", year=year) if year else ""
    title = title or _title(stated, classes, about["name"] + in_year, say)
    page = theme().page
    sheet = open_sheet(
        Head(title, _subtitle(stated, about, say), _key(classes, about, say)),
        Foot([*_notes(drawn, int((~is_tile).sum()), say), *notes], source_line(source, say)),
        (page.width - 2 * page.margin) * _ROWS / _COLUMNS,
        alt=say.sentence(title, _alt_rows(stated, lang, say)),
    )
    _draw(sheet, records(drawn), classes, lang, highlight)
    return sheet.figure


@cache
def tiles() -> Mapping[str, Mapping[str, Any]]:
    """The provinces' tiles: `at`, `letters` and names, by region code."""
    found: Mapping[str, Mapping[str, Any]] = toml_beside(__file__, "tiles.toml")["tiles"]
    return found


@dataclass(frozen=True)
class Classes:
    """The classes, lowest values first: their ends, their colours, whether these are dark."""

    tops: list[float]
    lows: list[float]
    colours: list[str]
    dark: list[bool]

    def of(self, value: float, decimals: int) -> int:
        """The class that a value, as printed, falls into."""
        return int(np.searchsorted(self.tops, round(value, decimals)))


def classes_of(stated: pd.DataFrame, about: Record) -> Classes:
    """Quantile classes of the values as printed; equal values never part.

    Python rounds as it prints, 0.05 to 0.1; numpy would scale it first, and give 0.0.
    """
    decimals = int(about["decimals"])
    values = np.sort([round(value, decimals) for value in stated["value"].astype("float64")])
    ramp = theme().ramp["neutral" if about["direction"] == "neutral" else "judged"]
    tops = quantile_tops(values, len(ramp))
    lows = [float(values[values > top].min()) for top in tops[:-1]]
    lows = [float(values[0]), *lows] if tops else []
    first = 0 if len(tops) > 1 else len(ramp) // 2  # one class alone is of middle darkness
    steps = np.linspace(first, len(ramp) - 1, len(tops)).round()
    order = [int(step) for step in (steps[::-1] if about["direction"] == "less" else steps)]
    shades = [ramp[step] for step in order]
    return Classes(tops, lows, shades, [step >= _DARK_FROM for step in order])


def _title(stated: pd.DataFrame, classes: Classes, name: str, say: Words) -> str:
    """The provinces of the class that is drawn darkest, and between which values they lie."""
    if len(classes.tops) < 2:
        return say("title_tile_map", name=name)
    falls = classes.dark[0]
    place = 0 if falls else -1
    low, high = classes.lows[place], classes.tops[place]
    decimals = int(stated["decimals"].iloc[0])
    inside = [low <= round(value, decimals) <= high for value in stated["value"]]
    found = stated[inside].sort_values("value", ascending=falls, kind="stable")
    ends = dict.fromkeys(number(end, decimals) for end in (low, high))
    return say(
        "title_tile_map_lowest" if falls else "title_tile_map_highest", name=name,
        names=name_some((tiles()[code][say.lang] for code in found["region_code"]), say, 3),
        values="–".join(ends) + say.unit_after(str(stated["unit"].iloc[0]), name),
    )  # fmt: skip


def _subtitle(stated: pd.DataFrame, about: Record, say: Words) -> str:
    unit = say.unit(about["unit"])
    parts = [
        reference_years(stated, say),
        say("subtitle_unit", unit=unit) if unit else "",
        say("provinces", count=len(stated)),
        say("darker_higher" if about["direction"] == "neutral" else "darker_better"),
    ]
    return say.join(parts)


def _notes(drawn: pd.DataFrame, others: int, say: Words) -> list[str]:
    left_out = [say("not_provinces", count=others)] if others else []
    letters = [say("letters")] if say.lang == "en" else []
    years = off_year_note(own_years(drawn, say), say)
    return [*left_out, *letters, *aside_notes(drawn, say), *years, *say.notes(drawn["flags"])]


def _key(classes: Classes, about: Record, say: Words) -> list[Key]:
    ends = [
        [number(end, about["decimals"]) for end in (low, top)]
        for low, top in zip(classes.lows, classes.tops, strict=True)
    ]
    key = [
        Key(low if low == top else f"{low}–{top}", shade, marker="s")
        for (low, top), shade in zip(ends, classes.colours, strict=True)
    ]
    return [*key, Key(say("not_stated"), colour("hatch"), hatch="/")]


@dataclass(frozen=True)
class _Tile:
    """One tile on the sheet: its names, its row of the table, its place in points."""

    names: Mapping[str, Any]
    row: Record | None
    left: float
    top: float
    side: float


def _draw(sheet: Sheet, rows: Sequence[Record], classes: Classes, lang: Lang, mark: str) -> None:
    found = {row["region_code"]: row for row in rows}
    side = sheet.height / _ROWS
    for code, names in tiles().items():
        left, top = sheet.left + names["at"][0] * side, sheet.top + names["at"][1] * side
        _draw_tile(sheet, _Tile(names, found.get(code), left, top, side), classes, lang)
        if code == mark:
            sheet.paper.add_patch(_square(left, top, side, fill=False, linewidth=1.6))


def _square(left: float, top: float, side: float, **style: Any) -> Rectangle:  # noqa: ANN401
    corner, size = (left + _GAP / 2, top + _GAP / 2), side - _GAP
    return Rectangle(corner, size, size, edgecolor=colour("ink"), **style)


def _draw_tile(sheet: Sheet, tile: _Tile, classes: Classes, lang: Lang) -> None:
    small, middle = theme().size.small, tile.left + tile.side / 2
    name = tile.names["letters" if lang == "en" else "zh"]
    if tile.row is None:
        inner = (tile.left + _GAP / 2, tile.top + _GAP / 2, tile.side - _GAP, tile.side - _GAP)
        sheet.paper.add_patch(hatched(*inner))
        sheet.text(
            middle, tile.top + tile.side / 2, name, ink="muted", align="center", back="paper"
        )
        return
    face, ink = _face(tile.row, classes)
    shade = _square(tile.left, tile.top, tile.side, facecolor=face, linewidth=0)
    sheet.paper.add_patch(shade)
    value = printed(tile.row) + words(lang).unit_after(tile.row["unit"])
    said = f"{tile.names[lang]} {value}{own_year(tile.row, words(lang))}"
    sheet.paper.tell(tile.left, tile.top, tile.side, tile.side, said)
    year = own_year(tile.row, words(lang)).strip(" ()")
    lines = [name, printed(tile.row), *([year] if year else [])]
    step = tile.side / (len(lines) + 1) if year else tile.side * 0.34
    for number_of_line, text in enumerate(lines, 1):
        if text_width(text, small) <= tile.side - _GAP:  # a number is never cut short
            at = tile.top + number_of_line * step
            sheet.text(middle, at, text, ink=ink, align="center")


def _face(row: Record, classes: Classes) -> tuple[str, str]:
    """The colour of a tile, and the ink on it."""
    if row["reason"]:
        return colour("paper"), "muted"
    place = classes.of(row["value"], int(row["decimals"]))
    return classes.colours[place], "paper" if classes.dark[place] else "ink"


def _alt_rows(stated: pd.DataFrame, lang: Lang, say: Words) -> list[str]:
    """Every province with its value, highest first."""
    rows = records(stated.sort_values("value", ascending=False, kind="stable"))
    return [f"{tiles()[row['region_code']][lang]} {printed(row)}" for row in rows]
