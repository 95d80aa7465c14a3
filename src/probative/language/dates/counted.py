"""Dates that are counted from another day: "last week", "two days ago", "the end of May"."""

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from probative.language.dates.intervals import (
    Interval,
    cut,
    months_after,
    of_century,
    of_day,
    of_days,
    of_decade,
    of_month,
    of_quarter,
    of_year,
    week_around,
)
from probative.language.dates.stated import Base, Derived, Lean, Whole, Yearly, holds


@dataclass(frozen=True, slots=True)
class Which(Whole):
    """The last, this or next one of what comes every year: "last November"."""

    inner: Yearly
    which: str

    def lay(self, base: Base) -> Interval | None:
        """Give the nearest one on the side that was said; the one we are in counts for "this" only."""
        anchor = base.anchor
        years = range(max(MINYEAR, anchor.year - 9), min(MAXYEAR - 1, anchor.year + 9) + 1)
        around = [found for year in years if (found := self.inner.of(year)) is not None]
        if self.which == "this":
            holding = [one for one in around if holds(one, anchor)]
            same_year = [one for one in around if one.earliest is not None and one.earliest.year == anchor.year]
            return next(iter(holding + same_year), None)
        if self.which in {"last", "past", "before"}:
            return next((one for one in reversed(around) if one.latest is not None and one.latest < anchor), None)
        return next((one for one in around if one.earliest is not None and one.earliest > anchor), None)


@dataclass(frozen=True, slots=True)
class Weekday(Whole):
    """A day of the week: which one, or in which week from this one (``week`` -1 for "Tuesday last week")."""

    weekday: int
    which: str | None = None
    week: int | None = None

    def lay(self, base: Base) -> Interval | None:
        """Give the day.

        Alone, it is the latest one up to the anchor, or the next after it where the words point forward. "Next" means
        that of the next week, "this" that of this week, "last" the latest before the anchor.
        """
        here = base.told if self.which in {"before", "after"} else base.anchor
        monday = here - timedelta(days=here.weekday())
        back = (here.weekday() - self.weekday) % 7
        if self.week is not None:
            return of_day(monday + timedelta(days=7 * self.week + self.weekday))
        if self.which == "this":
            return of_day(monday + timedelta(days=self.weekday))
        if self.which == "next":
            return of_day(monday + timedelta(days=7 + self.weekday))
        if self.which in {"last", "past", "before"}:
            return of_day(here - timedelta(days=back or 7))
        if self.which in {"coming", "after"} or base.lean is Lean.FUTURE:
            return of_day(here + timedelta(days=7 - back))
        return of_day(here - timedelta(days=back))


@dataclass(frozen=True, slots=True)
class Unit(Whole):
    """A day, week, month ... counted from the one we are in: -1 is the last one.

    ``is_told`` counts from the day the story has come to, not from the anchor; ``is_only_told`` from that day alone
    ("two years later" never counts from the day of writing).
    """

    unit: str
    steps: int
    is_told: bool = False
    is_only_told: bool = False

    def lay(self, base: Base) -> Interval | None:
        """Give it at its own grain: "two months ago" is a month, not a day."""
        if self.is_only_told and not base.is_told:
            return None
        return unit_at(base.told if self.is_told else base.anchor, self.unit, self.steps)


