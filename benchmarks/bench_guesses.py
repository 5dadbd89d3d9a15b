"""How often what `ingest` guesses of a document is what a person wrote in source.toml.

usage: python benchmarks/bench_guesses.py [FOLDER OF DOCUMENTS …]

Documents are found by the SHA-256 in data/raw; the ones at hand beside the project unless given.
"""

import sys
from collections import Counter
from pathlib import Path

from plancompare.ingest import guess_source
from plancompare.reading import read_document
from plancompare.sources import find_sources, load_source
from plancompare.sources.documents import find_document, hash_documents

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
USUAL = (SHARED / "plans", SHARED / "corpus" / "provincial-reports-2026")
KEYS = (
    "title",
    "region",
    "issuer",
    "number",
    "issued",
    "first_year",
    "last_year",
    "kind",
    "status",
)


def main() -> None:
    """Print, for each key and each degree of sureness, how many guesses were right."""
    folders = [Path(each) for each in sys.argv[1:]] or [each for each in USUAL if each.is_dir()]
    at_hand = {digest: path for each in folders for digest, path in hash_documents(each).items()}
    right, every = Counter(), Counter()
    for source in map(load_source, find_sources(ROOT / "data" / "raw")):
        if path := find_document(source, at_hand):
            guess = guess_source(read_document(path))
            for key in KEYS:
                wanted = getattr(source.meta, key) or None
                if wanted is not None or key in guess.meta:
                    kind = key, guess.sure.get(key, 0.0)
                    every[kind] += 1
                    right[kind] += guess.meta.get(key) == wanted
    print("| entry | sure | documents | as a person wrote it |\n|---|---|---|---|")
    for key, sure in sorted(every, key=lambda each: (KEYS.index(each[0]), -each[1])):
        told = f"{sure:.0%}" if sure else "not told"
        print(f"| {key} | {told} | {every[key, sure]} | {right[key, sure]} |")


if __name__ == "__main__":
    main()
