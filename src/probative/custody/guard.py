"""What this machine remembers of a case, outside its folder: what it saw signed, so that an older copy shows.

One file a case: the newest checkpoint, earlier ones, thinned out, and the handovers of the log's key that it takes to
read them. The newest alone finds every copy that lacks it; the earlier ones say how far another history agrees, and are
evidence where one log signed two. A checkpoint alone, as it was signed, is such a memory too.

Source: docs/format/ledger.md (The guard).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from probative.base import canonical
from probative.base.canonical import NotCanonicalError
from probative.base.fs import Disk
from probative.custody.casefile import CaseFile
from probative.custody.layout import guard_file
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.log import Log
from probative.custody.ledger.logkeys import HandoverError, LogKeys

_FORMAT = "probative/seen@1"
_NEWEST_KEPT = 8
"""So many of the newest checkpoints are kept whatever lies between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a machine remembers: the log's keys as far as it knows them, and checkpoints, the newest last."""

    keys: LogKeys
    checkpoints: tuple[Checkpoint, ...]

    @property
    def newest(self) -> Checkpoint:
        """The checkpoint that was signed last."""
        return self.checkpoints[-1]


def seen_here(guards: Path, case_file: CaseFile, log_keys: LogKeys) -> Seen | None:
    """Give what this machine remembers of a case; ``None`` where that is nothing.

    Args:
        guards: Where it remembers.
        case_file: Of which case.
        log_keys: The log's keys as the case tells them, for where this machine remembers no more.

    Raises:
        CheckpointError: When what it remembers is no checkpoint of this case.
        OSError: When it cannot be read.
    """
    try:
        content = guard_file(guards, case_file.origin).read_bytes()
    except FileNotFoundError:
        return None
    if not content.startswith(b"{"):
        return Seen(keys=log_keys, checkpoints=(read_checkpoint(content, log_keys),))
    return _history(content, case_file)


def remember(
    guards: Path, case_file: CaseFile, log: Log, before: Seen | None, signed: Checkpoint, *, disk: Disk
) -> Seen:
    """Remember a checkpoint that was signed just now; give all that is remembered then.

    Of the earlier ones those stay which the log holds; a history that was given up stands in the ledger.

    Args:
        guards: Where this machine remembers.
        case_file: Of which case.
        log: Its log, which holds what was signed.
        before: What was remembered last, as the one writer of this case knows it.
        signed: The new checkpoint.
        disk: Where it is written.

    Raises:
        StorageError: When the disk refuses.
    """
    log_keys = case_file.register(log.said_of_keys).log_keys
    held = [one for one in before.checkpoints if is_held(log, one)] if before is not None else []
    kept = tuple(thinned([one for one in held if one.size < signed.size], signed))
    content = canonical.encode(
        {
            "checkpoints": [one.note.decode() for one in kept],
            "format": _FORMAT,
            "handovers": [dict(one.said) for one in log_keys.handovers],
        }
    )
    disk.make_folder(guards)
    disk.replace(guard_file(guards, case_file.origin), content)
    return Seen(keys=log_keys, checkpoints=kept)


def recalled(guards: Path, case_file: CaseFile, log: Log) -> Seen | None:
    """Give what this machine remembers, as ``seen_here``; ``None`` also where that is broken or cannot be read.

    What was broken was reason enough to refuse the case, unless a person said that it was put back.
    """
    try:
        return seen_here(guards, case_file, case_file.register(log.said_of_keys).log_keys)
    except (CheckpointError, OSError):
        return None


def remembered_size(guards: Path, origin: str) -> int:
    """Give how many entries the newest checkpoint speaks of that this machine remembers; 0 where there is none.

    Nothing is verified: ``seen_here`` does that.
    """
    try:
        content = guard_file(guards, origin).read_text(encoding="utf-8")
        note = str(json.loads(content)["checkpoints"][-1]) if content.startswith("{") else content
        return int(note.split("\n")[1])
    except (OSError, ValueError, LookupError, TypeError):
        return 0


def thinned(earlier: Sequence[Checkpoint], newest: Checkpoint) -> list[Checkpoint]:
    """Choose which checkpoints to remember: bounded in number, the closer the newer.

    The newest eight stay. Of the others, the first and the last at each distance from 2^n to 2^(n+1) entries: between
    any that was ever seen and the newest there stays one that is at least half as far.
    """
    older, recent = list(earlier[: 1 - _NEWEST_KEPT]), list(earlier[1 - _NEWEST_KEPT :])
    kept: dict[int, list[Checkpoint]] = {}
    for one in older:
        band = kept.setdefault((newest.size - one.size).bit_length(), [])
        band[1:] = [one]
    return [*(one for band in kept.values() for one in band), *recent, newest]


def is_held(log: Log, checkpoint: Checkpoint) -> bool:
    """Whether a log holds what a checkpoint signs, in that epoch."""
    return (
        checkpoint.size <= log.size
        and log.epoch(checkpoint.size) == checkpoint.epoch
        and log.tree.root(checkpoint.size) == checkpoint.root
    )


def _history(content: bytes, case_file: CaseFile) -> Seen:
    try:
        value = canonical.decode(content)
    except NotCanonicalError as error:
        raise CheckpointError(f"it is {error}") from error
    names = {"checkpoints", "format", "handovers"}
    if not isinstance(value, dict) or set(value) != names or value["format"] != _FORMAT:
        raise CheckpointError(f"it is not of the format {_FORMAT}")
    keys = LogKeys(name=case_file.origin, first=case_file.log_public_key)
    handovers, notes = value["handovers"], value["checkpoints"]
    if not isinstance(handovers, list) or not isinstance(notes, list) or not notes:
        raise CheckpointError("it lists no checkpoints")
    try:
        for said in handovers:
            keys = keys.followed(said if isinstance(said, dict) else {})
    except HandoverError as error:
        raise CheckpointError(f"a handover in it does not hold: {error}") from error
    return Seen(keys=keys, checkpoints=tuple(read_checkpoint(str(note).encode(), keys) for note in notes))
