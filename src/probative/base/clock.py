"""Time as an input: whoever needs the time is handed a clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment in UTC."""


def system_clock() -> datetime:
    """Give the machine's idea of now, in UTC. The one place in Probative that asks the machine."""
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    """Make a clock that always says ``moment``: for tests and for runs that must repeat byte for byte.

    Raises:
        ValueError: When ``moment`` names no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    at = moment.astimezone(UTC)
    return lambda: at


def stamp(moment: datetime) -> str:
    """Write a moment as ``2026-11-22T16:30:00Z``, to the second, in UTC.

    Raises:
        ValueError: When ``moment`` names no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
