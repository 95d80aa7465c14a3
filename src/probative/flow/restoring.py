"""Saying that a case was put back from a backup, once and for ever."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from probative.flow import acts
from probative.flow.case import rebuild
from probative.flow.keyed import custody_of, keys_of
from probative.flow.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A new epoch: its number, how many entries the backup holds, and how many had been signed and are given up."""

    epoch: int
    held: int
    lost: int


def open_restored(folder: Path, given: Settings, *, why: str) -> Restored:
    """Open a case that lacks what this machine saw signed, in a new epoch that says so; make its index again.

    Raises:
        NotACaseError: When there is none.
        NothingRestoredError: When the case lacks nothing.
        As ``open_case``.
    """
    with ExitStack() as closing:
        keybag = keys_of(folder, given, closing)
        custody = custody_of(folder, given, keybag, closing, write=True, restored=acts.text(why))
        said = custody.log.restored[-1][1].public
    # The index may know the history that was given up.
    rebuild(folder, given)
    return Restored(epoch=_count(said["epoch"]), held=_count(said["held"]), lost=_count(said["lost"]))


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
