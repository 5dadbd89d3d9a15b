"""Charts look as they did when somebody last looked at them.

The pictures in `baseline/` were looked at before they were committed. To renew them after a change
that is meant, run

    PLANCOMPARE_RENEW_IMAGES=1 pytest tests/charts/test_chart_images.py

look at every picture that git shows as changed, and commit them.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from chart_pixels import pixels
from chart_tables import LANGS, SIZES, drawn
from PIL import Image

from plancompare.charts import CHARTS, to_svg

BASELINE = Path(__file__).parent / "baseline"
PPI = 50
TOLERANCE = 3.0  # root mean square over the grey values 0 to 255; a lost label of 5 mm makes 4
RENEW = os.environ.get("PLANCOMPARE_RENEW_IMAGES") == "1"


def seen(chart: str, count: int, lang: str) -> Image.Image:
    """A chart as pages show it: its SVG."""
    return pixels(to_svg(drawn(chart, count, lang)).decode(), PPI).quantize(32)


def difference(one: Image.Image, other: Image.Image) -> float:
    a, b = (np.asarray(each.convert("RGB"), dtype=float) for each in (one, other))
    return float(np.sqrt(((a - b) ** 2).mean())) if a.shape == b.shape else float("inf")


# 300 regions are looked at in Chinese; in English test_chart_layout.py sees their texts, and
# there are pictures of up to 31
SHOWN = [(count, lang) for count in SIZES for lang in LANGS if count < 300 or lang == "zh"]


@pytest.mark.parametrize("chart", sorted(CHARTS))
@pytest.mark.parametrize(("count", "lang"), SHOWN)
def test_a_chart_looks_as_before(chart, count, lang, tmp_path):
    found = seen(chart, count, lang)
    file = BASELINE / f"{chart}-{count}-{lang}.png"
    if RENEW:
        found.save(file, optimize=True)
    before = Image.open(file)
    apart = difference(found, before)
    if apart > TOLERANCE:
        found.save(tmp_path / file.name)
    assert apart <= TOLERANCE, f"{tmp_path / file.name} differs from {file} by {apart:.1f}"


def test_a_lost_label_is_noticed():
    """Otherwise the tolerance would be too wide."""
    whole = Image.open(BASELINE / "ranking-5-zh.png").convert("RGB")
    damaged = whole.copy()
    damaged.paste((255, 255, 255), (0, 0, whole.width, 12))
    assert difference(whole, damaged) > TOLERANCE
    assert difference(whole, whole.resize((whole.width, whole.height + 5))) > TOLERANCE


def test_the_pictures_stay_small_and_each_is_looked_at():
    shown = {f"{chart}-{count}-{lang}.png" for chart in CHARTS for count, lang in SHOWN}
    assert {file.name for file in BASELINE.glob("*.png")} == shown
    assert sum(file.stat().st_size for file in BASELINE.glob("*.png")) < 1_500_000
