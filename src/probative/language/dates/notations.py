"""Reading dates in the notations of tables and chat logs: ``20161016``, ``12-2015``, ``2020/23/Sep``, ``EOY``.

Many of these figures can also number a document. They are read only where the words before them do not say so.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from probative.language.dates import intervals
from probative.language.dates.composed import EitherDay
from probative.language.dates.counted import Cut, NthOfMonth, Unit, day_at
from probative.language.dates.intervals import Interval, of_days
from probative.language.dates.lexicon import Lexicon, names_day, plain
from probative.language.dates.stated import Base, Day, Fixed, Stated, Whole

PATTERNS = (
    *("basic_iso", "spaced_iso", "iso_month", "month_year_numeric"),
    *(
        "day_dot",
        "day_end",
        "year_day_month",
        "month_year_day",
        "day_year_month",
        "unit_end",
        "summed",
        "days_of_month",
    ),
)
_FIRST_BARE_YEAR = 1970
_NUMBERED = re.compile(
    r"(?:[№#§:]|\b(?:no|nos|nr|number|numbers|id|case|file|act|law|order|decree|resolution|article|decision|report|docket"
    r"|invoice|contract|page|pages|room|unit|phone|tel|code|account|model|version)\.?"
    r"|\b(?:наказ|приказ|справ|дел|указ|закон|постанов|протокол|рішенн|решени|стат|ст|тел|номер|код|рахун|сч[её]т)\w*\.?)\s*$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"\b([^\W\d_]+)\s$")
_COUNTED = re.compile(r"\s+(?:[a-z]{3,}s|people|men|women|children)\b")
_IN_NAME = re.compile(r"[^\s(\[“\"'\-,;]\||\|(?:[_/\\@&=+]|[.:][^\s])")
_STARTS = re.compile(
    r"(?:^|\n|[|;\t\"“«(\[])\s*$|\b(?:on|dated|since|until|till|before|after|from|to|this|date:?)\s+$", re.IGNORECASE
)
_DOT_LED = re.compile(
    r"\b(?:(?P<sure>on|dated|until|till|після|после)|до|на|від|з|с|от)\s+$",
    re.IGNORECASE,
)
_RUNS = re.compile(r"\b(?:runs?|running|based|built|version|depends?)\s+on\s+$", re.IGNORECASE)
_AT = re.compile(r"\bat\s+(?:the\s+)?(?:very\s+)?$", re.IGNORECASE)
_LENGTHS = ("day", "week", "fortnight", "month", "quarter", "year", "decade")


@dataclass(frozen=True, slots=True)
class Summed(Whole):
    """The so many months, weeks and days together up to now (negative) or from now."""

    steps: tuple[tuple[str, int], ...]

    def lay(self, base: Base) -> Interval | None:
        """Give everything from there to the anchor, or from the day after the anchor to there."""
        there = base.anchor
        for unit, count in self.steps:
            there = day_at(there, unit, count)
        return of_days(there, base.anchor) if there <= base.anchor else of_days(base.anchor + timedelta(days=1), there)


@dataclass(frozen=True, slots=True)
class DaysOfMonth(Whole):
    """Some days of a month that is counted: "from the 4th to the 23rd of next month"."""

    first: int
    last: int
    steps: int

    def lay(self, base: Base) -> Interval | None:
        """Give them; ``None`` where the month has not so many."""
        ends = [NthOfMonth(day, self.steps, is_told=False).lay(base) for day in (self.first, self.last)]
        days = [one.earliest for one in ends if one is not None and one.earliest is not None]
        return of_days(days[0], days[1]) if len(days) == 2 and days[0] <= days[1] else None


class Notations:
    """Makes a stated date of each match; method ``_x`` serves the pattern ``x``.

    Args:
        words: The language's words.
        day_first: How 03.04 is meant, ``None`` where nobody knows.
        latest_year: The latest year that eight bare digits may mean.
    """

    def __init__(self, words: Lexicon, *, day_first: bool | None, latest_year: int) -> None:
        self._words = words
        self._day_first = day_first
        self._latest = latest_year

    def makers(self) -> dict[str, Callable[[re.Match[str]], Stated | None]]:
        """Give the maker of each pattern that is served here."""
        return {name: getattr(self, f"_{name}") for name in PATTERNS}

    def _basic_iso(self, match: re.Match[str]) -> Stated | None:
        year = int(match["year"])
        is_led = _STARTS.search(match.string[max(0, match.start() - 12) : match.start()]) is not None
        is_whole = _IN_NAME.search(match.string[: match.start()][-1:] + "|" + match.string[match.end() :][:2]) is None
        is_bare = is_whole and _FIRST_BARE_YEAR <= year <= self._latest and not self._is_number(match)
        return _day(year, int(match["month"]), int(match["day"])) if is_led or is_bare else None

    def _spaced_iso(self, match: re.Match[str]) -> Stated | None:
        is_led = _STARTS.search(match.string[max(0, match.start() - 12) : match.start()])
        return _day(int(match["year"]), int(match["month"]), int(match["day"])) if is_led else None

    def _iso_month(self, match: re.Match[str]) -> Stated | None:
        year, month = int(match["year"]), int(match["month"])
        # 2015-8 can also be two years, 2015-3 cannot
        if len(match["month"]) == 1 and (month > year % 10 or self._is_number(match)):
            return None
        return Fixed(intervals.of_month(year, month))

    def _month_year_numeric(self, match: re.Match[str]) -> Stated | None:
        if match["sep"] == "-" and (len(match["month"]) == 1 or self._is_number(match)):
            return None
        return Fixed(intervals.of_month(int(match["year"]), int(match["month"])))

    def _year_day_month(self, match: re.Match[str]) -> Stated | None:
        day = int(match["day"])
        return Day(int(match["year"]), self._words.months[plain(match["month"])], day) if 1 <= day <= 31 else None

    _month_year_day = _year_day_month
    _day_year_month = _year_day_month

    def _day_dot(self, match: re.Match[str]) -> Stated | None:
        """Read "on 05.12": a day only where a word says so."""
        before = match.string[max(0, match.start() - 16) : match.start()]
        left, right = int(match["left"]), int(match["right"])
        lead = _DOT_LED.search(before)
        # "на 5.12" is oftener a sum
        is_led = lead is not None and (lead["sure"] is not None or len(match[0]) == len("05.12"))
        if _RUNS.search(before) or not (is_led or names_day(before, self._words)):
            return None
        european, american = Day(None, right, left), Day(None, left, right)
        if self._day_first is not None or left == right:
            stated = american if self._day_first is False else european
            return stated if stated.month <= 12 else None
        if max(left, right) > 12:
            return european if right <= 12 else american if left <= 12 else None
        return EitherDay(european, american)

    def _day_end(self, match: re.Match[str]) -> Stated | None:
        # "at the end of the day" is said of what matters in the end
        is_idiom = _AT.search(match.string[max(0, match.start() - 16) : match.start()]) is not None
        return None if is_idiom else Unit("day", 0, is_told=True)

    def _unit_end(self, match: re.Match[str]) -> Stated | None:
        unit = {"m": "month", "q": "quarter", "y": "year"}[match["letter"].lower()]
        return Cut(Unit(unit, 0), "end") if match["letter"].isupper() or match[0].islower() else None

    def _summed(self, match: re.Match[str]) -> Stated | None:
        which = self._words.which[plain(match["which"])]
        direction = {"last": -1, "past": -1, "before": -1, "next": 1, "coming": 1}.get(which)
        parts = [plain(part).rpartition(" ") for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match["parts"])]
        if direction is None or any(unit not in self._words.units or not count for count, _, unit in parts):
            return None
        steps = tuple((self._words.units[unit], direction * self._count(count)) for count, _, unit in parts)
        lengths = [_LENGTHS.index(unit) if unit in _LENGTHS else -1 for unit, _ in steps]
        is_said = all(count for _, count in steps) and all(far > near >= 0 for far, near in pairwise(lengths))
        return Summed(steps) if is_said else None

    def _days_of_month(self, match: re.Match[str]) -> Stated | None:
        steps = {"last": -1, "before": -1, "past": -1, "this": 0}.get(self._words.which[plain(match["which"])], 1)
        first, last = int(match["first"]), int(match["last"])
        return DaysOfMonth(first, last, steps) if 1 <= first < last <= 31 else None

    def _count(self, words: str) -> int:
        return int(words) if words.isdigit() else self._words.numbers.get(words, 0)

    def _is_number(self, match: re.Match[str]) -> bool:
        """Whether the digits number or count something: the words beside them say so."""
        before = match.string[max(0, match.start() - 24) : match.start()]
        name = _NAME_BEFORE.search(before)
        is_name = name is not None and name[1][0].isupper() and name[1].lower() not in self._words.month_leads
        return is_name or bool(_NUMBERED.search(before) or _COUNTED.match(match.string, match.end()))


def _day(year: int, month: int, day: int) -> Fixed | None:
    try:
        return Fixed(intervals.of_day(date(year, month, day)))
    except ValueError:
        return None
