"""Small cases for tests, and disks that lose power or refuse."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from probative.base.chance import Chance, seeded_chance, system_chance
from probative.base.clock import fixed_clock
from probative.base.errors import IntegrityError, KeyRefusedError, StorageError
from probative.base.fs import Disk, PosixSystem, System
from probative.custody.check import check
from probative.custody.errors import NotACaseError
from probative.custody.findings import Finding, Severity
from probative.custody.opening import create_case, open_case
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import Keybag, create_keybag, open_keybag
from probative.custody.seal.secret import KeyFile

SECRET = KeyFile(bytes(range(32)))
CLOCK = fixed_clock(datetime(2031, 5, 4, 12, 30, tzinfo=UTC))


class Unsynced(PosixSystem):
    """A disk that never waits: for tests in which no power is lost."""

    def fsync(self, descriptor: int) -> None:
        pass

    def trim(self, path: Path) -> None:
        raise OSError(95, "Operation not supported")


QUICK = Disk(Unsynced())


def new_case(root: Path, *, disk: Disk = QUICK, chance: Chance = system_chance) -> tuple[Custody, Keybag]:
    """Make a case under ``root``."""
    keys = create_keybag(root / "case", secret=SECRET, disk=disk, chance=chance)
    custody = create_case(root / "case", keys=keys, disk=disk, clock=CLOCK, chance=chance, guards=root / "guards")
    return custody, keys


def reopened(
    root: Path,
    *,
    write: bool = True,
    disk: Disk = QUICK,
    chance: Chance = system_chance,
    secret: KeyFile = SECRET,
) -> tuple[Custody, Keybag]:
    """Open the case under ``root`` again."""
    keys = open_keybag(root / "case", secret=secret, disk=disk, chance=chance)
    custody = open_case(
        root / "case",
        keys=keys,
        disk=disk,
        clock=CLOCK,
        chance=chance,
        guards=root / "guards",
        write=write,
    )
    return custody, keys


def exhibit(custody: Custody, content: bytes, name: str) -> None:
    """Keep a content and record its receipt."""
    kept = custody.keep_bytes(content)
    custody.record("exhibit.received", {"object": kept.object_id, "name": name, "sha256": kept.digest})


def small_case(root: Path, *, seed: bytes = b"small", n_exhibits: int = 2) -> Path:
    """Make a case of a few exhibits, close it, and give its folder."""
    custody, keys = new_case(root, chance=seeded_chance(seed))
    for number in range(n_exhibits):
        exhibit(custody, f"The ferry to Orsk left at {number}.".encode() * 3, f"note {number}.txt")
        custody.acknowledge()
    custody.close()
    keys.close()
    return root / "case"


def findings(root: Path, secret: KeyFile = SECRET) -> list[Finding]:
    """Check a case fully, as the command does: without keys where the keybag does not open any more."""
    try:
        keys = open_keybag(root / "case", secret=secret, disk=QUICK, chance=system_chance)
    except (KeyRefusedError, IntegrityError, StorageError, NotACaseError):
        return list(check(root / "case", keys=None, full=True, guards=root / "guards"))
    return list(check(root / "case", keys=keys, full=True, guards=root / "guards"))


def damage(root: Path, secret: KeyFile = SECRET) -> list[Finding]:
    """The findings that make a check fail."""
    return [finding for finding in findings(root, secret) if finding.severity is Severity.DAMAGE]


def files_of(folder: Path) -> list[Path]:
    """The files of a case whose every byte counts."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")


# --- a disk whose power can be cut ----------------------------------------------------------------------------------


@dataclass
class _File:
    now: bytearray = field(default_factory=bytearray)
    durable: bytes = b""
    pending: list[tuple[int, bytes]] = field(default_factory=list)

    def torn(self, share: float) -> bytes:
        """What was synced, and that share of the bytes written later, in their order."""
        content = bytearray(self.durable)
        left = int(sum(len(written) for _, written in self.pending) * share)
        for at, written in self.pending:
            _put(content, at, written[:left])
            left -= min(left, len(written))
        return bytes(content)

    def swapped(self) -> bytes:
        """What was synced, then zeroes, and only the second half of what was written later."""
        whole, start = bytes(self.now), len(self.durable)
        middle = max(start, (start + len(whole)) // 2)
        return self.durable + bytes(middle - start) + whole[middle:]

    def zeroed(self) -> bytes:
        """The length of all writes, but only zeroes where nothing was synced."""
        return self.durable[: len(self.now)] + bytes(max(0, len(self.now) - len(self.durable)))


def _put(content: bytearray, at: int, written: bytes) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(written)] = written


TORN = {"torn early": 0.1, "torn": 0.5, "torn late": 0.99}
STATES = ("synced", "everything", "names without bytes", "zeroes", "swapped", *TORN)


