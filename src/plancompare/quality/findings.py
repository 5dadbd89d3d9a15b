"""What the comparisons found: the table `findings`, and the flag on the observations it names."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from plancompare.catalogue import catalogue
from plancompare.dataset.schema import schemas
from plancompare.domain.languages import LANGS
from plancompare.harmonisation.flags import with_flag
from plancompare.quality.across_regions import compare_across_regions
from plancompare.quality.comparison import prepared
from plancompare.quality.over_sources import compare_figures, compare_sources
from plancompare.quality.over_time import compare_over_time
from plancompare.quality.relations import COLUMNS, rules, wording
from plancompare.quality.within_year import compare_within_years
from plancompare.regions import region

FLAG = "questioned"
_NAMED = 4  # rows that a sentence names; the table's identifiers name all
_SEPARATOR = {"en": "; ", "zh": "；"}
_Rows = dict[tuple[str, int], dict[Any, Any]]


def compare(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Hold the dataset's rows against each other.

    Args:
        tables: With `observations` and `sources`.

    Returns:
        One comparison a row: `relations.COLUMNS`, `about` (the table that `rows` are positions
        of), and of those that do not hold what they say for who is to mend it, `en`; else empty.
    """
    observations, sources = tables["observations"], tables["sources"]
    rows = prepared(observations)
    made = {
        "observations": [
            *compare_within_years(rows),
            *compare_over_time(rows, sources),
            *compare_across_regions(rows),
            *compare_figures(rows, sources),
        ],
        "sources": list(compare_sources(sources, observations)),
    }
    joined = [_joined(parts).assign(about=about) for about, parts in made.items()]
    return _said(pd.concat(joined, ignore_index=True), tables)


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    table = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=COLUMNS)
    return table.astype({"limit": "float64", "found": "float64", "blocking": "bool"})


def broken(comparisons: pd.DataFrame) -> pd.DataFrame:
    """The comparisons that do not hold."""
    return comparisons[comparisons["found"] > comparisons["limit"]]


def findings_table(comparisons: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The table `findings`: what does not hold, those that refuse the build first.

    Args:
        comparisons: What `compare` gives.
        tables: What it was given.
    """
    found = broken(comparisons)
    known = _named_rows(found, tables)
    sources = tables["sources"]
    titles = dict(zip(sources["source_id"], sources["title"], strict=True))
    rows = [_finding(each, known, titles) for each in found.to_dict("records")]
    rows.sort(key=lambda row: (not row["blocking"], row["check"], row["region_code"], row["en"]))
    numbered = [row | {"finding_id": f"{row['check']}/{n}"} for n, row in enumerate(rows, 1)]
    schema = schemas()["findings"]
    return schema.frame(pd.DataFrame(numbered, columns=schema.columns))


def _named_rows(found: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> _Rows:
    """The rows that comparisons name, by table and position."""
    named: _Rows = {}
    for about, rows in found.groupby("about")["rows"]:
        positions = sorted({position for each in rows for position in each})
        records = tables[str(about)].iloc[positions].to_dict("records")
        named |= {(str(about), at): row for at, row in zip(positions, records, strict=True)}
    return named


def _finding(comparison: dict[Any, Any], known: _Rows, titles: Mapping[str, str]) -> dict[str, Any]:
    named = [known[comparison["about"], at] for at in comparison["rows"]]
    subject = named[0]
    return {
        "check": comparison["check"],
        "blocking": bool(comparison["blocking"]),
        "region_code": subject["region_code"],
        "indicator_id": subject.get("indicator_id", ""),
        "year": subject.get("year"),
        "observation_ids": ";".join(each.get("observation_id", "") for each in named).strip(";"),
        "source_ids": ";".join(dict.fromkeys(each["source_id"] for each in named)),
        **{f"said_{lang}": _sentence(comparison, named, lang, titles) for lang in LANGS},
        "en": comparison["en"],
    }


def flag_findings(observations: pd.DataFrame, comparisons: pd.DataFrame) -> pd.DataFrame:
    """Observations that a finding names, flagged.

    Args:
        observations: The table `observations`.
        comparisons: What `compare` gives of it.
    """
    found = broken(comparisons)
    found = found[found["about"] == "observations"]
    flags = observations["flags"].copy()
    for position in sorted({each for named in found["rows"] for each in named}):
        flags.iloc[position] = with_flag(flags.iloc[position], FLAG)
    return observations.assign(flags=flags)


def _said(comparisons: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The comparisons, with what those say that do not hold: where each row stands."""
    said = [""] * len(comparisons)
    found = broken(comparisons)
    known = _named_rows(found, tables)
    for n, each in found.to_dict("index").items():
        named = [known[each["about"], at] for at in each["rows"]]
        said[int(str(n))] = _sentence(each, named, "en")
    return comparisons.assign(en=said)


def _sentence(
    comparison: dict[Any, Any],
    named: list[dict[Any, Any]],
    lang: str,
    titles: Mapping[str, str] | None = None,
) -> str:
    """What a comparison says, naming its rows.

    Args:
        comparison: The comparison.
        named: Its rows.
        lang: In which language.
        titles: For readers, what each source is called; without it the sentence says in which file
            and row a value stands.
    """
    about = _observation if comparison["about"] == "observations" else _source
    told = [about(row, lang, titles) for row in named[: _NAMED + 1]]
    more = len(named) - len(told)
    others = _SEPARATOR[lang].join(told[1:]) + (" …" if more > 0 else "")
    unit = _unit(comparison)
    values = {
        "found": f"{comparison['found']:.3g}{unit}",
        "limit": f"{comparison['limit']:g}{unit}",
    }
    filled = dict(_in_language(comparison["filled"] or {}, lang))
    text: str = wording()[comparison["check"]][lang]
    return text.format(**values | {"a": told[0], "b": others} | filled)


def _unit(comparison: dict[Any, Any]) -> str:
    return comparison["filled"].get("unit", "") if comparison["filled"] else ""


def _in_language(filled: dict[str, Any], lang: str) -> Iterator[tuple[str, object]]:
    for name, value in filled.items():
        match name:
            case "better":
                yield name, rules()["better"].get(value, {"en": value, "zh": value})[lang]
            case "region":
                yield name, region(value).full_name if lang == "zh" else region(value).name_en
            case "named":
                yield name, (", " if lang == "en" else "、").join(value)
            case _:
                yield name, value


def _observation(row: dict[Any, Any], lang: str, titles: Mapping[str, str] | None) -> str:
    entry = catalogue()[row["indicator_id"]]
    place = region(row["region_code"])
    year = "" if pd.isna(row["year"]) else int(row["year"])
    words = rules()["named"][lang]
    return str(words["observation"]).format(
        name=entry.name_zh if lang == "zh" else entry.name_en,
        printed=row["value_printed"],
        region=place.full_name if lang == "zh" else place.name_en,
        year=year or words["no_year"],
        where=titles[row["source_id"]] if titles else _place(row),
        role=words[row["role"]],
    )


def _place(row: dict[Any, Any]) -> str:
    """The file and row that an observation is of; of a wide table also the column."""
    column = row["figure_column"]
    file = "table.csv" if column else "figures.csv"
    where = f"{row['source_id']}/{file}, row {row['figure_row']}"
    return f"{where}, column {column}" if column else where


def _source(row: dict[Any, Any], lang: str, titles: Mapping[str, str] | None) -> str:
    words = rules()["named"][lang]
    told = words["title"] if titles else words["source"]
    return str(told).format(folder=row["source_id"], title=row["title"])