@dataclass(frozen=True, slots=True)
class Rolling(Whole):
    """The so many days, weeks, months up to now (negative) or from now."""

    unit: str
    count: int

    def lay(self, base: Base) -> Interval | None:
        """Give everything from there to the anchor, or from the day after the anchor to there; quarters are whole."""
        if self.unit == "quarter":
            far, near = (
                unit_at(base.anchor, "quarter", steps) for steps in (self.count, self.count // abs(self.count))
            )
            first, last = (far, near) if self.count < 0 else (near, far)
            return first if first == last else of_days(first.earliest or base.anchor, last.latest or base.anchor)
        there = day_at(base.anchor, self.unit, self.count)
        return of_days(there, base.anchor) if self.count < 0 else of_days(base.anchor + timedelta(days=1), there)


@dataclass(frozen=True, slots=True)
class Vague(Whole):
    """As in "some weeks ago": on that side of the anchor, no more is said."""

    direction: int

    def lay(self, base: Base) -> Interval | None:
        """Give an open interval that ends, or begins, a day from the anchor."""
        day = base.anchor + timedelta(days=self.direction)
        if self.direction < 0:
            return Interval(earliest=None, latest=day, edtf=f"../{day}", unit="range")
        return Interval(earliest=day, latest=None, edtf=f"{day}/..", unit="range")


@dataclass(frozen=True, slots=True)
class Weekend(Whole):
    """Saturday and Sunday: which ones, or those that the words point to."""

    which: str | None

    def lay(self, base: Base) -> Interval | None:
        """Give them. "This" is that of this week, "last" and "next" those of the weeks beside it."""
        steps = {"this": 0, "last": -1, "past": -1, "before": -1, "next": 1}.get(self.which or "")
        if self.which in {"coming", "after"}:
            steps = 0 if base.anchor.weekday() < 5 else 1
        if steps is None:
            is_on = base.anchor.weekday() >= 5
            # without a cue the nearest one: on a Friday that is tomorrow's
            is_near = base.anchor.weekday() >= 3 and base.lean is Lean.OPEN
            steps = 0 if is_on or is_near or base.lean is Lean.FUTURE else -1
        monday = base.anchor - timedelta(days=base.anchor.weekday()) + timedelta(days=7 * steps)
        return of_days(monday + timedelta(days=5), monday + timedelta(days=6), "weekend")


@dataclass(frozen=True, slots=True)
class Cut(Derived):
    """A part of something longer: "early March", "earlier this year"."""

    part: str

    def lay(self, base: Base) -> Interval | None:
        """Give the part."""
        whole = self.inner.lay(base)
        if whole is None or whole.earliest is None or whole.latest is None:
            return None
        if self.part == "earlier":
            return of_days(whole.earliest, min(base.anchor, whole.latest)) if whole.earliest <= base.anchor else whole
        if self.part == "later":
            return of_days(max(base.anchor, whole.earliest), whole.latest) if whole.latest >= base.anchor else whole
        if self.part == "week around":
            return week_around(whole.earliest)
        return cut(whole, self.part)


@dataclass(frozen=True, slots=True)
class Offset(Derived):
    """So many units before or after another date: "two weeks before Christmas"."""

    unit: str
    count: int

    def lay(self, base: Base) -> Interval | None:
        """Give it at the grain of the distance; from a whole month or year no day can be counted."""
        whole = self.inner.lay(base)
        if whole is None or whole.earliest is None or whole.latest is None:
            return None
        near = unit_at(whole.earliest, self.unit, self.count)
        if whole.earliest == whole.latest:
            return near
        far = unit_at(whole.latest, self.unit, self.count)
        if not whole.is_ambiguous or near.earliest is None or far.latest is None:
            return None
        return replace(of_days(near.earliest, far.latest), is_ambiguous=True, note=whole.note)


@dataclass(frozen=True, slots=True)
class NthOfMonth(Whole):
    """A numbered day of the month that lies ``steps`` months from this one."""

    day: int
    steps: int
    is_told: bool

    def lay(self, base: Base) -> Interval | None:
        """Give that day; ``None`` where the month is too short for it."""
        month = unit_at(base.told if self.is_told else base.anchor, "month", self.steps)
        if month.earliest is None or month.latest is None or not 1 <= self.day <= month.latest.day:
            return None
        return of_day(month.earliest.replace(day=self.day))


@dataclass(frozen=True, slots=True)
class Nth(Whole):
    """A numbered day of a month that is not named: "on the 18th"."""

    day: int

    def lay(self, base: Base) -> Interval | None:
        """Give the latest such day up to the anchor, the next one where the words point forward.

        Where the story named a day and no word points, it is the one nearest to that day.
        """
        side = 0 if base.is_told and base.lean is Lean.OPEN else base.lean.value or -1
        found = [
            one
            for months in range(-2, 3)
            if (one := NthOfMonth(self.day, months, is_told=True).lay(base)) is not None
            and one.earliest is not None
            and (one.earliest - base.told).days * side >= 0
        ]
        return min(found, key=lambda one: abs(((one.earliest or base.told) - base.told).days), default=None)


def day_at(day: date, unit: str, count: int) -> date:
    """Give the day ``count`` units from ``day``."""
    if unit == "workday":
        return _workday(day, count)
    days = {"workweek": 7, "day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    if days is not None:
        return day + timedelta(days=days * count)
    return months_after(
        day,
        {"month": 1, "quarter": 3, "half": 6, "year": 12, "eighteen": 18, "decade": 120, "century": 1200}[unit] * count,
    )


def _workday(day: date, count: int) -> date:
    """Give the day so many working days from ``day``, Saturdays and Sundays left out."""
    for _ in range(abs(count)):
        day += timedelta(days=1 if count > 0 else -1)
        while day.weekday() >= 5:
            day += timedelta(days=1 if count > 0 else -1)
    return day


def unit_at(day: date, unit: str, steps: int) -> Interval:
    """Give the unit that lies ``steps`` units from the one ``day`` is in."""
    there = day_at(day, unit, steps)
    if unit in {"week", "fortnight"}:
        return week_around(there)
    if unit == "workweek":
        monday = there - timedelta(days=there.weekday())
        return of_days(monday, monday + timedelta(days=4), "week")
    if unit in {"month", "half", "eighteen"}:
        return of_month(there.year, there.month)
    if unit == "quarter":
        return of_quarter(there.year, (there.month + 2) // 3)
    if unit == "year":
        return of_year(there.year)
    if unit == "decade":
        return of_decade(there.year)
    return of_century(there.year // 100 * 100) if unit == "century" else of_day(there)
