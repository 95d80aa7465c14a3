"""Two statements of one day: a weekday beside a date in figures, a weekday in a week that is counted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from probative.language.dates.composed import EitherDay
from probative.language.dates.counted import Offset, Unit, Weekday, day_at
from probative.language.dates.holidays import either
from probative.language.dates.intervals import Interval, of_day
from probative.language.dates.stated import Base, Derived, Stated

_UNFIT = "the weekday does not fit the date"
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Agreed(Derived):
    """A date in figures with a word for the same day: "Friday 5/12", "next Friday (12 May)", "tomorrow, 13/04/2022".

    The date says the day. The word chooses where the date leaves a choice: of the two ways to read the figures, the one
    that falls on the weekday; of the years, the one nearest to the day that "next Friday" means. Where they contradict
    each other the date stands, marked.
    """

    word: Stated

    def lay(self, base: Base) -> Interval | None:
        """Give the day; both where the figures can be read either way and the word does not choose."""
        named = self.word.lay(base) if self._is_near else None
        day = named.earliest if named is not None else None
        found = list(self._days(base, day))
        fitting = [one for one in found if self._fits(one, day)]
        laid = either([of_day(one) for one in fitting or found])
        if laid is None or fitting:
            return laid
        return replace(laid, is_ambiguous=True, note=_UNFIT)

    @property
    def _is_near(self) -> bool:
        """Whether the word means a day by itself: "next Friday" does, "Friday" does not."""
        is_plain = isinstance(self.word, Weekday) and self.word.which is None and self.word.week is None
        return self.inner.is_relative and not is_plain

    def _days(self, base: Base, near: date | None) -> Iterator[date]:
        """Give each way of reading the figures, in the year that the word means, else in the one nearby that fits."""
        for one in self.inner if isinstance(self.inner, EitherDay) else (self.inner,):
            stated = one
            if near is None and isinstance(self.word, Weekday) and hasattr(one, "weekday"):
                stated = replace(one, weekday=self.word.weekday)  # type: ignore[type-var]  # a Day is a dataclass
            years = (near.year - 1, near.year, near.year + 1) if near is not None else ()
            ways = [stated.with_year(year).lay(base) for year in years] or [stated.lay(base)]
            days = [day for way in ways for day in _ends(way)]
            if near is not None and stated.is_relative:
                days = sorted(days, key=lambda day: abs((day - near).days))[:1]
            yield from days

    def _fits(self, day: date, near: date | None) -> bool:
        if near is not None:
            return day == near
        return not isinstance(self.word, Weekday) or day.weekday() == self.word.weekday


@dataclass(frozen=True, slots=True)
class DayIn(Derived):
    """A weekday in a week that is counted: "Monday two weeks from now", "three weeks after Easter on Friday".

    In a week it is that day of the week; counted in months or years it is the first such day from there on.
    """

    weekday: int

    def lay(self, base: Base) -> Interval | None:
        """Give the day; a day that is counted stays, marked where the weekday does not fit."""
        whole = self.inner.lay(base)
        if whole is None or whole.earliest is None or whole.latest is None:
            return None
        first = whole.earliest
        if whole.earliest == whole.latest:
            is_fit = first.weekday() == self.weekday
            return whole if is_fit else replace(whole, is_ambiguous=True, note=_UNFIT)
        if (whole.latest - whole.earliest).days >= _WEEK:
            first = _point(self.inner, base) or first
        return of_day(first + timedelta(days=(self.weekday - first.weekday()) % _WEEK))


def _ends(found: Interval | None) -> tuple[date, ...]:
    """Give the day, or the two days that figures can mean."""
    if found is None or found.earliest is None or found.latest is None:
        return ()
    return (found.earliest,) if found.earliest == found.latest else (found.earliest, found.latest)


def _point(stated: Stated, base: Base) -> date | None:
    """Give the very day that a count of months or years comes to."""
    if isinstance(stated, Unit):
        return day_at(base.anchor, stated.unit, stated.steps)
    whole = stated.inner.lay(base) if isinstance(stated, Offset) else None
    if not isinstance(stated, Offset) or whole is None or whole.earliest is None:
        return None
    return day_at(whole.earliest, stated.unit, stated.count)
