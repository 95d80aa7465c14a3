"""How well names are compared: F1 at 0.7 on the name pairs of nomenklatura's bench (MIT), in ../shared/data/name_bench.

The labels are a screening desk's: "State Grid of Chile" and "State Grid of China" count as a match there, since a human
looks at every hit. Probative proposes to merge people only from 0.9 on, so precision at 0.9 is given beside it.
"""

import json
from pathlib import Path
from time import perf_counter
from typing import Any

from probative.language.names import compare

SHARED = Path(__file__).resolve().parents[2] / "shared"


def measure() -> dict[str, Any]:
    """Give F1, precision and recall in permille at 0.7, precision at 0.9, and pairs a second."""
    lines = (SHARED / "data" / "name_bench" / "all.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    began = perf_counter()
    scored = [
        (compare(pair["name1"], pair["name2"], schema=pair["schema"]).score_permille, pair["is_match"])
        for pair in pairs
    ]
    taken_s = perf_counter() - began
    hits = sum(1 for score, is_match in scored if score >= 700 and is_match)
    said = sum(1 for score, _ in scored if score >= 700)
    true = sum(1 for _, is_match in scored if is_match)
    sure = [is_match for score, is_match in scored if score >= 900]
    return {
        "names_f1_permille": round(2000 * hits / (said + true)) if said + true else 0,
        "names_precision_permille": round(1000 * hits / said) if said else 0,
        "names_recall_permille": round(1000 * hits / true) if true else 0,
        "names_precision_at_900_permille": round(1000 * sum(sure) / len(sure)) if sure else 0,
        "names_at_900": len(sure),
        "names_pairs_per_s": round(len(pairs) / taken_s),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1, sort_keys=True))
