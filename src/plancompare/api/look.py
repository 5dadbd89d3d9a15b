"""The look of the suite for charts of one's own."""

from typing import Any

import matplotlib
from cycler import cycler

from plancompare.charts.theme import register_font
from plancompare.charts.theme import theme as of_charts

_LARGER = 1.35  # the suite's charts are half a page wide; those in a notebook are wider
_SPARE = ("Noto Sans CJK SC", "sans-serif")  # for what the charts' own font does not have
_CYCLE = ("better", "worse", "ink", "band", "middle", "muted")


def theme() -> None:
    """Let matplotlib and seaborn draw as the suite does, Chinese text included.

    Call it after `seaborn.set_theme`, which would undo it. `matplotlib.rcdefaults()` ends it.

    Example:
        >>> pc.theme()
        >>> import matplotlib
        >>> matplotlib.rcParams["font.family"][0]
        'Plan Sans SC'
    """
    register_font()
    settings: Any = matplotlib.rcParams
    settings.update(_settings())


def _settings() -> dict[str, object]:
    look = of_charts()
    sizes = {
        name: round(value * _LARGER, 2)
        for name, value in look.rc.items()
        if name == "font.size" or name.endswith("labelsize")
    }
    colours = cycler(color=[look.colour[name] for name in _CYCLE])
    titles = {"axes.titlesize": look.size.title * _LARGER, "axes.titlelocation": "left"}
    return {
        **look.rc,
        **sizes,
        **titles,
        "axes.prop_cycle": colours,
        "figure.dpi": 110,
        "font.family": [*look.rc["font.family"], *_SPARE],
    }
