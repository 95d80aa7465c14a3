"""What comes first on the page, and how much of it: propositions by weight, claims within an allowance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId
from probative.model.claims import Claim
from probative.model.propositions import Contradiction, Proposition
from probative.model.readings import Genre
from probative.web.dossier import ReadingNote

MOST_CARDS: Final = 1000
"""Claims shown in full in one report; the rest are rows."""
MOST_CARDS_EACH: Final = 25
"""Claims shown in full under one heading of a proposition; the rest are rows."""
MOST_ROWS: Final = 4000
"""Claims shown as rows; what is beyond is counted and found with ``probative claims DIR --json``."""
MOST_DRAWINGS: Final = 40
"""Propositions whose ancestry is drawn; the others have their count and their chains in words."""

MOST_GROUPED: Final = 30
"""Claims of one proposition whose grouping is told; ``probative why DIR P-0001`` tells all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """How one list of claims is shown: some in full, some as rows, the rest counted."""

    cards: tuple[Claim, ...]
    rows: tuple[Claim, ...]
    beyond: int


class Allowance:
    """What is left of the report's room for claims. Spent in the order of the page, so the weightiest get it."""

    def __init__(self) -> None:
        self._cards = MOST_CARDS
        self._rows = MOST_ROWS

    def portion(self, claims: Sequence[Claim], most_cards: int = MOST_CARDS_EACH) -> Portion:
        """Take room for ``claims``: at most ``most_cards`` in full."""
        full = min(len(claims), most_cards, self._cards)
        rows = min(len(claims) - full, self._rows)
        self._cards -= full
        self._rows -= rows
        return Portion(
            cards=tuple(claims[:full]), rows=tuple(claims[full : full + rows]), beyond=len(claims) - full - rows
        )


def by_weight(
    propositions: Iterable[Proposition], contradictions: Iterable[Contradiction]
) -> tuple[tuple[Proposition, ...], tuple[Proposition, ...]]:
    """Give the propositions of several claims, weightiest first, and those that one claim makes, by number.

    Denied and contradicted ones come before others of as many claims.
    """
    standing = [one for one in contradictions if not one.lapsed]
    disputed = {one for contradiction in standing for one in (contradiction.left, contradiction.right)}
    several = [one for one in propositions if len(uttered(one)) > 1]
    single = [one for one in propositions if len(uttered(one)) == 1]

    def weight(one: Proposition) -> tuple[int, bool, str]:
        return (-len(uttered(one)), not (one.denied_by or disputed.intersection(uttered(one))), one.id)

    return tuple(sorted(several, key=weight)), tuple(sorted(single, key=lambda one: one.id))


def uttered(proposition: Proposition) -> tuple[ClaimId, ...]:
    """Give every claim of a proposition: what is said, denied and foreseen."""
    return (*proposition.claims, *proposition.denied_by, *proposition.forecasts)


def publications(
    claims: Iterable[ClaimId], by_id: Mapping[ClaimId, Claim], notes: Mapping[ExhibitId, ReadingNote]
) -> tuple[ExhibitId, ...]:
    """Give the publications among the exhibits in which these claims stand, sorted."""
    exhibits = {by_id[one].exhibit for one in claims}
    return tuple(sorted(one for one in exhibits if one in notes and notes[one].genre is Genre.PUBLICATION))
