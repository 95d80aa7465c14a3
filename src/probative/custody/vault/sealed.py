"""One object's bytes, sealed: padded, cut into segments, each encrypted under the object's own key.

Before encryption an object is its SHA-256 (32 bytes), its size (8 bytes), its content, and zeroes up to a size that
tells little. A segment holds 1 MiB of that. Nonces count segments and mark the last one; a key seals one object only,
so no nonce is ever used twice under one key.

Source: docs/format/vault.md; the segment scheme is that of age (C2SP age, "STREAM"); Padmé: Nikitin et al., "Reducing
Metadata Leakage from Encrypted Files and Communication with PURBs", PoPETs 2019.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEGMENT_BYTES = 1 << 20
TAG_BYTES = 16
KEY_BYTES = 32
HEAD_BYTES = 40
SMALLEST_BYTES = 256
_FORMAT = b"probative/object@1"

Buffer: TypeAlias = "bytes | memoryview"
"""Bytes that are only read."""


class SealBrokenError(ValueError):
    """The bytes do not decrypt under this key, or are cut, swapped or reordered."""


def padded(size_bytes: int) -> int:
    """Give the size to which ``size_bytes`` is padded: at most 12 % more, from a small set of sizes (Padmé)."""
    if size_bytes <= SMALLEST_BYTES:
        return SMALLEST_BYTES
    exponent = size_bytes.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    mask = (1 << free_bits) - 1
    return (size_bytes + mask) & ~mask


def sealed_size(size_bytes: int) -> int:
    """Give how many bytes an object of ``size_bytes`` takes in a pack."""
    total = padded(HEAD_BYTES + size_bytes)
    return total + TAG_BYTES * segment_count(total)


def segment_count(total: int) -> int:
    """Give how many segments ``total`` padded bytes make."""
    return -(-total // SEGMENT_BYTES)


def total_of(sealed_bytes: int) -> int:
    """Give the padded size of an object that takes ``sealed_bytes`` in a pack.

    Raises:
        SealBrokenError: When no object takes exactly that many.
    """
    total = sealed_bytes - TAG_BYTES * -(-sealed_bytes // (SEGMENT_BYTES + TAG_BYTES))
    if total < SMALLEST_BYTES or total + TAG_BYTES * segment_count(total) != sealed_bytes:
        raise SealBrokenError("a length that no object has")
    return total


def nonce(number: int, *, is_last: bool) -> bytes:
    """Give the nonce of segment ``number``, counted from 0: eleven bytes of counter, one byte that marks the last."""
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")


def associated(number: int) -> bytes:
    """Give what is authenticated beside segment ``number``: the format and the number."""
    return _FORMAT + number.to_bytes(8, "big")


def seal(key: bytes, digest: bytes, size_bytes: int, read: Callable[[int], Buffer]) -> Iterator[bytes]:
    """Encrypt an object, segment by segment.

    Args:
        key: 32 random bytes that never sealed anything before.
        digest: The SHA-256 of the content, 32 bytes.
        size_bytes: The content's length. What ``read`` gives beyond it is not asked for.
        read: Gives up to that many further bytes of the content; fewer only at its end.
    """
    cipher = AESGCM(key)
    total = padded(HEAD_BYTES + size_bytes)
    last = segment_count(total) - 1
    left = size_bytes
    head = digest + size_bytes.to_bytes(8, "big")
    for number in range(last + 1):
        room = min(SEGMENT_BYTES, total - number * SEGMENT_BYTES)
        wanted = min(left, room - len(head))
        content = read(wanted) if wanted else b""
        left -= wanted
        is_full = len(content) == room
        plain = content if is_full else b"".join((head, content, bytes(room - len(head) - len(content))))
        head = b""
        yield cipher.encrypt(nonce(number, is_last=number == last), plain, associated(number))


def unseal(cipher: AESGCM, number: int, sealed: bytes, *, is_last: bool) -> bytes:
    """Decrypt one segment.

    Raises:
        SealBrokenError: When it is not that segment of that object.
    """
    try:
        return cipher.decrypt(nonce(number, is_last=is_last), sealed, associated(number))
    except InvalidTag as error:
        raise SealBrokenError(f"segment {number} does not decrypt") from error


def unseal_into(cipher: AESGCM, number: int, sealed: memoryview, plain: memoryview, *, is_last: bool) -> None:
    """Decrypt one segment into a buffer of exactly its length, for whoever reads much and keeps nothing.

    Raises:
        SealBrokenError: When it is not that segment of that object.
    """
    try:
        cipher.decrypt_into(nonce(number, is_last=is_last), sealed, associated(number), plain)
    except InvalidTag as error:
        raise SealBrokenError(f"segment {number} does not decrypt") from error


def read_head(plain: bytes, total: int) -> tuple[bytes, int]:
    """Give the digest and the size that stand at the start of an object.

    Raises:
        SealBrokenError: When the size does not fit the object.
    """
    size_bytes = int.from_bytes(plain[32:HEAD_BYTES], "big")
    if padded(HEAD_BYTES + size_bytes) != total:
        raise SealBrokenError("a size that does not fit the object")
    return plain[:32], size_bytes
