"""A disk that writes down every act, and what a power cut at any moment may leave of it.

The model is harsher than any one file system. What was not synced survives in any part: the bytes of a file torn at any
byte, zeroed, or with some blocks there and others not; names in any subset, whatever their order, except that a rename
is one act. A sync of a file makes its bytes durable and nothing else; a sync of a folder makes the names in it durable.
A sync that fails loses for good what was to be synced, while the memory goes on showing it.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from probative.base.fs import PosixSystem
from tests.faults.dice import Dice

BLOCK_BYTES = 128
"""Small beside a real block, so that small files have many."""


class Killed(BaseException):
    """The process was killed here."""


class Act(NamedTuple):
    """One change: of a file's bytes, of a name, or that something became durable."""

    kind: str
    inode: int
    at: int
    content: bytes
    path: Path
    other: Path


_NOWHERE = Path()


class Recorder(PosixSystem):
    """Carries out every act in memory only, and writes it down."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.acts: list[Act] = []
        self.kill_at: int | None = None
        self.fail_sync_at: int | None = None
        self.n_syncs = 0
        self._inodes: dict[Path, int] = {}
        self._sizes: list[int] = []
        self._open: dict[int, tuple[Path, int, int]] = {}

    def adopt(self, left: Path) -> None:
        """Begin with a copy of what lies in ``left``, all of it durable."""
        shutil.copytree(left, self.root)
        folders = [self.root]
        for path in sorted(self.root.rglob("*")):
            if path.is_dir():
                self._note("mkdir", path=path)
                folders.append(path)
                continue
            content = path.read_bytes()
            self._sizes.append(len(content))
            self._inodes[path] = len(self._sizes) - 1
            self._note("create", self._inodes[path], path=path)
            self._note("write", self._inodes[path], content=content)
            self._note("sync", self._inodes[path], path=path)
        for folder in folders:
            self._note("sync folder", path=folder)

    def open(self, path: Path, flags: int, mode: int) -> int:
        is_new = bool(flags & os.O_CREAT) and not path.exists()
        if is_new:
            self._live()
        descriptor = super().open(path, flags, mode)
        if flags & os.O_DIRECTORY:
            self._open[descriptor] = (path, -1, 0)
            return descriptor
        if is_new:
            self._sizes.append(0)
            self._inodes[path] = len(self._sizes) - 1
            self._note("create", self._inodes[path], path=path)
        inode = self._inodes[path]
        if flags & os.O_TRUNC and self._sizes[inode]:
            self._sizes[inode] = 0
            self._note("cut", inode, at=0)
        self._open[descriptor] = (path, inode, -1 if flags & os.O_APPEND else 0)
        return descriptor

    def write(self, descriptor: int, content: bytes) -> int:
        self._live()
        taken = super().write(descriptor, content)
        path, inode, at = self._open[descriptor]
        start = self._sizes[inode] if at < 0 else at
        self._note("write", inode, at=start, content=bytes(content[:taken]))
        self._sizes[inode] = max(self._sizes[inode], start + taken)
        if at >= 0:
            self._open[descriptor] = (path, inode, at + taken)
        return taken

    def fsync(self, descriptor: int) -> None:
        self._live()
        path, inode, _ = self._open[descriptor]
        self.n_syncs += 1
        if self.fail_sync_at == self.n_syncs:
            self._note("fail" if inode >= 0 else "nothing", inode, path=path)
            raise OSError(5, "Input/output error")
        self._note("sync" if inode >= 0 else "sync folder", inode, path=path)

    def truncate(self, descriptor: int, size_bytes: int) -> None:
        self._live()
        super().truncate(descriptor, size_bytes)
        inode = self._open[descriptor][1]
        self._sizes[inode] = size_bytes
        self._note("cut", inode, at=size_bytes)

    def allocate(self, descriptor: int, size_bytes: int) -> None:
        self._live()
        super().allocate(descriptor, size_bytes)
        inode = self._open[descriptor][1]
        self._sizes[inode] = max(self._sizes[inode], size_bytes)
        self._note("write", inode, at=0, content=bytes(size_bytes))

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self._open.pop(descriptor, None)

    def rename(self, old: Path, new: Path) -> None:
        self._live()
        super().rename(old, new)
        self._inodes[new] = self._inodes.pop(old)
        self._note("rename", self._inodes[new], path=old, other=new)

    def link(self, old: Path, new: Path) -> None:
        self._live()
        super().link(old, new)
        self._inodes[new] = self._inodes[old]
        self._note("link", self._inodes[new], path=old, other=new)

    def unlink(self, path: Path) -> None:
        self._live()
        super().unlink(path)
        self._inodes.pop(path, None)
        self._note("unlink", path=path)

    def mkdir(self, path: Path) -> None:
        self._live()
        super().mkdir(path)
        self._note("mkdir", path=path)

    def trim(self, path: Path) -> None:
        raise OSError(95, "Operation not supported")

    def _live(self) -> None:
        if self.kill_at is not None and len(self.acts) >= self.kill_at:
            raise Killed

    def _note(
        self,
        kind: str,
        inode: int = -1,
        *,
        at: int = 0,
        content: bytes = b"",
        path: Path = _NOWHERE,
        other: Path = _NOWHERE,
    ) -> None:
        self.acts.append(Act(kind, inode, at, content, path, other))


@dataclass(slots=True)
class _Bytes:
    """A file's bytes: what is durable, and what was done since."""

    durable: bytes = b""
    pending: list[tuple[str, int, bytes]] = field(default_factory=list)

    def settle(self) -> None:
        self.durable = _after(self.durable, self.pending)
        self.pending = []


