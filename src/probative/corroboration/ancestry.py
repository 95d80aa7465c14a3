"""Everything that is known of how the claims of a case reached us."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId, SourceId, number_of
from probative.corroboration.copying import taken_over
from probative.corroboration.membership import by_member, met_among
from probative.corroboration.sources import Sources
from probative.corroboration.texts import bounds
from probative.corroboration.withdrawn import NOTHING, Withdrawn
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Role, SourceKind, Status
from probative.model.conferring import Conferring
from probative.model.exhibits import Exhibit
from probative.model.propositions import Derivation
from probative.model.readings import Genre, Reading
from probative.model.withdrawals import Retraction

_UNPUBLISHED: Final = frozenset((Genre.TESTIMONY, Genre.MAIL, Genre.TABLE, Genre.DEVICE))
"""What nobody published: it came to us as it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ancestry:
    """The claims of a case with their sources, exhibits and the derivations between exhibits.

    ``conferred`` lists groups of sources who may have told each other before they told anybody else: at the least, a
    group is one. ``withdrawn`` counts for nothing any more; ``doubted`` may be withdrawn, and counts for ``at_most``
    only. So does what was taken over from either (``taken_over``: from which claim), but for claims that a human
    ``upheld``. ``told`` and ``taken_back`` are the sentences that say so of either, for a reader: nothing is counted by
    them.
    ``genres`` and ``dates`` are worked out by ``ancestry``; build it with that.
    """

    claims: Mapping[ClaimId, Claim]
    exhibits: Mapping[ExhibitId, Exhibit]
    sources: Sources
    genres: Mapping[ExhibitId, Genre]
    dates: Mapping[ExhibitId, date]
    upstream: Mapping[ExhibitId, tuple[Derivation, ...]]
    conferred: tuple[frozenset[SourceId], ...] = ()
    withdrawn: Withdrawn = NOTHING
    doubted: Withdrawn = NOTHING
    upheld: frozenset[ClaimId] = frozenset()
    told: tuple[Conferring, ...] = ()
    taken_back: tuple[Retraction, ...] = ()
    taken_over: Mapping[ClaimId, ClaimId] = field(init=False, repr=False, compare=False)
    in_doubt: Withdrawn = field(init=False, repr=False, compare=False)
    """What may be withdrawn: what a text says is, and what was taken over from that or from what is."""
    _conferring: dict[SourceId, list[frozenset[SourceId]]] = field(init=False, repr=False, compare=False)
    _told: dict[SourceId, list[Conferring]] = field(init=False, repr=False, compare=False)
    _retracting: dict[str, list[int]] = field(init=False, repr=False, compare=False)
    _publishers: dict[ExhibitId, SourceId] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._publish()
        object.__setattr__(self, "_conferring", by_member(self.conferred, iter))
        object.__setattr__(self, "_told", by_member(self.told, lambda each: each.people))
        places = by_member(range(len(self.taken_back)), lambda place: _taken_back_by(self.taken_back[place]))
        object.__setattr__(self, "_retracting", places)
        taken_back = self.withdrawn.claims | self.doubted.claims
        heard = {claim.id: self._named(claim) for claim in self.claims.values()} if taken_back else {}
        found = taken_over(taken_back, self.claims.values(), self.upstream, heard)
        kept = {copy: first for copy, first in found.items() if copy not in self.upheld}
        object.__setattr__(self, "taken_over", kept)
        object.__setattr__(self, "in_doubt", self.doubted | Withdrawn(claims=frozenset(kept)))

    def _named(self, claim: Claim) -> tuple[SourceId, ...]:
        return tuple(one for one in self.speakers(claim) if self.is_firm(one))

    def _publish(self) -> None:
        if self._publishers:
            # Another supposition on the same claims (``supposing``): who published what does not change with it.
            return
        found: dict[ExhibitId, SourceId] = {}
        for claim in self.claims.values():
            at = self.publisher_hop(claim)
            if at is not None:
                found.setdefault(claim.exhibit, self.sources.by_hop[claim.id, at])
        object.__setattr__(self, "_publishers", found)

    def supposing(self, *, withdrawn: Withdrawn = NOTHING, conferred: frozenset[SourceId] = frozenset()) -> "Ancestry":
        """Give the same with more withdrawn, or with a group more who may have told each other."""
        groups = (*self.conferred, conferred) if len(conferred) > 1 else self.conferred
        return replace(self, withdrawn=self.withdrawn | withdrawn, conferred=tuple(sorted(groups, key=sorted)))

    def publisher(self, exhibit: ExhibitId) -> SourceId | None:
        """Give who published an exhibit, ``None`` for what nobody published."""
        return self._publishers.get(exhibit)

    def is_channel(self, exhibit: ExhibitId) -> bool:
        """Whether an exhibit stands between the sources and us: what we collected ourselves does not.

        An article stays a channel whoever saved it for us: what makes a channel is that somebody published it.
        """
        if self.genres.get(exhibit) in _UNPUBLISHED:
            return False
        if exhibit in self._publishers:
            return True
        received = self.exhibits.get(exhibit)
        return received is None or not received.is_collected

    def speakers(self, claim: Claim) -> tuple[SourceId, ...]:
        """Give who passed a claim on, origin first, its exhibit's publisher left out unless nobody else spoke."""
        publisher = self.publisher(claim.exhibit)
        chain = [
            self.sources.by_hop[claim.id, at]
            for at, hop in enumerate(claim.chain)
            if hop.role is not Role.PUBLISHER or hop.kind is not SourceKind.PUBLISHER
        ]
        if publisher is not None and chain[-1] == publisher:
            chain.pop()
        return tuple(one for at, one in enumerate(chain) if one not in chain[:at])

    def is_firm(self, source: SourceId) -> bool:
        """Whether a source could be told from every other: it has a full name, or a pseudonym."""
        return not self.sources[source].is_anonymous and source not in self.sources.unclear

    def conferred_among(self, sources: AbstractSet[str]) -> set[frozenset[str]]:
        """Give what stands among sources of each group who may have told each other, if several of it do."""
        return met_among(sources, self._conferring)

    def told_of(self, sources: AbstractSet[str]) -> Iterator[Conferring]:
        """Give the sentences that say that all of these sources conferred."""
        for each in self._told.get(SourceId(next(iter(sources), "")), ()):
            if sources <= each.people:
                yield each

    def taken_back_of(self, claims: Iterable[ClaimId]) -> list[Retraction]:
        """Give the sentences that take back one of these claims, or all that its exhibit says; in their order."""
        subjects = {subject for claim in claims for subject in (claim, self.claims[claim].exhibit)}
        places = {place for subject in subjects for place in self._retracting.get(subject, ())}
        return [self.taken_back[place] for place in sorted(places)]

    def heads(self, vertex: str) -> int:
        """Give how many people a vertex of a drawing stands for: more than one only of a source that says so."""
        if vertex[0] != "S":
            return 1
        source = self.sources[SourceId(vertex)]
        return max(1, source.number or 1) if source.kind is not SourceKind.PUBLISHER else 1

    def day(self, exhibit: ExhibitId) -> tuple[date, int]:
        """Give what exhibits are ordered by: the latest date it may have (unknown comes last), then its number."""
        return self.dates.get(exhibit, date.max), number_of(exhibit)

    def is_copied(self, claim: Claim, derivation: Derivation) -> bool:
        """Whether at least half of a claim's words stand in what its exhibit shares with another."""
        covered = sum(_shared(claim.passage, here) for here, _ in derivation.passages)
        return 2 * covered >= claim.passage.end - claim.passage.start

    def publisher_hop(self, claim: Claim) -> int | None:
        """Give where in a claim's chain the publisher of its exhibit stands; nothing where there is none."""
        if self.genres.get(claim.exhibit) in _UNPUBLISHED:
            return None
        for at in range(len(claim.chain) - 1, -1, -1):
            hop = claim.chain[at]
            if hop.role is Role.PUBLISHER or (hop.kind is SourceKind.PUBLISHER and len(claim.chain) == 1):
                return at
        return None


