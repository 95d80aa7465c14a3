"""Reading dates that the calendar gives: days, months, years, seasons, in figures and in words."""

import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date

from probative.language.dates import intervals
from probative.language.dates.composed import Days, EitherDay, WeekNumber
from probative.language.dates.holidays import Holiday, LongWeekend
from probative.language.dates.intervals import Interval
from probative.language.dates.lexicon import Lexicon, names_day, plain
from probative.language.dates.stated import Day, Fixed, Month, Quarter, Season, Stated

PATTERNS = (
    *("iso", "numeric", "day_slash", "year_range", "days_month"),
    *(
        "month_days",
        "day_month",
        "year_month",
        "month_day",
        "month",
        "season",
        "quarter",
        "half_year",
        "decade",
        "century",
    ),
    *("holiday", "year", "week_number"),
)
_WORD = re.compile(r"[^\W\d_]+")


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

    def _day_slash(self, match: re.Match[str]) -> Stated | None:
        """Read 22/04: a date only where a word says so, and never what is said of a share or of an event."""
        left, right = int(match["left"]), int(match["right"])
        year = int(match["year"]) if match["year"] else None
        before = match.string[max(0, match.start() - 12) : match.start()]
        is_plain = max(left, right) > 12 and len(match[0]) == 5
        is_led = (
            _DATED.search(before)
            or names_day(match.string[max(0, match.start() - 16) : match.start()], self._words)
            or _TIMED.match(match.string, match.end())
            or not match.string[: match.start()].strip()
            or _SLASHES.match(match.string[match.end() :][:12])
        )
        if not (is_led or is_plain) or match[0] in {"9/11", "24/7", "50/50", "20/20"}:
            return None
        if _SHARE.match(match.string[match.end() : match.end() + 12]):
            return None
        european, american = (Day(year, month, day) for month, day in ((right, left), (left, right)))
        if right > 12 or left > 12 or left == right:
            return european if right <= 12 else american if left <= 12 else None
        if self._day_first is not None:
            return european if self._day_first else american
        return EitherDay(european, american)

    def _week_number(self, match: re.Match[str]) -> Stated | None:
        is_counted = re.match(r"\s+of\b(?!\s+(?:last|this|next)\s+year)", match.string[match.end() :])
        return None if is_counted else WeekNumber(int(match["year"]) if match["year"] else None, int(match["number"]))

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
        year = self._year_of(match) or 0
        return Fixed(intervals.of_year(year)) if MINYEAR <= year <= MAXYEAR else None

    def _decade(self, match: re.Match[str]) -> Stated | None:
        if match["decade"]:
            return Fixed(intervals.of_decade(int(match["decade"])))
        lead = match.string[max(0, match.start() - 16) : match.start()]
        if match["plain"] and not (
            _THE_DECADE.search(lead) and (match["plain"] >= "60" or lead.rstrip(" -")[-1:] in "yed")
        ):
            return None
        short = (
            int(match["short"] or match["plain"])
            if match["short"] or match["plain"]
            else self._words.decade_words[plain(match["word"])]
        )
        return Fixed(intervals.of_decade(self._words.century_now + short))

    def _century(self, match: re.Match[str]) -> Stated | None:
        number = int(match["number"]) if match["number"] else self._ordinal(match["ordinal"])
        return Fixed(intervals.of_century((number - 1) * 100)) if 2 <= number <= 21 else None

    def _days_month(self, match: re.Match[str]) -> Stated | None:
        is_ordinal = re.search(r"(?:\d(?:st|nd|rd|th)|th)\s+(?:of\s+)?\w+$", match[0]) is not None
        if not self._is_month_name(match["month"], has_number=True, is_dated=is_ordinal):
            return None
        first, last = self._day_number(match["first"]), self._day_number(match["last"])
        month, year = self._month_of(match), self._year_of(match)
        if not 1 <= first < last <= 31:
            return None
        is_pair = match["join"].lower() in self._words.and_words and self._is_bare(match)
        return Days(year, month, first, last, is_pair)

    def _is_bare(self, match: re.Match[str]) -> bool:
        """Whether two days are said without "between" or "from"."""
        return match[0][:1].isdigit()

    def _day_number(self, said: str) -> int:
        digits = re.match(r"\d+", said)
        return int(digits[0]) if digits else self._ordinal(said)

    _month_days = _days_month

    def _day_month(self, match: re.Match[str]) -> Stated | None:
        day, year = self._day_of(match), self._year_of(match)
        if not self._is_month_name(match["month"], has_number=True, is_dated=year is not None):
            return None
        if match["ordinal"] and not re.search(r"\bof\b|,|\d", match[0]):
            # "second March" is no date, "second of March" is
            return None
        weekday = self._words.weekdays[plain(match["weekday"])] if match["weekday"] else None
        return _checked_day(year, self._month_of(match), day, weekday)

    def _month_day(self, match: re.Match[str]) -> Stated | None:
        day, year = self._day_of(match), self._year_of(match)
        is_glued = match.string[match.end("month") : match.end("month") + 1].isdigit()
        is_ordinal = is_glued or (match["ordinal"] is not None and day > 3)
        if not self._is_month_name(match["month"], has_number=True, is_dated=year is not None or is_ordinal):
            return None
        weekday = self._words.weekdays[plain(match["weekday"])] if match["weekday"] else None
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
        season = self._words.seasons[plain(match["season"])]
        if match["year"] is None:
            lead = match.string[max(0, match.start() - 24) : match.start("season")]
            is_dated = _OF_YEAR.match(match.string, match.end()) is not None
            if match["short"]:
                return Season(self._full_year(match["short"]), season)
            return Season(None, season) if is_dated or (_SEASON_LEAD.search(lead) and _is_free(match)) else None
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

    def _half_year(self, match: re.Match[str]) -> Stated | None:
        year = int(match["year"] or match["lead"])
        said = match["half"] or match["number"] or match["number_first"] or match["lead_number"]
        first = 7 if said[0].lower() in {"s", "2"} else 1
        return Fixed(intervals.of_months((year, first), (year, first + 5), "range"))

    def _holiday(self, match: re.Match[str]) -> Stated | None:
        if re.match(r"\s+(?:Island|Rising|Accords?)\b", match.string[match.end() : match.end() + 12]):
            return None
        before = _WORD.findall(match.string[max(0, match.start() - 16) : match.start()])
        is_other = bool(before) and before[-1].lower() in self._words.named_days_before and before[-1][0].isupper()
        is_small = match["name"] == "new year" and not (
            before and before[-1].lower() in {"before", "after", "by", "since"}
        )
        if is_other or is_small:
            return None
        rules = self._words.holidays[plain(match["name"])]
        found = Holiday(int(said) if (said := match["year"] or match["then"]) else None, rules)
        return LongWeekend(found) if (match.groupdict().get("weekend") or match.groupdict().get("led")) else found

    def _day_of(self, match: re.Match[str]) -> int:
        if match["day"]:
            return int(match["day"])
        return self._ordinal(match["ordinal"]) if match["ordinal"] else self._spelt(match["cardinal"])

    def _spelt(self, words: str) -> int:
        """Give the number that words say: "twenty five", "nineteen eighty six", "two thousand and fourteen"."""
        total = 0
        for word in re.split(r"[-\s]+", words.lower()):
            value = self._words.numbers.get(word, 0)
            if word in {"hundred", "thousand"}:
                total *= 100 if word == "hundred" else 1000
            elif total >= 1000 or total % 100 == 0 or (20 <= total < 100 and value < 10 and total % 10 == 0):
                total += value
            else:
                total = total * 100 + value
        return total

    def _ordinal(self, words: str) -> int:
        return self._words.ordinals[re.sub(r"\s+", "-", words.lower())]

    def _month_of(self, match: re.Match[str]) -> int:
        return self._words.months[plain(match["month"])]

    def _year_of(self, match: re.Match[str]) -> int | None:
        groups = match.groupdict()
        if groups.get("year"):
            return int(groups["year"])
        if groups.get("spelt"):
            return self._spelt(groups["spelt"])
        if groups.get("aged"):
            return self._words.century_now + int(groups["aged"])
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
        return has_number and name.lower() not in {"may", "march", "mar"}

    def _stands_alone(self, match: re.Match[str]) -> bool:
        """Whether a month without day and year is one: the word before, or its plain name, must say so."""
        name, months = match["month"], self._words.months
        before = match.string[max(0, match.start() - 24) : match.start()].rstrip(" \n-–(“\"'")
        words = before.lower().split()
        last_word = words[-1] if words else ""
        if last_word == "the" and name.islower() and name not in self._words.also_words and len(words) > 1:
            # "in the april"
            last_word = words[-2]
        following = match.string[match.end() : match.end() + 24]
        has_neighbour = _JOIN.match(following) is not None and _first_word(_JOIN.sub("", following, 1)) in months
        has_neighbour |= re.split(r"[-–\s]", last_word)[-1].rstrip(".") in months
        has_neighbour |= _FROM_MONTH.search(before + " ") is not None
        has_lead, is_sure = last_word in self._words.month_leads, last_word in self._words.sure_month_leads
        if has_neighbour and (name[0].isupper() or has_lead):
            return True
        if name.lower() in self._words.short_months:
            is_name = name.lower() in {"jan", "mar"} and not _PART_OF.search(before + " ")
            if not name[0].isupper():
                return (is_sure and not is_name) or (last_word == "of" and not is_name)
            return name[0].isupper() and (is_sure or (has_lead and not is_name)) and not re.match(r"\s[A-Z]", following)
        if not name[0].isupper():
            return (has_lead and name.lower() not in self._words.also_words) or (
                is_sure and not _NEXT_SMALL.match(following)
            )
        if name.lower() not in self._words.also_names:
            return last_word not in self._words.titles
        is_named = re.match(r"\s[A-Z]", following) is not None
        is_timed = is_sure or following[:2] in {"'s", "’s"}
        return (has_lead and not is_named) or (is_timed and (has_lead or name.lower() != "may"))


