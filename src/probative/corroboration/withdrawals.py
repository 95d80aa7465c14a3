"""The register of withdrawals: what texts take back, what humans hold for withdrawn, and what of it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId, SourceId, is_identifier, number_of
from probative.corroboration.withdrawn import Withdrawn, held_with
from probative.model.claims import Claim
from probative.model.judgements import Decided, Judgement, Verdict, current, history
from probative.model.withdrawals import Manner, Retraction, Standing

_ORDER: Final = "SEC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One source, exhibit or claim that is taken back, with the texts that say so and everything that humans decided.

    ``subject`` is its number; ``None`` for texts of which nobody can tell what they take back.
    """

    subject: str | None
    found: tuple[Retraction, ...] = ()
    decided: tuple[Decided, ...] = ()

    @property
    def standing(self) -> Standing:
        """What a human decided last and nobody took back; where nobody did, it stands as the texts say."""
        last = current(self.decided)
        if last is None:
            return Standing.PROPOSED if self.found else Standing.RESTORED
        return Standing.RESTORED if last.value == Standing.RESTORED else Standing.WITHDRAWN

    @property
    def manner(self) -> Manner:
        """How it was taken back: as a human says, else as the texts do."""
        held = [each.value for each in self.decided if not each.is_taken_back and each.value != Standing.RESTORED]
        if held:
            return Manner(held[-1])
        manners = {each.manner for each in self.found}
        return Manner.CORRECTED if manners == {Manner.CORRECTED} else Manner.WITHDRAWN


def withdrawals(found: Iterable[Retraction], judgements: Iterable[Judgement]) -> tuple[Withdrawal, ...]:
    """Give everything that a text takes back or a human ever held for withdrawn, what was restored included.

    Args:
        found: From ``retractions``.
        judgements: All of them, in order; sources under the numbers that they have today.

    Returns:
        Sources, then exhibits, then claims, by number; last what nobody can tell.

    Source: docs/explanation/corroboration.md, rule C-11.
    """
    ordered = tuple(judgements)
    texts: dict[str | None, list[Retraction]] = {}
    for each in found:
        for subject in each.subjects or (None,):
            texts.setdefault(subject, []).append(each)
    lines = history([_as_one_line(each) for each in ordered], Verdict.WITHDRAW)
    subjects = {*texts, *lines} - {None}
    made = [
        Withdrawal(subject=subject, found=tuple(texts.get(subject, ())), decided=lines.get(subject, ()))
        for subject in sorted((each for each in subjects if each is not None), key=_place)
    ]
    open_ones = [Withdrawal(subject=None, found=(each,)) for each in texts.get(None, ())]
    return (*made, *open_ones)


def taken_out(held: Iterable[Withdrawal], claims: Mapping[ClaimId, Claim]) -> tuple[Withdrawn, Withdrawn]:
    """Give what counts for nothing any more, because a human holds it for withdrawn, and what may be withdrawn.

    What stands in the words of a retraction counts for nothing either, unless a human restored all that it takes back:
    it repeats what is taken back. A claim takes along what it holds.
    """
    every = tuple(held)
    standing = {each.subject: each.standing for each in every if each.subject is not None}
    repeated = frozenset(
        claim for each in every if each.standing is not Standing.RESTORED for one in each.found for claim in one.own
    )
    withdrawn = _of((each for each, at in standing.items() if at is Standing.WITHDRAWN), claims)
    doubted = _of(
        (
            each
            for each, at in standing.items()
            if at is Standing.PROPOSED and not _is_restored_with_its_exhibit(each, standing, claims)
        ),
        claims,
    )
    return withdrawn | Withdrawn(claims=held_with(repeated, claims)), doubted


def upheld(held: Iterable[Withdrawal], claims: Mapping[ClaimId, Claim]) -> frozenset[ClaimId]:
    """Give the claims of which a human said that they stand: they, or their exhibits, were restored."""
    restored = {each.subject for each in held if each.decided and each.standing is Standing.RESTORED}
    return frozenset(claim.id for claim in claims.values() if claim.id in restored or claim.exhibit in restored)


def _of(subjects: Iterable[str], claims: Mapping[ClaimId, Claim]) -> Withdrawn:
    named = frozenset(subjects)
    return Withdrawn(
        sources=frozenset(SourceId(each) for each in named if is_identifier(each, "S")),
        exhibits=frozenset(ExhibitId(each) for each in named if is_identifier(each, "E")),
        claims=held_with([ClaimId(each) for each in named if is_identifier(each, "C")], claims),
    )


def _is_restored_with_its_exhibit(
    subject: str, standing: Mapping[str, Standing], claims: Mapping[ClaimId, Claim]
) -> bool:
    claim = claims.get(ClaimId(subject))
    return claim is not None and standing.get(claim.exhibit) is Standing.RESTORED


def _as_one_line(judgement: Judgement) -> Judgement:
    """Write a restoration as one more word in the line of the withdrawal."""
    if judgement.verdict is not Verdict.RESTORE:
        return judgement
    return replace(judgement, verdict=Verdict.WITHDRAW, value=Standing.RESTORED)


def _place(subject: str) -> tuple[int, int]:
    return _ORDER.index(subject[0]), number_of(subject)
