"""What all charts share: the theme, the columns they need, what they do with an empty table."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar, cast

import pandas as pd
from matplotlib.figure import Figure

from plancompare.charts.errors import ChartError
from plancompare.charts.sheet import Foot, Head, line_height, open_sheet, source_line
from plancompare.charts.theme import theme, themed
from plancompare.charts.words import words

Chart = TypeVar("Chart", bound=Callable[..., Figure])


def chart(*columns: str) -> Callable[[Chart], Chart]:
    """Make a function a chart: drawn under the theme, from a table that has these columns.

    A table without the columns is an error that names them; one without rows gives a figure that
    says that there is nothing to draw.
    """

    def decorate(draw: Chart) -> Chart:
        @wraps(draw)
        def checked(table: pd.DataFrame, **options: Any) -> Figure:  # noqa: ANN401 (the chart's)
            _need(table, columns, draw.__name__)
            return _nothing(**options) if table.empty else draw(table, **options)

        return cast(Chart, themed(checked))

    return decorate


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
