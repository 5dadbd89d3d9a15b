"""Scans beside the text that they were printed from: `python benchmarks/bench_scans.py`.

Five fictional plans with a table of indicators are set by Typst, once as a PDF with text, and
once printed at 300 dots an inch, laid askew by 1.5 degrees and kept as JPEG of quality 60. Told
are the errors in characters, the figures that both versions give, whether the box of each figure
holds its number on the page, and the time. `--pages 300` reads a scan of so many pages in the
bounded process that commands use, and tells its time and memory.
"""

import argparse
import io
import math
import random
import resource
import time
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2 as pdfium
import typst
from PIL import Image

from plancompare.cli.documents import rows_of
from plancompare.extraction import read_figures
from plancompare.extraction.figure import ExtractedFigure
from plancompare.guard.apart import apart
from plancompare.reading import read_document
from plancompare.reading.document import Area, Document

DOTS, SKEW, QUALITY = 300, 1.5, 60
PLANS = 5
CONTENT = Path(__file__).parents[1] / "examples" / "plan" / "content.toml"
PLACES = ("云溪市", "澄湖市", "松岭县", "白鹭州", "望川区")
SIZES = (12, 10.5, 14, 11, 12)
FONTS = ("Noto Sans CJK SC", "Droid Sans Fallback")
INDICATORS = (
    ("人均预期寿命", "岁", 78.2, 1.2, 1),
    ("孕产妇死亡率", "1/10万", 11.4, -1.9, 1),
    ("婴儿死亡率", "‰", 4.6, -0.5, 2),
    ("5岁以下儿童死亡率", "‰", 6.1, -0.4, 2),
    ("每千人口医疗卫生机构床位数", "张", 6.21, 0.9, 2),
    ("每千人口执业（助理）医师数", "人", 2.71, 0.5, 2),
    ("每千人口注册护士数", "人", 3.05, 0.9, 2),
    ("居民健康素养水平", "%", 22.4, 6.3, 1),
    ("高血压患者规范管理率", "%", 63.5, 6.5, 1),
    ("65岁及以上老年人健康管理率", "%", 68, 5, 0),
)


@dataclass(frozen=True)
class Compared:
    """A scan beside its text version."""

    errors: float
    f1: float
    figures: int
    on_number: float
    seconds: float
    pages: int


def source(number: int) -> str:
    """A fictional plan as Typst sets it."""
    chance = random.Random(number)
    drawn = [(name, unit, *_values(each, chance)) for name, unit, *each in INDICATORS]
    rows = "".join(
        f"[{place + 1}], [{name}（{unit}）], [{before}], [{after}], [预期性],\n"
        for place, (name, unit, before, after) in enumerate(drawn)
    )
    content = tomllib.loads(CONTENT.read_text("utf-8"))
    prose = "\n\n".join(_escaped(each) for each in (*content["before"][2:], *content["after"]))
    said = "；".join(
        f"{name}达到{after}{unit}" if unit != "1/10万" else f"{name}降到{after}/10万"
        for name, unit, _, after in drawn[::2]
    )
    size, font = SIZES[number % PLANS], FONTS[number % len(FONTS)]
    return f"""#set page(paper: "a4", margin: 2.4cm, numbering: "— 1 —")
#set text(font: "{font}", size: {size}pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
#align(center, text(size: 18pt)[{PLACES[number]}“十四五”卫生健康发展规划（虚构）])

到2025年，{said}。

{prose}

#align(center)[主要指标表]
#table(columns: (1.2cm, 1fr, 2.2cm, 2.2cm, 2.2cm), [序号], [指标], [2020年], [2025年], [属性],
{rows})
"""


def _values(each: tuple[float, float, int], chance: random.Random) -> tuple[str, str]:
    value, change, places = each
    before = value * chance.uniform(0.97, 1.03)
    after = before + change * chance.uniform(0.8, 1.2)
    return f"{before:.{places}f}", f"{after:.{places}f}"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "#*_`<>@$[]-=+/~" else sign for sign in text)


def scanned(pdf: bytes) -> bytes:
    """The pages of a PDF as a scanner gives them, as a PDF of pictures."""
    pictures = []
    for page in pdfium.PdfDocument(pdf):
        picture = page.render(scale=DOTS / 72).to_pil().convert("RGB")
        askew = picture.rotate(-SKEW, Image.Resampling.BICUBIC, fillcolor="white")
        squeezed = io.BytesIO()
        askew.save(squeezed, "JPEG", quality=QUALITY)
        pictures.append(Image.open(squeezed))
    made = io.BytesIO()
    pictures[0].save(
        made, "PDF", save_all=True, append_images=pictures[1:], resolution=DOTS, quality=QUALITY
    )
    return made.getvalue()


