"""compare.html of the shipped dataset and of one of all regions of China: bytes, and how fast.

python benchmarks/bench_compare.py                   the shipped dataset
python benchmarks/bench_compare.py --synthetic       all regions and 60 indicators, by chance

What a browser needs from the start of its navigation to the first chart, and from a choice to the
chart that answers it; Debian's Chromium, from disk.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from plancompare.dataset import Dataset, load
from plancompare.regions import NATION, regions
from plancompare.reports.site.compare.page import compare_page

ROOT = Path(__file__).parents[1]
INDICATORS = 60
VIEWS = ("view=rank", "view=rank&r=150000&group=neighbours", "view=rank&r=150500&group=sisters",
         "view=trend&r=150000", "view=map", "view=pair&a=150000&b=320000")  # fmt: skip
CHOOSE = """async (views) => {
  const taken = [];
  for (const view of views) {
    const [before, began] = [document.body.dataset.drawn, performance.now()];
    location.hash = view;
    while (document.body.dataset.drawn === before) await new Promise((done) => setTimeout(done, 0));
    taken.push(performance.now() - began);
  }
  return taken;
}"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--curated", type=Path, default=ROOT / "data" / "curated")
    options.add_argument("--synthetic", action="store_true")
    asked = options.parse_args()
    data = load(asked.curated)
    data = everywhere(data) if asked.synthetic else data
    began = time.process_time()
    page = compare_page(data, ("zh", "en"))
    seconds = time.process_time() - began
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    stated = data.observations
    counted = [stated[name].nunique() for name in ("region_code", "indicator_id", "observation_id")]
    print("{} regions, {} indicators, {} values".format(*counted))
    print(f"{len(page.encode()):,} bytes, made in {seconds:.1f} CPU-s")
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "compare.html"
        path.write_text(page, encoding="utf-8")
        browse(path, list(stated["indicator_id"].unique()[:5]))


def browse(path: Path, indicators: list[str]) -> None:
    """Open the page three times and choose every view of some indicators."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        opened, chosen = [], []
        views = [f"#i={each}&{view}" for each in indicators for view in VIEWS]
        for _ in range(3):
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            page.goto(path.as_uri())
            page.wait_for_selector("body[data-drawn]")
            opened.append(page.evaluate("performance.now()"))
            chosen += page.evaluate(CHOOSE, views)
            page.close()
        browser.close()
    print(f"to the first chart {median(opened):.0f} ms")
    print(f"a choice {median(chosen):.0f} ms, the slowest of {len(chosen)} {max(chosen):.0f} ms")
    for at, view in enumerate(VIEWS):
        taken = chosen[at :: len(VIEWS)]
        print(f"  {view:40} {median(taken):6.0f} ms, slowest {max(taken):6.0f} ms")


def everywhere(data: Dataset) -> Dataset:
    """A dataset in which every region of GB/T 2260 states sixty indicators, by chance.

    Args:
        data: A dataset, whose indicators and tables are taken.
    """
    codes = list(regions())
    indicators = data.indicators.head(INDICATORS)
    random = np.random.default_rng(0)
    model = data.observations.iloc[[0]]
    count = len(codes) * len(indicators)
    rows = pd.concat([model] * count, ignore_index=True).assign(
        region_code=np.repeat(codes, len(indicators)),
        indicator_id=np.tile(indicators["indicator_id"], len(codes)),
        unit=np.tile(indicators["unit"], len(codes)),
        value=random.uniform(1, 90, count).round(2), value_printed="", value_decimals=2, year=2024,
        role=np.where(random.uniform(size=count) < 0.05, "target", "actual"),
        observation_id=[f"synthetic-{number}" for number in range(count)],
        comparability="same", bound="exact", flags="", publication="合成数据", population_base="",
        collection="", scope="",
    )  # fmt: skip
    table = pd.DataFrame([
        {"region_code": each.code, "name": each.name, "full_name": each.name, "name_en": each.code,
         "level": each.level, "parent_code": "" if each.code == NATION else each.parent_code}
        for each in regions().values()
    ])  # fmt: skip
    made = Dataset(data.folder)
    vars(made).update(
        vars(data) | {"observations": rows, "regions": table, "indicators": indicators}
    )
    return made


if __name__ == "__main__":
    main()
