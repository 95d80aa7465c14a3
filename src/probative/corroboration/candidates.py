"""Which texts are worth comparing: those whose MinHash signatures meet in at least one band."""

from collections.abc import Sequence
from typing import Final

from probative.corroboration.alignment import Shingle

SEED: Final = 20261122
"""Pinned: signatures stand next to evidence, and ``tests/corroboration/signatures.json`` holds them to it."""

PERMUTATIONS: Final = 128
BANDS: Final = 128
"""One row a band: two windows that share one shingle in twenty meet with probability 0.998. What meets by chance is
sorted out by exact alignment."""

WINDOW_SHINGLES: Final = 100
"""Signatures are taken over windows of this many shingles, so that one copied paragraph shows in a long text."""


def signature(window: Sequence[Shingle]) -> tuple[int, ...]:
    """Give the MinHash signature of one window: the same on every machine."""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update([" ".join(shingle) for shingle in window])
    return tuple(sketch.digest())


def candidate_pairs(texts: Sequence[Sequence[Shingle]]) -> tuple[tuple[int, int], ...]:
    """Give the pairs of texts that may share a stretch.

    Args:
        texts: The shingles of each text.

    Returns:
        Pairs of positions in ``texts``, the lower first, sorted. Two windows that share a twentieth of their shingles
        are missed once in about 700 times, a tenth practically never; a pair that shares nothing is rarely given.

    Source:
        Broder 1997 (MinHash); banding after Indyk and Motwani 1998, as rensa implements both.
    """
    from rensa import RMinHash, RMinHashLSH

    owners: list[int] = []
    sketches = []
    for number, text in enumerate(texts):
        for start in range(0, len(text), WINDOW_SHINGLES):
            sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
            sketch.update([" ".join(shingle) for shingle in text[start : start + WINDOW_SHINGLES]])
            owners.append(number)
            sketches.append(sketch)
    index = RMinHashLSH(threshold=0.01, num_perm=PERMUTATIONS, num_bands=BANDS)
    index.insert_many(sketches)
    found = set()
    for owner, keys in zip(owners, index.query_all(sketches), strict=True):
        for key in keys:
            other = owners[key]
            if other != owner:
                found.add((min(owner, other), max(owner, other)))
    return tuple(sorted(found))
