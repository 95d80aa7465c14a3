"""Every durable write goes through here, so that a fault can be injected at each step.

The promises: what ``sync`` or ``replace`` returned from survives a power cut; a failed write or sync raises
``StorageError`` and poisons the file (a retried fsync may lie) after cutting it back to what was synced, so that nobody
takes for durable what the memory still shows; nothing is ever half replaced.

Source: shared/reference/custody.md sections 4.1 and 10.
"""

import errno
import fcntl
import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from probative.base.chance import Chance
from probative.base.errors import DiskFullError, StorageError

_BITE_BYTES = 1 << 22
_FULL = (errno.ENOSPC, errno.EDQUOT)
_FITRIM = 0xC0185879
"""Linux's request to a file system: ``_IOWR('X', 121, struct fstrim_range)``."""

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS)


class System(Protocol):
    """The few calls that change a disk. Tests hand in one that fails or records."""

    def open(self, path: Path, flags: int, mode: int) -> int: ...  # noqa: D102
    def write(self, descriptor: int, content: bytes) -> int: ...  # noqa: D102
    def fsync(self, descriptor: int) -> None: ...  # noqa: D102
    def truncate(self, descriptor: int, size_bytes: int) -> None: ...  # noqa: D102
    def allocate(self, descriptor: int, size_bytes: int) -> None: ...  # noqa: D102
    def close(self, descriptor: int) -> None: ...  # noqa: D102
    def rename(self, old: Path, new: Path) -> None: ...  # noqa: D102
    def link(self, old: Path, new: Path) -> None: ...  # noqa: D102
    def unlink(self, path: Path) -> None: ...  # noqa: D102
    def mkdir(self, path: Path) -> None: ...  # noqa: D102
    def trim(self, path: Path) -> None: ...  # noqa: D102


class PosixSystem:
    """The operating system itself."""

    def open(self, path: Path, flags: int, mode: int) -> int:
        """Open ``path`` and give its descriptor."""
        return os.open(path, flags | os.O_CLOEXEC, mode)

    def write(self, descriptor: int, content: bytes) -> int:
        """Write some of ``content``; give how many bytes were taken."""
        return os.write(descriptor, content)

    def fsync(self, descriptor: int) -> None:
        """Force everything written to ``descriptor`` onto the medium."""
        os.fsync(descriptor)

    def truncate(self, descriptor: int, size_bytes: int) -> None:
        """Cut the open file to ``size_bytes``."""
        os.ftruncate(descriptor, size_bytes)

    def allocate(self, descriptor: int, size_bytes: int) -> None:
        """Give the open file ``size_bytes`` of the medium, whatever it will hold."""
        os.posix_fallocate(descriptor, 0, size_bytes)

    def close(self, descriptor: int) -> None:
        """Close ``descriptor``."""
        os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Move ``old`` over ``new`` in one step."""
        old.replace(new)

    def link(self, old: Path, new: Path) -> None:
        """Give the file ``old`` the further name ``new``, which must be free."""
        os.link(old, new)

    def unlink(self, path: Path) -> None:
        """Remove the file ``path``."""
        path.unlink()

    def mkdir(self, path: Path) -> None:
        """Make the folder ``path``, readable by its owner alone."""
        path.mkdir(mode=0o700)

    def trim(self, path: Path) -> None:
        """Tell the medium under the folder ``path`` which of its blocks nothing uses, as `fstrim` does."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.ioctl(descriptor, _FITRIM, struct.pack("=QQQ", 0, (1 << 64) - 1, 0))
        finally:
            os.close(descriptor)


