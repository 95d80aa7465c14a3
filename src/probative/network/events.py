"""What is said to have happened, gathered from claims."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from probative.base.identifiers import EntityId, EventId, identifier, number_of
from probative.language.names.table import word_set
from probative.model.claims import Claim
from probative.model.network import Entity, Event, Participant
from probative.model.periods import Period
from probative.network.happenings import Happening, happenings
from probative.network.numbering import numbered_events
from probative.network.stage import Named, Stage, children_of, own_period, sentence_of
from probative.network.voice import parts_in

SHARED_WORDS_PERMILLE: Final = 600
"""How many of the shorter wording's content words two claims must share to tell of one event, place and kind left out.

A judgement, not swept: there is no corpus of co-told events to sweep it over, and too many events beat wrong ones."""

_WORD: Final = re.compile(r"[^\W\d_]{4,}|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One event as one claim tells it."""

    kind: str
    claim: Claim
    period: Period | None
    places: tuple[str, ...]
    participants: tuple[Participant, ...]
    content: frozenset[str]


def events(
    claims: Sequence[Claim], entities: Sequence[Entity], *, previous: Sequence[Event] = (), first: int = 1
) -> tuple[Event, ...]:
    """Gather what claims say happened into events.

    Forecasts and denials tell of no event. Two claims tell of one event only where the kind, a place (or, where neither
    names any, agent and patient), the period (one holding the other) and most content words agree; else they stay two.

    Args:
        claims: All of them; their order does not matter.
        entities: Who is named where.
        previous: The events of an earlier run: what shares most claims with one of them keeps its number.
        first: The number of the first new one.

    Returns:
        The events by number; new ones in the order of their first claims. An event's period is the widest of its
        claims' periods, and ``None`` where they give none: no event is dated more closely than a source dates it.
    """
    stage = Stage(entities)
    captions = {entity.id: entity.caption for entity in entities}
    children = children_of(claims)
    told = [
        one
        for claim in sorted(claims, key=lambda claim: number_of(claim.id))
        if not (claim.forecast or claim.certainty.is_denial)
        for one in _told(claim, children.get(claim.id, ()), stage, captions)
    ]
    groups = _grouped(told)
    made = [_event(group, number) for number, group in enumerate(groups, start=1)]
    return numbered_events(made, previous=previous, first=first)


def _told(claim: Claim, children: Sequence[Claim], stage: Stage, captions: dict[EntityId, str]) -> list[_Told]:
    """Give what a claim tells itself, not in a claim that it holds."""
    named = stage.named_in(claim.passage)
    content = frozenset(_stems(claim.content))
    told: list[_Told] = []
    for happening in happenings(claim.words):
        at = replace(
            claim.passage, start=claim.passage.start + happening.start, end=claim.passage.start + happening.end
        )
        if any(child.passage.holds(at) for child in children):
            continue
        start, end = sentence_of(happening, claim.words)
        near = [one for one in named if start <= one.start - claim.passage.start < end]
        places = {captions[one.entity] for one in near if one.letter == "l"} | set(claim.places)
        said_anyway = frozenset(_stems(" ".join((claim.words[happening.start : happening.end], *places))))
        told.append(
            _Told(
                kind=happening.kind,
                claim=claim,
                period=own_period(claim),
                places=tuple(sorted(places)),
                participants=_participants(happening, near, claim),
                content=content - said_anyway,
            )
        )
    return told


def _stems(words: str) -> Iterator[str]:
    """Give the heads of the words that carry content."""
    for word in _WORD.findall(words.casefold()):
        if word not in word_set("function_words") and word not in word_set("days_and_months"):
            yield word[:6]


def _participants(happening: Happening, named: Sequence[Named], claim: Claim) -> tuple[Participant, ...]:
    """Say who acts and who suffers where the words leave no doubt; whoever else is named there is "involved"."""
    roles: dict[EntityId, str] = {}
    for one in named:
        roles.setdefault(one.entity, "place" if one.letter == "l" else "involved")
    agents, patients = parts_in(happening, [one for one in named if one.letter != "l"], claim)
    for role, members in (("patient", patients), ("agent", agents)):
        for one in members:
            roles[one.entity] = role
    return tuple(Participant(entity=entity, role=roles[entity]) for entity in sorted(roles, key=number_of))


def _grouped(told: Sequence[_Told]) -> list[list[_Told]]:
    """Put together what surely is one event: each member of a group must fit every other."""
    groups: list[list[_Told]] = []
    by_sign: dict[tuple[str, str], list[int]] = {}
    for one in told:
        signs = [(one.kind, sign) for sign in one.places or sorted(_of(one, "agent"))]
        near = sorted({at for sign in signs for at in by_sign.get(sign, ())})
        home = next((at for at in near if all(_is_same(one, other) for other in groups[at])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(one)
        for sign in signs:
            by_sign.setdefault(sign, []).append(home)
    return groups


def _is_same(left: _Told, right: _Told) -> bool:
    if left.kind != right.kind or left.claim.id == right.claim.id:
        return False
    if not _is_one_place(left, right) or not _is_one_time(left.period, right.period):
        return False
    shared = len(left.content & right.content)
    shorter = min(len(left.content), len(right.content))
    return shared >= 1 and shared * 1000 >= SHARED_WORDS_PERMILLE * shorter


def _is_one_place(left: _Told, right: _Told) -> bool:
    """Whether both name a place alike; where neither names any, whether one hand did it to one other."""
    if left.places or right.places:
        return bool(set(left.places) & set(right.places))
    return bool(_of(left, "agent") & _of(right, "agent")) and bool(_of(left, "patient") & _of(right, "patient"))


def _of(told: _Told, role: str) -> set[EntityId]:
    return {one.entity for one in told.participants if one.role == role}


def _is_one_time(left: Period | None, right: Period | None) -> bool:
    """Whether both give no date, the same date, or one a date inside the other's."""
    if left is None or right is None:
        return left is right
    if left.edtf is None or right.edtf is None:
        return left == right
    return _holds(left, right) or _holds(right, left)


def _holds(wide: Period, narrow: Period) -> bool:
    if wide.edtf == narrow.edtf:
        return True
    if wide.earliest is None or wide.latest is None or narrow.earliest is None or narrow.latest is None:
        return False
    return wide.earliest <= narrow.earliest and narrow.latest <= wide.latest


def _event(group: Sequence[_Told], number: int) -> Event:
    roles: dict[EntityId, str] = {}
    for one in group:
        for participant in one.participants:
            if roles.get(participant.entity, "involved") == "involved":
                roles[participant.entity] = participant.role
    return Event(
        id=EventId(identifier("V", number)),
        kind=group[0].kind,
        words=group[0].claim.content,
        claims=tuple(sorted({one.claim.id for one in group}, key=number_of)),
        period=_widest([one.period for one in group]),
        places=tuple(sorted({place for one in group for place in one.places})),
        participants=tuple(Participant(entity=entity, role=roles[entity]) for entity in sorted(roles, key=number_of)),
    )


def _widest(periods: Sequence[Period | None]) -> Period | None:
    """Give the period that holds the others; groups are made so that one does."""
    widest = periods[0]
    for period in periods[1:]:
        if widest is not None and period is not None and widest.edtf != period.edtf and _holds(period, widest):
            widest = period
    return widest
