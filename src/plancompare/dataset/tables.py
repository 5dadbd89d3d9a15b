"""From what harmonising gives to the dataset's tables."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from plancompare.catalogue import Indicator, catalogue
from plancompare.dataset.schema import schemas
from plancompare.domain.languages import LANGS
from plancompare.domain.vocabulary import meaning, vocabulary
from plancompare.extraction.evidence import Evidence
from plancompare.harmonisation import Harmonised, Observation
from plancompare.harmonisation.flags import join_flags
from plancompare.harmonisation.series import FACETS
from plancompare.language.values import Change
from plancompare.regions import ancestors, region
from plancompare.sources import Source

# Readers mostly ask for one region and one indicator: sorted so, the file is half the size too. The
# gap table takes a row for later than those before it, and a row of no year for earlier than all.
ORDER = ["region_code", "indicator_id", "source_id", "role", "year", "observation_id"]
_NATURES = {said["zh"]: word for word, said in vocabulary("nature").items()} | {"": ""}


@dataclass(frozen=True, slots=True)
class Reading:
    """A source, what harmonising it gave, and where its document was at hand, the passages.

    Attributes:
        source: The source.
        harmonised: Its observations, and the figures that match no indicator.
        evidence: The passage of a figure, by where it stands and indicator.
    """

    source: Source
    harmonised: Harmonised
    evidence: Evidence = field(default_factory=dict)


def observations_table(readings: Sequence[Reading]) -> pd.DataFrame:
    """The observations of all sources.

    Args:
        readings: Every source with its observations.

    Returns:
        The table `observations`, in its stable order.
    """
    rows = [row for reading in readings for row in _observation_rows(reading)]
    table = schemas()["observations"].frame(pd.DataFrame(rows, columns=_columns("observations")))
    return in_order(table)


def in_order(observations: pd.DataFrame) -> pd.DataFrame:
    """Observations in their stable order, `ORDER`."""
    return observations.sort_values(ORDER, na_position="first", ignore_index=True)


def _observation_rows(reading: Reading) -> Iterable[dict[str, object]]:
    count: Counter[str] = Counter()
    for observation in reading.harmonised.observations:
        stem = f"{reading.source.id}/{observation.region_code}/{observation.indicator_id}"
        key = f"{stem}/{observation.year or ''}/{observation.role}"
        count[key] += 1
        unit = catalogue()[observation.indicator_id].unit
        yield (
            {"observation_id": f"{key}/{count[key]}", "unit": unit}
            | _row(observation, reading.source)
            | _passage(observation, reading.evidence)
        )


def _row(observation: Observation, source: Source) -> dict[str, object]:
    figure, change = observation.figure, observation.change
    return {
        "source_id": source.id,
        "region_code": observation.region_code,
        "indicator_id": observation.indicator_id,
        "year": observation.year,
        "role": observation.role,
        "value": _number(observation.value),
        "value_upper": _number(observation.upper),
        "value_decimals": observation.decimals,
        "bound": observation.bound,
        "change": _signed(change),
        "change_kind": change.kind if change else "",
        "nature": _NATURES[figure.nature],
        "population_base": observation.series.population_base,
        "collection": observation.series.collection,
        "scope": observation.series.scope,
        "comparability": "near" if "near" in observation.flags else "same",
        "derived": bool(observation.derivation),
        "derivation": observation.derivation,
        "label_printed": figure.label,
        "value_printed": figure.value,
        "place": figure.place,
        "figure_row": figure.row,
        "figure_column": figure.column,
        "reliability": observation.reliability,
        "flags": join_flags(observation.flags),
        "publication": figure.publication or source.meta.title,
        "issuer": figure.issuer or source.meta.issuer,
        "issued": figure.issued or str(source.meta.issued or ""),
        "url": figure.url or source.meta.url,
        "note": figure.note,
    }


def _passage(observation: Observation, evidence: Evidence) -> dict[str, object]:
    found = evidence.get((observation.figure.where, observation.indicator_id))
    return {
        "quote": found.quote if found else "",
        "start": found.start if found else None,
        "end": found.end if found else None,
        "method": observation.figure.method,
    }


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _signed(change: Change | None) -> float | None:
    if change is None:
        return None
    return float(change.amount) if change.direction == "up" else -float(change.amount)


def sources_table(readings: Sequence[Reading], observations: pd.DataFrame) -> pd.DataFrame:
    """The table `sources`, with the number of each one's observations."""
    counts = Counter(observations["source_id"])
    rows = []
    for reading in readings:
        meta = reading.source.meta
        rows.append(
            meta.model_dump(exclude={"region", "document", "issued", *FACETS})
            | {
                "source_id": reading.source.id,
                "region_code": meta.region,
                "issued": str(meta.issued or ""),
                "sha256": meta.document.sha256 if meta.document else "",
                "figures": len(reading.source.figures),
                "observations": counts[reading.source.id],
            }
        )
    return schemas()["sources"].frame(pd.DataFrame(rows, columns=_columns("sources")))