_DATED = re.compile(
    r"\b(?:on|dated|since|until|till|before|after|from|between|to|through|this|next|last)\s+$|\d\s?[-–]\s?$|day,?\s+$"
    r"|\d\s*,\s$|\d\s+(?:and|or)\s+$",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"\s?[-–]\s?\d{1,2}/\d")
_TIMED = re.compile(r",?\s+(?:(?:at|from|between)\s+)?(?:\d{1,2}[:.]\d\d\b|\d{1,2}\s?[ap]\.?m\b)", re.IGNORECASE)
_SHARE = re.compile(r"\s*(?:of\b|percent|cup|inch|mile|majority|hours?)", re.IGNORECASE)
_FROM_MONTH = re.compile(r"\b(?:from|between)\s+[A-Za-z]{3,9}\.?\s+(?:to|and|until|till|through)\s+$", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:week|end|start|beginning|middle|half|days?|\w+day)\s+of\s+$", re.IGNORECASE)
_NEXT_SMALL = re.compile(r"\s+[a-z]")
_JOIN = re.compile(
    r"\.?\s*(?:[-–—]|\b(?:to|and|until|till|through|or)\b)\s*(?:(?:the\s+)?(?:early|mid|late|end\s+of)[\s-]+)?",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(r"\s+(?:of\s+)?(?:last|next|this|that)\s+year\b", re.IGNORECASE)
_THE_DECADE = re.compile(r"\b(?:the\s+(?:early|late|mid)[\s-]+|(?:in|during|since|of|until|from)\s+)$", re.IGNORECASE)
_SEASON_LEAD = re.compile(
    r"\b(?:in|since|until|by|before|after|during|throughout|early|mid|late|through|of|over)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)


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
