"""The numbers by which the analysis judges, kept with their reasons in `thresholds.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


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


@cache
def thresholds() -> Thresholds:
    """The thresholds of `thresholds.toml`; `dataclasses.replace` makes a copy with others."""
    text = files(__package__).joinpath("thresholds.toml").read_text(encoding="utf-8")
    sections = tomllib.loads(text).values()
    return Thresholds(**{name: value for section in sections for name, value in section.items()})
