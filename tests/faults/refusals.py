"""B4: every call to the disk fails once, or from then on, with each errno; nothing acknowledged is lost."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from probative.base.errors import ProbativeError, StorageError
from probative.base.fs import Disk
from probative.custody.protocol import Custody
from tests.custody.making import Unsynced, exhibit, new_case, reopened
from tests.faults.figures import Figures
from tests.faults.journeys import RESERVE_BYTES, small_files
from tests.faults.whole import demand

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS)
_MOST_BROKEN = 5


class Failing(Unsynced):
    """A disk whose ``number``-th call fails, counted from 0, and every later one too where it ``lasts``."""

    def __init__(self, number: int, error: int, *, lasts: bool) -> None:
        self._number = number
        self._error = error
        self._lasts = lasts
        self.n_calls = 0

    def open(self, path: Path, flags: int, mode: int) -> int:
        self._count()
        return super().open(path, flags, mode)

    def write(self, descriptor: int, content: bytes) -> int:
        # A disk takes a part before it refuses the rest.
        taken = super().write(descriptor, content[: (len(content) + 1) // 2])
        self._count()
        return taken

    def fsync(self, descriptor: int) -> None:
        self._count()

    def truncate(self, descriptor: int, size_bytes: int) -> None:
        self._count()
        super().truncate(descriptor, size_bytes)

    def allocate(self, descriptor: int, size_bytes: int) -> None:
        self._count()
        super().allocate(descriptor, size_bytes)

    def rename(self, old: Path, new: Path) -> None:
        self._count()
        super().rename(old, new)

    def link(self, old: Path, new: Path) -> None:
        self._count()
        super().link(old, new)

    def unlink(self, path: Path) -> None:
        self._count()
        super().unlink(path)

    def mkdir(self, path: Path) -> None:
        self._count()
        super().mkdir(path)

    def _count(self) -> None:
        self.n_calls += 1
        at = self.n_calls - 1
        if at == self._number or (self._lasts and at > self._number):
            raise OSError(self._error, os.strerror(self._error))


def _work(custody: Custody, acknowledged: list[bytes]) -> None:
    for number in range(3):
        exhibit(custody, b"The ferry left. " * (20 * number + 2), f"{number}.txt")
        acknowledged.extend(one.entry.content for one in custody.acknowledge())
        if number == 1:
            custody.checkpoint()
    custody.close()


def run(place: Path, *, errors: tuple[int, ...] = ERRORS, every: int = 1) -> Figures:
    """Fail at every call (or one in ``every``) of writing to a case, and of putting a crash right."""
    figures = Figures("B4 errno at every call to the disk")
    with small_files(segment_bytes=1800, pack_bytes=2600):
        for name, begin, act in (("writing", _begun, _work), ("recovering", _crashed, _nothing)):
            n_calls = _count(place, begin, act)
            figures.said.append(f"{n_calls} calls while {name}")
            for error in errors:
                for lasts in (False, True):
                    for number in range(0, n_calls, every):
                        _one(place, begin, act, Failing(number, error, lasts=lasts), figures, f"{name}, call {number}")
                        if len(figures.broken) >= _MOST_BROKEN:
                            return figures
    return figures


Begin = Callable[[Path, Disk], tuple[Custody, list[bytes]]]
Go = Callable[[Custody, list[bytes]], None]


def _begun(root: Path, disk: Disk) -> tuple[Custody, list[bytes]]:
    custody, keys = new_case(root)
    custody.close()
    keys.close()
    return reopened(root, disk=disk)[0], []


def _crashed(root: Path, disk: Disk) -> tuple[Custody, list[bytes]]:
    custody, keys = new_case(root)
    exhibit(custody, b"A letter that was kept.", "a.txt")
    acknowledged = [one.entry.content for one in custody.acknowledge()]
    custody.abandon()
    keys.close()
    for path in [*(root / "case").rglob("seg-*"), *(root / "case").rglob("open.*")]:
        path.write_bytes(path.read_bytes() + b"torn off")
    return _opened(root, disk, acknowledged), acknowledged


def _opened(root: Path, disk: Disk, acknowledged: list[bytes]) -> Custody:
    try:
        return reopened(root, disk=disk)[0]
    except ProbativeError as error:
        raise _Refused(acknowledged) from error


class _Refused(Exception):
    def __init__(self, acknowledged: list[bytes]) -> None:
        super().__init__()
        self.acknowledged = acknowledged


def _nothing(custody: Custody, _: list[bytes]) -> None:
    custody.close()


def _count(place: Path, begin: Begin, act: Go) -> int:
    counting = Failing(1 << 30, errno.EIO, lasts=False)
    root = place / "b4"
    shutil.rmtree(root, ignore_errors=True)
    custody, acknowledged = begin(root, Disk(counting, reserve_bytes=RESERVE_BYTES))
    act(custody, acknowledged)
    return counting.n_calls


def _one(place: Path, begin: Begin, act: Go, failing: Failing, figures: Figures, when: str) -> None:
    root = place / "b4"
    shutil.rmtree(root, ignore_errors=True)
    figures.n += 1
    acknowledged: list[bytes] = []
    disk = Disk(failing, reserve_bytes=RESERVE_BYTES)
    try:
        custody, acknowledged = begin(root, disk)
        try:
            act(custody, acknowledged)
        finally:
            custody.abandon()
    except _Refused as refused:
        acknowledged = refused.acknowledged
    except StorageError as error:
        if not error.hint:
            figures.broken.append(f"{when}: an error without a hint")
    except Exception as error:  # noqa: BLE001 - any other error is what is looked for
        figures.broken.append(f"{when}: {type(error).__name__}: {error}")
    try:
        demand(root, tuple(acknowledged))
    except Exception as error:  # noqa: BLE001 - as above
        figures.broken.append(f"{when}: afterwards {type(error).__name__}: {error}")
