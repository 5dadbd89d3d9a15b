"""The site from disk in a real browser: questions are answered, and answers taken along."""

import json
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import pytest
from lxml import etree, html
from PIL import Image
from site_tools import clipboard, grave_faults

from plancompare.analysis import comparable
from plancompare.dataset import Dataset, load
from plancompare.domain.languages import Lang
from plancompare.regions.groups import neighbours
from plancompare.reports.site.compare.choices import wording
from plancompare.reports.site.compare.payload import shown_rows, texts_of
from plancompare.reports.told.tables import URGENT
from plancompare.reports.told.wording import phrases

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Locator, Page, expect

expect.set_options(timeout=20_000)  # a busy machine is no failure

BEDS, PHYSICIANS, ELDERLY = (
    "beds_per_1000", "physicians_per_1000", "elderly_health_management"
)  # fmt: skip
CITIES = {
    "150500": {"zh": "通辽市", "en": "Tongliao"},
    "320400": {"zh": "常州市", "en": "Changzhou"},
}
CITY = CITIES["150500"]
NEIMENGGU = "150000"
# The rows of the table as the page shows them: observation, and the text of each cell.
TABLE = """() => [...document.querySelectorAll("#table tbody tr")].map((row) => ({
  region: row.dataset.region, cells: [...row.cells].map((each) => each.textContent) }))"""


@pytest.fixture
def shipped_page(shipped_site: Path) -> Path:
    """compare.html of the shipped dataset."""
    return shipped_site / "compare.html"


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


@dataclass
class Reader:
    """Someone who begins at the front page, and whose every step is counted."""

    page: Page
    site: Path
    lang: Lang
    steps: int = 0

    def begins(self) -> None:
        self.steps = 0
        folder = self.site if self.lang == "zh" else self.site / "en"
        self.page.goto("about:blank")
        self.page.goto((folder / "index.html").as_uri())

    def says(self, key: str) -> str:
        """A word of compare.html."""
        return str(wording()[self.lang][key])

    def types(self, text: str) -> None:
        self.steps += 1
        self.page.get_by_label(phrases(self.lang)["site"]["search"]).fill(text)

    def follows(self, link: Locator) -> None:
        self.steps += 1
        link.click()
        if "compare.html" in self.page.url:
            self.page.wait_for_selector("body[data-drawn]")

    def presses(self, name: str) -> None:
        self.steps += 1
        self.page.get_by_role("button", name=name, exact=True).click()

    def chooses(self, name: str, text: str) -> None:
        self.steps += 1
        options = self.page.locator(f"select#{name}")
        drawn_after(self.page, lambda: options.select_option(label=text))

    def has_copied(self, key: str) -> dict[str, bytes]:
        expect(self.page.locator("#message")).to_have_text(self.says(f"copied_{key}"))
        return clipboard(self.page)


@pytest.fixture(params=["zh", "en"])
def reader(page: Page, shipped_site: Path, request: pytest.FixtureRequest) -> Reader:
    found = Reader(page, shipped_site, request.param)
    found.begins()
    return found


def asks_for_beds(reader: Reader) -> None:
    """Two steps: type the region and the indicator, and follow the first answer."""
    reader.types({"zh": "内蒙古 床位", "en": "beds inner mongolia"}[reader.lang])
    reader.follows(reader.page.locator("#answers a").first)


