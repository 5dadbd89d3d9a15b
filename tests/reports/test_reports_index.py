"""Index and gallery are written anew when what they list changed, and only then."""

import os
import re
from pathlib import Path

import pandas as pd
import pytest

from plancompare.dataset import Dataset
from plancompare.reports.site import index
from plancompare.reports.site.index import GALLERY, INDEX, write_index
from plancompare.reports.told.wording import phrases

TITLES = {"150500": "虚构市", "420900": "乌有市"}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    monkeypatch.setattr(index, "titles_of", lambda _data, _lang: TITLES)
    monkeypatch.setattr(index, "compare_page", lambda _data, _lang: "")
    monkeypatch.setattr(
        index, "_front", lambda *_: {"things": "{}", "cards": [], "map": None, "urgent": []}
    )
    regions = pd.DataFrame({"region_code": list(TITLES)}).assign(
        level="prefecture", name_en="Fictional", observations=2
    )
    found = Dataset(tmp_path)
    vars(found).update(
        manifest={"dataset": "0" * 64},
        regions=regions,
        indicators=pd.DataFrame({"name_zh": [], "name_en": []}),
    )
    return found


def add_report(output: Path, region: str) -> None:
    folder = output / region
    folder.mkdir(parents=True)
    for name in ("report.html", "report.json"):
        (folder / name).write_text("{}")


def written(data: Dataset, output: Path, lang: str = "zh") -> bool:
    """Whether the index is another file than before."""
    before = (output / INDEX).stat().st_ino
    write_index(data, output, lang)
    return (output / INDEX).stat().st_ino != before


@pytest.fixture
def site(data: Dataset, output: Path) -> Path:
    add_report(output, "150500")
    write_index(data, output, "zh")
    return output


def test_it_is_left_as_it_is_when_nothing_changed(data: Dataset, site: Path) -> None:
    assert not written(data, site)
    assert "150500/report.html" in (site / INDEX).read_text()


def test_a_new_report_is_listed(data: Dataset, site: Path) -> None:
    add_report(site, "420900")
    assert written(data, site)
    assert "420900/report.html" in (site / INDEX).read_text()


def test_every_document_of_a_report_is_offered_under_its_name(data: Dataset, site: Path) -> None:
    for name in ("brief.docx", "brief.pdf", "annex.docx", "report.pptx"):
        (site / "150500" / name).write_bytes(b"made")
    os.utime(site / "150500" / "report.json", (1, 1))
    assert written(data, site)
    listed = re.findall(r'href="150500/([^"]+)"[^>]*>([^<]+)</a>', (site / INDEX).read_text())
    assert listed[1:] == [
        ("brief.pdf", "简报 PDF"), ("brief.docx", "简报 DOCX"), ("annex.docx", "附件 DOCX"),
        ("report.pptx", "PPTX"),
    ]  # fmt: skip


def test_a_report_whose_last_run_failed_is_marked(data: Dataset, site: Path) -> None:
    (site / "150500" / "failed.ipynb").write_text("{}")
    assert written(data, site)
    assert phrases("zh")["site"]["failed"] in (site / INDEX).read_text()


def test_a_report_that_is_gone_is_not(data: Dataset, site: Path) -> None:
    for path in (site / "150500").iterdir():
        path.unlink()
    assert written(data, site)
    assert "150500/report.html" not in (site / INDEX).read_text()


def test_a_report_made_anew_counts_as_changed(data: Dataset, site: Path) -> None:
    os.utime(site / "150500" / "report.json", (1, 1))
    assert written(data, site)


def test_another_language_dataset_or_program_counts_as_changed(
    data: Dataset, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert written(data, site, "en")
    data.manifest["dataset"] = "1" * 64
    assert written(data, site, "en")
    monkeypatch.setattr(index, "PACKAGE", tmp_path / "another")
    assert written(data, site, "en")
    assert not written(data, site, "en")


@pytest.mark.parametrize("page", [INDEX, GALLERY])
def test_a_page_that_is_missing_is_written(data: Dataset, site: Path, page: str) -> None:
    (site / page).unlink()
    write_index(data, site, "zh")
    assert (site / page).is_file()
