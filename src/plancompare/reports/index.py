"""The page that leads to all reports."""

from pathlib import Path

from plancompare.dataset import Dataset
from plancompare.reports.html import page
from plancompare.reports.render import HTML
from plancompare.reports.which import CROSS, QUALITY, reported_regions, title_of
from plancompare.reports.wording import Lang, made_from, phrases, say


def write_index(data: Dataset, output: Path, lang: Lang) -> Path:
    """Write `index.html` over the reports that are there.

    Args:
        data: The dataset that they were made from.
        output: The folder of the reports' folders.
        lang: `zh` or `en`.

    Returns:
        The page.
    """
    reports = [*reported_regions(data), CROSS, QUALITY]
    links = {
        report: {"path": f"{report}/{HTML}", "title": title_of(data, report, lang)}
        for report in reports
        if (output / report / HTML).is_file()
    }
    counts = data.regions.set_index("region_code")["observations"]
    text = page(
        "index.html.j2",
        lang,
        say=phrases(lang),
        pages=[links[report] for report in (CROSS, QUALITY) if report in links],
        regions=[
            link | {"note": _note(int(counts[report]), lang)}
            for report, link in links.items()
            if report in counts
        ],
        made_from=made_from(data.hash, lang),
    )
    path = output / "index.html"
    part = path.with_name(".index.html.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return path


def _note(count: int, lang: Lang) -> str:
    return say(lang, "value_count", count=count) if count else say(lang, "no_values")