class Journal(Unsynced):
    """A disk that writes down each act, so that the state after a power cut at any point can be made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.acts: list[tuple[str, object, object]] = []
        self._open: dict[int, tuple[Path, _File | None]] = {}
        self._files: dict[Path, _File] = {}

    def open(self, path: Path, flags: int, mode: int) -> int:
        is_new = bool(flags & os.O_CREAT) and not path.exists()
        descriptor = super().open(path, flags, mode)
        if flags & os.O_DIRECTORY:
            self._open[descriptor] = (path, None)
            return descriptor
        if is_new:
            self._files[path] = _File()
            self.acts.append(("create", path, self._files[path]))
        if flags & os.O_TRUNC:
            self.acts.append(("truncate", self._files[path], 0))
        self._open[descriptor] = (path, self._files[path])
        return descriptor

    def write(self, descriptor: int, content: bytes) -> int:
        taken = super().write(descriptor, content)
        self.acts.append(("write", self._open[descriptor][1], bytes(content[:taken])))
        return taken

    def fsync(self, descriptor: int) -> None:
        path, file = self._open[descriptor]
        self.acts.append(("sync folder", path, None) if file is None else ("sync", file, None))

    def truncate(self, descriptor: int, size_bytes: int) -> None:
        super().truncate(descriptor, size_bytes)
        self.acts.append(("truncate", self._open[descriptor][1], size_bytes))

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        del self._open[descriptor]

    def rename(self, old: Path, new: Path) -> None:
        super().rename(old, new)
        self._files[new] = self._files.pop(old)
        self.acts.append(("rename", old, new))

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        del self._files[path]
        self.acts.append(("unlink", path, None))

    def mkdir(self, path: Path) -> None:
        super().mkdir(path)
        self.acts.append(("mkdir", path, None))

    def crashes(self, into: Path) -> "Iterator[tuple[int, Loss]]":
        """After each act, give its number and what each kind of power cut would leave."""
        names: dict[Path, _File | None] = {}
        durable: dict[Path, _File | None] = {}
        for number, (act, one, other) in enumerate(self.acts, start=1):
            _replay(names, durable, act, one, other)
            for state in STATES:
                place = into / "crashed"
                shutil.rmtree(place, ignore_errors=True)
                left = self._left(state, durable if state == "synced" else names)
                yield number, Loss(state, tuple(left), place)

    def _left(self, state: str, names: dict[Path, _File | None]) -> Iterator[tuple[str, bytes | None]]:
        folders = {self.root}
        for path in sorted(names):
            if path.parent not in folders:
                continue
            name, file = path.relative_to(self.root).as_posix(), names[path]
            if file is None:
                folders.add(path)
                yield name, None
                continue
            if state in TORN:
                yield name, file.torn(TORN[state])
            elif state == "everything":
                yield name, bytes(file.now)
            elif state == "zeroes":
                yield name, file.zeroed()
            elif state == "swapped":
                yield name, file.swapped()
            else:
                yield name, file.durable


@dataclass(frozen=True)
class Loss:
    """What a power cut leaves: names with their bytes, ``None`` for a folder."""

    state: str
    left: tuple[tuple[str, bytes | None], ...]
    place: Path

    def build(self) -> Path:
        """Make it on the disk, and give the folder."""
        self.place.mkdir()
        for name, content in self.left:
            target = self.place / name
            if content is None:
                target.mkdir()
            else:
                target.write_bytes(content)
                target.chmod(0o600)
        return self.place


def _replay(
    names: dict[Path, _File | None], durable: dict[Path, _File | None], act: str, one: object, other: object
) -> None:
    if act == "write":
        assert isinstance(one, _File)
        assert isinstance(other, bytes)
        one.pending.append((len(one.now), other))
        one.now += other
    elif act == "truncate":
        assert isinstance(one, _File)
        assert isinstance(other, int)
        del one.now[other:]
        # A cut is taken to reach the medium at once: the later content is the harder one to recover from.
        one.durable = one.durable[:other]
        one.pending = [(at, written[: max(0, other - at)]) for at, written in one.pending if at < other]
    elif act == "sync":
        assert isinstance(one, _File)
        one.durable, one.pending = bytes(one.now), []
    else:
        assert isinstance(one, Path)
        _replay_name(names, durable, act, one, other)


def _replay_name(
    names: dict[Path, _File | None], durable: dict[Path, _File | None], act: str, path: Path, other: object
) -> None:
    if act == "create":
        assert isinstance(other, _File)
        names[path] = other
    elif act == "mkdir":
        names[path] = None
    elif act == "unlink":
        del names[path]
    elif act == "rename":
        assert isinstance(other, Path)
        names[other] = names.pop(path)
    elif act == "sync folder":
        for name in [name for name in durable if name.parent == path and name not in names]:
            del durable[name]
        durable.update({name: file for name, file in names.items() if name.parent == path})


# --- a disk that refuses --------------------------------------------------------------------------------------------


class Refusing(Unsynced):
    """A disk whose ``number``-th act fails with ``error``, counted from 0, and every later one too if it is full."""

    def __init__(self, number: int, error: int | BaseException) -> None:
        self._left = number
        self._error = error
        self.n_acts = 0

    def open(self, path: Path, flags: int, mode: int) -> int:
        if flags & os.O_CREAT:
            self._count()
        return super().open(path, flags, mode)

    def write(self, descriptor: int, content: bytes) -> int:
        self._count()
        # A full disk takes a part of a write before it refuses the rest.
        return super().write(descriptor, content[: max(1, len(content) // 2)])

    def fsync(self, descriptor: int) -> None:
        self._count()

    def truncate(self, descriptor: int, size_bytes: int) -> None:
        self._count()
        super().truncate(descriptor, size_bytes)

    def rename(self, old: Path, new: Path) -> None:
        self._count()
        super().rename(old, new)

    def mkdir(self, path: Path) -> None:
        self._count()
        super().mkdir(path)

    def _count(self) -> None:
        self.n_acts += 1
        if self._left == 0:
            if isinstance(self._error, BaseException):
                self._left -= 1
                raise self._error
            raise OSError(self._error, os.strerror(self._error))
        self._left -= 1


def disk_of(system: System) -> Disk:
    """A disk over ``system``."""
    return Disk(system)
