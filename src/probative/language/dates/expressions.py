"""Reading a whole expression: a date with what limits, cuts or blurs it, or a stretch between two."""

import re
from dataclasses import dataclass
from datetime import timedelta

from probative.language.dates import intervals
from probative.language.dates.cores import Core, Reader
from probative.language.dates.counted import Cut, NthWeek, Offset, Unit, Weekday
from probative.language.dates.intervals import Interval
from probative.language.dates.lexicon import Lexicon, lexicon
from probative.language.dates.patterns import Patterns, patterns
from probative.language.dates.stated import Base, Stated
from probative.language.dates.years import is_year_here

_POINTS = {("before", "end"): "until", ("after", "beginning"): "since"}
_BLURRED = {
    "year",
    "month",
    "day_month",
    "month_day",
    "iso",
    "numeric",
    "decade",
    "century",
    "season",
    "part",
    "year_range",
}
_DAYS = {"day_month", "month_day", "iso", "numeric"}


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
        right = self.right.lay(base)
        if right is None or right.latest is None:
            return None
        if isinstance(self.stated, Weekday) and isinstance(self.right, Weekday):
            back = (self.right.weekday - self.stated.weekday) % 7
            first = self.stated.lay(base)
            if (self.stated.which or self.stated.week is not None) and first is not None and first.earliest is not None:
                return intervals.of_days(first.earliest, first.earliest + timedelta(days=back))
            return intervals.of_days(right.latest - timedelta(days=back), right.latest)
        left = self.stated.lay(base)
        if self.stated.is_relative and right.earliest is not None:
            # the year that the right end names, or came to, holds for the left one, or the year before does
            for year in (right.latest.year, right.latest.year - 1):
                left = self.stated.with_year(year).lay(base)
                if left is None or left.earliest is None or left.earliest <= right.latest:
                    break
        return None if left is None else intervals.between(left, right)


