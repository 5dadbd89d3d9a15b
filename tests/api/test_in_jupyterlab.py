"""A real JupyterLab in a real browser: the welcome page runs, the explorer follows a choice."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
COMMAND = Path(sys.executable).with_name("plancompare")
SECONDS = 120_000  # a busy machine is no failure
READY = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+/\S*token=\w+")
# the size of the picture in the clipboard, and how many of its dots are dark
PASTED = """async () => {
  const [item] = await navigator.clipboard.read();
  const image = await createImageBitmap(await item.getType("image/png"));
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const dots = canvas.getImageData(0, 0, image.width, image.height).data;
  return [image.width, image.height, dots.filter((dot, at) => at % 4 === 0 && dot < 100).length];
}"""


@pytest.fixture(scope="module")
def home(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the shipped dataset."""
    home = tmp_path_factory.mktemp("lab")
    (home / "data" / "raw").mkdir(parents=True)
    shutil.copytree(shipped, home / "data" / "curated", symlinks=True)
    return home


@pytest.fixture(scope="module")
def server(home: Path, warm: None) -> Iterator[subprocess.Popen[bytes]]:
    """JupyterLab as `plancompare lab` starts it; its settings are nobody else's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    places = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    settings = {
        "JUPYTERLAB_SETTINGS_DIR": str(home / "s"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "w"),
    }
    words = ["lab", home, "--no-browser", "--port", port, "--allow-root", "--expose-app-in-browser"]
    words += ["--LanguageServerManager.autodetect=False", "--LabApp.extension_manager=readonly"]
    log = (home / "lab.log").open("w+")
    server = subprocess.Popen(
        [COMMAND, *words], stdout=log, stderr=log, env={**os.environ, **places, **settings},
        start_new_session=True,
    )  # fmt: skip
    try:
        yield server
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # kernels end by themselves when it is gone
        server.wait()
        log.close()


def address_of(server: subprocess.Popen[bytes], log: Path) -> str:
    while server.poll() is None:
        if found := READY.search(log.read_text(encoding="utf-8")):
            return found[0]
        with pytest.raises(subprocess.TimeoutExpired):
            server.wait(0.3)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    if not CHROMIUM.exists():
        pytest.skip("there is no Chromium")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context
        browser.close()


@pytest.fixture(scope="module")
def page(server: subprocess.Popen[bytes], context: BrowserContext, home: Path) -> Page:
    page = context.new_page()
    page.set_default_timeout(SECONDS)
    expect.set_options(timeout=SECONDS)
    page.goto(address_of(server, home / "lab.log"))
    page.wait_for_function("window.jupyterapp")
    return page


@pytest.fixture(scope="module")
def explorer(page: Page) -> Locator:
    """The explorer, after its notebook ran."""
    run_all(page, "explore.ipynb")
    explorer = page.locator(".plancompare-explorer")
    expect(explorer.locator(".picture svg")).to_be_visible()
    return explorer


def run_all(page: Page, notebook: str) -> None:
    """Run all cells of a notebook when its kernel is there, as its menu does."""
    page.evaluate(
        "path => { window.jupyterapp.commands.execute('docmanager:open', { path }); }",
        f"notebooks/{notebook}",
    )
    expect(page.get_by_role("tab", name=notebook).first).to_be_visible()
    expect(page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")).to_have_count(1)
    expect(page.get_by_text(re.compile(r"Python 3.* \| Idle"))).to_be_visible()
    prompt = page.locator(
        ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputPrompt"
    ).first
    for _ in range(6):  # a menu that comes before its notebook runs nothing
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(AssertionError):
            expect(prompt).not_to_have_text("[ ]:", timeout=10_000)
            return
    pytest.fail(f"{notebook} does not run")


def pictured(page: Page, name: str) -> None:
    """Keep what a person would see, where a folder for it is named."""
    if folder := os.environ.get("PLANCOMPARE_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_the_welcome_page_opens_and_runs_to_its_end(page):
    expect(page.get_by_role("tab", name="00_welcome.ipynb").first).to_be_visible()
    run_all(page, "00_welcome.ipynb")
    notebook = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    last = notebook.locator(".jp-CodeCell").last
    expect(
        last.locator(".jp-OutputArea-output svg, .jp-OutputArea-output img").first
    ).to_be_visible()
    assert (
        notebook.locator(
            ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']"
        ).count()
        == 0
    )
    pictured(page, "welcome-light")


def test_the_explorer_follows_a_choice_and_its_code_makes_it_again(page, explorer, home):
    picture = explorer.locator(".picture")
    before = picture.get_attribute("aria-label")
    explorer.locator("select[name=benchmark]").select_option("neighbours")
    explorer.locator("select[name=indicator]").select_option("nurses_per_1000")
    code = explorer.locator("pre")
    expect(code).to_contain_text("nurses_per_1000")
    expect(code).to_contain_text("neighbours")
    after = picture.get_attribute("aria-label")
    assert before != after
    explorer.locator("tbody tr").first.click()
    expect(explorer.locator(".provenance td").first).to_be_visible()
    explorer.get_by_role("button", name="复制代码").click()
    expect(explorer.get_by_role("status")).to_have_text("代码已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    pictured(page, "explorer-light")
    program, _, drawn = copied.partition("answer.table\n")
    names: dict[str, object] = {}
    exec(program.replace("pc.load(", f"pc.load({str(home)!r}, "), names)  # noqa: S102 (our own)
    assert eval(drawn, names).get_label() == after  # noqa: S307


def test_the_explorer_copies_its_chart_and_its_data(page, explorer):
    explorer.get_by_role("button", name="复制数据").click()
    expect(explorer.get_by_role("status")).to_have_text("数据已复制")
    copied = pd.read_csv(StringIO(page.evaluate("navigator.clipboard.readText()")))
    shown = explorer.locator(".rows tbody tr").all_inner_texts()
    assert len(copied) == len(shown)
    assert [line.split("\t")[0] for line in shown] == copied["region"].to_list()
    explorer.get_by_role("button", name="复制图").click()
    expect(explorer.get_by_role("status")).to_have_text("图已复制")
    width, height, inked = page.evaluate(PASTED)
    drawn = explorer.locator(".picture svg").evaluate(
        "e => e.viewBox.baseVal.height / e.viewBox.baseVal.width"
    )
    assert height / width == pytest.approx(drawn, abs=0.02)
    assert inked > 1000


def test_the_explorer_is_legible_in_the_dark_theme(page, explorer):
    theme = "{ theme: 'JupyterLab Dark' }"
    page.evaluate(
        f"() => {{ window.jupyterapp.commands.execute('apputils:change-theme', {theme}); }}"
    )
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    ink = explorer.locator("td").first.evaluate("e => getComputedStyle(e).color")
    assert min(map(int, re.findall(r"\d+", ink)[:3])) > 150
    pictured(page, "explorer-dark")
