"""Room kept back on the case's own disk, so that a full disk can still be told of.

A file of fixed size that holds nothing. When the disk is full it is removed, and what it took up goes to the entry
that says so and to a last checkpoint. A case is not opened for writing before it is there again.

Source: custody rule R8 (docs/format/ledger.md).
"""

from pathlib import Path

from probative.base.errors import StorageError
from probative.base.fs import Disk

RESERVE_BYTES = 1 << 24
"""16 MiB: many times what an incident, its checkpoint and the leavings of a crash take."""


class Reserve:
    """The reserve of one case. A disk that keeps none back (``reserve_bytes`` of 0) has none."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self._path = path
        self._disk = disk

    def keep(self) -> None:
        """See to it that the room is kept back.

        Raises:
            DiskFullError: When there is not so much room.
            StorageError: When the disk refuses.
        """
        if self._disk.reserve_bytes and not self._is_kept():
            self._disk.set_aside(self._path, self._disk.reserve_bytes)

    def free(self) -> bool:
        """Give the room back to the disk; give whether there was any."""
        if not self._path.exists():
            return False
        self._disk.remove(self._path)
        return True

    def _is_kept(self) -> bool:
        try:
            return self._path.stat().st_size >= self._disk.reserve_bytes
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StorageError(f"cannot read {self._path.name}: {error.strerror}") from error
