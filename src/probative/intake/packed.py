"""A single compressed file: a container with one member."""

import struct
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from probative.intake.arrivals import Arrival, Refusal
from probative.intake.budgets import Spending
from probative.intake.decoders import Unfolded
from probative.intake.streams import Stretch, Till, stream

_STEMS = {".gz": "", ".bz2": "", ".xz": "", ".lzma": "", ".z": "", ".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar"}
_STEMS |= {".txz": ".tar", ".tlz": ".tar"}


def packed_member(method: str) -> Callable[[BinaryIO, str, Spending], Iterator[Arrival | Refusal]]:
    """Make the opener for one compression (a key of ``decoders.MACHINES``)."""
    return partial(_members, method)


def _members(method: str, content: BinaryIO, name: str, spending: Spending) -> Iterator[Arrival | Refusal]:
    stored_bytes = content.seek(0, 2)
    label = _member_name(name)
    till = Till(label, spending, stored_bytes)
    opened = partial(_opened, method, content, label, spending.budget.ceiling(stored_bytes), till)
    size_bytes = _declared(content, stored_bytes) if method == "gzip" else stored_bytes
    yield Arrival(name=label, size_bytes=size_bytes, open=opened, container_member=label)


def _opened(method: str, content: BinaryIO, label: str, ceiling_bytes: int, till: Till) -> BinaryIO:
    source = Unfolded(label, Stretch(content, 0, content.seek(0, 2)), method, is_chain=True)
    return stream(label, source, ceiling_bytes=ceiling_bytes, pay=till)


def _member_name(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    path = PurePosixPath(last) if last not in ("", ".", "..") else PurePosixPath("content")
    ending = _STEMS.get(path.suffix.lower())
    return path.name if ending is None else f"{path.stem}{ending}"


def _declared(content: BinaryIO, stored_bytes: int) -> int:
    """Give the size that the gzip trailer states: right for one stream below 4 GiB, an estimate otherwise."""
    content.seek(max(0, stored_bytes - 4))
    trailer = content.read(4)
    return int(struct.unpack("<L", trailer)[0]) if len(trailer) == 4 else 0