class Appender:
    """An open file that only grows. Made by ``Disk.append``.

    ``size_bytes`` is how long it is, ``synced_bytes`` how much of it survives a power cut.
    """

    def __init__(self, system: System, path: Path, descriptor: int, size_bytes: int) -> None:
        self._system = system
        self._descriptor = descriptor
        self._lost: StorageError | None = None
        self._is_doubtful = False
        self.path = path
        self.size_bytes = size_bytes
        self.synced_bytes = size_bytes

    def write(self, content: bytes) -> None:
        """Append all of ``content``. It is durable only after ``sync``.

        Raises:
            StorageError: When the disk refuses; the file is cut back to what was synced, and takes no more after that.
        """
        self._refuse_if_lost()
        view = memoryview(content)
        with self._poisoning("write to"):
            while view:
                # Most writes are one bite: those are not copied.
                bite = content if len(view) == len(content) <= _BITE_BYTES else bytes(view[:_BITE_BYTES])
                taken = self._system.write(self._descriptor, bite)
                view = view[taken:]
                self.size_bytes += taken

    def sync(self) -> None:
        """Return only when everything written so far survives a power cut.

        Raises:
            StorageError: When the medium refuses. Never retried: what was not synced counts as lost and is cut.
        """
        self._refuse_if_lost()
        with self._poisoning("sync"):
            self._is_doubtful = True
            self._system.fsync(self._descriptor)
            self._is_doubtful = False
            self.synced_bytes = self.size_bytes

    def cut(self, size_bytes: int) -> None:
        """Drop everything from ``size_bytes`` on: for a write that was never acknowledged.

        Raises:
            ValueError: When the file is shorter than that.
        """
        self._refuse_if_lost()
        if not 0 <= size_bytes <= self.size_bytes:
            raise ValueError(f"cannot cut {self.size_bytes} bytes to {size_bytes}")
        with self._poisoning("cut"):
            self._cut(size_bytes)

    def take_back(self, size_bytes: int) -> None:
        """Cut to ``size_bytes`` after a failure, durably, and take writes again. Does nothing where nothing is beyond.

        Raises:
            StorageError: When the disk refuses, or a sync failed before: then nobody knows what the medium holds.
        """
        if self._is_doubtful:
            self._refuse_if_lost()
        self._lost = None
        if self.size_bytes > size_bytes:
            self.cut(size_bytes)
            self.sync()

    def close(self) -> None:
        """Close the file. Says nothing about durability.

        Raises:
            StorageError: When the disk refuses; what was synced before is safe.
        """
        descriptor, self._descriptor = self._descriptor, -1
        with _storage("close", self.path):
            self._system.close(descriptor)

    def _cut(self, size_bytes: int) -> None:
        self._system.truncate(self._descriptor, size_bytes)
        self.size_bytes = size_bytes
        self.synced_bytes = min(self.synced_bytes, size_bytes)

    def _refuse_if_lost(self) -> None:
        if self._lost is not None:
            raise self._lost

    @contextmanager
    def _poisoning(self, act: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._lost = _storage_error(act, self.path, error)
            # What a failed sync leaves in memory looks durable to the next process that opens the file; it is not.
            with suppress(OSError):
                self._cut(self.synced_bytes)
            raise self._lost from error


class Disk:
    """Durable acts on files and folders.

    Args:
        system: Who carries them out; the operating system itself where absent.
        reserve_bytes: How much room a case keeps back for its last words when the disk is full.
    """

    def __init__(self, system: System | None = None, *, reserve_bytes: int = 0) -> None:
        self._system: System = system if system is not None else PosixSystem()
        self.reserve_bytes = reserve_bytes
        self._durable: set[Path] = set()
        """Folders whose names this process made sure of."""

    def append(self, path: Path) -> Appender:
        """Open ``path`` to append, making it (durably, mode 0600) when it is not there.

        What another process wrote and perhaps did not sync is synced first: whoever reads it would take it for durable.
        """
        is_new = not path.exists()
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | (os.O_EXCL if is_new else 0)
        with _storage("open", path):
            descriptor = self._system.open(path, flags, 0o600)
        try:
            with _storage("open", path):
                size_bytes = os.fstat(descriptor).st_size
                if size_bytes:
                    self._system.fsync(descriptor)
            # Also where the file was there: whoever made it may have died before its name was durable.
            self.sync_folder(path.parent)
        except StorageError:
            self._system.close(descriptor)
            raise
        return Appender(self._system, path, descriptor, size_bytes)

    def replace(self, path: Path, content: bytes) -> None:
        """Put ``content`` at ``path`` so that a reader sees the old bytes or the new ones, never a mixture."""
        self.rename(self._written(path, content), path)

    def replace_all(self, contents: Mapping[Path, bytes]) -> None:
        """Put many small files in place, each as ``replace`` does and durable when it returns, in no order among them.

        The folders are made where they are missing. The files are synced after all of them were written, and each
        folder once, so that a medium that gathers writes can.

        Raises:
            StorageError: When the disk refuses; some may be in place then, none of them half.
        """
        folders = sorted({path.parent for path in contents})
        for folder in folders:
            self.make_folder(folder)
        written = [(self._written(path, content, is_durable=False), path) for path, content in contents.items()]
        for temporary, _ in written:
            self.sync_file(temporary)
        for temporary, path in written:
            with _storage("rename", temporary):
                self._system.rename(temporary, path)
        for folder in folders:
            self.sync_folder(folder)

    def place(self, path: Path, content: bytes) -> bool:
        """Put ``content`` at ``path`` unless something is there; give whether it was put.

        Of two processes one wins, and nobody ever sees half of it.
        """
        temporary = self._written(path, content)
        try:
            with _storage("make", path):
                self._system.link(temporary, path)
        except StorageError as error:
            cause = error.__cause__
            if isinstance(cause, FileExistsError):
                self.remove(temporary)
                return False
            if not isinstance(cause, OSError) or cause.errno not in _NO_LINKS:
                raise
            # A medium without hard links (FAT): there the two processes are not told apart.
            if path.exists():
                self.remove(temporary)
                return False
            self.rename(temporary, path)
            return True
        self.sync_folder(path.parent)
        self.remove(temporary)
        return True

    def set_aside(self, path: Path, size_bytes: int) -> None:
        """Make a file at ``path`` that takes up ``size_bytes`` of the medium, in place of what is there.

        Raises:
            DiskFullError: When there is not so much room; then no file is left.
        """
        with _storage("make", path):
            descriptor = self._system.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with _storage("make", path):
                try:
                    self._system.allocate(descriptor, size_bytes)
                    self._system.fsync(descriptor)
                finally:
                    self._system.close(descriptor)
        except StorageError:
            with suppress(OSError):
                self._system.unlink(path)
            raise
        self.sync_folder(path.parent)

    def destroy(self, path: Path, chance: Chance) -> None:
        """Overwrite a file with noise, durably, then remove it. What the medium's old blocks keep is beyond us."""
        with _storage("overwrite", path):
            descriptor = self._system.open(path, os.O_WRONLY, 0o600)
            try:
                left = os.fstat(descriptor).st_size
                while left:
                    left -= self._system.write(descriptor, chance(min(left, 1 << 20)))
                self._system.fsync(descriptor)
            finally:
                self._system.close(descriptor)
        self.remove(path)

    def rename(self, old: Path, new: Path) -> None:
        """Move a file in one step and make the move durable."""
        with _storage("rename", old):
            self._system.rename(old, new)
        self.sync_folder(new.parent)
        if old.parent != new.parent:
            self.sync_folder(old.parent)

    def remove(self, path: Path) -> None:
        """Remove a file and make the removal durable."""
        with _storage("remove", path):
            self._system.unlink(path)
        self.sync_folder(path.parent)

    def make_folder(self, path: Path) -> None:
        """Make ``path`` and its missing parents, durably, each readable by its owner alone.

        Of a folder that is there the name is made durable once: whoever made it may have died before.
        """
        is_there = path.is_dir()
        if is_there and path in self._durable:
            return
        if not is_there:
            if path.parent != path:
                self.make_folder(path.parent)
            with _storage("make", path):
                try:
                    self._system.mkdir(path)
                except FileExistsError:
                    if not path.is_dir():
                        raise
        # Nobody here made it in a folder in which nobody here may write.
        if not is_there or os.access(path.parent, os.W_OK):
            self.sync_folder(path.parent)
        self._durable.add(path)

    def trim(self, folder: Path) -> bool:
        """Ask the medium to let go of blocks that nothing uses any more; give whether it was taken up.

        It takes rights that a user seldom has, and a medium that can: a refusal is no error.
        """
        try:
            self._system.trim(folder)
        except OSError:
            return False
        return True

    def sync_folder(self, path: Path) -> None:
        """Make the names in ``path`` durable."""
        self._sync(path, os.O_RDONLY | os.O_DIRECTORY)

    def sync_file(self, path: Path) -> None:
        """Make durable what another process wrote to ``path`` and perhaps did not sync before it died."""
        self._sync(path, os.O_RDONLY)

    def _sync(self, path: Path, flags: int) -> None:
        with _storage("sync", path):
            descriptor = self._system.open(path, flags, 0)
            try:
                self._system.fsync(descriptor)
            finally:
                self._system.close(descriptor)

    def _written(self, path: Path, content: bytes, *, is_durable: bool = True) -> Path:
        """Write ``content``, durably unless it is synced later, beside where it shall stand, and give where."""
        temporary = path.with_name(path.name + ".new")
        with _storage("write", path):
            descriptor = self._system.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                view = memoryview(content)
                while view:
                    view = view[self._system.write(descriptor, bytes(view[:_BITE_BYTES])) :]
                if is_durable:
                    self._system.fsync(descriptor)
            finally:
                self._system.close(descriptor)
        return temporary


@contextmanager
def _storage(act: str, path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _storage_error(act, path, error) from error


def _storage_error(act: str, path: Path, error: OSError) -> StorageError:
    kind = DiskFullError if error.errno in _FULL else StorageError
    return kind(f"cannot {act} {path.name}: {error.strerror}")
