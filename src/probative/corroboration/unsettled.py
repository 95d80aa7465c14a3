"""Judgements that what falls leaves without what they rest on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from probative.base.identifiers import ClaimId, JudgementId, PropositionId, number_of
from probative.corroboration.impact import Impact
from probative.model.grades import Credibility, read_grade
from probative.model.judgements import Judgement, Verdict, standing
from probative.model.propositions import Proposition

BORNE_OUT: Final = 2
"""Credibility 1 wants at least so many independent origins.

Source: docs/explanation/corroboration.md, rule G-3.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """A standing judgement that a human should look at again, why, and the claims of it that fall."""

    judgement: JudgementId
    why: str
    claims: tuple[ClaimId, ...]


def unsettled(
    judgements: Iterable[Judgement], found: Impact, propositions: Mapping[str, Proposition]
) -> tuple[Unsettled, ...]:
    """Give the judgements that rest on claims that fall, or give credibility 1 to what two origins no longer confirm.

    Nothing is taken back by it: that is for whoever made them.

    Args:
        judgements: All of them, in order.
        found: From ``impact``.
        propositions: The propositions of the case, by number.

    Returns:
        By number.
    """
    fallen = frozenset(found.claims)
    below = [
        propositions[each.subject]
        for each in found.propositions
        if each.at_least_before >= BORNE_OUT > each.at_least_after
    ]
    confirmed: dict[str, PropositionId] = {claim: each.id for each in below for claim in each.claims}
    confirmed |= {each.id: each.id for each in below}
    made = [one for each in standing(judgements) for one in _of(each, fallen, confirmed)]
    return tuple(sorted(made, key=lambda each: number_of(each.judgement)))


def _of(
    judgement: Judgement, fallen: frozenset[ClaimId], confirmed: Mapping[str, PropositionId]
) -> Iterator[Unsettled]:
    about = f"{judgement.verdict} {' '.join(judgement.subjects)}"
    rests = tuple(each for each in judgement.grounds if each in fallen)
    if rests:
        yield Unsettled(judgement=judgement.id, why=f"{about}: it rests on {', '.join(rests)}", claims=rests)
        return
    grade = read_grade(judgement.value) if judgement.verdict is Verdict.GRADE and judgement.value else None
    met = [confirmed[each] for each in judgement.subjects if each in confirmed]
    if grade is not None and grade.credibility is Credibility.CONFIRMED and met:
        claims = tuple(each for each in sorted(fallen, key=number_of) if each in judgement.subjects)
        why = f"{about}: credibility 1 wants two origins, and {met[0]} has them no more"
        yield Unsettled(judgement=judgement.id, why=why, claims=claims)
