"""Who got a proposition from whom, drawn as a graph."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from probative.base.identifiers import ClaimId, ExhibitId, SourceId, number_of
from probative.corroboration.ancestry import Ancestry, vouches
from probative.corroboration.withdrawn import NOTHING, Withdrawn
from probative.model.claims import Claim
from probative.model.propositions import Basis, Derivation

_CITED_WHOLLY_PERMILLE = 150
"""From this share on, an exhibit that copied another is taken to have from it what it says in other words, too, unless
it names a source of its own for it."""


@dataclass(slots=True, kw_only=True)
class Descent:
    """Vertices are sources, exhibits and claims, by identifier; edges run from who told to who was told.

    ``edges`` and ``grounds`` say in which exhibits the edge, or the standing as origin, is to be read. ``possible`` are
    the origins that may have known by themselves; ``firm`` those of whom nothing says that they had it from others;
    ``roots`` those that only stand for a ring, with its earliest exhibit. ``claims`` are all that could vouch, those
    in ``without`` too, which are not drawn.
    """

    claims: tuple[Claim, ...]
    edges: dict[tuple[str, str], set[ExhibitId]] = field(default_factory=dict)
    grounds: dict[str, set[ExhibitId]] = field(default_factory=dict)
    possible: frozenset[str] = frozenset()
    firm: frozenset[str] = frozenset()
    roots: dict[str, ExhibitId] = field(default_factory=dict)
    without: Withdrawn = NOTHING

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


def descent(
    claim_ids: Iterable[ClaimId], known: Ancestry, *, with_reprints: bool = False, without: Withdrawn = NOTHING
) -> Descent:
    """Draw who got a proposition from whom.

    A claim runs from its origin over relays, publisher and exhibit. Where its exhibit leans on another, it runs through
    that one first: its own origin then counts only if the other exhibit has no claim for this proposition.

    Args:
        claim_ids: The proposition's claims; those that cannot vouch are left out.
        known: The case's ancestry.
        with_reprints: Whether what may be a reprint, or told over, is drawn as such.
        without: What is not drawn. Whoever had it only from there is no origin instead: origins are worked out on the
            whole drawing first.

    Source:
        docs/explanation/corroboration.md, rules C-1, C-5, C-6 and C-8.
    """
    counted = sorted((known.claims[each] for each in set(claim_ids)), key=lambda claim: number_of(claim.id))
    drawn = Descent(claims=tuple(claim for claim in counted if vouches(claim)))
    by_exhibit: dict[ExhibitId, list[Claim]] = {}
    for claim in drawn.claims:
        by_exhibit.setdefault(claim.exhibit, []).append(claim)
    again = retold(drawn.claims, known) if with_reprints else {}
    drawing = _Drawing(by_exhibit=by_exhibit, known=known, with_reprints=with_reprints, retold=again)
    for claim in drawn.claims:
        drawing.draw(claim, drawn)
    _root(drawn, known)
    return _left(drawn, drawing, without) if is_touched(drawn.claims, known, without) else drawn


def retold(claims: Iterable[Claim], known: Ancestry) -> dict[ClaimId, ExhibitId]:
    """Give for what a publisher says without a source the earliest article in which another said it without one before.

    Nobody can tell whether the later one has it from there: it names nobody. Of one day, and of articles without a
    date, the publisher's name decides, so that it is the same whatever came first to us.

    Args:
        claims: Those of one proposition that can vouch.
        known: The case's ancestry.

    Source:
        docs/explanation/corroboration.md, rule C-9.
    """
    own: list[tuple[tuple[date, str, int], SourceId, Claim]] = []
    for claim in claims:
        publisher = known.publisher(claim.exhibit)
        if publisher is not None and not known.speakers(claim):
            day, number = known.day(claim.exhibit)
            own.append(((day, known.sources[publisher].name.casefold(), number), publisher, claim))
    own.sort(key=lambda each: each[0])
    return {
        claim.id: earlier[0]
        for at, (_, publisher, claim) in enumerate(own)
        if (earlier := [before.exhibit for _, other, before in own[:at] if other != publisher])
    }


def is_touched(claims: Iterable[Claim], known: Ancestry, withdrawn: Withdrawn) -> bool:
    """Whether what is withdrawn can matter to what is drawn of these claims. Cheap; of sources it does not ask."""
    if not withdrawn or withdrawn.sources:
        return bool(withdrawn)
    return any(
        claim.id in withdrawn.claims
        or claim.exhibit in withdrawn.exhibits
        or any(each.upstream in withdrawn.exhibits for each in known.upstream.get(claim.exhibit, ()))
        for claim in claims
    )


def _left(drawn: Descent, drawing: "_Drawing", without: Withdrawn) -> Descent:
    """Draw what is left: nothing withdrawn, nobody an origin who was none before, nothing that nobody reaches."""
    drawing.out = without.claims
    drawing.gone = without.exhibits | {
        exhibit
        for exhibit, claims in drawing.by_exhibit.items()
        if without.claims.issuperset(claim.id for claim in claims)
    }
    left = Descent(claims=drawn.claims, without=without)
    for claim in drawn.claims:
        drawing.draw(claim, left)
    left.roots = {
        vertex: exhibit
        for vertex, exhibit in drawn.roots.items()
        if exhibit not in drawing.gone and vertex not in without.sources
    }

    def stays(vertex: str) -> bool:
        return vertex in (left.roots if vertex in drawn.roots else left.grounds) and vertex not in without.sources

    after: dict[str, list[str]] = {}
    for start, end in left.edges:
        if start not in without.sources and end not in without.sources:
            after.setdefault(start, []).append(end)
    reached = reachable(filter(stays, drawn.possible), after)
    left.edges = {
        edge: met for edge, met in left.edges.items() if edge[0] in reached and edge[1] in after.get(edge[0], ())
    }
    left.grounds = {vertex: met for vertex, met in left.grounds.items() if vertex in reached}
    met = frozenset(left.vertices)
    left.possible = frozenset(vertex for vertex in drawn.possible if stays(vertex) and vertex in met)
    left.firm = frozenset(vertex for vertex in drawn.firm if stays(vertex) and vertex in met)
    return left


@dataclass(slots=True, kw_only=True)
class _Drawing:
    """Draws the claims of one proposition, one by one, those in ``out`` and all ways through ``gone`` left out."""

    by_exhibit: Mapping[ExhibitId, list[Claim]]
    known: Ancestry
    with_reprints: bool
    retold: Mapping[ClaimId, ExhibitId]
    out: frozenset[ClaimId] = frozenset()
    gone: frozenset[ExhibitId] = frozenset()

    def draw(self, claim: Claim, drawn: Descent) -> None:
        if claim.id in self.out or claim.exhibit in self.gone:
            return
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
        for exhibit in () if held else (each for each in upstream if each not in self.gone):
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
        if not found and claim.id in self.retold:
            return [self.retold[claim.id]]
        return sorted(found, key=number_of)

    def _doors(self, exhibit: ExhibitId) -> list[str]:
        """Give through whom what an exhibit says leaves it: itself, or who spoke last in what nobody published.

        What nobody published may itself have it from elsewhere (a forwarded article): then from there.
        """
        if exhibit in self.gone:
            return []
        if self.known.is_channel(exhibit):
            return [exhibit]
        doors: set[str] = set()
        for claim in self.by_exhibit[exhibit]:
            if claim.id in self.out:
                continue
            upstream = self._upstream(claim)
            met = [each for each in upstream if each in self.by_exhibit]
            for each in met:
                doors.update(self._doors(each))
            left = [each for each in upstream if each not in self.gone]
            if not met and (left or not upstream):
                outside = [vertex for each in left for vertex in _channel(each, self.known)[-1:]]
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
        theirs = {one for other in self.by_exhibit[derivation.upstream] for one in known.speakers(other)}
        publisher = known.publisher(derivation.upstream)
        theirs |= {publisher} if publisher is not None else set()
        # Or may be somebody there: hardly do two people of one name tell it, one of them to whoever cites the other.
        return speakers[0] in theirs or any(
            speakers[0] in pair for pair in known.sources.doubled_among(theirs | {speakers[0]})
        )


def _channel(exhibit: ExhibitId, known: Ancestry) -> list[str]:
    publisher = known.publisher(exhibit)
    way: list[str] = [publisher] if publisher is not None else []
    return [*way, exhibit] if known.is_channel(exhibit) else way


def _root(drawn: Descent, known: Ancestry) -> None:
    """Work out who may be an origin, and give every ring that has none its earliest article's publisher as one."""
    told_in: dict[str, set[ExhibitId]] = {}
    for (_, end), exhibits in drawn.edges.items():
        told_in.setdefault(end, set()).update(exhibits)
    elsewhere = _told_elsewhere(drawn, known)
    untold = frozenset(vertex for vertex in drawn.grounds if vertex not in told_in)
    drawn.firm = _rooted(untold, drawn, known) - elsewhere
    issuing = {known.publisher(claim.exhibit) for claim in drawn.claims}

    def may_know(vertex: str) -> bool:
        said_in = drawn.grounds[vertex]
        if vertex in told_in and vertex in issuing:
            said_in = {exhibit for exhibit in said_in if known.publisher(exhibit) == vertex}
        return bool(said_in - told_in.get(vertex, set()))

    knowing = _rooted(frozenset(filter(may_know, drawn.grounds)), drawn, known)
    drawn.possible = drawn.firm | (untold & elsewhere) | knowing


