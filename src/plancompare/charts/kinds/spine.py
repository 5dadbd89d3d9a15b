"""A region on the spine of its peers: their range and quartiles, a benchmark, its target."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.figure import Figure

from plancompare.analysis import places, quartiles, thresholds
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import chart
from plancompare.charts.comparison import compared
from plancompare.charts.examples import some_indicators, values_of_indicators
from plancompare.charts.findings import judged
from plancompare.charts.rows import (
    Record,
    judge,
    limits_of,
    names,
    records,
    region_names,
    with_defaults,
)
from plancompare.charts.sheet import (
    Foot,
    Head,
    Key,
    Sheet,
    draw_marker,
    line_height,
    open_sheet,
    source_line,
)
from plancompare.charts.standing import (
    aside_notes,
    off_year_note,
    own_year,
    place_of,
    reference_years,
    with_standing,
)
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width, wrap
from plancompare.charts.words import Words, bounded, marks, number, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.region_views import latest, peer_groups, region_row
from plancompare.views.side_by_side import nation_beside, shown_rows

_SHADES = {
    "better": "better",
    "middle": "middle",
    "worse": "worse",
    "neutral": "no_judgement",
}  # -> wording
_PAD = 4.0
_TRACK = 15.0
_AFTER = 5.0


@dataclass(frozen=True)
class _Row:
    """One indicator: its texts, and the places of what is drawn on a track from 0 to 1."""

    name: list[str]
    full_name: str
    stand: str
    beside: str
    at: dict[str, float]  # value, benchmark, target, low, q1, median, q3, high -> place
    shade: str

    @property
    def beside_lines(self) -> list[str]:
        """What stands below the track, in lines."""
        size, width = theme().size.small, _width()
        return [line for line in wrap(self.beside, width, size) if line]


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    """A region among those of its level, in what it states itself.

    A count says nothing beside a region of another size: it is drawn only where it is asked for.
    """
    peers = asked.regions or _peers(data, asked.one_region())
    own = latest(data, "actual", asked.region)
    own = own[own["domain"] != "population"]
    usual = own.loc[own["unit"] != "count", "indicator_id"]
    wanted = [each for each in asked.indicators or usual if each in set(own["indicator_id"])]
    found = compared(data, replace(asked, regions=peers), wanted)
    rows = shown_rows(found)
    is_own, stands = rows["region_code"] == asked.region, rows["reason"] == ""
    of_peers, of_own = (set(rows.loc[each, "indicator_id"]) for each in (~is_own & stands, is_own))
    rows = rows[rows["indicator_id"].isin(of_peers & of_own)]
    if not (is_own & stands).loc[rows.index].any():
        return Drawn(rows[:0], {"region": asked.region})  # nothing that may stand among peers
    nation = nation_beside(found)
    beside = {
        "benchmark": nation["value"],
        "benchmark_low": nation["low"],
        "benchmark_high": nation["high"],
        "nation_year": nation["year"],
        "nation_observation_id": nation["observation_id"],
    }
    return Drawn(
        rows.assign(**{name: rows["indicator_id"].map(each) for name, each in beside.items()}),
        {"region": asked.region},
    )


def _peers(data: Dataset, region_code: str) -> list[str]:
    region_row(data, region_code)  # or it is said to be unknown
    groups = peer_groups(data.regions).set_axis(data.regions["region_code"])
    return [str(code) for code in groups.index[groups == groups[region_code]]]


def _example(count: int) -> Drawn:
    rows = values_of_indicators(count)
    level = rows["name_zh"].map(some_indicators().set_index("name_zh")["level"])
    return Drawn(rows.assign(benchmark=level, target=level * 1.1, bound="at_least"))


@chart(
    needs=("region_code", "value", "unit", "decimals"),
    made=_of_dataset,
    example=_example,
)
def spine(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    region: str = "",
    benchmark_name: str = "",
) -> Figure:
    """Where one region stands among its peers, an indicator a row.

    Each row has a scale of its own from the peers' worst value on the left to their best on the
    right, or from lowest to highest where more is not simply better. The dark band holds the middle
    half of the peers (`analysis.quartiles`; from eight up, as all places among others). Peers whose
    values may not stand beside the others (`analysis.comparable`) are left out and counted; if the
    region's own may not, it is shown with its year and neither placed nor judged.

    Args:
        table: One row an indicator and region, the region itself among its peers. Columns:
            `region_code`, `region_zh` and/or `region_en`, `name_zh` and/or `name_en`, `value`,
            `unit`, `decimals`. Optional: `direction`, `benchmark`, `target` (both taken from the
            region's own row), `bound` (the target's), `year`, `nation_year` (the benchmark's),
            `flags`, and `reason`, `reference_year`, `low`, `high` as from `analysis.comparable`.
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        region: The `region_code` of the region that stands out; the first row's if not given.
        benchmark_name: What `benchmark` is, if not the nation's.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing.
    """
    say = words(lang)
    full = with_defaults(
        table, direction="neutral", benchmark=float("nan"), target=float("nan"), bound="exact",
        nation_year=pd.NA, flags="",
    )  # fmt: skip
    full = with_standing(full.assign(region=region_names(full, lang), name=names(full, lang)))
    region = region or str(next(iter(full["region_code"]), ""))
    own = full[full["region_code"] == region]
    subject = str(next(iter(own["region"]), ""))
    benchmark_name = benchmark_name or say("nation")
    stated = full[full["value"].notna() & (full["reason"] == "")]
    peers = {str(name): group for name, group in stated.groupby("name")}
    found = _records_of(own, full)[: theme().page.rows_most]
    rows = [
        _row(record, peers.get(record["name"], stated[:0]), region, benchmark_name, say)
        for record in found
    ]
    title = title or _title(full, rows, subject, benchmark_name, say)
    more = full["name"].nunique() - len(rows)
    left_out = [say("more_rows", count=more)] if more else []
    drawn = [own_year(record, say) for record in records(own)]
    years = [*aside_notes(full, say), *off_year_note(drawn, say)]
    sheet = open_sheet(
        _head(full, rows, say, title, benchmark_name),
        Foot([*left_out, *years, *say.notes(own["flags"]), *notes], source_line(source, say)),
        sum(map(_height, rows)),
        alt=_alt(rows, title, say),
    )
    _draw(sheet, rows, say)
    return sheet.figure


def _title(
    full: pd.DataFrame, rows: Sequence[_Row], subject: str, benchmark: str, say: Words
) -> str:
    """How many of the region's values are better and worse than the benchmark."""
    year = reference_years(full, say)
    told = judged((row.shade for row in rows if "value" in row.at), benchmark, say)
    in_year = say("in_year", year=year) if year else ""
    about = subject if told else say("title_spine", subject=subject)
    return about + in_year + (say("colon") + told if told else "")


def _head(full: pd.DataFrame, rows: Sequence[_Row], say: Words, title: str, benchmark: str) -> Head:
    parts = [
        reference_years(full, say),
        say("indicators", count=len(rows)),
        say("peers", count=full["region_code"].nunique()),
        say("spine_order"),
    ]
    key = [
        Key(say(word, benchmark=benchmark), colour(shade))
        for shade, word in _SHADES.items()
        if shade in {row.shade for row in rows if "value" in row.at}
    ]
    for place, word, shade in (("low", "peers_range", "track"), ("q1", "peers_half", "band")):
        if any(place in row.at for row in rows):
            key.append(Key(say(word), colour(shade), marker="s"))
    if full["benchmark"].notna().any():
        key.append(Key(benchmark, colour("ink"), marker="|"))
    if full["target"].notna().any():
        key.append(Key(say("target"), colour("ink"), marker="v"))
    return Head(title, say.join(parts), key)


def _records_of(own: pd.DataFrame, full: pd.DataFrame) -> list[Record]:
    """What is known of the region, an indicator a row; of others' only what the indicator says."""
    nothing = {"value": None, "target": None, "flags": "", "year": pd.NA, "reason": ""}
    every, stated = (records(table.drop_duplicates("name")) for table in (full, own))
    known = {record["name"]: record | nothing for record in every}
    return list((known | {record["name"]: record for record in stated}).values())


def _row(
    record: Record, stated: pd.DataFrame, region: str, benchmark_name: str, say: Words
) -> _Row:
    own = places(stated, record["direction"])[(stated["region_code"] == region).to_numpy()]
    stand = _stand(record, own, len(stated), say)
    size = theme().size
    room = _width() - text_width(stand, size.small) - 2 * _PAD
    year = say.years([record["reference_year"]])
    tail = say.unit_of(record["name"], record["unit"]) + marks(record["flags"])
    tail += f" {year}" if year else ""
    falls = record["direction"] == "less"
    return _Row(
        name=wrap(record["name"], room, size.body, lines=3, tail=tail),
        stand=stand,
        full_name=record["name"] + tail,
        beside=_beside(record, stated["value"], benchmark_name, say),
        at=_places(record, stated["value"], falls),
        shade="neutral"
        if record["reason"]
        else judge(limits_of(record), limits_of(record, "benchmark"), record["direction"]),
    )


def _stand(record: Record, place: pd.DataFrame, whole: int, say: Words) -> str:
    """The region's value, and its rank among the peers that state one."""
    value = record["value"]
    if not number(value):
        return say("not_stated")
    shown = number(value, record["decimals"]) + own_year(record, say)
    if record["reason"]:
        return say.join([shown, say("not_ranked")])
    if whole < 2:
        return say.join([shown, say("no_peers")])
    found = place_of(records(place)[0]) if len(place) else None
    if found is None:
        return say.join([shown, say("among", count=whole)])
    rank = "rank_high" if record["direction"] == "neutral" else "rank"
    return say.join([shown, say(rank, rank=found.text, whole=whole)])


def _beside(record: Record, values: pd.Series, benchmark_name: str, say: Words) -> str:
    """The benchmark's and the target's value and the peers' range, in words."""
    decimals = record["decimals"]
    target = bounded(record["target"], decimals, record["bound"])
    span = [number(values.min(), decimals), number(values.max(), decimals)]
    other = {
        "year": record["nation_year"],
        "reference_year": record["reference_year"],
        "reason": "",
    }
    is_off = number(record["benchmark"]) and pd.notna(record["nation_year"])
    shown = {
        benchmark_name: number(record["benchmark"], decimals)
        + (own_year(other, say) if is_off else ""),
        say("target"): target,
        say("range"): "–".join(span) if len(values) > 1 else "",
    }
    return say.join(f"{name} {value}" for name, value in shown.items() if value)


def _places(record: Record, values: pd.Series, falls: bool) -> dict[str, float]:
    found = {key: record[key] for key in ("value", "benchmark", "target") if number(record[key])}
    if len(values) > 1:
        found |= {"low": values.min(), "high": values.max()}
    if len(values) >= thresholds().least_ranked:
        found |= dict(zip(("q1", "median", "q3"), quartiles(values), strict=True))
    low, high = min(found.values(), default=0.0), max(found.values(), default=0.0)
    span = high - low
    shares = {key: (value - low) / span if span else 0.5 for key, value in found.items()}
    return {key: 1 - share if falls else share for key, share in shares.items()}


def _width() -> float:
    return theme().page.width - 2 * theme().page.margin


def _height(row: _Row) -> float:
    size = theme().size
    below = line_height(size.small) * len(row.beside_lines)
    return len(row.name) * line_height(size.body) + (_TRACK if row.at else 0) + below + _AFTER


def _draw(sheet: Sheet, rows: Sequence[_Row], say: Words) -> None:
    top = sheet.top
    for row in rows:
        _draw_row(sheet, row, top)
        sheet.paper.tell(sheet.left, top, sheet.right - sheet.left, _height(row), _told(row, say))
        top += _height(row)


def _draw_row(sheet: Sheet, row: _Row, top: float) -> None:
    size = theme().size
    line = line_height(size.body)
    sheet.text(sheet.right, top + line / 2, row.stand, align="right")
    for text in row.name:
        sheet.text(sheet.left, top + line / 2, text, size=size.body)
        top += line
    if row.at:
        _draw_track(sheet, row, top + _TRACK - 5)
        top += _TRACK
    for place, text in enumerate(row.beside_lines):
        middle = top + (place + 0.5) * line_height(size.small)
        sheet.text(sheet.left, middle, text, ink="muted")


def _draw_track(sheet: Sheet, row: _Row, y: float) -> None:
    left, right = sheet.left + _PAD, sheet.right - _PAD
    at = {key: left + place * (right - left) for key, place in row.at.items()}
    for first, last, shade, width in (("low", "high", "track", 6), ("q1", "q3", "band", 6)):
        if first in at:
            way = [at[first], at[last]]
            sheet.paper.plot(way, [y, y], color=colour(shade), linewidth=width, zorder=1,
                             solid_capstyle="butt")  # fmt: skip
    for key, shade, size in (("median", "paper", 5), ("benchmark", "ink", 10)):
        if key in at:
            draw_marker(sheet.paper, [at[key]], [y], "|", colour(shade), size=size)
    if "target" in at:
        draw_marker(sheet.paper, [at["target"]], [y - 6], "v", colour("ink"), size=3.5)
    if "value" in at:
        draw_marker(
            sheet.paper, [at["value"]], [y], "o", colour("paper"), colour(row.shade), size=7
        )


def _alt(rows: Sequence[_Row], title: str, say: Words) -> str:
    """The title, then each indicator: value, rank, benchmark and target."""
    return say.sentence(title, [_told(row, say) for row in rows])


def _told(row: _Row, say: Words) -> str:
    return say.join([row.full_name, row.stand, row.beside])
