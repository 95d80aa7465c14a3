"""What weighing a large case costs: seconds of processor time by stage, how they grow, and memory, on made-up cases.

Stages: derivations, sources, ancestry, propositions (grouping and counting), contradictions; and one ``impact``. Then
the case is kept (``Weighing``) and exhibits are added to it one by one: the slowest of them counts. In the same run the
counts are made by networkx' maximum flow on the same drawings, and candidates for reuse are looked for by datasketch's
MinHash index in the same texts. Figures without a floor are for reading.

Usage: corroboration.py [--keep|--no-keep] [CLAIMS...]   default: 1000 4000, kept
"""

import json
import math
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import networkx as nx

sys.path.insert(0, str(Path(__file__).parent))

from _made_case import Made, made_case, one_more

from probative.base.garbage import uncollected
from probative.corroboration import Withdrawn, ancestry, contradictions, derivations, impact, propositions, sources
from probative.corroboration.ancestry import Ancestry
from probative.corroboration.candidates import Index
from probative.corroboration.cuts import Cut
from probative.corroboration.descent import descent
from probative.corroboration.independence import bounds
from probative.corroboration.texts import texts
from probative.corroboration.weighing import Weighing
from probative.model.propositions import Proposition

SIZES = (1000, 4000)
COUNTED = 300
"""So many propositions are counted by both."""

SKETCHED = 1000
"""So many texts are looked through by both."""

ADDED = 5
"""So many exhibits are added."""

PERMUTATIONS = 128
SKETCH_THRESHOLD = 0.1

EXPONENT_BAR = 1.15
"""Cost grows with the claims to this power at most."""

Given = TypeVar("Given")


def measure(sizes: tuple[int, ...] = SIZES, *, keep: bool = True) -> dict[str, float]:
    """Give seconds by stage for the largest case, the exponent of growth for each, and other libraries' time over ours.

    ``datasketch_finds`` is the share of the pairs that lean on each other that its index brings together.
    """
    taken = {size: weighed(size, keep=keep) for size in sizes}
    small, large = taken[sizes[0]], taken[sizes[-1]]
    found = {name: value for name, value in large.items() if not name.endswith("_cpu")}
    found.update((f"{name.removesuffix('_cpu')}_s", value) for name, value in large.items() if name.endswith("_cpu"))
    if len(sizes) > 1:
        for stage in ("derivations", "sources", "propositions", "contradictions", "all"):
            growth = math.log(large[f"{stage}_cpu"] / small[f"{stage}_cpu"]) / math.log(sizes[-1] / sizes[0])
            found[f"{stage}_exponent"] = growth
        found["below_exponent_bar"] = EXPONENT_BAR - found["all_exponent"]
    if keep:
        found["whole_over_add"] = found["all_s"] / found["add_s"]
    return found


def weighed(claims: int, *, keep: bool) -> dict[str, float]:
    """Weigh one case; give processor seconds by stage, and the other figures."""
    made, clock = made_case(claims), Clock(claims)
    with uncollected():
        figures = whole(made, clock)
        figures["datasketch_over_ours"], figures["datasketch_finds"] = beside_datasketch(made)
        if keep:
            figures["add_s"] = added(made, clock)
    return {"claims": claims, **clock.taken, **figures}


class Clock:
    """Takes the processor time of each stage."""

    def __init__(self, claims: int) -> None:
        self.claims = claims
        self.taken: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], Given]) -> Given:
        """Do the work; note how long it took."""
        started = time.process_time()
        given = work()
        self.taken[f"{stage}_cpu"] = taken = time.process_time() - started
        print(f"{self.claims} claims: {stage} {taken:.2f} s, {memory():.0f} MiB", file=sys.stderr, flush=True)
        return given