def regions_table(readings: Sequence[Reading], observations: pd.DataFrame) -> pd.DataFrame:
    """The table `regions`: those that sources speak of, and those above them."""
    counts = Counter(observations["region_code"])
    named = {reading.source.meta.region for reading in readings} | set(counts) | {"100000"}
    named |= {above.code for code in list(named) for above in ancestors(code)}
    rows = [
        {
            "region_code": each.code,
            "name": each.name,
            "name_en": each.name_en,
            "full_name": each.full_name,
            "level": each.level,
            "parent_code": each.parent_code,
            "observations": counts[each.code],
        }
        for each in map(region, sorted(named))
    ]
    return schemas()["regions"].frame(pd.DataFrame(rows, columns=_columns("regions")))


def indicators_table() -> pd.DataFrame:
    """The table `indicators`: what readers ask for first, then the catalogue by its domains."""
    entries = catalogue()
    first = {indicator: n for n, indicator in enumerate(entries.flagships)}
    rank = {domain: n for n, domain in enumerate(entries.domains)}
    rows = []
    for entry in sorted(
        entries.values(),
        key=lambda each: (first.get(each.id, len(first)), rank[each.domain], each.id),
    ):
        domain, standard = entries.domains[entry.domain], entry.standard
        rows.append(
            entry.model_dump(
                exclude={
                    "id",
                    "labels",
                    "near_labels",
                    "excludes",
                    "standard",
                    "near",
                    "series",
                    "former_ids",
                }
            )
            | _definition(entry, entries.looked_for)
            | {
                "indicator_id": entry.id,
                "domain_zh": domain.name_zh,
                "domain_en": domain.name_en,
                "near": ";".join(entry.near),
                "standard": standard.value if standard else None,
                "standard_bound": standard.bound if standard else "",
                "standard_upper": standard.upper if standard else None,
                "standard_year": standard.year if standard else None,
                "standard_source": standard.source if standard else "",
            }
        )
    return schemas()["indicators"].frame(pd.DataFrame(rows, columns=_columns("indicators")))


def _definition(entry: Indicator, looked_for: Container[str]) -> dict[str, str]:
    """The definition as readers see it: where no official one was found, it says so itself."""
    if entry.definition_source:
        return {"definition_status": "official"}
    status = "none_found" if entry.id in looked_for else "not_sought"
    zh, en = (meaning("indicators", "definition_status", status, lang) for lang in LANGS)
    return {
        "definition_status": status,
        "definition_zh": f"{entry.definition_zh}（{zh}）",
        "definition_en": f"{entry.definition_en} ({en})",
    }


def unmatched_table(readings: Sequence[Reading]) -> pd.DataFrame:
    """The table `unmatched`: what was read and has no place in the catalogue."""
    rows = [
        {
            "source_id": reading.source.id,
            "figure_row": each.figure.row,
            "figure_column": each.figure.column,
            "region_code": each.figure.region_code or reading.source.meta.region,
            "label_printed": each.figure.label,
            "value_printed": each.figure.value,
            "year": each.figure.year,
            "role": each.figure.role,
            "place": each.figure.place,
            "on_purpose": each.on_purpose,
            "reason": each.reason,
            "reason_zh": each.reason_zh,
        }
        for reading in readings
        for each in reading.harmonised.unmatched
    ]
    return schemas()["unmatched"].frame(pd.DataFrame(rows, columns=_columns("unmatched")))


def _columns(table: str) -> list[str]:
    return schemas()[table].columns
