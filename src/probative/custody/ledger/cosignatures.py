"""Cosignatures: a witness's word that it saw this checkpoint at that time, after the ones it saw before.

Source: C2SP tlog-cosignature (c2sp.org/tlog-cosignature), ``cosignature/v1``: the signature covers the time and the
whole text of the checkpoint.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from probative.custody.ledger.checkpoints import Checkpoint, read_checkpoint
from probative.custody.ledger.logkeys import LogKeys
from probative.custody.ledger.notes import COSIGNATURE, NoteError, NoteKey, Signature, read_signature, signature_line
from probative.custody.ledger.signatures import is_signed

_TIME_BYTES = 8
_LAST_SECOND = 253_402_300_799
"""The last second of the year 9999: no clock of ours goes further."""


class CosignatureError(ValueError):
    """The line is no cosignature of that witness over that checkpoint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosigned:
    """A checkpoint that a witness saw at ``time``. ``content`` is the note with the witness's line after the log's."""

    checkpoint: Checkpoint
    witness: NoteKey
    time: datetime
    content: bytes


def cosign(checkpoint: Checkpoint, *, witness: NoteKey, time: datetime, sign: Callable[[bytes], bytes]) -> Cosigned:
    """Sign that ``witness`` saw the checkpoint at ``time``, which counts in whole seconds.

    Raises:
        ValueError: When the key is no witness's, or the time has no place in the format.
    """
    if witness.algorithm != COSIGNATURE:
        raise ValueError("not a witness's key")
    seconds = int(time.timestamp())
    if not 0 <= seconds <= _LAST_SECOND:
        raise ValueError(f"not a time that a cosignature can say: {time}")
    content = seconds.to_bytes(_TIME_BYTES, "big") + sign(_message(_text(checkpoint), seconds))
    line = signature_line(witness, content)
    return read_cosigned(checkpoint.note + line.encode(), log=None, witness=witness, checkpoint=checkpoint)


def line_of(cosigned: Cosigned) -> bytes:
    """Give the witness's line alone, its newline included: what a witness answers."""
    return cosigned.content[len(cosigned.checkpoint.note) :]


def read_cosigned(
    content: bytes, *, log: NoteKey | LogKeys | None, witness: NoteKey, checkpoint: Checkpoint | None = None
) -> Cosigned:
    """Read a checkpoint with one witness's line after the log's own, demanding both to hold and nothing else.

    Args:
        content: The bytes.
        log: The key that signed the checkpoint; may be ``None`` where ``checkpoint`` is given, which was read before.
        witness: Whose line it must be.
        checkpoint: The checkpoint, where it is known already.

    Raises:
        CosignatureError: When the line is not the witness's, does not hold, or is not in its one spelling.
        CheckpointError: When the part before it is no checkpoint of the log.
    """
    note, line = _parts(content)
    if checkpoint is None:
        if log is None:
            raise ValueError("a checkpoint or the key to read one")
        checkpoint = read_checkpoint(note, log)
    elif checkpoint.note != note:
        raise CosignatureError("it is on another checkpoint")
    try:
        signature = read_signature(line)
    except NoteError as error:
        raise CosignatureError(str(error)) from error
    seconds = _require(signature, witness, _text(checkpoint))
    return Cosigned(checkpoint=checkpoint, witness=witness, time=datetime.fromtimestamp(seconds, UTC), content=content)


def _require(signature: Signature, witness: NoteKey, text: bytes) -> int:
    if signature.name != witness.name or signature.key_id != witness.id:
        raise CosignatureError(f"signed by {signature.name!r}, whose key is not the one of {witness.name!r}")
    if len(signature.content) != _TIME_BYTES + 64:
        raise CosignatureError(f"of {len(signature.content)} bytes, where a time and a signature have 72")
    seconds = int.from_bytes(signature.content[:_TIME_BYTES], "big")
    if seconds > _LAST_SECOND:
        raise CosignatureError("its time is beyond the year 9999")
    if not is_signed(_message(text, seconds), signature.content[_TIME_BYTES:], witness.public_key):
        raise CosignatureError("its signature does not hold over this checkpoint and its time")
    return seconds


def _parts(content: bytes) -> tuple[bytes, str]:
    whole, newline, rest = content.rpartition(b"\n")
    note, last, line = whole.rpartition(b"\n")
    if not newline or rest or not last:
        raise CosignatureError("not a note that ends in a witness's line")
    try:
        return note + b"\n", line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CosignatureError("not UTF-8") from error


def _message(text: bytes, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n".encode() + text


def _text(checkpoint: Checkpoint) -> bytes:
    return checkpoint.note.rpartition(b"\n\n")[0] + b"\n"
