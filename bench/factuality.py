"""How far a reader takes an event to have happened: the network's factuality on UDS It-Happened, dev part.

Pearson's correlation between its answer and the mean of the annotators, both from -3 to 3, over predicates (White et
al. 2016; Rudinger et al. 2018 reached .77 with a model of that year).
"""

import gzip
import json
from pathlib import Path

import numpy as np

from probative.claims.attributor import attributors, network_of, shipped
from probative.claims.parse import parse

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "factuality_uds" / "dev.jsonl.gz"
BATCH = 12


def measure() -> dict[str, float]:
    """Give the correlation; nothing where no network ships."""
    if "network" not in attributors("en"):
        return {}
    ours, theirs = judged()
    return {"pearson": round(float(np.corrcoef(ours, theirs)[0, 1]), 4)}


def judged() -> tuple[list[float], list[float]]:
    """Give our factuality and the annotators', predicate by predicate; sentences are read a dozen at a time."""
    suggester = network_of(shipped(), "en").suggester
    ours: list[float] = []
    theirs: list[float] = []
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for first in range(0, len(rows), BATCH):
        text, places = "", []
        for row in rows[first : first + BATCH]:
            text += "\n\n" if text else ""
            for index, token in enumerate(row["tokens"]):
                text += " " if index else ""
                places += [(len(text), each["value"]) for each in row["factuality"] if each["token"] == index]
                text += token
        whole = parse(text)
        seen = suggester.look(whole).factuality
        for place, value in places:
            word = whole.token_at(place)
            if word < len(whole.tokens):
                ours.append(float(seen[word]))
                theirs.append(float(value))
    return ours, theirs


if __name__ == "__main__":
    print(json.dumps(measure()))
