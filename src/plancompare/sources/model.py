"""What a source folder holds."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from plancompare.domain.types import (
    Collection,
    Kind,
    Method,
    PopulationBase,
    Reliability,
    Review,
    Role,
    Scope,
    Status,
)
from plancompare.errors import SourceError
from plancompare.language.values import PrintedValue, parse_value
from plancompare.regions import region
from plancompare.regions.former import former_region

Year = Annotated[int, Field(ge=1949, le=2100)]
Count = Annotated[int, Field(ge=1)]

WHERE = frozenset({"row", "column"})
"""Fields that say where in a file a figure stands; no column of the file holds them."""


def _known_region(code: object) -> str:
    """A region's code; one that was typed without quotes is a number and means the same."""
    if isinstance(code, bool) or not isinstance(code, str | int):
        raise SourceError(f"“{code}” is no region.", remedy='Write its code: region = "150500".')
    return region(str(code)).code


def _not_in_the_future(year: int | None, what: str) -> None:
    if year is not None and year > date.today().year:
        raise SourceError(
            f"{what} lies in the future: {year}.", remedy="Check the year against the document."
        )


def _transcribed(value: object) -> object:
    return value or "transcribed"


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


def _is_address(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise SourceError(
            f"“{url}” is no address of a page.", remedy="It begins with https:// or http://."
        )
    return url


Address = Annotated[str, AfterValidator(_is_address)]
RegionCode = Annotated[str, BeforeValidator(_known_region)]


class _Read(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OriginalDocument(_Read):
    """The document that the figures were read in."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class SourceMeta(_Read):
    """`source.toml`: what the publication is."""

    title: str = Field(min_length=1)
    region: RegionCode
    issuer: str = ""
    number: str = ""
    issued: date | None = None
    first_year: Year | None = None
    last_year: Year | None = None
    kind: Kind
    status: Status = "final"
    origin: str = ""
    url: Address = ""
    reliability: Reliability = "official"
    population_base: PopulationBase = ""
    collection: Collection = ""
    scope: Scope = ""
    document: OriginalDocument | None = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        _not_in_the_future(self.issued.year if self.issued else None, "the date of issue")
        if self.first_year and self.last_year and self.first_year > self.last_year:
            raise SourceError(
                f"first_year {self.first_year} is after last_year {self.last_year}.",
                remedy="Check the two.",
            )
        former = former_region(self.region)
        if former and self.first_year and self.first_year > former.until:
            raise SourceError(
                f"{former.code} {former.name} was abolished in {former.until}.",
                remedy=f"Since then it is {former.successor} {region(former.successor).name}.",
            )
        return self


class Figure(_Read):
    """One printed value: a row of `figures.csv`, or a cell of `table.csv`.

    Attributes:
        row: Its row in the file; the head is row 1.
        column: Its column in `table.csv`, the year at its head; empty for a row of `figures.csv`.
        review: What a person who held it beside the document did; empty where nobody has yet.
    """

    row: int
    column: str = ""
    label: str = Field(min_length=1)
    value: str = Field(min_length=1)
    year: Annotated[Year | None, BeforeValidator(_empty_is_none)] = None
    role: Role
    nature: Literal["预期性", "约束性", ""] = ""
    place: str = ""
    region_code: Annotated[RegionCode | None, BeforeValidator(_empty_is_none)] = None
    publication: str = ""
    issuer: str = ""
    issued: str = ""
    url: Address = ""
    reliability: Annotated[Reliability | None, BeforeValidator(_empty_is_none)] = None
    note: str = ""
    population_base: PopulationBase = ""
    collection: Collection = ""
    scope: Scope = ""
    method: Annotated[Method, BeforeValidator(_transcribed)] = "transcribed"
    review: Review = ""

    @field_validator("value")
    @classmethod
    def _understood(cls, value: str) -> str:
        parse_value(value)
        return value

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.role == "actual":
            _not_in_the_future(self.year, "the year of an actual value")
        return self

    @property
    def values(self) -> list[PrintedValue]:
        """The printed value, read; two for a paired cell."""
        return parse_value(self.value)

    @property
    def where(self) -> str:
        """Its row, or its row and column, as messages name them."""
        return f"row {self.row}, column {self.column}" if self.column else f"row {self.row}"


class Correction(_Read):
    """An entry of `corrections.toml`: a known error of the source, and what to do about it.

    Attributes:
        label: The label of the figures it concerns, as in figures.csv.
        place: Their place, as in figures.csv.
        expects: The value that the source prints there; the correction has expired if it does not.
        action: `drop` leaves the figure out, `override` puts `value` for it, `flag` marks it.
        status: Where the matter stands, e.g. open, confirmed by the issuer.
    """

    label: str
    place: str
    year: Year | None = None
    expects: str
    action: Literal["drop", "override", "flag"]
    value: str = ""
    reason: str = Field(min_length=1)
    status: str = Field(min_length=1)


class Measure(_Read):
    """A row of `measures.csv`: what the source sets out to do under one heading.

    Attributes:
        row: Its row in the file; the head is row 1.
        place: The headings that it stands under.
        subject: What it is about, in a document where one heading holds many measures: names of
            `measures/subjects.toml`, joined by `;`.
        theme: Ids of themes, joined by `;`.
        lead_agencies: Who answers for it, as printed in simplified characters, joined by `、`.
        supporting_agencies: Who supports them, in the same form.
        count: How many of something it promises; the lower of a range.
        unit: What is counted, e.g. 县级区域医疗中心.
        year: The year by which the count is promised.
    """

    row: int
    place: str = Field(min_length=1)
    subject: str = ""
    theme: str = Field(min_length=1)
    lead_agencies: str = ""
    supporting_agencies: str = ""
    count: Annotated[Count | None, BeforeValidator(_empty_is_none)] = None
    unit: str = ""
    year: Annotated[Year | None, BeforeValidator(_empty_is_none)] = None

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if (self.count is None) != (self.unit == ""):
            raise SourceError(
                "count and unit belong together, and one of them is empty.",
                remedy="Fill in both or neither.",
            )
        return self

    @property
    def themes(self) -> list[str]:
        """The ids of its themes."""
        return self.theme.split(";")

    @property
    def subjects(self) -> list[str]:
        """The names of its subjects."""
        return self.subject.split(";") if self.subject else []

    @property
    def leads(self) -> list[str]:
        """The agencies that answer for it."""
        return self.lead_agencies.split("、") if self.lead_agencies else []

    @property
    def supports(self) -> list[str]:
        """The agencies that support them."""
        return self.supporting_agencies.split("、") if self.supporting_agencies else []


class Source(_Read):
    """A source folder, read and checked.

    Attributes:
        id: The folder's name.
        folder: Where it is.
        meta: `source.toml`.
        figures: The rows of `figures.csv`, then the cells of `table.csv`, each in their order.
        corrections: The entries of `corrections.toml`; none where there is no such file.
        measures: The rows of `measures.csv`, in their order; none where there is no such file.
    """

    id: str
    folder: Path
    meta: SourceMeta
    figures: tuple[Figure, ...]
    corrections: tuple[Correction, ...] = ()
    measures: tuple[Measure, ...] = ()
