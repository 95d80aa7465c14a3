"""What humans decided about which claims belong together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from probative.base.identifiers import ClaimId, PropositionId, is_identifier, number_of
from probative.model.judgements import Judgement, Verdict
from probative.model.propositions import Proposition

Pair = tuple[ClaimId, ClaimId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Pairs of claims that a human put together, and pairs that a human took apart; the lower number first."""

    together: frozenset[Pair]
    apart: frozenset[Pair]


def decisions(judgements: Iterable[Judgement], previous: Sequence[Proposition]) -> Decisions:
    """Read the standing merges and splits of claims and propositions; a later one goes before an earlier one.

    ``MERGE`` puts all claims it names, and all claims of the propositions it names, together. ``SPLIT`` with a
    proposition and claims takes those claims out of it, together; with claims only, each from each other; with a
    proposition only, each of its claims from each other; with several propositions only, those of each from those of
    the others. Judgements on other things are left alone.

    Args:
        judgements: All judgements, ``UNDO`` included.
        previous: The propositions as they were when last worked out: they say what a proposition's identifier holds. A
            judgement that names claims needs none, and so survives the loss of the index.
    """
    held = {each.id: sorted((*each.claims, *each.denied_by, *each.forecasts), key=number_of) for each in previous}
    together: set[Pair] = set()
    apart: set[Pair] = set()
    for judgement in _standing(judgements):
        claims = [ClaimId(subject) for subject in judgement.subjects if is_identifier(subject, "C")]
        of = [PropositionId(subject) for subject in judgement.subjects if is_identifier(subject, "P")]
        if judgement.verdict is Verdict.MERGE:
            joined = pairs((*claims, *(claim for each in of for claim in held.get(each, ()))))
            together |= joined
            apart -= joined
        elif judgement.verdict is Verdict.SPLIT:
            parted = _parted(claims, of, held)
            apart |= parted
            together -= parted
    return Decisions(together=frozenset(together), apart=frozenset(apart))


def pairs(claims: Iterable[ClaimId]) -> set[Pair]:
    """Give every two of ``claims``, the lower number first."""
    return set(combinations(sorted(set(claims), key=number_of), 2))


def _parted(
    claims: Sequence[ClaimId], of: Sequence[PropositionId], held: Mapping[PropositionId, Sequence[ClaimId]]
) -> set[Pair]:
    members = [claim for each in of for claim in held.get(each, ())]
    if not of:
        return pairs(claims)
    if not claims and len(of) > 1:
        return pairs(members) - {pair for each in of for pair in pairs(held.get(each, ()))}
    if not claims:
        return pairs(members)
    rest = [claim for claim in members if claim not in claims]
    return {pair for out in claims for stays in rest for pair in pairs((out, stays))}


def _standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    ordered = sorted(judgements, key=lambda each: number_of(each.id))
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.verdict is Verdict.UNDO and judgement.id not in undone:
            undone |= set(judgement.subjects)
    return [each for each in ordered if each.id not in undone and each.verdict is not Verdict.UNDO]
