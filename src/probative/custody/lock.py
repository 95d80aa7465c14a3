"""One writer at a time.

The kernel's lock on ``DIR/lock`` ends with the process that holds it, however it ends. The file also names the boot,
the process and when it started, for a reader, and for file systems that do not carry the kernel's lock. A process that
was given the number of one that is gone started at another time, and holds nothing.

Source: custody rule R6 (docs/format/ledger.md).
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from probative.base import canonical
from probative.base.canonical import Json, NotCanonicalError
from probative.base.errors import CaseBusyError, StorageError

_BOOT_FILE = Path("/proc/sys/kernel/random/boot_id")
_TEXT_BYTES = 128
"""The file keeps this length for good, so that taking the lock needs no room on a full disk."""


def boot_id() -> str:
    """Name this start of the machine: 32 hex digits, or ``unknown`` where the system does not say."""
    try:
        return _BOOT_FILE.read_text(encoding="ascii").strip().replace("-", "")
    except OSError:
        return "unknown"


class Lock:
    """The right to write to a case. Made by ``take``; given back by ``release``."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let another writer in."""
        if self._descriptor >= 0:
            # Where this fails the text stays; it names a process that is gone, or one that holds nothing.
            with suppress(OSError):
                os.pwrite(self._descriptor, _text({}), 0)
            os.close(self._descriptor)
            self._descriptor = -1


def take(path: Path) -> Lock:
    """Take the lock on a case, breaking one whose process is gone.

    Raises:
        CaseBusyError: When another writer holds it.
        StorageError: When the lock file cannot be made.
    """
    # The lock is no evidence and need not survive a power cut, so it does not go through base.fs.
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(f"cannot make {path.name}: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = _holder(os.pread(descriptor, 4096, 0))
        os.close(descriptor)
        raise CaseBusyError(f"process {holder[1] if holder else '(unknown)'} is writing to this case") from error
    holder = _holder(os.pread(descriptor, 4096, 0))
    if holder is not None and _is_alive(*holder) and holder[1] != os.getpid():
        os.close(descriptor)
        raise CaseBusyError(f"process {holder[1]} is writing to this case")
    mine: dict[str, Json] = {"boot": boot_id(), "pid": os.getpid(), "started": _started(os.getpid())}
    try:
        os.pwrite(descriptor, _text(mine), 0)
    except OSError as error:
        os.close(descriptor)
        raise StorageError(f"cannot write {path.name}: {error.strerror}") from error
    return Lock(descriptor)


def is_held(path: Path) -> bool:
    """Whether a writer holds the lock at this moment."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _is_alive(boot: str, process: int, started: int) -> bool:
    """Whether that process of that boot still runs here."""
    if boot != boot_id() or started != _started(process):
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _started(process: int) -> int:
    """Say when a process started, in ticks since the boot; 0 where the system does not say, or it is gone."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return int(stat.rpartition(")")[2].split()[19])
    except (OSError, IndexError, ValueError):
        return 0


def _text(value: dict[str, Json]) -> bytes:
    return canonical.encode(value).ljust(_TEXT_BYTES)


def _holder(content: bytes) -> tuple[str, int, int] | None:
    try:
        value = canonical.decode(content.rstrip(b" "))
    except NotCanonicalError:
        return None
    if not isinstance(value, dict):
        return None
    boot, process, started = value.get("boot"), value.get("pid"), value.get("started")
    if not isinstance(boot, str) or not isinstance(process, int) or not isinstance(started, int) or process <= 0:
        return None
    return boot, process, started