def vouches(claim: Claim) -> bool:
    """Whether a claim can count for its proposition at all.

    Rejected claims, forecasts and denials never do, nor what a known speaker leaves open ("could not say whether"). Of
    "reportedly" the speaker, and so the certainty, is unknown: it counts as somebody.
    """
    if claim.status is Status.REJECTED or claim.forecast or claim.certainty.is_denial:
        return False
    return claim.certainty is not Certainty.UNCOMMITTED or claim.origin.kind is SourceKind.UNATTRIBUTED


def _taken_back_by(retraction: Retraction) -> tuple[str, ...]:
    whole = (retraction.exhibit,) if retraction.is_whole and retraction.exhibit is not None else ()
    return (*retraction.claims, *whole)


def ancestry(
    claims: Iterable[Claim],
    exhibits: Iterable[Exhibit],
    sources: Sources,
    *,
    readings: Iterable[Reading] = (),
    derivations: Iterable[Derivation] = (),
    conferred: Iterable[Iterable[SourceId]] = (),
    withdrawn: Withdrawn = NOTHING,
    doubted: Withdrawn = NOTHING,
    upheld: Iterable[ClaimId] = (),
    told: Iterable[Conferring] = (),
    taken_back: Iterable[Retraction] = (),
) -> Ancestry:
    """Put together what is known of how the claims reached us.

    Args:
        claims: All claims of the case.
        exhibits: All exhibits.
        sources: From ``sources``, for the same claims.
        readings: All readings; they say what was published and when. Without them a claim's chain decides.
        derivations: From ``derivations``. Where they run in a ring, the earliest exhibit is taken for its root.
        conferred: Groups of sources who may have told each other.
        withdrawn: What a human holds for withdrawn or corrected.
        doubted: What a text says is withdrawn or corrected, and no human judged.
        upheld: Claims of which a human said that they stand, whatever they were taken over from.
        told: The sentences that say who conferred.
        taken_back: Those that take something back.
    """
    volumes: dict[ExhibitId, list[Reading]] = {}
    for reading in sorted(readings, key=lambda each: (number_of(each.exhibit), each.volume)):
        volumes.setdefault(reading.exhibit, []).append(reading)
    held = {exhibit.id: exhibit for exhibit in sorted(exhibits, key=lambda each: number_of(each.id))}
    dates = {}
    for exhibit in {*held, *volumes}:
        latest = bounds(held.get(exhibit), volumes.get(exhibit, ()))[1]
        if latest is not None:
            dates[exhibit] = latest
    return Ancestry(
        claims={claim.id: claim for claim in sorted(claims, key=lambda each: number_of(each.id))},
        exhibits=held,
        sources=sources,
        genres={exhibit: read[0].genre for exhibit, read in volumes.items()},
        dates=dates,
        upstream=without_rings(derivations, dates),
        conferred=in_order(conferred),
        withdrawn=withdrawn,
        doubted=doubted,
        upheld=frozenset(upheld),
        told=tuple(told),
        taken_back=tuple(taken_back),
    )


