"""`make docs`: writes anew what data and code say of themselves: codebook, examples, charts."""

import re
import tempfile
from pathlib import Path

from plancompare.build import make_tables
from plancompare.catalogue import catalogue
from plancompare.charts import CHARTS
from plancompare.dataset import load
from plancompare.dataset.codebook import codebook
from plancompare.dataset.coverage import coverage_page
from plancompare.dataset.markdown import as_markdown
from plancompare.dataset.publish import publish, stage
from plancompare.dataset.query import query

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


def publish_unchecked(raw: Path, curated: Path) -> None:
    """The dataset of some source folders, in no time: its checks are what a build is for."""
    publish(stage(make_tables(raw), curated, inputs={}, checks={}), curated)


def main() -> None:
    """Write the pages."""
    charts = DOCS / "charts.md"
    charts.write_text(with_charts(charts.read_text(encoding="utf-8")), encoding="utf-8")
    (DOCS / "codebook.md").write_text(codebook(catalogue()), encoding="utf-8")
    page = DOCS / "examples.md"
    with tempfile.TemporaryDirectory() as curated:
        publish_unchecked(DOCS.parent / "data" / "raw", Path(curated))
        known = coverage_page(load(Path(curated)).observations, catalogue())
        (DOCS / "coverage.md").write_text(known, encoding="utf-8")
        page.write_text(answered(page.read_text(encoding="utf-8"), Path(curated)), encoding="utf-8")


if __name__ == "__main__":
    main()
