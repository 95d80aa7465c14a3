"""Files and folders as they lie on a disk, each named once, in one order."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from probative.intake.arrivals import Arrival, Refusal
from probative.intake.budgets import Budget
from probative.intake.errors import ArrivalFailed, PathMissing
from probative.intake.naming import shown
from probative.model.gaps import GapKind

_SPECIAL = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFLNK: "a link; what it points to was not taken",
}

Opener = Callable[[str], int]
"""Opens a path to read, without following a link and without waiting, and gives the descriptor."""


def open_descriptor(path: str) -> int:
    """Open ``path`` to read. A pipe does not block; a link at its end is refused."""
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)


def walk(paths: Sequence[Path], *, budget: Budget, opener: Opener = open_descriptor) -> Iterator[Arrival | Refusal]:
    """Give every file under ``paths``.

    Args:
        paths: Files and folders, as the caller named them; a link named here is followed, one met inside is not.
        budget: Only ``file_bytes`` counts here.
        opener: How files are opened.

    Yields:
        Arrivals named by their path below what was delivered, and a refusal for each link, pipe, socket, device and
        unreadable item. Paths are taken in the order of their bytes, each once; a folder's content in the same order.

    Raises:
        PathMissing: When one of ``paths`` does not exist; nothing is given then.
    """
    roots = sorted({os.fsencode(path.absolute()) for path in paths})
    for root in roots:
        if not os.path.lexists(root):
            raise PathMissing(f"no such file or folder: {shown(root)}")
    return _walked(roots, budget, opener)


def _walked(roots: list[bytes], budget: Budget, opener: Opener) -> Iterator[Arrival | Refusal]:
    for root in roots:
        pending = [iter([(os.path.realpath(root), root.rstrip(b"/").rpartition(b"/")[2] or b"root")])]
        while pending:
            path, name = next(pending[-1], (b"", b""))
            if not path:
                pending.pop()
                continue
            try:
                mode = os.lstat(path).st_mode
                if stat.S_ISDIR(mode):
                    pending.append(_inside(path, name))
                    continue
            except OSError as error:
                yield _refused(name, error)
                continue
            yield _file(path, shown(name), mode, budget, opener)


def _inside(path: bytes, name: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give what lies in a folder, in the order of its bytes. Names stay bytes: not all of them are text."""
    found = sorted(os.listdir(path))  # noqa: PTH208 -- pathlib cannot give names as bytes
    return ((path + b"/" + item, name + b"/" + item) for item in found)


def _file(path: bytes, label: str, mode: int, budget: Budget, opener: Opener) -> Arrival | Refusal:
    special = _SPECIAL.get(stat.S_IFMT(mode))
    if special is not None:
        return Refusal(name=label, kind=GapKind.NOT_ACCESSIBLE, detail=f"it is {special}")
    try:
        descriptor = opener(os.fsdecode(path))
    except OSError as error:
        return _refused(label.encode(), error)
    try:
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return Refusal(name=label, kind=GapKind.NOT_ACCESSIBLE, detail="it is no regular file")
    if budget.file_bytes is not None and status.st_size > budget.file_bytes:
        detail = f"it has {status.st_size} bytes; the budget allows {budget.file_bytes}"
        return Refusal(name=label, kind=GapKind.OVER_BUDGET, detail=detail)
    opened = partial(_opened, os.fsdecode(path), label, opener)
    return Arrival(name=label, size_bytes=status.st_size, open=opened)


def _opened(path: str, label: str, opener: Opener) -> BinaryIO:
    try:
        descriptor = opener(path)
    except OSError as error:
        raise ArrivalFailed(label, f"it can no longer be opened ({error.strerror})") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ArrivalFailed(label, "it is no longer a regular file")
    return os.fdopen(descriptor, "rb")


def _refused(name: bytes, error: OSError) -> Refusal:
    return Refusal(name=shown(name), kind=GapKind.NOT_ACCESSIBLE, detail=f"it cannot be opened ({error.strerror})")
