"""A whole expression as said: a date with what limits or blurs it, or a stretch between two."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from probative.language.dates import intervals
from probative.language.dates.composed import EitherDay
from probative.language.dates.counted import Cut, Nth, NthOfMonth, Weekday
from probative.language.dates.intervals import Interval
from probative.language.dates.stated import Base, Stated

_POINTS = {("before", "end"): "until", ("after", "beginning"): "since"}


@dataclass(frozen=True, slots=True)
class Said:
    """A whole expression: what it states, where it ends, and what limits it."""

    stated: Stated
    end: int
    kind: str
    right: Stated | None = None
    limit: str | None = None
    is_approximate: bool = False

    def is_relative(self) -> bool:
        """Whether it needs a base."""
        if self.right is None:
            return self.stated.is_relative
        # "from March to May 2022": the right end gives the left one its year
        left_stays = self.stated.with_year(2000).is_relative
        return self.right.is_relative or (self.stated.is_relative and left_stays)

    def lay(self, base: Base) -> Interval | None:
        """Give the interval, or ``None`` where the words name no day that exists."""
        try:
            found = self._span(base)
            if found is not None and self.is_approximate:
                found = intervals.approximate(found)
            return self._limited(found, base) if found is not None and self.limit else found
        except (ValueError, OverflowError):
            # before year 1 or after year 9999
            return None

    def _limited(self, found: Interval, base: Base) -> Interval | None:
        limit = self.limit or ""
        if isinstance(self.stated, Cut) and (limit, self.stated.part) in _POINTS:
            # "before the end of May" reaches to its last day, "after the beginning" from its first
            whole = self.stated.inner.lay(base)
            return None if whole is None else intervals.limited(whole, _POINTS[limit, self.stated.part])
        return intervals.limited(found, limit)

    def _span(self, base: Base) -> Interval | None:
        if self.right is None:
            return self.stated.lay(base)
        if isinstance(self.stated, EitherDay) and isinstance(self.right, EitherDay):
            return self._either(base, self.stated, self.right)
        right = self.right.lay(base)
        if right is None or right.latest is None:
            return None
        return self._to(base, self.right, right, right.latest)

    def _to(self, base: Base, until: Stated, right: Interval, latest: date) -> Interval | None:
        """Give what reaches from the left to the right end, which lies there if nothing on the left moves it."""
        if isinstance(self.stated, Weekday) and isinstance(until, Weekday):
            back = (until.weekday - self.stated.weekday) % 7
            first = self.stated.lay(base)
            if (self.stated.which or self.stated.week is not None) and first is not None and first.earliest is not None:
                return intervals.of_days(first.earliest, first.earliest + timedelta(days=back))
            return intervals.of_days(latest - timedelta(days=back), latest)
        left = self.stated.lay(base)
        if isinstance(until, Weekday) and until.which is None and left is not None and left.earliest is not None:
            # "from tomorrow to Friday": the next one after it
            ahead = (until.weekday - left.earliest.weekday()) % 7
            return intervals.of_days(left.earliest, left.earliest + timedelta(days=ahead))
        if isinstance(until, Nth) and left is not None and left.latest is not None:
            return self._to_nth(base, left, left.latest, until.day)
        if self.stated.is_relative and right.earliest is not None:
            # the year that the right end names, or came to, holds for the left one, or the year before does
            for year in (latest.year, latest.year - 1):
                left = self.stated.with_year(year).lay(base)
                if left is None or left.earliest is None or left.earliest <= latest:
                    break
        return None if left is None else intervals.between(left, right)

    def _to_nth(self, base: Base, left: Interval, begin: date, day: int) -> Interval | None:
        """Give "from 27 April to the third": the next such day."""
        there = NthOfMonth(day, 0 if day > begin.day else 1, is_told=True).lay(replace(base, told=begin))
        return None if there is None else intervals.between(left, there)

    def _either(self, base: Base, left: EitherDay, right: EitherDay) -> Interval | None:
        """Give what holds the stretch whichever way round its ends are written, both in the same way."""
        ways = [replace(self, stated=one, right=other) for one, other in zip(left, right, strict=True)]
        found = [way for one in ways if (way := one.lay(base)) is not None]
        if len(found) < 2:
            return found[0] if found else None
        first, last = min(str(one.earliest) for one in found), max(str(one.latest) for one in found)
        days = intervals.of_days(date.fromisoformat(first), date.fromisoformat(last))
        return replace(days, is_ambiguous=True, note="day and month can be read either way round")