class TestFiveQuestions:
    """Each is answered from the front page in four steps or fewer, in both languages."""

    def test_beds_of_a_province_beside_its_neighbours_and_the_nation(self, reader, data):
        asks_for_beds(reader)
        rows = {row["region"]: row for row in reader.page.evaluate(TABLE)}
        together = comparable(
            shown_rows(data).query("indicator_id == @BEDS and role == 'actual'"), level="province"
        )
        expected = together.rows.set_index("region_code")["value"]
        assert {*rows} == {NEIMENGGU, *neighbours(NEIMENGGU), "100000"}
        for code in (NEIMENGGU, *neighbours(NEIMENGGU)):
            assert f"{expected[code]:.2f}" in rows[code]["cells"], code
        assert f"{together.nation['value'].iloc[0]:.2f}" in rows["100000"]["cells"]
        title = reader.page.locator("#picture svg text").first.text_content()
        assert str(together.year) in title
        assert reader.page.locator("html").get_attribute("lang")[:2] == reader.lang
        reader.presses(reader.says("copy_picture"))
        assert reader.steps <= 4
        image = Image.open(BytesIO(reader.has_copied("png")["image/png"]))
        with reader.page.expect_download() as saved:
            reader.page.locator("[data-save='png']").click()
        with Image.open(saved.value.path()) as kept:  # what is copied a browser packs anew
            assert kept.info["dpi"] == pytest.approx((300, 300), abs=0.1)
            assert kept.size == image.size
        assert 150 < image.width / 300 * 25.4 <= 160  # mm: the text of a page of A4

    def test_elderly_health_management_across_regions(self, reader, data):
        name = data.indicators.set_index("indicator_id").at[ELDERLY, f"name_{reader.lang}"]
        reader.follows(reader.page.locator(".cards a", has_text=name))
        rows = shown_rows(data).query("indicator_id == @ELDERLY")
        stated = rows.groupby("role")["region_code"].nunique()
        assert "actual" not in stated, "now there are values: read them off the table"
        told = reader.says("coverage_target_only").format(count=stated["target"])
        assert told.rstrip("。.") in reader.page.locator("#picture svg").first.text_content()
        texts = dict(zip(rows["region_code"], texts_of(rows), strict=True))
        for row in reader.page.evaluate(TABLE):
            assert texts[row["region"]] in row["cells"]
        assert reader.steps <= 4

    def test_where_a_city_is_behind_its_plan(self, reader, data):
        reader.types("tongliao")
        reader.follows(reader.page.locator(".found a:visible", has_text=CITY[reader.lang]).first)
        gaps = data.gaps.query("region_code == '150500'")
        late = gaps[gaps["status"].isin(URGENT)]
        said = phrases(reader.lang)
        shown = reader.page.get_by_role("region", name=said["behind_title"])
        assert said["behind_count"].format(count=len(late), shown=8, table="").rstrip("”“。.")[
            :8
        ] in (shown.inner_text())
        names = data.indicators.set_index("indicator_id")[f"name_{reader.lang}"]
        statuses = dict(zip(late["indicator_id"].map(names), late["status"], strict=True))
        listed = [row.split("\t") for row in shown.locator("tbody").inner_text().splitlines()]
        assert len(listed) == min(len(late), 8)
        for cells in listed:
            assert said["status"][statuses[cells[0]]] in cells
        assert reader.steps <= 4

    def test_all_targets_of_two_cities_side_by_side(self, reader, data):
        reader.follows(reader.page.locator("a.way"))
        reader.presses(reader.says("view_pair"))
        counts = shown_rows(data).query("role == 'target'").groupby("region_code")
        counts = counts["indicator_id"].nunique()
        for side, code in (("side-a", "150500"), ("side-b", "320400")):
            reader.chooses(side, f"{CITIES[code][reader.lang]} ({counts[code]})")
        heads = reader.page.locator("#table thead th").all_text_contents()
        assert heads[1:3] == [CITIES[code][reader.lang] for code in ("150500", "320400")]
        rows = shown_rows(data).query("role == 'target' and region_code in ['150500', '320400']")
        told = {
            (name, code): text
            for name, code, text in zip(
                rows["indicator_id"].map(data.indicators.set_index("indicator_id")[f"name_{reader.lang}"]),
                rows["region_code"], texts_of(rows), strict=True,
            )
        }  # fmt: skip
        shown = [row["cells"] for row in reader.page.evaluate(TABLE)]
        assert len(shown) == rows["indicator_id"].nunique()
        for name, *cells in shown:
            for code, cell in zip(("150500", "320400"), cells, strict=False):
                wanted = told.get((name, code), reader.says("not_stated"))
                assert cell.startswith(wanted), (name, code)
        assert reader.steps <= 4

    def test_the_citation_names_publication_address_and_day(self, reader):
        asks_for_beds(reader)
        reader.presses(reader.says("copy_citation"))
        assert reader.steps <= 4
        text = reader.has_copied("gbt")["text/plain"].decode()
        assert re.search(r"\[EB/OL\]\. .*\[\d{4}-\d\d-\d\d\]\. https?://", text)
        assert "{today}" not in text
        assert "国家数据" in text


