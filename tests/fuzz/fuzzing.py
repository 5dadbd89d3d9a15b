"""Inputs by chance: whatever a file holds, it is read or refused with a documented error.

`make fuzz` tries 100,000 a door; `python tests/fuzz/fuzzing.py values 5000` some of one. A seed and
a number name each input, so that a finding can be made again; findings become cases of the tests.
"""

# ruff: noqa: E501 (the inputs)
import functools
import io
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from plancompare.errors import PlancompareError
from plancompare.extraction import extract
from plancompare.language import parse_value
from plancompare.reading import read_document
from plancompare.sources import load_source

SEED = 19
LONGEST = 20  # seconds an input may compute; a busy machine is no fault of it
HEAD = "label,value,year,role,nature,place\n"
META = 'title = "虚构规划"\nregion = "150500"\nfirst_year = 2021\nlast_year = 2025\nkind = "plan"\n'
WORDS = ["达到", "到", "为", "不低于", "≥", "≤", "<", ">", "以上", "以下", "左右", "%", "‰", "/10万", "人", "张", "岁", "万", "亿", "百分之", "成", "比", "2020年", "基期", "年均", "增长", "降低", "个百分点", "-", "~", "—", "/", "、", ";", ",", ".", "1", "80", "52.4", "1,200", "〇", "一", "十二", "千", "分别", "床位数", "每千人口", "健康", "规划", "主要指标", "๗", "٣", "²", "½", "�", "\u202e", "\x1b[2J", "\x00", "\ufeff", "\u200b", "(", ")", "（", "）", "〔", "〕", "《", "》", "|", "\t", "\n", "=", "==", "[[", "]]", "[", "]", "{", "}", '"', "'", "#", "\\", ".", "..", "9999", "2099", "1e9", "true", "2024-01-01", "region", "correction", "label", "value"]  # fmt: skip
SEEDS = {
    "values": "不低于90%",
    "text": "一、目标\n到2025年,每千人口床位数达到7.5张,人均预期寿命达到78岁以上。\n指标 2020 2025\n床位 6 7\n",
    "html": "<html><meta charset=utf-8><table><tr><td>床位<td>6<tr><td>医师<td>2</table><p>达到7张</p>",
    "source.toml": META,
    "figures.csv": HEAD + "床位数,7.24,2020,actual,,一\n",
    "corrections.toml": '[[correction]]\nlabel = "床位数"\nplace = "一"\nexpects = "7"\naction = "drop"\n'
    'reason = "x"\nstatus = "open"\n',
    "measures.csv": "place,theme,lead_agencies,supporting_agencies,count,unit,year\n(一)基层,primary_care,卫生健康委,,3,个,2025\n",
}  # fmt: skip
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 120>>stream
0 0 m 200 0 l 0 50 m 200 50 l 0 99 m 200 99 l 0 0 m 0 99 l 90 0 m 90 99 l 200 0 m 200 99 l S BT /F 9 Tf 9 9 Td (7.5) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""
DOORS = (*SEEDS, "docx", "pdf")


def mutated(text: str, chance: random.Random) -> str:
    """A text with some of its parts left out, doubled, or replaced by words that matter."""
    for _ in range(chance.randint(1, 8)):
        place = chance.randint(0, len(text))
        end = min(len(text), place + chance.choice((0, 1, 2, 9)))
        word = chance.choice(WORDS) * chance.choice((1, 1, 1, 2, 30))
        text = text[:place] + chance.choice((word, word, "", text[place:end] * 3)) + text[end:]
    return text


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes with some of them changed, left out or put twice."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(found))
        found[place : place + chance.choice((0, 1, 1, 3))] = chance.randbytes(chance.randint(0, 3))
    return bytes(found) or b"\0"


@functools.cache
def _word_document() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("到2025年,每千人口床位数达到7.5张。")
    table = document.add_table(2, 2)
    table.cell(1, 1).text = "7.5"
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _docx(chance: random.Random) -> bytes:
    mended = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_word_document())) as old,
        zipfile.ZipFile(mended, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name in ("word/document.xml", "word/styles.xml"):
                content = damaged(content, chance)
            new.writestr(name, content)
    return mended.getvalue() if chance.random() < 0.9 else damaged(mended.getvalue(), chance)


def _as_bytes(text: str, chance: random.Random) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return damaged(data, chance) if chance.random() < 0.2 else data


def try_one(door: str, number: int, folder: Path) -> None:
    """One input by its number; raises what is no documented error."""
    chance = random.Random(f"{SEED} {door} {number}")
    try:
        if door == "values":
            parse_value(mutated(SEEDS[door], chance))
        elif door in ("text", "html", "docx", "pdf"):
            content = {"docx": _docx, "pdf": lambda it: damaged(PDF, it)}.get(
                door, lambda it: _as_bytes(mutated(SEEDS[door], it), it)
            )(chance)
            (folder / "plan").write_bytes(content)
            extract(read_document(folder / "plan"))
        else:
            (folder / "source.toml").write_text(META, encoding="utf-8")
            (folder / "figures.csv").write_text(SEEDS["figures.csv"], encoding="utf-8")
            (folder / door).write_bytes(_as_bytes(mutated(SEEDS[door], chance), chance))
            load_source(folder)
    except PlancompareError as error:
        line = str(error)
        assert line.isprintable() and len(line) < 1_500, line
        line.encode()


def run(door: str, count: int, report: Callable[[str], object] = print) -> int:
    """Try a number of inputs at a door; tell of each that did not end as documented."""
    failures, began = 0, time.monotonic()
    signal.signal(signal.SIGPROF, _too_long)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "county-plan"
        folder.mkdir()
        for number in range(count):
            signal.setitimer(signal.ITIMER_PROF, LONGEST)
            try:
                try_one(door, number, folder)
            except Exception as failure:
                failures += 1
                report(f"{door} {number}: {type(failure).__name__}: {str(failure)[:200]!r}")
            signal.setitimer(signal.ITIMER_PROF, 0)
            for path in folder.iterdir():
                path.unlink()
    report(f"{door}: {count} inputs, {failures} failures, {time.monotonic() - began:.0f} s")
    return failures


def _too_long(*_: object) -> None:
    raise TimeoutError(f"longer than {LONGEST} s")


if __name__ == "__main__":
    asked = sys.argv[1:]
    doors = [asked[0]] if asked and asked[0] != "all" else list(DOORS)
    many = int(asked[1]) if len(asked) > 1 else 100_000
    raise SystemExit(sum(run(door, many) for door in doors) > 0)
