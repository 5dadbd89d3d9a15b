"""An answer: its table, its chart, and the words to cite it by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from plancompare.api.frames import handed
from plancompare.charts import CHARTS, Asked, Drawn, drawn
from plancompare.charts.data import chart_data
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError
from plancompare.reports.blocks.frames import as_html
from plancompare.reports.told.cite import cite
from plancompare.views.behind import sources_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_STATED = {"publication", "source_id", "theme_id"}  # columns that tell where a row is from
_SHOWN = 8  # rows that a notebook shows of an answer


@dataclass(frozen=True, repr=False)
class Result:
    """An answer: `.table`, `.chart()`, `.citation`.

    Example:
        >>> answer = d.compare("beds_per_1000")
        >>> answer.table.columns[:3].to_list()
        ['region_code', 'region', 'level']

    Attributes:
        table: The answer as a pandas DataFrame of your own.
        title: What was asked.
        charts: The charts that can be drawn of it, the usual one first.
    """

    table: pd.DataFrame
    title: str
    charts: tuple[str, ...] = ()
    _rows: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    _data: Dataset | None = field(default=None, repr=False)
    _asked: Asked = field(default_factory=Asked, repr=False)
    _options: Mapping[str, Any] = field(default_factory=dict, repr=False)
    _direct: bool = False  # the chart is drawn of `_rows` as they are

    @property
    def lang(self) -> Lang:
        """The language of chart and citation.

        Example:
            >>> d.compare("beds_per_1000").lang
            'zh'
        """
        return self._asked.lang

    def chart(self, kind: str = "", **options: Any) -> "Figure":  # noqa: ANN401 (the chart's)
        """Draw it: a matplotlib Figure, which a notebook displays and which you may change.

        Example:
            >>> figure = d.compare("beds_per_1000").chart(title="Beds")
            >>> d.compare("beds_per_1000").chart("tile_map").get_label()[:6]
            '每千人口医疗'

        Args:
            kind: One of `charts`; the first unless named.
            **options: The chart's own, as `title`, `notes`; docs/charts.md lists them.

        Returns:
            The figure; `figure.savefig("beds.png", dpi=300)` keeps it.

        Raises:
            UsageError: There is no such chart of this answer.
        """
        kind, found = self._drawn(kind)
        is_stated = _STATED.intersection(found.rows.columns)
        source = sources_of(self._dataset, found.rows, self.lang) if is_stated else ""
        given = {"source": source, **found.options, **options}
        return CHARTS[kind](found.rows, lang=self.lang, **given)

    def chart_data(self, kind: str = "") -> pd.DataFrame:
        """The data behind a chart, under the names that its readers know.

        Example:
            >>> d.compare("beds_per_1000").chart_data()["地区"].nunique() > 20
            True

        Args:
            kind: As for `chart`.

        Raises:
            UsageError: There is no such chart of this answer.
        """
        kind, found = self._drawn(kind)
        behind = chart_data(kind, found.rows, self.lang)
        return handed(pd.DataFrame(behind.rows, columns=list(behind.columns)))

    def _drawn(self, kind: str) -> tuple[str, Drawn]:
        """The chart's name, and the table that it draws."""
        kind = kind or next(iter(self.charts), "")
        if kind not in self.charts:
            drawable = ", ".join(self.charts) or "no chart"
            raise UsageError(f"this answer has no chart “{kind}”.", remedy=f"It has {drawable}.")
        if self._direct:
            return kind, Drawn(self._rows, self._options)
        return kind, drawn(self._dataset, kind, self._asked)

    @property
    def _dataset(self) -> Dataset:
        if self._data is None:
            raise UsageError("this answer was not made of a dataset.")
        return self._data

    @property
    def citation(self) -> str:
        """Who published these numbers and when, and the dataset's hash: a line to put under them.

        Example:
            >>> "plancompare" in d.compare("beds_per_1000").citation
            True
        """
        return cite(self._data, self._rows, self.lang) if self._data is not None else ""

    def __repr__(self) -> str:
        rows, columns = self.table.shape
        ways = f".table ({rows} × {columns}), .chart({' | '.join(self.charts)}), .citation"
        return f"<{self.title}: {ways}>"

    def _repr_html_(self) -> str:
        rows = as_html(self.table.head(_SHOWN))
        more = f"<p>… {len(self.table)} × {self.table.shape[1]}: <code>.table</code></p>"
        way = (
            f"<p><code>.chart()</code> {escape(', '.join(self.charts))}</p>" if self.charts else ""
        )
        cited = f"<p><small>{escape(self.citation)}</small></p>"
        return f"<p><b>{escape(self.title)}</b></p>{rows}{more}{way}{cited}"
