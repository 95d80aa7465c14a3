"""Whether the clock can be what it says: against the log, this machine's own memory, and the hardware clock."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from probative.custody.machine.exposures import Exposure, Weight, exposed, unknown
from probative.custody.machine.machine import Machine, text_of

_CODE = "clock"
_SLACK = timedelta(minutes=5)
_HARDWARE_SLACK = timedelta(hours=15)
"""A hardware clock may keep local time: up to fourteen hours from UTC, and some drift."""

_MEANS = "Entries say when they were made by this clock. A wrong clock dates them wrongly, and that cannot be mended."
_DO = (
    "Set the clock, note by hand what was wrong and since when, and get a time stamp or a witness for the newest entry."
)


def clock(machine: Machine, now: datetime, *, stamps: Sequence[datetime], seen: Sequence[Path]) -> Exposure:
    """Say whether anything contradicts the clock.

    Args:
        machine: Where the hardware clock is looked for.
        now: What the clock says.
        stamps: When each entry of the ledger says that it was made, in the order of the ledger; may be empty.
        seen: Files that this machine wrote at some time before: its memory of checkpoints, the ledger.
    """
    for found in (_against_files(now, seen), _against_stamps(now, stamps), _against_hardware(machine, now)):
        if found is not None:
            return exposed(_CODE, Weight.SERIOUS, found, means=_MEANS, do=_DO)
    return unknown(
        _CODE,
        Weight.SLIGHT,
        f"Nothing here contradicts the clock ({_said(now)}), and nothing vouches for it.",
        means="A clock can be wrong all the time. Only evidence from outside brackets an entry.",
        do="Compare it with another clock now. Give a checkpoint to a witness, or have it time-stamped.",
    )


def _against_files(now: datetime, seen: Sequence[Path]) -> str | None:
    for path in seen:
        try:
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except (OSError, OverflowError, ValueError):
            continue
        if written > now + _SLACK:
            return f"The clock says {_said(now)}; {path.name} was written here at {_said(written)}, which is later."
    return None


def _against_stamps(now: datetime, stamps: Sequence[datetime]) -> str | None:
    for number, (before, after) in enumerate(itertools.pairwise(stamps), start=1):
        if after < before - _SLACK:
            return f"The clock went back: entry {number} says {_said(after)}, the one before it {_said(before)}."
    if stamps and max(stamps) > now + _SLACK:
        return f"The clock says {_said(now)}; the ledger has an entry of {_said(max(stamps))}, which is later."
    return None


def _against_hardware(machine: Machine, now: datetime) -> str | None:
    said = text_of(machine.sys / "class" / "rtc" / "rtc0" / "since_epoch")
    if said is None or not said.isdecimal() or len(said) > 11:
        return None
    hardware = datetime.fromtimestamp(int(said), UTC)
    if abs(hardware - now) <= _HARDWARE_SLACK:
        return None
    return f"The clock says {_said(now)}; the machine's hardware clock says {_said(hardware)}."


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
