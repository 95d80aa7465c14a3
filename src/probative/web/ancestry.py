"""A proposition's ancestry as it is drawn: who got it from whom, what is alike folded into one point."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from probative.corroboration.paragraph import count_in_words as counted_in_words
from probative.model.propositions import DoubtKind, Independence, Proposition, Vertex, VertexKind
from probative.web.wording import VERTEX, counted

MOST_VERTICES: Final = 48
"""More are listed in the table only: a larger drawing cannot be read."""
FOLDED_FROM: Final = 3
"""So many copies that all lean on the same and lead to the same are one point with a count."""
MOST_ALIKE: Final = 6
"""Up to so many chains that are alike but for their names stand each for itself; of more the first three."""
SHOWN_OF_MANY: Final = 3
MOST_TIES: Final = 6
"""More doubts of who may hang together are told in words only."""

SAID: Final = "what is said"
"""The key of the last point: the proposition."""

FIRST_COLUMN: Final = {
    VertexKind.ORIGIN: 0,
    VertexKind.RELAY: 1,
    VertexKind.PUBLISHER: 2,
    VertexKind.EXHIBIT: 3,
    VertexKind.CLAIM: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """One point of the drawing: a vertex, a publisher and its one exhibit, or several that are alike (``members``).

    ``place`` says which, in words. ``is_unsure`` where nobody can tell who it is.
    """

    key: str
    kind: VertexKind
    place: str
    label: str
    refers_to: tuple[str, ...]
    is_bottleneck: bool
    is_unsure: bool = False
    members: tuple["Knot", ...] = ()
    chain: str = ""
    """Equal in points whose members stand on the same chains, in the same order."""

    @property
    def each(self) -> tuple["Knot", ...]:
        """Every one that stands here: its members, or itself."""
        return self.members or (self,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ancestry:
    """The drawn part of a proposition's graph: claims folded into the proposition they make up.

    ``ties`` join two points that may be one or hang together, and say in a word how.
    """

    knots: tuple[Knot, ...]
    edges: tuple[tuple[str, str], ...]
    left_out: int
    ties: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_shortened(self) -> bool:
        """Whether something does not stand in the drawing by its own name."""
        return self.left_out > 0 or any(knot.members for knot in self.knots)


def ancestry_of(independence: Independence) -> Ancestry:
    """Give the graph to draw: every source and exhibit, claims folded into one last point.

    A publisher that stands here with one exhibit only, and that exhibit with no other publisher, is drawn as one.
    Copies that lean on the same are one point with a count, and so are, beyond a few, chains that differ only in names.
    """
    claims = {vertex.key for vertex in independence.vertices if vertex.kind is VertexKind.CLAIM}
    known = {vertex.key for vertex in independence.vertices}
    folded = [(start, SAID if end in claims or end not in known else end) for start, end in independence.edges]
    unsure = _unsure(independence)
    points = {vertex.key: _knot(vertex, unsure) for vertex in independence.vertices if vertex.key not in claims}
    edges = {(start, end) for start, end in folded if start in points}
    points, edges = _joined(points, edges)
    edges = _thinned(points, edges)
    tied = _ties(independence, points)
    tied = tied if len(tied) <= MOST_TIES else []
    points, edges, moved = _folded(points, edges, {key for tie in tied for key in tie[:2]})
    ordered = sorted(points.values(), key=lambda knot: (not knot.is_bottleneck, FIRST_COLUMN[knot.kind], knot.key))
    kept = {knot.key for knot in ordered[:MOST_VERTICES]}
    edges = {(start, end) for start, end in edges if start in kept and (end in kept or end == SAID)}
    if not any(end == SAID for _, end in edges):
        leads = {start for start, _ in edges}
        edges |= {(key, SAID) for key in kept if key not in leads}
    ties = {(moved.get(one, one), moved.get(other, other), how) for one, other, how in tied}
    return Ancestry(
        knots=tuple(sorted(ordered[:MOST_VERTICES], key=lambda knot: (FIRST_COLUMN[knot.kind], knot.key))),
        edges=tuple(sorted(edges)),
        left_out=sum(len(knot.each) for knot in ordered[MOST_VERTICES:]),
        ties=tuple(sorted(tie for tie in ties if tie[0] != tie[1] and tie[0] in kept and tie[1] in kept)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table that stands beside the drawing: everything in full. ``onward`` are numbers, or names."""

    refers_to: tuple[str, ...]
    label: str
    place: str
    is_bottleneck: bool
    onward: tuple[str, ...]


def rows_of(graph: Ancestry, said: str) -> tuple[Row, ...]:
    """Give the drawing as lines, each of what was folded by itself.

    Args:
        graph: What is drawn.
        said: How the last point is called.
    """
    held = {knot.key: knot for knot in graph.knots}
    onward: dict[str, list[str]] = {}
    for start, end in graph.edges:
        onward.setdefault(start, []).append(end)
    return tuple(
        Row(
            refers_to=each.refers_to,
            label=each.label,
            place=each.place,
            is_bottleneck=each.is_bottleneck,
            onward=tuple(said if end == SAID else _called(held[end], knot, at) for end in onward.get(knot.key, ())),
        )
        for knot in graph.knots
        for at, each in enumerate(knot.each)
    )


