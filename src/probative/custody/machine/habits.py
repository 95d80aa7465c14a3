"""What the ledger tells of what keeps a case from being lost or doubted: witnesses, copies, rehearsed recovery."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from probative.custody.machine.exposures import Exposure, Weight, exposed, protected, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Something that should have happened and be not too long ago.

    ``kinds`` are the ledger's words for it. ``often`` is how long ago the last time may lie. ``leaves_traces`` is
    whether it counts only with an entry, or may well have happened without one, as a mirror made without keys.
    """

    code: str
    kinds: frozenset[str]
    what: str
    often: timedelta
    weight: Weight
    means: str
    do: str
    leaves_traces: bool = True


HABITS = (
    Habit(
        code="habit.witness",
        kinds=frozenset({"anchor.obtained", "peer.checkpoint", "witness.cosigned"}),
        what="evidence from outside (a witness, a time stamp, another device)",
        often=timedelta(days=30),
        weight=Weight.SERIOUS,
        means="Whoever holds the keys could still write this history anew, and nobody outside would know.",
        do="Have it witnessed or time-stamped, or give it away on paper: `probative stamp` leads through all three.",
    ),
    Habit(
        code="habit.copy",
        kinds=frozenset({"copy.made", "copy.verified", "mirror.made", "mirror.verified"}),
        what="a copy in another place",
        often=timedelta(days=14),
        weight=Weight.SERIOUS,
        means="One broken or stolen disk, and everything is lost.",
        do="Run `probative mirror` to another medium; keep it, and what opens the case, in another place.",
        leaves_traces=False,
    ),
    Habit(
        code="habit.recovery",
        kinds=frozenset({"recovery.rehearsed", "recovery.drilled", "key.recovered"}),
        what="a rehearsed recovery",
        often=timedelta(days=180),
        weight=Weight.SLIGHT,
        means="Whether the copies and keys that should open this case do so is not known until somebody tries.",
        do="Rehearse it with what is kept for that day: `probative recover`, best on another machine.",
    ),
)
"""What `doctor` looks for, in the order of weight."""


def habit(one: Habit, now: datetime, acts: Sequence[tuple[str, datetime]]) -> Exposure:
    """Say when something that should happen last happened.

    Args:
        one: What should happen.
        now: What the clock says.
        acts: The ledger's entries: kind, and when by our clock.
    """
    times = [at for kind, at in acts if kind in one.kinds]
    answer = exposed if one.leaves_traces else unknown
    if not times:
        found = f"The ledger tells of no {one.what.removeprefix('a ')}."
        return answer(one.code, one.weight, found, means=one.means, do=one.do)
    last = max(times)
    if now - last > one.often:
        found = f"The last time that the ledger tells of {one.what} is {last:%Y-%m-%d}, {(now - last).days} days ago."
        return answer(one.code, Weight.SLIGHT, found, means=one.means, do=one.do)
    return protected(one.code, f"The ledger tells of {one.what} on {last:%Y-%m-%d}.")
