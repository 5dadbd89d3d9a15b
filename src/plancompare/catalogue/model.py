"""The catalogue's entries."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from plancompare.domain.types import Bound, Direction, Unit


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Domain(_Entry):
    """A chapter of the catalogue, e.g. resources."""

    id: str
    name_zh: str
    name_en: str


class Standard(_Entry):
    """A planning standard that regions are judged against; `upper` is the end of a range."""

    value: float
    bound: Bound
    upper: float | None = None
    year: int | None = None
    source: str


class UsualSeries(_Entry):
    """How an indicator is taken in regions of some levels, unless a figure's source says otherwise.

    Attributes:
        levels: Levels of regions that it holds for.
        source: The publication that says so.
    """

    levels: tuple[str, ...]
    population_base: str = ""
    collection: str = ""
    scope: str = ""
    source: str = Field(min_length=1)


class Indicator(_Entry):
    """One indicator; `docs/catalogue-format.md` explains each field."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name_zh: str
    name_en: str
    domain: str
    unit: Unit
    decimals: int = Field(ge=0, le=4)
    direction: Direction
    minimum: float
    maximum: float
    labels: tuple[str, ...]
    near_labels: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    definition_zh: str = ""
    definition_en: str = ""
    numerator: str = ""
    denominator: str = ""
    period: str = ""
    definition_source: str = ""
    standard: Standard | None = None
    series: tuple[UsualSeries, ...] = ()


class Sought(_Entry):
    """Where an official definition of some indicators was looked for, and not found.

    Attributes:
        on: The day.
        zh: Where, in Chinese.
        en: Where, in English.
        indicators: Of which indicators.
    """

    on: date
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    indicators: tuple[str, ...]


class Ratio(_Entry):
    """An indicator that follows from two counts.

    Attributes:
        indicator: The indicator that is of ÷ over, by the thousand where its unit says so.
        of: The indicator that is counted.
        over: Those that it is counted against; the first one that is known.
        decimals: As official tables round it; as the indicator is shown where None.
        flags: Further flags of each derived value.
    """

    indicator: str
    of: str
    over: tuple[str, ...]
    decimals: int | None = Field(default=None, ge=0, le=4)
    flags: tuple[str, ...] = ()


class SeriesBreak(_Entry):
    """A year from which an official series goes on under the same name on another basis.

    Attributes:
        id: Its name.
        year: The first year on the new basis.
        published: The first day on which anybody could use it, as an ISO date; empty if not known.
        levels: Levels of regions that it holds for.
        denominators: Of the indicators that it holds for, as their entries name them.
        zh: What changes, in Chinese.
        en: What changes, in English.
        source: The publication that says so.
    """

    id: str
    year: int
    published: str = ""
    levels: tuple[str, ...]
    denominators: tuple[str, ...]
    zh: str
    en: str
    source: str = Field(min_length=1)


class PairedLabel(_Entry):
    """One printed label that names several indicators, in the order of the cell's values."""

    labels: tuple[str, ...]
    indicators: tuple[str, ...]


class LeftOut(_Entry):
    """A printed label that no indicator names, on purpose.

    Attributes:
        label: As printed, in simplified characters.
        reason: Why it is no indicator, in English.
        reason_zh: The same in Chinese.
    """

    label: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    reason_zh: str = Field(min_length=1)
