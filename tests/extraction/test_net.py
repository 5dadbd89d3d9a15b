"""The net: what the program reads in all own texts, so that a change shows what it gains and loses.

`net.tsv` is what is read now, right or wrong. Where a change is meant, write it anew and look at
its diff before you commit it: `python tests/extraction/test_net.py`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from built_documents import document

from plancompare.extraction import ExtractedFigure, extract
from plancompare.extraction.forms import table
from plancompare.reading import read_document

HERE = Path(__file__).parent
NET = HERE / "net.tsv"
LEVELS = {"province": "520000", "healthy": "520000", "county": "510623", "district": "310106"}
# every sentence of cases.toml and forms.toml is read as one of a plan and as one of a report
DOCUMENTS = {
    "goal": ((2021, 2025), "二、发展目标", "某市卫生健康规划"),
    "report": ((2023, 2023), "一、工作情况", "2023年某市卫生健康工作总结"),
}


def line(text: str, figure: ExtractedFigure) -> str:
    ends = (end for end in (figure.value, figure.value_upper) if end is not None)
    value = "~".join(f"{end.normalize():f}" for end in ends)
    name = figure.indicator_id or f"({figure.label})"
    told = (text, name, value, figure.unit, figure.bound, figure.year or "", figure.role)
    return "\t".join(map(str, told))


def lines() -> Iterator[str]:
    """A line for each figure that is read in the project's own texts."""
    for path in sorted((HERE / "held_out").glob("*.txt")):
        code = next((c for word, c in LEVELS.items() if path.stem.startswith(word)), "330100")
        for figure in extract(read_document(path), region_code=code):
            yield line(path.stem, figure)
    cases = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]
    examples = [row["example"] for rows in table().values() for row in rows]
    for text in dict.fromkeys([*examples, *(case["text"] for case in cases)]):
        for name, (period, place, title) in DOCUMENTS.items():
            for figure in extract(
                document((place, text), title=title), region_code="330100", period=period
            ):
                yield line(f"{name} {text[:24]}".replace("\n", " "), figure)


def test_nothing_is_read_otherwise_than_before():
    before, now = Counter(NET.read_text(encoding="utf-8").splitlines()), Counter(lines())
    lost = [f"- {each}" for each in (before - now).elements()]
    gained = [f"+ {each}" for each in (now - before).elements()]
    assert not lost + gained, "\n".join([*sorted(lost + gained, key=lambda each: each[2:])])


if __name__ == "__main__":
    NET.write_text("".join(f"{each}\n" for each in lines()), encoding="utf-8")
