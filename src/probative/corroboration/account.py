"""What a drawing of who got it from whom shows, as counts and names that can be said in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from probative.base.identifiers import ClaimId, ExhibitId, number_of
from probative.corroboration.dominators import dominators
from probative.model.claims import Claim
from probative.model.propositions import Doubt, Proposition, Vertex, VertexKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """What hangs on one vertex of the smallest cut.

    ``carriers`` are the exhibits that have the proposition through it alone; ``behind`` the origins, other than
    itself, from which a way leads to it. Sorted.
    """

    vertex: Vertex
    carriers: tuple[ExhibitId, ...]
    behind: tuple[Vertex, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A proposition's drawing in counts: every number and name of the paragraph is here.

    ``carriers`` are the exhibits whose claims vouch for it. ``copies`` pairs an exhibit with the carriers that have it
    only through that one, nearest first; most first. ``strands`` are the vertices of the smallest cut, heaviest first;
    ``crossed`` the carriers that have it through more than one of them. ``uncounted`` claims say it and vouch for
    nothing: rejected, withdrawn, or left open by the speaker.
    """

    carriers: tuple[ExhibitId, ...]
    copies: tuple[tuple[ExhibitId, tuple[ExhibitId, ...]], ...]
    strands: tuple[Strand, ...]
    crossed: tuple[ExhibitId, ...]
    doubts: tuple[Doubt, ...]
    at_least: int
    at_most: int
    uncounted: int
    denied: int
    foretold: int


def account(proposition: Proposition, claims: Mapping[ClaimId, Claim]) -> Account:
    """Read off a proposition's drawing what hangs on whom.

    Args:
        proposition: With its vertices and edges.
        claims: At least those of the proposition.

    Source:
        docs/explanation/corroboration.md, rule C-12.
    """
    found = proposition.independence
    held = {vertex.key: vertex for vertex in found.vertices}
    origins = [vertex.key for vertex in found.vertices if vertex.kind is VertexKind.ORIGIN]
    ways = [edge for edge in found.edges if edge[0] in held and edge[1] in held]
    above = dominators(origins, ways)
    ends = _ends(held, above, claims)
    cut = [vertex for vertex in found.vertices if vertex.is_bottleneck]
    strands, crossed = _strands(cut, ends, above, ways, held)
    drawn = {vertex.refers_to for vertex in found.vertices if vertex.kind is VertexKind.CLAIM and vertex.key in above}
    return Account(
        carriers=_sorted(ends),
        copies=_copies(ends, above, held),
        strands=strands,
        crossed=crossed,
        doubts=found.doubts,
        at_least=found.at_least,
        at_most=found.at_most,
        uncounted=sum(claim not in drawn for claim in proposition.claims),
        denied=len(proposition.denied_by),
        foretold=len(proposition.forecasts),
    )


def _ends(
    held: Mapping[str, Vertex], above: Mapping[str, str | None], claims: Mapping[ClaimId, Claim]
) -> dict[ExhibitId, list[str]]:
    """Give each carrier with the points at which its ways end: itself, or its claims where it is no vertex."""
    published = {vertex.refers_to: key for key, vertex in held.items() if vertex.kind is VertexKind.EXHIBIT}
    ends: dict[ExhibitId, list[str]] = {}
    for key, vertex in held.items():
        claim = claims.get(ClaimId(vertex.refers_to)) if vertex.kind is VertexKind.CLAIM and key in above else None
        if claim is not None:
            end = published.get(claim.exhibit, key)
            if end not in ends.setdefault(claim.exhibit, []):
                ends[claim.exhibit].append(end)
    return ends


def _hangs_on(point: str, above: Mapping[str, str | None]) -> list[str]:
    """Give all that every way to a point runs through, itself first."""
    met = [point]
    while (nearest := above.get(met[-1])) is not None:
        met.append(nearest)
    return met


def _copies(
    ends: Mapping[ExhibitId, list[str]], above: Mapping[str, str | None], held: Mapping[str, Vertex]
) -> tuple[tuple[ExhibitId, tuple[ExhibitId, ...]], ...]:
    taken: dict[ExhibitId, list[ExhibitId]] = {}
    for exhibit, points in ends.items():
        chains = [_hangs_on(point, above)[1:] for point in points]
        shared = [
            ExhibitId(held[point].refers_to)
            for point in chains[0]
            if held[point].kind is VertexKind.EXHIBIT and all(point in chain for chain in chains)
        ]
        if shared:
            taken.setdefault(shared[0], []).append(exhibit)
    return tuple(
        (upstream, _sorted(copies))
        for upstream, copies in sorted(taken.items(), key=lambda each: (-len(each[1]), number_of(each[0])))
    )


def _strands(
    cut: Iterable[Vertex],
    ends: Mapping[ExhibitId, list[str]],
    above: Mapping[str, str | None],
    ways: Iterable[tuple[str, str]],
    held: Mapping[str, Vertex],
) -> tuple[tuple[Strand, ...], tuple[ExhibitId, ...]]:
    carried: dict[str, list[ExhibitId]] = {vertex.key: [] for vertex in cut}
    crossed = []
    for exhibit, points in ends.items():
        met = [carried.keys() & set(_hangs_on(point, above)) for point in points]
        through = set.intersection(*met)
        for key in through:
            carried[key].append(exhibit)
        if not through:
            crossed.append(exhibit)
    before: dict[str, list[str]] = {}
    for start, end in ways:
        before.setdefault(end, []).append(start)
    strands = [
        Strand(vertex=held[key], carriers=_sorted(exhibits), behind=_behind(key, before, held))
        for key, exhibits in carried.items()
    ]
    strands.sort(key=lambda each: (-len(each.carriers), -len(each.behind), each.vertex.label, each.vertex.key))
    return tuple(strands), _sorted(crossed)


def _behind(key: str, before: Mapping[str, Iterable[str]], held: Mapping[str, Vertex]) -> tuple[Vertex, ...]:
    seen, waiting = {key}, [key]
    while waiting:
        for each in before.get(waiting.pop(), ()):
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    origins = (held[one] for one in seen - {key} if held[one].kind is VertexKind.ORIGIN)
    return tuple(sorted(origins, key=lambda vertex: (vertex.label, vertex.key)))


def _sorted(exhibits: Iterable[ExhibitId]) -> tuple[ExhibitId, ...]:
    return tuple(sorted(exhibits, key=number_of))
