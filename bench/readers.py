"""How well two readers agree on our corpus: 40 documents of its test part, marked a second time from the plain text.

The second reader saw the guideline and the texts, and neither the first marks nor any program's. Both were language
models of one make, so that people may agree less. Counted as a program is counted against the marks.
"""

import json
from pathlib import Path

from probative.claims.corpus.marked import read
from probative.claims.corpus.scoring import Counts, compare, f1, intervals, total

CORPUS = Path(__file__).resolve().parents[1] / "corpora" / "attribution"
SECOND = CORPUS.parent / "second-reading"


def measure() -> dict[str, float]:
    """Give each measure's agreement, English and the two others apart."""
    return {
        f"{name}_{key}": round(f1(value), 4)
        for name, counts in compared().items()
        for key, value in total(counts).items()
    }


def compared() -> dict[str, list[Counts]]:
    """Compare the two readings of each document."""
    found: dict[str, list[Counts]] = {}
    for path in sorted(SECOND.glob("*.txt")):
        second = read(path.read_text(encoding="utf-8"), str(path))
        original = CORPUS / second.language / path.name
        first = read(original.read_text(encoding="utf-8"), str(original))
        if first.text != second.text:
            raise ValueError(f"{path.name}: the two readings are of different texts")
        found.setdefault("en" if first.language == "en" else "uk_ru", []).append(
            compare(first.text, first.marks, second.marks)
        )
    return found


if __name__ == "__main__":
    for name, counts in compared().items():
        print(name, len(counts), "documents")
        print(json.dumps({key: [round(value, 3) for value in row] for key, row in intervals(counts).items()}, indent=1))
