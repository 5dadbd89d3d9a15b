"""Plausible errors put into the shipped sources are refused, or flagged and listed.

Each case changes cells of one source folder as a tired person might, and nothing else. The kinds
are those of the audit of November 2026.
"""

import re
import shutil
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from plancompare.catalogue import catalogue
from plancompare.dataset.tables import Reading, observations_table, sources_table
from plancompare.errors import SourceError
from plancompare.harmonisation import harmonise
from plancompare.harmonisation.precedence import flag_across_sources, flag_within_publications
from plancompare.quality.findings import broken, compare
from plancompare.sources import find_sources, load_source

RAW = Path(__file__).parents[2] / "data" / "raw"


def read(folder: Path) -> Reading:
    source = load_source(folder)
    return Reading(source, harmonise(source))


@cache
def shipped() -> dict[str, Reading]:
    """The shipped sources without the yearly figures of all provinces, which make it slow."""
    folders = [each for each in find_sources(RAW) if "annual-data" not in each.name]
    return {folder.name: read(folder) for folder in folders}


@cache
def beside(name: str) -> dict[str, Reading]:
    """A shipped source and those that state something of one of its regions."""
    regions = {each: _regions(reading) for each, reading in shipped().items()}
    return {each: shipped()[each] for each, its in regions.items() if its & regions[name]}


def _regions(reading: Reading) -> set[str]:
    return {each.region_code for each in reading.harmonised.observations}


@cache
def doubts_beside(name: str) -> frozenset[str]:
    return doubts(list(beside(name).values()))


def tables_of(readings: list[Reading]) -> dict[str, pd.DataFrame]:
    observations = flag_across_sources(flag_within_publications(observations_table(readings)))
    return {"observations": observations, "sources": sources_table(readings, observations)}


def refused(readings: list[Reading]) -> list[str]:
    """What refuses the build."""
    found = broken(compare(tables_of(readings)))
    return list(found.loc[found["blocking"], "en"])


def doubts(readings: list[Reading]) -> frozenset[str]:
    """What is said against the dataset: findings, values out of range, contradictions."""
    entries, tables = catalogue(), tables_of(readings)
    observations = tables["observations"]
    found = set(broken(compare(tables))["en"])
    for row in observations.itertuples():
        entry = entries[row.indicator_id]
        outside = row.value < entry.minimum or row.value > entry.maximum
        if outside and "confirmed" not in row.flags:
            found.add(f"out of range: {row.observation_id} {row.value}")
        if "conflict" in row.flags:
            found.add(f"conflict: {row.observation_id} {row.value}")
    return frozenset(found)


