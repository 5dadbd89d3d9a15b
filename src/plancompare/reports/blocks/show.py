"""What notebooks display: headings, sentences, pictures and tables.

Each is shown twice: as HTML or SVG for whoever reads the notebook, its text escaped, and as a
block of `content`, of which the other formats are made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape

import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from plancompare.charts import CHARTS, alt_text, title_text, to_svg
from plancompare.charts.data import ChartData, chart_data
from plancompare.charts.export import scaled
from plancompare.charts.legible import legible
from plancompare.charts.outlines import outlined
from plancompare.charts.sheet import titled
from plancompare.charts.theme import theme
from plancompare.charts.words import words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.blocks.content import (
    MIME,
    SVG_MIME,
    Block,
    Cards,
    Heading,
    Picture,
    Sentences,
    TableBlock,
    bundle,
)
from plancompare.reports.blocks.frames import as_html
from plancompare.reports.told.brief import Brief
from plancompare.reports.told.card import Card
from plancompare.reports.told.cite import cite
from plancompare.reports.told.leads import leads_of
from plancompare.reports.told.wording import made_from, phrases, say
from plancompare.views.behind import sources_of

_PART: ContextVar[str] = ContextVar("part", default="")


def heading(text: str, level: int = 2, *, folded: bool = False) -> None:
    """Display a heading.

    Args:
        text: Its text.
        level: 1 for the report's title, 2 for a section, 3 for a part of one.
        folded: Whether a page shows what stands below it only when asked to.
    """
    text = legible(text)
    _display(Heading(text, level, folded), {"text/html": f"<h{level}>{escape(text)}</h{level}>"})


def cards(found: Iterable[Card]) -> None:
    """Display figures at a glance."""
    shown = Cards(tuple(found))
    items = "".join(
        f"<li><b>{escape(each.title)}</b> {escape(each.value + each.year)} {escape(each.text)}</li>"
        for each in shown.cards
    )
    _display(shown, {"text/html": f"<ul>{items}</ul>"})


def sentences(texts: Iterable[str], *, small: bool = False) -> None:
    """Display sentences, a paragraph each.

    Args:
        texts: The sentences.
        small: Whether documents print them small, as they do sources.
    """
    shown = tuple(legible(text) for text in texts)
    page = "".join(f"<p>{escape(text)}</p>" for text in shown)
    _display(Sentences(shown, small), {"text/html": page})


@contextmanager
def apart(part: str) -> Iterator[None]:
    """What is displayed meanwhile belongs to a part of its own: the page does not show it.

    Args:
        part: `brief`, for the documents that are sent on.
    """
    reset = _PART.set(part)
    try:
        yield
    finally:
        _PART.reset(reset)


def brief(data: Dataset, found: Brief, lang: Lang) -> None:
    """Display a brief as a part of its own: question, findings, charts, table, sources.

    Args:
        data: The dataset.
        found: The brief.
        lang: `zh` or `en`.
    """
    with apart("brief"):
        heading(found.title, 1)
        sentences([found.question])
        heading(say(lang, "brief_findings"))
        places = phrases(lang)["brief_places"]
        numbered = zip(places, found.findings, strict=False)
        sentences(say(lang, "brief_finding", place=at, sentence=told) for at, told in numbered)
        if len(found.table):
            heading(say(lang, "brief_figures"))
            table(found.table, list(found.table.columns), lang, found.caption)
            legend = words(lang).legend(found.table.to_numpy().astype(str).ravel())
            sentences([legend] if legend else [], small=True)
        if found.charts:
            heading(say(lang, "brief_charts"))
        for each in found.charts:
            options = {"source": "", **each.drawn.options, "cited": False}
            chart(data, each.kind, each.drawn.rows, name=each.name, lang=lang, **options)
        heading(say(lang, "sources"))
        sentences(found.sources, small=True)
        sentences([made_from(data.hash, lang)])


def picture(
    figure: Figure,
    *,
    name: str,
    data: ChartData,
    citation: str,
    compare: Iterable[tuple[str, str]] = (),
) -> None:
    """Display a chart with its alt text, its data and its citation.

    Args:
        figure: The chart.
        name: What it is called in file names and links: ASCII letters, digits, dot, dash and
            underscore, and no other in its report the same.
        data: The table that was drawn, from `chart_data`.
        citation: Its sources, from `cite`.
        compare: What compare.html is to show of its indicators, from `leads_of`.
    """
    text_svg = to_svg(figure, outlines=False).decode()
    block = Picture(
        name=name,
        title=legible(title_text(figure)),
        alt=legible(alt_text(figure)),
        citation=legible(citation),
        data=data,
        svg=outlined(text_svg),
        text_svg=text_svg,
        compare=tuple(compare),
        titled=titled(figure),
    )
    _display(block, {SVG_MIME: scaled(block.svg, theme().page.screen), "text/plain": block.alt})


def chart(  # noqa: PLR0913 (what a chart is, and is called)
    data: Dataset,
    kind: str,
    rows: pd.DataFrame,
    *,
    name: str,
    lang: Lang,
    cited: bool = True,
    **options: object,
) -> None:
    """Display a chart of the dataset, with its sources, its data and its citation.

    Args:
        data: The dataset.
        kind: The chart's name, as in `charts.CHARTS`.
        rows: The table that it draws.
        name: As for `picture`.
        lang: `zh` or `en`.
        cited: Whether its citation is printed below it.
        **options: The chart's own; `source` instead of the publications behind the rows.
    """
    given = {"source": sources_of(data, rows, lang), **options}
    figure = CHARTS[kind](rows, lang=lang, **given)
    told = cite(data, rows, lang) if cited else ""
    held = chart_data(kind, rows, lang, **options)
    leads = leads_of(kind, rows, lang, str(options.get("region", "")))
    picture(figure, name=name, data=held, citation=told, compare=leads)


def table(rows: pd.DataFrame, columns: Sequence[str], lang: Lang, caption: str = "") -> None:
    """Display a table under the columns' names in a language.

    Args:
        rows: With at least the columns named; cells are shown as they are, and columns without any
            text not at all.
        columns: Keys of `columns` in wording.toml, in order.
        lang: `zh` or `en`.
        caption: What it shows.
    """
    if rows.empty:
        sentences([phrases(lang)["none"]])
        return
    names: Mapping[str, str] = phrases(lang)["columns"]
    shown = rows[list(columns)].astype("object").fillna(phrases(lang)["not_stated"])
    shown = shown.map(lambda cell: legible(str(cell))).rename(columns=names)
    shown = shown.loc[:, (shown != "").any()]
    cells = tuple(tuple(row) for row in shown.itertuples(index=False))
    block = TableBlock(tuple(shown.columns), cells, legible(caption))
    _display(block, {"text/html": as_html(shown)})


def _display(block: Block, shown: Mapping[str, str]) -> None:
    display({**shown, MIME: bundle(block, _PART.get())}, raw=True)  # type: ignore[no-untyped-call]


__all__ = ["apart", "brief", "cards", "chart", "heading", "picture", "sentences", "table"]
