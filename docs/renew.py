"""`make pages`: writes anew what data and code say of themselves: codebook, examples, schemas."""

import json
import re
import tempfile
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from pydantic import BaseModel

from plancompare.build import make_tables
from plancompare.catalogue import Indicator
from plancompare.catalogue.model import PairedLabel
from plancompare.charts import CHARTS
from plancompare.dataset import load
from plancompare.dataset.codebook import codebook
from plancompare.dataset.coverage import coverage_page
from plancompare.dataset.markdown import as_markdown
from plancompare.dataset.publish import publish, stage
from plancompare.dataset.query import query
from plancompare.domain.vocabulary import Meanings, vocabularies
from plancompare.sources.model import SourceMeta

DOCS = Path(__file__).parent
# A question, and the table that answers it, if it has been answered before.
_QUESTION = re.compile(r"(```sql\n(.*?)```\n)(\n\|[^\n]*(?:\n\|[^\n]*)*\n)?", re.DOTALL)


def answered(page: str, curated: Path) -> str:
    """A page with each of its SQL questions answered.

    Args:
        page: Markdown.
        curated: The dataset to ask.

    Returns:
        The page, below each question its answer, in place of an earlier one.
    """
    return _QUESTION.sub(
        lambda found: f"{found[1]}\n{as_markdown(query(curated, found[2]))}\n", page
    )


_CHARTS = re.compile(r"(<!-- charts: [^\n]* -->\n).*?(<!-- end of charts -->)", re.DOTALL)


def with_charts(page: str) -> str:
    """A page with the table of all charts, each with what it is for and the columns it needs."""
    every = sorted(CHARTS.values(), key=lambda chart: chart.name)
    rows = [
        f"| `{each.name}` | {each.purpose.rstrip('.')} | `{'`, `'.join(each.needs)}` |"
        for each in every
    ]
    table = "\n".join(["| chart | shows | columns that it needs |", "|---|---|---|", *rows])
    return _CHARTS.sub(lambda found: f"{found[1]}{table}\n{found[2]}", page)


_CODES = re.compile(r"(<!-- codes: [^\n]* -->\n).*?(<!-- end of codes -->)", re.DOTALL)


def with_codes(page: str) -> str:
    """A page with the closed vocabularies of the dataset, each code in both languages."""
    tables = [_codes(name, words) for name, words in vocabularies().items()]
    return _CODES.sub(lambda found: f"{found[1]}\n{chr(10).join(tables)}\n{found[2]}", page)


def _codes(name: str, words: Meanings) -> str:
    rows = [f"| `{word}` | {said['zh']} | {said['en']} |" for word, said in words.items()]
    return "\n".join([f"| `{name}` | 中文 | English |", "|---|---|---|", *rows, ""])


_LOCKED = re.compile(r"^([\w.-]+)==", re.MULTILINE)


def licence(package: str) -> str:
    """The licence of an installed package, as its metadata has it; empty if it is not installed."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return ""
    classes = [each for each in told.get_all("Classifier", []) if each.startswith("License ::")]
    short = (told.get("License") or "").partition("\n")[0]
    return told.get("License-Expression") or "; ".join(map(_last, classes)) or short


def _last(classifier: str) -> str:
    return classifier.rpartition(":: ")[2]


def licences(lock: str) -> str:
    """The page of what an installation for use brings, and under which licence.

    Args:
        lock: The text of requirements-use.lock.
    """
    found = {package: licence(package) for package in _LOCKED.findall(lock)}
    rows = [f"| {package} | {said} |" for package, said in found.items() if said]
    head = (DOCS / "licences.md.in").read_text(encoding="utf-8")
    return "\n".join([head, "| package | licence |", "|---|---|", *rows, ""])


def publish_unchecked(raw: Path, curated: Path) -> None:
    """The dataset of some source folders, in no time: its checks are what a build is for."""
    publish(stage(make_tables(raw), curated, inputs={}, checks={}), curated)


def schemas() -> dict[str, dict[str, object]]:
    """What an editor checks and completes TOML files by (`.taplo.toml`), by the schema's name."""

    class Indicators(BaseModel):
        indicator: list[Indicator] = []
        paired_label: list[PairedLabel] = []

    return {
        "source": SourceMeta.model_json_schema(),
        "indicators": Indicators.model_json_schema(),
    }


def as_json(schema: dict[str, object]) -> str:
    """A schema as it is committed."""
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write the pages."""
    for name, schema in schemas().items():
        (DOCS / "schemas" / f"{name}.schema.json").write_text(as_json(schema), encoding="utf-8")
    for name, renewed in {"charts": with_charts, "glossary": with_codes}.items():
        page = DOCS / f"{name}.md"
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
    (DOCS / "codebook.md").write_text(codebook(), encoding="utf-8")
    page = DOCS / "examples.md"
    lock = (DOCS.parent / "requirements-use.lock").read_text(encoding="utf-8")
    (DOCS / "licences.md").write_text(licences(lock), encoding="utf-8")
    with tempfile.TemporaryDirectory() as curated:
        publish_unchecked(DOCS.parent / "data" / "raw", Path(curated))
        known = coverage_page(load(Path(curated)).observations)
        (DOCS / "coverage.md").write_text(known, encoding="utf-8")
        page.write_text(answered(page.read_text(encoding="utf-8"), Path(curated)), encoding="utf-8")


if __name__ == "__main__":
    main()
