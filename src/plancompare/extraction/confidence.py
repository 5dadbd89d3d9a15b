"""How likely a figure is right, and the figures that say the same.

The weights are fitted by `benchmarks/fit_confidence.py` on texts that people labelled: a logistic
regression on the names of what a figure was read from.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from plancompare.catalogue import catalogue
from plancompare.extraction.dating import weights
from plancompare.extraction.figure import ExtractedFigure
from plancompare.extraction.measures import range_of

_BROKEN = re.compile(r"\d\s+\d")  # 7.2 8: one number set apart, or two values of a cell
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:\s\d{3})+(?!\d)")
_NAMELESS = re.compile(r"^(?:page \d+, )?table \d+")  # the place of a table without a caption
_PLACED = ("start", "end", "value_at", "place")  # where a figure stands, not what it says
_SAID = attrgetter(*(name for name in ExtractedFigure._fields if name not in _PLACED))
_MEASURE = 2  # characters that a label's measure takes, as in 死亡率
_THAT_YEAR = re.compile("[去今]年")  # which the text says in full
_DOUBTED, _LEFT_OPEN = 0.8, 0.89  # how sure a figure is at the most
# a figure in doubt is never sure, nor one whose label says nothing to the catalogue, nor one of
# news that say no year, only a year, or what a plan sets out: on first runs three in ten of the
# first two, and one in eleven of the last, were wrong; nor one of no year or of now, of which one
# in six was; nor one whose year only a heading says (one in six), or whose role only its column's
# year does (one in five), nor one of a year that may not have come
_UNSURE = {
    "unknown", "news_untimed", "year_told", "plan_announced", "year_open", "time_now",
    "year_heading", "year_alone", "year_unsettled",
}  # fmt: skip
# nor one whose role was hardly told apart (four in nine), unless it is a plan's own aim of its own
# year; of a report that its title calls one the role is not (`role_of_title`)
_HARDLY, _ITS_OWN = "role_close", {"year_default", "document_target"}


def features_of(figure: ExtractedFigure) -> tuple[str, ...]:
    """The names of what a figure's confidence is judged by."""
    found = [*figure.reasons, "known" if figure.indicator_id else "unknown"]
    found += [f"doubt_{doubt.replace(' ', '_')}" for doubt in figure.doubts]
    if figure.role == "change":
        found.append("change")
    if "year_ahead" in found:  # words that aim say no more of a year to come
        found = [name for name in found if name != "spoken_target"]
    return tuple(dict.fromkeys(found))


def confidence_of(figure: ExtractedFigure) -> float:
    """How likely a figure is right in label, value, unit, year and role.

    Returns:
        Between 0 and 1.
    """
    return _sure_by(features_of(figure))


@lru_cache(maxsize=1024)  # most figures were read from the same few things
def _sure_by(features: tuple[str, ...]) -> float:
    table = weights("confidence")
    total = table["bias"] + sum(table.get(name, 0.0) for name in features)
    return round(at_most(1 / (1 + math.exp(-total)), features), 3)


def at_most(sure: float, features: Collection[str]) -> float:
    """A likelihood, held below what a person need not look at where something is in doubt.

    Args:
        sure: What the weights say.
        features: What the figure's confidence is judged by.
    """
    if any(name.startswith("doubt_") for name in features):
        return min(sure, _DOUBTED)
    hardly = _HARDLY in features and not _ITS_OWN.issubset(features)
    return min(sure, _LEFT_OPEN) if hardly or not _UNSURE.isdisjoint(features) else sure


def judged(
    figures: Iterable[ExtractedFigure], recognised: Sequence[tuple[int, int]] = ()
) -> Iterator[ExtractedFigure]:
    """Figures with their confidence.

    One far outside its indicator's range is in doubt, one whose digits stand apart, and one that
    was read from a picture.

    Args:
        figures: The figures.
        recognised: The pieces of the original that a program read from a picture, in order.
    """
    starts = [start for start, _ in recognised]
    for figure in figures:
        doubts = {
            "out of range": _is_out_of_range(figure),
            "broken number": _is_broken(figure.value_printed),
            "ocr": _is_within(figure, recognised, starts),
        }
        found = tuple(doubt for doubt, holds in doubts.items() if holds)
        doubted = figure._replace(doubts=(*figure.doubts, *found)) if found else figure
        yield doubted._replace(confidence=confidence_of(doubted))