def compared(text: Document, scan: Document, seconds: float, pages: int) -> Compared:
    """How far a scan gives what the text gives."""
    theirs, ours = (read_figures(each).figures for each in (text, scan))
    there, here = set(map(_what, theirs)), set(map(_what, ours))
    same = len(there & here)
    placed = [figure for figure in ours if _what(figure) in there]
    hits = [
        any(_on_number(scan, each, text, other) for other in theirs if _what(other) == _what(each))
        for each in placed
    ]  # a value that stands in the prose and in the table has two places
    return Compared(
        errors=character_errors(text.text, scan.text),
        f1=2 * same / (len(there) + len(here)),
        figures=len(there),
        on_number=sum(hits) / len(hits),
        seconds=seconds,
        pages=pages,
    )


def character_errors(right: str, found: str) -> float:
    """The share of characters that are wrong, missing or too many; white space aside."""
    right, found = ("".join(each.split()) for each in (right, found))
    steps = SequenceMatcher(None, right, found, autojunk=False).get_opcodes()
    wrong = sum(max(b - a, d - c) for kind, a, b, c, d in steps if kind != "equal")
    return wrong / len(right)


def _what(figure: ExtractedFigure) -> tuple[object, ...]:
    return figure.indicator_id or figure.label, figure.value, figure.unit, figure.year, figure.role


def _on_number(
    scan: Document, ours: ExtractedFigure, text: Document, theirs: ExtractedFigure
) -> bool:
    """Whether the value's box on the scan holds the middle of the value on the printed page."""
    places = [_areas(document, figure) for document, figure in ((scan, ours), (text, theirs))]
    return any(a.page == b.page and _near(a, b) for a in places[0] for b in places[1])


def _areas(document: Document, figure: ExtractedFigure) -> list[Area]:
    at = document.original.find(figure.value_printed, figure.start, figure.end)
    at = at if at >= 0 else figure.start
    return document.places.areas(at, at + len(figure.value_printed)) if document.places else []


def _near(scan: Area, printed: Area) -> bool:
    """Whether the middle of the printed value, turned as the page was, is in the box or at it."""
    width, height = 595.3, 841.9
    angle = math.radians(SKEW)
    dx = (printed.left + printed.right) / 2 - width / 2
    dy = (printed.bottom + printed.top) / 2 - height / 2
    x = width / 2 + dx * math.cos(angle) + dy * math.sin(angle)
    y = height / 2 - dx * math.sin(angle) + dy * math.cos(angle)
    return scan.left - 3 < x < scan.right + 3 and scan.bottom - 3 < y < scan.top + 3


def measure(folder: Path) -> list[Compared]:
    """Make the plans, read them both ways, and set them side by side."""
    found = []
    for number in range(PLANS):
        pdf = typst.compile(source(number).encode("utf-8"))
        paths = folder / f"plan{number}.pdf", folder / f"scan{number}.pdf"
        paths[0].write_bytes(pdf)
        paths[1].write_bytes(scanned(pdf))
        text = read_document(paths[0])
        start = time.process_time()
        scan = read_document(paths[1])
        seconds = time.process_time() - start
        found.append(compared(text, scan, seconds, len(pdfium.PdfDocument(pdf))))
        each = found[-1]
        print(
            f"{paths[1].name}: {each.pages} pages, character errors {each.errors:.2%}, "
            f"F1 of {each.figures} figures {each.f1:.3f}, boxes on their number "
            f"{each.on_number:.1%}, {each.seconds / each.pages:.1f} s of CPU a page",
            flush=True,
        )
    return found


def long_scan(folder: Path, pages: int) -> None:
    """Read a scan of many short pages as commands do, and tell its time and memory."""
    short = source(0).split("#align(center)[主要指标表]")[0].rpartition("\n\n")[0][:420]
    one = pdfium.PdfDocument(scanned(typst.compile(short.encode("utf-8"))))
    many = pdfium.PdfDocument.new()
    while len(many) < pages:
        many.import_pages(one)
    path = folder / "long.pdf"
    many.save(path)
    start = time.monotonic()
    figures, _ = apart(rows_of, path, "330000", where=path)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{len(many)} pages, {len(figures)} figures: {time.monotonic() - start:.0f} s, "
        f"{used.ru_utime / len(many):.1f} s of CPU a page, at most {used.ru_maxrss // 1024} MB"
    )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/bench_scans"))  # noqa: S108
    parser.add_argument("--pages", type=int, default=0)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.pages:
        long_scan(asked.folder, asked.pages)
    else:
        measure(asked.folder)


if __name__ == "__main__":
    main()
