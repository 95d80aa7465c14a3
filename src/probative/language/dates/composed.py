"""Dates that are made of others: a numbered part of a whole, a month of a counted year, either of two days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from probative.language.dates.counted import day_at, unit_at
from probative.language.dates.holidays import either, nth_weekday
from probative.language.dates.intervals import (
    ONE_DAY,
    Interval,
    of_day,
    of_days,
    week_around,
)
from probative.language.dates.stated import Base, Day, Derived, Lean, Stated, Whole, Yearly

_MONTHS_REACH = 40


@dataclass(frozen=True, slots=True)
class NthOf(Derived):
    """A numbered part of something longer: "the first Friday of July", "the last ten days of May"; -1 is the last.

    ``part`` is a unit, or a weekday by its number (0 is Monday). A week belongs where its Thursday lies, as in ISO
    8601.
    """

    part: str | int
    number: int
    count: int = 1

    def lay(self, base: Base) -> Interval | None:
        """Give the part; ``None`` where the whole has not so many."""
        whole = self.inner.lay(base)
        if whole is None or whole.earliest is None or whole.latest is None:
            return None
        steps = range(self.count) if self.number > 0 else range(self.count - 1, -1, -1)
        found = [
            self._at(whole.earliest, whole.latest, self.number + (one if self.number > 0 else -one)) for one in steps
        ]
        first, last = found[0], found[-1]
        if first is None or last is None or first.earliest is None or last.latest is None:
            return None
        if first.earliest < whole.earliest - timedelta(days=6) or last.latest > whole.latest + timedelta(days=6):
            return None
        return first if self.count == 1 else of_days(first.earliest, last.latest)

    def _at(self, first: date, last: date, number: int) -> Interval | None:
        """Give the part that has ``number``, from the front or from behind."""
        back = number < 0
        if isinstance(self.part, int):
            month = last.replace(day=1) if back else first
            day = nth_weekday(month, -1, self.part) if back else nth_weekday(first, number, self.part)
            day += timedelta(days=7 * (number + 1)) if back else timedelta(0)
            return of_day(day) if first <= day <= last else None
        if self.part == "day":
            day = last + timedelta(days=number + 1) if back else first + timedelta(days=number - 1)
            return of_day(day) if first <= day <= last else None
        if self.part in {"week", "weekend"}:
            return self._week(first, last, number)
        length = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(self.part)
        if length is None:
            return None
        there = day_at(last, "month", length * (number + 1)) if back else day_at(first, "month", length * (number - 1))
        return unit_at(there, self.part, 0) if first <= there <= last else None

    def _week(self, first: date, last: date, number: int) -> Interval | None:
        if self.part == "weekend":
            saturdays = (
                first + timedelta(days=(5 - first.weekday()) % 7),
                last - timedelta(days=(last.weekday() - 5) % 7),
            )
            day = saturdays[1] + timedelta(days=7 * (number + 1)) if number < 0 else saturdays[0]
            day += timedelta(days=7 * (number - 1)) if number > 0 else timedelta(0)
            return of_days(day, day + ONE_DAY, "weekend") if first <= day <= last else None
        thursdays = first + timedelta(days=(3 - first.weekday()) % 7), last - timedelta(days=(last.weekday() - 3) % 7)
        day = thursdays[1] + timedelta(days=7 * (number + 1)) if number < 0 else thursdays[0]
        day += timedelta(days=7 * (number - 1)) if number > 0 else timedelta(0)
        return week_around(day) if first <= day <= last else None


@dataclass(frozen=True, slots=True)
class InYearOf(Whole):
    """What comes every year, in a year that is counted: "April last year", "the autumn of that year"."""

    inner: Stated
    whole: Stated

    def lay(self, base: Base) -> Interval | None:
        """Give it in that year."""
        year = self.whole.lay(base)
        if year is None or year.earliest is None:
            return None
        return self.inner.with_year(year.earliest.year).lay(base)


@dataclass(frozen=True, slots=True)
class WeekdayNth(Whole):
    """A weekday with its number in a month that is not named: "Monday the 8th"."""

    weekday: int
    day: int

    def lay(self, base: Base) -> Interval | None:
        """Give the nearest such day on the side that the words point to."""
        first = base.anchor.replace(day=1)
        found = []
        for months in range(-_MONTHS_REACH, _MONTHS_REACH + 1):
            try:
                day = day_at(first, "month", months).replace(day=self.day)
            except ValueError:
                continue
            is_wrong_side = (day - base.anchor).days * base.lean.value < 0
            if day.weekday() == self.weekday and not is_wrong_side:
                found.append(day)
        return of_day(min(found, key=lambda day: (abs((day - base.anchor).days), day))) if found else None


@dataclass(frozen=True, slots=True)
class WeekdayAgo(Whole):
    """So many of one weekday back or ahead: "two Sundays ago"."""

    weekday: int
    count: int

    def lay(self, base: Base) -> Interval | None:
        """Give the day."""
        back = (base.anchor.weekday() - self.weekday) % 7
        if self.count < 0:
            return of_day(base.anchor - timedelta(days=(back or 7) + 7 * (-self.count - 1)))
        return of_day(base.anchor + timedelta(days=7 - back + 7 * (self.count - 1)))


@dataclass(frozen=True, slots=True)
class EitherDay(Yearly):
    """A day in figures without its year, that can be read either way round: 10/1."""

    left: Day
    right: Day

    @property
    def year(self) -> int | None:  # type: ignore[override]  # that of both
        """The year, if it was said."""
        return self.left.year

    def of(self, year: int) -> Interval | None:
        """Give both in ``year``."""
        return either([one for day in self if (one := day.of(year)) is not None])

    def __iter__(self) -> Iterator[Day]:
        """Give both ways of reading it, always in the same order."""
        return iter((self.left, self.right))

    def with_year(self, year: int) -> "Stated":
        """Give both in ``year``."""
        return EitherDay(replace(self.left, year=year), replace(self.right, year=year))

    def lay(self, base: Base) -> Interval | None:
        """Give what holds both."""
        found = [one for stated in (self.left, self.right) if (one := stated.lay(base)) is not None]
        both = either(found)
        return both and replace(both, note="day and month can be read either way round")


@dataclass(frozen=True, slots=True)
class Hull(Whole):
    """Two counts of one distance: "two or three days ago"."""

    one: Stated
    other: Stated

    def lay(self, base: Base) -> Interval | None:
        """Give everything from the earlier to the later."""
        found = [way for stated in (self.one, self.other) if (way := stated.lay(base)) is not None]
        first = min((one.earliest for one in found if one.earliest is not None), default=None)
        last = max((one.latest for one in found if one.latest is not None), default=None)
        return of_days(first, last) if first is not None and last is not None else None


@dataclass(frozen=True, slots=True)
class Sum(Whole):
    """Two distances one after the other: "two weeks and two days ago"."""

    far: str
    far_count: int
    near: str
    near_count: int

    def lay(self, base: Base) -> Interval | None:
        """Give it at the grain of the second."""
        return unit_at(day_at(base.anchor, self.far, self.far_count), self.near, self.near_count)


@dataclass(frozen=True, slots=True)
class Lasting(Derived):
    """So long from a day on: "for three days from Monday"."""

    unit: str
    count: int

    def lay(self, base: Base) -> Interval | None:
        """Give the days, the first included."""
        day = self.inner.lay(base)
        if day is None or day.earliest is None or day.earliest != day.latest:
            return None
        return of_days(day.earliest, day_at(day.earliest, self.unit, self.count) - ONE_DAY)


@dataclass(frozen=True, slots=True)
class Ahead(Whole):
    """As in "through two weeks", which a language says of the future and of a story: from the writing, or the story."""

    unit: str
    count: int

    def lay(self, base: Base) -> Interval | None:
        """Give it at its own grain; ``None`` where the words point back and the story named no day."""
        if base.lean is Lean.FUTURE:
            return unit_at(base.anchor, self.unit, self.count)
        return unit_at(base.told, self.unit, self.count) if base.is_told else None


@dataclass(frozen=True, slots=True)
class Within(Whole):
    """As in "within two weeks": from the day of writing to there."""

    unit: str
    count: int

    def lay(self, base: Base) -> Interval | None:
        """Give everything from the anchor to there."""
        return of_days(base.anchor, day_at(base.anchor, self.unit, self.count))


@dataclass(frozen=True, slots=True)
class Than(Whole):
    """As in "more than two years ago" and "less than a week ago"; from another day where ``inner`` is one."""

    unit: str
    count: int
    is_more: bool
    inner: Stated | None = None

    def lay(self, base: Base) -> Interval | None:
        """Give everything beyond that distance, or everything within it."""
        here = base.anchor
        if self.inner is not None:
            whole = self.inner.lay(base)
            if whole is None or whole.earliest is None or whole.earliest != whole.latest:
                return None
            here = whole.earliest
        day = day_at(here, self.unit, self.count)
        if not self.is_more:
            return of_days(min(day, here), max(day, here))
        if self.count < 0:
            return Interval(earliest=None, latest=day, edtf=f"../{day}", unit="range")
        return Interval(earliest=day, latest=None, edtf=f"{day}/..", unit="range")


@dataclass(frozen=True, slots=True)
class Rest(Whole):
    """What is left of the unit we are in, or has passed of it: "the rest of the year", "the year to date"."""

    unit: str
    is_left: bool

    def lay(self, base: Base) -> Interval | None:
        """Give the days from the anchor on, or up to it."""
        whole = unit_at(base.anchor, self.unit, 0)
        if whole.earliest is None or whole.latest is None:
            return None
        return of_days(base.anchor, whole.latest) if self.is_left else of_days(whole.earliest, base.anchor)


@dataclass(frozen=True, slots=True)
class WeekNumber(Whole):
    """A week by its number in ISO 8601, in this year if none was said."""

    year: int | None
    number: int

    @property
    def is_relative(self) -> bool:
        """Whether the year was not said."""
        return self.year is None

    def with_year(self, year: int) -> "Stated":
        """Give the same week of ``year``; itself where it has one."""
        return self if self.year is not None else WeekNumber(year, self.number)

    def lay(self, base: Base) -> Interval | None:
        """Give the week; ``None`` where the year has not so many."""
        return week_around(date.fromisocalendar(self.year or base.anchor.isocalendar()[0], self.number, 1))


@dataclass(frozen=True, slots=True)
class Numbered(Derived):
    """The days of a month from one number to another: "the twenties of April" in the Slavic way, 20 to 29."""

    first: int

    def lay(self, base: Base) -> Interval | None:
        """Give the ten days, or what the month has of them."""
        month = self.inner.lay(base)
        if month is None or month.earliest is None or month.latest is None:
            return None
        last = month.latest if self.first >= 20 else month.earliest.replace(day=self.first + 9)
        return of_days(month.earliest.replace(day=self.first), last)


@dataclass(frozen=True, slots=True)
class Days:
    """Several days of one month. ``is_pair`` says "3 and 5 May": two days, not what lies between."""

    year: int | None
    month: int
    first: int
    last: int
    is_pair: bool

    @property
    def is_relative(self) -> bool:
        """Whether the year was not said."""
        return self.year is None

    def with_year(self, year: int) -> "Days":
        """Give the same days of ``year``; itself where it has one."""
        return self if self.year is not None else Days(year, self.month, self.first, self.last, self.is_pair)

    def lay(self, base: Base) -> Interval | None:
        """Give them; ``None`` where the month has not so many."""
        left = Day(self.year, self.month, self.first).lay(base)
        if left is None or left.earliest is None:
            return None
        right = Day(left.earliest.year, self.month, self.last).of(left.earliest.year)
        if right is None or right.latest is None:
            return None
        if self.is_pair and self.last > self.first + 1:
            return Interval(
                earliest=left.earliest,
                latest=right.latest,
                edtf=f"{{{left.edtf},{right.edtf}}}",
                unit="range",
            )
        return of_days(left.earliest, right.latest)