def _is_broken(printed: str) -> bool:
    """Whether digits stand apart, not by thousands and not as a formula sets every sign apart."""
    apart = _BROKEN.search(printed) is not None and "\\" not in printed
    return apart and _BROKEN.search(_THOUSANDS.sub("", printed)) is not None


def _is_within(
    figure: ExtractedFigure, pieces: Sequence[tuple[int, int]], starts: Sequence[int]
) -> bool:
    """Whether a figure's passage touches a piece; the pieces rise and do not overlap."""
    place = bisect_left(starts, figure.end) - 1
    return place >= 0 and pieces[place][1] > figure.start


def _is_out_of_range(figure: ExtractedFigure) -> bool:
    if not figure.indicator_id or figure.value is None or figure.role == "change":
        return False
    indicator = catalogue()[figure.indicator_id]
    if figure.unit != indicator.unit:
        return False
    low, high = range_of(figure.indicator_id)
    return not low <= figure.value <= high


def said_once(figures: Iterable[ExtractedFigure]) -> list[ExtractedFigure]:
    """The figures without those whose passage a page prints again, e.g. for telephones.

    Args:
        figures: The figures of a document, in its order.
    """
    kept: dict[tuple[object, ...], ExtractedFigure] = {}
    for figure in figures:
        kept.setdefault((_NAMELESS.sub("", figure.place), *_SAID(figure)), figure)
    return list(kept.values())


def agreed(figures: Sequence[ExtractedFigure], original: str) -> list[ExtractedFigure]:
    """The figures of a page of news without those that only repeat another.

    Args:
        figures: The figures, in the page's order.
        original: The page: what its headline says, the text under it says again.
    """
    headline = max(original.rfind("\n", 0, max(original.find("。"), 0)), 0)
    kept: dict[tuple[object, ...], list[ExtractedFigure]] = {}
    exactly = {_roughly(each, int(each.value)) for each in figures if each.value is not None
               and each.bound != "above"}  # fmt: skip
    alike_in_value = defaultdict(list)
    for place, figure in enumerate(figures):
        alike_in_value[figure.value, figure.direction].append((place, figure))
    for place, figure in enumerate(figures):
        others = alike_in_value[figure.value, figure.direction] if figure.end <= headline else ()
        if any(at > place and _restates(figure, other) for at, other in others):
            continue
        if figure.bound == "above" and _roughly(figure, figure.value) in exactly:
            continue  # 突破80岁, where 80.15岁 is said too
        alike = kept.setdefault(_what(figure), [])
        may_be = alike if figure.indicator_id else ()
        same = [other for other in may_be if _may_be_same(figure, other)]
        if not same:
            alike.append(figure)
        elif "year_default" in same[0].reasons:  # said again with its year
            alike[alike.index(same[0])] = figure
    return sorted(
        (each for alike in kept.values() for each in alike), key=lambda each: (each.start, each.end)
    )


def _what(figure: ExtractedFigure) -> tuple[object, ...]:
    return (
        figure.indicator_id or figure.label,
        figure.value,
        figure.unit,
        figure.role,
        figure.direction,
    )


def _restates(headline: ExtractedFigure, figure: ExtractedFigure) -> bool:
    """Whether a text says what its headline says with the same value."""
    if headline.value is None or _of_two_regions(headline, figure):
        return False
    said = "year_said" in headline.reasons and not _THAT_YEAR.search(headline.quote)
    dated = headline.year == figure.year or not said
    return dated and headline.label[-_MEASURE:] == figure.label[-_MEASURE:]


def _of_two_regions(figure: ExtractedFigure, other: ExtractedFigure) -> bool:
    codes = {figure.region_code, other.region_code} - {""}
    return len(codes) > 1


def _roughly(figure: ExtractedFigure, value: Decimal | int | None) -> tuple[object, ...]:
    """What a figure says with a value in place of its own, whatever is before its measure."""
    return value, *_what(figure)[2:], figure.year, figure.label[-_MEASURE:]


def _may_be_same(figure: ExtractedFigure, other: ExtractedFigure) -> bool:
    """Whether two figures that are alike but for the year say the same thing."""
    if figure.value_at == other.value_at:  # one value of several regions
        return figure.region_code == other.region_code
    if _of_two_regions(figure, other):
        return False
    return figure.year == other.year or "year_default" in (*figure.reasons, *other.reasons)
