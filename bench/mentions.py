"""How well people, bodies and places are found: mention F1 on the re3d documents in ../shared/data/re3d.

re3d marks titles, articles and plain nouns ("the Iraqi people", "the group") as parts of mentions or as mentions; we
mark names only. So an agreement is an overlap of the same kind, and only marked stretches with a capital letter count.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from probative.base.identifiers import ExhibitId
from probative.model.network import Schema
from probative.model.readings import Genre, Reading
from probative.network import mentions

SHARED = Path(__file__).resolve().parents[2] / "shared"
KINDS = {
    "Person": (Schema.PERSON,),
    "Organisation": (Schema.ORGANIZATION, Schema.PUBLIC_BODY, Schema.MILITARY_UNIT, Schema.UNKNOWN),
    "Location": (Schema.PLACE,),
}

Stretches = set[tuple[int, int]]


def measure() -> dict[str, Any]:
    """Give F1 by overlap in permille for people, bodies and places."""
    counts = {kind: [0, 0, 0, 0] for kind in KINDS}
    for line in (SHARED / "data" / "re3d" / "docs60.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        reading = Reading(
            exhibit=ExhibitId("E-0001"), reader="bench", reader_version="1", text=document["text"], parts=(),
            genre=Genre.PUBLICATION,
        )  # fmt: skip
        found = mentions(reading)
        for kind, schemas in KINDS.items():
            marked = {
                (entity["begin"], entity["end"])
                for entity in document["entities"]
                if entity["type"] == kind and has_name(document["text"][entity["begin"] : entity["end"]])
            }
            ours = {(mention.passage.start, mention.passage.end) for mention in found if mention.schema in schemas}
            tally = counts[kind]
            tally[0] += overlapping(ours, marked)
            tally[1] += len(ours)
            tally[2] += overlapping(marked, ours)
            tally[3] += len(marked)
    return {f"re3d_{kind.casefold()}_f1_permille": f1(*tally) for kind, tally in counts.items()}


def has_name(words: str) -> bool:
    return any(word[:1].isupper() and word not in ("The", "A", "An") for word in words.split())


def overlapping(those: Iterable[tuple[int, int]], others: Stretches) -> int:
    return sum(1 for start, end in those if any(start < stop and begin < end for begin, stop in others))


def f1(right: int, ours: int, met: int, marked: int) -> int:
    precision = right / ours if ours else 0.0
    recall = met / marked if marked else 0.0
    return round(2000 * precision * recall / (precision + recall)) if precision + recall else 0


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1, sort_keys=True))
