"""The logs of other devices that work on the same matter: each log records the others' checkpoints.

A device has a log of its own, for two machines cannot share one without a network. ``device.added`` names the log and
its key; ``device.rotated`` a key that took its place; ``peer.checkpoint`` records what that log had signed when the two
met, with the proof that it only grew since the last time. So each log is a witness of the other: neither can rewrite
what the other has recorded. ``device.revoked`` says how much of a log counts.

Source: docs/format/ledger.md (Devices).
"""

import base64
import binascii
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from probative.base.canonical import Json
from probative.base.errors import StorageError
from probative.custody.casefile import CaseFileError, read_case_file
from probative.custody.errors import DamagedCaseError, NotACaseError
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.entries import Entry, EntryKind
from probative.custody.ledger.log import Log
from probative.custody.ledger.logkeys import HandoverError, LogKeys
from probative.custody.ledger.notes import NoteKey
from probative.custody.ledger.proofs import is_consistent


@dataclass(slots=True)
class Device:
    """What a log says of another: its keys, the checkpoints recorded of it, its last good size."""

    keys: LogKeys
    seen: list[Checkpoint] = field(default_factory=list)
    good: int | None = None

    @property
    def newest(self) -> Checkpoint | None:
        """The checkpoint recorded last."""
        return self.seen[-1] if self.seen else None

    @property
    def beyond(self) -> tuple[Checkpoint, ...]:
        """The checkpoints recorded of it that reach beyond its last good size: they do not count."""
        return tuple(one for one in self.seen if self.good is not None and one.size > self.good)


@dataclass(slots=True)
class Devices:
    """The other logs that a log speaks of, by origin; ``problems`` are entries of it that cannot be true, and why."""

    known: dict[str, Device] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)

    def take(self, index: int, entry: Entry) -> None:
        """Note what an entry says of another log, if it can be true."""
        try:
            if entry.kind == EntryKind.DEVICE_ADDED:
                self._add(entry)
            elif entry.kind == EntryKind.DEVICE_ROTATED:
                self._rotate(entry)
            elif entry.kind == EntryKind.DEVICE_REVOKED:
                self._revoke(entry)
            elif entry.kind == EntryKind.PEER_CHECKPOINT:
                self._record(entry)
        except ValueError as error:
            self.problems[index] = f"{error}."

    def _add(self, entry: Entry) -> None:
        name = str(entry.public.get("log"))
        key = _bytes(entry.public.get("log_key"))
        if name in self.known:
            raise ValueError("It adds a log that was added before")
        NoteKey(name=name, public_key=key)
        self.known[name] = Device(LogKeys(name=name, first=key))

    def _rotate(self, entry: Entry) -> None:
        device = self._device(entry)
        try:
            device.keys = device.keys.followed(entry.public)
        except HandoverError as error:
            raise ValueError(f"It changes no key of that log: {error}") from error

    def _revoke(self, entry: Entry) -> None:
        device, good = self._device(entry), entry.public.get("good")
        if not isinstance(good, int) or isinstance(good, bool) or good < 0:
            raise ValueError("It names no last good size")
        device.good = good if device.good is None else min(good, device.good)

    def _record(self, entry: Entry) -> None:
        device, path = self._device(entry), entry.public.get("path")
        checkpoint = read_checkpoint(str(entry.public.get("note")).encode(), device.keys)
        nodes = [_bytes(node) for node in path] if isinstance(path, list) else None
        if nodes is None:
            raise ValueError("It has no proof")
        if device.good is not None and checkpoint.size > device.good:
            raise ValueError(f"That log was revoked: of it only the first {device.good} entries count")
        before = next((one for one in reversed(device.seen) if one.epoch == checkpoint.epoch), None)
        if before is not None and not is_consistent(
            old_size=before.size,
            old_root=before.root,
            new_size=checkpoint.size,
            new_root=checkpoint.root,
            path=nodes,
        ):
            raise ValueError(f"It does not show that the other log only grew since it had {before.size} entries")
        device.seen.append(checkpoint)

    def _device(self, entry: Entry) -> Device:
        device = self.known.get(str(entry.public.get("log")))
        if device is None:
            raise ValueError("It speaks of a log that was never added")
        return device


