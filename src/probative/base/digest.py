"""SHA-256 digests: of bytes, and of streams too big to hold."""

import hashlib
from collections.abc import Callable
from typing import NewType

Digest = NewType("Digest", str)
"""Lower-case hex SHA-256, 64 characters."""

BLOCK_BYTES = 1 << 20
"""How much of a stream is held at a time: 1 MiB, the vault's segment size."""


def digest_of(content: bytes) -> Digest:
    """Give the SHA-256 of ``content``."""
    return Digest(hashlib.sha256(content).hexdigest())


def digest_of_stream(read: Callable[[int], bytes]) -> tuple[Digest, int]:
    """Give the SHA-256 and the length of everything ``read`` yields.

    Args:
        read: A function like ``BinaryIO.read``; empty bytes end the stream.

    Returns:
        The digest and the number of bytes read.
    """
    state = hashlib.sha256()
    size_bytes = 0
    while block := read(BLOCK_BYTES):
        state.update(block)
        size_bytes += len(block)
    return Digest(state.hexdigest()), size_bytes


def is_digest(text: str) -> bool:
    """Whether ``text`` is 64 lower-case hex digits."""
    return len(text) == 64 and all(character in "0123456789abcdef" for character in text)
