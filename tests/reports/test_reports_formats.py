"""Real notebooks of a small fictional dataset, in every format: what is asked for is there."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pptx
import pypdfium2
import pytest
import tomli_w
from docx.oxml.ns import qn
from format_blocks import report
from report_tools import quietly, write_notebook
from tests.conftest import HEAD, META, ROOT, ROWS

from plancompare.build import build
from plancompare.dataset import load
from plancompare.errors import ReportError, UsageError
from plancompare.reports.files.docx import to_docx
from plancompare.reports.files.pptx import to_pptx
from plancompare.reports.run.checks import check_files
from plancompare.reports.run.make import Settings
from plancompare.reports.run.render import FORMATS, files_in, render, with_brief
from plancompare.reports.run.runner import run
from plancompare.reports.run.tasks import Task
from plancompare.reports.run.which import (
    CROSS,
    QUALITY,
    Notebooks,
    all_tasks,
    plans_id,
    region_task,
)

REGION, OTHER = "150500", "420900"
HARM = "<script>alert(1)</script> {{7*7}} $\\input{x}$ #import \"y\" =cmd|'/c calc'!A1"
BAD_ROWS = tuple(
    row.replace("主要指标 / 第1行", f'"{HARM.replace(chr(34), chr(34) * 2)}"') for row in ROWS
)
LATER = "later-plan"
LATER_ROWS = (  # a chart of one dot would not be drawn
    BAD_ROWS[1].replace(",7.5,2025,", ",8,2030,"),
    "每千人口注册护士数(人),4.5,2030,target,,",
)
PLANS = plans_id("harmful-plan", LATER)
FILES = files_in("html,pdf,docx,pptx")
OFFICE = {".docx", ".pptx"}
BRIEFED = with_brief(FILES)


def write_source(raw: Path, name: str, rows: tuple[str, ...], **meta: object) -> None:
    folder = raw / name
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(tomli_w.dumps(META | meta), encoding="utf-8")
    (folder / "figures.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def curated(tmp_path_factory) -> Path:
    """A dataset of plans of two regions; those of one print what should harm their readers."""
    folder = tmp_path_factory.mktemp("formats")
    write_source(folder / "raw", "county-plan", ROWS, issuer="虚构县人民政府", issued="2021-05-06")
    write_source(
        folder / "raw", "harmful-plan", BAD_ROWS, region=OTHER, title=f"=规划{HARM}", issuer=HARM
    )
    later = {"title": f"=后一份{HARM}", "first_year": 2026, "last_year": 2030}
    write_source(folder / "raw", LATER, LATER_ROWS, region=OTHER, issuer=HARM, **later)
    build(folder / "raw", folder / "curated")
    return folder / "curated"


@pytest.fixture(scope="module")
def made(curated, tmp_path_factory) -> dict[str, Path]:
    """The folders of all reports of the dataset, in all formats."""
    output = tmp_path_factory.mktemp("reports")
    notebooks = Notebooks(ROOT / "notebooks", curated, "zh", FILES)
    results = run(all_tasks(load(curated), notebooks), Settings(str(output), render), quietly)
    assert {result.id: result.error for result in results if result.error} == {}
    return {result.id: output / result.id for result in results}


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())


def docx_text(path: Path) -> str:
    word = docx.Document(path)
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    foot = word.sections[0].footer.paragraphs
    return "\n".join([*(paragraph.text for paragraph in (*word.paragraphs, *foot)), *cells])


def slides_of(path: Path) -> str:
    """What slides say, their charts' categories, and their notes."""
    said = []
    for slide in pptx.Presentation(path).slides:
        for shape in slide.shapes:
            said += [shape.text_frame.text] if shape.has_text_frame else []
            said += list(shape.chart.plots[0].categories) if shape.has_chart else []
            cells = shape.table.iter_cells() if shape.has_table else ()
            said += [cell.text for cell in cells]
        said += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
    return "\n".join(said)


READ = {
    **{f"{part}.pdf": pdf_text for part in ("brief", "annex")},
    **{f"{part}.docx": docx_text for part in ("brief", "annex")},
    "report.pptx": slides_of,
}


def test_every_report_is_there_in_every_format(made):
    assert set(made) >= {REGION, OTHER, PLANS, CROSS, QUALITY}
    for name, folder in made.items():
        wanted = BRIEFED if name in (REGION, OTHER, CROSS) else FILES
        assert {*wanted} <= {path.name for path in folder.iterdir()}
        mark = json.loads((folder / "report.json").read_text())
        assert {*wanted} <= mark["bytes"].keys()


@pytest.mark.parametrize("name", READ)
def test_each_format_holds_the_regions_name_and_its_figures(made, name):
    text = READ[name](made[REGION] / name)
    assert "内蒙古自治区通辽市" in text
    assert "虚构县卫生健康发展规划" in text
    assert "每千人口医疗卫生机构床位数" in text
    assert "7.5" in text and "12.5" in text


