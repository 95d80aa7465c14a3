"""Every durable write goes through here, so that a fault can be injected at each step.

The promises: what ``sync`` or ``replace`` returned from survives a power cut; a failed write or sync raises
``StorageError`` and poisons the file for good (a retried fsync may lie); nothing is ever half replaced.

Source: shared/reference/custody.md sections 4.1 and 10.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from probative.base.errors import StorageError


class System(Protocol):
    """The few calls that change a disk. Tests hand in one that fails or records."""

    def open(self, path: Path, flags: int, mode: int) -> int: ...  # noqa: D102
    def write(self, descriptor: int, content: bytes) -> int: ...  # noqa: D102
    def fsync(self, descriptor: int) -> None: ...  # noqa: D102
    def truncate(self, descriptor: int, size_bytes: int) -> None: ...  # noqa: D102
    def close(self, descriptor: int) -> None: ...  # noqa: D102
    def rename(self, old: Path, new: Path) -> None: ...  # noqa: D102
    def unlink(self, path: Path) -> None: ...  # noqa: D102
    def mkdir(self, path: Path) -> None: ...  # noqa: D102


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

    def close(self, descriptor: int) -> None:
        """Close ``descriptor``."""
        os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Move ``old`` over ``new`` in one step."""
        old.replace(new)

    def unlink(self, path: Path) -> None:
        """Remove the file ``path``."""
        path.unlink()

    def mkdir(self, path: Path) -> None:
        """Make the folder ``path``, readable by its owner alone."""
        path.mkdir(mode=0o700)


class Appender:
    """An open file that only grows. Made by ``Disk.append``."""

    def __init__(self, system: System, path: Path, descriptor: int, size_bytes: int) -> None:
        self._system = system
        self._descriptor = descriptor
        self._lost: StorageError | None = None
        self.path = path
        self.size_bytes = size_bytes

    def write(self, content: bytes) -> None:
        """Append all of ``content``. It is durable only after ``sync``.

        Raises:
            StorageError: When the disk refuses; the file takes no more after that.
        """
        self._refuse_if_lost()
        view = memoryview(content)
        with self._poisoning("write to"):
            while view:
                taken = self._system.write(self._descriptor, bytes(view[: 1 << 22]))
                view = view[taken:]
                self.size_bytes += taken

    def sync(self) -> None:
        """Return only when everything written so far survives a power cut.

        Raises:
            StorageError: When the medium refuses. Never retried: what was not synced counts as lost.
        """
        self._refuse_if_lost()
        with self._poisoning("sync"):
            self._system.fsync(self._descriptor)

    def cut(self, size_bytes: int) -> None:
        """Drop everything from ``size_bytes`` on: for a write that was never acknowledged.

        Raises:
            ValueError: When the file is shorter than that.
        """
        self._refuse_if_lost()
        if not 0 <= size_bytes <= self.size_bytes:
            raise ValueError(f"cannot cut {self.size_bytes} bytes to {size_bytes}")
        with self._poisoning("cut"):
            self._system.truncate(self._descriptor, size_bytes)
            self.size_bytes = size_bytes

    def close(self) -> None:
        """Close the file. Says nothing about durability.

        Raises:
            StorageError: When the disk refuses; what was synced before is safe.
        """
        with self._poisoning("close"):
            self._system.close(self._descriptor)

    def _refuse_if_lost(self) -> None:
        if self._lost is not None:
            raise self._lost

    @contextmanager
    def _poisoning(self, act: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._lost = StorageError(f"cannot {act} {self.path.name}: {error.strerror}")
            raise self._lost from error


class Disk:
    """Durable acts on files and folders."""

    def __init__(self, system: System | None = None) -> None:
        self._system: System = system if system is not None else PosixSystem()

    def append(self, path: Path) -> Appender:
        """Open ``path`` to append, making it (durably, mode 0600) when it is not there."""
        is_new = not path.exists()
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | (os.O_EXCL if is_new else 0)
        with _storage("open", path):
            descriptor = self._system.open(path, flags, 0o600)
        try:
            with _storage("open", path):
                size_bytes = os.fstat(descriptor).st_size
            # Also where the file was there: whoever made it may have died before its name was durable.
            self.sync_folder(path.parent)
        except StorageError:
            self._system.close(descriptor)
            raise
        return Appender(self._system, path, descriptor, size_bytes)

    def replace(self, path: Path, content: bytes) -> None:
        """Put ``content`` at ``path`` so that a reader sees the old bytes or the new ones, never a mixture."""
        temporary = path.with_name(path.name + ".new")
        with _storage("write", path):
            descriptor = self._system.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                view = memoryview(content)
                while view:
                    view = view[self._system.write(descriptor, bytes(view[: 1 << 22])) :]
                self._system.fsync(descriptor)
            finally:
                self._system.close(descriptor)
        self.rename(temporary, path)

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
        """Make ``path`` and its missing parents, durably, each readable by its owner alone."""
        if path.is_dir():
            return
        if path.parent != path:
            self.make_folder(path.parent)
        with _storage("make", path):
            try:
                self._system.mkdir(path)
            except FileExistsError:
                if not path.is_dir():
                    raise
        self.sync_folder(path.parent)

    def sync_folder(self, path: Path) -> None:
        """Make the names in ``path`` durable."""
        with _storage("sync", path):
            descriptor = self._system.open(path, os.O_RDONLY | os.O_DIRECTORY, 0)
            try:
                self._system.fsync(descriptor)
            finally:
                self._system.close(descriptor)


@contextmanager
def _storage(act: str, path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"cannot {act} {path.name}: {error.strerror}") from error
