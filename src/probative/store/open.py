"""Opens a store and chooses its driver: the one module of this package that callers of stages need beside the ports."""

from pathlib import Path
from typing import Final

from probative.base.fs import Disk
from probative.store.memory import MemoryStore
from probative.store.ports import Store

KEY_BYTES: Final = 32
"""The index takes a raw 256-bit key; stretching a passphrase is the keybag's work."""

_SUFFIXES: Final = ("", "-wal", "-shm", "-journal")


def open_memory() -> Store:
    """Give an empty store that lives as long as the process."""
    return MemoryStore()


def open_index(path: Path, *, key: bytes, disk: Disk | None = None) -> Store:
    """Open the encrypted index at ``path``, making it or bringing it up to date as needed.

    Args:
        path: The database, ``index/`` of a case folder plus a name. The folder must be there.
        key: 32 random bytes from the keybag; the only key that will ever open it.
        disk: Makes the file, so that it is its owner's alone from the first byte; the system's disk if not given.

    Raises:
        ValueError: When ``key`` is not 32 bytes long.
        KeyRefusedError: When the key does not open the index, or its first page is damaged.
        IndexVersionError: When a newer Probative made it.
        IndexDamagedError: When its bytes are not what was written.
        StorageError: When the disk refuses.
        CaseBusyError: When another process is writing to it.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"the index takes a key of {KEY_BYTES} bytes, not {len(key)}")
    # SQLAlchemy costs a third of a second to import: only who opens an index pays.
    from probative.store.sqlite.driver import SqliteStore

    if not path.exists():
        (disk or Disk()).append(path).close()
    return SqliteStore(path, key=key)


def remove_index(path: Path, *, disk: Disk | None = None) -> None:
    """Remove the index at ``path`` with all that belongs to it; does nothing when there is none.

    Raises:
        StorageError: When the disk refuses.
    """
    for suffix in _SUFFIXES:
        part = path.with_name(path.name + suffix)
        if part.exists():
            (disk or Disk()).remove(part)
