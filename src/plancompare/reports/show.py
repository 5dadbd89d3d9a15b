"""What notebooks display: headings, sentences, pictures and tables.

Text from data is escaped here, once, for every format that is made from the notebook's outputs.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pandas as pd
from IPython.display import HTML, Markdown, display
from matplotlib.figure import Figure

from plancompare.charts import alt_text, to_png
from plancompare.reports.wording import Lang, phrases

_SCREEN_DPI = 200  # 84 mm wide is then 661 pixels: sharp on a screen and in a briefing


def heading(text: str, level: int = 2) -> None:
    """Display a heading.

    Args:
        text: Its text.
        level: 1 for the report's title, 2 for a section, 3 for a part of one.
    """
    display(HTML(f"<h{level}>{escape(text)}</h{level}>"))


def sentences(texts: Iterable[str]) -> None:
    """Display sentences, a paragraph each."""
    display(HTML("".join(f"<p>{escape(text)}</p>" for text in texts)))


def picture(figure: Figure) -> None:
    """Display a chart as PNG, with its alt text."""
    alt = alt_text(figure)
    display(
        {"image/png": to_png(figure, _SCREEN_DPI), "text/plain": alt},
        metadata={"image/png": {"alt": alt}},
        raw=True,
    )


def table(rows: pd.DataFrame, columns: Sequence[str], lang: Lang) -> None:
    """Display a table under the columns' names in a language.

    Args:
        rows: With at least the columns named; cells are shown as they are.
        columns: Keys of `columns` in wording.toml, in order.
        lang: `zh` or `en`.
    """
    names: Mapping[str, str] = phrases(lang)["columns"]
    if rows.empty:
        sentences([phrases(lang)["none"]])
        return
    shown = rows[list(columns)].rename(columns=names)
    display(HTML(shown.to_html(index=False, border=0, na_rep=phrases(lang)["not_stated"])))


__all__ = ["HTML", "Markdown", "heading", "picture", "sentences", "table"]
