"""How evenly a resource is spread over the population of regions."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from plancompare.analysis import gini, lorenz_curve, share_of_lower, thresholds
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import chart
from plancompare.charts.comparison import compared
from plancompare.charts.examples import some_regions
from plancompare.charts.frame import Scale, draw_frame, margin_bottom
from plancompare.charts.rows import name_some, one_indicator, region_names, with_defaults
from plancompare.charts.sheet import Foot, Head, Key, Sheet, line_height, open_sheet, source_line
from plancompare.charts.standing import aside_notes, own_years, reference_years, with_standing
from plancompare.charts.theme import colour, theme
from plancompare.charts.words import Words, number, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.domain.units import populations
from plancompare.errors import UsageError
from plancompare.views.side_by_side import people_of, shown_rows

_HEIGHT = 190.0
_PAD = 6.0
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    """A density over the provinces, weighted with the population of the same year."""
    (indicator,) = asked.some_indicators(1)
    found = compared(data, asked, [indicator], level="province")
    rows = shown_rows(found)
    if not set(rows["unit"]) <= set(populations()):
        raise UsageError(
            f"“{indicator}” does not count by population.",
            remedy="Name a density, e.g. beds_per_1000.",
        )
    population = people_of(data, found)
    both = found.rows["region_code"].isin(population.index).sum()
    if both < thresholds().least_share * found.whole:
        raise UsageError(
            f"“{indicator}” and the population of one year are known of {both} of {found.whole}"
            " provinces.",
            remedy=f"A Lorenz curve needs {thresholds().least_share:.0%} of them.",
        )
    people = rows["region_code"].map(population)
    amount = rows["value"] * people / rows["unit"].map(populations())
    return Drawn(rows.assign(population=people, amount=amount))


def _example(count: int) -> Drawn:
    random = np.random.default_rng(11)
    people = random.uniform(1e6, 5e7, count).round()
    amount = (people / 1000 * random.uniform(3, 8, count)).round()
    named = some_regions(count).assign(name_zh="床位", name_en="Beds", year=2020)
    return Drawn(named.assign(population=people, amount=amount))


@chart(
    needs=("population", "amount"),
    made=_of_dataset,
    example=_example,
)
def lorenz(
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
) -> Figure:
    """The Lorenz curve of a resource over regions, and the Gini coefficient.

    Regions are ordered by the resource a head, and its cumulated share is drawn over the cumulated
    share of the population (`analysis.lorenz_curve`, `analysis.gini`). Differences within regions
    are not seen, so the coefficient is a lower bound.

    Args:
        table: One row a region. Columns: `region_zh` and/or `region_en`, `population` (persons, or
            any one unit), `amount` (of the resource: beds, staff); rows that lack either, or have
            no population, are named in a note. Optional: `region_code`, `name_zh`, `name_en` (the
            resource's), `year`, and `reason`, `reference_year` as from `analysis.comparable`.
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing or there are several indicators.
    """
    say = words(lang)
    full = with_defaults(table, region_code="", unit="", decimals=0, direction="")
    full = with_standing(full.assign(value=full["amount"]))
    full = full.assign(region=region_names(full, lang))
    has_both = full["amount"].notna() & (full["population"] > 0) & (full["reason"] == "")
    stated = full[has_both]
    head, people = stated["amount"] / stated["population"], stated["population"]
    curve = lorenz_curve(head.to_numpy(dtype=float), people.to_numpy(dtype=float))
    absent = full.loc[~has_both & (full["reason"] == ""), "region"]
    missing = [say("not_stated_by", names=name_some(absent, say))] if len(absent) else []
    year = reference_years(stated.assign(value=stated["amount"]), say)
    in_year = say("in_year", year=year) if year else ""
    name = one_indicator(full, lang, "lorenz")["name"]
    years = _off_years(stated, say)
    findings = _findings(head, people, curve, say)
    title = title or say("title_lorenz", name=name, year=in_year, told=findings[-1])
    about = [year, say("count_n", count=len(stated)), *findings[:-1]]
    sheet = open_sheet(
        Head(title, say.join(about), _key(say)),
        Foot(
            [*missing, *aside_notes(full, say), *years, *notes],
            source_line(source, say),
        ),
        _HEIGHT,
        alt=say.sentence(title, findings),
    )
    order = head.argsort(kind="stable")
    _draw(sheet, curve, list(stated["region"].iloc[order]), say)
    return sheet.figure


def _off_years(stated: pd.DataFrame, say: Words) -> list[str]:
    """A note that names the regions whose value is of another year than the reference year."""
    named = zip(stated["region"], own_years(stated, say), strict=True)
    found = [region + year for region, year in named if year]
    return [say("of_other_years", names=say("list").join(found))] if found else []


def _findings(head: pd.Series, people: pd.Series, curve: pd.DataFrame, say: Words) -> list[str]:
    """The Gini coefficient, and the share of the half of the people that has least."""
    if len(curve) < 3:  # its origin and one region
        return [say("no_spread")]
    index = gini(head.to_numpy(dtype=float), people.to_numpy(dtype=float))
    half = 100 * share_of_lower(curve)
    return [say("gini", gini=number(index, 3)), say("lower_half", share=number(half, 1))]


def _key(say: Words) -> list[Key]:
    return [
        Key(say("lorenz_curve"), colour("series"), line="-"),
        Key(say("equality"), colour("neutral"), line="--"),
    ]


def _draw(sheet: Sheet, curve: pd.DataFrame, regions: Sequence[str], say: Words) -> None:
    people, amounts = curve["population_share"].to_numpy(), curve["value_share"].to_numpy()
    if len(people) < 2:
        sheet.say_nothing(say)
        return
    small = theme().size.small
    sheet.text(sheet.left, sheet.top + 4, "↑ " + say("share_of_amount"), ink="muted")
    scale = Scale(_TICKS, [number(100 * tick, 0) + "%" for tick in _TICKS], 0.0, 1.0)
    frame = draw_frame(
        sheet, scale, scale, right=2 * _PAD, bottom=margin_bottom(titled=True),
        top=line_height(small) + _PAD / 2,
    )  # fmt: skip
    bottom = sheet.top + sheet.height - line_height(small) / 2
    sheet.text(sheet.right, bottom, say("share_of_people") + " →", ink="muted", align="right")
    frame.axes.plot([0, 1], [0, 1], color=colour("neutral"), linestyle="--", linewidth=0.9)
    frame.axes.fill_between(people, people, amounts, color=colour("track"), linewidth=0)
    marker = "o" if len(people) <= 32 else ""
    frame.axes.plot(
        people, amounts, color=colour("series"), linewidth=1.4, marker=marker, markersize=2.4,
        clip_on=False,
    )  # fmt: skip
    ends = list(zip(people, amounts, strict=True))[1:]  # without the origin
    told = [_told(name, *shares, say) for name, shares in zip(regions, ends, strict=True)]
    sheet.paper.tell_at([frame.at(*shares) for shares in ends], told)


def _told(region: str, people: float, amount: float, say: Words) -> str:
    """Up to which shares a region takes the curve."""
    shares = (("share_of_people", people), ("share_of_amount", amount))
    return say.join([region, *(f"{say(key)} {number(100 * share, 1)}%" for key, share in shares)])
