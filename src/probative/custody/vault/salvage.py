"""Closing a pack that a crash left open: what was never acknowledged goes to quarantine, the rest gets its name.

Source: custody rules R1 and R3 (docs/format/vault.md).
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from probative.base.digest import BLOCK_BYTES
from probative.base.errors import StorageError
from probative.base.fs import Disk
from probative.custody.layout import Layout
from probative.custody.vault.packs import MARK, Place, end_of, table_of, walk


def salvage_pack(path: Path, *, layout: Layout, has_key: Callable[[bytes], bool], disk: Disk) -> int:
    """Close an open pack that no process is writing.

    Args:
        path: The open pack.
        layout: Where its closed form and the quarantine lie.
        has_key: Whether an object's key is in the keybag; an object without was never acknowledged.
        disk: Where to write.

    Returns:
        How many bytes were cut.

    Raises:
        StorageError: When the disk refuses.
    """
    try:
        places = list(walk(path))
        size_bytes = path.stat().st_size
    except OSError as error:
        raise StorageError(f"cannot read {path.name}: {error.strerror}") from error
    while places and not has_key(places[-1].object_id):
        places.pop()
    if not places:
        return _discard(path, size_bytes, layout=layout, disk=disk)
    table = table_of(places, end_of(places))
    cut_bytes = size_bytes - end_of(places)
    if cut_bytes and not _is_begun(path, end_of(places), table):
        quarantine(path, end_of(places), layout=layout, disk=disk)
    else:
        cut_bytes = 0
    _close(path, places, table, layout=layout, disk=disk)
    return cut_bytes


def quarantine(path: Path, start: int, *, layout: Layout, disk: Disk) -> None:
    """Copy what a file holds from ``start`` on into the quarantine, named by its place and its SHA-256."""
    disk.make_folder(layout.quarantine)
    temporary = layout.quarantine / f"{path.name}.part"
    if temporary.exists():
        disk.remove(temporary)
    state = hashlib.sha256()
    appender = disk.append(temporary)
    try:
        with path.open("rb") as file:
            file.seek(start)
            while block := file.read(BLOCK_BYTES):
                state.update(block)
                appender.write(block)
        appender.sync()
    except OSError as error:
        raise StorageError(f"cannot read {path.name}: {error.strerror}") from error
    finally:
        appender.close()
    disk.rename(temporary, layout.quarantine / f"{path.name}.{start}.{state.hexdigest()[:16]}")


def _discard(path: Path, size_bytes: int, *, layout: Layout, disk: Disk) -> int:
    cut_bytes = size_bytes - len(MARK) if size_bytes > len(MARK) else 0
    if cut_bytes:
        quarantine(path, 0, layout=layout, disk=disk)
    disk.remove(path)
    return cut_bytes


def _is_begun(path: Path, start: int, table: bytes) -> bool:
    """Whether the end of the pack is a table of contents that a crash kept from being finished: nothing is lost."""
    with path.open("rb") as file:
        file.seek(start)
        rest = file.read(len(table) + 1)
    return table.startswith(rest)


def _close(path: Path, places: list[Place], table: bytes, *, layout: Layout, disk: Disk) -> None:
    appender = disk.append(path)
    try:
        appender.cut(end_of(places))
        appender.write(table)
        appender.sync()
    finally:
        appender.close()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    closed = layout.pack(digest)
    disk.make_folder(closed.parent)
    disk.rename(path, closed)
