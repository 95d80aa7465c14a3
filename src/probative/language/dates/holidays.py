"""Days that have a name: fixed ones, the feasts that move with Easter, and the n-th weekday of a month.

Source: Meeus, Astronomical Algorithms (1991), chapter 8, for both reckonings of Easter.
"""

import re
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

from probative.language.dates.intervals import Interval, of_day, of_days
from probative.language.dates.stated import Base, Yearly, nearest

_FIXED = re.compile(r"(\d\d)-(\d\d)")
_FEAST = re.compile(r"(easter|orthodox)([+-]\d+)?")
_NTH = re.compile(r"(\d+)/(-?\d)/(\d)([+-]\d+)?")


@dataclass(frozen=True, slots=True)
class Holiday(Yearly):
    """A named day. More than one rule means that the name is used of each, and which is meant was not said.

    A rule is ``12-25``, ``easter-2``, ``orthodox``, or ``11/4/3+1``: the day after the fourth (-1 is the last) Thursday
    (0 is Monday) of November.
    """

    year: int | None
    rules: tuple[str, ...]

    def of(self, year: int) -> Interval | None:
        """Give that day in ``year``; where two are meant, both."""
        return either([of_day(day) for rule in self.rules if (day := day_of(rule, year)) is not None])

    def lay(self, base: Base) -> Interval | None:
        """Give the day; where two are meant and no year was said, the nearest of each."""
        if self.year is not None:
            return self.of(self.year)
        found = [nearest(Holiday(None, (rule,)), base) for rule in self.rules]
        return either([one for one in found if one is not None])


@dataclass(frozen=True, slots=True)
class LongWeekend(Yearly):
    """The weekend that a named day lies next to, and that day: "Labor Day weekend"."""

    holiday: Holiday

    @property
    def year(self) -> int | None:  # type: ignore[override]  # the day's own
        """Its year, if it was said."""
        return self.holiday.year

    def with_year(self, year: int) -> "LongWeekend":
        """Give the same weekend of ``year``."""
        return LongWeekend(replace(self.holiday, year=self.holiday.year or year))

    def of(self, year: int) -> Interval | None:
        """Give Saturday, Sunday and the day, if it lies at most two days from them."""
        day = self.holiday.of(year)
        if day is None or day.earliest is None or day.is_ambiguous:
            return None
        steps = {0: (-2, 0), 1: (-3, 0), 3: (0, 3), 4: (0, 2), 5: (0, 1), 6: (-1, 0)}.get(
            day.earliest.weekday(), (3, 4)
        )
        return of_days(day.earliest + timedelta(days=steps[0]), day.earliest + timedelta(days=steps[1]))


def either(found: list[Interval]) -> Interval | None:
    """Give the one interval, or what holds both days and says that one is meant."""
    days = sorted({one.earliest for one in found if one.earliest is not None and one.earliest == one.latest})
    if len(days) < 2:
        return found[0] if found else None
    return Interval(
        earliest=days[0],
        latest=days[-1],
        edtf=f"[{','.join(str(day) for day in days)}]",
        unit="day",
        is_ambiguous=True,
        note="it can be either day",
    )


def day_of(rule: str, year: int) -> date | None:
    """Give the day that a rule means in ``year``; ``None`` for a year without it.

    Raises:
        ValueError: When it is no rule.
    """
    if not 1583 <= year < MAXYEAR:
        return None
    fixed, feast, nth = _FIXED.fullmatch(rule), _FEAST.fullmatch(rule), _NTH.fullmatch(rule)
    if fixed is not None:
        return date(year, int(fixed[1]), int(fixed[2]))
    if feast is not None:
        sunday = easter(year) if feast[1] == "easter" else orthodox_easter(year)
        return sunday + timedelta(days=int(feast[2] or 0))
    if nth is None:
        raise ValueError(f"no rule for a day: {rule!r}")
    found = nth_weekday(date(year, int(nth[1]), 1), int(nth[2]), int(nth[3]))
    return found + timedelta(days=int(nth[4] or 0))


def nth_weekday(first: date, number: int, weekday: int) -> date:
    """Give the n-th such weekday of the month that begins with ``first``; -1 is the last."""
    if number > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Give the Easter Sunday of the western churches."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    index = moon + week - 7 * ((year % 19 + 11 * moon + 22 * week) // 451) + 114
    return date(year, index // 31, index % 31 + 1)


def orthodox_easter(year: int) -> date:
    """Give the Easter Sunday of the eastern churches, in the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    index = moon + week + 114
    return date(year, index // 31, index % 31 + 1) + timedelta(days=year // 100 - year // 400 - 2)