def whole(made: Made, clock: Clock) -> dict[str, float]:
    """Weigh a case by its stages."""
    cuts: list[Cut] = []
    leaning = clock.time(
        "derivations", lambda: derivations(made.readings, made.exhibits, claims=made.claims, on_cut=cuts.append)
    )
    spoken = clock.time("sources", lambda: sources(made.claims, made.exhibits, derivations=leaning))
    known = clock.time(
        "ancestry",
        lambda: ancestry(made.claims, made.exhibits, spoken, readings=made.readings, derivations=leaning),
    )
    grouped = clock.time("propositions", lambda: propositions(known))
    clock.time("contradictions", lambda: contradictions(grouped, known, on_cut=cuts.append))
    clock.taken["all_cpu"] = sum(clock.taken.values())
    withdrawn = Withdrawn(sources=frozenset((spoken.sources[0].id,)))
    clock.time("impact", lambda: impact(grouped, known, withdrawn=withdrawn))
    return {
        "stretches_cut": len(cuts),
        "peak_mib": memory(),
        "networkx_over_ours": beside_networkx(grouped[:COUNTED], known),
    }


def memory() -> float:
    """Give the most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def added(made: Made, clock: Clock) -> float:
    """Keep the case and add exhibits to it; give the processor seconds of the slowest."""
    weighing = clock.time("keep", lambda: Weighing(made.claims, made.exhibits, made.readings))
    slowest = 0.0
    for seed in range(ADDED):
        more = one_more(made, seed=seed)
        started = time.process_time()
        weighing.add(more.exhibits[0], more.readings, more.claims)
        slowest = max(slowest, time.process_time() - started)
        made = Made(
            exhibits=made.exhibits + more.exhibits,
            readings=made.readings + more.readings,
            claims=made.claims + more.claims,
        )
    print(f"adding one exhibit: {slowest:.3f} s", file=sys.stderr, flush=True)
    return slowest


def beside_datasketch(made: Made) -> tuple[float, float]:
    """Look for pairs worth comparing by both; give datasketch's time over ours, and what it finds of what leans."""
    from datasketch import MinHash, MinHashLSH

    known = texts(made.readings[:SKETCHED], {each.id: each for each in made.exhibits[:SKETCHED]})
    started = time.process_time()
    ours = set(Index(known).pairs())
    ours_s = time.process_time() - started
    started = time.process_time()
    index, sketches = MinHashLSH(threshold=SKETCH_THRESHOLD, num_perm=PERMUTATIONS), []
    for number, text in enumerate(known):
        sketch = MinHash(num_perm=PERMUTATIONS)
        forms = text.words.forms
        sketch.update_batch([" ".join(forms[at : at + 5]).encode() for at in range(len(forms) - 4)])
        index.insert(number, sketch)
        sketches.append(sketch)
    theirs = {
        (min(number, other), max(number, other))
        for number, sketch in enumerate(sketches)
        for other in index.query(sketch)
        if other != number
    }
    theirs_s = time.process_time() - started
    places = {text.key: number for number, text in enumerate(known)}
    found = derivations(made.readings[:SKETCHED], made.exhibits[:SKETCHED])
    leaning = {tuple(sorted((places[each.derived], places[each.upstream]))) for each in found}
    if not leaning <= ours:
        raise AssertionError(f"{len(leaning - ours)} pairs lean on each other and are no candidates")
    return theirs_s / ours_s, len(leaning & theirs) / max(1, len(leaning))


def beside_networkx(grouped: tuple[Proposition, ...], known: Ancestry) -> float:
    """Count the same drawings by both, check that they agree, and give networkx' time over ours."""
    ours = theirs = 0.0
    for each in grouped:
        drawn = descent(each.claims, known)
        started = time.process_time()
        found = bounds(drawn, known)
        ours += time.process_time() - started
        started = time.process_time()
        flow = nx.DiGraph()
        for vertex in drawn.vertices:
            flow.add_edge((vertex, "in"), (vertex, "out"), capacity=1 if vertex[0] != "C" else len(drawn.claims))
        for start, end in drawn.edges:
            flow.add_edge((start, "out"), (end, "in"))
        for vertex in drawn.possible:
            flow.add_edge("ground", (vertex, "in"))
        for claim in drawn.claims:
            flow.add_edge((claim.id, "out"), "end")
        count = nx.maximum_flow_value(flow, "ground", "end")
        theirs += time.process_time() - started
        if count != found.at_most:
            raise AssertionError(f"{each.id}: {count} by networkx, {found.at_most} by us")
    return theirs / ours


if __name__ == "__main__":
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    chosen = tuple(int(word) for word in sys.argv[1:] if not word.startswith("--")) or SIZES
    print(json.dumps(measure(chosen, keep="--no-keep" not in options), indent=2))
