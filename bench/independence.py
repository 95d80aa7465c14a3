"""How often independence is exact on a made-up world with known truth, and how often it counts too many."""

import json
import random  # noqa: TID251 - seeded: the same worlds every time
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from probative.corroboration import ancestry, derivations, independence, propositions, sources
from tests.world.conflict import World, conflict

SEED = 20261122
WORLDS = 60
EVENTS = 10


def measure(worlds: int = WORLDS, events: int = EVENTS) -> dict[str, float]:
    """Give shares over all true propositions of the generated worlds.

    ``exact``: the truth lies in the interval, and where no source is hidden the interval is the truth. ``over_count``:
    ``at_least`` above the truth. ``under_count``: ``at_most`` below it. ``pinned``: the interval is one number and
    right. All are end to end: text reuse, sources, grouping and counting. ``grouped``: the found proposition holds
    exactly the true claims. ``counting_exact`` is ``exact`` with the true grouping given.
    """
    counts = dict.fromkeys(("exact", "over_count", "under_count", "pinned", "grouped", "counting_exact", "open"), 0)
    total = claims = 0
    rng = random.Random(SEED)
    started = time.perf_counter()
    for _ in range(worlds):
        world = conflict(rng, events=events)
        claims += len(world.claims)
        for key, value in _one(world).items():
            counts[key] += value
        total += len(world.truths)
    shares = {key: value / total for key, value in counts.items()}
    return {**shares, "propositions": total, "claims": claims, "seconds": time.perf_counter() - started}


def _one(world: World) -> dict[str, int]:
    counts = dict.fromkeys(("exact", "over_count", "under_count", "pinned", "grouped", "counting_exact", "open"), 0)
    derived = derivations(world.readings, world.exhibits, claims=world.claims)
    spoken = sources(world.claims, world.exhibits, derivations=derived)
    known = ancestry(world.claims, world.exhibits, spoken, readings=world.readings, derivations=derived)
    found = propositions(known)
    holding = {claim: each for each in found for claim in each.claims}
    for truth in world.truths:
        best = max(
            {holding[claim].id: holding[claim] for claim in truth.saying}.values(),
            key=lambda each: len(set(each.claims) & truth.saying),
        )
        got, true = best.independence, truth.independent
        counts["grouped"] += set(best.claims) == truth.saying and set(best.denied_by) == truth.denying
        counts["over_count"] += got.at_least > true
        counts["under_count"] += got.at_most < true
        counts["pinned"] += got.at_least == got.at_most == true
        counts["exact"] += _is_exact(got.at_least, got.at_most, true, truth.is_open)
        given = independence(truth.saying, known)
        counts["counting_exact"] += _is_exact(given.at_least, given.at_most, true, truth.is_open)
        counts["open"] += truth.is_open
    return counts


def _is_exact(at_least: int, at_most: int, true: int, is_open: bool) -> bool:
    return at_least <= true <= at_most and (is_open or at_least == at_most)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
