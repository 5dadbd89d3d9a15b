"""Fit the weights of confidence to labelled texts, and show how well they hold by document.

usage: python benchmarks/fit_confidence.py [--write] [--corpus ../shared/corpus]
                                            [--confirmed data/raw --documents FOLDER]

The texts are the project's own (tests/extraction/held_out) and, where they are at hand, the pages
of the corpus with their gold.csv; with --confirmed also what people decided on in reviews. Those
have been mended after; first_runs.csv has what figures of fresh pages were read from, and whether
they were right, on the first run, when nothing had been. A figure counts as right where label,
value, unit, year and role are. Weights are a logistic regression with
a ridge; each document is judged by weights that were fitted without it.
"""

import csv
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from plancompare.extraction import ExtractedFigure, extract
from plancompare.extraction.confidence import at_most, features_of
from plancompare.extraction.evaluate import fact_of, facts_of
from plancompare.extraction.evidence import extract_from
from plancompare.reading import read_document
from plancompare.reviewing.labels import labels_of
from plancompare.sources import find_sources, load_source
from plancompare.sources.documents import find_document, hash_documents

ROOT = Path(__file__).parent.parent
FIRST_RUNS = Path(__file__).with_name("first_runs.csv")
EVIDENCE = ROOT / "src/plancompare/extraction/evidence.toml"
HELD_OUT = ROOT / "tests/extraction/held_out"
LEVELS = {"province": "520000", "healthy": "520000", "county": "510623", "district": "310106"}
RIDGE = 2.0
FRESH_COUNTS = 4  # a first run says more of pages that nobody has seen than what was mended since
GIVEN = ("--confirmed", "--documents")
FEWEST = 8  # figures with a feature, for it to have a weight
NOT_COUNTED = ("borderline", "scope:", "gap vs", "sex:", "arguable")
Example = tuple[str, tuple[str, ...], bool]


class Row:
    """A row of a held-out text's CSV."""

    def __init__(self, row: int, entry: dict[str, str]) -> None:
        self.row, self.label, self.value = row, entry["label"], entry["value"]
        self.year = int(entry["year"]) if entry["year"] else None
        self.role = entry["role"]


def own_examples() -> Iterator[Example]:
    """The figures of the project's own texts, right or wrong."""
    for text in sorted(HELD_OUT.glob("*.txt")):
        code = next((c for word, c in LEVELS.items() if text.stem.startswith(word)), "330100")
        with text.with_suffix(".csv").open(encoding="utf-8") as file:
            rows = [Row(n, entry) for n, entry in enumerate(csv.DictReader(file), start=2)]
        facts = {fact for row in rows for fact in facts_of(row)}
        for figure in extract(read_document(text), region_code=code):
            if figure.value is not None and figure.region_code == code:
                yield text.name, features_of(figure), fact_of(figure) in facts


