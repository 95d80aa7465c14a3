"""Claims that cannot both hold as said."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from probative.base.identifiers import ClaimId, ContradictionId, SourceId, identifier, number_of
from probative.corroboration.actors import Actor, actor_of
from probative.corroboration.ancestry import Ancestry
from probative.corroboration.content import Content, content, days
from probative.corroboration.likeness import may_be_one_place, may_be_one_time
from probative.corroboration.register import rejected_in
from probative.model.claims import Claim, Status
from probative.model.propositions import Conflict, Contradiction, Proposition

_LEAST_WORDS: Final = 3
"""Two claims speak of one event only if at least three words with content, names and numbers left out, are the same;"""

_LEAST_SHARE_PERMILLE: Final = 750
"""and if these are at least three quarters of either's."""

_Found = tuple[Conflict, Claim, Claim, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One claim as it is compared. ``event`` are the words of what happened, ``frame`` these without who did it."""

    claim: Claim
    content: Content
    event: frozenset[str]
    frame: frozenset[str]
    actor: Actor | None


def contradictions(
    propositions: Iterable[Proposition], known: Ancestry, *, first: int = 1
) -> tuple[Contradiction, ...]:
    """List the claims that cannot both hold as said.

    A denial stands against the first claim it denies, and against the first by the same source. Two propositions that
    tell one event in the same words but give another number of the same thing, periods that do not meet, other places,
    or another actor, are set against each other once, with their first claims; and once for each source that says
    both. Forecasts are left out. A pair of which a human rejected one side is listed and marked as lapsed: rejecting
    a claim hides nothing. It is a list for a human to look at: two like events on two days are no contradiction, and
    only a human can tell.

    Args:
        propositions: The propositions of the case.
        known: The case's ancestry, with all claims and who speaks in them.
        first: The number of the first contradiction.

    Returns:
        By kind, then by the claims' numbers; no pair twice in one kind.

    Source:
        docs/explanation/corroboration.md, rules X-1 to X-5.
    """
    ordered = sorted(propositions, key=lambda each: number_of(each.id))
    found: dict[tuple[Conflict, ClaimId, ClaimId], str] = {}
    for conflict, one, other, detail in (*_denied(ordered, known), *_differing(ordered, known)):
        left, right = sorted((one, other), key=lambda claim: number_of(claim.id))
        found.setdefault((conflict, left.id, right.id), detail)
    order = list(Conflict)
    by_kind = sorted(found, key=lambda each: (order.index(each[0]), number_of(each[1]), number_of(each[2])))
    return tuple(_contradiction(number, key, found[key], known) for number, key in enumerate(by_kind, start=first))


def _contradiction(number: int, key: tuple[Conflict, ClaimId, ClaimId], detail: str, known: Ancestry) -> Contradiction:
    conflict, left, right = key
    one, other = known.claims[left], known.claims[right]
    speaker = _one_speaker(one, other, known)
    made = Contradiction(
        id=ContradictionId(identifier("X", number)),
        conflict=conflict,
        left=left,
        right=right,
        detail=detail if speaker is None else f"{detail}; {_own_account(speaker, one, other, known)}",
        own_account=speaker,
    )
    return replace(made, lapsed=rejected_in(made, known.claims))


def _one_speaker(one: Claim, other: Claim, known: Ancestry) -> SourceId | None:
    """Give the source from whom both are said to come, where it can be told from every other."""
    source = known.sources.by_hop.get((one.id, 0))
    if source is None or source != known.sources.by_hop.get((other.id, 0)) or not known.is_firm(source):
        return None
    return source


def _own_account(speaker: SourceId, one: Claim, other: Claim, known: Ancestry) -> str:
    """Say who says both, in which order as far as it is known, and who tells it where it is hearsay."""
    name = known.sources[speaker].name
    dates = [known.dates.get(each.exhibit) for each in (one, other)]
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        when = "which came first is not known"
    else:
        early, late = (one, other) if dates[0] < dates[1] else (other, one)
        when = f"first in {early.id} ({min(dates[0], dates[1])}), then in {late.id} ({max(dates[0], dates[1])})"
    told = [
        f"{each.id} as {known.sources[through[1]].name} tells it"
        for each in (one, other)
        if len(through := known.speakers(each)) > 1
    ]
    return f"{name} says both, {when}" + (f"; {' and '.join(told)}" if told else "")


def _denied(propositions: Sequence[Proposition], known: Ancestry) -> Iterator[_Found]:
    for each in propositions:
        said = _said_in(each.claims, known)
        for denial in _said_in(each.denied_by, known) if said else ():
            speaker = denial.origin.source or "nobody named"
            own = [one for one in said[1:] if _one_speaker(one, denial, known) is not None]
            for one in (said[0], *own[:1]):
                yield Conflict.DENIED, one, denial, f"{speaker} denies what {one.id} says: {denial.content}"


def _differing(propositions: Sequence[Proposition], known: Ancestry) -> Iterator[_Found]:
    firsts: list[_Said] = []
    by_source: dict[SourceId, list[_Said]] = {}
    for each in propositions:
        counting = _said_in(each.claims, known)
        if not counting:
            continue
        begins = _said(counting[0])
        if len(begins.frame) >= _LEAST_WORDS:
            firsts.append(begins)
        seen: set[SourceId] = set()
        for claim in counting:
            source = known.sources.by_hop.get((claim.id, 0))
            if source is not None and source not in seen and known.is_firm(source):
                seen.add(source)
                by_source.setdefault(source, []).append(begins if claim is counting[0] else _said(claim))
    yield from _opposed(firsts)
    for source in sorted(by_source, key=number_of):
        own = [one for one in by_source[source] if len(one.frame) >= _LEAST_WORDS]
        if len(own) > 1:
            yield from _opposed(own)


def _said(claim: Claim) -> _Said:
    told = content(claim)
    event = told.kinds - told.names - frozenset(str(one.value) for one in told.amounts)
    actor = actor_of(claim)
    return _Said(
        claim=claim,
        content=told,
        event=event,
        frame=event - actor.words if actor is not None else event,
        actor=actor,
    )


def _opposed(said: Sequence[_Said]) -> Iterator[_Found]:
    for one, other in _near(said, lambda each: each.event):
        yield from _compare(one, other)
    for one, other in _near([each for each in said if each.actor is not None], lambda each: each.frame):
        yield from _other_actor(one, other)


def _near(said: Sequence[_Said], words_of: Callable[[_Said], frozenset[str]]) -> Iterator[tuple[_Said, _Said]]:
    """Give every two that share three words and three quarters of the longer's, looking where a rare word is shared."""
    told = [words_of(each) for each in said]
    using: dict[str, list[int]] = {}
    for at, words in enumerate(told):
        for word in words:
            using.setdefault(word, []).append(at)
    for at, words in enumerate(told):
        near = {other for word in _rarest(words, using) for other in using[word] if other > at}
        for other in sorted(near):
            shared = len(words & told[other])
            longer = max(len(words), len(told[other]))
            if shared >= _LEAST_WORDS and 1000 * shared >= _LEAST_SHARE_PERMILLE * longer:
                yield said[at], said[other]


def _rarest(words: frozenset[str], using: Mapping[str, Sequence[int]]) -> list[str]:
    """Give so many of the rarest words that whatever shares three quarters of them has at least one."""
    spare = len(words) - (_LEAST_SHARE_PERMILLE * len(words) + 999) // 1000 + 1
    return sorted(words, key=lambda word: (len(using[word]), word))[:spare]


def _compare(one: _Said, other: _Said) -> Iterator[_Found]:
    here, there = one.content, other.content
    if here.quantities != there.quantities or here.is_negated != there.is_negated:
        return
    one_time, one_place = may_be_one_time(here, there), may_be_one_place(here, there)
    numbers = [(left, right) for left in here.amounts for right in there.amounts if left.excludes(right)]
    people_alike = here.names == there.names
    if numbers and one_time and one_place and people_alike:
        left, right = numbers[0]
        detail = f"{one.claim.id} says {left.words}, {other.claim.id} says {right.words}"
        yield Conflict.NUMBER, one.claim, other.claim, detail
    if numbers or _values(here) != _values(there):
        return
    if not one_time and one_place and people_alike:
        yield Conflict.DATE, one.claim, other.claim, f"{_when(one)}, {_when(other)}; it may be two events"
    if not one_place and one_time and _names_but_places(here) == _names_but_places(there):
        yield Conflict.PLACE, one.claim, other.claim, f"{_where(one)}, {_where(other)}; it may be two events"


def _other_actor(one: _Said, other: _Said) -> Iterator[_Found]:
    here, there = one.content, other.content
    if one.actor is None or other.actor is None or not one.actor.excludes(other.actor):
        return
    if here.quantities != there.quantities or here.is_negated != there.is_negated:
        return
    if _values(here) != _values(there) or here.names - one.actor.words != there.names - other.actor.words:
        return
    if may_be_one_time(here, there) and may_be_one_place(here, there):
        detail = f"{one.claim.id} says {one.actor.name}, {other.claim.id} says {other.actor.name}; it may be both"
        yield Conflict.ACTOR, one.claim, other.claim, detail


def _said_in(claims: Iterable[ClaimId], known: Ancestry) -> list[Claim]:
    """Give the claims that are no forecasts by number, those that a human rejected behind the others."""
    held = [known.claims[each] for each in claims if each in known.claims]
    return sorted(
        (claim for claim in held if not claim.forecast),
        key=lambda claim: (claim.status is Status.REJECTED, number_of(claim.id)),
    )


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
