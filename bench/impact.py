"""How often `impact` says what an honest reader would: for every person and publisher of made-up conflicts, withdrawn.

True claims and derivations are given. Accounts of which the interval was another one before are left out: they are
counted by `independence.py`.

Usage: impact.py [FIRST END]   seeds; default: 500 540
"""

import json
import sys
from collections import Counter
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same worlds every time

sys.path.insert(0, str(Path(__file__).parents[1]))

from probative.corroboration import Withdrawn, independence
from tests.world.conflict import conflict_and_reader
from tests.world.given import given_truth
from tests.world.outlets import Outlet
from tests.world.people import Person
from tests.world.truth import Reader

SEEDS = range(500, 540)
"""Worlds that nobody looked at."""


def withdrawn_one_by_one(seed: int) -> Counter[str]:
    """Withdraw everybody of one world in turn, and count where what is left is what the reader would say."""
    world, reader = conflict_and_reader(Random(seed))
    known = given_truth(world)
    counts: Counter[str] = Counter()
    told = [each for each in world.truths if each.saying]
    before = {each.event.key: independence(each.saying, known) for each in told}
    for key, names in sorted(_everybody(reader).items()):
        met = {source.id for name in names for source in known.sources.called(name)}
        supposed = known.supposing(withdrawn=Withdrawn(sources=frozenset(met)))
        for each in told:
            was = before[each.event.key]
            if len(met) != 1 or (was.at_least, was.at_most) != (each.interval.at_least, each.interval.at_most):
                continue
            true = reader.interval(each.event.key, without=[key])
            found = independence(each.saying, supposed)
            matters = "falls" if true != each.interval else "stays"
            counts[matters] += 1
            counts[f"{matters} right"] += (found.at_least, found.at_most) == (true.at_least, true.at_most)
            counts["over"] += found.at_least > true.at_least
    return counts


def _everybody(reader: Reader) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in reader.texts:
        speakers = [speaker for _, telling in text.tellings() for speaker in telling.speakers]
        for each in (text.outlet, text.author, *speakers):
            if isinstance(each, Person | Outlet):
                found[each.key] = each.names
    return found


def measure(seeds: range = SEEDS) -> dict[str, float]:
    """Give how often what is left is right, where something falls and where nothing does, and how often too much is."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        counts.update(withdrawn_one_by_one(seed))
    every = counts["falls"] + counts["stays"]
    return {
        "falls_right": counts["falls right"] / counts["falls"],
        "stays_right": counts["stays right"] / counts["stays"],
        "not_over": 1 - counts["over"] / every,
        "pairs": every,
    }


if __name__ == "__main__":
    first, end = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (SEEDS.start, SEEDS.stop)
    print(json.dumps(measure(range(first, end)), indent=2))
