"""Checking inclusion and consistency proofs.

Source: RFC 9162 sections 2.1.3.2 and 2.1.4.2 (the same proofs as RFC 6962, with the algorithm that checks them).
"""

from collections.abc import Sequence

from probative.custody.ledger.merkle import node_hash


def is_included(*, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether ``path`` proves that ``leaf`` stands at ``index`` in the tree of ``size`` leaves with that root."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for neighbour in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(neighbour, found)
            while place and not place & 1:
                place >>= 1
                last >>= 1
        else:
            found = node_hash(found, neighbour)
        place >>= 1
        last >>= 1
    return last == 0 and found == root


def is_consistent(*, old_size: int, old_root: bytes, new_size: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether ``path`` proves that the tree of ``old_size`` leaves is the beginning of the one of ``new_size``."""
    if old_size == new_size and old_size > 0:
        return not path and old_root == new_root
    return roots_on(old_size=old_size, old_root=old_root, new_size=new_size, path=path) == (old_root, new_root)


def roots_on(
    *, old_size: int, old_root: bytes | None, new_size: int, path: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """Give the two roots that ``path`` is a proof of consistency between; ``None`` where it is none of that length.

    Args:
        old_size: How many leaves the older tree has, fewer than the newer.
        old_root: Its root, which the path leaves out where ``old_size`` is a power of two; ``None`` where it is not
            known: then nothing is given for such a size.
        new_size: How many leaves the newer tree has.
        path: The proof.
    """
    if not 0 < old_size < new_size:
        return None
    rest = list(path)
    if old_size & (old_size - 1) == 0:
        if old_root is None:
            return None
        rest.insert(0, old_root)
    if not rest:
        return None
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place >>= 1
        last >>= 1
    old_found = new_found = rest[0]
    for neighbour in rest[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old_found = node_hash(neighbour, old_found)
            new_found = node_hash(neighbour, new_found)
            while place and not place & 1:
                place >>= 1
                last >>= 1
        else:
            new_found = node_hash(new_found, neighbour)
        place >>= 1
        last >>= 1
    return (old_found, new_found) if last == 0 else None
