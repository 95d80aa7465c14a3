"""The register of contradictions: what was found once stays in it, with everything that humans said of it.

Nothing here takes anything out. A rejected claim, a split, a merge or another reading can make a contradiction lapse;
it then says why, and keeps its number and its line of decisions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from probative.base.identifiers import ClaimId, PropositionId, number_of
from probative.model.claims import Claim, Status
from probative.model.judgements import Decided, Judgement, Verdict, current, history
from probative.model.propositions import Contradiction, Proposition, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A contradiction with everything that humans said of it, oldest first."""

    contradiction: Contradiction
    decided: tuple[Decided, ...] = ()

    @property
    def state(self) -> State:
        """What a human said last and nobody took back; open while nobody said anything."""
        last = current(self.decided)
        return State.OPEN if last is None else State(last.value)


def weighed(contradictions: Iterable[Contradiction], judgements: Iterable[Judgement]) -> tuple[Weighed, ...]:
    """Give every contradiction with its state and how it came to it, by number. None is left out, whatever its state.

    Source: docs/explanation/corroboration.md, rule X-6.
    """
    lines = history(judgements, Verdict.WEIGH)
    known = frozenset(State)
    return tuple(
        Weighed(contradiction=each, decided=tuple(one for one in lines.get(each.id, ()) if one.value in known))
        for each in sorted(contradictions, key=lambda each: number_of(each.id))
    )


def kept(
    found: Iterable[Contradiction],
    previous: Iterable[Contradiction],
    *,
    claims: Mapping[ClaimId, Claim],
    propositions: Iterable[Proposition],
) -> tuple[Contradiction, ...]:
    """Give what is found now and, marked as lapsed, everything that was found before and is not any more; by number.

    Args:
        found: What the rules find now, numbered so that what was found before has its number.
        previous: The register as it stood.
        claims: All claims of the case.
        propositions: All propositions: they tell why two claims are no longer set against each other.

    Source: docs/explanation/corroboration.md, rule X-5.
    """
    standing = {each.id: each for each in found}
    held_in = {claim: each.id for each in propositions for claim in (*each.claims, *each.denied_by, *each.forecasts)}
    lapsed = {
        each.id: replace(each, lapsed=_why_lapsed(each, claims, held_in))
        for each in previous
        if each.id not in standing
    }
    return tuple(sorted((*standing.values(), *lapsed.values()), key=lambda each: number_of(each.id)))


def rejected_in(contradiction: Contradiction, claims: Mapping[ClaimId, Claim]) -> str:
    """Say which side was rejected; nothing where neither was."""
    gone = [
        each
        for each in (contradiction.left, contradiction.right)
        if (claim := claims.get(each)) is not None and claim.status is Status.REJECTED
    ]
    return f"{' and '.join(gone)} {'were' if len(gone) > 1 else 'was'} rejected by a human" if gone else ""


def _why_lapsed(
    contradiction: Contradiction, claims: Mapping[ClaimId, Claim], held_in: Mapping[ClaimId, PropositionId]
) -> str:
    lost = [each for each in (contradiction.left, contradiction.right) if each not in claims]
    if lost:
        return f"a later reading no longer finds {' and '.join(lost)}"
    rejected = rejected_in(contradiction, claims)
    if rejected:
        return rejected
    left, right = held_in.get(contradiction.left), held_in.get(contradiction.right)
    if left is not None and left == right:
        return f"both now stand in {left}"
    return "the claims stand in other propositions now"
