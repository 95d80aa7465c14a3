"""Saying that a case was put back from a backup, once and for ever."""

from dataclasses import dataclass
from pathlib import Path

from probative.custody.errors import NotACaseError
from probative.custody.opening import open_case
from probative.flow import acts
from probative.flow.case import rebuild
from probative.flow.keyed import is_case
from probative.flow.secret import unlocked
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
    if not is_case(folder):
        raise NotACaseError(f"{folder} holds no case")
    keybag = unlocked(folder, given)
    try:
        custody = open_case(
            folder,
            keys=keybag,
            disk=given.disk,
            clock=given.clock,
            chance=given.chance,
            guards=given.guard_folder,
            write=True,
            restored=acts.text(why),
        )
        said = custody.log.restored[-1][1].public
        custody.close()
    finally:
        keybag.close()
    # The index may know the history that was given up.
    rebuild(folder, given)
    return Restored(epoch=_count(said["epoch"]), held=_count(said["held"]), lost=_count(said["lost"]))


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
