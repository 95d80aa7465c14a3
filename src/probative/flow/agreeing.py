"""Why the claims of a proposition stand together, as data and in words."""

from typing import Final

from probative.base.identifiers import ClaimId, PropositionId
from probative.corroboration import Accord, Aspect, Ground, Part, Possible, accords, possibly_same
from probative.flow.case import Case
from probative.flow.shapes import Shape
from probative.model.claims import Claim
from probative.model.propositions import Proposition

MOST_COMPARED: Final = 20_000
"""Of more propositions nobody waits for what may be the same: some seconds."""

MOST_WORDS: Final = 6
"""So many words of a part are told; the rest stands in ``--json``."""


def accords_of(case: Case, proposition: Proposition, most: int | None = None) -> list[Shape]:
    """Say in what each further claim of a proposition agrees with the one whose words stand for it.

    Args:
        case: An opened case.
        proposition: One of its propositions.
        most: So many claims are looked at, the first; all where absent.

    Returns:
        One shape a claim, in the order of the proposition; none where it has one claim.
    """
    held = {
        claim.id: claim
        for key in (*proposition.claims, *proposition.denied_by, *proposition.forecasts)
        if (claim := case.store.get(Claim, key)) is not None
    }
    first = next((claim for claim in held.values() if claim.content == proposition.words), None)
    if first is None or len(held) < 2:
        return []
    others = [claim for claim in held.values() if claim.id != first.id][:most]
    exhibits = {first.exhibit, *(claim.exhibit for claim in others)}
    around = [claim for exhibit in sorted(exhibits) for claim in case.store.claims_of(exhibit)]
    return [_shape(each) for each in accords(first, others, around)]


def possible_of(case: Case, proposition: Proposition) -> list[Shape]:
    """Give which other propositions may say the same, with what keeps that open; most alike first.

    Those that the interval allows for (rule P-14) always; in a case of no more propositions than are compared while
    somebody waits, those too of which something else that they say speaks against it (rule P-13); but not a
    sentence of one text that holds what is said, or is held by it.
    """
    counted = {other for chosen in proposition.may_be for other in chosen}
    is_small = case.store.count(Proposition) <= MOST_COMPARED
    near = case.store.all(Proposition) if is_small else (case.store.get(Proposition, key) for key in sorted(counted))
    speaking = {
        claim: other
        for other in near
        if other is not None and other.id != proposition.id
        for claim in (_uttered(other) if other.id in counted else _uttered(other)[:1])
    }
    mine = [claim for key in sorted(_uttered(proposition)) if (claim := case.store.get(Claim, key)) is not None]
    there = (case.store.get(Claim, key) for key in speaking)
    others = [
        claim for claim in there if claim is not None and not any(claim.passage.overlaps(own.passage) for own in mine)
    ]
    best: dict[PropositionId, Possible] = {}
    for each in possibly_same(mine, others):
        best.setdefault(speaking[each.claim].id, each)
    return [_shape_of_possible(each, number, is_counted=number in counted) for number, each in best.items()]


def _uttered(proposition: Proposition) -> tuple[ClaimId, ...]:
    return (*proposition.claims, *proposition.denied_by, *proposition.forecasts)


def _shape_of_possible(possible: Possible, number: PropositionId, *, is_counted: bool) -> Shape:
    why = "; ".join(possible.doubts) or ("too little is said to tell" if is_counted else "")
    against = "" if is_counted else "not counted: what else they say, or a human, keeps them apart"
    return {
        "proposition": number,
        "claim": possible.claim,
        "with": possible.other,
        "score": possible.score_permille / 1000,
        "doubts": list(possible.doubts),
        "is_counted": is_counted,
        "words": f"{number}, {possible.score_permille} of 1000 ({possible.claim} with {possible.other}): "
        + "; ".join(each for each in (why, against) if each),
    }


def in_words(accord: Accord) -> str:
    """Tell one accord: "812 of 1000: what 90 % (burned, store), who 100 % (Brasko)"."""
    parts = ", ".join(_part(each) for each in accord.parts if each.permille is not None)
    why = _why(accord)
    against = f"; against it: {'; '.join(accord.against)}" if accord.against else ""
    return f"{why}: {parts}{against}"


def _why(accord: Accord) -> str:
    return {
        Ground.SAME_WORDS: "the same words",
        Ground.AGREES: f"{accord.score_permille} of 1000",
        Ground.PARTS: f"its parts, {accord.score_permille} of 1000",
        Ground.OTHER: "put together by a human or as a copy",
    }[accord.ground]


def _part(part: Part) -> str:
    if part.aspect is Aspect.AROUND:
        return f"{part.aspect} {(part.permille or 0) // 10} % ({len(part.both)} names and numbers)"
    more = len(part.both) - MOST_WORDS
    words = ", ".join(part.both[:MOST_WORDS]) + (f" and {more} more" if more > 0 else "")
    return f"{part.aspect} {(part.permille or 0) // 10} %" + (f" ({words})" if words else "")


def _shape(accord: Accord) -> Shape:
    return {
        "claim": accord.claim,
        "with": accord.other,
        "ground": accord.ground,
        "score": accord.score_permille / 1000,
        "words": in_words(accord),
        "why": _why(accord),
        "parts": [
            {
                "part": each.aspect,
                "share": None if each.permille is None else each.permille / 1000,
                "both": list(each.both),
                "only": list(each.right),
                "only_with": list(each.left),
            }
            for each in accord.parts
        ],
        "against": list(accord.against),
    }
