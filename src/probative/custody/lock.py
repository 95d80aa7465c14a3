"""One writer at a time.

The kernel's lock on ``DIR/lock`` ends with the process that holds it, however it ends. The file also names the boot
and the process, for a reader, and for file systems where the kernel's lock does not reach the other machine.

Source: custody rule R6 (docs/format/ledger.md).
"""

import fcntl
import os
from pathlib import Path

from probative.base import canonical
from probative.base.canonical import NotCanonicalError
from probative.base.errors import CaseBusyError, StorageError

_BOOT_FILE = Path("/proc/sys/kernel/random/boot_id")


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
            os.ftruncate(self._descriptor, 0)
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
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, canonical.encode({"boot": boot_id(), "pid": os.getpid()}), 0)
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


def _is_alive(boot: str, process: int) -> bool:
    """Whether that process of that boot still runs here."""
    if boot != boot_id():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _holder(content: bytes) -> tuple[str, int] | None:
    try:
        value = canonical.decode(content)
    except NotCanonicalError:
        return None
    if not isinstance(value, dict):
        return None
    boot, process = value.get("boot"), value.get("pid")
    if not isinstance(boot, str) or not isinstance(process, int) or process <= 0:
        return None
    return boot, process
