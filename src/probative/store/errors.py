"""What can go wrong with the index. It holds nothing of its own: every hint ends in ``probative rebuild``."""

from typing import ClassVar

from probative.base.errors import CaseBusyError, CaseError, IntegrityError, KeyRefusedError, StorageError


class IndexKeyRefusedError(KeyRefusedError):
    """The key does not open the index, or the index's first page is damaged: the two look the same from outside."""

    code: ClassVar[str] = "P215"
    hint: ClassVar[str] = (
        "If the case itself opens with this key, the index is damaged: `probative rebuild DIR` makes it anew."
    )


class IndexBusyError(CaseBusyError):
    """Another process is writing to the index."""

    code: ClassVar[str] = "P225"


class IndexVersionError(CaseError):
    """The index was made by a newer Probative than this one."""

    code: ClassVar[str] = "P245"
    hint: ClassVar[str] = (
        "Use the newer Probative, or run `probative rebuild DIR` to make the index anew with this one."
    )


class IndexDamagedError(IntegrityError):
    """The index on disk is not what was written."""

    code: ClassVar[str] = "P345"
    hint: ClassVar[str] = "The index is derived: run `probative rebuild DIR`, then `probative check DIR --full`."


class IndexStorageError(StorageError):
    """The disk refused to read or write the index."""

    code: ClassVar[str] = "P445"
    hint: ClassVar[str] = "Make room or replace the disk, then run `probative rebuild DIR`; the authority is untouched."
