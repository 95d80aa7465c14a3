"""Reading dates that are counted from the day of writing, or from the day the story has come to."""

import re
from collections.abc import Callable

from probative.language.dates.composed import Hull, Rest, Sum, WeekdayAgo, WeekdayNth, Within
from probative.language.dates.counted import Nth, NthOfMonth, Rolling, Unit, Vague, Weekday, Weekend, Which
from probative.language.dates.holidays import Holiday
from probative.language.dates.lexicon import Lexicon, plain
from probative.language.dates.stated import Month, Season, Stated

_NTH_LEAD = re.compile(r"\b(?:week\s+of|on|until|till|by|since|before|after|from|and|to)\s+$", re.IGNORECASE)
_BARE_NTH_LEAD = re.compile(r"\b(?:on|until|till)\s+$", re.IGNORECASE)
PATTERNS = (
    *("nth", "beyond", "beside"),
    *("deictic", "rolling", "away", "which", "weekday", "weekend", "nth_of_month", "ahead"),
    *("weekday_nth", "weekdays_away", "within", "rest"),
)


class RelativeDates:
    """Makes a stated date of each match; method ``_x`` serves the pattern ``x``."""

    has_capital_months = True

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def makers(self) -> dict[str, Callable[[re.Match[str]], Stated | None]]:
        """Give the maker of each pattern that is served here."""
        return {name: getattr(self, f"_{name}") for name in PATTERNS}

    def _deictic(self, match: re.Match[str]) -> Stated | None:
        return Unit("day", self._words.deictics[plain(match["word"])])

    def _which(self, match: re.Match[str]) -> Stated | None:
        which = self._words.which[plain(match["which"])]
        has_article = match[0][:3].lower() == "the"
        if match["weekday"]:
            if self.has_capital_months and match["weekday"].lower() in self._words.doubtful_weekdays:
                return None
            return Weekday(self._words.weekdays[plain(match["weekday"])], which)
        if match["month"]:
            if self.has_capital_months and (not match["month"][0].isupper() or match["month"].lower() == "mar"):
                return None
            return Which(Month(None, self._words.months[plain(match["month"])]), which)
        if match["hours"]:
            steps = {"before": -1, "after": 1, "next": 1}.get(which)
            return Unit("day", steps, is_told=True) if steps is not None else None
        if match["holiday"]:
            return Which(Holiday(None, self._words.holidays[plain(match["holiday"])]), which)
        if match["season"]:
            return Which(Season(None, self._words.seasons[plain(match["season"])]), which)
        return self._which_unit(match, which, has_article=has_article)

    def _which_unit(self, match: re.Match[str], which: str, *, has_article: bool) -> Stated | None:
        unit = self._words.units[plain(match["unit"])]
        if plain(match["unit"]) not in self._words.single_units or (which == "this" and unit == "day"):
            return None
        if which in {"last", "next"} and has_article and re.match(r"\s+(?:of|in)\b", match.string[match.end() :]):
            # "the last week of May" is another week
            return None
        if unit == "fortnight" and which in {"next", "coming", "last"}:
            return Rolling(unit, -1 if which == "last" else 1)
        if unit == "day":
            # "the next day" of a story; "last day" alone is none
            steps = {"before": -1, "after": 1, "next": 1}.get(which)
            return Unit("day", steps, is_told=True) if steps is not None and has_article else None
        if unit == "weekend":
            return Weekend(which)
        if which == "past" or (which == "last" and has_article):
            return Rolling(unit, -1)
        is_told = has_article and which in {"before", "after"}
        return Unit(unit, {"last": -1, "before": -1, "this": 0}.get(which, 1), is_told=is_told)

    def _rolling(self, match: re.Match[str]) -> Stated | None:
        which_words = match["which"] or match["which2"]
        which = self._words.which[plain(which_words)]
        unit = self._words.units[plain(match["unit"] or match["unit2"])]
        direction = {"last": -1, "past": -1, "before": -1, "next": 1, "coming": 1, "after": 1}.get(which)
        if direction is None or re.match(r"\s+(?:of|in)\b", match.string[match.end() :]):
            return None
        if match["vague"] and not match["vague"].lower().startswith("couple"):
            return None
        if match["unit2"] and not match["unit2"].lower().endswith("s"):
            # "3 next week" is two things
            return None
        number = match["number"] or match["number2"]
        count = self._count(number) if number else 2
        if count == 0:
            return None
        if match[0][:6].lower() == "within" and direction > 0:
            return Within(unit, count)
        return Rolling(unit, direction * count)

    def _away(self, match: re.Match[str]) -> Stated | None:
        unit = self._words.units[plain(match["unit"])]
        side = plain(match["side"])
        direction = -1 if side in self._words.ago or side in self._words.earlier else 1
        is_told = side in self._words.earlier or side in self._words.later
        if side == "before" and not re.match(r"\s*(?:[,.;:)]|$)", match.string[match.end() :]):
            # "two days before the attack" counts from what is not known here
            return None
        if match["vague"]:
            return None if is_told else Vague(direction)
        if (
            match["number"] is None
            and unit not in {"half", "eighteen"}
            and plain(match["unit"]) not in self._words.single_units
        ):
            return None
        if unit == "weekend":
            return None
        steps = direction * self._count(match["number"])
        least, plus = match.groupdict().get("least"), match.groupdict().get("plus")
        if plus is not None:
            more = self._words.units[plain(match["plus_unit"])]
            return None if is_told else Sum(more, direction * self._count(plus), unit, steps)
        if least is not None and not is_told:
            return Hull(Unit(unit, direction * self._count(least)), Unit(unit, steps))
        return Unit(unit, steps, is_told=is_told, is_only_told=is_told and direction > 0)

    def _weekday(self, match: re.Match[str]) -> Stated | None:
        name = match["weekday"]
        if name.lower() in self._words.doubtful_weekdays and not _is_sure(match):
            return None
        before = match.string[: match.start()][-16:].rstrip().rsplit(" ", 1)[-1].lower()
        after = re.match(r"\s+([^\W\d_]+)", match.string[match.end("weekday") :])
        if before in self._words.named_days_before:
            return None
        if after and after[1][0].isupper() and after[1].lower() in self._words.named_days_after:
            return None
        week = (match["week"] or "").lower().split()[-1:]
        steps = {"last": -1, "previous": -1, "this": 0, "next": 1, "following": 1}.get(week[0]) if week else None
        return Weekday(self._words.weekdays[plain(name)], None, steps)

    def _weekend(self, match: re.Match[str]) -> Stated | None:
        del match
        return Weekend(None)

    def _nth(self, match: re.Match[str]) -> Stated | None:
        lead = _NTH_LEAD if match[0][0] in "tT" else _BARE_NTH_LEAD
        is_led = lead.search(match.string[max(0, match.start() - 8) : match.start()])
        digits = match["day"] or match["bare"]
        day = int(digits) if digits else self._ordinal(match["ordinal"])
        return Nth(day) if is_led and 1 <= day <= 31 and (digits or day > 3) else None

    def _beyond(self, match: re.Match[str]) -> Stated | None:
        unit = self._words.units[plain(match["unit"])]
        if unit in {"day", "weekend"}:
            return None
        return Unit(unit, -2 if match["before"] else 2)

    def _beside(self, match: re.Match[str]) -> Stated | None:
        return Unit("day", -1 if match["before"] else 1, is_told=True)

    def _nth_of_month(self, match: re.Match[str]) -> Stated | None:
        day = int(match["day"]) if match["day"] else self._ordinal(match["ordinal"])
        which = match["which"].lower().split()
        steps = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which[-1], 0)
        return NthOfMonth(day, steps, is_told=len(which) == 2)

    def _weekday_nth(self, match: re.Match[str]) -> Stated | None:
        number = match["day"] or match["bare"]
        day = int(number) if number else self._ordinal(match["ordinal"])
        name = match["weekday"]
        is_doubtful = name.lower() in self._words.doubtful_weekdays and name.lower() not in _ONLY_WEEKDAYS
        if not 1 <= day <= 31 or (is_doubtful and not name[0].isupper()):
            return None
        return WeekdayNth(self._words.weekdays[plain(name)], day)

    def _weekdays_away(self, match: re.Match[str]) -> Stated | None:
        direction = -1 if plain(match["side"]) in self._words.ago else 1
        return WeekdayAgo(self._words.weekdays[match["weekday"].lower()[:-1]], direction * self._count(match["number"]))

    def _within(self, match: re.Match[str]) -> Stated | None:
        unit = plain(match["unit"])
        if match["number"] is None and self.has_capital_months and unit not in self._words.single_units:
            return None
        return Within(self._words.units[unit], self._count(match["number"]))

    def _rest(self, match: re.Match[str]) -> Stated | None:
        return Rest(self._words.units[(match["left"] or match["passed"]).lower()], is_left=match["left"] is not None)

    def _ahead(self, match: re.Match[str]) -> Stated | None:
        unit = self._words.units[plain(match["unit"])]
        return Unit(unit, self._count(match["number"])) if unit != "weekend" else None

    def _ordinal(self, words: str) -> int:
        return self._words.ordinals[re.sub(r"\s+", "-", words.lower())]

    def _count(self, words: str | None) -> int:
        if words is None:
            return 1
        return int(words) if words.isdigit() else self._words.numbers[plain(words)]


_CLOCK = re.compile(r"\.?,?\s+(?:at\s+)?\d{1,2}(?:[:.]\d\d|\s?[ap]\.?m\b|\b(?=\s*(?:[.!?]|$)))")


_FIGURES = re.compile(r"\.?,?\s+\(?(?:\d{1,2}/\d{1,2}|\d{1,2}([-./])\d{1,2}\1\d{2,4}|\d{4}-\d\d-\d\d)\b")
_ONLY_WEEKDAYS = frozenset({"tue", "tues", "thu", "thur", "thurs", "fri"})
"""Short names that are no other word."""


def _is_sure(match: re.Match[str]) -> bool:
    """Whether a short name that is also a word is a weekday: a capital, and a time behind it."""
    is_name = match["weekday"][0].isupper() or match["weekday"] in _ONLY_WEEKDAYS
    following = match.string[match.end("weekday") :][:16]
    return is_name and (_CLOCK.match(following) or _FIGURES.match(following)) is not None
