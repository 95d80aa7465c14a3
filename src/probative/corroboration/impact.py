"""What falls when a source is withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from probative.base.identifiers import ClaimId, PropositionId, SourceId, number_of
from probative.corroboration.ancestry import Ancestry
from probative.corroboration.descent import descent
from probative.corroboration.independence import bounds
from probative.model.propositions import Proposition


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """What a proposition loses: its counts before and after, and the claims that have no other origin."""

    proposition: PropositionId
    at_least_before: int
    at_most_before: int
    at_least_after: int
    at_most_after: int
    claims: tuple[ClaimId, ...]


def impact(source: str, propositions: Iterable[Proposition], known: Ancestry) -> tuple[Fall, ...]:
    """Say which propositions lose how much when a source is withdrawn.

    Whoever had it only from that source, or only through it, has no origin any more and does not become one.

    Args:
        source: A source's identifier, or any of its names.
        propositions: The propositions of the case.
        known: The case's ancestry.

    Returns:
        The propositions that lose a claim or a count, the greatest loss first; empty where nothing hangs on it.

    Raises:
        ValueError: When no source, or more than one, goes by that name.

    Source:
        DESIGN.md section 5, last rule.
    """
    met = known.sources.called(source)
    if len(met) != 1:
        raise ValueError(f"{len(met)} sources go by {source!r}" if met else f"no source goes by {source!r}")
    falls = [
        fall
        for each in sorted(propositions, key=lambda each: number_of(each.id))
        if (fall := _fall(each, met[0].id, known)) is not None
    ]
    return tuple(sorted(falls, key=_by_loss))


def _fall(proposition: Proposition, source: SourceId, known: Ancestry) -> Fall | None:
    stored = proposition.independence.vertices
    if stored and not any(vertex.refers_to == source for vertex in stored):
        # Its drawing was kept with it: of a large case, all but a few propositions go here undrawn.
        return None
    drawn = descent(proposition.claims, known)
    if source not in drawn.vertices:
        return None
    before, after = bounds(drawn, known), bounds(drawn, known, (source,))
    lost = tuple(sorted(before.standing - after.standing, key=number_of))
    if not lost and (before.at_least, before.at_most) == (after.at_least, after.at_most):
        return None
    return Fall(
        proposition=proposition.id,
        at_least_before=before.at_least,
        at_most_before=before.at_most,
        at_least_after=after.at_least,
        at_most_after=after.at_most,
        claims=lost,
    )


def _by_loss(fall: Fall) -> tuple[int, int, int, int]:
    return (
        fall.at_least_after - fall.at_least_before,
        fall.at_most_after - fall.at_most_before,
        -len(fall.claims),
        number_of(fall.proposition),
    )
