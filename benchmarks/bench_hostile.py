"""How time grows when hostile texts double in length, up to a million characters.

    python benchmarks/bench_hostile.py [--longest 1000000] [--seconds 60]

Each piece is repeated, and read as a value (`parse_value`), as a document (`read_document`'s
cleaning and outline) and as plan language (`extract`). Printed: the seconds at the longest length,
and the ratio of the last doubling, where 2 is linear and 4 quadratic. A row stops doubling when a
length took more than `--seconds`.
"""

import argparse
import contextlib
import time
from collections.abc import Callable, Iterator

from plancompare.extraction import extract
from plancompare.language import ValueNotUnderstood, parse_value
from plancompare.reading.formats import File
from plancompare.reading.text import read

PIECES = {
    "words of reaching": "达到",
    "changes": "提高到1%",
    "elided labels": "婴儿死亡率1%、",
    "digits": "1",
    "grouped digits": "1 ",
    "split decimals": "1. 2 . ",
    "dashes": "—",
    "years": "2020年",
    "conjunctions": "和",
    "open brackets": "(",
    "units that never end": "每千人口",
    "numbers of headings": "一、",
    "items": "。1.甲",
    "cells": "甲 |\n",
    "two languages": "床位 beds of ",
    "values in brackets": "女性(81岁)高于男性(76岁)、",
    "rows of numbers": "城市 2.0 3.4 4.1\n",
    "heads of tables": "指标\n2020年\n2025年\n甲\n",
    "a plan": "到2025年,人均预期寿命达到79.1岁,孕产妇、婴儿死亡率分别控制在9/10万、4‰以内。\n",
}
SHORTEST = 62_500


def as_value(text: str) -> None:
    """Read as the cell of a table."""
    with contextlib.suppress(ValueNotUnderstood):
        parse_value(text)


def as_document(text: str) -> None:
    """Clean a text and find its headings and tables."""
    read(File("plan.txt", text.encode()))


def as_plan(text: str) -> None:
    """Read all figures of a text."""
    extract(read(File("plan.txt", text.encode())), region_code="330100")


WAYS: dict[str, Callable[[str], None]] = {
    "value": as_value,
    "document": as_document,
    "plan": as_plan,
}


def doubled(work: Callable[[str], None], piece: str, longest: int, limit: float) -> Iterator[float]:
    """Seconds at each length, from `SHORTEST` on, each twice the one before."""
    length, took = SHORTEST, 0.0
    while length <= longest and took < limit:
        text = piece * (length // len(piece))
        began = time.process_time()
        work(text)
        took = time.process_time() - began
        yield took
        length *= 2


def main() -> None:
    """Measure every piece in every way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--longest", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    for way, work in WAYS.items():
        work(PIECES["a plan"])  # patterns are compiled once
        for name, piece in PIECES.items():
            times = list(doubled(work, piece, asked.longest, asked.seconds))
            length = SHORTEST * 2 ** (len(times) - 1)
            ratio = times[-1] / max(times[-2], 0.001) if len(times) > 1 else float("nan")
            print(f"{way:9} {name:22} {length:>9,} characters {times[-1]:7.2f} s, x{ratio:.1f}")


if __name__ == "__main__":
    main()
