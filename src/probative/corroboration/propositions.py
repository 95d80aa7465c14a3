"""What several claims say alike, who could vouch for it, and who denies or foresees it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from probative.base.identifiers import PropositionId, identifier, number_of
from probative.corroboration.ancestry import Ancestry, vouches
from probative.corroboration.content import stance
from probative.corroboration.decisions import decisions
from probative.corroboration.doubting import Other, doubts
from probative.corroboration.grouping import Group, grouped
from probative.corroboration.independence import independence
from probative.corroboration.joints import Joints, joints_of
from probative.model.claims import Claim, SourceKind
from probative.model.judgements import Judgement
from probative.model.numbering import NO_FORMER, carried_numbers
from probative.model.propositions import Proposition


def propositions(
    known: Ancestry,
    *,
    judgements: Iterable[Judgement] = (),
    previous: Sequence[Proposition] = (),
    former: Mapping[int, Collection[str]] = NO_FORMER,
    first: int = 1,
) -> tuple[Proposition, ...]:
    """Group the claims of a case into propositions, each with its independence.

    Every claim ends in exactly one proposition. Forecasts and denials stand apart in it and never count; a rejected
    claim keeps its place and does not count either.

    Args:
        known: The case's ancestry.
        judgements: All judgements; merges and splits of claims and propositions are honoured (``decisions``).
        previous: The propositions of the last run. A proposition keeps the identifier of the one with which it shares
            most claims,
        former: or of one that is no more and held some of its claims: a number, and the claims that it stood for.
        first: The lowest number a new proposition may get. New numbers go on behind the highest of ``previous``, too.

    Returns:
        By number.

    Source:
        docs/explanation/corroboration.md, rules P-1 to P-8.
    """
    made = grouped(known.claims.values(), known.upstream, decisions(judgements, previous))
    named = _named(made.groups, previous, former, first)
    joints, number_of_group = joints_of(made), {group: key for key, group in named}
    return tuple(
        sorted(
            (proposition_of(key, group, known, choices(group, joints, number_of_group, known)) for key, group in named),
            key=lambda each: number_of(each.id),
        )
    )


def choices(
    group: Group, joints: Joints, number_of_group: Mapping[Group, PropositionId], known: Ancestry
) -> tuple[tuple[Other, ...], ...]:
    """Give each choice of other propositions that may all say the same as the claims of a group.

    Source:
        docs/explanation/corroboration.md, rule P-14.
    """
    near = joints.of(group)
    others = {
        joint.group: Other(
            id=number_of_group[joint.group],
            claims=tuple(claim for claim in joint.group if _is_said(known.claims[claim])),
            sentences=(joint.claim, joint.other),
        )
        for joint in near
    }
    return tuple(tuple(others[joint.group] for joint in way) for way in joints.ways(near))


def _is_said(claim: Claim) -> bool:
    return not claim.forecast and not stance(claim)[0]


def proposition_of(
    key: PropositionId, group: Group, known: Ancestry, may_be: Sequence[Sequence[Other]] = ()
) -> Proposition:
    """Make a proposition of claims: its clearest words, who denies and who foresees it, and who could vouch."""
    claims = [known.claims[each] for each in group]
    taken = {claim.id: stance(claim) for claim in claims}
    forecasts = [claim for claim in claims if claim.forecast]
    denying = [claim for claim in claims if not claim.forecast and taken[claim.id][0]]
    saying = [claim for claim in claims if not claim.forecast and not taken[claim.id][0]]
    clearest = min(saying or denying or forecasts, key=lambda claim: _unclearness(claim, leans=taken[claim.id][1]))
    said = tuple(claim.id for claim in saying)
    counted = independence(said, known, [[claim for other in chosen for claim in other.claims] for chosen in may_be])
    return Proposition(
        id=key,
        words=clearest.content,
        claims=said,
        denied_by=tuple(claim.id for claim in denying),
        forecasts=tuple(claim.id for claim in forecasts),
        independence=replace(counted, doubts=doubts(said, known, counted, may_be)),
        may_be=tuple(tuple(other.id for other in chosen) for chosen in may_be),
    )


def _unclearness(claim: Claim, *, leans: bool) -> tuple[bool, bool, bool, int, int]:
    """Sort the clearest claim first: it counts, somebody is named, no pronoun leaves it open, and it is short."""
    return (
        not vouches(claim),
        claim.origin.kind is SourceKind.UNATTRIBUTED,
        leans,
        len(claim.content),
        number_of(claim.id),
    )


def _named(
    found: Sequence[Group], previous: Sequence[Proposition], former: Mapping[int, Collection[str]], first: int
) -> list[tuple[PropositionId, Group]]:
    held = {number_of(each.id): (*each.claims, *each.denied_by, *each.forecasts) for each in previous}
    numbers = carried_numbers(found, held, first=first, former=former)
    return [(PropositionId(identifier("P", number)), group) for number, group in zip(numbers, found, strict=True)]
