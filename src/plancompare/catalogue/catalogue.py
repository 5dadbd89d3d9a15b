"""The catalogue as one object: entries by id, and ids by label."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from plancompare.catalogue.model import (
    Domain,
    Indicator,
    LeftOut,
    PairedLabel,
    Ratio,
    SeriesBreak,
    Sought,
)
from plancompare.errors import UsageError
from plancompare.language.labels import expand_label, normalise_label

_PUBLIC = re.compile("公立(?<!非公立)")


@dataclass(frozen=True, slots=True)
class Match:
    """What a printed label names.

    Attributes:
        indicator_ids: One id, or several where one label names several indicators.
        comparability: `near` where the label is known to be printed for a slightly different
            definition, else `same`.
    """

    indicator_ids: tuple[str, ...]
    comparability: Literal["same", "near"] = "same"


@dataclass(frozen=True)
class Catalogue(Mapping[str, Indicator]):
    """Indicators by id, in the catalogue's order.

    Attributes:
        domains: Chapters by id, in the order in which they are shown.
        indicators: Indicators by id.
        paired_labels: Labels that name several indicators.
        unmatched_on_purpose: Labels that none names, each with the reason.
        flagships: What readers ask for first, in the order in which it is shown before the rest.
        ratios: Indicators that follow from two counts.
        breaks: Where official series change under the same name.
        sought: Where definitions were looked for in vain.
    """

    domains: dict[str, Domain]
    indicators: dict[str, Indicator]
    paired_labels: tuple[PairedLabel, ...] = ()
    unmatched_on_purpose: tuple[LeftOut, ...] = ()
    flagships: tuple[str, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    sought: tuple[Sought, ...] = ()

    def __getitem__(self, indicator_id: str) -> Indicator:
        try:
            return self.indicators[self._former.get(indicator_id, indicator_id)]
        except KeyError:
            raise UsageError(
                f"the catalogue has no indicator “{indicator_id}”.",
                remedy="`plancompare indicators` lists them.",
            ) from None

    def __contains__(self, indicator_id: object) -> bool:
        return indicator_id in self.indicators

    @cached_property
    def looked_for(self) -> dict[str, Sought]:
        """Where each indicator's definition was looked for in vain, by the indicator."""
        return {each: search for search in self.sought for each in search.indicators}

    @cached_property
    def _former(self) -> dict[str, str]:
        """Ids that were merged into another, so that what was written with them still loads."""
        return {old: entry.id for entry in self.indicators.values() for old in entry.former_ids}

    def __iter__(self) -> Iterator[str]:
        return iter(self.indicators)

    def __len__(self) -> int:
        return len(self.indicators)

    @cached_property
    def labels(self) -> dict[str, Match]:
        """Every label of the catalogue, normalised, with what it names."""
        found: dict[str, Match] = {}
        for entry in self.indicators.values():
            same, near = Match((entry.id,)), Match((entry.id,), "near")
            # a label of public institutions is only near to an indicator of all
            public = same if _PUBLIC.search(entry.name_zh) else near
            names = _expanded((entry.name_zh, entry.name_en, *entry.labels))
            found |= {label: public if _PUBLIC.search(label) else same for label in names}
            found |= dict.fromkeys(_expanded(entry.near_labels), near)
        for pair in self.paired_labels:
            found |= dict.fromkeys(_expanded(pair.labels), Match(pair.indicators))
        return found

    def match(self, label: str) -> Match | None:
        """The indicators that a label names.

        The whole label counts: a qualifier that no entry names makes it unmatched. Only 的 may
        stand where the catalogue has none.

        Args:
            label: A label as printed, in simplified characters.

        Returns:
            The match, or None where the catalogue has no such label.
        """
        normal = normalise_label(label)
        if normal in self.labels or normal in self._left_out:
            return self.labels.get(normal)
        return self.labels.get(normal.replace("的", ""))

    def breaks_of(self, indicator_id: str, level: str) -> tuple[SeriesBreak, ...]:
        """Where an indicator's series changes in regions of a level, the earliest first.

        Args:
            indicator_id: An indicator of the catalogue.
            level: Of regions.
        """
        denominator = self[indicator_id].denominator
        found = (
            each
            for each in self.breaks
            if level in each.levels and denominator in each.denominators
        )
        return tuple(sorted(found, key=lambda each: each.year))

    @cached_property
    def _left_out(self) -> dict[str, LeftOut]:
        return {normalise_label(each.label): each for each in self.unmatched_on_purpose}

    def left_out(self, label: str) -> LeftOut | None:
        """Why a label is no indicator, if that is on purpose.

        Args:
            label: A label as printed, in simplified characters.

        Returns:
            The label with its reason; None where an indicator names it, or nobody has judged it.
        """
        return self._left_out.get(normalise_label(label))


def _expanded(templates: Iterable[str]) -> Iterator[str]:
    return (label for template in templates for label in expand_label(template))