def test_the_table_is_pasted_as_a_table_with_its_sources(reader):
    asks_for_beds(reader)
    reader.presses(reader.says("copy_table"))
    pasted = html.fromstring(reader.has_copied("table")["text/html"].decode())
    assert len(pasted.xpath("//tbody/tr")) == len(neighbours(NEIMENGGU)) + 2
    assert pasted.xpath("//thead/tr/th")[0].text_content() == reader.says("column_region")
    assert reader.says("source") + reader.says("colon") in pasted.text_content()


def test_a_link_opens_the_same_view_in_the_other_language(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU, group="neighbours", lang="en")
    expect(page.locator("#back")).to_have_attribute("href", "en/index.html")
    address = page.url
    drawn_after(page, lambda: page.get_by_role("button", name="中文").click())
    expect(page).to_have_title(re.compile("床位数"))
    expect(page.locator("#back")).to_have_attribute("href", "index.html")
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "en")


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


@pytest.mark.parametrize("view", ["rank", "trend", "scatter"])
def test_the_letters_of_a_saved_picture_lie_over_their_edge(page, shipped_page, view, tmp_path):
    """Word and LibreOffice know no paint-order: they drew the white edge over the letters."""
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU, group="neighbours", view=view)
    shown = page.locator("#picture svg text").all_text_contents()
    with page.expect_download() as saving:
        page.get_by_role("button", name="SVG").click()
    saving.value.save_as(tmp_path / "picture.svg")
    drawn = etree.parse(tmp_path / "picture.svg").getroot()
    assert drawn.xpath("//*[@paint-order]") == []
    free = "not(ancestor-or-self::*[@stroke][1][@stroke != 'none'])"
    letters = [
        "".join(each.itertext()) for each in drawn.xpath(f"//*[local-name()='text'][{free}]")
    ]
    assert {text for text in shown if text.strip()} <= set(letters)


def test_every_number_that_the_page_can_show_is_the_datasets(page, shipped_page, data):
    rows = shown_rows(data).set_index("observation_id")
    said = dict(zip(rows.index, texts_of(rows), strict=True))
    opened(page, shipped_page)
    below = rows[rows["level"].isin(["prefecture", "county"])].groupby("indicator_id")
    others = {name: ",".join(codes.unique()) for name, codes in below["region_code"]}
    # No picture is drawn, no address or title kept, for none is looked at here: that costs most.
    walk = """async (others) => {
      const shown = new Set();
      document.documentElement.style.display = "none";
      window.requestAnimationFrame = () => 0;
      history.replaceState = () => {};
      Object.defineProperty(document, "title", { set: () => {} });
      const told = () => new Promise((done) => {
        const waiting = new MutationObserver(() => { waiting.disconnect(); done(); });
        waiting.observe(document.body, { attributeFilter: ["data-told"] });
      });
      const sees = async (choose) => {
        const drawn = told();
        choose();
        await drawn;
        document.getElementById("more").click();
        for (const row of document.querySelectorAll("#table tbody tr[data-observation]")) {
          const cells = [...row.cells].map((each) => each.textContent);
          shown.add(JSON.stringify([row.dataset.observation, cells]));
        }
      };
      const $ = (found) => document.querySelector(found);
      const presses = (found) => sees(() => $(found).click());
      const chooses = (list, value) => sees(() => {
        $(list).value = value;
        $(list).dispatchEvent(new Event("change"));
      });
      const goes = (view) => sees(() => { location.hash = view; }); // slow: where no control is
      const indicators = [...$("#indicators").options].map((each) => each.value);
      for (const role of ["actual", "target"]) {
        await presses(`[data-key=role][data-value=${role}]`);
        for (const indicator of indicators) {
          await chooses("#indicators", indicator);
          const years = [...$("#year").options].slice(1);
          for (const year of years) await chooses("#year", year.value);
        }
      }
      await goes("#view=trend&group=provinces");
      for (const indicator of indicators) await chooses("#indicators", indicator);
      for (const [indicator, codes] of Object.entries(others)) {
        await goes(`#i=${indicator}&view=trend&r=${codes}`);
      }
      return [...shown];
    }"""
    shown = [json.loads(each) for each in page.evaluate(walk, others)]
    assert {name for name, _ in shown} == set(said)
    wrong = [(name, cells) for name, cells in shown if said[name] not in cells]
    assert wrong == []


