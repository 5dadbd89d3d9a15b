"""What index and gallery need of a report: its charts' pictures, and a list of them.

All else they ask of the report's own page, which holds it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from plancompare.domain.languages import Lang
from plancompare.reports.blocks.content import Block, Picture
from plancompare.reports.blocks.layout import picture_size
from plancompare.reports.told.wording import phrases

LIST, FOLDER = "charts.json", "charts"


@dataclass(frozen=True)
class Chart:
    """A chart of a report, without the picture.

    Attributes:
        name: As in its report's page, where it is the anchor, and in its files' names.
        title: What stands above it.
        alt: What it says in words.
        citation: Its sources.
        indicators: Names of the indicators that it shows.
        width: In points, as drawn.
        height: In points.
    """

    name: str
    title: str
    alt: str
    citation: str
    indicators: tuple[str, ...]
    width: float
    height: float


def chart_files(blocks: Iterable[Block], lang: Lang) -> Mapping[str, bytes]:
    """What lies beside a report: its charts as SVG, and the list of them.

    Args:
        blocks: The report.
        lang: `zh` or `en`.

    Returns:
        Contents by file name, relative to the report's folder.
    """
    pictures = [block for block in blocks if isinstance(block, Picture)]
    listed = [asdict(_chart(picture, lang)) for picture in pictures]
    drawn = {f"{FOLDER}/{picture.name}.svg": picture.svg.encode() for picture in pictures}
    return {LIST: json.dumps(listed, ensure_ascii=False, indent=1).encode(), **drawn}


def read_charts(folder: Path) -> list[Chart]:
    """The charts of a report that was made; none where it has none.

    Args:
        folder: The report's.
    """
    path = folder / LIST
    if not path.is_file():
        return []
    listed = json.loads(path.read_text(encoding="utf-8"))
    return [Chart(**{**each, "indicators": tuple(each["indicators"])}) for each in listed]


def _chart(picture: Picture, lang: Lang) -> Chart:
    width, height = picture_size(picture)
    return Chart(
        name=picture.name,
        title=picture.title,
        alt=picture.alt,
        citation=picture.citation,
        indicators=tuple(dict.fromkeys(_indicators(picture, phrases(lang)["columns"]["name"]))),
        width=width,
        height=height,
    )


def _indicators(picture: Picture, column: str) -> Iterator[str]:
    if column in picture.data.columns:
        place = picture.data.columns.index(column)
        yield from (str(row[place]) for row in picture.data.rows)
