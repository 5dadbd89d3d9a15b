"""Looking around in a dataset: choose, and chart, table, provenance and code follow."""

from typing import Any

import anywidget
import traitlets

from plancompare.api.data import Data
from plancompare.api.explored import Choice, View, options_of, view_of
from plancompare.api.opening import load
from plancompare.api.shipped import beside


def explore(data: Data | None = None, **choice: Any) -> "Explorer":  # noqa: ANN401 (as Choice has)
    """An explorer of the dataset, to be displayed in JupyterLab, VS Code or Voilà.

    Example:
        >>> explorer = pc.explore(d, region="内蒙古", indicator="beds_per_1000")
        >>> "d.compare(" in explorer.code
        True

    Args:
        data: The dataset; that of `pc.load()` unless given.
        **choice: What is chosen at first: `region`, `indicator`, `second` (an indicator to set
            against it), `benchmark` (as `how` in `Data.peers`), `year`, `chart`.

    Returns:
        The widget; its `code` makes again what it shows.
    """
    return Explorer(data or load(), **choice)


class Explorer(anywidget.AnyWidget):
    """A widget whose chart, table, provenance and code follow what is chosen."""

    _esm = beside(__file__, "explorer.js")
    _css = beside(__file__, "explorer.css")

    region = traitlets.Unicode("").tag(sync=True)
    indicator = traitlets.Unicode("").tag(sync=True)
    second = traitlets.Unicode("").tag(sync=True)
    benchmark = traitlets.Unicode("level").tag(sync=True)
    year = traitlets.Unicode("").tag(sync=True)
    chart = traitlets.Unicode("").tag(sync=True)
    picked = traitlets.Unicode("").tag(sync=True)

    options = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    provenance = traitlets.Unicode("").tag(sync=True)

    def __init__(self, data: Data, **choice: Any) -> None:  # noqa: ANN401
        self._data = data
        chosen = Choice.of(data, **choice)
        super().__init__(**chosen.as_texts(), **options_of(data))
        self.observe(self._renew, list(chosen.as_texts()))
        self.observe(self._explain, "picked")
        self._renew()

    @property
    def view(self) -> View:
        """What is shown of the present choice."""
        names = Choice.of(self._data).as_texts()
        return view_of(self._data, Choice(**{name: getattr(self, name) for name in names}))

    @property
    def code(self) -> str:
        """The code that makes again what is shown."""
        return str(self.shown["code"])

    def _renew(self, _change: object = None) -> None:
        self.shown = self.view.as_shown()
        self.picked = ""

    def _explain(self, change: Any) -> None:  # noqa: ANN401 (a traitlets' Bunch)
        told = self._data.explain(change["new"])._repr_html_() if change["new"] else ""
        self.provenance = told