def test_a_target_of_another_year_says_its_year_in_the_picture(page, shipped_page):
    opened(page, shipped_page, i="life_expectancy")
    heads = page.locator("#table thead th").all_text_contents()
    column = 1 + next(at for at, head in enumerate(heads) if head.startswith("目标"))
    below_the_nation = page.locator(f"#table tbody tr ~ tr > :nth-child({column})")
    told = {text for text in below_the_nation.all_text_contents() if text}
    assert told and all(re.search(r"\(20\d\d\)$", text) for text in told)
    assert told <= set(page.locator("#picture svg text").all_text_contents())


def test_what_is_pointed_at_or_focused_tells_its_source(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU)
    page.locator("#picture [role=img][tabindex='0']").first.focus()
    expect(page.locator("#detail")).to_contain_text("来源：")


def test_a_trend_stops_where_its_series_breaks_and_says_why(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU, view="trend")
    drawn = page.locator("#picture")
    expect(drawn).to_contain_text("第七次全国人口普查")
    paths = drawn.locator("path[stroke-width='2.2']")
    assert paths.count() == 3  # the nation's line whole, the region's in two


def test_a_trend_of_more_regions_than_are_drawn_has_all_in_its_table(page, shipped_page, data):
    chosen = [code for code in data.regions["region_code"] if code not in (NEIMENGGU, "100000")]
    assert len(chosen) >= 60
    opened(page, shipped_page, i=BEDS, view="trend", r=",".join([*chosen, NEIMENGGU]))
    page.click("#more")
    assert page.locator(f"#table tr[data-region='{NEIMENGGU}']").count()
    expect(page.locator("#picture")).to_contain_text("图中只画前60个")


def test_each_of_few_lines_is_named_in_a_colour_of_its_own(page, shipped_page):
    opened(page, shipped_page, i=BEDS, r=NEIMENGGU, group="neighbours", view="trend")
    named = [page.locator("#picture text").get_by_text(f"{each} ") for each in ("黑龙江", "宁夏")]
    assert (
        len(
            {each.evaluate("node => node.closest('[fill]').getAttribute('fill')") for each in named}
        )
        == 2
    )


def test_two_indicators_tell_the_year_and_the_source_of_each(page, shipped_page, data):
    opened(page, shipped_page, i=BEDS, x=PHYSICIANS, view="scatter")
    told = page.locator("#picture").text_content()
    rows = shown_rows(data)
    actual = rows[(rows["role"] == "actual") & rows["indicator_id"].isin([BEDS, PHYSICIANS])]
    found = comparable(actual, level="province")
    assert len(set(found.years.values())) == 2  # else the title would tell it, and no axis
    names = data.indicators.set_index("indicator_id")["name_zh"]
    assert all(f"{names[each]}（{year}年）" in told for each, year in found.years.items())
    assert all(title in told for title in found.beside["publication"])


def test_the_darkest_province_of_a_map_is_the_best(page, shipped_page):
    opened(page, shipped_page, i="infant_mortality", view="map")
    expect(page.locator("#picture")).to_contain_text("颜色深者较好")
    shades = page.locator("#picture rect:has(title)").evaluate_all(
        "all => all.map((each) => [each.getAttribute('fill'), each.textContent])"
    )
    light = {"#F4F5F6"}
    values = [(fill, float(re.search(r"：≈?([\d.]+)‰", text)[1])) for fill, text in shades]
    darkest = min(values, key=lambda each: int(each[0][1:3], 16) if each[0] not in light else 256)
    assert darkest[1] <= min(value for _, value in values) * 1.3


def test_a_county_is_named_with_its_city(page, shipped_page):
    opened(page, shipped_page, view="pair", a="511102", b="321023")
    expect(page.locator("#picture")).to_contain_text("乐山市市中区")


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
    few = {"r": NEIMENGGU, "group": "neighbours"}
    sides = {"view": "pair", "a": "150500", "b": "320400"}
    for chosen in (few, few | {"view": "trend"}, sides, few | {"lang": "en", "view": "map"}):
        opened(page, shipped_page, **chosen)
        assert grave_faults(page) == []


@pytest.mark.parametrize("width", [375, 1600])
def test_nothing_is_cut_off_on_a_phone_or_a_wide_screen(page, shipped_page, width):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, shipped_page, r=NEIMENGGU)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
