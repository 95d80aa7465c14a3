"""The exact stretches that two texts share."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from probative.corroboration.wording import Wording

SHINGLE_WORDS: Final = 5
"""A stretch shorter than this is shared by chance: names, dates, turns of phrase."""

_PLACES_PER_SHINGLE: Final = 32
"""How many places of one shingle are tried: a text that repeats itself must not make the work quadratic."""

_BLOCK: Final = 16

Shingle = tuple[str, ...]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """``count`` words that stand alike in both texts, beginning at word ``left`` of one and ``right`` of the other."""

    left: int
    right: int
    count: int


def shingles(words: Wording) -> tuple[Shingle, ...]:
    """Give every stretch of five words, in order. Empty for a text of fewer than five."""
    forms = words.forms
    return tuple(forms[at : at + SHINGLE_WORDS] for at in range(len(forms) - SHINGLE_WORDS + 1))


def places(of: Sequence[Key], among: Collection[Key] | None = None) -> dict[Key, list[int]]:
    """Give where each shingle, or the number that stands for it, is met; only those ``among`` some, where given."""
    found: dict[Key, list[int]] = {}
    for at, shingle in enumerate(of):
        if among is None or shingle in among:
            found.setdefault(shingle, []).append(at)
    return found


def align(
    left: Wording, right: Wording, left_shingles: Sequence[Key], right_places: Mapping[Key, Sequence[int]]
) -> tuple[Run, ...]:
    """Give the stretches of ``left`` that stand word for word in ``right``.

    From each word of ``left`` on, the longest equal stretch of five words or more is taken (of equally long ones the
    first in ``right``), and the search goes on behind it. So runs never overlap in ``left``; they may in ``right``.

    Args:
        left: The text that may have been copied into.
        right: The text that may have been copied from.
        left_shingles: ``shingles(left)``, or numbers that stand for them.
        right_places: ``places`` of those of ``right``.

    Returns:
        The runs in the order of ``left``.

    Source:
        docs/decisions/0060-text-reuse.md; greedy string tiling without the minimum over both sides (Wise 1993).
    """
    runs = []
    here, there = left.forms, right.forms
    at = 0
    while at < len(left_shingles):
        best, best_count = -1, 0
        for start in right_places.get(left_shingles[at], ())[:_PLACES_PER_SHINGLE]:
            count = _equal_from(here, at, there, start)
            if count > best_count:
                best, best_count = start, count
        if best_count:
            runs.append(Run(left=at, right=best, count=best_count))
            at += best_count
        else:
            at += 1
    return tuple(runs)


def _equal_from(here: Sequence[str], at: int, there: Sequence[str], start: int) -> int:
    if here[at : at + SHINGLE_WORDS] != there[start : start + SHINGLE_WORDS]:
        # Numbers that stand for stretches may fall together; words decide.
        return 0
    count = SHINGLE_WORDS
    most = min(len(here) - at, len(there) - start)
    while (
        count + _BLOCK <= most
        and here[at + count : at + count + _BLOCK] == there[start + count : start + count + _BLOCK]
    ):
        count += _BLOCK
    while count < most and here[at + count] == there[start + count]:
        count += 1
    return count
