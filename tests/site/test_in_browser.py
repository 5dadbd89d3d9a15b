"""The site from disk in a real browser: what a policy writer does, without any network."""

import re
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree
from openpyxl import load_workbook
from PIL import Image
from site_tools import HOSTILE, clipboard, grave_faults, report

from plancompare.dataset import load
from plancompare.reports.files.html import to_html

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect

expect.set_options(timeout=20_000)  # a busy machine is no failure

COUNTY = "内蒙古自治区通辽市"
# What a source says stays in its language.
SOURCE_TEXTS = ("虚构县卫生健康发展规划", "主要指标 / 第1行", "主要指标 / 第2行")
WIDTH = 991  # dots: 84 mm at 300 an inch
BEDS = "每千人口医疗卫生机构床位数"


def open_index(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())


def open_report(page: Page, site: Path, report: str = "150500") -> None:
    page.goto((site / report / "report.html").as_uri())


def _without_script(path: Path) -> Path:
    before, _, rest = path.read_text(encoding="utf-8").partition("<script>")
    plain = path.with_name("plain.html")
    plain.write_text(before + rest.partition("</script>")[2], encoding="utf-8")
    return plain


def shown_regions(page: Page) -> list[str]:
    links = (
        page.get_by_role("region", name="各地区报告").get_by_role("listitem").get_by_role("link")
    )
    return links.all_text_contents()


def test_a_region_is_found_and_its_report_opened(page, site):
    open_index(page, site)
    for typed in ("通辽", "tongliao", "TONGLIAO", "tls", "150500", "tong liao"):
        page.get_by_label("查找地区或指标").fill("")
        assert len(shown_regions(page)) > 1
        page.get_by_label("查找地区或指标").fill(typed)
        assert shown_regions(page) == [COUNTY], typed
    page.get_by_role("link", name=COUNTY, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("通辽市")


def test_the_keyboard_alone_leads_to_a_report(page, site):
    open_index(page, site)
    page.get_by_label("查找地区或指标").focus()
    page.keyboard.type("tongliao")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("通辽市")


def test_what_was_found_is_told_to_those_who_cannot_see_it(page, site):
    open_index(page, site)
    page.get_by_label("查找地区或指标").fill("没有这个地方")
    expect(page.locator("#found[role=status]")).to_have_text("没有找到")
    page.get_by_label("查找地区或指标").fill("tongliao")
    expect(page.locator("#found")).to_have_text("找到1项")


def test_levels_part_the_regions(page, site):
    open_index(page, site)
    page.get_by_label("级别").select_option(label="地级")
    assert shown_regions(page) == [COUNTY]


def test_an_indicator_leads_to_its_chart(page, site):
    open_index(page, site)
    found = page.get_by_role("region", name="按指标查图").locator("summary:visible")
    for typed in ("chuangwei", "cws", "床位"):
        page.get_by_label("查找地区或指标").fill("")
        assert found.count() > 1
        page.get_by_label("查找地区或指标").fill(typed)
        assert found.count() == 1, typed
    found.click()
    page.get_by_role("link", name=COUNTY).last.click()
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"figure[id='{anchor}']")).to_be_in_viewport()


def test_without_scripts_the_index_is_a_plain_list(page, site):
    page.route("**/*.html", lambda route: route.fulfill(path=_without_script(site / "index.html")))
    open_index(page, site)
    expect(page.get_by_role("search")).to_be_hidden()
    assert COUNTY in shown_regions(page)


def test_a_picture_is_copied_as_png(page, site):
    open_report(page, site)
    page.get_by_role("button", name="复制图片").first.click()
    expect(page.get_by_role("status")).to_contain_text("图片已复制")
    copied = Image.open(BytesIO(clipboard(page)["image/png"]))
    shown = page.locator("figure.chart svg").first
    inches = shown.evaluate("drawn => drawn.viewBox.baseVal.width") / 72
    assert copied.width == WIDTH == int(inches * 300)
    assert len(copied.convert("RGB").getcolors(1 << 24)) > 10


def test_the_gallery_copies_the_same_picture(page, site):
    page.goto((site / "gallery.html").as_uri())
    page.get_by_label("查找地区或指标").fill("tongliao")
    page.get_by_role("button", name="复制图片").locator("visible=true").first.click()
    expect(page.get_by_role("status").last).to_contain_text("图片已复制")
    assert Image.open(BytesIO(clipboard(page)["image/png"])).width == WIDTH