def _called(knot: Knot, before: Knot, at: int) -> str:
    """Call where something went on to: one of several where each has its own, else by the first of them."""
    if knot.members and knot.chain == before.chain:
        return knot.members[at].refers_to[-1]
    first = knot.refers_to[-1]
    return f"{first} and {len(knot.members) - 1} like it" if knot.members else first


def together(every: Iterable[Independence], through: str) -> Independence:
    """Lay several graphs on one another, to draw what comes ``through`` one source or exhibit; only for drawing.

    A vertex stands as early in the chain as in any of them; the one bottleneck marked is ``through``.
    """
    vertices: dict[str, Vertex] = {}
    edges: set[tuple[str, str]] = set()
    for each in every:
        called = {vertex.key: vertex.refers_to for vertex in each.vertices}
        edges |= {(called.get(start, start), called.get(end, end)) for start, end in each.edges}
        for vertex in each.vertices:
            key = vertex.refers_to
            held = vertices.setdefault(key, replace(vertex, key=key, is_bottleneck=key == through))
            if FIRST_COLUMN[vertex.kind] < FIRST_COLUMN[held.kind]:
                vertices[key] = replace(held, kind=vertex.kind)
    return Independence(
        at_least=0,
        at_most=1,
        bottlenecks=(through,),
        origins=0,
        channels=0,
        vertices=tuple(sorted(vertices.values(), key=lambda vertex: vertex.key)),
        edges=tuple(sorted(edges)),
    )


def _unsure(independence: Independence) -> frozenset[str]:
    kinds = (DoubtKind.ANONYMOUS, DoubtKind.UNCLEAR)
    return frozenset(one for doubt in independence.doubts if doubt.kind in kinds for one in doubt.about)


def _knot(vertex: Vertex, unsure: frozenset[str]) -> Knot:
    return Knot(
        key=vertex.key,
        kind=vertex.kind,
        place=VERTEX[vertex.kind],
        label=vertex.label,
        refers_to=(vertex.refers_to,),
        is_bottleneck=vertex.is_bottleneck,
        is_unsure=vertex.refers_to in unsure,
    )


_TIED: Final = {
    DoubtKind.CONFERRED: "may have conferred",
    DoubtKind.SAME_NAME: "may be one person",
    DoubtKind.REPRINT: "may be a reprint",
}


def _ties(independence: Independence, points: Mapping[str, Knot]) -> list[tuple[str, str, str]]:
    """Give who may hang together, each with the next of its group."""
    place = {number: key for key, knot in points.items() for number in knot.refers_to}
    found = []
    for doubt in independence.doubts:
        if doubt.kind in _TIED:
            there = [place[one] for one in doubt.about if one in place]
            found += [(one, other, _TIED[doubt.kind]) for one, other in pairwise(there)]
    return found


def _joined(points: dict[str, Knot], edges: set[tuple[str, str]]) -> tuple[dict[str, Knot], set[tuple[str, str]]]:
    """Put each publisher and its one exhibit together, where they are each other's only one."""
    goes: dict[str, set[str]] = {}
    comes: dict[str, set[str]] = {}
    for start, end in edges:
        goes.setdefault(start, set()).add(end)
        if end in points and points[start].kind is VertexKind.PUBLISHER:
            comes.setdefault(end, set()).add(start)
    moved: dict[str, str] = {}
    for key, knot in sorted(points.items()):
        onward = goes.get(key, set())
        if knot.kind is not VertexKind.PUBLISHER or len(onward) != 1:
            continue
        exhibit = points.get(next(iter(onward)))
        if exhibit is not None and exhibit.kind is VertexKind.EXHIBIT and comes[exhibit.key] == {key}:
            moved[key] = exhibit.key
    joined = {key: knot for key, knot in points.items() if key not in moved}
    for key, end in moved.items():
        joined[end] = replace(
            points[end],
            place="publisher and exhibit",
            label=points[key].label,
            refers_to=(*points[key].refers_to, *points[end].refers_to),
            is_bottleneck=points[key].is_bottleneck or points[end].is_bottleneck,
            is_unsure=points[key].is_unsure or points[end].is_unsure,
        )
    kept = {(moved.get(start, start), moved.get(end, end)) for start, end in edges}
    return joined, {(start, end) for start, end in kept if start != end}


