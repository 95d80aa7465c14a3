"""Checkpoints: the log's signed word about how long it is and what it holds.

Source: C2SP tlog-checkpoint (c2sp.org/tlog-checkpoint); docs/format/ledger.md.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass

from probative.custody.ledger.notes import Note, NoteKey, is_signed_by, read_note, sign_note

_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


class CheckpointError(ValueError):
    """The bytes are no checkpoint of this log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The first ``size`` entries of the log ``origin`` have this root. ``note`` is the signed text as it stands."""

    origin: str
    size: int
    root: bytes
    note: bytes


def sign_checkpoint(*, key: NoteKey, size: int, root: bytes, sign: Callable[[bytes], bytes]) -> Checkpoint:
    """Sign a checkpoint with the log's key, whose name is the log's origin."""
    text = f"{key.name}\n{size}\n{base64.b64encode(root).decode()}\n"
    return Checkpoint(origin=key.name, size=size, root=root, note=sign_note(text, key=key, sign=sign))


def read_checkpoint(content: bytes, key: NoteKey) -> Checkpoint:
    """Read a checkpoint that ``key`` alone signed, as Probative keeps them on disk.

    Raises:
        CheckpointError: When it is not one, its origin is another, the signature fails, or there are other lines.
    """
    try:
        note: Note = read_note(content)
        lines = note.text.split("\n")
        if len(lines) != 4 or not _SIZE.fullmatch(lines[1]):
            raise CheckpointError("not three lines of origin, size and root")
        root = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError) as error:
        raise CheckpointError(str(error)) from error
    if lines[0] != key.name:
        raise CheckpointError(f"of another log, {lines[0]!r}")
    if len(root) != 32 or base64.b64encode(root).decode() != lines[2]:
        raise CheckpointError("its root is not 32 bytes in base64")
    if len(note.signatures) != 1 or not is_signed_by(note, key):
        raise CheckpointError("its signature does not hold")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root, note=content)