def test_slides_hold_baselines_and_targets_with_their_years(made):
    deck = pptx.Presentation(made[REGION] / "report.pptx")
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    rows = [
        [cell.text for cell in row.cells]
        for shape in shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    assert ["指标", "基线", "目标"] in rows
    assert ["每千人口医疗卫生机构床位数", "6.00 (2020)", "7.5 (2025)"] in rows


@pytest.mark.parametrize("name", ["brief.pdf", "brief.docx", "report.pptx"])
def test_the_citation_names_publication_issuer_date_and_dataset(made, curated, name):
    text = READ[name](made[REGION] / name)
    assert "《虚构县卫生健康发展规划》（虚构县人民政府，2021-05-06）" in text
    assert load(curated).hash[:16] in text


harmed = pytest.mark.parametrize("report_id", [OTHER, PLANS])


@pytest.mark.parametrize(
    ("report_id", "name"),
    [*((OTHER, name) for name in READ), (PLANS, "report.pdf"), (PLANS, "report.docx")],
)
def test_what_a_plan_prints_is_text_in_every_format(made, report_id, name):
    read = pdf_text if name.endswith("pdf") else READ.get(name, docx_text)
    assert "".join(HARM.split()) in "".join(read(made[report_id] / name).split())


@harmed
def test_what_a_plan_prints_is_text_on_the_page(made, report_id):
    page = (made[report_id] / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in page


@harmed
def test_office_files_hold_nothing_that_runs(made, report_id):
    for name in (path.name for path in made[report_id].iterdir() if path.suffix in OFFICE):
        with zipfile.ZipFile(made[report_id] / name) as archive:
            names = archive.namelist()
            relations = [archive.read(each) for each in names if each.endswith(".rels")]
        assert not [each for each in names if "vba" in each.lower() or "external" in each.lower()]
        assert not [each for each in relations if b'TargetMode="External"' in each]


def test_titles_of_charts_are_unlike_where_a_region_has_several_plans(made):
    """They stand in the gallery and the index, away from their headings."""
    charts = json.loads((made[OTHER] / "charts.json").read_text(encoding="utf-8"))
    titles = [each["title"] for each in charts if each["name"].startswith("dumbbell")]
    assert len(titles) == len(set(titles)) == 3
    assert [title for title in titles if "《=后一份" in title]


def test_names_of_pictures_are_unlike_within_a_report(made):
    for folder in made.values():
        (path, *_) = folder.glob("[br]*.docx")
        shapes = docx.Document(path).element.iter(qn("wp:docPr"))
        names = [shape.get("name") for shape in shapes]
        assert len(names) == len(set(names))


class TestWhatIsAskedFor:
    def test_the_page_is_always_made(self):
        assert files_in("pdf") == ("report.html", "report.pdf")
        assert files_in("PPTX, docx,docx") == ("report.html", "report.docx", "report.pptx")
        assert files_in(",".join(FORMATS)) == FILES

    def test_documents_of_a_report_with_a_brief_are_the_brief_and_its_annex(self):
        assert with_brief(files_in("pptx,pdf")) == (
            "report.html", "brief.pdf", "annex.pdf", "report.pptx"
        )  # fmt: skip

    def test_an_unknown_format_is_refused_before_anything_is_made(self):
        with pytest.raises(UsageError, match=r"“odt”. Choose from html, pdf, docx, pptx"):
            files_in("html,odt")

    def test_a_further_format_is_made_and_fewer_are_enough(self, curated, made, tmp_path):
        folder = tmp_path / "notebooks"
        folder.mkdir()
        write_notebook(folder / "01_one_region.ipynb", parameters="region = curated = lang = ''")

        def as_made(_notebook: object, task: Task) -> dict[str, bytes]:
            return {name: (made[REGION] / name).read_bytes() for name in task.files}

        def make(formats: str) -> str:
            notebooks = Notebooks(folder, curated, "zh", files_in(formats))
            task = region_task(load(curated), REGION, notebooks)
            (result,) = run([task], Settings(str(tmp_path), as_made), quietly)
            return result.status

        assert make("html") == "done"
        assert make("pdf") == "done"
        assert make("html") == "unchanged"
        assert (tmp_path / REGION / "brief.pdf").is_file()
        assert make("docx") == "done"
        assert not (tmp_path / REGION / "brief.pdf").exists()  # it would grow old unseen


class TestDamage:
    """An archive that is cut short or holds something else is not taken for a report."""

    @pytest.mark.parametrize("name", ["report.docx", "report.pptx"])
    def test_an_office_file_must_be_whole(self, name):
        good = to_docx(report(), "zh") if name == "report.docx" else to_pptx(report(), "zh")
        check_files({name: good}, [name])
        for harmed in (
            good[:-30],
            good.replace(b"PK\x03\x04", b"PK\x00\x00"),
            _archive("other.xml"),
        ):
            with pytest.raises(ReportError, match="is not whole"):
                check_files({name: harmed}, [name])


def _archive(member: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(member, "<x/>")
    return written.getvalue()