class Grammar:
    """Reads expressions of one language in one text.

    ``last_year_end`` is where the last bare year ended, so that "in 2014 and 2016" are two years.
    """

    def __init__(self, text: str, language: str, reader: Reader) -> None:
        self._text = text
        self._words: Lexicon = lexicon(language)
        self._patterns: Patterns = patterns(language)
        self._reader = reader
        self.last_year_end = -1

    def expression(self, at: int) -> Said | None:
        """Give the expression that begins at ``at``, or ``None``."""
        limit = self._patterns.limit.match(self._text, at)
        if limit is not None:
            said = self._ranged(limit.end(), is_right=limit["limit"].lower().endswith("than"))
            if said is not None and said.right is None and not self._modifies(said):
                word = re.sub(r"\s+", " ", limit["limit"].lower())
                return Said(said.stated, said.end, said.kind, None, self._words.limits[word], said.is_approximate)
        start = self._patterns.range_start.match(self._text, at)
        if start is not None:
            is_between = start["word"].lower() == "between"
            said = self._ranged(start.end(), may_and=is_between)
            if said is not None and said.right is not None:
                return said
            if said is not None and not is_between:
                onwards = self._patterns.onwards.match(self._text, said.end)
                if onwards is not None:
                    return Said(said.stated, onwards.end(), said.kind, None, "since", said.is_approximate)
        return self._ranged(at)

    def _modifies(self, said: Said) -> bool:
        """Whether the date belongs to a thing that follows ("after Monday's attack", "since the 2014 war")."""
        return self._patterns.possessive.match(self._text, said.end) is not None

    def _ranged(self, at: int, *, may_and: bool = False, is_right: bool = False) -> Said | None:
        left = self._simple(at, is_right=is_right)
        if left is None or left.kind in {"days_month", "month_days", "year_range"}:
            return left
        join = self._patterns.range_word.match(self._text, left.end)
        if join is None or (join["word"].lower() == "and" and not may_and):
            return left
        right = self._simple(join.end(), is_right=True)
        if right is None or not _is_like(left, right, join["word"]):
            return left
        left_year = _year_of(left.stated)
        stated = (
            right.stated.with_year(left_year) if left_year is not None and right.stated.is_relative else right.stated
        )
        return Said(left.stated, right.end, "range", stated, None, left.is_approximate or right.is_approximate)

    def _simple(self, at: int, *, is_right: bool = False) -> Said | None:
        about = self._patterns.approximation.match(self._text, at)
        if about is not None:
            inner = self._parted(about.end(), is_right=False)
            if inner is not None and inner.kind in _BLURRED:
                return Said(inner.stated, inner.end, inner.kind, is_approximate=True)
        found = self._parted(at, is_right=is_right)
        return None if found is None else Said(found.stated, found.end, found.kind)

    def _parted(self, at: int, *, is_right: bool) -> Core | None:
        sooner = self._patterns.sooner.match(self._text, at)
        if sooner is not None and sooner["unit"]:
            steps = {"last": -1, "next": 1}.get(sooner["which"].lower(), 0)
            return Core(
                Cut(Unit(self._words.units[sooner["unit"].lower()], steps), sooner["side"].lower()),
                sooner.end(),
                "sooner",
            )
        if sooner is not None:
            inner = self._dated(sooner.end(), is_right=False)
            if inner is not None and inner.kind in {"year", "month"}:
                return Core(Cut(inner.stated, sooner["side"].lower()), inner.end, "sooner")
        week = self._patterns.week_of.match(self._text, at)
        if week is not None:
            inner = self._dated(week.end(), is_right=False)
            if inner is not None and inner.kind in _DAYS:
                return Core(Cut(inner.stated, "week around"), inner.end, "week_of")
        numbered = self._numbered_week(at) or self._offset(at)
        if numbered is not None:
            return numbered
        part = self._patterns.part.match(self._text, at)
        if part is not None:
            inner = self._whole_of_part(part.end())
            if inner is not None:
                name = self._words.parts[re.sub(r"\s+", " ", part["part"].lower())]
                return Core(Cut(inner.stated, name), inner.end, "part")
        return self._dated(at, is_right=is_right)

    def _numbered_week(self, at: int) -> Core | None:
        week = self._patterns.nth_week.match(self._text, at)
        if week is None:
            return None
        inner = self._whole_of_part(week.end())
        if inner is None or inner.kind not in {"year", "month", "which", "this_unit"}:
            return None
        word = week["nth"].lower()
        number = -1 if word in {"last", "final"} else int(word[0]) if word[0].isdigit() else self._words.ordinals[word]
        return Core(NthWeek(inner.stated, number), inner.end, "nth_week")

    def _offset(self, at: int) -> Core | None:
        offset = self._patterns.offset.match(self._text, at)
        if offset is None:
            return None
        inner = self._dated(offset.end(), is_right=False)
        if inner is None or inner.kind not in {*_DAYS, "fixed_day", "weekday", "deictic"} or self._modifies_core(inner):
            return None
        number = re.sub(r"\s+", " ", (offset["number"] or "1").lower())
        count = int(number) if number.isdigit() else self._words.numbers[number]
        unit = self._words.units[offset["unit"].lower()]
        if unit == "weekend" or (offset["side"].lower() == "from" and not offset["number"]):
            return None
        return Core(
            Offset(inner.stated, unit, -count if offset["side"].lower() == "before" else count), inner.end, "offset"
        )

    def _modifies_core(self, core: Core) -> bool:
        return self._patterns.possessive.match(self._text, core.end) is not None

    def _whole_of_part(self, at: int) -> Core | None:
        unit = self._patterns.this_unit.match(self._text, at)
        if unit is not None and not re.match(r"\s+of\b", self._text[unit.end() : unit.end() + 6]):
            return Core(Unit(self._words.units[unit["unit"].lower()], 0), unit.end(), "this_unit")
        inner = self._dated(at, is_right=True)
        if inner is None or inner.kind in {"deictic", "weekday", "day_month", "month_day", "iso", "numeric", "away"}:
            return None
        return inner

    def _dated(self, at: int, *, is_right: bool) -> Core | None:
        core = self._reader.core(self._text, at)
        if core is not None and core.kind in {"year", "year_range", "iso_month"}:
            follows = 0 <= self.last_year_end <= at and self._text[self.last_year_end : at].strip(" ,") in {
                "",
                "and",
                "or",
                "&",
            }
            if not is_right and not is_year_here(self._text, at, core, self._words, follows=follows):
                return None
        return core


def _year_of(stated: Stated) -> int | None:
    year = getattr(stated, "year", None)
    if year is None and isinstance(stated, Cut):
        return _year_of(stated.inner)
    interval = getattr(stated, "interval", None)
    if year is None and isinstance(interval, Interval) and interval.earliest is not None:
        return interval.earliest.year if interval.unit in {"day", "month", "year"} else None
    return year if isinstance(year, int) else None


def _is_like(left: Said, right: Said, join: str) -> bool:
    """Whether two dates can be the ends of one stretch: years with years, weekdays with weekdays."""
    if right.kind in {"days_month", "month_days", "year_range", "rolling", "ahead"}:
        return False
    if left.kind == "year" and right.kind in _DAYS:
        return False
    is_weekdays = isinstance(left.stated, Weekday), isinstance(right.stated, Weekday)
    if right.kind == "year":
        yearly = {"year", "month", "season", "part", "decade"}
        return left.kind in (yearly if not join.isalpha() else yearly | _DAYS)
    return is_weekdays[0] == is_weekdays[1] or right.kind == "deictic"
