"""What is said of measures in either language: sentences, and the names of themes and regions."""

from collections.abc import Iterable
from dataclasses import dataclass

from plancompare.domain.languages import Lang
from plancompare.measures.subjects import subjects
from plancompare.measures.themes import themes
from plancompare.regions import Region, region
from plancompare.reports.told.wording import say


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    lang: Lang

    def __call__(self, key: str, **values: object) -> str:
        """The wording with that key after `measures_`, its placeholders filled in."""
        return say(self.lang, f"measures_{key}", **values)

    def join(self, parts: Iterable[str]) -> str:
        """A list of things with their numbers, or of themes."""
        return self("list").join(parts)

    def theme(self, theme_id: str) -> str:
        """A theme's name."""
        return str(getattr(themes()[theme_id], f"name_{self.lang}"))

    def subject(self, name: str) -> str:
        """A subject's name."""
        return str(getattr(subjects()[name], f"name_{self.lang}"))

    def region(self, code: str) -> str:
        """Its name; a county's with that of its prefecture, for many counties share a name."""
        place = region(code)
        if place.level != "county":
            return self._name(place)
        return self("county", name=self._name(place), above=self._name(region(place.parent_code)))

    def _name(self, place: Region) -> str:
        return place.name if self.lang == "zh" else place.name_en

    def number(self, number: int) -> str:
        """A count; in Chinese whole myriads as such."""
        if self.lang == "zh" and number % 10_000 == 0:
            return self("myriads", number=number // 10_000)
        return f"{number:,}"
