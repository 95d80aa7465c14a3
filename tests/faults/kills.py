"""B1: a writer is killed (SIGKILL) at a random moment, again and again; what it acknowledged is there."""

import os
import shutil
import signal
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from probative.base.errors import ProbativeError
from probative.base.fs import Disk
from probative.custody.shredding import unfinished
from tests.custody.making import damage, exhibit, new_case, reopened
from tests.faults.dice import Dice
from tests.faults.figures import Figures
from tests.faults.journeys import shredded, small_files

_MOST_BROKEN = 5
_RUNS_PER_CASE = 10
_DIGEST = struct.Struct(">32s")


def run(n: int, place: Path, *, seed: str = "b1", longest_s: float = 0.25) -> Figures:
    """Kill a writer ``n`` times on a real disk, and look at the case after each."""
    figures = Figures("B1 kill -9 while writing")
    dice = Dice(seed)
    acknowledged: list[bytes] = []
    root = place / "b1"
    n_acknowledged = 0
    while figures.n < n and len(figures.broken) < _MOST_BROKEN:
        if figures.n % _RUNS_PER_CASE == 0:
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir(parents=True)
            custody, keys = new_case(root, disk=Disk())
            custody.close()
            keys.close()
            acknowledged = []
        told = killed_writer(root, dice, pause_s=dice.share() * longest_s, disk=Disk())
        acknowledged += told
        n_acknowledged += len(told)
        figures.n += 1
        if (broken := kept(root, acknowledged)) is not None:
            figures.broken.append(f"run {figures.n}: {broken}")
    figures.said.append(f"{n_acknowledged} entries acknowledged before the kills")
    shutil.rmtree(root, ignore_errors=True)
    return figures


def killed_writer(
    root: Path, dice: Dice, *, pause_s: float, disk: Disk, at_once: Callable[[], None] | None = None
) -> list[bytes]:
    """Let a process of its own write to the case and kill it after a while; give what it acknowledged.

    Args:
        root: Where the case lies.
        dice: What the writer does.
        pause_s: When it is killed, from its first acknowledgement on.
        disk: What it writes to.
        at_once: What is done right after the kill, before anything is read.
    """
    reading, writing = os.pipe()
    seed = dice.content(8).hex()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with suppress(BaseException):
            _write(root, Dice(seed), disk, writing)
        os._exit(0)
    os.close(writing)
    told = os.read(reading, _DIGEST.size)
    time.sleep(pause_s)
    os.kill(child, signal.SIGKILL)
    if at_once is not None:
        at_once()
    os.waitpid(child, 0)
    while block := os.read(reading, 1 << 16):
        told += block
    os.close(reading)
    return [told[at : at + _DIGEST.size] for at in range(0, len(told) - _DIGEST.size + 1, _DIGEST.size)]


def _write(root: Path, dice: Dice, disk: Disk, writing: int) -> None:
    import hashlib

    with small_files(segment_bytes=6000, pack_bytes=9000):
        custody, keys = reopened(root, disk=disk)
        while True:
            for _ in range(1 + dice.below(3)):
                exhibit(custody, dice.content(20 + dice.below(3000)), "note.txt")
            custody.record("claim.recorded", {"words": dice.content(20).hex()})
            done = custody.acknowledge()
            os.write(writing, b"".join(hashlib.sha256(one.entry.content).digest() for one in done))
            turn = dice.below(7)
            if turn == 0:
                custody.checkpoint()
            elif turn == 1:
                custody.seal()
            elif turn == 2:
                custody.close()
                custody, keys = reopened(root, disk=disk)
            elif turn == 3:
                shredded(custody, keys, dice)
                done = [one for one in custody.entries() if one.entry.kind in ("shred.ordered", "object.shredded")]
                os.write(writing, b"".join(hashlib.sha256(one.entry.content).digest() for one in done[-2:]))


def kept(root: Path, acknowledged: list[bytes]) -> str | None:
    """Say what of the promises does not hold; ``None`` when all does."""
    import hashlib

    try:
        custody, keys = reopened(root)
        entries = list(custody.entries())
        held = [hashlib.sha256(one.entry.content).digest() for one in entries]
        for one in entries:
            if one.fields and "object" in one.fields:
                custody.read_object(one.fields["object"])
        if unfinished(custody.log):
            return "an order to shred was not carried out"
        custody.close()
        keys.close()
    except (ProbativeError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    if lost := len(set(acknowledged) - set(held)):
        return f"{lost} of {len(acknowledged)} acknowledged entries are lost"
    if len(set(held)) != len(held):
        return "an entry stands twice"
    if found := damage(root):
        return f"check: {found[0].where}: {found[0].what}"
    return None
