"""A full disk and a failing one: what was acknowledged can be read, and the case says what happened."""

import errno
import os
from pathlib import Path

import pytest

from probative.base.errors import DiskFullError, StorageError
from probative.base.fs import Disk
from probative.custody.protocol import Custody
from tests.custody.making import Unsynced, damage, exhibit, new_case, reopened

RESERVE_BYTES = 1 << 14


class Small(Unsynced):
    """A disk with so much room and no more."""

    def __init__(self, root: Path, room_bytes: int) -> None:
        self.root = root
        self.room_bytes = room_bytes

    def write(self, descriptor: int, content: bytes) -> int:
        left = self._left()
        if left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(descriptor, content[:left])

    def allocate(self, descriptor: int, size_bytes: int) -> None:
        if self._left() < size_bytes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().allocate(descriptor, size_bytes)

    def _left(self) -> int:
        return self.room_bytes - used_bytes(self.root)


def used_bytes(root: Path) -> int:
    """How many bytes all files take."""
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def fill(custody: Custody) -> list[bytes]:
    """Take things in until there is no more room; give the entries that were acknowledged."""
    acknowledged: list[bytes] = []
    try:
        for number in range(200):
            exhibit(custody, os.urandom(2000), f"note {number}.txt")
            acknowledged += [one.entry.content for one in custody.acknowledge()]
    except DiskFullError:
        return acknowledged
    pytest.fail("the disk was never full")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


@pytest.mark.parametrize("room_bytes", [50_000, 50_777, 51_300])
def test_a_full_disk_is_told_of_in_the_ledger_and_nothing_acknowledged_is_lost(root: Path, room_bytes: int) -> None:
    small = Small(root, room_bytes)
    custody, keys = new_case(root, disk=Disk(small, reserve_bytes=RESERVE_BYTES))
    assert (root / "case" / "reserve").stat().st_size == RESERVE_BYTES
    acknowledged = fill(custody)
    assert acknowledged
    assert not custody.is_writable
    assert not (root / "case" / "reserve").exists()
    held = list(custody.entries())
    assert set(acknowledged) <= {one.entry.content for one in held}
    assert [(one.entry.kind, dict(one.entry.public)) for one in held][-2] == ("incident.recorded", {"full": {}})
    assert custody.sealed is not None
    assert custody.sealed.size == custody.size
    for one in held:
        if one.fields and "object" in one.fields:
            assert custody.read_object(one.fields["object"])
    custody.close()
    keys.close()
    assert damage(root) == []

    # Still full: it opens for reading, and for writing only once the reserve fits again.
    tight = Small(root, used_bytes(root) + RESERVE_BYTES - 1)
    with pytest.raises(DiskFullError):
        reopened(root, disk=Disk(tight, reserve_bytes=RESERVE_BYTES))
    reader, _ = reopened(root, write=False)
    assert set(acknowledged) <= {one.entry.content for one in reader.entries()}
    roomier = Disk(Small(root, 1_000_000), reserve_bytes=RESERVE_BYTES)
    custody, keys = reopened(root, disk=roomier)
    exhibit(custody, b"There is room again.", "later.txt")
    custody.acknowledge()
    custody.close()
    keys.close()
    assert (root / "case" / "reserve").exists()
    assert damage(root) == []


def test_putting_a_crash_right_on_a_full_disk_takes_the_reserve(root: Path) -> None:
    custody, keys = new_case(root, disk=Disk(Unsynced(), reserve_bytes=RESERVE_BYTES))
    exhibit(custody, b"a letter", "a.txt")
    acknowledged = [one.entry.content for one in custody.acknowledge()]
    custody.abandon()
    keys.close()
    segment = root / "case" / "log" / "seg-00000001"
    segment.write_bytes(segment.read_bytes() + b"torn")
    full = Disk(Small(root, used_bytes(root)), reserve_bytes=RESERVE_BYTES)
    with pytest.raises(DiskFullError):
        reopened(root, disk=full)
    assert damage(root) == []
    reader, _ = reopened(root, write=False)
    held = [one.entry for one in reader.entries()]
    assert set(acknowledged) <= {entry.content for entry in held}
    assert "incident.recorded" in {entry.kind for entry in held}


class LosingSyncs(Unsynced):
    """A disk whose syncs of one kind of file fail from some point on."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.refuses = ""

    def open(self, path: Path, flags: int, mode: int) -> int:
        descriptor = super().open(path, flags, mode)
        self.names[descriptor] = path.name
        return descriptor

    def fsync(self, descriptor: int) -> None:
        if self.refuses and self.names[descriptor].startswith(self.refuses):
            raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("refuses", ["open.", "keybag", "seg-"])
def test_after_a_failed_sync_the_case_is_for_reading_only_and_its_files_show_no_more_than_was_synced(
    root: Path, refuses: str
) -> None:
    disk = LosingSyncs()
    custody, keys = new_case(root, disk=Disk(disk))
    exhibit(custody, b"a letter", "a.txt")
    kept = [one.entry.content for one in custody.acknowledge()]
    before = {path: path.stat().st_size for path in (root / "case").rglob(refuses + "*")}
    assert before
    disk.refuses = refuses
    exhibit(custody, b"another letter", "b.txt")
    with pytest.raises(StorageError):
        custody.acknowledge()
    assert {path: path.stat().st_size for path in before} == before
    assert not custody.is_writable
    held = [one.entry.content for one in custody.entries()]
    assert set(kept) <= set(held)
    assert "incident.recorded" not in [one.entry.kind for one in custody.entries()]
    for act in (custody.acknowledge, lambda: custody.keep_bytes(b"more"), custody.checkpoint):
        with pytest.raises(StorageError):
            act()
    custody.close()
    keys.close()
