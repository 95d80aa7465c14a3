"""Claims that cannot both hold as said."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from probative.base.identifiers import ClaimId, ContradictionId, PropositionId, SourceId, identifier, number_of
from probative.corroboration.actors import Actor, actor_of
from probative.corroboration.amounts import Amount
from probative.corroboration.ancestry import Ancestry
from probative.corroboration.content import Content, content, days
from probative.corroboration.likeness import may_be_one_place, may_be_one_time
from probative.corroboration.register import rejected_in
from probative.corroboration.vocabulary import CONTRASTS
from probative.model.claims import Claim, Proposer, Status
from probative.model.propositions import Conflict, Contradiction, Proposition

_LEAST_WORDS: Final = 3
"""Two claims speak of one event only if at least three words with content, numbers left out, are the same;"""

_LEAST_OF_EVENT: Final = 2
"""and at least two of these are no names;"""

_LEAST_SHARE_PERMILLE: Final = 750
"""and if what is no name is at least three quarters of either's."""

_INDEFINITE: Final = re.compile(r"\s*(?:an?|some|one|another)\s", re.IGNORECASE)
"""How a claim begins that speaks of somebody or something and not of one that is known: "a guard" is no other guard."""

_Version = tuple[object, ...]

_Found = tuple[Conflict, Claim, Claim, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One claim as it is compared. ``event`` are the words of what happened, ``frame`` all words but who did it."""

    claim: Claim
    proposition: PropositionId
    content: Content
    event: frozenset[str]
    frame: frozenset[str]
    actor: Actor | None

    @property
    def version(self) -> _Version:
        """What of it can contradict: a copy that changed a number is another version of one proposition."""
        told = self.content
        return told.amounts, told.is_negated, days(told.period), told.places, self.actor and self.actor.words


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
        if one.passage.overlaps(other.passage):
            # Words inside each other: whoever reports that another said something does not deny having said it.
            continue
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
    lower = _written_small(known.claims.values())
    versions: list[_Said] = []
    by_source: dict[SourceId, list[_Said]] = {}
    for each in propositions:
        met: dict[_Version, _Said] = {}
        seen: set[tuple[SourceId, _Version]] = set()
        for claim in _said_in(each.claims, known):
            if claim.proposer is Proposer.LINES:
                # Rows of a table share their form: another number in another row contradicts nothing.
                continue
            said = _said(claim, each.id, lower)
            met.setdefault(said.version, said)
            source = known.sources.by_hop.get((claim.id, 0))
            if source is not None and (source, said.version) not in seen and known.is_firm(source):
                seen.add((source, said.version))
                by_source.setdefault(source, []).append(said)
        versions += met.values()
    yield from _once(_opposed(versions))
    for source in sorted(by_source, key=number_of):
        if len(by_source[source]) > 1:
            yield from _once(_opposed(by_source[source]))


def _once(found: Iterable[tuple[Conflict, _Said, _Said, str]]) -> Iterator[_Found]:
    """Leave one pair of each kind between two propositions, or inside one: the first versions of it."""
    met = set()
    for conflict, one, other, detail in found:
        between = (conflict, *sorted((one.proposition, other.proposition), key=number_of))
        if between not in met:
            met.add(between)
            yield conflict, one.claim, other.claim, detail


def _written_small(claims: Iterable[Claim]) -> frozenset[str]:
    """Give the words that the case also writes small: at the head of a claim they are no names."""
    return frozenset(word for claim in claims for word in claim.content.split() if word.islower())


def _said(claim: Claim, proposition: PropositionId, lower: frozenset[str]) -> _Said:
    told = content(claim, lower)
    event = told.kinds - told.names - frozenset(str(one.value) for one in told.amounts)
    actor = actor_of(claim)
    return _Said(
        claim=claim,
        proposition=proposition,
        content=told,
        event=event,
        frame=(event | told.names) - actor.words if actor is not None else event,
        actor=actor,
    )


def _opposed(said: Sequence[_Said]) -> Iterator[tuple[Conflict, _Said, _Said, str]]:
    for one, other in _near(said, lambda each: each.event):
        yield from _compare(one, other)
    for one, other in _near([each for each in said if each.actor is not None], lambda each: each.frame):
        yield from _other_actor(one, other)


def _near(said: Sequence[_Said], words_of: Callable[[_Said], frozenset[str]]) -> Iterator[tuple[_Said, _Said]]:
    """Give every two that tell of one event, looking only where two of their rarest words are shared."""
    told = [words_of(each) for each in said]
    common = Counter(word for words in told for word in words)
    using: dict[tuple[str, str], list[int]] = {}
    for at, words in enumerate(told):
        near: set[int] = set()
        for both in combinations(_rarest(words, common), 2):
            held = using.setdefault(both, [])
            near.update(held)
            held.append(at)
        for other in sorted(near):
            if _is_one_event(words, told[other], said[at].content.names & said[other].content.names):
                yield said[other], said[at]


def _rarest(words: frozenset[str], common: Mapping[str, int]) -> list[str]:
    """Give so many of the rarest words that whatever shares three quarters of them has at least two among its own."""
    spare = len(words) - (_LEAST_SHARE_PERMILLE * len(words) + 999) // 1000 + _LEAST_OF_EVENT
    return sorted(words, key=lambda word: (common[word], word))[:spare]


def _is_one_event(here: frozenset[str], there: frozenset[str], names: frozenset[str]) -> bool:
    shared, longer = len(here & there), max(len(here), len(there))
    if shared < _LEAST_OF_EVENT or shared + len(names) < _LEAST_WORDS:
        return False
    return 1000 * shared >= _LEAST_SHARE_PERMILLE * longer and not is_contrasted(here - there, there - here)


def _compare(one: _Said, other: _Said) -> Iterator[tuple[Conflict, _Said, _Said, str]]:
    here, there = one.content, other.content
    if here.quantities != there.quantities or here.is_negated != there.is_negated:
        return
    one_time, one_place = may_be_one_time(here, there), may_be_one_place(here, there)
    numbers = _excluding(here.amounts, there.amounts)
    people_alike = here.names == there.names
    if numbers and one_time and one_place and people_alike:
        left, right = numbers[0]
        detail = f"{one.claim.id} says {left.words}, {other.claim.id} says {right.words}"
        yield Conflict.NUMBER, one, other, detail
    if numbers or _values(here) != _values(there):
        return
    if not one_time and one_place and people_alike:
        yield Conflict.DATE, one, other, f"{_when(one)}, {_when(other)}; it may be two events"
    are_any = _INDEFINITE.match(one.claim.content) and _INDEFINITE.match(other.claim.content)
    if not one_place and one_time and not are_any and _names_but_places(here) == _names_but_places(there):
        yield Conflict.PLACE, one, other, f"{_where(one)}, {_where(other)}; it may be two events"


def _excluding(here: Sequence[Amount], there: Sequence[Amount]) -> list[tuple[Amount, Amount]]:
    """Give the numbers of one thing that cannot both hold; of "30 years" and "30 years, rebuilt 2 years ago" none."""
    return [
        (left, right)
        for left in here
        for right in there
        if left.counted == right.counted
        and all(one.excludes(other) for one in here for other in there if one.counted == left.counted == other.counted)
        and left.counted
    ]


def _other_actor(one: _Said, other: _Said) -> Iterator[tuple[Conflict, _Said, _Said, str]]:
    here, there = one.content, other.content
    if one.actor is None or other.actor is None or not one.actor.excludes(other.actor):
        return
    if here.quantities != there.quantities or here.is_negated != there.is_negated:
        return
    if _values(here) != _values(there) or here.names - one.actor.words != there.names - other.actor.words:
        return
    if may_be_one_time(here, there) and may_be_one_place(here, there):
        detail = f"{one.claim.id} says {one.actor.name}, {other.claim.id} says {other.actor.name}; it may be both"
        yield Conflict.ACTOR, one, other, detail


def is_contrasted(here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether each has a word that keeps it from what the other has: "first" and "second", "north" and "south"."""
    return any(here & words and there & words and here & words != there & words for words in CONTRASTS)


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
