"""Colours can be told apart in grey print and by colour-blind readers; nothing leaks."""

from itertools import combinations, pairwise
from threading import Thread

import matplotlib
import numpy as np
import pytest
from chart_tables import TABLES
from matplotlib.colors import to_rgb

from plancompare.catalogue import catalogue
from plancompare.charts import ranking, to_png
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import shown
from plancompare.regions import regions

JUDGED = ("better", "middle", "worse")

# Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color
# vision deficiency", severity 1.0, applied to linear RGB.
DEFICIENCIES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip


def linear(name):
    rgb = np.array(to_rgb(colour(name)))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def luminance(rgb):
    return float(np.dot(rgb, [0.2126, 0.7152, 0.0722]))


def lightness(rgb):
    """CIE L*, 0 to 100."""
    y = luminance(rgb)
    return 116 * np.cbrt(y) - 16 if y > 0.008856 else 903.3 * y


def contrast(one, other):
    """WCAG 2's contrast ratio."""
    high, low = sorted((luminance(linear(one)), luminance(linear(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("one", "other"), list(combinations([*JUDGED, "neutral"], 2)))
def test_grey_print_keeps_the_colours_apart(one, other):
    apart = abs(lightness(linear(one)) - lightness(linear(other)))
    assert apart >= 15 or {one, other} == {"middle", "worse"}


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_better_and_worse_differ_for_colour_blind_readers(deficiency):
    seen = [np.clip(np.array(DEFICIENCIES[deficiency]) @ linear(name), 0, 1) for name in JUDGED]
    better, _, worse = (lightness(rgb) for rgb in seen)
    assert worse - better >= 25


@pytest.mark.parametrize("ink", ["ink", "muted", "focus"])
@pytest.mark.parametrize("back", ["paper", "highlight", "pale"])
def test_text_stands_out(ink, back):
    assert contrast(ink, back) >= 4.5


@pytest.mark.parametrize("back", ["middle", "worse", "pale"])
def test_values_in_cells_stand_out(back):
    assert contrast("ink", back) >= 4.5
    assert contrast("paper", "better") >= 4.5


@pytest.mark.parametrize("ramp", ["judged", "neutral"])
def test_a_ramp_gets_darker_step_by_step(ramp):
    steps = [lightness(np.array(to_rgb(each)) ** 2.2) for each in theme().ramp[ramp]]
    assert all(light - dark >= 8 for light, dark in pairwise(steps))


def test_what_the_caller_has_set_is_neither_used_nor_changed():
    table = TABLES["ranking"](3)
    plain = to_png(ranking(table), 60)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "text.color": "red"}):
        before = dict(matplotlib.rcParams)
        assert to_png(ranking(table), 60) == plain
        assert dict(matplotlib.rcParams) == before


def test_no_pyplot_figure_is_left_behind():
    from matplotlib import pyplot

    ranking(TABLES["ranking"](3))
    assert pyplot.get_fignums() == []


def test_threads_draw_the_same():
    table = TABLES["ranking"](5)
    plain = to_png(ranking(table), 60)
    found = []
    threads = [Thread(target=lambda: found.append(to_png(ranking(table), 60))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [plain] * 4


def test_the_font_has_every_character_that_the_project_writes():
    """Names of regions and labels of indicators: a □ in a name would be seen by everybody."""
    written = {char for region in regions().values() for char in region.name + region.name_en}
    written |= {
        char for each in catalogue().indicators.values() for char in each.name_zh + each.name_en
    }
    assert not {char for char in written if shown(char) == "□"}
