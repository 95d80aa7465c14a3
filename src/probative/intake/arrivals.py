"""What intake finds: an item that can be opened, or the reason why one cannot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from probative.model.gaps import GapKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One item that came, not yet read.

    ``name`` is its path below the delivered folder, or its name inside its container, safe to show. ``size_bytes`` is
    what is declared of it: exact for files, tar and stored members, an estimate where the container does not say (mail
    parts, single compressed streams). Use it for progress, never as the truth. ``open`` may be called any number of
    times; it, and each stream when read, may raise ``ArrivalFailed``. A member's stream reads from the
    container's content, which must stay open meanwhile. ``container_member`` is the member's name inside its container,
    ``None`` for a file found on disk.
    """

    name: str
    size_bytes: int
    open: Callable[[], BinaryIO]
    container_member: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One item that was not taken in, and why: the flow makes a gap of it."""

    name: str
    kind: GapKind
    detail: str
