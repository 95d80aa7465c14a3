"""Whether two names may be one name, and why."""

from dataclasses import dataclass
from typing import Final

from probative.language.names.bodies import compare_bodies
from probative.language.names.folding import fold
from probative.language.names.people import compare_people
from probative.language.names.spelling import likeness

_PERSON: Final = frozenset(("Person",))
_PLACE: Final = frozenset(("Address", "Place", "Vessel", "Airplane"))
_EITHER: Final = frozenset(("LegalEntity", "UnknownLink", "Thing"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """How alike two names are, 0..1000, and why, in words a reader can check.

    1000 is the same name; 900 and more, the same name written otherwise; 700 to 899, likely the same, a human should
    look; 500, one fits into the other and proves nothing; below, different names.
    """

    score_permille: int
    why: str

    def __post_init__(self) -> None:
        """Refuse a score that is none and a match without a reason."""
        if not 0 <= self.score_permille <= 1000 or not self.why:
            raise ValueError(f"not a match: {self.score_permille} because {self.why!r}")


def compare(left: str, right: str, *, schema: str = "Person") -> NameMatch:
    """Say how alike two names are, and why. The order of the two does not matter.

    Args:
        left: A name, in any script that ``fold`` knows.
        right: Another.
        schema: What they name, in FollowTheMoney's words: ``Person``; ``Address`` for places; ``LegalEntity`` where it
            is not known; anything else is compared as an organisation.

    Returns:
        The score and the reason.

    Source:
        docs/explanation/names.md.
    """
    first, second = sorted((left, right))
    if not fold(first) or not fold(second):
        return NameMatch(score_permille=0, why="one of them holds no letters")
    if schema in _PERSON:
        score, why = compare_people(first, second)
    elif schema in _PLACE:
        score, why = _compare_places(first, second)
    elif schema in _EITHER:
        score, why = max(compare_people(first, second), compare_bodies(first, second))
    else:
        score, why = compare_bodies(first, second)
    return NameMatch(score_permille=score, why=why)


def _compare_places(left: str, right: str) -> tuple[int, str]:
    here, there = fold(left), fold(right)
    if here == there:
        return 1000, "the same name"
    found = likeness(here.replace(" ", ""), there.replace(" ", ""))
    if found is None:
        return 0, f'"{here}" and "{there}" are different names'
    return 1000 - max(found.cost, 20), found.why or "the same name, parted otherwise"