def _told_elsewhere(drawn: Descent, known: Ancestry) -> set[str]:
    """Give the publishers who are an origin only because others cite articles of theirs that the case has.

    Such an article says itself from whom they have it; that it does not stand here, too, may be only because nobody
    put together what both say.
    """
    here = {claim.exhibit for claim in drawn.claims}
    gone = here - {claim.exhibit for claim in drawn.claims if claim.id not in known.withdrawn.claims}
    cited: dict[str, set[ExhibitId]] = {}
    for claim in drawn.claims:
        for each in known.upstream.get(claim.exhibit, ()):
            publisher = known.publisher(each.upstream)
            if each.basis is Basis.CITATION and each.upstream not in here and publisher is not None:
                cited.setdefault(publisher, set()).add(claim.exhibit)
    return {vertex for vertex, met in cited.items() if vertex in drawn.grounds and drawn.grounds[vertex] <= met | gone}


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
        root, exhibit = _earliest(ring, drawn, known)
        drawn.roots[root] = exhibit
        origins |= {root}
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


def _earliest(ring: set[str], drawn: Descent, known: Ancestry) -> tuple[str, ExhibitId]:
    """Give who stands for a ring, and the exhibit because of which."""
    ordered = sorted(drawn.claims, key=lambda each: (known.day(each.exhibit), number_of(each.id)))
    for claim in ordered:
        for vertex in (known.publisher(claim.exhibit), claim.exhibit, *known.speakers(claim)):
            if vertex in ring:
                return vertex, claim.exhibit
    return min(ring), ordered[0].exhibit
