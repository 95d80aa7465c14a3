"""Checkpoints: the log's signed word about how long it is and what it holds.

Source: C2SP tlog-checkpoint (c2sp.org/tlog-checkpoint); docs/format/ledger.md.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass

from probative.custody.ledger.logkeys import LogKeys
from probative.custody.ledger.notes import Note, NoteKey, is_signed_by, read_note, sign_note

_EPOCH = re.compile(r"[1-9][0-9]{0,5}")
_FIRST = 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


class CheckpointError(ValueError):
    """The bytes are no checkpoint of this log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The first ``size`` entries of the log ``origin`` have this root. ``note`` is the signed text as it stands.

    ``origin`` is the name that was signed: a log that was opened again from a backup signs under its name and the
    number of its epoch, so that nobody takes the two histories for one. ``epoch`` is 1 before that ever happened.
    """

    origin: str
    size: int
    root: bytes
    note: bytes
    epoch: int = _FIRST


def epoch_key(key: NoteKey, epoch: int) -> NoteKey:
    """Give the log's key under the name that it has in an epoch: its own in the first, later with the number."""
    return key if epoch == _FIRST else NoteKey(name=f"{key.name}/{epoch}", public_key=key.public_key)


def sign_checkpoint(
    *, key: NoteKey, size: int, root: bytes, sign: Callable[[bytes], bytes], epoch: int = _FIRST
) -> Checkpoint:
    """Sign a checkpoint with the log's key, whose name is the log's origin, in an epoch of that log."""
    named = epoch_key(key, epoch)
    text = f"{named.name}\n{size}\n{base64.b64encode(root).decode()}\n"
    return Checkpoint(origin=named.name, size=size, root=root, note=sign_note(text, key=named, sign=sign), epoch=epoch)


def read_checkpoint(content: bytes, key: NoteKey | LogKeys) -> Checkpoint:
    """Read a checkpoint that one key of its log alone signed, in any epoch, as Probative keeps them on disk.

    Args:
        content: The bytes.
        key: The log's key; or all of them: then the one that signs that size.

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
    signer = key.at(int(lines[1])) if isinstance(key, LogKeys) else key
    epoch = _epoch(lines[0], signer)
    if len(root) != 32 or base64.b64encode(root).decode() != lines[2]:
        raise CheckpointError("its root is not 32 bytes in base64")
    if len(note.signatures) != 1 or not is_signed_by(note, epoch_key(signer, epoch)):
        raise CheckpointError("its signature does not hold")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root, note=content, epoch=epoch)


def _epoch(origin: str, key: NoteKey) -> int:
    if origin == key.name:
        return _FIRST
    name, slash, number = origin.rpartition("/")
    if not slash or name != key.name or not _EPOCH.fullmatch(number) or int(number) == _FIRST:
        raise CheckpointError(f"of another log, {origin!r}")
    return int(number)
