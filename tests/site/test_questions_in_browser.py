"""compare.html from disk in a real browser: questions are answered, and answers taken along."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import pytest
from lxml import html
from PIL import Image
from site_tools import clipboard

from plancompare.analysis import comparable
from plancompare.dataset import Dataset, load
from plancompare.regions.groups import neighbours
from plancompare.reports.site.compare.payload import shown_rows, texts_of

pytest.importorskip("playwright.sync_api")
from io import BytesIO

from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
expect.set_options(timeout=20_000)  # a busy machine is no failure

BEDS, PHYSICIANS = "beds_per_1000", "physicians_per_1000"
NEIMENGGU = "150000"
# The rows of the table as the page shows them: observation, and the text of each cell.
TABLE = """() => [...document.querySelectorAll("#table tbody tr")].map((row) => ({
  region: row.dataset.region, cells: [...row.cells].map((each) => each.textContent) }))"""


@pytest.fixture(scope="module")
def data(shipped: Path) -> Dataset:
    return load(shipped)


def opened(page: Page, path: Path, **chosen: str) -> None:
    """Open the page with a choice in its address, and wait until it is drawn."""
    page.goto("about:blank")
    page.goto(f"{path.as_uri()}#{urlencode(chosen)}")
    page.wait_for_selector("body[data-drawn]")


def drawn_after(page: Page, act) -> None:
    """Do something, and wait until the page has drawn what was chosen."""
    before = page.get_attribute("body", "data-drawn")
    act()
    page.wait_for_function("(before) => document.body.dataset.drawn !== before", arg=before)


def test_beds_of_a_province_beside_its_neighbours_and_the_nation(page, shipped_page, data):
    opened(page, shipped_page)
    page.get_by_label("添加地区：汉字、拼音或首字母").fill("内蒙古")
    drawn_after(page, lambda: page.get_by_role("option", name="内蒙古自治区", exact=True).click())
    drawn_after(page, lambda: page.get_by_role("button", name="邻省", exact=True).click())
    rows = {row["region"]: row for row in page.evaluate(TABLE)}
    together = comparable(
        shown_rows(data).query("indicator_id == @BEDS and role == 'actual'"), level="province"
    )
    expected = together.rows.set_index("region_code")["value"]
    for code in (NEIMENGGU, *neighbours(NEIMENGGU)):
        assert f"{expected[code]:.2f}" in rows[code]["cells"], code
    nation = together.nation["value"].iloc[0]
    assert f"{nation:.2f}" in rows["100000"]["cells"]
    assert str(together.year) in page.locator("#picture svg text").first.text_content()


def test_the_same_answer_in_english_and_from_a_link(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU, group="neighbours", lang="en")
    expect(page).to_have_title(re.compile("Beds in health institutions"))
    expect(page.locator("#table tbody tr")).to_have_count(len(neighbours(NEIMENGGU)) + 2)
    address = page.url
    drawn_after(page, lambda: page.get_by_role("button", name="中文").click())
    expect(page).to_have_title(re.compile("床位数"))
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_little_data_is_called_little(page, shipped_page, data):
    opened(page, shipped_page, i="elderly_health_management")
    note = page.locator("#picture svg").first.text_content()
    rows = shown_rows(data).query("indicator_id == 'elderly_health_management'")
    stated = rows.groupby("role")["region_code"].nunique()
    if "actual" not in stated:
        assert f"仅{stated['target']}个地区提出目标，无现状值" in note
    else:
        assert re.search(r"\d+个有现状值，\d+个提出目标", note)


def test_targets_of_two_regions_side_by_side(page, shipped_page, data):
    opened(page, shipped_page, view="pair", a="150500", b="320400")
    heads = page.locator("#table thead th").all_text_contents()
    assert heads[1:3] == ["通辽市", "常州市"]
    rows = shown_rows(data).query("role == 'target' and region_code in ['150500', '320400']")
    shown = page.evaluate(TABLE)
    assert len(shown) == rows["indicator_id"].nunique()
    both = rows.groupby("indicator_id")["region_code"].nunique().eq(2).sum()
    assert sum("未说明" not in row["cells"][1:3] for row in shown) == both


def test_the_citation_names_publication_address_and_day(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU)
    page.get_by_role("button", name="复制引用（GB/T 7714）").click()
    expect(page.locator("#message")).to_contain_text("引用已复制")
    text = clipboard(page)["text/plain"].decode()
    assert re.search(r"\[(EB/OL|Z|DB)\]\.", text)
    assert re.search(r"\[\d{4}-\d\d-\d\d\]", text)
    assert "{today}" not in text


def test_the_table_is_pasted_as_a_table_with_its_sources(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU, group="neighbours")
    page.get_by_role("button", name="复制表格").click()
    expect(page.locator("#message")).to_contain_text("表格已复制")
    pasted = html.fromstring(clipboard(page)["text/html"].decode())
    assert len(pasted.xpath("//tbody/tr")) == len(neighbours(NEIMENGGU)) + 2
    assert "来源：" in pasted.text_content()


def test_the_picture_is_copied_at_300_dots_an_inch(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PNG", exact=True).click()
    image = Image.open(BytesIO(Path(waiting.value.path()).read_bytes()))
    assert round(image.info["dpi"][0]) == 300
    assert image.width > 1_500
    page.get_by_role("button", name="复制图片").click()
    expect(page.locator("#message")).to_contain_text("图片已复制")
    assert Image.open(BytesIO(clipboard(page)["image/png"])).width == image.width


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_saved_tables_hold_what_is_shown(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU, group="neighbours")
    shown = [row["cells"][0] for row in page.evaluate(TABLE)]
    for kind, read in (("CSV", pd.read_csv), ("XLSX", pd.read_excel)):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=kind, exact=True).click()
        skip = {"skiprows": 1} if kind == "XLSX" else {}
        path = Path(waiting.value.path())
        saved = read(path, **skip, **({"engine": "openpyxl"} if kind == "XLSX" else {}))
        assert list(saved.iloc[: len(shown), 0]) == shown, kind


def test_every_number_that_the_page_can_show_is_the_datasets(page, shipped_page, data):
    rows = shown_rows(data).set_index("observation_id")
    said = dict(zip(rows.index, texts_of(rows), strict=True))
    opened(page, shipped_page)
    others = data.regions.query("level in ['prefecture', 'county']")["region_code"]
    walk = """async (others) => {
      const shown = [];
      const views = [...document.querySelectorAll("#indicators option")].flatMap((each) =>
        ["rank&role=actual", "rank&role=target", "trend&group=provinces",
          `trend&r=${others}`].map((view) => `#i=${each.value}&view=${view}`));
      for (const view of views) {
        const before = document.body.dataset.drawn;
        location.hash = view;
        while (document.body.dataset.drawn === before)
          await new Promise((done) => setTimeout(done, 5));
        for (const row of document.querySelectorAll("#table tbody tr[data-observation]"))
          shown.push([row.dataset.observation, [...row.cells].map((each) => each.textContent)]);
      }
      return shown;
    }"""
    shown = page.evaluate(walk, ",".join(others))
    assert {name for name, _ in shown} == set(said)
    wrong = [(name, cells) for name, cells in shown if said[name] not in cells]
    assert wrong == []


def test_what_is_pointed_at_or_focused_tells_its_source(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU)
    page.locator("#picture [role=img][tabindex='0']").first.focus()
    expect(page.locator("#detail")).to_contain_text("来源：")


def test_the_keyboard_alone_chooses_and_copies(page, shipped_page):
    opened(page, shipped_page)
    page.get_by_label("查找指标：汉字、拼音、首字母或英文").focus()
    page.keyboard.type("physicians per 1,000")
    drawn_after(page, lambda: page.keyboard.press("Enter"))
    assert f"i={PHYSICIANS}" in page.url
    page.get_by_role("button", name="复制链接").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_contain_text("链接已复制")


def test_no_serious_fault_of_accessibility(page, shipped_page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for chosen in ({}, {"view": "trend"}, {"view": "pair"}, {"lang": "en", "view": "map"}):
        opened(page, shipped_page, **chosen)
        found = axe.Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", [375, 1600])
def test_nothing_is_cut_off_on_a_phone_or_a_wide_screen(page, shipped_page, width):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, shipped_page, r=NEIMENGGU)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
