"""What stands right beside a date and belongs to it: a weekday, a second name of the day, a sign of comparison."""

import re
from collections.abc import Callable

from probative.language.dates.agreeing import Agreed, DayIn
from probative.language.dates.composed import EitherDay
from probative.language.dates.cores import Core, Reader
from probative.language.dates.counted import Offset, Unit, Weekday, Which
from probative.language.dates.lexicon import Lexicon, lexicon, plain
from probative.language.dates.patterns import Patterns, patterns
from probative.language.dates.said import Said
from probative.language.dates.stated import Day

_DAYS = {"day_month", "month_day", "iso", "numeric"}
_IN_FIGURES = {"iso", "numeric", "day_slash", "day_dot"}
_HAS_WEEKDAY_BEHIND = {"offset", "away", "ahead", "nth_of", "through"}
_CELL_BEGINS, _CELL_ENDS = re.compile(r"(?:^|[\n|;,\t]) *$"), re.compile(r" *(?:$|[\n|;,\t])")
_COMPARED_IS_DATE = re.compile(
    r"\b(?:year|date|created|modified|sent|received)(?:\s+(?:is|was|are|were|not))*\s*$", re.IGNORECASE
)
_BEFORE_COUNT = re.compile(r",?\s+(?=\w)")


class Neighbours:
    """Reads what stands beside a date, for the grammar of one text."""

    def __init__(self, text: str, language: str, reader: Reader) -> None:
        self._text = text
        self._words: Lexicon = lexicon(language)
        self._patterns: Patterns = patterns(language)
        self._reader = reader

    def on_weekday(self, core: Core, offset: Callable[[int], Core | None]) -> Core:
        """Give a counted week with its weekday: "three weeks after Easter on Friday", "Friday three weeks after"."""
        if core.kind in _HAS_WEEKDAY_BEHIND and not getattr(core.stated, "is_told", False):
            day = self._patterns.on_weekday.match(self._text, core.end)
            if day is not None and self._reader.core(self._text, day.start("weekday")) is not None:
                return Core(DayIn(core.stated, self._words.weekdays[plain(day["weekday"])]), day.end(), core.kind)
        if core.kind != "weekday" or not isinstance(core.stated, Weekday) or core.stated.week is not None:
            return core
        link = _BEFORE_COUNT.match(self._text, core.end)
        counted = None if link is None else offset(link.end()) or self._reader.core(self._text, link.end())
        if (
            counted is None
            or not isinstance(counted.stated, Unit | Offset)
            or getattr(counted.stated, "is_told", False)
        ):
            return core
        if counted.kind not in {"offset", "away"}:
            return core
        return Core(DayIn(counted.stated, core.stated.weekday), counted.end, counted.kind)

    def which_day(self, at: int) -> Core | None:
        """Read "this 12 May", "next 5/12"."""
        which = self._patterns.which_day.match(self._text, at)
        inner = self._reader.core(self._text, which.end()) if which is not None else None
        if which is None or inner is None or inner.kind not in {"day_slash", "day_month", "month_day"}:
            return None
        if not isinstance(inner.stated, Day | EitherDay) or not inner.stated.is_relative:
            return None
        return Core(Which(inner.stated, self._words.which[plain(which["which"])]), inner.end, inner.kind)

    def agreed(self, core: Core) -> Core:
        """Give a weekday, or "tomorrow", with the date that says the same day."""
        link = self._patterns.agreeing.match(self._text, core.end)
        inner = self._reader.core(self._text, link.end()) if link is not None else None
        is_plain = isinstance(core.stated, Weekday) and core.stated.which is None
        kinds = _IN_FIGURES if is_plain else _IN_FIGURES | _DAYS
        if link is None or inner is None or inner.kind not in kinds:
            return core
        end = inner.end + (bool(link.groupdict().get("bracket")) and self._text[inner.end : inner.end + 1] == ")")
        return Core(Agreed(inner.stated, core.stated), end, inner.kind)

    def compared(self, at: int) -> Said | None:
        """Read ">= 2019" and "year greater than 2012": only where nothing else is compared."""
        sign = self._patterns.compared.match(self._text, at)
        core = self._reader.core(self._text, sign.end()) if sign is not None else None
        if sign is None or core is None or core.kind not in {*_DAYS, "year", "iso_month"}:
            return None
        before = self._text[max(0, at - 24) : at]
        # a mail quotes with ">" at the beginning of a line, a page ends its tags with it
        is_cell = (
            sign[0].rstrip() not in {"<", ">"}
            and _CELL_BEGINS.search(before)
            and _CELL_ENDS.match(self._text, core.end)
        )
        if not is_cell and not _COMPARED_IS_DATE.search(before):
            return None
        return Said(core.stated, core.end, core.kind, None, sign.lastgroup)