def devices_of(said: Iterable[tuple[int, Entry]]) -> Devices:
    """Work out which other logs a log speaks of, from its entries about them, in order."""
    devices = Devices()
    for index, entry in said:
        devices.take(index, entry)
    return devices


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another device's log, read without any key. ``checkpoint`` is the newest that it signed."""

    keys: LogKeys
    log: Log
    checkpoint: Checkpoint

    @property
    def name(self) -> str:
        """The log's name."""
        return self.keys.name

    def handed_over(self, before: Device | None) -> tuple[dict[str, Json], ...]:
        """Give what ``device.rotated`` says of every key that took another's place since ``before``."""
        known = len(before.keys.handovers) if before is not None else 0
        return tuple({"log": self.name, **one.said} for one in self.keys.handovers[known:])

    def record(self, before: Device | None) -> dict[str, Json]:
        """Give what ``peer.checkpoint`` says of it, after what was recorded ``before``."""
        same = [one for one in (before.seen if before is not None else ()) if one.epoch == self.checkpoint.epoch]
        path: Sequence[bytes] = ()
        if same:
            path = self.log.tree.consistency(min(same[-1].size, self.checkpoint.size), self.checkpoint.size)
        return {
            "log": self.name,
            "note": self.checkpoint.note.decode(),
            "path": [base64.b64encode(node).decode() for node in path],
        }


def read_peer(folder: Path) -> Peer:
    """Read another device's log from a copy of its case folder. Needs no key.

    Raises:
        NotACaseError: When there is none.
        DamagedCaseError: When its log is not what its newest checkpoint signs.
        StorageError: When it cannot be read.
    """
    layout = Layout(folder)
    if not layout.case_file.exists():
        raise NotACaseError(f"{folder} holds no case")
    try:
        log = Log(layout)
        keys = read_case_file(layout.case_file.read_bytes()).register(log.said_of_keys).log_keys
        checkpoint = read_checkpoint(layout.checkpoint.read_bytes(), keys)
    except (CaseFileError, CheckpointError) as error:
        raise DamagedCaseError(f"the log in {folder} cannot be read: {error}") from error
    except OSError as error:
        raise StorageError(f"cannot read the log in {folder}: {error.strerror}") from error
    if checkpoint.size > log.size or log.tree.root(checkpoint.size) != checkpoint.root:
        raise DamagedCaseError(f"the log in {folder} is not what its newest checkpoint signs")
    return Peer(keys=keys, log=log, checkpoint=checkpoint)


def disagreements(mine: Log, origin: str, peer: Peer) -> Iterator[str]:
    """Say where two logs contradict what each has recorded of the other.

    Args:
        mine: This case's log.
        origin: Its name.
        peer: The other log.
    """
    for owner, said, told in (("this log", mine, peer.log), ("the other log", peer.log, mine)):
        name = peer.name if owner == "this log" else origin
        device = devices_of(said.said_of_devices).known.get(name)
        for one in device.seen if device is not None else ():
            if one.size > told.size:
                yield f"{owner} has recorded {one.size} entries, of which {told.size} are there"
            elif told.epoch(one.size) == one.epoch and told.tree.root(one.size) != one.root:
                yield f"{owner} has recorded another history of the first {one.size} entries"


def _bytes(text: object) -> bytes:
    try:
        content = base64.b64decode(text if isinstance(text, str) else "", validate=True)
    except binascii.Error as error:
        raise ValueError("A value is not base64") from error
    if len(content) != 32 or base64.b64encode(content).decode() != text:
        raise ValueError("A value is not 32 bytes in base64")
    return content
