"""What falls when a source, an exhibit or a claim is withdrawn, or when people turn out to have conferred."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import Final

from probative.base.identifiers import ClaimId, EventId, ExhibitId, LinkId, PropositionId, SourceId, number_of
from probative.corroboration.ancestry import Ancestry, vouches
from probative.corroboration.descent import descent
from probative.corroboration.independence import Bounds, Choices, weighed, widened
from probative.corroboration.withdrawn import NOTHING, Withdrawn, held_with
from probative.model.claims import Claim
from probative.model.network import Event, Link
from probative.model.propositions import Proposition

_TWO: Final = 2


class Loss(StrEnum):
    """How much is lost, the greatest first."""

    NONE_LEFT = "none_left"
    """Nobody vouches for it any more."""
    SECOND = "second"
    """Two could vouch without each other, and surely do no more."""
    ORIGINS = "origins"
    """Fewer could, and still two or as few as before surely do."""
    CLAIMS = "claims"
    """As many could; a claim falls (a copy, a denial, a forecast)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """What a proposition, a tie or an event loses: its counts before and after, and the claims that fall.

    A claim falls when it is withdrawn itself, or when nobody is left from whom it could come.
    """

    subject: PropositionId | LinkId | EventId
    at_least_before: int
    at_most_before: int
    at_least_after: int
    at_most_after: int
    claims: tuple[ClaimId, ...]

    @property
    def loss(self) -> Loss:
        """How much is lost."""
        if not self.at_most_after < self.at_most_before and not self.at_least_after < self.at_least_before:
            return Loss.CLAIMS
        if not self.at_most_after:
            return Loss.NONE_LEFT
        return Loss.SECOND if self.at_least_before >= _TWO > self.at_least_after else Loss.ORIGINS


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Everything that falls: propositions, ties and events, each the greatest loss first, and the claims, by number.

    Empty, it is false.
    """

    propositions: tuple[Fall, ...]
    links: tuple[Fall, ...]
    events: tuple[Fall, ...]
    claims: tuple[ClaimId, ...]

    def __bool__(self) -> bool:
        """Whether anything falls."""
        return bool(self.propositions or self.links or self.events or self.claims)


def impact(
    propositions: Iterable[Proposition],
    known: Ancestry,
    *,
    withdrawn: Withdrawn = NOTHING,
    conferred: Collection[SourceId] = (),
    links: Iterable[Link] = (),
    events: Iterable[Event] = (),
) -> Impact:
    """Say what is lost if some of it is withdrawn, or if some sources had told each other.

    Whoever had it only from what is withdrawn, or only through it, has no origin any more and does not become one. Of
    ties and events the origins of all claims that carry them are counted, as for a proposition.

    Args:
        propositions: The propositions of the case.
        known: The case's ancestry.
        withdrawn: What is supposed to be withdrawn, beside what ``known`` holds for withdrawn already.
        conferred: Sources who are supposed to have told each other.
        links: The ties of the case.
        events: Its events.

    Returns:
        What loses a claim or a count; nothing where nothing hangs on it.

    Source:
        DESIGN.md section 5, last rule; docs/explanation/corroboration.md, rule C-8.
    """
    withdrawn = replace(withdrawn, claims=held_with(withdrawn.claims, known.claims))
    supposed = known.supposing(withdrawn=withdrawn, conferred=frozenset(conferred))
    taken_over = frozenset(supposed.taken_over.keys() - known.taken_over.keys())
    near = _Near(withdrawn, frozenset(conferred), known, taken_over)
    scale = _Scale(known, supposed, near.falling)
    every = {each.id: each for each in propositions}
    touched = {each.id: each for each in every.values() if near.touches(each)}
    losing = {key for key, each in touched.items() if near.weighs(each)}
    falls = [
        scale.fall(each.id, each.claims, _told(each), _choices(each, every))
        for each in every.values()
        if each.id in losing or (each.may_be and not losing.isdisjoint(chain.from_iterable(each.may_be)))
    ]
    around = near.own.union(*map(_told, touched.values()))
    tied = [scale.fall(each.id, each.claims, each.claims) for each in links if not around.isdisjoint(each.claims)]
    told = [scale.fall(each.id, each.claims, each.claims) for each in events if not around.isdisjoint(each.claims)]
    return Impact(
        propositions=_sorted(falls),
        links=_sorted(tied),
        events=_sorted(told),
        claims=tuple(sorted(scale.fallen, key=number_of)),
    )


class _Scale:
    """Weighs the same claims as things are and as they are supposed to be, and keeps which claims fall."""

    def __init__(self, known: Ancestry, supposed: Ancestry, falling: Iterable[ClaimId]) -> None:
        self.known = known
        self.supposed = supposed
        self.fallen = set(falling)

    def fall(
        self,
        subject: PropositionId | LinkId | EventId,
        counted: Sequence[ClaimId],
        every: Sequence[ClaimId],
        choices: Choices = (),
    ) -> Fall | None:
        """Give what is lost of the claims that are counted and of all claims; ``None`` where nothing is.

        ``choices`` are counted with where they widen the interval.
        """
        there = [each for each in counted if each in self.known.claims]
        before, after = _weighed(there, self.known, choices), _weighed(there, self.supposed, choices)
        self.fallen |= before.standing - after.standing
        fall = Fall(
            subject=subject,
            at_least_before=before.at_least,
            at_most_before=before.at_most,
            at_least_after=after.at_least,
            at_most_after=after.at_most,
            claims=tuple(sorted(self.fallen.intersection(every), key=number_of)),
        )
        return fall if fall.claims or fall.loss is not Loss.CLAIMS else None


class _Near:
    """Tells by what is kept with a proposition whether it could lose anything: of a large case few could.

    ``own`` are the claims that are withdrawn, that their exhibit holds, that pass through who is withdrawn, or that may
    be taken over from what is;
    ``falling`` those of them that fall whatever is drawn: what denies or foretells, and all that is withdrawn itself.
    ``claims`` are those and all of exhibits that lean on theirs, at any remove.
    """

    def __init__(
        self, withdrawn: Withdrawn, conferred: frozenset[SourceId], known: Ancestry, taken_over: frozenset[ClaimId]
    ) -> None:
        self.conferred: frozenset[str] = conferred
        self.sources: frozenset[str] = withdrawn.sources
        spoken_in = {exhibit for each in withdrawn.sources | conferred for exhibit in known.sources[each].exhibits}
        around = _downstream(withdrawn.exhibits | spoken_in, known)
        held = [claim for claim in known.claims.values() if claim.exhibit in around] if around else []
        itself = withdrawn.claims | {claim.id for claim in held if claim.exhibit in withdrawn.exhibits}
        spoken = {claim.id for claim in held if _passes(claim, withdrawn.sources, known)} if self.sources else set()
        self.own = frozenset(itself | spoken | taken_over)
        self.falling = itself | {each for each in spoken if not vouches(known.claims[each])}
        self.claims = self.own.union(claim.id for claim in held)
        self.exhibits = withdrawn.exhibits

    def touches(self, proposition: Proposition) -> bool:
        """Whether it has to do with what is supposed: if not itself, then what is told with its claims may fall."""
        return _holds_any(proposition, self.claims)

    def weighs(self, proposition: Proposition) -> bool:
        """Whether it could lose anything itself: that one of those who conferred speaks for it alone loses nothing."""
        if self.exhibits or _holds_any(proposition, self.own):
            return True
        drawn = {vertex.refers_to for vertex in proposition.independence.vertices}
        return bool(self.sources & drawn) or len(self.conferred & drawn) > 1


def _told(proposition: Proposition) -> tuple[ClaimId, ...]:
    return (*proposition.claims, *proposition.denied_by, *proposition.forecasts)


def _holds_any(proposition: Proposition, claims: frozenset[ClaimId]) -> bool:
    # Of a large case every proposition is asked: no tuple of all its claims is made for it.
    return not (
        claims.isdisjoint(proposition.claims)
        and claims.isdisjoint(proposition.denied_by)
        and claims.isdisjoint(proposition.forecasts)
    )


def _passes(claim: Claim, sources: Collection[SourceId], known: Ancestry) -> bool:
    return any(known.sources.by_hop[claim.id, at] in sources for at in range(len(claim.chain)))


def _downstream(exhibits: Collection[ExhibitId], known: Ancestry) -> set[ExhibitId]:
    """Give the exhibits and all that lean on them, at any remove."""
    after: dict[ExhibitId, list[ExhibitId]] = {}
    for derived, found in known.upstream.items() if exhibits else ():
        for each in found:
            after.setdefault(each.upstream, []).append(derived)
    reached, waiting = set(exhibits), list(exhibits)
    while waiting:
        for derived in after.get(waiting.pop(), ()):
            if derived not in reached:
                reached.add(derived)
                waiting.append(derived)
    return reached


def _choices(proposition: Proposition, every: Mapping[PropositionId, Proposition]) -> Choices:
    chosen = ([every[other] for other in each if other in every] for each in proposition.may_be)
    return [[claim for other in each for claim in other.claims] for each in chosen]


def _weighed(claims: Sequence[ClaimId], known: Ancestry, choices: Choices) -> Bounds:
    return widened(weighed(descent(claims, known, without=known.withdrawn), known), claims, known, choices)


def _sorted(falls: Iterable[Fall | None]) -> tuple[Fall, ...]:
    return tuple(sorted((fall for fall in falls if fall is not None), key=_by_loss))


def _by_loss(fall: Fall) -> tuple[int, int, int, int, int]:
    return (
        list(Loss).index(fall.loss),
        fall.at_least_after - fall.at_least_before,
        fall.at_most_after - fall.at_most_before,
        -len(fall.claims),
        number_of(fall.subject),
    )
