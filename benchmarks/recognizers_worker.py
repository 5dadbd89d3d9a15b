"""Runs Microsoft's recognizers-text over texts, in an environment of its own.

    python benchmarks/recognizers_worker.py TEXTS.json

Each line on standard input asks for one pass; the answer is a line of JSON with the seconds that
it took, and at the first pass with what was found. Started by bench_extraction.py.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from recognizers_number import NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer
from recognizers_text import Culture


def models() -> dict[str, Any]:
    """The Chinese models: numbers, percentages, and numbers with the units of plans."""
    numbers = NumberRecognizer(Culture.Chinese)
    units = NumberWithUnitRecognizer(Culture.Chinese)
    return {
        "number": numbers.get_number_model(),
        "percentage": numbers.get_percentage_model(),
        "dimension": units.get_dimension_model(),
        "age": units.get_age_model(),
        "currency": units.get_currency_model(),
    }


def main() -> None:
    """Answer each line with one pass over all texts."""
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    chosen = models()
    for ask in sys.stdin:
        started = time.perf_counter()
        found = {
            name: [(each.text, each.resolution) for text in texts for each in model.parse(text)]
            for name, model in chosen.items()
            if name in ask.split()
        }
        print(json.dumps({"seconds": time.perf_counter() - started, "found": found}), flush=True)


if __name__ == "__main__":
    main()
