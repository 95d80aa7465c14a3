"""The log on disk: segments of frames, read whole, grown at the end.

Source: docs/format/ledger.md.
"""

import os
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from probative.base.fs import Appender, Disk
from probative.custody.frames import HEAD_BYTES, Scan, frame, scan
from probative.custody.layout import Layout
from probative.custody.ledger.entries import Entry, EntryError, EntryKind, read_entry
from probative.custody.ledger.merkle import Tree, leaf_hash

SEGMENT_BYTES = 1 << 26
"""A segment takes no more entries once it has this size: 64 MiB, so that reading one needs little memory."""

_OF_KEYS = ("root.changed", "key.added", "key.rotated", "key.revoked")
_OF_DEVICES = ("device.added", "device.rotated", "device.revoked", "peer.checkpoint")
_OF_SHREDS = ("shred.ordered", "object.shredded")
_OF_SCREENS = ("identity.screened",)
_KEPT_IN_MIND = ("vault.restored", *_OF_KEYS, *_OF_DEVICES, *_OF_SHREDS, *_OF_SCREENS)
_MARKS = tuple(f'"t":"{kind}"'.encode() for kind in _KEPT_IN_MIND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn:
    """A segment's end that is no whole frame."""

    path: Path
    good_bytes: int
    size_bytes: int
    is_last: bool


class Log:
    """The entries of a case, as bytes, and the tree over them."""

    def __init__(self, layout: Layout, *, segment_bytes: int = SEGMENT_BYTES) -> None:
        self.tree = Tree()
        self._layout = layout
        self._segment_bytes = segment_bytes
        self._segments: list[Path] = []
        self._places: list[tuple[array[int], array[int]]] = []
        self._torn: list[Torn] = []
        self._marked: list[tuple[int, Entry]] = []
        self._appender: Appender | None = None
        self._read_segments()

    @property
    def size(self) -> int:
        """How many entries the log holds."""
        return self.tree.size

    @property
    def restored(self) -> tuple[tuple[int, Entry], ...]:
        """The entries that say that the case was opened again from a backup, each with its index."""
        return tuple(one for one in self._marked if one[1].kind == EntryKind.VAULT_RESTORED)

    @property
    def said_of_keys(self) -> tuple[tuple[int, Entry], ...]:
        """The entries that say which keys count, each with its index."""
        return tuple(one for one in self._marked if one[1].kind in _OF_KEYS)

    @property
    def said_of_devices(self) -> tuple[tuple[int, Entry], ...]:
        """The entries that speak of other devices' logs, each with its index."""
        return tuple(one for one in self._marked if one[1].kind in _OF_DEVICES)

    @property
    def said_of_shreds(self) -> tuple[tuple[int, Entry], ...]:
        """The entries that order a shred or say that one was carried out, each with its index."""
        return tuple(one for one in self._marked if one[1].kind in _OF_SHREDS)

    @property
    def said_of_screens(self) -> tuple[tuple[int, Entry], ...]:
        """The entries that say how sealed names are found, each with its index."""
        return tuple(one for one in self._marked if one[1].kind in _OF_SCREENS)

    def epoch(self, size: int) -> int:
        """Say in which epoch a checkpoint of the first ``size`` entries is signed: 1 before any backup was opened."""
        said = [entry.public.get("epoch") for index, entry in self.restored if index < size]
        return said[-1] if said and isinstance(said[-1], int) else 1

    @property
    def torn(self) -> tuple[Torn, ...]:
        """The ends of segments that are no whole frames."""
        return tuple(self._torn)

    def contents(self, start: int = 0) -> Iterator[bytes]:
        """Give the bytes of every entry from ``start`` on, in order.

        Raises:
            OSError: When a segment cannot be read.
        """
        passed = 0
        for path, (starts, ends) in zip(list(self._segments), list(self._places), strict=True):
            count = len(starts)
            if passed + count > start:
                first = max(0, start - passed)
                yield from _slices(path, starts[first:count], ends[first:count])
            passed += count

    def content(self, index: int) -> bytes:
        """Give the bytes of the entry at ``index``.

        Raises:
            IndexError: When there is no such entry.
        """
        if not 0 <= index < self.size:
            raise IndexError(f"the log has {self.size} entries, none at {index}")
        return next(iter(self.contents(index)))

    def segment_of(self, index: int) -> Path:
        """Give the segment in which the entry at ``index`` stands.

        Raises:
            IndexError: When there is no such entry.
        """
        left = index
        for path, (starts, _) in zip(self._segments, self._places, strict=True):
            if left < len(starts):
                return path
            left -= len(starts)
        raise IndexError(f"the log has {self.size} entries, none at {index}")

    def append(self, contents: Sequence[bytes], disk: Disk) -> None:
        """Add entries; when it returns they survive a power cut.

        Raises:
            StorageError: When the disk refuses. None of them is acknowledged then.
        """
        appender = self._open_end(disk)
        start = appender.size_bytes
        appender.write(b"".join(frame(content) for content in contents))
        appender.sync()
        starts, ends = self._places[-1]
        for content in contents:
            start += HEAD_BYTES
            starts.append(start)
            start += len(content)
            ends.append(start)
            if _is_marked(content):
                self._note_marked(content)
            self.tree.append(leaf_hash(content))

    def take_back(self) -> None:
        """Cut what a failed ``append`` left, so that the log can be added to again.

        Raises:
            StorageError: When the disk refuses, or a sync failed: then nobody knows what the medium holds.
        """
        if self._appender is not None:
            self._appender.take_back(self._appender.synced_bytes)

    def forget_torn(self) -> None:
        """Note that the torn ends were cut."""
        self._torn.clear()

    def close(self) -> None:
        """Close the segment being written."""
        if self._appender is not None:
            self._appender.close()
            self._appender = None

    def _open_end(self, disk: Disk) -> Appender:
        if self._appender is not None and self._appender.size_bytes < self._segment_bytes:
            return self._appender
        self.close()
        if not self._segments or self._segments[-1].stat().st_size >= self._segment_bytes:
            path = self._layout.segment(len(self._segments) + 1)
            self._appender = disk.append(path)
            self._segments.append(path)
            self._places.append((array("Q"), array("Q")))
        else:
            self._appender = disk.append(self._segments[-1])
        return self._appender

    def _read_segments(self) -> None:
        paths = self._layout.segments()
        for path in paths:
            content = path.read_bytes()
            found: Scan = scan(content)
            is_marked = _is_marked(content)
            for start, end in zip(found.starts, found.ends, strict=True):
                if is_marked and _is_marked(content[start:end]):
                    self._note_marked(content[start:end])
                self.tree.append(leaf_hash(content[start:end]))
            self._segments.append(path)
            self._places.append((array("Q", found.starts), array("Q", found.ends)))
            if found.torn_bytes:
                self._torn.append(
                    Torn(path=path, good_bytes=found.good_bytes, size_bytes=len(content), is_last=path == paths[-1])
                )

    def _note_marked(self, content: bytes) -> None:
        try:
            entry = read_entry(content)
        except EntryError:
            # What is no entry says nothing; recovery and check say what it is.
            return
        if entry.kind in _KEPT_IN_MIND:
            self._marked.append((self.size, entry))


def _is_marked(content: bytes) -> bool:
    return any(mark in content for mark in _MARKS)


def _slices(path: Path, starts: Sequence[int], ends: Sequence[int]) -> Iterator[bytes]:
    if not starts:
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if len(starts) == 1:
            yield os.pread(descriptor, ends[0] - starts[0], starts[0])
            return
        base = starts[0]
        content = os.pread(descriptor, ends[-1] - base, base)
    finally:
        os.close(descriptor)
    for start, end in zip(starts, ends, strict=True):
        yield content[start - base : end - base]
