"""Who got a proposition from whom, drawn as a graph."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from probative.base.identifiers import ClaimId, ExhibitId, number_of
from probative.corroboration.ancestry import Ancestry, vouches
from probative.model.claims import Claim
from probative.model.propositions import Basis, Derivation

_CITED_WHOLLY_PERMILLE = 150
"""From this share on, an exhibit that copied another is taken to have from it what it says in other words, too, unless
it names a source of its own for it."""


@dataclass(slots=True, kw_only=True)
class Descent:
    """Vertices are sources, exhibits and claims, by identifier; edges run from who told to who was told.

    ``edges`` and ``grounds`` say in which exhibits the edge, or the standing as origin, is to be read. ``possible`` are
    the origins that may have known by themselves; ``firm`` those of whom nothing says that they had it from others.
    """

    claims: tuple[Claim, ...]
    edges: dict[tuple[str, str], set[ExhibitId]] = field(default_factory=dict)
    grounds: dict[str, set[ExhibitId]] = field(default_factory=dict)
    possible: frozenset[str] = frozenset()
    firm: frozenset[str] = frozenset()

    @property
    def vertices(self) -> tuple[str, ...]:
        """Every vertex, sorted by kind letter and number."""
        met = {vertex for edge in self.edges for vertex in edge} | set(self.grounds)
        return tuple(sorted(met, key=lambda vertex: (vertex[0], number_of(vertex))))

    def add(self, way: Sequence[str], exhibit: ExhibitId) -> None:
        """Draw a way; of equal vertices one after the other, one."""
        for start, end in pairwise(way):
            if start != end:
                self.edges.setdefault((start, end), set()).add(exhibit)


def descent(claim_ids: Iterable[ClaimId], known: Ancestry, *, with_reprints: bool = False) -> Descent:
    """Draw who got a proposition from whom.

    A claim runs from its origin over relays, publisher and exhibit. Where its exhibit leans on another, it runs through
    that one first: its own origin then counts only if the other exhibit has no claim for this proposition.

    Args:
        claim_ids: The proposition's claims; those that cannot vouch are left out.
        known: The case's ancestry.
        with_reprints: Whether what may be a reprint is drawn as one.

    Source:
        docs/explanation/corroboration.md, rules C-1, C-5 and C-6.
    """
    counted = sorted((known.claims[each] for each in set(claim_ids)), key=lambda claim: number_of(claim.id))
    drawn = Descent(claims=tuple(claim for claim in counted if vouches(claim)))
    by_exhibit: dict[ExhibitId, list[Claim]] = {}
    for claim in drawn.claims:
        by_exhibit.setdefault(claim.exhibit, []).append(claim)
    drawing = _Drawing(by_exhibit=by_exhibit, known=known, with_reprints=with_reprints)
    for claim in drawn.claims:
        drawing.draw(claim, drawn)
    _root(drawn, known)
    return drawn


@dataclass(slots=True, kw_only=True)
class _Drawing:
    """Draws the claims of one proposition, one by one."""

    by_exhibit: Mapping[ExhibitId, list[Claim]]
    known: Ancestry
    with_reprints: bool

    def draw(self, claim: Claim, drawn: Descent) -> None:
        speakers = self.known.speakers(claim)
        tail = [*_channel(claim.exhibit, self.known), claim.id]
        upstream = self._upstream(claim)
        if not upstream:
            drawn.add([*speakers, *tail], claim.exhibit)
            drawn.grounds.setdefault([*speakers, *tail][0], set()).add(claim.exhibit)
            return
        held = [exhibit for exhibit in upstream if exhibit in self.by_exhibit]
        for exhibit in held:
            for door in self._doors(exhibit):
                drawn.add([door, *tail], claim.exhibit)
        for exhibit in () if held else upstream:
            way = [*speakers, *_channel(exhibit, self.known), *tail]
            drawn.add(way, claim.exhibit)
            drawn.grounds.setdefault(way[0], set()).add(claim.exhibit)

    def _upstream(self, claim: Claim) -> list[ExhibitId]:
        """Give the exhibits that a claim came through before its own, by number."""
        found = {
            each.upstream
            for each in self.known.upstream.get(claim.exhibit, ())
            if (self.with_reprints or not each.basis.is_possible) and self._is_downstream(claim, each)
        }
        return sorted(found, key=number_of)

    def _doors(self, exhibit: ExhibitId) -> list[str]:
        """Give through whom what an exhibit says leaves it: itself, or who spoke last in what nobody published.

        What nobody published may itself have it from elsewhere (a forwarded article): then from there.
        """
        if self.known.is_channel(exhibit):
            return [exhibit]
        doors: set[str] = set()
        for claim in self.by_exhibit[exhibit]:
            upstream = self._upstream(claim)
            met = [each for each in upstream if each in self.by_exhibit]
            for each in met:
                doors.update(self._doors(each))
            if not met:
                outside = [vertex for each in upstream for vertex in _channel(each, self.known)[-1:]]
                doors.update(outside or (self.known.speakers(claim)[-1],))
        return sorted(doors)

    def _is_downstream(self, claim: Claim, derivation: Derivation) -> bool:
        known, speakers = self.known, self.known.speakers(claim)
        if known.is_copied(claim, derivation):
            return True
        if derivation.upstream not in self.by_exhibit:
            return False
        if derivation.basis is Basis.TEXT_REUSE and derivation.share_permille < _CITED_WHOLLY_PERMILLE:
            return False
        if not speakers or not known.is_firm(speakers[0]):
            return True
        theirs = {known.publisher(derivation.upstream)}
        theirs.update(one for other in self.by_exhibit[derivation.upstream] for one in known.speakers(other))
        return speakers[0] in theirs


def _channel(exhibit: ExhibitId, known: Ancestry) -> list[str]:
    publisher = known.publisher(exhibit)
    way: list[str] = [publisher] if publisher is not None else []
    return [*way, exhibit] if known.is_channel(exhibit) else way


def _root(drawn: Descent, known: Ancestry) -> None:
    """Work out who may be an origin, and give every ring that has none its earliest article's publisher as one."""
    told_in: dict[str, set[ExhibitId]] = {}
    for (_, end), exhibits in drawn.edges.items():
        told_in.setdefault(end, set()).update(exhibits)
    drawn.firm = _rooted(frozenset(vertex for vertex in drawn.grounds if vertex not in told_in), drawn, known)
    issuing = {known.publisher(claim.exhibit) for claim in drawn.claims}

    def may_know(vertex: str) -> bool:
        said_in = drawn.grounds[vertex]
        if vertex in told_in and vertex in issuing:
            said_in = {exhibit for exhibit in said_in if known.publisher(exhibit) == vertex}
        return bool(said_in - told_in.get(vertex, set()))

    drawn.possible = drawn.firm | _rooted(frozenset(filter(may_know, drawn.grounds)), drawn, known)


