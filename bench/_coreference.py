"""How well a partition fits another one: B-cubed, MUC, CEAF-e, and their mean as CoNLL takes it."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

Parts = Sequence[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0..1; both 0 where nothing could be right."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(found: Parts, true: Parts) -> Score:
    """Give, for each thing, how much of its part is right, averaged over things (Bagga and Baldwin 1998)."""
    ours, theirs = _owners(found), _owners(true)
    right = {each: len(ours[each] & theirs[each]) for each in theirs}
    count = max(1, len(theirs))
    return Score(
        sum(right[each] / len(ours[each]) for each in right) / count,
        sum(right[each] / len(theirs[each]) for each in right) / count,
    )


def muc(found: Parts, true: Parts) -> Score:
    """Give how many links are right that hold the parts together (Vilain et al. 1995). Single things count nothing."""
    return Score(_links(found, _owners(true)), _links(true, _owners(found)))


def ceaf_e(found: Parts, true: Parts) -> Score:
    """Give how alike the parts are when each is set against one at most, at best (Luo 2005, phi 4)."""
    theirs = {each: at for at, part in enumerate(true) for each in part}
    drawn = nx.Graph()
    for at, part in enumerate(found):
        for other in {theirs[each] for each in part if each in theirs}:
            alike = 2 * len(part & true[other]) / (len(part) + len(true[other]))
            drawn.add_edge(("found", at), ("true", other), weight=alike)
    best = 0.0
    for piece in nx.connected_components(drawn):
        inside = drawn.subgraph(piece)
        best += sum(inside.edges[pair]["weight"] for pair in nx.max_weight_matching(inside))
    return Score(best / max(1, len(found)), best / max(1, len(true)))


def conll(found: Parts, true: Parts) -> float:
    """Give the mean F1 of the three."""
    return sum(score(found, true).f1 for score in (b_cubed, muc, ceaf_e)) / 3


def _owners(parts: Parts) -> Mapping[Hashable, frozenset[Hashable]]:
    return {each: part for part in parts for each in part}


def _links(parts: Parts, others: Mapping[Hashable, Collection[Hashable]]) -> float:
    wanted = sum(len(part) - 1 for part in parts)
    kept = sum(len(part) - _pieces(part, others) for part in parts)
    return kept / wanted if wanted else 0.0


def _pieces(part: Iterable[Hashable], others: Mapping[Hashable, Collection[Hashable]]) -> int:
    met, alone = set(), 0
    for each in part:
        if each in others:
            met.add(id(others[each]))
        else:
            alone += 1
    return len(met) + alone
