"""The append-only tree over a case's entries.

Source: RFC 6962 section 2.1 (SHA-256; a leaf is hashed with 0x00 before it, a node with 0x01).
"""

import hashlib
from abc import ABC, abstractmethod

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """Hash an entry's bytes into a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours into the node above them."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Subtrees(ABC):
    """Roots and proofs of a growing log, worked out from its complete subtrees, wherever those are kept."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many leaves the tree has."""

    @abstractmethod
    def _complete(self, level: int, number: int) -> bytes:
        """Give the root of the ``number``-th subtree of ``2**level`` leaves, all of which are there."""

    def root(self, size: int | None = None) -> bytes:
        """Give the root of the first ``size`` leaves; of all when ``size`` is ``None``.

        Raises:
            ValueError: When the tree never had that size.
        """
        size = self.size if size is None else size
        self._require(size)
        return self._over(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """Give the audit path of leaf ``index`` in the tree of the first ``size`` leaves, the leaf's sibling first.

        Source: RFC 6962 section 2.1.1.
        """
        self._require(size)
        if not 0 <= index < size:
            raise ValueError(f"no leaf {index} in a tree of {size}")
        path: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency(self, old_size: int, new_size: int) -> tuple[bytes, ...]:
        """Give the proof that the first ``old_size`` leaves are the beginning of the first ``new_size``.

        Source: RFC 6962 section 2.1.2.
        """
        self._require(new_size)
        if not 0 <= old_size <= new_size:
            raise ValueError(f"{old_size} leaves are no beginning of {new_size}")
        if old_size in (0, new_size):
            return ()
        path: list[bytes] = []
        start, end, old_end, is_whole = 0, new_size, old_size, True
        while end != old_end:
            middle = start + _split(end - start)
            if old_end <= middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start, is_whole = middle, False
        if not is_whole:
            path.append(self._over(start, end))
        return tuple(reversed(path))

    def _over(self, start: int, end: int) -> bytes:
        count = end - start
        if count & (count - 1) == 0:
            return self._complete(count.bit_length() - 1, start // count)
        middle = start + _split(count)
        return node_hash(self._over(start, middle), self._over(middle, end))

    def _require(self, size: int) -> None:
        if not 0 <= size <= self.size:
            raise ValueError(f"the tree has {self.size} leaves, not {size}")


class Tree(Subtrees):
    """All complete subtrees of a growing log, so that any root or proof takes a few hashes.

    Level 0 holds the leaf hashes, level ``k`` the roots of the complete subtrees of ``2**k`` leaves, left to right: 64
    bytes a leaf in memory.
    """

    def __init__(self) -> None:
        self._levels: list[bytearray] = [bytearray()]

    @property
    def size(self) -> int:
        """How many leaves the tree has."""
        return len(self._levels[0]) // HASH_BYTES

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the end."""
        level = 0
        node = leaf
        while True:
            if level == len(self._levels):
                self._levels.append(bytearray())
            row = self._levels[level]
            row += node
            if len(row) % (2 * HASH_BYTES):
                return
            node = hashlib.sha256(b"\x01" + row[-2 * HASH_BYTES :]).digest()
            level += 1

    def leaf(self, index: int) -> bytes:
        """Give the hash of the leaf at ``index``."""
        self._require(index + 1)
        return self._complete(0, index)

    def _complete(self, level: int, number: int) -> bytes:
        return bytes(self._levels[level][number * HASH_BYTES : (number + 1) * HASH_BYTES])

    def nodes(self, level: int, start: int, count: int) -> bytes:
        """Give the roots of ``count`` complete subtrees of ``2**level`` leaves, from the ``start``-th on, in a row."""
        return bytes(self._levels[level][start * HASH_BYTES : (start + count) * HASH_BYTES])


def root_of(leaves: list[bytes]) -> bytes:
    """Give the root over a few leaf hashes at once, without keeping a tree."""
    if not leaves:
        return EMPTY_ROOT
    sha256 = hashlib.sha256
    row = leaves
    while len(row) > 1:
        # An odd last node is carried up unhashed, which gives RFC 6962's tree: the split is at a power of two.
        above = [sha256(b"\x01" + row[at] + row[at + 1]).digest() for at in range(0, len(row) - 1, 2)]
        if len(row) % 2:
            above.append(row[-1])
        row = above
    return row[0]


def _split(count: int) -> int:
    return 1 << ((count - 1).bit_length() - 1)
