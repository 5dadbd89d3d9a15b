"""One source's figures, made observations."""

from dataclasses import dataclass, replace

from plancompare.catalogue import Indicator, Match, catalogue
from plancompare.errors import SourceError
from plancompare.harmonisation.changes import resolve_changes
from plancompare.harmonisation.corrections import CorrectedFigure, apply_corrections
from plancompare.harmonisation.observation import Observation, Unmatched, decimals_of
from plancompare.harmonisation.series import series_of
from plancompare.harmonisation.units import convert
from plancompare.language.labels import label_unit, normalise_label
from plancompare.language.units import denominator_unit
from plancompare.language.values import Change, PrintedValue
from plancompare.owndata import toml_beside
from plancompare.sources import Figure, Source, SourceMeta


@dataclass(frozen=True, slots=True)
class Harmonised:
    """What harmonising a source gives.

    Attributes:
        observations: Comparable numbers, in the source's order.
        unmatched: Figures that no entry of the catalogue matches.
    """

    observations: tuple[Observation, ...]
    unmatched: tuple[Unmatched, ...]


def harmonise(source: Source) -> Harmonised:
    """Read a source's figures as values of the catalogue's indicators.

    Args:
        source: A source.

    Returns:
        Its observations, and the figures that matched none.

    Raises:
        SourceError: If a printed unit cannot measure its indicator, or a correction has expired.
    """
    observations: list[Observation] = []
    unmatched: list[Unmatched] = []
    for corrected in apply_corrections(source):
        match = catalogue().match(corrected.figure.label)
        if match and _fits(corrected.figure, match):
            observations.extend(_observe(corrected, match, source))
        else:
            unmatched.append(_unmatched(corrected.figure, match))
    return Harmonised(tuple(resolve_changes(observations)), tuple(unmatched))


def _fits(figure: Figure, match: Match) -> bool:
    """Whether the cell has one value for all, or one for each, of the label's indicators."""
    return len(figure.values) in (1, len(match.indicator_ids))


def _unmatched(figure: Figure, match: Match | None) -> Unmatched:
    if match:
        values, indicators = len(figure.values), len(match.indicator_ids)
        said = {
            lang: text.format(values=values, indicators=indicators)
            for lang, text in _reasons()["values_do_not_fit"].items()
        }
        return Unmatched(figure, said["en"], said["zh"])
    if left_out := catalogue().left_out(figure.label):
        return Unmatched(figure, left_out.reason, left_out.reason_zh, on_purpose=True)
    said = _reasons()["label_unknown"]
    return Unmatched(figure, said["en"], said["zh"])


def _reasons() -> dict[str, dict[str, str]]:
    return toml_beside(__file__, "reasons.toml")


def _observe(corrected: CorrectedFigure, match: Match, source: Source) -> list[Observation]:
    """One observation for each indicator of the label: a paired cell gives two."""
    figure = corrected.figure
    values = figure.values * (len(match.indicator_ids) if len(figure.values) == 1 else 1)
    flags = set(corrected.flags)
    if match.comparability == "near":
        flags.add("near")
    if (figure.reliability or source.meta.reliability) == "republished":
        flags.add("second_hand")
    if figure.review:
        flags.add("reviewed")
    return [
        _observation(value, catalogue()[indicator_id], figure, source.meta, frozenset(flags))
        for value, indicator_id in zip(values, match.indicator_ids, strict=True)
    ]


def _observation(
    value: PrintedValue, entry: Indicator, figure: Figure, meta: SourceMeta, flags: frozenset[str]
) -> Observation:
    role = _role(figure, meta)
    level = _in_unit(value, entry, figure)
    place = figure.region_code or meta.region
    return Observation(
        figure=figure,
        region_code=place,
        indicator_id=entry.id,
        year=figure.year,
        role=role,
        value=level.value,
        upper=level.upper,
        decimals=decimals_of(level.value, level.upper),
        bound=level.bound,
        reliability=figure.reliability or meta.reliability,
        change=_over_the_plan(level.change, figure, meta) if role == "actual" else level.change,
        flags=flags if level.stated else flags | {"not_stated"},
        series=series_of(figure, meta, entry, place),
    )


def _role(figure: Figure, meta: SourceMeta) -> str:
    """A stated change is a target, unless it had happened before the plan began."""
    if figure.role != "change":
        return figure.role
    looks_back = meta.kind in ("communique", "reference")
    before = (
        meta.first_year is not None and figure.year is not None and figure.year < meta.first_year
    )
    return "actual" if looks_back or before else "target"


def _over_the_plan(change: Change | None, figure: Figure, meta: SourceMeta) -> Change | None:
    """What a five-year plan reports of the years before it, it reports over the plan before."""
    if (
        change is None
        or change.base_year
        or change.span
        or not meta.first_year
        or not meta.last_year
    ):
        return change
    length = meta.last_year - meta.first_year + 1
    return (
        replace(change, span=length)
        if figure.year == meta.first_year - 1 and length == 5
        else change
    )


def _in_unit(value: PrintedValue, entry: Indicator, figure: Figure) -> PrintedValue:
    """The value in the indicator's unit; a change keeps the unit that it was printed in."""
    if value.value is None:
        return value
    printed = value.unit or label_unit(figure.label)
    if printed in ("", "count"):  # 74人 under 每万人… counts by ten thousand
        printed = denominator_unit(normalise_label(figure.label)) or printed
    try:
        upper = None if value.upper is None else convert(value.upper, printed, entry.unit)
        return replace(value, value=convert(value.value, printed, entry.unit), upper=upper)
    except SourceError as error:
        problem = f"“{figure.label}” ({entry.id}): {error.problem}"
        raise SourceError(problem, where=figure.where, remedy=error.remedy) from error
