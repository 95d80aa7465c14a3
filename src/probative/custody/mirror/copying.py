"""Bytes from one side to the other: resumable, verified, and never over what verifies."""

import hashlib
import os
from pathlib import Path

from probative.base.digest import BLOCK_BYTES
from probative.base.errors import StorageError
from probative.base.fs import Disk
from probative.custody.fixity.objects import hash_pack
from probative.custody.layout import Layout


def verifies(path: Path) -> bool:
    """Whether a closed pack is there and its SHA-256 is its name.

    Raises:
        StorageError: When it is there and cannot be read for another reason than that its medium is broken there.
    """
    return path.is_file() and not path.is_symlink() and not hash_pack(path, path.name).findings


def copy_pack(source: Path, target: Path, *, into: Layout, disk: Disk) -> int:
    """Copy a closed pack that verifies; give how many bytes were written, 0 where the source gave other bytes.

    What an interrupted copy left in ``incoming/`` is gone on with. The copy is read back before it takes its name, past
    what memory still holds of it, as far as the system lets go of that.

    Raises:
        StorageError: When the disk refuses.
    """
    disk.make_folder(into.incoming)
    part = into.incoming / source.name
    n_bytes, digest = _copied(source, part, disk)
    if digest != source.name:
        # Whatever lay there from before was something else: once more, from the start.
        disk.remove(part)
        n_bytes, digest = _copied(source, part, disk)
    _forget(part)
    if digest != source.name or not _is(part, source.name):
        disk.remove(part)
        return 0
    disk.make_folder(target.parent)
    if target.exists():
        put_aside(target, within=into, disk=disk)
    disk.rename(part, target)
    return n_bytes


def copy_whole(source: Path, target: Path, *, into: Layout, disk: Disk) -> int:
    """Copy a file of any size that has no name to verify it by: the pack being written when a crash came."""
    disk.make_folder(into.incoming)
    part = into.incoming / source.name
    if part.exists():
        disk.remove(part)
    n_bytes, _ = _copied(source, part, disk)
    disk.make_folder(target.parent)
    disk.rename(part, target)
    return n_bytes


def put_aside(path: Path, *, within: Layout, disk: Disk) -> None:
    """Move what does not verify into ``quarantine/``, whole, so that nothing is lost by a repair."""
    disk.make_folder(within.quarantine)
    free = within.quarantine / path.name
    number = 1
    while free.exists():
        number += 1
        free = within.quarantine / f"{path.name}.{number}"
    disk.rename(path, free)


def same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes.

    Raises:
        StorageError: When one cannot be read.
    """
    try:
        if not other.is_file() or one.stat().st_size != other.stat().st_size:
            return False
        with one.open("rb") as first, other.open("rb") as second:
            while block := first.read(BLOCK_BYTES):
                if block != second.read(BLOCK_BYTES):
                    return False
    except OSError as error:
        raise StorageError(f"cannot read {one.name}: {error.strerror}") from error
    return True


def _copied(source: Path, part: Path, disk: Disk) -> tuple[int, str]:
    state = hashlib.sha256()
    appender = disk.append(part)
    try:
        done = appender.size_bytes
        with part.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                state.update(block)
        with source.open("rb") as file:
            file.seek(done)
            while block := file.read(BLOCK_BYTES):
                state.update(block)
                appender.write(block)
        appender.sync()
        return appender.size_bytes - done, state.hexdigest()
    except OSError as error:
        raise StorageError(f"cannot read {source.name}: {error.strerror}") from error
    finally:
        appender.close()


def _is(path: Path, digest: str) -> bool:
    state = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                state.update(block)
    except OSError as error:
        raise StorageError(f"cannot read back {path.name}: {error.strerror}") from error
    return state.hexdigest() == digest


def _forget(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
