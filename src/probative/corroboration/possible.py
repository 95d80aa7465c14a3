"""What may say the same and was not taken for it: shown to a human, decided by nobody."""

from collections.abc import Iterable
from dataclasses import dataclass

from probative.base.identifiers import ClaimId, number_of
from probative.corroboration.content import content
from probative.corroboration.frames import frame
from probative.corroboration.parts import may_agree, weigh
from probative.corroboration.sayings import small_words
from probative.model.claims import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """Two claims that may say the same: the score of 1000 (rule P-11), and the doubts that keep it open (rule P-13)."""

    claim: ClaimId
    other: ClaimId
    score_permille: int
    doubts: tuple[str, ...]


def possibly_same(claims: Iterable[Claim], others: Iterable[Claim]) -> tuple[Possible, ...]:
    """Give which of several claims of other propositions may say what those of one proposition say.

    Args:
        claims: The claims of the proposition.
        others: Claims of others, one of each is enough.

    Returns:
        For each of ``others`` that may, the claim it agrees with most; the highest score first.

    Source:
        docs/explanation/corroboration.md, rules P-11 to P-13.
    """
    mine, yours = list(claims), list(others)
    lower = small_words([*mine, *yours])
    held = [(claim, frame(claim, content(claim, lower))) for claim in mine]
    found = []
    for other in yours:
        there = frame(other, content(other, lower))
        near = [(weigh(here, there), claim) for claim, here in held if may_agree(here, there)]
        best = max(near, key=lambda pair: (pair[0].score, -number_of(pair[1].id)), default=None)
        if best is not None and best[0].is_possible:
            found.append(
                Possible(claim=other.id, other=best[1].id, score_permille=best[0].score, doubts=best[0].doubts)
            )
    return tuple(sorted(found, key=lambda each: (-each.score_permille, number_of(each.claim))))
