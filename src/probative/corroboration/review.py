"""In which order a human's eyes are best spent: what is least certain and matters most comes first.

The rank of a claim is *doubt times weight*: the chance that the machine misread it, times what hangs on it. Nothing
here says whether a claim is true.

Source: docs/explanation/review.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from probative.base.identifiers import ClaimId, number_of
from probative.model.claims import Claim, Proposer, Status
from probative.model.propositions import Contradiction, Proposition


class Reason(StrEnum):
    """Why a claim weighs more than others."""

    CONTRADICTED = "contradicted"
    GRAVE = "grave"
    BOTTLENECK = "bottleneck"
    ALONE = "alone"


WEIGHTS: Final[Mapping[Reason, int]] = {
    Reason.CONTRADICTED: 3,
    Reason.GRAVE: 3,
    Reason.BOTTLENECK: 2,
    Reason.ALONE: 1,
}
"""What each reason adds to the weight of 1 that every claim has. A judgement: docs/explanation/review.md."""

UNCALIBRATED_DOUBT: Final[Mapping[Proposer, int]] = {
    Proposer.BOTH: 200,
    Proposer.RULES: 400,
    Proposer.ONLY_RULES: 500,
    Proposer.ONLY_MODEL: 500,
    Proposer.VOICE: 300,
    Proposer.LINES: 50,
    Proposer.UNKNOWN: 500,
}
"""Doubt in permille where no chance was calibrated. A judgement: only the order among them is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One claim's place in the review order, with what put it there. ``doubt_permille`` is 0..1000."""

    claim: ClaimId
    doubt_permille: int
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        """What hangs on it: 1 and what each reason adds."""
        return 1 + sum(WEIGHTS[each] for each in self.reasons)

    @property
    def rank(self) -> int:
        """Doubt times weight: the larger, the sooner."""
        return self.doubt_permille * self.weight


def review_order(
    claims: Iterable[Claim], propositions: Iterable[Proposition], contradictions: Iterable[Contradiction]
) -> tuple[Review, ...]:
    """Give the claims that nobody has judged, the one to look at first first.

    Args:
        claims: All of them; those accepted or rejected are left out.
        propositions: Who says what alike.
        contradictions: Which claims cannot both hold.

    Returns:
        By falling rank; of equal rank the heavier first, then by number. The order of what is given does not matter.
    """
    carried: dict[ClaimId, list[Proposition]] = {}
    for each in propositions:
        for claim in (*each.claims, *each.denied_by, *each.forecasts):
            carried.setdefault(claim, []).append(each)
    disputed = {claim for each in contradictions if not each.lapsed for claim in (each.left, each.right)}
    reviews = [
        Review(
            claim=claim.id,
            doubt_permille=doubt_permille(claim),
            reasons=tuple(_reasons(claim, carried.get(claim.id, ()), claim.id in disputed)),
        )
        for claim in claims
        if claim.status is Status.PROPOSED
    ]
    return tuple(sorted(reviews, key=lambda each: (-each.rank, -each.weight, number_of(each.claim))))


def doubt_permille(claim: Claim) -> int:
    """Give the chance that a claim was misread: one less its calibrated chance, else a value by who proposed it."""
    if claim.confidence_permille is not None:
        return 1000 - claim.confidence_permille
    return UNCALIBRATED_DOUBT[claim.proposer]


def _reasons(claim: Claim, carried: Sequence[Proposition], is_disputed: bool) -> Iterable[Reason]:
    if is_disputed or any(each.claims and each.denied_by for each in carried):
        yield Reason.CONTRADICTED
    if claim.event is not None and claim.event.is_grave:
        yield Reason.GRAVE
    spoken = {hop.source for hop in claim.chain if hop.source is not None}
    if any(len(each.claims) > 1 and spoken & set(each.independence.bottlenecks) for each in carried):
        yield Reason.BOTTLENECK
    if any(each.claims == (claim.id,) for each in carried):
        yield Reason.ALONE
