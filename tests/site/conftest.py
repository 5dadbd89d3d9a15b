"""A site made by the real command of a small fictional dataset, and a browser to read it.

The command runs in this process, which has imported what it needs.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import META, ROOT, ROWS, MakeOnce, write_source
from typer.testing import CliRunner

from plancompare.build import build
from plancompare.cli.app import app

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
SIZE = {"width": 1200, "height": 900}
HOSTILE_TITLE = "虚构省<script>document.title='taken'</script>{{7*7}}规划"
# A province that promises other figures: no two folders may state the very same.
PROVINCE_ROWS = [
    row.replace("6.00", "5.80").replace("7.5", "7.1").replace("12.5", "13.5").replace("<15", "<16")
    for row in ROWS
]
SOURCES = {
    "county-plan": META,
    "province-plan": META | {"title": HOSTILE_TITLE, "region": "370000"},
}


@pytest.fixture(scope="session")
def dataset(made_once: MakeOnce) -> Path:
    """The folder of a dataset of two fictional plans."""
    return made_once("site-dataset", _dataset) / "curated"


def _dataset(folder: Path) -> None:
    for name, meta in SOURCES.items():
        rows = PROVINCE_ROWS if meta["region"] == "370000" else ROWS
        write_source(folder / "raw" / name, meta, rows)
    build(folder / "raw", folder / "curated")


@pytest.fixture(scope="session")
def site(warm: None, dataset: Path, made_once: MakeOnce) -> Path:
    """The folder of the site."""
    return made_once("site", partial(_reports, dataset, "--all"))


@pytest.fixture(scope="session")
def english_site(site: Path) -> Path:
    """The folder of the same site in English."""
    return site / "en"


def _reports(dataset: Path, *words_and_folder: object) -> None:
    *words, folder = words_and_folder
    whole = (*words, "--curated", dataset, "-o", folder, "--notebooks", ROOT / "notebooks")
    done = CliRunner().invoke(app, ["report", *map(str, whole)])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="session")
def shipped_site(warm: None, shipped: Path, made_once: MakeOnce) -> Path:
    """The folder of the shipped dataset's site, with the report of one city."""
    return made_once("shipped-site", partial(_reports, shipped, "-r", "150500"))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Debian's Chromium, with the clipboard for the asking.

    For one module only: while Playwright is at work, no other test can run an event loop.
    """
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed as /usr/bin/chromium")
    from playwright.sync_api import sync_playwright

    profile = tmp_path_factory.mktemp("profile")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=CHROMIUM,
            args=FLAGS,
            env=dict(os.environ),
            permissions=["clipboard-read", "clipboard-write"],
            viewport=SIZE,
        )
        context.set_default_timeout(10_000)
        context.set_offline(True)
        yield context
        context.close()
    shutil.rmtree(profile, ignore_errors=True)


@dataclass
class Tab:
    """A tab of the browser, and what it told and asked for since it was empty."""

    page: "Page"
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def tab(browser: "BrowserContext") -> Tab:
    """One for all tests of a module: a new one costs a process each time."""
    tab = Tab(browser.new_page())
    tab.page.on("console", lambda message: tab.told.append(message.text))
    tab.page.on("pageerror", lambda error: tab.told.append(str(error)))
    tab.page.on("request", lambda request: _note_foreign(request.url, tab.asked))
    return tab


@pytest.fixture
def page(tab: Tab) -> Iterator["Page"]:
    """The page; at the end no error may have been told, and nothing asked of the network."""
    tab.told.clear()
    tab.asked.clear()
    tab.page.set_viewport_size(SIZE)
    tab.page.emulate_media(media="null", color_scheme="null")
    yield tab.page
    tab.page.unroute_all()
    assert tab.told == []
    assert tab.asked == []


def _note_foreign(url: str, asked: list[str]) -> None:
    if not url.startswith(("file:", "data:", "blob:")):
        asked.append(url)