def test_the_gallery_saves_what_the_report_holds(page, site):
    page.goto((site / "gallery.html").as_uri())
    page.get_by_label("查找地区或指标").fill("tongliao")
    for kind, begins in (("PNG", b"\x89PNG"), ("SVG", b"<?xml"), ("XLSX", b"PK")):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind).locator("visible=true").first.click()
        assert Path(download.value.path()).read_bytes().startswith(begins), kind
        assert download.value.suggested_filename.startswith("150500-dumbbell-county-plan")


def test_the_gallery_s_csv_is_the_report_s(page, site):
    csv = []
    chart = "dumbbell-county-plan-resources"
    for path, figure in {
        "gallery.html": f"figure:has(a[href='150500/report.html#{chart}'])",
        "150500/report.html": f"figure[id='{chart}']",
    }.items():
        page.goto((site / path).as_uri())
        with page.expect_download() as download:
            page.locator(figure).get_by_text("CSV", exact=True).click()
        csv.append(Path(download.value.path()).read_bytes())
    assert csv[0] == csv[1]


def test_where_the_clipboard_takes_no_pictures_the_selection_is_copied(page, site):
    open_report(page, site)
    page.evaluate("navigator.clipboard.write = undefined")
    page.get_by_role("button", name="复制图片").first.click()
    expect(page.get_by_role("status")).to_contain_text("图片已复制")
    assert b'src="data:image/png;base64,' in clipboard(page)["text/html"]


def test_where_nothing_can_be_copied_the_page_says_so(page, site):
    open_report(page, site)
    page.evaluate("navigator.clipboard.write = undefined; document.execCommand = () => false")
    page.get_by_role("button", name="复制图片").first.click()
    expect(page.get_by_role("status")).to_contain_text("请改用下载")


def test_the_citation_is_copied(page, site):
    open_report(page, site)
    page.get_by_role("button", name="复制引用").first.click()
    expect(page.get_by_role("status")).to_contain_text("引用已复制")
    text = clipboard(page)["text/plain"].decode()
    assert "虚构县卫生健康发展规划" in text
    assert "2025" in text


def test_the_downloaded_numbers_are_the_dataset_s(page, site, dataset):
    gaps = load(dataset).gaps.query("region_code == '150500'").set_index("indicator_id")
    beds = gaps.loc["beds_per_1000"]
    open_report(page, site)
    chart = (
        page.locator("figure.chart").filter(has=page.locator(f"svg[aria-label*='{BEDS}']")).first
    )
    with page.expect_download() as csv:
        chart.get_by_text("CSV", exact=True).click()
    with page.expect_download() as xlsx:
        chart.get_by_text("XLSX", exact=True).click()
    row = pd.read_csv(csv.value.path(), encoding="utf-8-sig").set_index("指标").loc[BEDS]
    assert (row["基线"], row["目标"]) == (beds["baseline"], beds["target"]) == (6.0, 7.5)
    book = load_workbook(BytesIO(Path(xlsx.value.path()).read_bytes()))
    head, first = book.active.iter_rows(values_only=True, max_row=2)
    sheet = dict(zip(head, first, strict=True))
    assert (sheet["基线"], sheet["目标"], sheet["目标年份"]) == (6.0, 7.5, 2025)


def test_the_picture_is_saved_in_both_formats(page, site):
    open_report(page, site)
    with page.expect_download() as png:
        page.get_by_role("button", name="PNG").first.click()
    with Image.open(png.value.path()) as saved:
        assert saved.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    with page.expect_download() as svg:
        page.get_by_role("button", name="SVG").first.click()
    saved_svg = Path(svg.value.path()).read_text(encoding="utf-8")
    used = set(re.findall(r'<use xlink:href="#([^"]+)"', saved_svg))
    assert used and used <= set(re.findall(r'<path id="([^"]+)"', saved_svg))
    assert 'width="238pt"' in saved_svg
    assert etree.fromstring(saved_svg.encode()).tag.endswith("svg")


def test_a_table_is_saved_as_csv(page, site):
    open_report(page, site)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载表格").first.click()
    table = pd.read_csv(download.value.path(), encoding="utf-8-sig").set_index("指标")
    assert str(table.loc[BEDS, "目标"]).startswith("7.5")


def test_a_hostile_title_is_text_on_every_page(page, site):
    for path in ("index.html", "gallery.html", "370000/report.html"):
        page.goto((site / path).as_uri())
        assert page.title() != "taken"
    expect(page.get_by_text("<script>document.title='taken'</script>{{7*7}}").first).to_be_visible()


