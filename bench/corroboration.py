"""What weighing a large case costs: seconds of processor time by stage, how they grow, and memory, on made-up cases.

Stages: derivations, sources, ancestry, propositions (grouping and counting), contradictions; and one ``impact``. In the
same run the counts are made by networkx' maximum flow on the same drawings. Figures without a floor are for reading.

Usage: corroboration.py [CLAIMS...]   default: 1000 4000
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

from _made_case import made_case

from probative.corroboration import Withdrawn, ancestry, contradictions, derivations, impact, propositions, sources
from probative.corroboration.ancestry import Ancestry
from probative.corroboration.descent import descent
from probative.corroboration.independence import bounds
from probative.model.propositions import Proposition

SIZES = (1000, 4000)
COUNTED = 300
"""So many propositions are counted by both."""

Given = TypeVar("Given")


def measure(sizes: tuple[int, ...] = SIZES) -> dict[str, float]:
    """Give seconds by stage for the largest case, the exponent of growth for each, and networkx' time over ours."""
    taken = {size: weighed(size) for size in sizes}
    small, large = taken[sizes[0]], taken[sizes[-1]]
    found = {f"{stage}_s": value for stage, value in large.items() if stage != "networkx_over_ours"}
    for stage in ("derivations", "sources", "propositions", "contradictions", "all"):
        found[f"{stage}_exponent"] = math.log(large[stage] / small[stage]) / math.log(sizes[-1] / sizes[0])
    found["networkx_over_ours"] = large["networkx_over_ours"]
    found["claims"] = sizes[-1]
    found["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def weighed(claims: int) -> dict[str, float]:
    """Weigh one case; give processor seconds by stage."""
    made, taken = made_case(claims), dict[str, float]()

    def timed(stage: str, work: Callable[[], Given]) -> Given:
        started = time.process_time()
        given = work()
        taken[stage] = time.process_time() - started
        print(f"{claims} claims: {stage} {taken[stage]:.2f} s", file=sys.stderr, flush=True)
        return given

    leaning = timed("derivations", lambda: derivations(made.readings, made.exhibits, claims=made.claims))
    spoken = timed("sources", lambda: sources(made.claims, made.exhibits, derivations=leaning))
    known = timed(
        "ancestry",
        lambda: ancestry(made.claims, made.exhibits, spoken, readings=made.readings, derivations=leaning),
    )
    grouped = timed("propositions", lambda: propositions(known))
    timed("contradictions", lambda: contradictions(grouped, known))
    taken["all"] = sum(taken.values())
    withdrawn = Withdrawn(sources=frozenset((spoken.sources[0].id,)))
    timed("impact", lambda: impact(grouped, known, withdrawn=withdrawn))
    taken["networkx_over_ours"] = beside_networkx(grouped[:COUNTED], known)
    return taken


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
    chosen = tuple(int(word) for word in sys.argv[1:]) or SIZES
    print(json.dumps(measure(chosen), indent=2))
