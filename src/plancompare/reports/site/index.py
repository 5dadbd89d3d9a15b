"""The pages that lead to all reports: the index with its search, and the gallery of charts."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plancompare.charts.words import words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.files.chart_list import Chart, read_charts
from plancompare.reports.files.html import page
from plancompare.reports.files.ways import COMPARE, Ways, editions, ways
from plancompare.reports.run.make import FAILED, MARK
from plancompare.reports.run.render import HTML
from plancompare.reports.run.tasks import PACKAGE, hash_package
from plancompare.reports.run.which import ACROSS, QUALITY, titles_of
from plancompare.reports.site.compare.page import compare_page, inert
from plancompare.reports.site.front import cards, urgent
from plancompare.reports.site.search import keys, things_of
from plancompare.reports.site.tiles import tile_map
from plancompare.reports.told.wording import made_from, say

INDEX, GALLERY = "index.html", "gallery.html"
PARTS = ("brief", "annex", "report")  # of what is printed
_ACROSS = "across"  # the level of what compares regions


@dataclass(frozen=True)
class Report:
    """A report that was made.

    Attributes:
        id: Its folder.
        title: What lists call it.
        level: Its region's; `across` for what compares regions and plans.
        keys: What a search finds it by.
        note: How much there is in it.
        failed: Whether it failed when it was last made: what is there is the version before.
        files: Its other formats, by their names.
        charts: Its charts.
    """

    id: str
    title: str
    level: str
    keys: str
    note: str
    failed: bool
    files: tuple[str, ...]
    charts: tuple[Chart, ...]

    @property
    def section(self) -> str:
        """The part of the index that lists it: `across`, `plans` or `regions`."""
        if self.id in ACROSS:
            return "across"
        return "plans" if self.level == _ACROSS else "regions"

    @property
    def path(self) -> str:
        """Its page, from the index."""
        return f"{self.id}/{HTML}"


def write_site(data: Dataset, output: Path, languages: Sequence[Lang]) -> Path:
    """Write the pages over the reports that are there, in each language, if anything changed.

    They are `index.html` and `gallery.html` of each language, and one `compare.html`.

    Args:
        data: The dataset that the reports were made from.
        output: The folder of the first language's reports; others have a folder each in it.
        languages: The languages, the first of which lies at the top.

    Returns:
        The index of the first language.
    """
    write_compare(data, output, languages)
    first, *_ = [write_index(data, output, lang, languages) for lang in languages]
    return first


def write_compare(data: Dataset, output: Path, languages: Sequence[Lang]) -> None:
    """Write `compare.html`, which holds no report, if the dataset or the program changed.

    Args:
        data: The dataset.
        output: The top of the site.
        languages: The languages of the site, the first of which the page opens in.
    """
    made_of = _made_of(data, languages)
    if not _ends(output / COMPARE, made_of):
        _write(output / COMPARE, compare_page(data, languages) + made_of)


def write_index(data: Dataset, output: Path, lang: Lang, languages: Sequence[Lang] = ()) -> Path:
    """Write the index and the gallery of one language, if anything that they show changed.

    Args:
        data: The dataset.
        output: The top of the site.
        lang: The language.
        languages: All languages of the site, the first of which lies at the top.

    Returns:
        The index.
    """
    every = tuple(languages) or (lang,)
    [here] = [each for each in editions(every) if each.lang == lang]
    folder = output / here.folder
    state = _state(data, folder, every, lang)
    if _is_written(folder, state):
        return folder / INDEX
    titles = titles_of(data, lang)
    made = [each for each in titles if (folder / each / HTML).is_file()]
    reports = [_report(data, folder / each, titles[each], lang) for each in made]
    levels = {each.level: None for each in reports}
    shared = {"reports": reports, "levels": levels, "made_from": made_from(data.hash, lang)}
    indicators = _indicators(data, reports, lang)
    headings = {"across": "index_all", "plans": "plans_index", "regions": "index_reports"}
    sections = {name: say(lang, key) for name, key in headings.items()}
    gallery = page("gallery.html.j2", lang, ways(lang, every, GALLERY), keys=keys, **shared)
    _write(folder / GALLERY, gallery)
    leads = ways(lang, every, INDEX)
    front = _front(data, lang, leads, made) | {"indicators": indicators, "sections": sections}
    index = page("index.html.j2", lang, leads, **front, **shared)
    return _write(folder / INDEX, index + state)


def _front(data: Dataset, lang: Lang, leads: Ways, made: Sequence[str]) -> dict[str, object]:
    """What the index says before it lists the reports."""
    rows, count = urgent(data, lang)
    return {
        "cards": cards(data, lang),
        "map": tile_map(data, lang, leads.compare, made),
        "urgent": rows.to_dict("records"),
        "urgent_marks": words(lang).legend(rows["flags"]),
        "urgent_more": say(lang, "urgent_more", count=count, shown=len(rows)),
        "things": inert(things_of(data, lang)),
    }


def _made_of(data: Dataset, languages: Sequence[Lang]) -> str:
    """What compare.html was made of, as a comment at its end."""
    return _mark([data.hash, list(languages), hash_package(PACKAGE)])


def _mark(parts: object) -> str:
    return f"<!-- {hashlib.sha256(json.dumps(parts).encode()).hexdigest()} -->\n"


def _ends(path: Path, mark: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8").endswith(mark)


def _state(data: Dataset, output: Path, languages: Sequence[Lang], lang: Lang) -> str:
    """What the pages were made of, as a comment at the end of one."""
    marks = sorted((path.parent.name, path.stat().st_mtime_ns) for path in output.glob(f"*/{MARK}"))
    failed = sorted(path.parent.name for path in output.glob(f"*/{FAILED}"))
    return _mark([data.hash, list(languages), lang, hash_package(PACKAGE), marks, failed])


def _is_written(output: Path, state: str) -> bool:
    return (output / GALLERY).is_file() and _ends(output / INDEX, state)


def _report(data: Dataset, folder: Path, title: str, lang: Lang) -> Report:
    regions = data.regions.set_index("region_code")
    is_region = folder.name in regions.index
    row = regions.loc[folder.name].to_dict() if is_region else {}
    kinds = ("pdf", "docx", "pptx")
    printed = (folder / f"{part}.{kind}" for part in PARTS for kind in kinds)
    return Report(
        id=folder.name,
        title=title,
        level=row.get("level", _ACROSS),
        keys=keys(title, folder.name if is_region else "", row.get("name_en", "")),
        note=_note(row["observations"], lang) if is_region else "",
        failed=(folder / FAILED).is_file(),
        files=tuple(path.name for path in printed if path.is_file()),
        charts=tuple(read_charts(folder)),
    )


def _note(count: int, lang: Lang) -> str:
    return say(lang, "value_count", count=count) if count else say(lang, "no_values")


def _indicators(data: Dataset, reports: Iterable[Report], lang: Lang) -> list[Mapping[str, object]]:
    """The indicators that a chart shows, in the catalogue's order, with these charts.

    The one of data quality shows which are stated, not what is stated of them.
    """
    shown = defaultdict(list)
    for report in reports:
        for chart in report.charts if report.id != QUALITY else ():
            for name in chart.indicators:
                shown[name].append({"report": report, "chart": chart})
    both = data.indicators[["name_zh", "name_en"]].itertuples(index=False)
    named = [(zh if lang == "zh" else en, keys(zh, en)) for zh, en in both]
    return [
        {"name": name, "found_by": found_by, "shown": shown[name]}
        for name, found_by in named
        if name in shown
    ]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return path
