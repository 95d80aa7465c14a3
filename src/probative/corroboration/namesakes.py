"""Which full names are worth comparing: all that could score 600 of 1000, found without trying all pairs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from probative.language.names.given import folded_given_name
from probative.language.names.spelling import sound

SMALL_BLOCK: Final = 12
"""Of so few names every two are compared."""

_MOST_SLIPS: Final = 2
"""So many wrong letters at most ``language.names`` takes for a slip."""

_ROWS: Final = 1024


def pairs_alike(names: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Give the pairs of names that may be one person's, of names whose family names begin with the same sounds.

    ``language.names`` gives 600 or more only where every word of the shorter name is paired with a word of the longer:
    they are equal, sound alike, are forms of one given name, differ by a slip, or one is the other's initial. So of two
    names of two words in Latin letters, the given name of one is paired with a word of the other. Other names are few,
    and paired with all.

    Args:
        names: Their folded words, family name last; empty for a name that may be anything.

    Returns:
        Positions, the lower first, each pair once.
    """
    if len(names) <= SMALL_BLOCK:
        yield from combinations(range(len(names)), 2)
        return
    plain = [at for at, words in enumerate(names) if len(words) == 2 and all(word.isascii() for word in words)]
    others = sorted(set(range(len(names))) - set(plain))
    found = {(min(one, other), max(one, other)) for one, other in product(others, range(len(names))) if one != other}
    by_given: dict[str, list[int]] = {}
    by_family: dict[str, list[int]] = {}
    for at in plain:
        by_given.setdefault(names[at][0], []).append(at)
        by_family.setdefault(names[at][1], []).append(at)
    for held in (by_given, by_family):
        for one, other in _words_alike(list(by_given), list(held)):
            met = product(by_given[one], held[other])
            found.update((min(here, there), max(here, there)) for here, there in met if here != there)
    yield from sorted(found)


def _words_alike(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    keyed: dict[str, list[str]] = {}
    for word in right:
        for key in _keys(word):
            keyed.setdefault(key, []).append(word)
    for word in left:
        for key in _keys(word):
            yield from ((word, other) for other in keyed.get(key, ()))
        if len(word) == 1:
            yield from ((word, other) for other in right if other[:1] == word)
    initials = [word for word in right if len(word) == 1]
    yield from ((word, other) for word in left for other in initials if word[:1] == other)
    for start in range(0, len(left), _ROWS):
        rows = left[start : start + _ROWS]
        apart = cdist(rows, right, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, dtype=np.uint8)
        for here, there in np.argwhere(apart <= _MOST_SLIPS).tolist():
            yield rows[here], right[there]


def _keys(word: str) -> Iterable[str]:
    yield f"w {word}"
    yield f"s {sound(word)}"
    yield from (f"g {given.name}" for given in folded_given_name(word))
