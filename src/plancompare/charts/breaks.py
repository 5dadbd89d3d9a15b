"""Where a series breaks: lines stop, a dotted rule stands between the years, a note says why."""

from collections.abc import Iterable

import pandas as pd

from plancompare.analysis import breaks_in
from plancompare.charts.frame import Frame
from plancompare.charts.rows import names
from plancompare.charts.sheet import Sheet
from plancompare.charts.theme import colour
from plancompare.charts.words import Words
from plancompare.domain.languages import Lang


def draw_breaks(sheet: Sheet, frame: Frame, years: Iterable[int]) -> None:
    """A dotted rule before each year in which a series begins anew."""
    for year in years:
        x, _ = frame.at(year - 0.5, frame.y.low)
        sheet.paper.plot([x, x], [frame.top, frame.bottom], color=colour("muted"), linewidth=0.7,
                         linestyle=(0, (1, 2)), zorder=1)  # fmt: skip


def break_notes(rows: pd.DataFrame, lang: Lang, say: Words) -> list[str]:
    """What the dotted rules mean: `breaks_told`."""
    return [say("dotted", told=told) for told in breaks_told(rows, lang, say)]


def breaks_told(rows: pd.DataFrame, lang: Lang, say: Words) -> list[str]:
    """What changed at each break, and that nothing is to be read across it.

    Args:
        rows: Values with `year`, `series_from` and, where known, `break_zh` and `break_en`.
        lang: `zh` or `en`.
        say: The charts' words.
    """
    years = breaks_in(rows)
    if not years:
        return []
    has_reason = {"break_zh", "break_en"} & set(rows.columns)
    told = names(rows, lang, "break") if has_reason else pd.Series("", rows.index)
    since = rows["series_from"]
    reasons = [next(iter(told[(since == year) & (told != "")]), "") for year in years]
    whys = zip(years, reasons, strict=True)
    return [why or say("series_break", year=year) for year, why in whys]