def corpus_examples(corpus: Path) -> Iterator[Example]:
    """The figures of the corpus's pages, right or wrong; those that are arguable are left out."""
    gold = defaultdict(list)
    with (corpus / "gold.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            gold[row["doc"]].append(row)
    for name, rows in gold.items():
        if not name.startswith("pages/"):
            continue
        for figure in extract(read_document(corpus / name)):
            verdict = _verdict(figure, rows)
            if verdict is not None and figure.value is not None:
                yield name, features_of(figure), verdict


def first_run_examples() -> Iterator[Example]:
    """The figures of fresh pages as the first run read them, right or wrong."""
    with FIRST_RUNS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["document"], tuple(row["features"].split()), row["right"] == "1"


def confirmed_examples(raw: Path, documents: Path) -> Iterator[Example]:
    """The figures that people decided on in a review, right or wrong."""
    at_hand = hash_documents(documents)
    for source in map(load_source, find_sources(raw)):
        labels, path = labels_of(source), find_document(source, at_hand)
        if path and (labels.rows or labels.refused):
            for figure, right in labels.judged(extract_from(source, path)):
                yield source.id, features_of(figure), right


def _verdict(figure: ExtractedFigure, rows: list[dict[str, str]]) -> bool | None:
    alike = [
        row for row in rows if row["value"] and float(row["value"]) == float(figure.value or 0)
    ]
    if any(word in row["notes"] for row in alike for word in NOT_COUNTED):
        return None
    role = {"history": "actual", "baseline": "actual"}
    return any(
        row["unit"] == figure.unit
        and role.get(row["role"], row["role"]) == figure.role
        and row["year"] in ("", str(figure.year))
        and bool(set(re.sub("[率数的]", "", row["label"])) & set(figure.label))
        for row in alike
    ) or (None if not alike and not figure.indicator_id else False)


def fit(examples: list[Example], names: list[str]) -> np.ndarray:
    """The weights, the bias first, by Newton's method."""
    x = np.array([[1.0, *(name in found for name in names)] for _, found, _ in examples])
    y = np.array([float(right) for *_, right in examples])
    weights = np.zeros(x.shape[1])
    ridge = np.diag([0.0, *[RIDGE] * len(names)])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - ridge @ weights
        hessian = (x.T * (p * (1 - p))) @ x + ridge + 1e-6 * np.eye(len(weights))
        weights += np.linalg.solve(hessian, gradient)
    return weights


def judged(
    examples: list[Example], names: list[str], folds: int = 10
) -> list[tuple[float, bool, str]]:
    """Each figure's confidence by weights fitted without its document; if right, and whose."""
    documents = sorted({name for name, *_ in examples})
    found = []
    for fold in range(folds):
        left_out = set(documents[fold::folds])
        weights = fit([each for each in examples if each[0] not in left_out], names)
        for name, features, right in examples:
            if name in left_out:
                total = weights[0] + sum(
                    weight
                    for weight, each in zip(weights[1:], names, strict=True)
                    if each in features
                )
                found.append((at_most(1 / (1 + math.exp(-total)), features), right, name))
    return found


def main() -> None:
    """Fit, show the calibration, and write the weights where asked to."""
    corpus = ROOT / "../shared/corpus"
    if "--corpus" in sys.argv:
        corpus = Path(sys.argv[sys.argv.index("--corpus") + 1])
    fresh = list(first_run_examples())
    examples = [*own_examples(), *fresh * FRESH_COUNTS]
    if corpus.exists():
        examples += corpus_examples(corpus)
    if "--confirmed" in sys.argv:
        raw, documents = (sys.argv[sys.argv.index(each) + 1] for each in GIVEN)
        examples += confirmed_examples(Path(raw), Path(documents))
    counts = defaultdict(int)
    for _, features, _ in examples:
        for name in features:
            counts[name] += 1
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    print(f"{len(examples)} figures, {sum(right for *_, right in examples)} right")
    found = judged(examples, names)
    print("| confidence | figures | right |\n|---|---|---|")
    for low, high in ((0.98, 1.01), (0.95, 0.98), (0.9, 0.95), (0.8, 0.9), (0.5, 0.8), (0, 0.5)):
        inside = [right for p, right, _ in found if low <= p < high]
        if inside:
            print(f"| {low}-{min(high, 1)} | {len(inside)} | {sum(inside) / len(inside):.3f} |")
    of_fresh = {name for name, *_ in fresh}
    for kind, counts_here in (
        ("all", of_fresh | {name for name, *_ in examples}),
        ("first runs", of_fresh),
    ):
        sure = [right for p, right, name in found if p >= 0.9 and name in counts_here]
        print(f"{kind}, at least 0.9: {len(sure)} figures, {sum(sure) / len(sure):.3f} right")
    if "--write" in sys.argv:
        weights = fit(examples, names)
        text = EVIDENCE.read_text(encoding="utf-8").partition("[confidence]")[0]
        lines = [
            f"{name} = {weight:.2f}" for name, weight in zip(["bias", *names], weights, strict=True)
        ]
        EVIDENCE.write_text(f"{text}[confidence]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
