"""Reading a whole expression: a date with what limits, cuts or blurs it, or a stretch between two."""

import re
from collections.abc import Callable
from dataclasses import replace

from probative.language.dates.agreeing import Agreed
from probative.language.dates.composed import InYearOf, Lasting, NthOf, Than
from probative.language.dates.cores import FIRST_WORD, Core, Reader
from probative.language.dates.counted import Cut, Nth, Offset, Unit, Weekday
from probative.language.dates.intervals import Interval
from probative.language.dates.lexicon import Lexicon, lexicon, plain
from probative.language.dates.neighbours import Neighbours
from probative.language.dates.patterns import Patterns, heads, patterns
from probative.language.dates.said import Said
from probative.language.dates.stated import Day, Stated
from probative.language.dates.years import is_year_here

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
_POINTS_IN_TIME = {*_DAYS, "holiday", "weekday", "deictic", "day_slash", "day_dot", "day_end"}
_READ_FIRST = ("which_day", "sooner", "week_of", "nth_of", "lasting", "than", "offset", "part")
_LISTED = {"", "or", "not", "but not", "and not", "nor", "except"}
_NOTHING: frozenset[str] = frozenset()
_WHOLES = {"year", "month", "season", "quarter", "decade", "which", "this_unit"}
_YEARLY = {
    "day_month",
    "month_day",
    "month",
    "days_month",
    "month_days",
    "season",
    "quarter",
    "holiday",
    "day_slash",
    "week_number",
}


