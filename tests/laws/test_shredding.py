"""A shred is done or was never begun, wherever the process that did it died."""

import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from probative.base.fs import Disk, PosixSystem
from probative.custody.check import check
from probative.custody.findings import Severity
from probative.custody.shredding import unfinished
from probative.flow.secret import unlocked
from probative.flow.shredding import Ground, shred
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from tests.faults.dice import Dice
from tests.flow.conftest import Room, pristine_room, room_in, watch

__all__ = ["pristine_room"]

pytestmark = pytest.mark.slow


class Died(BaseException):
    """The process died here."""


class Dying(PosixSystem):
    """A disk on which a process does so many acts, and then no more."""

    def __init__(self, n_acts: int) -> None:
        self.n_left = n_acts
        self.n_done = 0

    def _act(self) -> None:
        if self.n_done >= self.n_left:
            raise Died
        self.n_done += 1

    def open(self, path: Path, flags: int, mode: int) -> int:
        if flags & os.O_CREAT:
            self._act()
        return super().open(path, flags, mode)

    def write(self, descriptor: int, content: bytes) -> int:
        self._act()
        # The act that is cut off may have come to a half.
        return super().write(descriptor, content if self.n_done < self.n_left else content[: max(1, len(content) // 2)])

    def fsync(self, descriptor: int) -> None:
        pass

    def truncate(self, descriptor: int, size_bytes: int) -> None:
        self._act()
        super().truncate(descriptor, size_bytes)

    def rename(self, old: Path, new: Path) -> None:
        self._act()
        super().rename(old, new)

    def unlink(self, path: Path) -> None:
        self._act()
        super().unlink(path)

    def mkdir(self, path: Path) -> None:
        self._act()
        super().mkdir(path)

    def trim(self, path: Path) -> None:
        raise OSError(95, "Operation not supported")


def shredded(room: Room, n_acts: int) -> int:
    """Shred on a disk that dies after so many acts; give how many were done."""
    dying = Dying(n_acts)
    with suppress(Died):
        shred(
            room.folder,
            replace(room.given, disk=Disk(dying)),
            ["E-0002"],
            ground=Ground.MISTAKE,
            why="a test",
            watch=watch,
        )
    return dying.n_done


def copied(pristine: Room, place: Path) -> Room:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(pristine.place, place)
    return room_in(place)


def state_of(room: Room) -> tuple[bool, bool]:
    """Say whether the exhibit is there, and whether a word of it is in anything that the keys open."""
    with room.open(write=True) as case:
        assert unfinished(case.custody.log) == ()
        is_there = case.store.get(Exhibit, "E-0002") is not None
        assert is_there == any(claim.exhibit == "E-0002" for claim in case.store.all(Claim))
        opened = b"".join(case.custody.read_object(one.hex()) for one in case.keybag.object_ids())
        opened += b"".join(case.store.export())
    keys = unlocked(room.folder, room.given)
    found = list(check(room.folder, keys=keys, full=True, guards=room.given.guard_folder))
    keys.close()
    assert [one for one in found if one.severity is Severity.DAMAGE] == []
    return is_there, b"ferryman" in opened


def test_a_shred_is_done_or_was_never_begun_wherever_it_was_cut_off(pristine_room: Room, tmp_path: Path) -> None:
    n_acts = shredded(copied(pristine_room, tmp_path / "whole"), 1_000_000)
    dice, seen = Dice("cut off"), set()
    # The order stands about in the middle: there the moments lie close.
    moments = sorted(
        {1, n_acts - 1, *(n_acts * share // 12 for share in range(2, 12)), *(dice.below(n_acts) for _ in range(4))}
    )
    for moment in moments:
        room = copied(pristine_room, tmp_path / "cut")
        shredded(room, moment)
        is_there, is_readable = state_of(room)
        assert is_there == is_readable, f"cut off after {moment} of {n_acts} acts"
        seen.add(is_there)
        if is_there:
            shredded(room, 1_000_000)
            assert state_of(room) == (False, False)
    assert seen == {True, False}
