"""Typed ties between entities, as claims state them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from probative.base.identifiers import EntityId, LinkId, identifier, number_of
from probative.model.claims import Claim
from probative.model.network import Entity, Link, LinkSchema
from probative.model.periods import Period
from probative.model.readings import Reading
from probative.network.numbering import numbered_links
from probative.network.patterns import found_in
from probative.network.payments import row_payments
from probative.network.stage import Stage, children_of, own_period, windows

_Key = tuple[EntityId, EntityId, LinkSchema, str, str | None]
"""The two ends, the kind, the words, and the period in EDTF, ``None`` where it is not known."""


def links(
    claims: Sequence[Claim],
    readings: Sequence[Reading],
    entities: Sequence[Entity],
    *,
    previous: Sequence[Link] = (),
    first: int = 1,
) -> tuple[Link, ...]:
    """Draw the ties that claims state: roles, command, membership, ownership, payments, and ties of no named kind.

    A tie is looked for in the words of a claim and in the words that introduce its sources ("X, spokesman of Y"). What
    a claim denies or foresees ties nobody. A tie's period is its claims' own.

    Args:
        claims: All of them; their order does not matter.
        readings: The texts that the claims' passages count in.
        entities: Who is named where.
        previous: The links of an earlier run: what shares most claims with one of them keeps its number.
        first: The number of the first new one.

    Returns:
        One link for each tie, kind, wording and period, citing every claim that states it, by number; new ones are
        numbered in the order of the entities.
    """
    stage = Stage(entities, readings)
    ordered = sorted(claims, key=lambda claim: number_of(claim.id))
    children = children_of(ordered)
    stated: dict[_Key, list[Claim]] = {}
    for claim in ordered:
        for key in dict.fromkeys(_stated(claim, children.get(claim.id, ()), stage)):
            stated.setdefault(key, []).append(claim)
    for key, claim in _row_links(ordered, stage):
        if claim not in stated.setdefault(key, []):
            stated[key].append(claim)
    made = [
        Link(
            id=LinkId(identifier("L", number)),
            schema=key[2],
            start=key[0],
            end=key[1],
            role=key[3],
            claims=tuple(claim.id for claim in stated[key]),
            period=_period(stated[key], key[4]),
        )
        for number, key in enumerate(sorted(stated, key=_rank), start=1)
    ]
    return numbered_links(made, previous=previous, first=first)


def _stated(claim: Claim, children: Sequence[Claim], stage: Stage) -> Iterator[_Key]:
    """Give the ties that a claim states itself, not in a claim that it holds."""
    for window in windows(claim, stage):
        for found in found_in(window.marked.text):
            start, end = window.marked.at(found.start), window.marked.at(found.end)
            whole = replace(window.passage, start=min(start.start, end.start), end=max(start.end, end.end))
            is_own = window.speaks_of(claim, start, end) and not any(child.passage.holds(whole) for child in children)
            if start.entity != end.entity and is_own:
                edtf = _edtf(claim) if window.source is None else None
                yield start.entity, end.entity, found.schema, found.role, edtf


def _edtf(claim: Claim) -> str | None:
    period = own_period(claim)
    return period.edtf if period else None


def _period(claims: Sequence[Claim], edtf: str | None) -> Period | None:
    """Give the period that the claims state; words that no calendar resolves date nothing."""
    periods = (own_period(claim) for claim in claims)
    return next((period for period in periods if period and period.edtf == edtf), None) if edtf else None


def _rank(key: _Key) -> tuple[int, int, str, str, str]:
    start, end, schema, role, edtf = key
    return number_of(start), number_of(end), schema, role, edtf or ""


def _row_links(claims: Sequence[Claim], stage: Stage) -> Iterator[tuple[_Key, Claim]]:
    by_exhibit: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.passage):
        if not claim.forecast and not claim.certainty.is_denial:
            by_exhibit.setdefault(claim.exhibit, []).append(claim)
    starts = {exhibit: [claim.passage.start for claim in members] for exhibit, members in by_exhibit.items()}
    for reading in stage.readings():
        for payment in row_payments(reading, stage):
            positions = starts.get(reading.exhibit, [])
            inside = slice(bisect_left(positions, payment.passage.start), bisect_left(positions, payment.passage.end))
            for claim in by_exhibit.get(reading.exhibit, [])[inside]:
                yield (payment.payer, payment.payee, LinkSchema.PAYMENT, payment.role, _edtf(claim)), claim
