"""``make faults``: every family at full size, with its figures. ``--only B3`` runs one, ``--small`` a tenth of each."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.faults import clocks, insiders, kills, mutants, powercuts, refusals, rot, shreds, states
from tests.faults.figures import Figures

Family = Callable[[Path, Path, int], Figures]
"""Runs with a folder in memory, a folder on a disk, and what to divide the size by."""

FAMILIES: Mapping[str, Family] = {
    "A2": lambda memory, _, part: mutants.run(20_000 // part, memory),
    "A3": lambda memory, _, __: insiders.run(memory),
    "B1": lambda _, disk, part: kills.run(500 // part, disk),
    "B2": lambda memory, _, part: powercuts.run(300 // part, memory),
    "B3": lambda memory, _, part: states.run(1_000_000 // part, memory),
    "B4": lambda memory, _, part: refusals.run(memory, every=part),
    "B5": lambda memory, _, __: clocks.run(memory),
    "B6": lambda memory, _, part: rot.run(1_000 // part, memory),
    "E1": lambda memory, _, part: shreds.run(500 // part, memory),
}
"""The families of the test plan; custody.md section 10."""


def main() -> int:
    """Run what is asked for; 0 when all of it ran and every promise held."""
    asking = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asking.add_argument("--only", nargs="+", choices=sorted(FAMILIES), default=sorted(FAMILIES))
    asking.add_argument("--small", action="store_true", help="a tenth of each")
    asked = asking.parse_args()
    memory = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    all_hold = True
    for name in asked.only:
        here = Path(tempfile.mkdtemp(prefix="faults-", dir=memory))
        disk = Path(tempfile.mkdtemp(prefix="faults-"))
        begun, used = time.monotonic(), time.process_time()
        try:
            figures = FAMILIES[name](here, disk, 10 if asked.small else 1)
        finally:
            shutil.rmtree(here, ignore_errors=True)
            shutil.rmtree(disk, ignore_errors=True)
        _print(name, figures, time.monotonic() - begun, time.process_time() - used)
        all_hold &= figures.holds
    return 0 if all_hold else 1


def _print(name: str, figures: Figures, wall_s: float, cpu_s: float) -> None:
    if figures.not_run:
        sys.stdout.write(f"{name} NOT RUN  {figures.name}: {figures.not_run}\n")
        return
    mark = "holds" if figures.holds else "BROKEN"
    sys.stdout.write(f"{name} {mark:<7} {figures.name}: {figures.n}, broken {len(figures.broken)}")
    sys.stdout.write("".join(f"; {said}" for said in figures.said) + f" ({wall_s:.0f} s, {cpu_s:.0f} cpu-s)\n")
    for broken in figures.broken:
        sys.stdout.write(f"   {broken}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
