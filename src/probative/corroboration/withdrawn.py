"""What is taken out of the count, with all that has it only from there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId, SourceId
from probative.model.claims import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Sources, whole exhibits and single claims that are taken back. Empty, it is false.

    A claim is taken back in its exhibit: whoever copied it from there has it no more, whoever knew it otherwise does.

    Source: docs/explanation/corroboration.md, rules C-8 and C-11.
    """

    sources: frozenset[SourceId] = frozenset()
    exhibits: frozenset[ExhibitId] = frozenset()
    claims: frozenset[ClaimId] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is taken back."""
        return bool(self.sources or self.exhibits or self.claims)

    def __or__(self, other: "Withdrawn") -> "Withdrawn":
        """Give both together."""
        return Withdrawn(
            sources=self.sources | other.sources,
            exhibits=self.exhibits | other.exhibits,
            claims=self.claims | other.claims,
        )

    def without(self, other: "Withdrawn") -> "Withdrawn":
        """Give what of this is not in the other."""
        return Withdrawn(
            sources=self.sources - other.sources,
            exhibits=self.exhibits - other.exhibits,
            claims=self.claims - other.claims,
        )


NOTHING: Final = Withdrawn()
"""Nothing is taken back."""


def held_with(claims: Collection[ClaimId], every: Mapping[ClaimId, Claim]) -> frozenset[ClaimId]:
    """Give these claims and those that they hold: "A said that B said it" holds what B is said to have said."""
    held = {each for each in claims if each in every}
    places = {every[each].exhibit for each in held}
    nested = [claim for claim in every.values() if claim.parent and claim.exhibit in places] if held else []
    while more := {each.id for each in nested if each.parent in held} - held:
        held |= more
    return frozenset(held)
