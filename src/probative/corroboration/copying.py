"""Which claims are one sentence copied, and which may have been taken over from a claim that was taken back."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId, SourceId, number_of
from probative.corroboration.content import content
from probative.corroboration.frames import frame
from probative.corroboration.parts import may_agree, weigh
from probative.corroboration.sayings import small_words
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.propositions import Derivation

_COPIED_PERMILLE: Final = 800
"""Two claims are one sentence copied when this much of each stands in the stretch that their exhibits share."""


def is_one_sentence(claim: Claim, here: Passage, other: Claim, there: Passage) -> bool:
    """Whether the shared stretch holds most of both claims, at the same place in it."""
    one = _inside(claim.passage, here)
    two = _inside(other.passage, there)
    if one is None or two is None:
        return False
    scale = (there.end - there.start) / (here.end - here.start)
    start, end = one[0] * scale, one[1] * scale
    common = max(0.0, min(end, two[1]) - max(start, two[0]))
    return 1000 * common >= _COPIED_PERMILLE * max(
        (claim.passage.end - claim.passage.start) * scale, other.passage.end - other.passage.start
    )


def taken_over(
    taken_back: Collection[ClaimId],
    claims: Iterable[Claim],
    upstream: Mapping[ExhibitId, Sequence[Derivation]],
    heard: Mapping[ClaimId, Collection[SourceId]],
) -> dict[ClaimId, ClaimId]:
    """Give the claims that copy what was taken back, or may: wherever they stand, at any remove.

    An exhibit that leans on another took over a claim of it if the stretch that both share holds the sentence in both,
    whatever was changed in it; or if its own claim may say the same (650 of 1000 of rule P-11, nothing against it) and
    it names nobody for it who could be told from everybody and of whom the other does not speak.

    Args:
        taken_back: Claims that are withdrawn or may be.
        claims: All claims.
        upstream: What each exhibit leans on, possible reprints included.
        heard: For each claim the named people whom it has it from; empty where it names none.

    Returns:
        For each such claim that is not among ``taken_back`` the one that it was taken from, which is.

    Source:
        docs/explanation/corroboration.md, rule C-15.
    """
    if not taken_back:
        return {}
    by_exhibit: dict[ExhibitId, list[Claim]] = {}
    for claim in claims:
        by_exhibit.setdefault(claim.exhibit, []).append(claim)
    downstream: dict[ExhibitId, list[Derivation]] = {}
    for found in upstream.values():
        for each in found:
            downstream.setdefault(each.upstream, []).append(each)
    held = {claim.id: claim for told in by_exhibit.values() for claim in told}
    origin = {claim: claim for claim in taken_back if claim in held}
    waiting = deque(sorted(origin, key=number_of))
    while waiting:
        claim = held[waiting.popleft()]
        for each in downstream.get(claim.exhibit, ()):
            for other in by_exhibit.get(each.derived, ()):
                if other.id not in origin and _is_taken_over(other, claim, each, heard):
                    origin[other.id] = origin[claim.id]
                    waiting.append(other.id)
    return {copy: first for copy, first in origin.items() if copy != first}


def _is_taken_over(
    copy: Claim, claim: Claim, leaning: Derivation, heard: Mapping[ClaimId, Collection[SourceId]]
) -> bool:
    if any(is_one_sentence(copy, here, claim, there) for here, there in leaning.passages):
        return True
    if heard[copy.id] and not set(heard[copy.id]) & set(heard[claim.id]):
        return False
    lower = small_words((copy, claim))
    one, two = (frame(each, content(each, lower)) for each in (copy, claim))
    return may_agree(one, two) and weigh(one, two).is_possible


def _inside(passage: Passage, stretch: Passage) -> tuple[int, int] | None:
    start, end = max(passage.start, stretch.start) - stretch.start, min(passage.end, stretch.end) - stretch.start
    return (start, end) if start < end else None
