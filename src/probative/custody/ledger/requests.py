"""What a case asks of a witness: the size that the witness saw last, the proof from there, and the new checkpoint.

Source: C2SP tlog-witness (c2sp.org/tlog-witness), the body of ``add-checkpoint``; carried by hand instead of by HTTP.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

_MOST_LINES = 63
_OLD = re.compile(r"old (0|[1-9][0-9]{0,15})")
LARGEST_BYTES = 16_384
"""No request is longer: 63 hashes and a signed checkpoint are under six thousand bytes."""


class RequestError(ValueError):
    """The bytes are no request to a witness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessRequest:
    """``path`` proves that the first ``old_size`` entries are the beginning of what ``note`` signs."""

    old_size: int
    path: tuple[bytes, ...]
    note: bytes


def write_request(*, old_size: int, path: Sequence[bytes], note: bytes) -> bytes:
    """Write a request as a witness reads it."""
    lines = [f"old {old_size}", *(base64.b64encode(each).decode() for each in path), ""]
    return "\n".join(lines).encode() + b"\n" + note


def read_request(content: bytes) -> WitnessRequest:
    """Read a request, demanding the format to the letter. The note in it is not looked at.

    Raises:
        RequestError: When it is none.
    """
    if len(content) > LARGEST_BYTES:
        raise RequestError(f"longer than {LARGEST_BYTES} bytes")
    head, blank, note = content.partition(b"\n\n")
    try:
        first, *rest = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise RequestError("its head is not ASCII") from error
    match = _OLD.fullmatch(first)
    if match is None or not blank:
        raise RequestError("it does not begin with the size that the witness saw last, and an empty line")
    if len(rest) > _MOST_LINES:
        raise RequestError(f"more than {_MOST_LINES} lines of proof")
    return WitnessRequest(old_size=int(match.group(1)), path=tuple(_hash(line) for line in rest), note=note)


def _hash(line: str) -> bytes:
    try:
        content = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RequestError("a line of proof that is not base64") from error
    if len(content) != 32 or base64.b64encode(content).decode() != line:
        raise RequestError("a line of proof that is not 32 bytes in base64")
    return content
