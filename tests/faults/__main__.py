"""``make faults``: every item of the test plan at full size, as a table.

``--only B3`` runs one, ``--small`` a tenth of each. ``--write`` puts the figures of what ran at full size into
docs/explanation/faults.md, row by row, so that the items can be run one by one. ``--resume`` passes over what held
since the sources last changed. Each item is bounded in time; one that is stopped was not tried.
"""

import argparse
import hashlib
import json
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import alike, clocks, insiders, kills, mutants, powercuts, refusals, rot, shreds, states
from tests.faults.figures import Figures

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "faults.md"
DONE = ROOT / ".faults.json"
"""What held, by item, and of which sources: for ``--resume``. Not kept in the repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the test plan: how to run it, and how long it may take.

    ``run`` is given a folder in memory, a folder on a disk, and what to divide the size by.
    """

    run: Callable[[Path, Path, int], Figures]
    minutes: int


ITEMS: Mapping[str, Item] = {
    "A2": Item(run=lambda memory, _, part: mutants.run(20_000 // part, memory), minutes=30),
    "A3": Item(run=lambda memory, _, __: insiders.run(memory, is_witnessed=True), minutes=10),
    "A4": Item(run=lambda memory, _, part: alike.run(1_000 // part, memory), minutes=10),
    "B1": Item(run=lambda _, disk, part: kills.run(500 // part, disk), minutes=30),
    "B2": Item(run=lambda memory, _, part: powercuts.run(300 // part, memory), minutes=45),
    "B3": Item(run=lambda memory, _, part: states.run(1_000_000 // part, memory), minutes=60),
    "B4": Item(run=lambda memory, _, part: refusals.run(memory, every=part), minutes=30),
    "B5": Item(run=lambda memory, _, __: clocks.run(memory), minutes=5),
    "B6": Item(run=lambda memory, _, part: rot.run(1_000 // part, memory), minutes=15),
    "E1": Item(run=lambda memory, _, part: shreds.run(500 // part, memory), minutes=30),
}
"""The items of the test plan; shared/reference/custody.md section 10."""


class _TooLong(BaseException):
    """The item ran out of its time. No ``Exception``: nothing that is tested may take it for an error of its own."""


def main() -> int:
    """Run what is asked for; 0 when all of it ran and every promise held."""
    asking = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asking.add_argument("--only", nargs="+", choices=sorted(ITEMS), default=sorted(ITEMS))
    asking.add_argument("--small", action="store_true", help="a tenth of each")
    asking.add_argument("--write", action="store_true", help="put the figures into docs/explanation/faults.md")
    asking.add_argument("--resume", action="store_true", help="pass over what held since the sources last changed")
    asked = asking.parse_args()
    if asked.write and asked.small:
        asking.error("--write takes the full size")
    sources, all_hold = _sources(), True
    for name in asked.only:
        if asked.resume and _done().get(name) == sources:
            sys.stdout.write(f"{name} held before, and nothing has changed since\n")
            continue
        figures, wall_s = _ran(ITEMS[name], part=10 if asked.small else 1)
        _print(name, figures, wall_s)
        all_hold &= figures.holds
        if figures.holds and not asked.small:
            DONE.write_text(json.dumps(_done() | {name: sources}, sort_keys=True), encoding="utf-8")
        if asked.write and not figures.not_run:
            PAGE.write_text(
                written(PAGE.read_text(encoding="utf-8"), name, row(name, figures, wall_s)), encoding="utf-8"
            )
    return 0 if all_hold else 1


def row(name: str, figures: Figures, wall_s: float) -> str:
    """Write the figures of an item as a row of the page's table."""
    said = "; ".join(figures.said) or "-"
    day = f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251 - the day on which it was measured
    return f"| {name} | {figures.n:,} | {len(figures.broken)} | {said} | {wall_s:.0f} s | {day} |"


def written(page: str, name: str, line: str) -> str:
    """Put a row into the page in the place of the item's old one."""
    described, heading, figures = page.partition("## Figures")
    old = rf"(?m)^\| {name} \| [0-9].*$|^\| {name} \| not measured .*$"
    found, count = re.subn(old, line.replace("\\", r"\\"), figures)
    if count != 1:
        raise SystemExit(f"{PAGE.name} has no row for the figures of {name}")
    return described + heading + found


def _ran(item: Item, *, part: int) -> tuple[Figures, float]:
    memory = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    here, disk = Path(tempfile.mkdtemp(prefix="faults-", dir=memory)), Path(tempfile.mkdtemp(prefix="faults-"))
    begun = time.monotonic()
    try:
        with _bounded(item.minutes):
            figures = item.run(here, disk, part)
    except _TooLong:
        figures = Figures("stopped", not_run=f"it took more than {item.minutes} minutes: run it on a quieter machine")
    finally:
        shutil.rmtree(here, ignore_errors=True)
        shutil.rmtree(disk, ignore_errors=True)
    return figures, time.monotonic() - begun


@contextmanager
def _bounded(minutes: int) -> Iterator[None]:
    def stop(_: int, __: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(minutes * 60)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _done() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(DONE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _sources() -> str:
    """Give a hash over what is tested and what tests it."""
    state = hashlib.sha256()
    for folder in (
        ROOT / "src" / "probative" / "custody",
        ROOT / "src" / "probative" / "base",
        ROOT / "tests" / "faults",
    ):
        for path in sorted(folder.rglob("*.py")):
            state.update(path.read_bytes())
    return state.hexdigest()


def _print(name: str, figures: Figures, wall_s: float) -> None:
    if figures.not_run:
        sys.stdout.write(f"{name:<4}{'NOT RUN':<9}{figures.name}: {figures.not_run}\n")
        return
    mark = "holds" if figures.holds else "BROKEN"
    told = f"{name:<4}{mark:<9}{figures.n:>10,}  {len(figures.broken):>4} broken  {wall_s:>6.0f} s  {figures.name}"
    sys.stdout.write(f"{told}{''.join(f'; {said}' for said in figures.said)}\n")
    for broken in figures.broken:
        sys.stdout.write(f"      {broken}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