@pytest.mark.parametrize(
    "path",
    ["index.html", "gallery.html", "150500/report.html", "data-quality/report.html"],
)
def test_pages_are_accessible(page, site, path):
    page.goto((site / path).as_uri())
    assert grave_faults(page) == []
    page.emulate_media(color_scheme="dark")  # which changes colours only
    assert grave_faults(page, "color-contrast") == []


@pytest.mark.parametrize("path", ["index.html", "gallery.html", "150500/report.html"])
def test_a_narrow_screen_does_not_scroll_sideways(page, site, path):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto((site / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_copied_picture_keeps_its_white_ground_in_the_dark(page, site):
    page.emulate_media(color_scheme="dark")
    open_report(page, site)
    ground = page.locator("figure.chart svg").first.evaluate(
        "drawn => getComputedStyle(drawn).backgroundColor"
    )
    assert ground == "rgb(255, 255, 255)"


def test_a_chart_is_dark_on_a_dark_screen_and_white_on_paper(page, site):
    for path, drawn in (("150500/report.html", "figure.chart svg"), ("compare.html", "#picture")):
        page.goto((site / path).as_uri())
        seen = []
        for media, scheme in (("screen", "light"), ("screen", "dark"), ("print", "dark")):
            page.emulate_media(media=media, color_scheme=scheme)
            look = page.locator(drawn).first.evaluate("drawn => getComputedStyle(drawn).filter")
            seen.append("invert" in look)
        assert seen == [False, True, False], path


def test_paper_has_no_buttons(page, site):
    open_report(page, site)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="复制图片").first).to_be_hidden()
    expect(page.locator("figure.chart svg").first).to_be_visible()


def test_a_page_sent_alone_still_shows_and_copies(page, site, tmp_path):
    alone = tmp_path / "mailed.html"
    alone.write_bytes((site / "150500" / "report.html").read_bytes())
    page.goto(alone.as_uri())
    page.get_by_role("button", name="复制图片").first.click()
    expect(page.get_by_role("status")).to_contain_text("图片已复制")
    assert Image.open(BytesIO(clipboard(page)["image/png"])).width == WIDTH


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_a_hostile_text_neither_runs_nor_breaks_the_page(page, tmp_path, text):
    hostile = tmp_path / "hostile.html"
    blocks = report(text, title=text, alt=text, citation=text)
    hostile.write_text(to_html(blocks, "zh"), encoding="utf-8")
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(hostile.as_uri())
    assert page.title() == " ".join(text.split())
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_a_spreadsheet_would_compute_is_text_in_a_table_s_csv(page, tmp_path):
    made = tmp_path / "report.html"
    made.write_text(to_html(report(), "zh"), encoding="utf-8")
    page.goto(made.as_uri())
    with page.expect_download() as download:
        page.get_by_role("button", name="下载表格").click()
    rows = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert rows[-1] == '"\'=1+1","-5"'


class TestInEnglish:
    """The same pages for a reader of English."""

    def test_a_region_is_found_by_its_english_name(self, page, english_site):
        open_index(page, english_site)
        page.get_by_label("Find a region or an indicator").fill("tongl")
        expect(page.locator("#found")).to_have_text("1 found")
        page.get_by_role("link", name="Tongliao", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Tongliao: where it stands")

    def test_the_citation_is_english_but_for_titles(self, page, english_site):
        open_report(page, english_site)
        page.get_by_role("button", name="Copy citation").first.click()
        expect(page.get_by_role("status")).to_contain_text("Citation copied")
        cited = clipboard(page)["text/plain"].decode()
        assert cited.startswith("“虚构县卫生健康发展规划” (n.d.). Indicators: ")
        assert "Years: 2020–2025. Dataset " in cited

    @pytest.mark.parametrize("path", ["index.html", "gallery.html", "150500/report.html"])
    def test_only_names_and_quotes_are_chinese(self, page, english_site, path):
        page.goto((english_site / path).as_uri())
        assert page.locator("html").get_attribute("lang") == "en"
        text = page.evaluate(
            """() => document.title + [...document.querySelectorAll("*")].map((node) =>
            [...node.attributes].filter(({ name }) => !["data-keys", "data-packed"].includes(name))
            .map(({ value }) => value).join(" ")).join(" ") + document.body.innerText"""
        )
        for quoted in (*SOURCE_TEXTS, "中文", "plancompare"):
            text = text.replace(quoted, "")
        left = set(re.findall(r"[\u4e00-\u9fff]+", text))
        assert left == set()