def _thinned(points: Mapping[str, Knot], edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Leave out the line between two exhibits that both lean on a third: it is the third they have in common.

    What can be reached from where stays the same.
    """
    leaning = {(start, end) for start, end in edges if _is_exhibit(points, start) and _is_exhibit(points, end)}
    above: dict[str, set[str]] = {}
    for start, end in leaning:
        if (end, start) not in leaning:
            above.setdefault(end, set()).add(start)
    spare = {(one, end) for end, starts in above.items() for one in starts if above.get(one, set()) & starts}
    return edges - spare


def _is_exhibit(points: Mapping[str, Knot], key: str) -> bool:
    return key in points and points[key].kind is VertexKind.EXHIBIT


def _folded(
    points: Mapping[str, Knot], edges: set[tuple[str, str]], apart: set[str]
) -> tuple[dict[str, Knot], set[tuple[str, str]], dict[str, str]]:
    """Put copies of one thing together, and of many chains that are alike but for names all but the first.

    Whoever is in ``apart`` stays by itself.

    Returns:
        The points, the lines, and for each point that was put together the key of where it went.
    """
    alike: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, bool, bool], ...]], list[tuple[str, ...]]] = {}
    before, after = _neighbours(edges)
    for chain in _chains(points, before, after):
        if not apart.intersection(chain):
            # What a chain comes from and leads to, and what stands on it: all but the names.
            stands = tuple((points[key].place, points[key].is_bottleneck, points[key].is_unsure) for key in chain)
            shape = (tuple(before.get(chain[0], ())), tuple(after.get(chain[-1], ())), stands)
            alike.setdefault(shape, []).append(chain)
    moved: dict[str, str] = {}
    made: dict[str, Knot] = {}
    for (before_it, _, _), chains in alike.items():
        is_copy = bool(before_it) and len(chains[0]) == 1
        if is_copy and len(chains) >= FOLDED_FROM:
            together = chains
        elif not is_copy and len(chains) > MOST_ALIKE:
            together = chains[SHOWN_OF_MANY:]
        else:
            continue
        for place in zip(*together, strict=True):
            members = tuple(points[key] for key in place)
            made[place[0]] = replace(members[0], members=members, chain=together[0][0])
            moved |= dict.fromkeys(place, place[0])
    left = {key: made.get(key, knot) for key, knot in points.items() if moved.get(key, key) == key}
    return left, {(moved.get(start, start), moved.get(end, end)) for start, end in edges}, moved


def _neighbours(edges: Iterable[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for start, end in sorted(edges):
        after.setdefault(start, []).append(end)
        before.setdefault(end, []).append(start)
    return before, after


def _chains(
    points: Mapping[str, Knot], before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> list[tuple[str, ...]]:
    """Cut the graph into its longest chains on which nothing joins and nothing branches off; in order of keys."""
    follows = {
        key: after[key][0]
        for key in points
        if len(after.get(key, ())) == 1 and after[key][0] in points and len(before[after[key][0]]) == 1
    }
    starts = points.keys() - set(follows.values())
    found = []
    for key in sorted(starts):
        chain = [key]
        while chain[-1] in follows:
            chain.append(follows[chain[-1]])
        found.append(tuple(chain))
    return found


def count_in_words(independence: Independence) -> str:
    """Say how many independent origins there are, as an interval where it is one."""
    return counted_in_words(independence.at_least, independence.at_most)


def caption(proposition: Proposition, publications: int) -> str:
    """Say in one or two sentences what the drawing shows: the head of what ``paragraph`` tells at length.

    Args:
        proposition: The proposition drawn.
        publications: How many publications carry its claims.
    """
    found = proposition.independence
    if not proposition.claims:
        only = "denied" if proposition.denied_by else "foreseen"
        return f"Nobody vouches for this: it is only {only}."
    narrow = [vertex for vertex in found.vertices if vertex.is_bottleneck]
    carried = counted(len(proposition.claims), "claim") if not publications else counted(publications, "article")
    sentences = [f"{carried}, {count_in_words(found)}."]
    if found.at_most == 1 and len(found.bottlenecks) == 1 and len(proposition.claims) > 1:
        role = VERTEX[narrow[0].kind] if narrow else "source"
        one = counted(publications, "article") if publications > 1 else counted(len(proposition.claims), "claim")
        sentences = [f"All {one} hang on one {role}: {found.bottlenecks[0]}."]
    if found.origins > found.channels > 0:
        sentences.append(f"{counted(found.origins, 'origin')}, {counted(found.channels, 'channel')}.")
    return " ".join(sentences)


def columns(graph: Ancestry) -> dict[str, int]:
    """Give each point its column: after everything it comes from, and no earlier than its kind stands."""
    after: dict[str, list[str]] = {}
    for start, end in graph.edges:
        after.setdefault(start, []).append(end)
    column = {knot.key: FIRST_COLUMN[knot.kind] for knot in graph.knots}
    column[SAID] = 0
    # Longest paths by repeated relaxing; a ring would push on for ever, so the rounds are bounded by its length.
    for _ in range(len(column)):
        moved = False
        for start in sorted(after):
            for end in after[start]:
                if column[end] <= column[start] < len(column) + len(FIRST_COLUMN):
                    column[end], moved = column[start] + 1, True
        if not moved:
            break
    column[SAID] = max(column[knot.key] for knot in graph.knots) + 1 if graph.knots else 0
    used = sorted(set(column.values()))
    return {key: used.index(number) for key, number in column.items()}
