"""B5: the machine's clock jumps; the ledger's order stands, the case checks clean, and a jump back is told."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from probative.base.chance import system_chance
from probative.base.clock import Clock
from probative.custody.check import check
from probative.custody.findings import Severity
from probative.custody.opening import create_case, open_case
from probative.custody.seal.keybag import create_keybag, open_keybag
from tests.custody.making import QUICK, SECRET, exhibit
from tests.faults.figures import Figures

_START = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
_YEAR = timedelta(days=365.25)

JUMPS: tuple[timedelta | datetime, ...] = (
    10 * _YEAR,
    -10 * _YEAR,
    timedelta(hours=1),
    timedelta(hours=-1),
    timedelta(days=1),
    timedelta(days=-1),
    timedelta(seconds=-1),
    timedelta(seconds=1),
    timedelta(0),
    datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(2106, 2, 7, 6, 28, 16, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(1980, 1, 1, tzinfo=UTC),
    datetime(2000, 2, 29, 12, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 0, tzinfo=UTC),
    datetime(2999, 12, 31, 23, 59, 59, tzinfo=UTC),
)
"""From one act to the next: by how much the clock jumps, or to when."""


class Jumping:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = _START

    def __call__(self) -> datetime:
        """Say what it says."""
        return self.now

    def jump(self, to: timedelta | datetime) -> None:
        """Set it."""
        self.now = to if isinstance(to, datetime) else self.now + to


def run(place: Path) -> Figures:
    """Let the clock make each jump between two acts, across a close and an opening."""
    figures = Figures("B5 jumps of the clock")
    for jump in JUMPS:
        root = place / "b5"
        shutil.rmtree(root, ignore_errors=True)
        clock = Jumping()
        figures.n += 1
        before = clock.now
        n_entries = _write(root, clock, jump)
        if (broken := _look(root, went_back=clock.now < before, n_entries=n_entries)) is not None:
            figures.broken.append(f"{jump}: {broken}")
    return figures


def _write(root: Path, clock: Jumping, jump: timedelta | datetime) -> int:
    guards = root / "guards"
    keys = create_keybag(root / "case", secret=SECRET, disk=QUICK, chance=system_chance)
    custody = create_case(root / "case", keys=keys, disk=QUICK, clock=clock, chance=system_chance, guards=guards)
    exhibit(custody, b"before", "a.txt")
    custody.acknowledge()
    custody.close()
    keys.close()
    clock.jump(jump)
    typed: Clock = clock
    keys = open_keybag(root / "case", secret=SECRET, disk=QUICK, chance=system_chance)
    custody = open_case(
        root / "case", keys=keys, disk=QUICK, clock=typed, chance=system_chance, guards=guards, write=True
    )
    exhibit(custody, b"after", "b.txt")
    custody.acknowledge()
    custody.close()
    keys.close()
    return custody.size


def _look(root: Path, *, went_back: bool, n_entries: int) -> str | None:
    keys = open_keybag(root / "case", secret=SECRET, disk=QUICK, chance=system_chance)
    found = list(check(root / "case", keys=keys, full=True, guards=root / "guards"))
    if damaged := [one for one in found if one.severity is Severity.DAMAGE]:
        return f"check: {damaged[0].what}"
    told = "clock.backwards" in {one.code for one in found}
    if told != went_back:
        return "a jump back is not told" if went_back else "told of a jump back that was none"
    custody = open_case(
        root / "case", keys=keys, disk=QUICK, clock=Jumping(), chance=system_chance, guards=root / "guards", write=False
    )
    indices = [one.index for one in custody.entries()]
    return None if indices == list(range(n_entries)) else "the order of the entries is another"
