"""An indicator over regions and years as a table: years across, what holds of values below it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from string import ascii_lowercase

import pandas as pd

from plancompare.charts.data import Cell, data_words
from plancompare.charts.editable import Editable
from plancompare.charts.words import number, promised, words
from plancompare.domain.languages import Lang
from plancompare.reports.blocks.content import Block, Picture, Sentences, TableBlock
from plancompare.reports.told.cite import publications_of
from plancompare.reports.told.wording import phrases, say

_YEARS = 17  # columns that a page on its side has room for
_ASPECTS = ("population_base", "collection", "scope")  # of a value, besides its flags
_PUBLICATION = ("publication", "issuer", "issued")
_BREAK = "‖"  # before the first value of another series

Row = Mapping[str, Cell]
Publication = tuple[str, ...]


def crossed(picture: Picture, numbers: Editable, lang: Lang) -> list[Block]:
    """The table behind lines over the years, and under it what its values are and come from.

    Args:
        picture: A chart of one indicator over the years.
        numbers: What can be edited of it.
        lang: `zh` or `en`.

    Returns:
        Tables with regions down and at most `_YEARS` years across, then notes. Nothing of the rows
        is lost but how a value was printed and where, which the chart's workbook tells.
    """
    titles = data_words(lang)["columns"]
    keys = {title: key for key, title in titles.items()}
    named = [keys[each] for each in picture.data.columns]
    rows = [dict(zip(named, row, strict=True)) for row in picture.data.rows]
    table = _Crossed([row for row in rows if row["value"] is not None], numbers, lang)
    notes = Sentences(tuple(table.notes()), small=True)
    return [*table.parts(picture.title, titles["region"]), notes]


@dataclass(frozen=True)
class _Crossed:
    rows: Sequence[Row]
    numbers: Editable
    lang: Lang

    @cached_property
    def publications(self) -> list[Publication]:
        """What most values come from first; the first bears no number in the cells."""
        return [each for each, _ in Counter(map(_published, self.rows)).most_common()]

    @cached_property
    def usual(self) -> Mapping[Publication, str]:
        """What is said of most values of a publication."""
        found: dict[Publication, Counter[str]] = defaultdict(Counter)
        for row in self.rows:
            found[_published(row)][self.aspects(row)] += 1
        return {each: told.most_common(1)[0][0] for each, told in found.items()}

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """Signs for what is said of other values, by what it is."""
        apart = (self.aspects(row) for row in self.rows if not self._is_usual(row))
        return {told: _letter(at) for at, told in enumerate(dict.fromkeys(apart))}

    def _is_usual(self, row: Row) -> bool:
        return self.aspects(row) == self.usual[_published(row)]

    def aspects(self, row: Row) -> str:
        """All that is said of a value besides its number."""
        titles, say_ = data_words(self.lang)["columns"], words(self.lang)
        bases = [f"{titles[each]}{say_('colon')}{row[each]}" for each in _ASPECTS if row.get(each)]
        flags = [str(row["flags"])] if row.get("flags") else []
        return say_("semicolon").join([*flags, *bases])

    def cell(self, row: Row) -> str:
        """A value with its bound, its letter and the number of its publication."""
        ends = [row["value"], row.get("value_upper")]
        is_target = row.get("role") == phrases(self.lang)["role"]["target"]
        write = promised if is_target else number
        shown = [write(float(each), self.numbers.decimals) for each in ends if each is not None]
        letter = "" if self._is_usual(row) else self.letters[self.aspects(row)]
        place = self.publications.index(_published(row)) + 1
        source = f"[{place}]" if place > 1 else ""
        return str(row.get("bound") or "") + "–".join(shown) + letter + source

    def lines(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Each region and role with its cells by year; the nation comes first."""
        found: dict[tuple[Cell, ...], list[Row]] = defaultdict(list)
        for row in self.rows:
            is_target = row.get("role") != phrases(self.lang)["role"]["actual"]
            found[row.get("region_code"), is_target, row.get("region"), row.get("role")].append(row)
        for (_, is_target, region, role), rows in sorted(found.items(), key=itemgetter(0)):
            yield f"{region} {role}" if is_target else str(region), self._cells(rows)

    def _cells(self, rows: Sequence[Row]) -> dict[str, str]:
        """The cells of a line by year: several values of one year stand in one."""
        found: dict[str, str] = {}
        in_order = sorted(rows, key=lambda row: int(row.get("year") or 0))
        before = [None, *(row.get("series_from") for row in in_order)]
        for row, series in zip(in_order, before, strict=False):
            is_new = row.get("series_from") not in (None, series) and row is not in_order[0]
            told, year = (_BREAK if is_new else "") + self.cell(row), self._year(row)
            found[year] = " / ".join(filter(None, (found.get(year), told)))
        return found

    def _year(self, row: Row) -> str:
        return str(row.get("year") or say(self.lang, "not_stated"))

    def parts(self, title: str, heading: str) -> Iterator[TableBlock]:
        """The table, in parts where it has more years than a page has room for."""
        years = sorted({self._year(row) for row in self.rows})
        lines = list(self.lines())
        for first in range(0, len(years), _YEARS):
            across = years[first : first + _YEARS]
            cells = [(name, *(told.get(year, "") for year in across)) for name, told in lines]
            shown = tuple(row for row in cells if any(row[1:]))
            yield TableBlock((heading, *across), shown, title)

    def notes(self) -> Iterator[str]:
        """The unit, what breaks, what letters mean, and the publications by their numbers."""
        say_ = words(self.lang)
        if self.numbers.units[0]:
            yield say_("subtitle_unit", unit=self.numbers.units[0])
        yield from (f"{_BREAK} {each}" for each in self.numbers.notes if each[1:2] != " ")
        plain = say(self.lang, "crossed_plain")
        for told, letter in self.letters.items():
            yield f"{letter}{say_('colon')}{told or plain}"
        table = pd.DataFrame(self.publications, columns=list(_PUBLICATION))
        named = publications_of(table, self.lang)
        for at, (told, each) in enumerate(zip(named, self.publications, strict=True), 1):
            usual = self.usual[each]
            yield f"[{at}] {told}{say_('colon')}{usual}" if usual else f"[{at}] {told}"
        yield say(self.lang, "crossed_sources")


def _published(row: Row) -> Publication:
    return tuple(str(row.get(each) or "") for each in _PUBLICATION)


def _letter(at: int) -> str:
    """The letters of the alphabet, then twice each."""
    turns, place = divmod(at, len(ascii_lowercase))
    return ascii_lowercase[place] * (turns + 1)
