"""What a text says about time before it is laid against an anchor: whole dates, and dates that come every year."""

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from enum import Enum
from typing import Protocol

from probative.language.dates.intervals import Interval, of_day, of_month, of_quarter, of_season


class Lean(Enum):
    """Which way the words around a date point."""

    PAST = -1
    OPEN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a relative date is counted from.

    ``anchor`` is the day the text was written, ``told`` the day its story has come to ("the following day" counts from
    it), the anchor where no day was told; ``is_told`` says which of the two it is.
    """

    anchor: date
    told: date
    lean: Lean
    is_told: bool = False


class Stated(Protocol):
    """A date as said."""

    @property
    def is_relative(self) -> bool:
        """Whether it needs a base."""

    def lay(self, base: Base) -> Interval | None:
        """Give the interval, or ``None`` where there is no such day."""

    def with_year(self, year: int) -> "Stated":
        """Give the same with a year that stands elsewhere in the words; itself where it has one."""


class Whole:
    """A date that takes no year from elsewhere."""

    __slots__ = ()

    @property
    def is_relative(self) -> bool:
        """Say yes."""
        return True

    def with_year(self, year: int) -> "Stated":
        """Give the same."""
        del year
        return self  # type: ignore[return-value]  # every subclass has lay


@dataclass(frozen=True, slots=True)
class Fixed(Whole):
    """A date that says everything itself."""

    interval: Interval

    @property
    def is_relative(self) -> bool:
        """Say no."""
        return False

    def lay(self, base: Base) -> Interval | None:
        """Give the interval whatever the base."""
        del base
        return self.interval


@dataclass(frozen=True, slots=True)
class Derived(Whole):
    """A date that is told from another one, ``inner``: relative where that is, and of the year that it takes."""

    inner: Stated

    @property
    def is_relative(self) -> bool:
        """Whether the other date is."""
        return self.inner.is_relative

    def with_year(self, year: int) -> "Stated":
        """Give the same of the other date with its year."""
        return replace(self, inner=self.inner.with_year(year))  # type: ignore[return-value]  # every subclass has lay


class Yearly:
    """A date that comes every year, and may name its year."""

    __slots__ = ()
    year: int | None

    @property
    def is_relative(self) -> bool:
        """Whether its year was not said."""
        return self.year is None

    def with_year(self, year: int) -> "Stated":
        """Give the same in ``year``; itself where it has one."""
        if self.year is not None:
            return self
        return replace(self, year=year)  # type: ignore[type-var]  # every subclass is a dataclass

    def lay(self, base: Base) -> Interval | None:
        """Give it in its year, else in the year that the words point to."""
        return self.of(self.year) if self.year is not None else nearest(self, base)

    def of(self, year: int) -> Interval | None:
        """Give it in ``year``."""
        raise NotImplementedError

    def fits(self, interval: Interval) -> bool:
        """Whether what else was said of it holds there."""
        del interval
        return True


@dataclass(frozen=True, slots=True)
class Day(Yearly):
    """A day of a month. ``weekday`` (0 is Monday) is what the text says it was, if it does."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None

    def of(self, year: int) -> Interval | None:
        """Give that day in ``year``; ``None`` for 30 February."""
        try:
            found = of_day(date(year, self.month, self.day))
        except ValueError:
            return None
        if self.year is not None and not self.fits(found):
            return replace(found, is_ambiguous=True, note="the weekday does not fit the date")
        return found

    def fits(self, interval: Interval) -> bool:
        """Whether the weekday is the one said."""
        return self.weekday is None or (interval.earliest is not None and interval.earliest.weekday() == self.weekday)


@dataclass(frozen=True, slots=True)
class Month(Yearly):
    """A month."""

    year: int | None
    month: int

    def of(self, year: int) -> Interval | None:
        """Give that month in ``year``."""
        return of_month(year, self.month)


@dataclass(frozen=True, slots=True)
class Season(Yearly):
    """A season, 1 is spring."""

    year: int | None
    season: int

    def of(self, year: int) -> Interval | None:
        """Give that season of ``year``."""
        return of_season(year, self.season)


@dataclass(frozen=True, slots=True)
class Quarter(Yearly):
    """A quarter of a year, 1 to 4."""

    year: int | None
    quarter: int

    def of(self, year: int) -> Interval | None:
        """Give that quarter of ``year``."""
        return of_quarter(year, self.quarter)


_REACH = 400


def holds(interval: Interval, day: date) -> bool:
    """Whether ``day`` lies in the interval."""
    return interval.earliest is not None and interval.latest is not None and interval.earliest <= day <= interval.latest


def nearest(stated: Yearly, base: Base) -> Interval | None:
    """Choose the year: by the side the words point to, else the nearest; a weekday that is named must fit."""
    anchor = base.anchor
    # 29 February may be eight years off
    every = _every(stated, anchor.year, 1) or _every(stated, anchor.year, 8)
    # a weekday chooses among the years beside this one; further off it is likelier a slip
    fitting = [found for found in every if stated.fits(found) and _distance(found, anchor) <= _REACH] or every
    if base.lean is Lean.PAST:
        fitting = [one for one in fitting if one.earliest is not None and one.earliest <= anchor] or fitting
    if base.lean is Lean.FUTURE:
        fitting = [one for one in fitting if one.latest is not None and one.latest >= anchor] or fitting
    found = min(fitting, key=lambda one: (_distance(one, anchor), one.earliest or anchor), default=None)
    if found is not None and not stated.fits(found):
        return replace(found, is_ambiguous=True, note="the weekday does not fit the date")
    return found


def _every(stated: Yearly, year: int, reach: int) -> list[Interval]:
    years = range(max(MINYEAR, year - reach), min(MAXYEAR - 1, year + reach) + 1)
    return [found for one in years if (found := stated.of(one)) is not None]


def _distance(interval: Interval, day: date) -> int:
    if interval.earliest is None or interval.latest is None or holds(interval, day):
        return 0
    return min(abs((interval.earliest - day).days), abs((interval.latest - day).days))
