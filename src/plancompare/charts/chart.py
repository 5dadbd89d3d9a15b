"""What all charts share: the theme, the columns they need, what they do with an empty table.

`@chart` also says what belongs to a chart besides its drawing, so that a chart is one file: the
table that it draws of a dataset, an example, and what a spreadsheet can draw of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

import pandas as pd
from matplotlib.figure import Figure

from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.errors import ChartError
from plancompare.charts.sheet import Foot, Head, line_height, open_sheet, source_line
from plancompare.charts.theme import theme, themed
from plancompare.charts.words import words
from plancompare.errors import UsageError

if TYPE_CHECKING:
    from plancompare.dataset import Dataset

Kind = Literal["bars", "lines", "table"]
Draw = TypeVar("Draw", bound=Callable[..., Figure])


@dataclass(frozen=True)
class Series:
    """What an editable chart of Excel or PowerPoint shows: columns of numbers for every category.

    Attributes:
        category: The column that names what is compared.
        columns: The columns of numbers; those of one unit are on one scale.
        kind: What is made of them.
        across: Of a table, the column whose names stand across.
    """

    category: str
    columns: tuple[str, ...]
    kind: Kind = "bars"
    across: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart, with all that is known of it.

    Attributes:
        name: The name of its function, and of its file.
        draw: Draws a table.
        needs: Columns that the table must have.
        made: Makes the table of a dataset.
        example: Makes a fictional table of so many regions, or indicators.
        series: What can be edited of it; None where it is a picture everywhere.
    """

    name: str
    draw: Callable[..., Figure]
    needs: tuple[str, ...]
    made: Callable[["Dataset", Asked], Drawn]
    example: Callable[[int], Drawn]
    series: Series | None

    def __call__(self, table: pd.DataFrame, **options: Any) -> Figure:  # noqa: ANN401 (the chart's)
        """Draw a table.

        Raises:
            ChartError: It has no such option.
        """
        known = signature(self.draw).parameters
        if unknown := [each for each in options if each not in known]:
            raise ChartError(
                f"the chart “{self.name}” has no option “{unknown[0]}”.",
                remedy=f"It has {', '.join([*known][1:])}.",
            )
        return self.draw(table, **options)

    @property
    def purpose(self) -> str:
        """What it is for, in one line."""
        return str(self.draw.__doc__).partition("\n")[0]


CHARTS: dict[str, Chart] = {}
"""Every chart by its name."""


def chart(
    *,
    needs: tuple[str, ...],
    made: Callable[["Dataset", Asked], Drawn],
    example: Callable[[int], Drawn],
    series: Series | None = None,
) -> Callable[[Draw], Draw]:
    """Make a function a chart: drawn under the theme, from a table that has these columns.

    A table without the columns is an error that names them; one without rows gives a figure that
    says that there is nothing to draw. The arguments are the attributes of `Chart`.
    """

    def decorate(draw: Draw) -> Draw:
        @wraps(draw)
        def checked(table: pd.DataFrame, **options: Any) -> Figure:  # noqa: ANN401 (the chart's)
            _need(table, needs, draw.__name__)
            return _nothing(**options) if table.empty else draw(table, **options)

        name, drawing = draw.__name__, themed(checked)
        CHARTS[name] = Chart(name, drawing, needs, made, example, series)
        return cast(Draw, drawing)

    return decorate


def drawn(data: "Dataset", name: str, asked: Asked) -> Drawn:
    """The table that a chart draws of a dataset.

    Args:
        data: The dataset.
        name: The chart's name.
        asked: What it is to show.

    Returns:
        The table and the chart's options.

    Raises:
        UsageError: If there is no such chart, or what it needs is not named or not known.
    """
    if name not in CHARTS:
        known = ", ".join(sorted(CHARTS))
        raise UsageError(f"there is no chart “{name}”.", remedy=f"There are {known}.")
    return CHARTS[name].made(data, asked)


def _need(table: pd.DataFrame, columns: Iterable[str], name: str) -> None:
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ChartError(
            f"The table for the chart “{name}” lacks {', '.join(missing)}.",
            remedy=f"The columns that it needs are in help(plancompare.charts.{name}).",
        )


def _nothing(**options: Any) -> Figure:  # noqa: ANN401 (a chart's options)
    say = words(options.get("lang", "zh"))
    title = options.get("title") or say("title_nothing")
    foot = Foot(options.get("notes", ()), source_line(options.get("source", ""), say))
    height = line_height(theme().size.small)
    sheet = open_sheet(Head(title), foot, height, alt=say.sentence(title, []))
    sheet.say_nothing(say)
    return sheet.figure
