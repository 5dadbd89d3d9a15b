"""Regions by indicators, each cell a value and how it compares: the “tartan rug”."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from plancompare.analysis import thirds, thresholds
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import Series, chart
from plancompare.charts.comparison import compared, kept
from plancompare.charts.examples import in_the_middle, values_of_indicators
from plancompare.charts.findings import among, judged, most
from plancompare.charts.grid import Grid, draw_names, lay_grid
from plancompare.charts.rows import (
    Record,
    first_of,
    judge,
    limits_of,
    names,
    records,
    region_names,
    with_defaults,
)
from plancompare.charts.sheet import Foot, Head, Key, Sheet, hatched, open_sheet, source_line
from plancompare.charts.standing import (
    aside_notes,
    off_year_note,
    own_year,
    reference_years,
    with_standing,
)
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width
from plancompare.charts.words import Words, printed, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.region_views import most_stated
from plancompare.views.side_by_side import shown_rows

_SHADES = ("worse", "middle", "better", "pale", "paper")
_ROW = 11.0
_PAD = 3.0


_SHOWN = 8  # indicators of a comparison that names none


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    indicators = asked.indicators or most_stated(data, "actual", _SHOWN)
    found = compared(data, asked, indicators)
    rows = shown_rows(found, kept(asked)).assign(beside=False)
    nation = found.aside[found.aside["level"] == "nation"]
    nation = pd.concat([found.nation.assign(reason=""), nation]).assign(beside=True)
    return Drawn(pd.concat([nation, rows], ignore_index=True), {"highlight": asked.region})


def _example(count: int) -> Drawn:
    return Drawn(values_of_indicators(count), {"highlight": in_the_middle(count)})


@chart(
    needs=("value", "unit", "decimals"),
    made=_of_dataset,
    example=_example,
    series=Series("region", ("value",), kind="table", across="name"),
)
def heat_table(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    highlight: str = "",
    benchmark_name: str = "",
    subject: str = "",
) -> Figure:
    """Regions by indicators, each cell shaded by how it compares, direction-aware.

    Where the table has benchmarks, values are judged against them; where it has none, by the third
    of the regions that a value falls into, from eight values of an indicator up. Neutral indicators
    are not judged. A year stands in every cell that is not of its indicator's reference year; what
    may not stand beside the others (`analysis.comparable`) is grey on white and not judged, and
    regions that have nothing else stand below a line. What is not stated is hatched. The longer of
    the two, regions (by their codes) or indicators (in the table's order), goes down the page.

    Args:
        table: One row a region and indicator; an absent pair is one that is not stated. Columns:
            `region_zh` and/or `region_en`, `name_zh` and/or `name_en`, `value`, `unit`, `decimals`.
            Optional: `region_code`, `direction`, `benchmark` (the indicator's), `bound`, `year`,
            `flags`, `reason`, `reference_year`, `low`, `high` as from `analysis.comparable`, and
            `beside`: rows that only stand beside the others, as the nation's, above a line.
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        highlight: The `region_code` to set off.
        benchmark_name: What `benchmark` is, if not the nation's.
        subject: What the table is about, to tell it from others beside it, e.g. 省级.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing.
    """
    say = words(lang)
    full = with_defaults(
        table, region_code="", direction="neutral", benchmark=float("nan"), bound="exact", flags="",
        beside=False,
    )  # fmt: skip
    full = with_standing(full.assign(region=region_names(full, lang), name=names(full, lang)))
    shaded = _shaded(full)
    cells = _cells(shaded, highlight)
    grid = _grid(cells, say)
    benchmark_name = benchmark_name or say("nation")
    title = title or _title(shaded, cells, subject, benchmark_name, say)
    sheet = open_sheet(
        _head(shaded, say, title, benchmark_name),
        Foot([*_notes(cells, say), *notes], source_line(source, say)),
        grid.height,
        alt=_alt(title, shaded, say),
        width=grid.width + 2 * theme().page.margin,
    )
    _draw(sheet, grid, cells, say)
    return sheet.figure


def _has_benchmark(full: pd.DataFrame) -> bool:
    return bool((full["benchmark"].notna() & (full["direction"] != "neutral")).any())


def _shaded(full: pd.DataFrame) -> pd.DataFrame:
    """The table with the shade of every value: `pale` is not judged, `paper` is set aside."""
    shades = pd.Series("pale", index=full.index, dtype="str")
    shades_of = _by_benchmark if _has_benchmark(full) else _by_thirds
    stands = full["value"].notna() & (full["reason"] == "") & ~full["beside"]
    judged = full[stands & (full["direction"] != "neutral")]
    for _, group in judged.groupby("name", sort=False):
        shades.loc[group.index] = pd.Series(shades_of(group), index=group.index)
    return full.assign(shade=shades.mask((full["reason"] != "") | full["beside"], "paper"))


def _by_benchmark(group: pd.DataFrame) -> list[str]:
    found = [
        judge(limits_of(row), limits_of(row, "benchmark"), row["direction"])
        for row in records(group)
    ]
    return ["pale" if shade == "neutral" else shade for shade in found]


def _by_thirds(group: pd.DataFrame) -> list[str]:
    """The third that each value falls into, from its mean rank."""
    if len(group) < thresholds().least_ranked:
        return ["pale"] * len(group)
    shade = {1: "worse", 2: "middle", 3: "better"}
    return [shade[third] for third in thirds(group["value"], group["direction"].iloc[0])]


@dataclass(frozen=True)
class _Cells:
    """The table turned for the page: names down, names across, and what each cell holds."""

    down: list[str]
    across: list[str]
    found: dict[tuple[str, str], Record]
    regions_down: bool
    left_out: int
    marked: set[str]
    beside: int
    standing: int

    @property
    def regions(self) -> list[str]:
        """The regions in their order: those with a value that stands, then the others."""
        return self.down if self.regions_down else self.across


def _cells(shaded: pd.DataFrame, highlight: str) -> _Cells:
    stands = set(shaded.loc[shaded["reason"] == "", "region"])
    in_order = shaded.assign(_first=~shaded["beside"], _last=~shaded["region"].isin(stands))
    in_order = in_order.sort_values(["_first", "_last", "region_code"], kind="stable")
    beside = shaded.loc[shaded["beside"], "region"].nunique()
    regions, indicators = list(in_order["region"].unique()), list(shaded["name"].unique())
    regions_down = len(regions) >= len(indicators)
    down, across = (regions, indicators) if regions_down else (indicators, regions)
    key = ("region", "name") if regions_down else ("name", "region")
    is_marked = (shaded["region_code"] == highlight) & (highlight != "")
    marked = set(shaded.loc[is_marked, "region"])
    kept = first_of(down, marked)
    found = {(row[key[0]], row[key[1]]): row for row in records(shaded)}
    aside = sum(name not in stands for name in (kept if regions_down else across)[beside:])
    standing = len(kept if regions_down else across) - aside
    left_out = len(down) - len(kept)
    return _Cells(kept, across, found, regions_down, left_out, marked, beside, standing)


def _text(row: Record, say: Words) -> str:
    """What a cell says: the value, and its year where it is not the reference year."""
    shown = printed(row)
    return shown + own_year(row, say) if shown else ""


def _grid(cells: _Cells, say: Words) -> Grid:
    small, page = theme().size.small, theme().page
    rows = cells.found.values()
    widest = max((text_width(_text(row, say), small) for row in rows), default=0)
    several = len({int(row["reference_year"]) for row in rows if _has_year(row)}) > 1
    units = {
        row["name"]: say.unit_of(row["name"], row["unit"])
        + (f" {int(row['reference_year'])}" if several and _has_year(row) else "")
        for row in rows
    }
    cell, room = (widest + 2 * _PAD, _ROW), page.width - 2 * page.margin
    return lay_grid(cells.down, cells.across, cell=cell, room=room, tails=units)


def _has_year(row: Record) -> bool:
    return bool(pd.notna(row["reference_year"]))


def _head(shaded: pd.DataFrame, say: Words, title: str, benchmark: str) -> Head:
    compared = shaded[~shaded["beside"]]
    stated = compared[compared["value"].notna()]
    pairs = compared["region"].nunique() * compared["name"].nunique()
    parts = [reference_years(shaded, say), say("stated_of", part=len(stated), whole=pairs)]
    key = _key(stated, say, benchmark)
    if len(stated) < pairs:
        key.append(Key(say("not_stated"), colour("hatch"), hatch="/"))
    return Head(title, say.join(parts), key)


def _key(stated: pd.DataFrame, say: Words, benchmark: str) -> list[Key]:
    """What the shades mean, only those that are there."""
    kind = "" if _has_benchmark(stated) else "third_"
    found = set(stated["shade"])
    return [
        Key(say(f"{kind}{shade}", benchmark=benchmark), colour(shade), marker="s")
        for shade in ("better", "middle", "worse")
        if shade in found
    ] + [
        Key(say(word), colour(edge), marker="s", face=colour(shade))
        for shade, word, edge in (
            ("pale", "no_judgement", "pale"),
            ("paper", "not_ranked", "hatch"),
        )
        if shade in found
    ]


def _title(shaded: pd.DataFrame, cells: _Cells, subject: str, benchmark: str, say: Words) -> str:
    """What is compared, and how many values are better and worse; of a region set off its own."""
    counts = {
        "regions": say("regions", count=shaded.loc[~shaded["beside"], "region"].nunique()),
        "indicators": say("indicators", count=shaded["name"].nunique()),
    }
    year = reference_years(shaded, say)
    about = subject or say("list").join(cells.marked)
    told = _finding(shaded[~shaded["beside"] & shaded["value"].notna()], cells, benchmark, say)
    every = [about, say("title_heat_table", **counts)] if not (about and told) else [about]
    title = say("colon").join(filter(None, every)) + (say("in_year", year=year) if year else "")
    return title + say("colon") + told if told else title


def _finding(stated: pd.DataFrame, cells: _Cells, benchmark: str, say: Words) -> str:
    own = stated[stated["region"].isin(cells.marked)] if cells.marked else stated
    if _has_benchmark(stated):
        return judged(own["shade"], benchmark, say)
    if cells.marked:
        return judged(own["shade"], "", say, "third_")
    best = own.loc[own["shade"] == "better", "region"].value_counts()
    several = len(best) and best.max() > 1  # of one indicator each, it is said who is first
    return most(best, "thirds", say) if several else _ends(stated, say)


def _ends(stated: pd.DataFrame, say: Words) -> str:
    """Where nothing is judged: who has most and least of the first that can tell it."""
    beside = stated[stated["reason"] == ""]
    several = beside[beside.groupby("name")["name"].transform("size") > 1]
    if several.empty:
        return say("nothing_beside")
    for name, rows in several.groupby("name", sort=False):
        ends = records(rows.sort_values("value", kind="stable").iloc[[0, -1]])
        if all((rows["value"] == row["value"]).sum() == 1 for row in ends):
            low, high = (_text(row | {"flags": ""}, say) for row in ends)
            named = {"top": ends[1]["region"], "bottom": ends[0]["region"]}
            several_years = beside["reference_year"].nunique() > 1
            of = say("in_year", year=reference_years(rows, say)) if several_years else ""
            told = say("ends_of", name=f"{name}{of}", low=low, high=high, **named)
            return among(len(rows), say) + told
    return ""


def _notes(cells: _Cells, say: Words) -> list[str]:
    rows = [row for row in cells.found.values() if printed(row)]
    left_out = [say("more_rows", count=cells.left_out)] if cells.left_out else []
    years = off_year_note((own_year(row, say) for row in rows), say)
    aside = aside_notes(pd.DataFrame(rows, columns=["value", "reason"]), say)
    return [*left_out, *aside, *years, *say.notes(row["flags"] for row in rows)]


def _draw(sheet: Sheet, grid: Grid, cells: _Cells, say: Words) -> None:
    axes = draw_names(sheet, grid)
    axes.add_patch(hatched(0, 0, len(cells.across), len(cells.down)))
    codes = np.full((len(cells.down), len(cells.across)), np.nan)
    for (y, down), (x, across) in product(enumerate(cells.down), enumerate(cells.across)):
        row = cells.found.get((down, across))
        if row and printed(row):
            codes[y, x] = _SHADES.index(row["shade"])
            ink = {"better": "paper", "paper": "muted"}.get(row["shade"], "ink")
            ink = "ink" if row["beside"] and not row["reason"] else ink
            left, top = grid.cell_at(sheet, x, y)
            sheet.text(left + grid.cell[0] / 2, top, _text(row, say), ink=ink, align="center")
            grid.tell(sheet, x, y, _told(row, say))
    axes.pcolormesh(
        np.ma.masked_invalid(codes), cmap=ListedColormap([colour(shade) for shade in _SHADES]),
        vmin=0, vmax=len(_SHADES), edgecolor=colour("paper"), linewidth=0.8,
    )  # fmt: skip
    _frame(axes, cells)


def _told(row: Record, say: Words) -> str:
    value = printed(row) + say.unit_after(row["unit"], row["name"]) + own_year(row, say)
    return say.join([row["region"], row["name"], value])


def _frame(axes: Axes, cells: _Cells) -> None:
    """Lines along both sides of the highlighted region."""
    names_of_regions = cells.regions
    along = [0, len(cells.across if cells.regions_down else cells.down)]
    for place, name in enumerate(names_of_regions):
        for side in (place, place + 1) if name in cells.marked else ():
            ends = (along, [side] * 2) if cells.regions_down else ([side] * 2, along)
            axes.plot(*ends, color=colour("ink"), linewidth=1, clip_on=False, zorder=4)
    for side in (
        cells.beside,
        cells.standing,
    ):  # the nation stands before a line, the others behind
        if 0 < side < len(names_of_regions):
            ends = (along, [side] * 2) if cells.regions_down else ([side] * 2, along)
            axes.plot(*ends, color=colour("muted"), linewidth=0.8, clip_on=False, zorder=4)


def _alt(title: str, shaded: pd.DataFrame, say: Words) -> str:
    """The title, then each indicator: how many state it, its lowest and its highest value."""
    parts = [
        _alt_indicator(str(name), group, say)
        for name, group in shaded[~shaded["beside"]].groupby("name", sort=False)
    ]
    return say.sentence(title, parts)


def _alt_indicator(name: str, group: pd.DataFrame, say: Words) -> str:
    stated = group[group["value"].notna() & (group["reason"] == "")]
    stated = stated.sort_values("value", kind="stable")
    if stated.empty:
        is_aside = group["value"].notna().any()
        return say.join([name, say("not_ranked" if is_aside else "not_stated")])
    ends = records(stated.iloc[[0, -1]] if len(stated) > 1 else stated)
    counted = say("count_n", count=len(stated))
    return say.join([name, counted, *(f"{row['region']} {_text(row, say)}" for row in ends)])
