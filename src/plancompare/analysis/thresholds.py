"""The numbers by which the analysis judges, kept with their reasons in `thresholds.toml`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache

from plancompare.owndata import toml_beside


@dataclass(frozen=True)
class Thresholds:
    """What counts as near enough, soon enough or many enough.

    Attributes:
        about_tolerance: Within what share of the place of its last digit an `about` target is met.
        on_course_ratio: Least observed pace, as a share of the needed pace, that is on course.
        oldest_baseline: Years before a plan that another source's baseline may lie.
        least_points: Fewest years with an actual that give an observed pace.
        most_years_apart: Values further apart are flagged when compared.
        oldest_beside: Years that a population may lie from the births derived from it.
        least_ranked: Fewest regions that are ranked.
        least_share: Least share of the regions that must state a value for a figure over all.
        least_events: Fewest events (deaths) that a rate of rare events is judged by.
        most_missing: Largest share of indicators a scored region may leave out.
    """

    about_tolerance: float
    on_course_ratio: float
    oldest_baseline: int
    least_points: int
    most_years_apart: int
    oldest_beside: int
    least_ranked: int
    least_share: float
    least_events: int
    most_missing: float


_OTHERS: ContextVar[Thresholds | None] = ContextVar("_OTHERS", default=None)


def thresholds() -> Thresholds:
    """The thresholds that hold: those of `thresholds.toml`, or within `other_thresholds` others."""
    return _OTHERS.get() or _of_file()


@contextmanager
def other_thresholds(**others: float) -> Iterator[None]:
    """Judge by other thresholds within a `with`, or throughout a function that it decorates.

    For the functions of the analysis, which compute anew at each call. Views and the API keep what
    they have computed, with the thresholds that held the first time.

    Args:
        **others: Values by the names of `Thresholds`; the rest stay as they are.
    """
    token = _OTHERS.set(replace(thresholds(), **others))  # type: ignore[arg-type]
    try:
        yield
    finally:
        _OTHERS.reset(token)


@cache
def _of_file() -> Thresholds:
    sections = toml_beside(__file__, "thresholds.toml").values()
    return Thresholds(**{name: value for section in sections for name, value in section.items()})