class Grammar:
    """Reads expressions of one language in one text.

    ``last_year_end`` is where the last bare year ended, so that "in 2014 and 2016" are two years.
    """

    def __init__(self, text: str, language: str, reader: Reader) -> None:
        self._text = text
        self._words: Lexicon = lexicon(language)
        self._patterns: Patterns = patterns(language)
        self._reader = reader
        self._beside = Neighbours(text, language, reader)
        self._heads = heads(language)
        self._readers: tuple[tuple[str, Callable[[int], Core | None]], ...] = tuple(
            (name, self._beside.which_day if name == "which_day" else getattr(self, f"_{name}")) for name in _READ_FIRST
        )
        self.last_year_end = -1

    def expression(self, at: int) -> Said | None:
        """Give the expression that begins at ``at``, or ``None``."""
        begun = self._begun(at)
        found = self._beside.compared(at) if "compared" in begun else None
        if found is None and "range_start" in begun:
            found = self._stretch(at)
        if found is None and "limit" in begun and self._sooner(at) is None:
            found = self._limited(at)
        if found is not None:
            return found
        said = self._ranged(at)
        if said is None or said.right is not None:
            return said
        onwards = self._patterns.onwards.match(self._text, said.end)
        if onwards is None or not re.match(r"\s+(?:and|or)\b", onwards[0]):
            return said
        limit = "until" if onwards["until"] else "since"
        return Said(said.stated, onwards.end(), said.kind, None, limit, said.is_approximate)

    def _stretch(self, at: int) -> Said | None:
        """Read "from A to B", "between A and B", "from A onwards"."""
        start = self._patterns.range_start.match(self._text, at)
        if start is None:
            return None
        clock = self._patterns.clock_to.match(self._text, start.end())
        right = self._simple(clock.end(), is_right=True) if clock is not None else None
        if right is not None and right.kind == "deictic":
            # "from 2pm until tomorrow"
            return Said(Unit("day", 0), right.end, "range", right.stated)
        is_between = plain(start["word"]) in self._words.between_words
        said = self._ranged(start.end(), may_and=is_between)
        if said is None or said.right is not None or is_between:
            return said if said is not None and said.right is not None else None
        onwards = self._patterns.onwards.match(self._text, said.end)
        if onwards is None:
            return None
        return Said(said.stated, onwards.end(), said.kind, None, "since", said.is_approximate)

    def _limited(self, at: int) -> Said | None:
        """Read "before A", "since A", "by A"; what begins with such a word and is a stretch of its own comes first."""
        limit = self._patterns.limit.match(self._text, at)
        if limit is None:
            return None
        whole = self._ranged(at)
        if whole is not None and whole.kind in {"days_month", "night", "year_range"}:
            return whole
        word = plain(limit["limit"])
        said = self._ranged(limit.end(), is_right=word.split()[-1] in {"than", "as"})
        if said is None or said.right is not None or self._modifies(said):
            return None
        limited = self._words.limits[word]
        if limited == "dated":
            # "from 5 May" is also how a paper is dated; "from May" is not
            if said.kind in _DAYS:
                return None
            limited = "since"
        return Said(said.stated, said.end, said.kind, None, limited, said.is_approximate)

    def _begun(self, at: int) -> frozenset[str]:
        """Give what the word at ``at`` can begin, of all that stands around a date."""
        word = FIRST_WORD.match(self._text, at)
        if word is None:
            return _NOTHING
        return self._heads.get("0" if word[0].isdigit() else word[0].lower(), _NOTHING)

    def _modifies(self, said: Said) -> bool:
        """Whether the date belongs to a thing that follows ("after Monday's attack", "since the 2014 war")."""
        return self._patterns.possessive.match(self._text, said.end) is not None

    def _ranged(self, at: int, *, may_and: bool = False, is_right: bool = False) -> Said | None:
        left = self._simple(at, is_right=is_right or may_and)
        if may_and and left is None:
            left = self._present(at)
        if left is None or left.kind in {"days_month", "month_days", "year_range", "night"}:
            return left
        join = self._patterns.range_word.match(self._text, left.end)
        if join is None or (plain(join["word"]) in self._words.and_words and not may_and):
            return left
        right = self._simple(join.end(), is_right=True) or self._present(join.end()) or self._nth(left, join.end())
        if right is None or not _is_like(left, right, join["word"]):
            return left
        left_year = _year_of(left.stated)
        stated = (
            right.stated.with_year(left_year) if left_year is not None and right.stated.is_relative else right.stated
        )
        return Said(left.stated, right.end, "range", stated, None, left.is_approximate or right.is_approximate)

    def _nth(self, left: Said, at: int) -> Said | None:
        """Give "the third", which is a day where it ends what begins with one."""
        nth = self._patterns.nth.match(self._text, at) if left.kind in {"day_month", "month_day"} else None
        if nth is None or not nth.groupdict().get("ordinal"):
            return None
        return Said(Nth(self._words.ordinals[plain(nth["ordinal"]).replace(" ", "-")]), nth.end(), "nth")

    def _present(self, at: int) -> Said | None:
        """Give "now" as an end of a stretch; alone it names no day."""
        now = self._patterns.present.match(self._text, at)
        return None if now is None else Said(Unit("day", 0), now.end(), "deictic")

    def _simple(self, at: int, *, is_right: bool = False) -> Said | None:
        begun = self._begun(at)
        about = self._patterns.approximation.match(self._text, at) if "approximation" in begun else None
        if about is not None:
            inner = self._parted(about.end(), is_right=is_right)
            if inner is not None and inner.kind in _BLURRED:
                return Said(inner.stated, inner.end, inner.kind, is_approximate=True)
        found = self._parted(at, is_right=is_right) if begun else self._dated(at, is_right=is_right)
        if found is None:
            return None
        found = self._beside.on_weekday(found, self._offset)
        return Said(found.stated, found.end, found.kind)

    def _parted(self, at: int, *, is_right: bool) -> Core | None:
        """Give a date with what cuts it or counts from it."""
        begun = self._begun(at)
        for name, read in self._readers:
            found = read(at) if name in begun else None
            if found is not None:
                return found
        return self._dated(at, is_right=is_right)

    def _sooner(self, at: int) -> Core | None:
        sooner = self._patterns.sooner.match(self._text, at)
        if sooner is None:
            return None
        side = self._words.sooner.get(plain(sooner["side"]), plain(sooner["side"]))
        if sooner["unit"]:
            which = self._words.which.get(plain(sooner["which"]), "this")
            steps = {"last": -1, "before": -1, "next": 1}.get(which, 0)
            return Core(Cut(Unit(self._words.units[plain(sooner["unit"])], steps), side), sooner.end(), "sooner")
        inner = self._dated(sooner.end(), is_right=False)
        if inner is not None and inner.kind in {"year", "month"}:
            return Core(Cut(inner.stated, side), inner.end, "sooner")
        return None

    def _week_of(self, at: int) -> Core | None:
        week = self._patterns.week_of.match(self._text, at)
        inner = self._dated(week.end(), is_right=False) if week is not None else None
        if week is not None and week.groupdict().get("the") and inner is None:
            inner = self._dated(week.start("the"), is_right=False)
        if inner is None or inner.kind not in {*_DAYS, "nth"}:
            return None
        return Core(Cut(inner.stated, "week around"), inner.end, "week_of")

    def _part(self, at: int) -> Core | None:
        part = self._patterns.part.match(self._text, at)
        inner = self._whole_of_part(part.end()) if part is not None else None
        if part is None or inner is None:
            return None
        return Core(Cut(inner.stated, self._words.parts[plain(part["part"])]), inner.end, "part")

    def _nth_of(self, at: int) -> Core | None:
        """Read "the first Friday of July", "the last ten days of May"."""
        nth = self._patterns.nth_of.match(self._text, at)
        inner = self._whole_of_part(nth.end()) if nth is not None else None
        if nth is None or inner is None or inner.kind not in _WHOLES:
            return None
        word, part = plain(nth["nth"]), self._part_of(nth)
        digits = re.match(r"\d+", word)
        number = int(digits[0]) if digits else self._words.ordinals.get(word.replace(" ", "-"), -1)
        count = self._count(nth["number"])
        if number == 0 or count == 0:
            return None
        if nth["unit"] and not nth["number"] and plain(nth["unit"]) not in self._words.single_units:
            return None
        return Core(NthOf(inner.stated, part, number, count), inner.end, "nth_of")

    def _part_of(self, nth: re.Match[str]) -> str | int:
        if nth["weekday"]:
            return self._words.weekdays[plain(nth["weekday"])]
        return self._words.units[plain(nth["unit"])]

    def _than(self, at: int) -> Core | None:
        """Read "more than two years ago", "less than a week after 5 May"."""
        away = self._patterns.than.match(self._text, at)
        if away is not None:
            count = self._count(away["number"]) * (-1 if away["ago"] else 1)
            unit = self._words.units[plain(away["unit"])]
            return Core(Than(unit, count, is_more=away["more"] is not None), away.end(), "than")
        offset = self._patterns.than_offset.match(self._text, at)
        inner = self._dated(offset.end(), is_right=False) if offset is not None else None
        if offset is None or inner is None or not self._is_point(inner):
            return None
        count = self._count(offset["number"]) * (-1 if plain(offset["side"]) == "before" else 1)
        unit = self._words.units[plain(offset["unit"])]
        return Core(Than(unit, count, offset["more"] is not None, inner.stated), inner.end, "than")

    def _lasting(self, at: int) -> Core | None:
        """Read "for three days from Monday"; without "for" that is the day three days from it."""
        lasting = self._patterns.lasting.match(self._text, at)
        inner = self._dated(lasting.end(), is_right=False) if lasting is not None else None
        if lasting is None or inner is None or not self._is_point(inner):
            return None
        if lasting["word"].lower() == "from" and not lasting["led"]:
            return None
        unit = self._words.units[plain(lasting["unit"])]
        return Core(Lasting(inner.stated, unit, self._count(lasting["number"])), inner.end, "lasting")

    def _is_point(self, core: Core) -> bool:
        """Whether a distance can be counted from it."""
        is_weekday = core.kind == "which" and isinstance(core.stated, Weekday)
        return (core.kind in _POINTS_IN_TIME or is_weekday) and not self._modifies_core(core)

    def _offset(self, at: int) -> Core | None:
        offset = self._patterns.offset.match(self._text, at)
        inner = self._dated(offset.end(), is_right=False) if offset is not None else None
        if offset is None or inner is None or not self._is_point(inner):
            return None
        unit = self._words.units[plain(offset["unit"])]
        side = plain(offset["side"])
        if unit == "weekend" or (side == "from" and not offset["number"]):
            return None
        count = self._count(offset["number"])
        is_back = side == "before" or side in self._words.offset_before
        return Core(Offset(inner.stated, unit, -count if is_back else count), inner.end, "offset")

    def _count(self, number: str | None) -> int:
        return 1 if not number else int(number) if number.isdigit() else self._words.numbers[plain(number)]

    def _modifies_core(self, core: Core) -> bool:
        return self._patterns.possessive.match(self._text, core.end) is not None

    def _whole_of_part(self, at: int) -> Core | None:
        unit = self._patterns.this_unit.match(self._text, at)
        if unit is not None and not re.match(r"\s+of\b", self._text[unit.end() : unit.end() + 6]):
            return Core(Unit(self._words.units[plain(unit["unit"])], 0), unit.end(), "this_unit")
        inner = self._dated(at, is_right=True)
        if inner is None or inner.kind in {"deictic", "weekday", "day_month", "month_day", "iso", "numeric", "away"}:
            return None
        return inner

    def _dated(self, at: int, *, is_right: bool) -> Core | None:
        core = self._reader.core(self._text, at)
        if core is not None and core.kind in {"year", "year_range", "iso_month"}:
            between = self._text[self.last_year_end : at].strip(" ,")
            follows = 0 <= self.last_year_end <= at and plain(between) in {*_LISTED, *self._words.and_words}
            if not is_right and not is_year_here(self._text, at, core, self._words, follows=follows):
                return None
        return None if core is None else self._joined(core)

    def _joined(self, core: Core) -> Core:
        """Give the date with the year or week that stands behind it, or that it stands behind, in relative words."""
        stated = core.stated
        if core.kind in _YEARLY and stated.is_relative:
            return self._with_year_behind(core)
        if core.kind in {"which", "deictic"} and isinstance(stated, Unit) and stated.unit in {"year", "week"}:
            return self._with_day_behind(core, stated)
        if isinstance(stated, Weekday) or (
            core.kind == "deictic" and isinstance(stated, Unit) and stated.unit == "day"
        ):
            return self._beside.agreed(core)
        day = self._patterns.apposed.match(self._text, core.end) if core.kind in _DAYS else None
        if day is None:
            return core
        return Core(Agreed(core.stated, Weekday(self._words.weekdays[plain(day["weekday"])])), day.end(), core.kind)

    def _with_day_behind(self, core: Core, unit: Unit) -> Core:
        """Read "last year's first quarter", "next week on Tuesday"."""
        text = self._text
        link = (self._patterns.year_of if unit.unit == "year" else self._patterns.week_link).match(text, core.end)
        if link is None:
            return core
        inner = self._reader.core(text, link.end())
        if unit.unit == "year":
            is_yearly = inner is not None and inner.kind in _YEARLY and inner.stated.is_relative
            return (
                Core(InYearOf(inner.stated, unit), inner.end, inner.kind) if inner is not None and is_yearly else core
            )
        if inner is not None and isinstance(inner.stated, Weekday) and not inner.stated.which:
            return Core(Weekday(inner.stated.weekday, None, unit.steps), inner.end, "weekday")
        short = self._patterns.weekday.match(text, link.end()) if inner is None else None
        if short is None or not short["weekday"][0].isupper():
            return core
        return Core(Weekday(self._words.weekdays[plain(short["weekday"])], None, unit.steps), short.end(), "weekday")

    def _with_year_behind(self, core: Core) -> Core:
        text = self._text
        day = self._patterns.apposed.match(text, core.end) if core.kind in _DAYS else None
        if day is not None and isinstance(core.stated, Day) and core.stated.weekday is None:
            weekday = self._words.weekdays[plain(day["weekday"])]
            return Core(replace(core.stated, weekday=weekday), day.end(), core.kind)
        link = self._patterns.year_link.match(text, core.end)
        year = self._reader.core(text, link.end()) if link is not None else None
        if year is not None and isinstance(year.stated, Unit) and year.stated.unit == "year":
            return Core(InYearOf(core.stated, year.stated), year.end, core.kind)
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
    if right.kind in {"days_month", "month_days", "year_range", "rolling", "ahead", "night"}:
        return False
    if left.kind == "year" and right.kind in _DAYS:
        return join.isalpha() and not right.stated.is_relative
    left_is_weekday, right_is_weekday = isinstance(left.stated, Weekday), isinstance(right.stated, Weekday)
    if right.kind == "year":
        yearly = {"year", "month", "season", "part", "decade"}
        return left.kind in (yearly if not join.isalpha() else yearly | _DAYS)
    is_certain = (
        isinstance(left.stated, Weekday) and left.stated.which is not None and right.kind in _DAYS and join.isalpha()
    )
    is_from_here = left.kind == "deictic" and right_is_weekday
    return left_is_weekday == right_is_weekday or right.kind == "deictic" or is_certain or is_from_here
