"""The look of all charts: colours, sizes and the font, from theme.toml.

A chart function is wrapped in `themed`: it draws under matplotlib's defaults and the theme,
whatever the caller has set (seaborn's `set_theme`, a matplotlibrc), and leaves the caller's
settings as they were. Every artist takes its font and colours when it is made, so a figure looks
the same wherever it is shown later.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from threading import RLock
from typing import Any, ParamSpec, TypeVar

import matplotlib
from matplotlib import font_manager

from plancompare.owndata import toml_beside

_LOCK = RLock()

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Page:
    """Measures of a figure, in points; `rows_most` and `names_most` are counts."""

    width: float
    margin: float
    gap: float
    screen: float
    dpi: int
    rows_most: int
    names_most: int


@dataclass(frozen=True)
class Size:
    """Font sizes in points; `leading` is line height over font size."""

    title: float
    body: float
    small: float
    leading: float


@dataclass(frozen=True)
class Theme:
    """What theme.toml says."""

    lines: Sequence[str]
    page: Page
    size: Size
    colour: Mapping[str, str]
    status: Mapping[str, str]
    ramp: Mapping[str, Sequence[str]]
    rc: Mapping[Any, Any]


@cache
def theme() -> Theme:
    """The theme, read once."""
    data = dict(toml_beside(__file__, "theme.toml"))
    page, size = Page(**data.pop("page")), Size(**data.pop("size"))
    return Theme(page=page, size=size, **data)


def colour(name: str) -> str:
    """The colour of that name, as `#RRGGBB`."""
    return theme().colour[name]


def status_colour(status: str) -> str:
    """The colour of a gap's status."""
    return colour(theme().status.get(status, "muted"))


def font_path() -> Path:
    """The file of the charts' Chinese font, which is a subset of Noto Sans CJK SC (see OFL.txt).

    It has a name of its own, so that no font which a machine happens to have is taken for it, and
    charts look the same wherever they are drawn.
    """
    return Path(__file__).with_name("font") / "PlanSansSC-Regular.otf"


def font_family() -> str:
    """The name of the charts' font, as matplotlib and typst find it."""
    return str(theme().rc["font.family"][0])


@cache
def register_font() -> None:
    """Make the CJK font known to matplotlib."""
    font_manager.fontManager.addfont(font_path())


def themed(draw: Callable[P, R]) -> Callable[P, R]:
    """Draw under the theme alone; one thread at a time, for matplotlib's settings are global."""

    @wraps(draw)
    def under_theme(*args: P.args, **kwargs: P.kwargs) -> R:
        with _LOCK, matplotlib.rc_context():
            register_font()
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(theme().rc)
            return draw(*args, **kwargs)

    return under_theme
