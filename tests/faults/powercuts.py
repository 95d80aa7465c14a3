"""B2: the power is cut under a real file system: the writer is killed and its disk copied at that moment.

An ext4 in a file, mounted through a loop device. What the kernel had not brought to that file is not in the copy, so
the copy is what a power cut leaves; mounted, it replays its journal like any disk. Without syncing, acknowledged
entries must be lost: a control that loses nothing shows that the emulation is none.

Source: shared/reference/custody.md, finding F5.
"""

import filecmp
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from probative.base.fs import Disk
from tests.custody.making import Unsynced, new_case
from tests.faults.dice import Dice
from tests.faults.figures import Figures
from tests.faults.kills import kept, killed_writer

_IMAGE_MIB = 24
_MOST_BROKEN = 5
CONTROL_SHARE = 0.9


class NoLoopDevices(RuntimeError):
    """This machine cannot mount a file: nothing was tried."""


def run(n: int, place: Path, *, seed: str = "b2", n_control: int | None = None, longest_s: float = 0.25) -> Figures:
    """Cut the power ``n`` times; then some times more with a disk that only says that it synced."""
    figures = Figures("B2 power cuts on ext4")
    dice = Dice(seed)
    try:
        n_told = _cuts(n, place, dice, figures, longest_s=longest_s)
        control = Figures("control")
        _cuts(n_control or max(3, n // 10), place, dice, control, longest_s=longest_s, is_control=True)
    except NoLoopDevices as error:
        figures.not_run = str(error)
        return figures
    n_lost = len(control.broken)
    figures.said.append(f"{n_told} entries acknowledged before the cuts")
    figures.said.append(f"control without syncing: data lost in {n_lost} of {control.n}")
    if n_lost < CONTROL_SHARE * control.n:
        figures.broken.append(f"the control lost data in {n_lost} of {control.n} only: this emulates no power cut")
    return figures


def can_cut() -> str | None:
    """Say why the power cannot be cut on this machine; ``None`` where it can."""
    with tempfile.TemporaryDirectory() as name:
        image, at = Path(name) / "probe", Path(name) / "at"
        at.mkdir()
        try:
            _make(image)
            _mount(image, at)
            _run("umount", str(at))
        except NoLoopDevices as error:
            return str(error)
    return None


def _cuts(n: int, place: Path, dice: Dice, figures: Figures, *, longest_s: float, is_control: bool = False) -> int:
    n_told = 0
    image, copy = place / "b2.img", place / "b2.cut"
    live, left = place / "b2-live", place / "b2-left"
    place.mkdir(parents=True, exist_ok=True)
    for folder in (live, left):
        folder.mkdir(exist_ok=True)
    _make(image)
    _mount(image, live)
    try:
        while figures.n < n and (is_control or len(figures.broken) < _MOST_BROKEN):
            shutil.rmtree(live / "root", ignore_errors=True)
            (live / "root").mkdir()
            disk = Disk(Unsynced()) if is_control else Disk()
            custody, keys = new_case(live / "root", disk=disk)
            custody.close()
            keys.close()
            told = killed_writer(
                live / "root",
                dice,
                pause_s=dice.share() * longest_s,
                disk=disk,
                at_once=lambda: _copy(image, copy),
            )
            if not told:
                continue
            n_told += len(told)
            figures.n += 1
            _mount(copy, left)
            try:
                broken = kept(left / "root", told)
            finally:
                _run("umount", str(left))
            if broken is not None:
                figures.broken.append(f"cut {figures.n}: {broken}")
    finally:
        _run("umount", str(live))
        for path in (image, copy, copy.with_suffix(".again")):
            path.unlink(missing_ok=True)
    return n_told


def _make(image: Path) -> None:
    with image.open("wb") as file:
        file.truncate(_IMAGE_MIB << 20)
    _run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))


def _copy(image: Path, copy: Path) -> None:
    """Copy the disk as it stood at one moment: while the kernel writes to it, a copy is of no moment at all."""
    again = copy.with_suffix(".again")
    _run("cp", "--sparse=always", str(image), str(copy))
    for _ in range(50):
        _run("cp", "--sparse=always", str(image), str(again))
        stood_still = filecmp.cmp(copy, again, shallow=False)
        again.replace(copy)
        if stood_still:
            return
    raise NoLoopDevices("the disk never stood still long enough to be copied: nothing can be said of power cuts")


def _mount(image: Path, at: Path) -> None:
    with suppress(NoLoopDevices):
        _run("mount", "-o", "loop,noatime", str(image), str(at))
        return
    raise NoLoopDevices("no loop device, or no right to mount one: POWER CUTS WERE NOT TRIED on this machine")


def _run(*words: str) -> None:
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NoLoopDevices(f"{words[0]}: {error}") from error
    if done.returncode:
        raise NoLoopDevices(f"{' '.join(words)}: {done.stderr.strip()}")


if __name__ == "__main__":
    if (why := can_cut()) is not None:
        sys.exit(why)
