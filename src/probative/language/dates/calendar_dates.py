"""Reading dates that the calendar gives: days, months, years, seasons, in figures and in words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from probative.language.dates import intervals
from probative.language.dates.intervals import Interval
from probative.language.dates.lexicon import Lexicon
from probative.language.dates.stated import Base, Day, Fixed, Month, Quarter, Season, Stated

PATTERNS = (
    *("iso", "numeric", "year_range", "iso_month", "month_year_numeric", "days_month", "month_days", "day_month"),
    *("year_month", "month_day", "month", "season", "quarter", "decade", "century", "fixed_day", "year"),
)
_WORD = re.compile(r"[A-Za-z]+")


class CalendarDates:
    """Makes a stated date of each match; method ``_x`` serves the pattern ``x``.

    Args:
        words: The language's words.
        day_first: How 03/04/2023 is meant, ``None`` where nobody knows.
        century_pivot: The latest year that a two-digit year may mean.
    """

    def __init__(self, words: Lexicon, *, day_first: bool | None, century_pivot: int) -> None:
        self._words = words
        self._day_first = day_first
        self._pivot = century_pivot

    def makers(self) -> dict[str, Callable[[re.Match[str]], Stated | None]]:
        """Give the maker of each pattern that is served here."""
        return {name: getattr(self, f"_{name}") for name in PATTERNS}

    def _iso(self, match: re.Match[str]) -> Stated | None:
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))

    def _iso_month(self, match: re.Match[str]) -> Stated | None:
        return Fixed(intervals.of_month(int(match["year"]), int(match["month"])))

    def _month_year_numeric(self, match: re.Match[str]) -> Stated | None:
        return Fixed(intervals.of_month(int(match["year"]), int(match["month"])))

    def _numeric(self, match: re.Match[str]) -> Stated | None:
        left, right, year = int(match["left"]), int(match["right"]), self._full_year(match["year"])
        day_first = True if match["sep"] == "." else self._day_first
        european, american = _day(year, right, left), _day(year, left, right)
        if european is None or american is None or left == right:
            return european or american
        if day_first is not None:
            return european if day_first else american
        days = sorted(_only_day(one) for one in (european, american))
        return Fixed(
            Interval(
                earliest=days[0],
                latest=days[1],
                edtf=f"[{days[0]},{days[1]}]",
                unit="day",
                is_ambiguous=True,
                note="day and month can be read either way round",
            )
        )

    def _year_range(self, match: re.Match[str]) -> Stated | None:
        first, tail = int(match["first"]), match["last"]
        last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
        is_month = len(tail) == 2 and match[0][4:5] == "-" and 1 <= int(tail) <= 12
        if not first < last <= first + 400 or (is_month and last > first + 20):
            return None
        found = intervals.of_years(first, last, f"{first}/{last}", "range")
        if is_month:
            found = Interval(
                earliest=found.earliest,
                latest=found.latest,
                edtf=found.edtf,
                unit="range",
                is_ambiguous=True,
                note="two years, or a month of the first",
            )
        return Fixed(found)

    def _year(self, match: re.Match[str]) -> Stated | None:
        return Fixed(intervals.of_year(int(match["year"])))

    def _decade(self, match: re.Match[str]) -> Stated | None:
        if match["decade"]:
            return Fixed(intervals.of_decade(int(match["decade"])))
        short = int(match["short"]) if match["short"] else self._words.decade_words[match["word"].lower()]
        return Fixed(intervals.of_decade(self._words.century_now + short))

    def _century(self, match: re.Match[str]) -> Stated | None:
        number = int(match["number"]) if match["number"] else self._ordinal(match["ordinal"])
        return Fixed(intervals.of_century((number - 1) * 100)) if 2 <= number <= 21 else None

    def _days_month(self, match: re.Match[str]) -> Stated | None:
        if not self._is_month_name(match["month"], has_number=True):
            return None
        first, last, month, year = int(match["first"]), int(match["last"]), self._month_of(match), self._year_of(match)
        if not 1 <= first < last <= 31:
            return None
        return _Days(year, month, first, last, match["join"].lower() == "and" and match[0][:1].isdigit())

    _month_days = _days_month

    def _day_month(self, match: re.Match[str]) -> Stated | None:
        number = match["day"] or match["ordinal"]
        day = int(number) if number.isdigit() else self._ordinal(number)
        year = self._year_of(match)
        if not self._is_month_name(match["month"], has_number=True, is_dated=year is not None):
            return None
        if not match["day"] and not re.search(r"\bof\b|,|\d", match[0]):
            # "second March" is no date, "second of March" is
            return None
        weekday = self._words.weekdays[match["weekday"].lower()] if match["weekday"] else None
        return _checked_day(year, self._month_of(match), day, weekday)

    def _month_day(self, match: re.Match[str]) -> Stated | None:
        number = match["day"] or match["ordinal"]
        day = int(number) if number.isdigit() else self._ordinal(number)
        year = self._year_of(match)
        if not self._is_month_name(match["month"], has_number=True, is_dated=year is not None):
            return None
        weekday = self._words.weekdays[match["weekday"].lower()] if match["weekday"] else None
        return _checked_day(year, self._month_of(match), day, weekday)

    def _year_month(self, match: re.Match[str]) -> Stated | None:
        month = self._month_of(match)
        if not match["day"]:
            return Month(int(match["year"]), month) if self._is_month_name(match["month"], has_number=True) else None
        return _checked_day(int(match["year"]), month, int(match["day"]), None)

    def _month(self, match: re.Match[str]) -> Stated | None:
        year = self._year_of(match)
        if year is None and not self._stands_alone(match):
            return None
        if year is not None and not self._is_month_name(match["month"], has_number=True, is_dated=True):
            return None
        return Month(year, self._month_of(match))

    def _season(self, match: re.Match[str]) -> Stated | None:
        season = self._words.seasons[match["season"].lower()]
        if match["year"] is None:
            lead = match.string[max(0, match.start() - 24) : match.start("season")]
            return Season(None, season) if _SEASON_LEAD.search(lead) and _is_free(match) else None
        year, following = int(match["year"]), match["next"]
        if following is not None and (season != 4 or int(following) % 100 != (year + 1) % 100):
            return None
        return Season(year, season)

    def _quarter(self, match: re.Match[str]) -> Stated | None:
        if match["lead"]:
            return Quarter(int(match["lead"]), int(match["lead_number"]))
        year = int(match["year"]) if match["year"] else None
        number = match["number"] or (match["nth"][0] if match["nth"][0].isdigit() else None)
        quarter = int(number) if number else self._words.ordinals[match["nth"].lower()]
        if year is None and re.match(r"\s+of\b(?!\s+(?:the|this|last|next)\s+year)", match.string[match.end() :]):
            return None
        return Quarter(year, quarter)

    def _fixed_day(self, match: re.Match[str]) -> Stated | None:
        if not match["name"][0].isupper():
            return None
        name = re.sub(r"\s+", " ", match["name"].lower().replace("’", "'"))
        month, day = self._words.fixed_days[name]
        return Day(int(match["year"]) if match["year"] else None, month, day)

    def _ordinal(self, words: str) -> int:
        return self._words.ordinals[re.sub(r"\s+", "-", words.lower())]

    def _month_of(self, match: re.Match[str]) -> int:
        return self._words.months[match["month"].lower()]

    def _year_of(self, match: re.Match[str]) -> int | None:
        groups = match.groupdict()
        if groups.get("year"):
            return int(groups["year"])
        tail = groups.get("short") or groups.get("tail")
        return self._full_year(tail) if tail else None

    def _full_year(self, digits: str) -> int:
        if len(digits) == 4:
            return int(digits)
        year = self._pivot // 100 * 100 + int(digits)
        return year if year <= self._pivot else year - 100

    def _is_month_name(self, name: str, *, has_number: bool, is_dated: bool = False) -> bool:
        """Whether these letters can be a month here: a small "may" beside a number is a verb unless a year follows."""
        if name[0].isupper() or is_dated:
            return True
        return has_number and name.lower() not in {"may", "march", "mar", "sun", "sat", "dec", "jan"}

    def _stands_alone(self, match: re.Match[str]) -> bool:
        """Whether a month without day and year is one: the word before, or its plain name, must say so."""
        name, months = match["month"], self._words.months
        before = match.string[max(0, match.start() - 24) : match.start()].rstrip(" \n-–(“\"'")
        last_word = before.rsplit(None, 1)[-1].lower() if before else ""
        following = match.string[match.end() : match.end() + 24]
        has_neighbour = _JOIN.match(following) is not None and _first_word(_JOIN.sub("", following, 1)) in months
        has_neighbour |= re.split(r"[-–\s]", last_word)[-1].rstrip(".") in months
        if has_neighbour and name[0].isupper():
            return True
        if name.lower() in self._words.short_months:
            return False
        has_lead = last_word in self._words.month_leads
        if not name[0].isupper():
            return has_lead and name.lower() not in self._words.also_words
        if name.lower() not in self._words.also_names:
            return last_word not in self._words.titles
        is_named = re.match(r"\s[A-Z]", following) is not None
        is_timed = last_word in self._words.sure_month_leads or following[:2] in {"'s", "’s"}
        return (has_lead and not is_named) or (is_timed and (has_lead or name.lower() != "may"))


_JOIN = re.compile(
    r"\.?\s*(?:[-–—]|\b(?:to|and|until|till|through|or)\b)\s*(?:(?:the\s+)?(?:early|mid|late|end\s+of)[\s-]+)?",
    re.IGNORECASE,
)
_SEASON_LEAD = re.compile(
    r"\b(?:in|since|until|by|before|after|during|throughout|early|mid|late|through|of|over)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Days:
    """Several days of one month. ``is_pair`` says "3 and 5 May": two days, not what lies between."""

    year: int | None
    month: int
    first: int
    last: int
    is_pair: bool

    @property
    def is_relative(self) -> bool:
        return self.year is None

    def with_year(self, year: int) -> "_Days":
        return self if self.year is not None else _Days(year, self.month, self.first, self.last, self.is_pair)

    def lay(self, base: Base) -> Interval | None:
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
        return intervals.of_days(left.earliest, right.latest)


def _day(year: int, month: int, day: int) -> Fixed | None:
    try:
        return Fixed(intervals.of_day(date(year, month, day)))
    except ValueError:
        return None


def _only_day(stated: Fixed) -> date:
    assert stated.interval.earliest is not None
    return stated.interval.earliest


def _checked_day(year: int | None, month: int, day: int, weekday: int | None) -> Stated | None:
    # a day that does not exist is kept and stays unresolved: the words were said
    return Day(year, month, day, weekday) if 1 <= day <= 31 else None


def _is_free(match: re.Match[str]) -> bool:
    """Whether a season without a year is no name: "Spring Offensive" and "Winter Palace" are."""
    return match["season"][0].islower() or not re.match(r"\s+[A-Z]", match.string[match.end() : match.end() + 3])


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match[0].lower() if match else ""
