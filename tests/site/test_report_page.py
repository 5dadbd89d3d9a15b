"""A report's page as text: whole, small, self-contained, and nothing in it is run."""

import base64
import gzip
import re
from html.parser import HTMLParser

import pytest
from site_tools import HOSTILE, SVG, picture, report

from plancompare.reports.blocks.content import Cards, Heading, Sentences
from plancompare.reports.files.html import to_html
from plancompare.reports.files.spreadsheet import to_xlsx
from plancompare.reports.files.ways import Ways
from plancompare.reports.told.card import Card


class Page(HTMLParser):
    """The elements and the visible text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._hidden = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._hidden = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag):
        self._hidden = ""

    def handle_data(self, data):
        self.text += "" if self._hidden else data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def of_data(address: str | None) -> bytes:
    return base64.b64decode((address or "").partition("base64,")[2])


def test_a_chart_stands_in_a_figure_with_its_words():
    page = Page(to_html(report(), "zh"))
    [drawn] = page.all("svg")
    assert drawn["aria-label"] == "每千人口床位数：现状6.00，目标7.50。"
    assert drawn["viewbox"] == "0 0 238 120"
    assert "《虚构县卫生健康发展规划》" in page.text
    assert [each["id"] for each in page.all("figure")] == ["beds"]


def test_what_a_chart_says_in_text_and_titles_is_text_of_the_page():
    said = '<title>每千人口床位数 7.50</title><text x="1" y="2" style="fill: #000">虚构县</text>'
    page = Page(to_html([picture(text_svg=SVG.replace("<rect", f"{said}<rect"))], "zh"))
    assert "每千人口床位数 7.50" in page.text
    assert [each.get("fill") for each in page.all("text")] == ["#000"]
    assert not [each for _, each in page.elements if "style" in each]


def test_two_charts_of_a_page_share_no_id():
    drawn = SVG.replace("<rect", '<path id="m1" d="M 0 0"/><use xlink:href="#m1"/><rect')
    page = Page(to_html([picture(text_svg=drawn), picture(name="b", text_svg=drawn)], "zh"))
    assert [each["id"] for each in page.all("path")] == ["beds-m1", "b-m1"]
    assert [each["xlink:href"] for each in page.all("use")] == ["#beds-m1", "#b-m1"]


def test_figures_at_a_glance_lead_to_the_comparison():
    card = Card("每千人口床位数", "7.27", "（2024年）", "全国7.32。", "i=beds&r=150000")
    leads = Ways("../compare.html#lang=zh", {})
    page = Page(to_html([Heading("虚构县", 1), Cards((card,))], "zh", leads))
    assert "../compare.html#lang=zh&i=beds&r=150000" in [each.get("href") for each in page.all("a")]
    assert "7.27（2024年）" in page.text


def test_what_is_folded_is_there_when_asked_for():
    page = Page(to_html([Heading("出处", 2, folded=True), Sentences(("第1页",))], "zh"))
    folded = [each for each in page.all("details") if each.get("class") == "folded"]
    assert len(folded) == 1 and "open" not in folded[0]
    assert "第1页" in page.text


def test_the_data_can_be_had_without_scripts():
    links = {each.get("download"): each["href"] for each in Page(to_html(report(), "zh")).all("a")}
    assert of_data(links["beds.xlsx"]) == to_xlsx(picture().data)


def packed_in(page: Page, kind: str) -> str:
    [button] = [each for each in page.all("button") if each.get("data-save") == kind]
    return gzip.decompress(base64.b64decode(button["data-packed"] or "")).decode("utf-8-sig")


def test_the_csv_lies_packed_beside_its_button():
    page = Page(to_html(report(), "zh"))
    assert packed_in(page, "csv").splitlines() == [
        "指标,现状,目标", "每千人口床位数,6.0,7.5", "婴儿死亡率,,5.0"
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_fetched_from_anywhere(lang):
    page = Page(to_html(report(), lang))
    sources = [value for _, each in page.elements for key, value in each.items() if key == "src"]
    assert all(source.startswith("data:") for source in sources)
    assert not page.all("link")
    leads_away = [each["href"] for each in page.all("a") if "//" in each["href"][:20]]
    assert leads_away == []


@pytest.mark.parametrize(("lang", "declared"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_says_its_language(lang, declared):
    [root] = Page(to_html(report(), lang)).all("html")
    assert root["lang"] == declared


def test_the_contents_lead_to_every_section():
    page = Page(to_html(report(), "zh"))
    anchors = {each["href"][1:] for each in page.all("a") if each["href"].startswith("#")}
    ids = {each["id"] for _, each in page.elements if each.get("id")}
    assert {"section-1", "section-2"} <= anchors <= ids


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_a_hostile_text_is_shown_as_text(text):
    harmless = Page(to_html(report(), "zh"))
    page = Page(to_html(report(text, title=text, alt=text, citation=text), "zh"))
    assert [name for name, _ in page.elements] == [name for name, _ in harmless.elements]
    assert page.text.count(text) >= 7
    [drawn] = page.all("svg")
    assert drawn["aria-label"] == text


def test_no_element_handles_events_of_its_own():
    page = Page(to_html(report(), "zh"))
    assert not [key for _, each in page.elements for key in each if key.startswith("on")]


def test_only_the_page_s_own_script_may_run():
    page = Page(to_html(report(), "zh"))
    [policy] = [each["content"] for each in page.all("meta") if "http-equiv" in each]
    rules = dict(rule.split(maxsplit=1) for rule in (policy or "").split("; "))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[^']+'", rules["script-src"])
    assert "unsafe" not in (policy or "")


def test_a_chart_s_formula_is_harmless_in_its_csv():
    [heading, *_] = report()
    blocks = [heading, picture(data=picture().data.__class__(("指标",), (("=1+1",),)))]
    assert packed_in(Page(to_html(blocks, "zh")), "csv").splitlines()[1] == "'=1+1"


def test_a_report_without_charts_or_headings_is_still_a_page():
    page = Page(to_html([Heading("虚构县", 1), Sentences(("没有规划。",))], "zh"))
    assert "没有规划。" in page.text
    assert "没有规划。" in Page(to_html([Sentences(("没有规划。",))], "zh")).text
