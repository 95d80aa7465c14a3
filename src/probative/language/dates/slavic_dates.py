"""Reading dates in Ukrainian and Russian where the forms of words decide otherwise than in English."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from probative.language.dates import intervals
from probative.language.dates.calendar_dates import CalendarDates
from probative.language.dates.composed import Ahead, Numbered
from probative.language.dates.counted import Nth, NthOfMonth, Unit, Weekday, Weekend
from probative.language.dates.holidays import Holiday
from probative.language.dates.intervals import ONE_DAY, Interval
from probative.language.dates.lexicon import plain
from probative.language.dates.relative_dates import RelativeDates
from probative.language.dates.stated import Base, Day, Derived, Fixed, Month, Quarter, Season, Stated

_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
_ROMAN = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}
_NOUN_AFTER = re.compile(r"\s+[^\W\d_A-ZА-ЯІЇЄҐ]{3,}")


@dataclass(frozen=True, slots=True)
class Night(Derived):
    """The night to a day: that day and the one before it."""

    def lay(self, base: Base) -> Interval | None:
        """Give both days."""
        day = self.inner.lay(base)
        if day is None or day.earliest is None:
            return None
        return intervals.of_days(day.earliest - ONE_DAY, day.earliest)


class SlavicCalendar(CalendarDates):
    """Makes a stated date of each match, as its base does; a month in small letters is the rule here."""

    def makers(self) -> dict[str, Callable[[re.Match[str]], Stated | None]]:
        """Give the makers, with those of shapes that English has not."""
        return {**super().makers(), "night": self._night, "numbered": self._numbered}

    def _night(self, match: re.Match[str]) -> Stated | None:
        if match["weekday"]:
            return Night(Weekday(self._words.weekdays[plain(match["weekday"])]))
        day = Day(self._year_of(match), self._month_of(match), self._day_of(match))
        return Night(day) if 1 <= day.day <= 31 else None

    def _numbered(self, match: re.Match[str]) -> Stated | None:
        return Numbered(Month(self._year_of(match), self._month_of(match)), int(match["tens"]))

    def _day_month(self, match: re.Match[str]) -> Stated | None:
        day = self._day_of(match)
        weekday = self._words.weekdays[plain(match["weekday"])] if match["weekday"] else None
        return Day(self._year_of(match), self._month_of(match), day, weekday) if 1 <= day <= 31 else None

    def _is_month_name(self, name: str, *, has_number: bool, is_dated: bool = False) -> bool:
        del name
        return has_number or is_dated

    def _stands_alone(self, match: re.Match[str]) -> bool:
        """Whether a month alone is one: in small letters, else it is a name; behind a preposition if a word too."""
        name = plain(match["month"])
        before = _LAST_WORD.search(match.string[max(0, match.start() - 24) : match.start()])
        lead = before[1].lower() if before else ""
        if name in self._words.short_months or match["month"][0].isupper():
            return False
        if name in self._words.also_words:
            return lead in self._words.sure_month_leads and not _NOUN_AFTER.match(match.string, match.end())
        return True

    def _season(self, match: re.Match[str]) -> Stated | None:
        season, name = self._words.seasons[plain(match["season"])], plain(match["season"])
        if match["first"] is not None:
            year, following = int(match["first"]), match["next"]
            return Season(year, season) if season == 4 and int(following) % 100 == (year + 1) % 100 else None
        if match["year"] is not None:
            return Season(int(match["year"]), season)
        before = _LAST_WORD.search(match.string[max(0, match.start() - 24) : match.start()])
        is_led = before is not None and before[1].lower() in self._words.sure_month_leads
        return Season(None, season) if name in self._words.season_adverbs or is_led else None

    def _quarter(self, match: re.Match[str]) -> Stated | None:
        year = int(match["year"]) if match["year"] else None
        if match["nth"]:
            return Quarter(year, self._words.ordinals[plain(match["nth"])])
        quarter = int(match["number"]) if match["number"] else _roman(match["roman"])
        return Quarter(year, quarter) if quarter is not None and quarter <= 4 else None

    def _half_year(self, match: re.Match[str]) -> Stated | None:
        year = int(match["year"])
        half = self._words.ordinals[plain(match["half"])] if match["half"] else None
        half = half or (int(match["number"]) if match["number"] else _roman(match["roman"] or ""))
        if half not in {1, 2}:
            return None
        first = 1 if half == 1 else 7
        return Fixed(intervals.of_months((year, first), (year, first + 5), "range"))

    def _decade(self, match: re.Match[str]) -> Stated | None:
        if match["decade"]:
            return Fixed(intervals.of_decade(int(match["decade"])))
        short = int(match["short"]) if match["short"] else self._words.decade_words[plain(match["word"])]
        return Fixed(intervals.of_decade(self._words.century_now + short))

    def _century(self, match: re.Match[str]) -> Stated | None:
        if match["ordinal"]:
            number: int | None = self._ordinal(match["ordinal"])
        else:
            number = int(match["number"]) if match["number"] else _roman(match["roman"])
        return Fixed(intervals.of_century((number - 1) * 100)) if number is not None and 2 <= number <= 21 else None

    def _holiday(self, match: re.Match[str]) -> Stated | None:
        if not match["name"][0].isupper() and not any(letter.isupper() for letter in match["name"]):
            return None
        rules = self._words.holidays[plain(match["name"])]
        return Holiday(int(match["year"]) if match["year"] else None, rules)

    def _ordinal(self, words: str) -> int:
        *tens, last = plain(words).split()
        return sum(self._words.numbers[word] for word in tens) + self._words.ordinals[last]


class SlavicRelative(RelativeDates):
    """Makes a stated date of each match, as its base does."""

    has_capital_months = False

    def makers(self) -> dict[str, Callable[[re.Match[str]], Stated | None]]:
        """Give the makers of the shapes that these languages have."""
        held = super().makers()
        for name in ("weekday_nth", "weekdays_away", "rest", "beside"):
            del held[name]
        return {**held, "through": self._through}

    def _deictic(self, match: re.Match[str]) -> Stated | None:
        word = plain(match["word"])
        if word in self._words.year_deictics:
            return Unit("year", self._words.year_deictics[word])
        return Unit("day", self._words.deictics[word])

    def _which_unit(self, match: re.Match[str], which: str, *, has_article: bool) -> Stated | None:
        del has_article
        unit = self._words.units[plain(match["unit"])]
        if unit == "day" and plain(match["unit"]) in self._words.single_units:
            steps = {"before": -1, "next": 1}.get(which)
            return Unit("day", steps, is_told=True) if steps is not None else None
        return super()._which_unit(match, which, has_article=False)

    def _weekday(self, match: re.Match[str]) -> Stated | None:
        name = plain(match["weekday"])
        found = _LAST_WORD.search(match.string[max(0, match.start() - 24) : match.start()])
        before = found[1].lower() if found else ""
        if before in self._words.named_days_before:
            return None
        if name in self._words.doubtful_weekdays and before not in self._words.prepositions:
            return None
        which = self._words.which[plain(match["week"])] if match["week"] else None
        steps = {"last": -1, "before": -1, "past": -1, "this": 0, "next": 1, "coming": 1}.get(which or "")
        return Weekday(self._words.weekdays[name], None, steps)

    def _weekend(self, match: re.Match[str]) -> Stated | None:
        before = _LAST_WORD.search(match.string[max(0, match.start() - 12) : match.start()])
        return Weekend(None) if before is not None and before[1].lower() in {*self._words.prepositions, "за"} else None

    def _nth(self, match: re.Match[str]) -> Stated | None:
        day = int(match["day"])
        return Nth(day) if 1 <= day <= 31 else None

    def _nth_of_month(self, match: re.Match[str]) -> Stated | None:
        which = self._words.which[plain(match["which"])]
        steps = {"last": -1, "before": -1, "next": 1, "coming": 1}.get(which, 0)
        return NthOfMonth(int(match["day"]), steps, is_told=False)

    def _through(self, match: re.Match[str]) -> Stated | None:
        unit = self._words.units[plain(match["unit"])]
        return Ahead(unit, self._count(match["number"])) if unit != "weekend" else None


def _roman(letters: str) -> int | None:
    values = [_ROMAN[letter] for letter in letters.upper() if letter in _ROMAN or letter.upper() in _ROMAN]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs) or None