def _rooted(origins: frozenset[str], drawn: Descent, known: Ancestry) -> frozenset[str]:
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for start, end in drawn.edges:
        after.setdefault(start, set()).add(end)
        before.setdefault(end, set()).add(start)
    cut_off = set(drawn.vertices) - reachable(origins, after)
    while cut_off:
        # A vertex all of whose ancestors it also reaches lies in a ring that nothing outside feeds.
        ring = next(
            found
            for vertex in sorted(cut_off)
            if (found := reachable((vertex,), before)) <= reachable((vertex,), after)
        )
        origins |= {_earliest(ring, drawn, known)}
        cut_off -= reachable(origins, after)
    return origins


def reachable(starts: Iterable[str], after: Mapping[str, Iterable[str]]) -> set[str]:
    """Give every vertex that a way from ``starts`` leads to, the starts included."""
    waiting = list(starts)
    seen = set(waiting)
    while waiting:
        for vertex in after.get(waiting.pop(), ()):
            if vertex not in seen:
                seen.add(vertex)
                waiting.append(vertex)
    return seen


def _earliest(ring: set[str], drawn: Descent, known: Ancestry) -> str:
    for claim in sorted(drawn.claims, key=lambda each: (known.day(each.exhibit), number_of(each.id))):
        for vertex in (known.publisher(claim.exhibit), claim.exhibit, *known.speakers(claim)):
            if vertex in ring:
                return vertex
    return min(ring)
