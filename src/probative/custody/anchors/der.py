"""The few words of DER that a request for a time stamp is made of, and one repair that changes nothing signed.

Source: ITU-T X.690; RFC 3161 section 2.4.1; RFC 5652 section 5.1.
"""

from collections.abc import Iterator

_SEQUENCE = 0x30
_CERTIFICATES = 0xA0
_SHA256 = bytes.fromhex("0609608648016503040201")
_NULL = b"\x05\x00"
_TRUE = b"\x01\x01\xff"


class DerError(ValueError):
    """The bytes are not DER of the shape that is looked for."""


def timestamp_request(digest: bytes, nonce: int) -> bytes:
    """Write an RFC 3161 request: a SHA-256 digest, a nonce, and the wish for the authority's certificate.

    Args:
        digest: 32 bytes. Nothing else about what was hashed is in the request.
        nonce: Positive; the reply must repeat it.
    """
    algorithm = _element(_SEQUENCE, _SHA256 + _NULL)
    imprint = _element(_SEQUENCE, algorithm + _element(0x04, digest))
    number = nonce.to_bytes(nonce.bit_length() // 8 + 1, "big")
    return _element(_SEQUENCE, b"\x02\x01\x01" + imprint + _element(0x02, number) + _TRUE)


def is_one_element(content: bytes) -> bool:
    """Whether the bytes are one element of DER from the first to the last: nothing cut, nothing after it."""
    try:
        return _extent(content, 0, len(content))[1] == len(content)
    except DerError:
        return False


def with_certificates_in_order(reply: bytes) -> bytes:
    """Give a reply with the set of certificates sorted as DER wants it. They are not signed; nothing else changes.

    Raises:
        DerError: When the bytes are no granted reply.
    """
    start, end = _inside(reply, 0, len(reply), _SEQUENCE)
    *_, token = _elements(reply, start, end)
    start, end = _inside(reply, *token, _SEQUENCE)
    *_, content = _elements(reply, start, end)
    start, end = _inside(reply, *content, _CERTIFICATES)
    start, end = _inside(reply, start, end, _SEQUENCE)
    for first, last in _elements(reply, start, end):
        if reply[first] == _CERTIFICATES:
            start, end = _inside(reply, first, last, _CERTIFICATES)
            each = sorted(reply[one:other] for one, other in _elements(reply, start, end))
            return reply[:start] + b"".join(each) + reply[end:]
    raise DerError("no certificates in it")


def _element(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def _elements(content: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        _, stop = _extent(content, start, end)
        yield start, stop
        start = stop


def _inside(content: bytes, start: int, end: int, tag: int) -> tuple[int, int]:
    first, stop = _extent(content, start, end)
    if content[start] != tag or stop != end:
        raise DerError(f"no element of type {tag:#x} where one should be")
    return first, stop


def _extent(content: bytes, start: int, end: int) -> tuple[int, int]:
    """Give where an element's content begins and ends."""
    if start + 2 > end:
        raise DerError("an element that is cut")
    first, length = start + 2, content[start + 1]
    if length & 0x80:
        count = length & 0x7F
        if not 1 <= count <= 4 or first + count > end:
            raise DerError("a length that is none")
        length, first = int.from_bytes(content[first : first + count], "big"), first + count
    if first + length > end:
        raise DerError("an element that is cut")
    return first, first + length
