"""Typed ties between entities, as claims state them."""

from collections.abc import Iterator, Sequence

from probative.base.identifiers import ClaimId, EntityId, LinkId, identifier, number_of
from probative.model.claims import Claim
from probative.model.network import Entity, Link, LinkSchema
from probative.model.periods import Period
from probative.model.readings import Reading
from probative.network.patterns import found_in
from probative.network.payments import row_payments
from probative.network.stage import Stage, windows

_Key = tuple[EntityId, EntityId, LinkSchema, str, Period | None]


def links(claims: Sequence[Claim], readings: Sequence[Reading], entities: Sequence[Entity]) -> tuple[Link, ...]:
    """Draw the ties that claims state: roles, command, membership, ownership, payments, and ties of no named kind.

    A tie is looked for in the words of a claim and in the words that introduce its sources ("X, spokesman of Y"). What
    a claim denies or foresees ties nobody. A tie's period is its claims' own.

    Args:
        claims: All of them; their order does not matter.
        readings: The texts that the claims' passages count in.
        entities: Who is named where.

    Returns:
        One link for each tie, kind, wording and period, citing every claim that states it, numbered from ``L-0001`` in
        the order of the entities.
    """
    stage = Stage(entities, readings)
    ordered = sorted(claims, key=lambda claim: number_of(claim.id))
    stated: dict[_Key, set[ClaimId]] = {}
    for claim in ordered:
        for _passage, marked in windows(claim, stage):
            for found in found_in(marked.text):
                start, end = marked.entity(found.start), marked.entity(found.end)
                if start != end:
                    stated.setdefault((start, end, found.schema, found.role, claim.period), set()).add(claim.id)
    for key, claim_id in _row_links(ordered, stage):
        stated.setdefault(key, set()).add(claim_id)
    return tuple(
        Link(
            id=LinkId(identifier("L", number)),
            schema=key[2],
            start=key[0],
            end=key[1],
            role=key[3],
            claims=tuple(sorted(stated[key], key=number_of)),
            period=key[4],
        )
        for number, key in enumerate(sorted(stated, key=_rank), start=1)
    )


def _rank(key: _Key) -> tuple[int, int, str, str, str]:
    start, end, schema, role, period = key
    return number_of(start), number_of(end), schema, role, repr(period)


def _row_links(claims: Sequence[Claim], stage: Stage) -> Iterator[tuple[_Key, ClaimId]]:
    by_exhibit: dict[str, list[Claim]] = {}
    for claim in claims:
        by_exhibit.setdefault(claim.exhibit, []).append(claim)
    for reading in stage.readings():
        for payment in row_payments(reading, stage):
            for claim in by_exhibit.get(reading.exhibit, ()):
                if claim.passage.overlaps(payment.passage) and not claim.forecast and not claim.certainty.is_denial:
                    key = (payment.payer, payment.payee, LinkSchema.PAYMENT, payment.role, claim.period)
                    yield key, claim.id
