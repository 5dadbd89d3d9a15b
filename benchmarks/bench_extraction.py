"""Reading and extraction beside Microsoft's recognizers-text, on the same texts in the same run.

    python benchmarks/bench_extraction.py [--rounds 7]

The texts are the five real plans where ../shared is beside the repository, else the fictional
held-out texts of the tests; both have figures that people entered by hand. recognizers-text (its
Chinese number, percentage and number-with-unit models) gets an environment of its own in a
temporary folder, since it needs an old emoji package. The two take turns, so that a busy moment of
the machine falls on both.

Reported: characters a second; how many of the values that people entered each tool finds, as a
bare number and with the unit that is printed with it; and how many it finds beside them.
recognizers-text has no labels, years and roles: nothing else can be compared.
"""

import argparse
import csv
import json
import statistics
import subprocess
import time
import venv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from plancompare.extraction import ExtractedFigure, extract
from plancompare.language import ValueNotUnderstood, parse_value
from plancompare.reading import read_document

ROOT = Path(__file__).parents[1]
PLANS = ROOT.parent / "shared" / "plans"
HELD_OUT = ROOT / "tests" / "extraction" / "held_out"
OTHER = [
    "recognizers-text==1.0.2a2",
    "recognizers-text-number==1.0.2a2",
    "recognizers-text-number-with-unit==1.0.2a2",
    "emoji<2",
]
BASIC = "number percentage dimension"  # the models that the aim names
ALL = f"{BASIC} age currency"
UNITS = {"percentage": "percent", "age": "years", "currency": "yuan"}

Value = tuple[Decimal, str]


@dataclass(frozen=True)
class Text:
    """A document and the values that people entered for it."""

    path: Path
    values: list[Value]


def texts() -> list[Text]:
    """The documents that are at hand."""
    if PLANS.is_dir():
        raw = ROOT / "data" / "raw"
        return [
            Text(path, entered(raw / path.stem / "figures.csv"))
            for path in sorted(PLANS.glob("*.txt"))
        ]
    return [
        Text(path, entered(path.with_suffix(".csv"))) for path in sorted(HELD_OUT.glob("*.txt"))
    ]


def entered(figures: Path) -> list[Value]:
    """The values of a figures.csv with the units that are printed with them; dashes left out."""
    with figures.open(encoding="utf-8") as file:
        read = [value for row in csv.DictReader(file) for value in parse_value(row["value"])]
    numbers = [(each.change.amount if each.change else each.value, each.unit) for each in read]
    return [(number, unit) for number, unit in numbers if number is not None]


def install(folder: Path) -> Path:
    """Make an environment for recognizers-text; returns its Python."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, *OTHER], check=True)
    return python


@dataclass
class Other:
    """recognizers-text, waiting in a process of its own."""

    process: subprocess.Popen[str]

    def run(self, models: str) -> dict[str, Any]:
        """One pass over all texts with some models."""
        write, read = self.process.stdin, self.process.stdout
        assert write is not None
        assert read is not None
        write.write(models + "\n")
        write.flush()
        answer: dict[str, Any] = json.loads(read.readline())
        return answer


def start(python: Path, folder: Path, documents: Iterable[Text]) -> Other:
    """Start recognizers-text on the texts, read as plainly as a text file can be."""
    file = folder / "texts.json"
    plain = [text.path.read_text(encoding="utf-8") for text in documents]
    file.write_text(json.dumps(plain), encoding="utf-8")
    worker = Path(__file__).with_name("recognizers_worker.py")
    return Other(
        subprocess.Popen(
            [str(python), "-W", "ignore", str(worker), str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
    )


def ours(documents: Iterable[Text]) -> tuple[float, list[ExtractedFigure]]:
    """One pass of reading and extraction over all texts: seconds and figures."""
    started = time.perf_counter()
    found = [figure for text in documents for figure in extract(read_document(text.path))]
    return time.perf_counter() - started, found


def printed(figures: Iterable[ExtractedFigure]) -> list[Value]:
    """What plancompare found, with the unit that is printed with each value."""
    stated = (figure for figure in figures if figure.value is not None)
    return [(figure.value or Decimal(), _printed_unit(figure)) for figure in stated]


def _printed_unit(figure: ExtractedFigure) -> str:
    try:
        units = {value.unit for value in parse_value(figure.value_printed)}
    except ValueNotUnderstood:  # traditional characters
        return "count" if figure.unit.startswith("per_1") else figure.unit
    return units.pop() if len(units) == 1 else ""


def recognised(found: dict[str, list[Any]]) -> list[Value]:
    """What recognizers-text found, each value with its unit; a bare number has none."""
    values = []
    for model, entries in found.items():
        for _, resolution in entries:
            try:
                number = Decimal(str(resolution["value"]).rstrip("%"))
            except (InvalidOperation, KeyError):
                continue
            values.append((number, UNITS.get(model, resolution.get("unit", "") or "")))
    return values


def covered(expected: list[Value], found: list[Value], *, with_unit: bool) -> int:
    """How many of the expected values are among the found ones, each used once."""

    def plain(value: Value) -> Value:
        return value if with_unit else (value[0].normalize(), "")

    return (Counter(map(plain, expected)) & Counter(map(plain, found))).total()


@dataclass(frozen=True)
class Result:
    """What one tool did.

    Attributes:
        name: The tool.
        seconds: Of each pass over all texts.
        found: What the last pass found.
    """

    name: str
    seconds: list[float]
    found: list[Value]

    def report(self, characters: int, expected: list[Value]) -> float:
        """Print the tool's line; returns its median speed in characters a second."""
        speed = characters / statistics.median(self.seconds)
        bare = covered(expected, self.found, with_unit=False)
        exact = covered(expected, self.found, with_unit=True)
        print(
            f"{self.name:34}{speed:>12,.0f}{bare:>8}{bare / len(expected):>7.0%}"
            f"{exact:>8}{exact / len(expected):>7.0%}{len(self.found) - bare:>9}"
        )
        return speed


def measure(documents: list[Text], rounds: int, other: Other) -> list[Result]:
    """Let the tools take turns; the first of the results is plancompare's."""
    ours(documents), other.run(ALL)  # patterns are compiled once
    seconds: dict[str, list[float]] = {"": [], BASIC: [], ALL: []}
    for _ in range(rounds):
        took, figures = ours(documents)
        seconds[""].append(took)
        answers = {models: other.run(models) for models in (BASIC, ALL)}
        for models, answer in answers.items():
            seconds[models].append(answer["seconds"])
    results = [Result("plancompare, reading included", seconds[""], printed(figures))]
    for models, answer in answers.items():
        name = f"recognizers-text, {len(models.split())} models"
        results.append(Result(name, seconds[models], recognised(answer["found"])))
    return results


def main() -> None:
    """Install, take turns, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    documents = texts()
    characters = sum(len(text.path.read_text(encoding="utf-8")) for text in documents)
    expected = [value for text in documents for value in text.values]
    with TemporaryDirectory() as name:
        other = start(install(Path(name) / "other"), Path(name), documents)
        own, *others = measure(documents, rounds, other)
        other.process.terminate()
    print(f"{len(documents)} texts, {characters:,} characters, {len(expected)} values by hand")
    print(f"{'':34}{'chars/s':>12}{'numbers':>15}{'with unit':>15}{'beside':>9}")
    speed = own.report(characters, expected)
    for result in others:
        ratio = speed / result.report(characters, expected)
        print(f"{'':34}plancompare is {ratio:.1f} times as fast")


if __name__ == "__main__":
    main()