class Folder:
    """A copy of a shipped source folder, to be made wrong."""

    def __init__(self, name: str, where: Path, copy: str = ""):
        self.path = where / (copy or name)
        shutil.copytree(RAW / name, self.path)

    def head(self, pattern: str, replacement: str):
        """Change source.toml."""
        self._change("source.toml", pattern, replacement)

    def cells(self, pattern: str, replacement: str):
        """Change figures.csv."""
        self._change("figures.csv", pattern, replacement)

    def value(self, label: str, year: object, new: str, role: str = "actual"):
        """Change the value of every row of a label, year and role."""
        self.cells(rf"^({label}[^,\n]*,)[^,\n]*(,{year},{role},)", rf"\g<1>{new}\g<2>")

    def swap(self, label: str, other: str, year: object, role: str = "actual"):
        """Swap the values of two labels."""
        values = [self._value(each, year, role) for each in (label, other)]
        self.value(label, year, values[1], role)
        self.value(other, year, values[0], role)

    def _value(self, label: str, year: object, role: str) -> str:
        text = (self.path / "figures.csv").read_text(encoding="utf-8")
        found = re.search(rf"^{label}[^,\n]*,([^,\n]*),{year},{role},", text, re.MULTILINE)
        assert found, label
        return found[1]

    def _change(self, file: str, pattern: str, replacement: str):
        path = self.path / file
        text, changed = re.subn(
            pattern, replacement, path.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        assert changed, f"{pattern} is not in {path}"
        path.write_text(text, encoding="utf-8")


def said_of(folder: Folder) -> frozenset[str]:
    """What is newly said against the sources of its regions with this folder among them."""
    name = folder.path.name
    try:
        changed = {name: read(folder.path)}
    except SourceError as error:
        return frozenset({str(error)})
    return doubts(list((beside(name) | changed).values())) - doubts_beside(name)


TONGLIAO, LESHAN = "tongliao-14fyp-health", "leshan-shizhong-14fyp-health-draft"
SHANDONG, YANGZHONG = "shandong-14fyp-health", "yangzhong-14fyp-health"
NATION, CENSUS = "nation-2024-communique", "reference-census-2020-population"
CENTURY = "reference-life-expectancy-1990-2000"

# kind of error, source, what is changed
CASES = [
    ("infant mortality a tenth", TONGLIAO, lambda f: f.value("婴儿死亡率", 2020, "0.534")),
    ("infant mortality a tenth", NATION, lambda f: f.value("婴儿死亡率", 2024, "0.4‰")),
    ("infant mortality a tenth", SHANDONG, lambda f: f.value("婴儿死亡率", 2020, "0.371‰")),
    ("infant and under-5 swapped", TONGLIAO, lambda f: f.swap("婴儿死", "5岁以下儿童死", 2015)),
    ("infant and under-5 swapped", LESHAN, lambda f: f.swap("婴儿死", "5岁以下儿童死", "")),
    ("infant and under-5 swapped", NATION, lambda f: f.swap("婴儿死", "5岁以下儿童死", 2024)),
    ("wrong region", TONGLIAO, lambda f: f.head("150500", "150400")),
    ("wrong region", "henan-14fyp-health", lambda f: f.head("410000", "420000")),
    ("wrong region", "baoying-14fyp-health", lambda f: f.head("321023", "321084")),
    ("baseline year 2030", TONGLIAO, lambda f: f.cells("^(每千人注册护士.*2.69),2020", r"\1,2030")),
    ("baseline year 2030", SHANDONG, lambda f: f.cells("^(孕产妇.*),2020", r"\1,2030")),
    (
        "an actual of 2024 in a plan of 2021",
        YANGZHONG,
        lambda f: f.cells("82.25岁,2020", "82.25岁,2024"),
    ),
    (
        "an actual of 2024 in a plan of 2021",
        TONGLIAO,
        lambda f: f.cells("30.06,2020", "30.06,2024"),
    ),
    ("a target of 2015", TONGLIAO, lambda f: f.cells("^(每千人注册护士.*4.0),2025", r"\1,2015")),
    ("a target of 2015", "jiangxi-14fyp-health", lambda f: f.cells("2025,target", "2015,target")),
    (
        "target and actual swapped",
        TONGLIAO,
        lambda f: swap_roles(f, "每千人医疗卫生机构床位数", "7.24", "8"),
    ),
    (
        "target and actual swapped",
        SHANDONG,
        lambda f: swap_roles(f, "孕产妇死亡率", '"8.63 per 100,000"', '"8.2 per 100,000"'),
    ),
    (
        "target and actual swapped",
        TONGLIAO,
        lambda f: swap_roles(f, "个人卫生支出", "30.06", "<28"),
    ),
    ("nurses 4.16 as 2.16", NATION, lambda f: f.value("每千人口注册护士", 2024, "2.16人")),
    (
        "nurses 4.16 as 2.16",
        LESHAN,
        lambda f: f.value("每千常住人口注册护士", "", "1.06人"),
    ),
    ("male above female", CENTURY, lambda f: f.cells("80.04,2000", "74.04,2000")),
    ("under-5 below infant", SHANDONG, lambda f: f.value("5岁以下儿童死", 2020, "3.57‰")),
    ("under-5 below infant", YANGZHONG, lambda f: f.value("5岁以下儿童死", 2020, "0.52‰")),
    (
        "technicians below physicians",
        "nation-2020-communique",
        lambda f: f.value("卫生技术人员数", 2020, "367.8万人"),
    ),
    (
        "technicians below physicians",
        "sanming-2023-yearbook",
        lambda f: f.value("卫生技术人员数", 2022, "2025"),
    ),
    ("a population + 3 million", CENSUS, lambda f: f.cells("2873168人", "5873168人")),
    ("a population + 3 million", CENSUS, lambda f: f.cells("5304061人", "8304061人")),
    ("life expectancy 72.95", SHANDONG, lambda f: f.value("人均预期寿命", 2020, "72.95岁")),
    ("life expectancy 72.95", LESHAN, lambda f: f.value("人均期望寿命", "", "72.95岁")),
    ("at least turned to at most", TONGLIAO, lambda f: f.cells("≥80,2025", "≤80,2025")),
    ("at least turned to at most", "guangdong-14fyp-health", lambda f: f.cells("≥", "≤")),
    (
        "physicians' value on the beds row",
        NATION,
        lambda f: f.value("每千人口医疗卫生机构床位数", 2024, "3.61张"),
    ),
    (
        "physicians' value on the beds row",
        LESHAN,
        lambda f: f.value("每千常住人口床位数", "", "2.77张"),
    ),
    (
        "a target under the wrong label",
        TONGLIAO,
        lambda f: f.swap("每千人医疗卫生机构床位", "每万人全科医师", 2025, "target"),
    ),
    (
        "a target under the wrong label",
        LESHAN,
        lambda f: f.swap("孕产妇死亡率", "5岁以下儿童死亡率", 2025, "target"),
    ),
    (
        "per 1,000 under a per-10,000 label",
        TONGLIAO,
        lambda f: f.cells("^每千人注册护士", "每万人注册护士"),
    ),
    (
        "per 1,000 under a per-10,000 label",
        NATION,
        lambda f: f.cells("^每千人口执业", "每万人口执业"),
    ),
]


def swap_roles(folder: Folder, label: str, actual: str, target: str):
    """The target stands in the place of the actual value, and that in its."""
    for old, new in ((actual, "@"), (target, actual), ("@", target)):
        role = "target" if old == target else "actual"
        folder.cells(rf"^({label}.*?),{re.escape(old)},(\d+),{role}", rf"\1,{new},\2,{role}")


def test_no_shipped_value_is_refused(whole):
    findings = whole["findings"]
    assert not findings.loc[findings["blocking"], "said_en"].tolist()


@pytest.mark.parametrize("name", [TONGLIAO, SHANDONG, CENSUS])
def test_a_folder_twice_refuses_the_build(name, tmp_path):
    twin = Folder(name, tmp_path, copy=f"{name}-copy")
    readings = [*beside(name).values(), read(twin.path)]
    assert refused(readings)


@pytest.mark.parametrize(("kind", "source", "change"), CASES)
def test_an_injected_error_is_refused_or_flagged(kind, source, change, tmp_path):
    folder = Folder(source, tmp_path)
    change(folder)
    assert said_of(folder)


def test_a_census_value_under_a_later_year_is_found(tmp_path):
    folder = Folder("provinces-press-conferences", tmp_path)
    folder.cells("^(人均预期寿命),78.06岁,2021", r"\1,77.52岁,2021")
    assert any("a census value under a later year" in said for said in said_of(folder))
