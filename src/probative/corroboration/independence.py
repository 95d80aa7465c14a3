"""How many origins could vouch for a proposition without each other."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId, SourceId, number_of
from probative.corroboration.ancestry import Ancestry
from probative.corroboration.descent import Descent, descent, is_touched, reachable, retold
from probative.corroboration.disjoint import Cut, smallest_cut
from probative.model.claims import SourceKind
from probative.model.propositions import Independence, Vertex, VertexKind

_NAMED_RELAY: Final = 1
_NAMED_ORIGIN: Final = 2
_PUBLISHER: Final = 3
_ANONYMOUS: Final = 4
_EXHIBIT: Final = 5
_NOBODY: Final = 6
"""Whom to name where several smallest cuts exist: the lowest sum wins (rule C-7)."""

_MOST_GROUPS: Final = 5
"""Up to so many groups of people who may be one, every way of taking some of them for one is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The two counts, the cut behind the higher one, and the claims that still reach the proposition.

    The cut is that of what is drawn: what may say the same besides can raise ``at_most`` above it.
    """

    at_least: int
    at_most: int
    cut: tuple[str, ...]
    standing: frozenset[ClaimId]


Choices = Sequence[Collection[ClaimId]]
"""What may say the same besides: the claims of each choice of other propositions that may all be one with this one."""


def independence(claim_ids: Iterable[ClaimId], known: Ancestry, choices: Choices = ()) -> Independence:
    """Count the origins that could vouch for a proposition without each other.

    Ten papers carrying one agency's wire are one origin; two witnesses quoted in one article are one way through it.

    Args:
        claim_ids: The proposition's claims, in any order, repeats allowed. Rejected claims, forecasts, denials and what
            a known speaker leaves open are left out.
        known: The case's ancestry.
        choices: Claims that may say the same. They are not drawn.

    Returns:
        ``at_least`` counts only ways on which everybody can be told from everybody else: an anonymous source may be
        somebody already counted, or have it from them. Where nobody can, but somebody speaks, it is 1. ``at_most``
        keeps all apart and counts a source of n people n times. Bottlenecks are the smallest cut behind ``at_most``.
        All zero when no claim can vouch.
        What may be a reprint is one for ``at_least`` and none for ``at_most``. What is withdrawn counts for neither,
        what may be withdrawn for ``at_most`` only: where nothing else is left, ``at_least`` is 0. What may say the same
        is so for whichever of the two it widens.

    Source:
        docs/explanation/corroboration.md, rules C-1 to C-11 and C-14 (Menger's theorem).
    """
    claims = tuple(claim_ids)
    drawn = descent(claims, known, without=known.withdrawn)
    found = widened(weighed(drawn, known), claims, known, choices)
    return Independence(
        at_least=found.at_least,
        at_most=found.at_most,
        bottlenecks=tuple(sorted(_label(vertex, known) for vertex in found.cut)),
        origins=sum(known.heads(vertex) for vertex in drawn.possible),
        channels=_channels(drawn, known),
        vertices=tuple(_vertex(vertex, drawn, found.cut, known) for vertex in drawn.vertices),
        edges=tuple(sorted(drawn.edges, key=lambda edge: [(end[0], number_of(end)) for end in edge])),
    )


def weighed(drawn: Descent, known: Ancestry, withdrawn: Collection[SourceId] = ()) -> Bounds:
    """Count as ``bounds`` does; ``at_least`` is the lowest over every possible reprint and withdrawal, and none.

    Source:
        docs/explanation/corroboration.md, rules C-9 and C-11.
    """
    found = bounds(drawn, known, withdrawn)
    lowest = [bounds(other, known, withdrawn).at_least for other in _otherwise(drawn, known)]
    return replace(found, at_least=min([found.at_least, *lowest]))


def widened(found: Bounds, claims: Collection[ClaimId], known: Ancestry, choices: Choices) -> Bounds:
    """Count with each choice of what may say the same, too: the lowest ``at_least`` and the highest ``at_most``.

    Where nobody vouches for the claims themselves it stays at nothing: what else is said is no support for them.

    Source:
        docs/explanation/corroboration.md, rule C-14.
    """
    if not found.at_most:
        return found
    for chosen in choices:
        joined = weighed(descent((*claims, *chosen), known, without=known.withdrawn), known)
        found = replace(
            found,
            at_least=min(found.at_least, joined.at_least),
            at_most=max(found.at_most, joined.at_most),
        )
    return found


def _otherwise(drawn: Descent, known: Ancestry) -> Iterator[Descent]:
    """Draw the same with every possible reprint drawn, without what may be withdrawn, and with both."""
    claims = [claim.id for claim in drawn.claims]
    exhibits = {claim.exhibit for claim in drawn.claims}
    reprints = any(each.basis.is_possible for exhibit in exhibits for each in known.upstream.get(exhibit, ()))
    reprints = reprints or bool(retold(drawn.claims, known))
    if reprints:
        yield descent(claims, known, with_reprints=True, without=drawn.without)
    if is_touched(drawn.claims, known, known.in_doubt):
        both = drawn.without | known.in_doubt
        for with_reprints in (False, True) if reprints else (False,):
            yield descent(claims, known, with_reprints=with_reprints, without=both)


def bounds(drawn: Descent, known: Ancestry, withdrawn: Collection[SourceId] = ()) -> Bounds:
    """Count on a drawn graph, without the sources in ``withdrawn``: who hung on them has no origin any more."""
    vertices = [vertex for vertex in drawn.vertices if vertex not in withdrawn]
    claims = frozenset(claim.id for claim in drawn.claims)
    weights = {vertex: _weight(vertex, drawn, known) for vertex in vertices if vertex not in claims}
    unit = sum(weights.values()) + 1
    rooms: dict[str, int | None] = dict.fromkeys(claims)
    rooms.update({vertex: unit * known.heads(vertex) + weight for vertex, weight in weights.items()})
    cut = smallest_cut(rooms, drawn.edges, drawn.possible, claims)
    at_most = sum(known.heads(vertex) for vertex in cut.vertices)
    after: dict[str, set[str]] = {}
    for start, end in drawn.edges:
        if start not in withdrawn and end not in withdrawn:
            after.setdefault(start, set()).add(end)
    standing = reachable((vertex for vertex in drawn.possible if vertex not in withdrawn), after) & claims
    firm = [vertex for vertex in vertices if vertex in claims or _is_firm(vertex, known)]
    at_least = min(at_most, *(_firm_cut(drawn, claims, names).size for names in _identities(firm, known)))
    return Bounds(
        at_least=max(at_least, min(1, at_most)),
        at_most=at_most,
        cut=cut.vertices,
        standing=frozenset(claim.id for claim in drawn.claims if claim.id in standing),
    )


def _firm_cut(drawn: Descent, claims: Collection[str], names: Mapping[str, str]) -> Cut:
    rooms: dict[str, int | None] = {name: None if name in claims else 1 for name in names.values()}
    edges = ((names[start], names[end]) for start, end in drawn.edges if start in names and end in names)
    grounds = {names[vertex] for vertex in drawn.firm if vertex in names}
    return smallest_cut(rooms, edges, grounds, claims)


def _identities(vertices: Sequence[str], known: Ancestry) -> Iterator[dict[str, str]]:
    """Give every way in which those who may be one, or may have told each other, are taken for one.

    Where there are many such groups, only none, all, and each alone: looking at all ways would take for ever.
    """
    there = frozenset(vertices)
    groups = sorted(known.conferred_among(there) | known.sources.doubled_among(there), key=sorted)
    sizes = range(len(groups) + 1) if len(groups) <= _MOST_GROUPS else (0, 1, len(groups))
    for size in sizes:
        for chosen in combinations(groups, size):
            names = {vertex: vertex for vertex in vertices}
            for group in chosen:
                joined = {names[one] for one in group}
                names = {vertex: min(joined) if name in joined else name for vertex, name in names.items()}
            yield names


def _channels(drawn: Descent, known: Ancestry) -> int:
    """Count the ways to us that meet in no publisher and no exhibit, whoever speaks; each thing collected is a way."""
    rooms: dict[str, int | None] = {}
    for vertex in drawn.vertices:
        is_limited = vertex[0] == "E" or (
            vertex[0] == "S" and known.sources[SourceId(vertex)].kind is SourceKind.PUBLISHER
        )
        rooms[vertex] = 1 if is_limited else None
    edges = list(drawn.edges)
    for claim in drawn.claims:
        if not known.is_channel(claim.exhibit):
            rooms[claim.exhibit] = 1
            edges.append((claim.id, claim.exhibit))
    ends = {claim.exhibit for claim in drawn.claims}
    return smallest_cut(rooms, edges, drawn.possible, ends).size


def _is_firm(vertex: str, known: Ancestry) -> bool:
    return vertex[0] != "S" or known.is_firm(SourceId(vertex))


def _weight(vertex: str, drawn: Descent, known: Ancestry) -> int:
    if vertex[0] == "E":
        return _EXHIBIT
    source = known.sources[SourceId(vertex)]
    if source.kind is SourceKind.UNATTRIBUTED or source.id in known.sources.unclear:
        return _NOBODY
    if source.kind is SourceKind.DESCRIBED:
        return _ANONYMOUS
    if source.kind is SourceKind.PUBLISHER:
        return _PUBLISHER
    return _NAMED_ORIGIN if vertex in drawn.possible else _NAMED_RELAY


def _label(vertex: str, known: Ancestry) -> str:
    if vertex[0] == "S":
        return known.sources[SourceId(vertex)].name
    if vertex[0] == "E":
        received = known.exhibits.get(ExhibitId(vertex))
        return f"{vertex} {received.name}" if received is not None else vertex
    return vertex


def _vertex(vertex: str, drawn: Descent, cut: Collection[str], known: Ancestry) -> Vertex:
    if vertex[0] == "C":
        kind = VertexKind.CLAIM
    elif vertex[0] == "E":
        kind = VertexKind.EXHIBIT
    elif vertex in drawn.possible:
        kind = VertexKind.ORIGIN
    elif known.sources[SourceId(vertex)].kind is SourceKind.PUBLISHER:
        kind = VertexKind.PUBLISHER
    else:
        kind = VertexKind.RELAY
    return Vertex(key=vertex, kind=kind, label=_label(vertex, known), refers_to=vertex, is_bottleneck=vertex in cut)
