"""A plan reviewed by keyboard alone, from ingest to what a report shows."""

import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from plancompare.build import make_tables
from plancompare.dataset import load
from plancompare.dataset.publish import publish, stage
from plancompare.ingest import ingest
from plancompare.reports.told.tables import values_table
from plancompare.sources import load_source

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import expect, sync_playwright

expect.set_options(timeout=20_000)  # a busy machine is no failure

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
COMMAND = Path(sys.executable).with_name("plancompare")
# our own writing; no county says this
PLAN = """<html><head><meta charset="utf-8"><title>扬中市“十四五”卫生健康发展规划</title></head>
<body onload="top.document.title = 'taken'"><script>top.document.title = 'taken'</script>
<h1>扬中市“十四五”卫生健康发展规划</h1><p>（本文为虚构示例）</p><h2>二、目标</h2>
<p>到2025年，每千人口医疗卫生机构床位数达到6.1张，人均预期寿命达到80.2岁，婴儿死亡率45%以下。</p>
<p>孕产妇死亡率为：每10万人中不超过8人。</p></body></html>
"""


@pytest.fixture(scope="module")
def page():
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed as /usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        yield page
        browser.close()


@contextmanager
def served(folder: Path, document: Path, lang: str = "zh"):
    """`plancompare review`, as a user starts it; its process and the page's address."""
    words = ["review", folder, "--documents", document, "--no-browser", "--by", "wang"]
    process = subprocess.Popen([COMMAND, *words, "--lang", lang], stdout=subprocess.PIPE, text=True)
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plan.html").write_text(PLAN, encoding="utf-8")
    return ingest(tmp_path / "plan.html", tmp_path / "raw").folder


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def select_in_document(page, words):
    """Select a paragraph, as a user does with the mouse."""
    page.frame_locator("iframe").get_by_text(words).click(click_count=3)


def reviews(folder):
    return {each.label: (each.value, each.review) for each in load_source(folder).figures}


def shown_in_reports(folder):
    curated = folder.parents[1] / "curated"
    publish(stage(make_tables(folder.parent), curated, inputs={}, checks={}), curated)
    table = values_table(load(curated), "321182", "en")
    return dict(zip(table["value_printed"], table["flags"], strict=True))


def test_a_plan_is_reviewed_by_keyboard_and_nothing_confirmed_is_lost(page, folder):
    document = folder.parents[1] / "plan.html"
    with served(folder, document) as (process, address):
        page.goto(address)
        told = page.locator("#progress")
        expect(told).to_have_text("已核对 0 / 3，存疑未核 1")
        expect(page.locator("#list li.now")).to_contain_text("单位可能有误")
        press(page, "v")
        page.keyboard.insert_text("4.5‰以下")
        press(page, "Enter")
        expect(told).to_have_text("已核对 1 / 3，存疑未核 0")
        press(page, "Enter")
        expect(told).to_have_text("已核对 2 / 3，存疑未核 0")
        process.send_signal(signal.SIGKILL)
        process.wait()
        press(page, "Enter")
        expect(page.get_by_role("alert")).to_contain_text("已断开")
    confirmed = reviews(folder)
    assert confirmed["婴儿死亡率"] == ("4.5‰以下", "corrected")
    assert [review for _, review in confirmed.values()].count("confirmed") == 1

    with served(folder, document, "en") as (process, address):
        page.goto(address)
        expect(told).to_have_text("2 of 3, 0 doubtful left")
        expect(page.locator("#title")).to_contain_text("Yangzhong, Zhenjiang, Jiangsu")
        select_in_document(page, "孕产妇死亡率为")
        press(page, "a")  # the key reaches the page from within the document
        expect(page.locator("#asked")).to_be_visible()
        page.locator("[name=indicator]").focus()
        page.keyboard.insert_text("maternal mortality")
        press(page, "Enter", "Tab")
        page.keyboard.insert_text("8/10万")
        page.locator("[name=year]").fill("2025")
        press(page, "Enter")
        expect(told).to_have_text("3 of 4, 0 doubtful left")
        press(page, "x", "u", "n")
        expect(page.get_by_role("alert")).to_have_text("Undone")
        expect(told).to_have_text("3 of 4, 0 doubtful left")
        press(page, "q")
        expect(page.get_by_role("status")).to_contain_text("has ended")
        assert process.wait(20) == 0
        assert page.title() != "taken"
    assert not list(folder.glob(".*"))  # neither lock nor part is left
    flags = shown_in_reports(folder)
    confirmed = "Confirmed by a person against the document"
    assert flags["8/10万"] == flags["4.5‰以下"] == flags["6.1张"] == confirmed
    assert flags["80.2岁"] == ""