def in_order(groups: Iterable[Iterable[SourceId]]) -> tuple[frozenset[SourceId], ...]:
    """Give groups of sources in the one order in which ``Ancestry`` holds them."""
    return tuple(sorted((frozenset(group) for group in groups), key=sorted))


def without_rings(
    derivations: Iterable[Derivation], dates: Mapping[ExhibitId, date]
) -> dict[ExhibitId, tuple[Derivation, ...]]:
    """Give by exhibit what it leans on, rings opened.

    Derivations of late exhibits are kept first, so that a ring opens at its earliest one.
    """

    def age(exhibit: ExhibitId) -> tuple[date, int]:
        return dates.get(exhibit, date.max), number_of(exhibit)

    kept: dict[ExhibitId, list[Derivation]] = {}
    latest_first = sorted(
        derivations, key=lambda each: (age(each.derived), age(each.upstream), each.basis), reverse=True
    )
    for each in latest_first:
        if not _leads(each.upstream, each.derived, kept):
            kept.setdefault(each.derived, []).append(each)
    return {
        exhibit: tuple(sorted(found, key=lambda each: (number_of(each.upstream), each.basis)))
        for exhibit, found in kept.items()
    }


def _leads(start: ExhibitId, end: ExhibitId, kept: Mapping[ExhibitId, list[Derivation]]) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        at = waiting.pop()
        if at == end:
            return True
        for each in kept.get(at, ()):
            if each.upstream not in seen:
                seen.add(each.upstream)
                waiting.append(each.upstream)
    return False


def _shared(one: Passage, other: Passage) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start)) if one.exhibit == other.exhibit else 0