def _after(content: bytes, done: list[tuple[str, int, bytes]]) -> bytes:
    left = bytearray(content)
    for kind, at, written in done:
        if kind == "cut":
            if len(left) < at:
                left.extend(bytes(at - len(left)))
            del left[at:]
        else:
            if len(left) < at:
                left.extend(bytes(at - len(left)))
            left[at : at + len(written)] = written
    return bytes(left)


class Left(NamedTuple):
    """A file that a power cut left: its name, which file it is, which of its variants, and their bytes."""

    name: str
    inode: int
    variant: int


class Medium:
    """The disk as acts reach it, one after another."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: dict[Path, int] = {}
        self._pending: list[Act] = []
        self._files: dict[int, _Bytes] = {}

    def take(self, act: Act) -> None:
        """Let one act reach the disk's memory, or, for a sync, its platter."""
        if act.kind in ("write", "cut"):
            self._files[act.inode].pending.append((act.kind, act.at, act.content))
        elif act.kind == "sync":
            self._files[act.inode].settle()
        elif act.kind == "fail":
            # A cut is a change of the inode, which a later sync still carries; the lost bytes it does not.
            file = self._files[act.inode]
            file.pending = [each for each in file.pending if each[0] == "cut"]
        elif act.kind == "sync folder":
            kept = []
            for each in self._pending:
                if act.path in (each.path.parent, each.other.parent):
                    _name(self._names, each)
                else:
                    kept.append(each)
            self._pending = kept
        elif act.kind != "nothing":
            if act.kind == "create":
                self._files[act.inode] = _Bytes()
            self._pending.append(act)

    def name_sets(self, most: int, dice: Dice) -> Iterator[dict[str, int]]:
        """Give the sets of names that may be left, each once; -1 stands for a folder."""
        count, seen = len(self._pending), set()
        masks = (
            range(1 << count)
            if 1 << count <= most
            else [0, (1 << count) - 1, *(dice.below(1 << count) for _ in range(most - 2))]
        )
        for mask in masks:
            names = dict(self._names)
            for number, act in enumerate(self._pending):
                if mask >> number & 1:
                    _name(names, act)
            reachable = self._reachable(names)
            key = tuple(sorted(reachable.items()))
            if key not in seen:
                seen.add(key)
                yield reachable

    def variants(self, inode: int, most: int, dice: Dice) -> list[bytes]:
        """Give what may be left of a file's bytes, each once; the durable bytes first, all bytes second."""
        file = self._files[inode]
        if not file.pending:
            return [file.durable]
        full = _after(file.durable, file.pending)
        found = {file.durable: None, full: None}
        for number in range(len(file.pending)):
            found[_after(file.durable, file.pending[:number])] = None
        for content in _damaged(file.durable, full, file.pending, most, dice):
            found[content] = None
            if len(found) >= most:
                break
        return list(found)

    def _reachable(self, names: dict[Path, int]) -> dict[str, int]:
        folders, found = {self._root}, {}
        for path in sorted(names):
            if path.parent in folders:
                found[path.relative_to(self._root).as_posix()] = names[path]
                if names[path] < 0:
                    folders.add(path)
        return found


def _damaged(
    durable: bytes, full: bytes, pending: list[tuple[str, int, bytes]], most: int, dice: Dice
) -> Iterator[bytes]:
    start = next((at for at, pair in enumerate(zip(durable, full, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(durable), len(full)) if start is None else start
    yield full[:start] + bytes(len(full) - start)
    blocks = list(range(start, len(full), BLOCK_BYTES))
    old = durable.ljust(len(full), b"\0")
    if 1 << len(blocks) <= most // 4:
        masks = list(range(1, 1 << len(blocks)))
    else:
        masks = [dice.below(1 << len(blocks)) for _ in range(most // 4)]
    for mask in masks:
        content = bytearray(old)
        for number, at in enumerate(blocks):
            if mask >> number & 1:
                content[at : at + BLOCK_BYTES] = full[at : at + BLOCK_BYTES]
        yield bytes(content)
    torn = [
        (number, cut)
        for number, (kind, _, written) in enumerate(pending)
        if kind == "write"
        for cut in range(len(written))
    ]
    if len(torn) > most:
        torn = [dice.one_of(torn) for _ in range(most)]
    for number, cut in torn:
        kind, at, written = pending[number]
        yield _after(durable, [*pending[:number], (kind, at, written[:cut])])
    for at in range(start + 1, len(full)):
        # The length reached the disk, the end of the bytes did not.
        yield full[:at] + bytes(len(full) - at)


def _name(names: dict[Path, int], act: Act) -> None:
    if act.kind == "create":
        names[act.path] = act.inode
    elif act.kind == "mkdir":
        names[act.path] = -1
    elif act.kind == "unlink":
        names.pop(act.path, None)
    elif act.path in names:
        names[act.other] = names.pop(act.path) if act.kind == "rename" else names[act.path]
