"""A report's page as text: whole, small, self-contained, and nothing in it is run."""

import base64
import gzip
import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_tools import HOSTILE, SVG, picture, report

from plancompare.reports.blocks.content import Heading, Sentences
from plancompare.reports.files.html import to_html
from plancompare.reports.files.spreadsheet import to_xlsx


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
    [image] = page.all("img")
    assert image["alt"] == "每千人口床位数：现状6.00，目标7.50。"
    assert shown_in(image) == SVG
    assert "《虚构县卫生健康发展规划》" in page.text
    assert [each["id"] for each in page.all("figure")] == ["beds"]


def shown_in(image: dict[str, str | None]) -> str:
    """The picture of an image, as a browser reads its address."""
    kind, _, data = (image["src"] or "").partition(",")
    assert kind == "data:image/svg+xml;charset=utf-8"
    assert "#" not in data  # what follows it would be no part of the picture
    return unquote(data)


@given(st.text())
def test_whatever_a_picture_holds_comes_back(text):
    drawn = SVG.replace("<rect", f"<desc>{escape(text)}</desc><rect")
    [image] = Page(to_html([Heading("虚构县", 1), picture(svg=drawn)], "zh")).all("img")
    assert shown_in(image) == drawn


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
    [image] = page.all("img")
    assert image["alt"] == text


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
