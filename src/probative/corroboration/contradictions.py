"""Claims that cannot both hold as said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from probative.base.identifiers import ClaimId, ContradictionId, identifier, number_of
from probative.corroboration.content import Content, content, days
from probative.corroboration.likeness import may_be_one_place, may_be_one_time
from probative.model.claims import Claim, Status
from probative.model.propositions import Conflict, Contradiction, Proposition

_LEAST_WORDS: Final = 3
"""Two claims speak of one event only if at least three words with content, names and numbers left out, are the same;"""

_LEAST_SHARE_PERMILLE: Final = 750
"""and if these are at least three quarters of either's."""

_Found = tuple[Conflict, ClaimId, ClaimId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    claim: Claim
    content: Content
    event: frozenset[str]


def contradictions(
    propositions: Iterable[Proposition], claims: Iterable[Claim], *, first: int = 1
) -> tuple[Contradiction, ...]:
    """List the claims that cannot both hold as said.

    A denial stands against the first claim it denies. Two propositions that tell one event in the same words but give
    another number of the same thing, periods that do not meet, or other places, are set against each other once, with
    their first claims. Rejected claims and forecasts are left out. It is a list for a human to look at: two like events
    on two days are no contradiction, and only a human can tell.

    Args:
        propositions: The propositions of the case.
        claims: All claims.
        first: The number of the first contradiction.

    Returns:
        By kind, then by the claims' numbers.

    Source:
        docs/explanation/corroboration.md, rules X-1 to X-4.
    """
    held = {claim.id: claim for claim in claims}
    ordered = sorted(propositions, key=lambda each: number_of(each.id))
    found = [*_denied(ordered, held), *_differing(ordered, held)]
    order = list(Conflict)
    found.sort(key=lambda each: (order.index(each[0]), number_of(each[1]), number_of(each[2])))
    return tuple(
        Contradiction(
            id=ContradictionId(identifier("X", number)), conflict=conflict, left=left, right=right, detail=detail
        )
        for number, (conflict, left, right, detail) in enumerate(found, start=first)
    )


def _denied(propositions: Sequence[Proposition], held: Mapping[ClaimId, Claim]) -> Iterator[_Found]:
    for each in propositions:
        said = _counting(each.claims, held)
        if said:
            for denial in _counting(each.denied_by, held):
                speaker = denial.origin.source or "nobody named"
                yield _pair(
                    Conflict.DENIED, said[0], denial, f"{speaker} denies what {said[0].id} says: {denial.content}"
                )


def _differing(propositions: Sequence[Proposition], held: Mapping[ClaimId, Claim]) -> Iterator[_Found]:
    said = []
    for each in propositions:
        counting = _counting(each.claims, held)
        if counting:
            told = content(counting[0])
            event = told.kinds - told.names - frozenset(str(one.value) for one in told.amounts)
            if len(event) >= _LEAST_WORDS:
                said.append(_Said(claim=counting[0], content=told, event=event))
    using: dict[str, list[int]] = {}
    for at, one in enumerate(said):
        for word in one.event:
            using.setdefault(word, []).append(at)
    for at, one in enumerate(said):
        for other in sorted({near for word in _rarest(one.event, using) for near in using[word] if near > at}):
            yield from _compare(one, said[other])


def _rarest(event: frozenset[str], using: Mapping[str, Sequence[int]]) -> list[str]:
    """Give so many of the rarest words that whatever shares three quarters of them has at least one."""
    spare = len(event) - (_LEAST_SHARE_PERMILLE * len(event) + 999) // 1000 + 1
    return sorted(event, key=lambda word: (len(using[word]), word))[:spare]


def _compare(one: _Said, other: _Said) -> Iterator[_Found]:
    shared = len(one.event & other.event)
    longer = max(len(one.event), len(other.event))
    if shared < _LEAST_WORDS or 1000 * shared < _LEAST_SHARE_PERMILLE * longer:
        return
    here, there = one.content, other.content
    if here.quantities != there.quantities or here.is_negated != there.is_negated:
        return
    one_time, one_place = may_be_one_time(here, there), may_be_one_place(here, there)
    numbers = [(left, right) for left in here.amounts for right in there.amounts if left.excludes(right)]
    people_alike = here.names == there.names
    if numbers and one_time and one_place and people_alike:
        left, right = numbers[0]
        detail = f"{one.claim.id} says {left.words}, {other.claim.id} says {right.words}"
        yield _pair(Conflict.NUMBER, one.claim, other.claim, detail)
    if numbers or _values(here) != _values(there):
        return
    if not one_time and one_place and people_alike:
        yield _pair(Conflict.DATE, one.claim, other.claim, f"{_when(one)}, {_when(other)}; it may be two events")
    if not one_place and one_time and _names_but_places(here) == _names_but_places(there):
        yield _pair(Conflict.PLACE, one.claim, other.claim, f"{_where(one)}, {_where(other)}; it may be two events")


def _counting(claims: Iterable[ClaimId], held: Mapping[ClaimId, Claim]) -> list[Claim]:
    known = [held[each] for each in claims if each in held]
    return sorted(
        (claim for claim in known if claim.status is not Status.REJECTED and not claim.forecast),
        key=lambda claim: number_of(claim.id),
    )


def _pair(conflict: Conflict, one: Claim, other: Claim, detail: str) -> _Found:
    left, right = sorted((one, other), key=lambda claim: number_of(claim.id))
    return conflict, left.id, right.id, detail


def _values(said: Content) -> list[tuple[str, int]]:
    return [(each.counted, each.value) for each in said.amounts]


def _names_but_places(said: Content) -> frozenset[str]:
    words = {word for place in said.places for word in place.split()}
    return frozenset(name for name in said.names if name not in words)


def _when(said: _Said) -> str:
    bounds = days(said.content.period)
    if bounds is None:
        return f"{said.claim.id} gives no date"
    return f"{said.claim.id} says {bounds[0]}" + (f" to {bounds[1]}" if bounds[1] != bounds[0] else "")


def _where(said: _Said) -> str:
    return f"{said.claim.id} says {', '.join(sorted(said.claim.places))}"
