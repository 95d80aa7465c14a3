"""Reading dates that are counted from the day of writing, or from the day the story has come to."""

import re
from collections.abc import Callable

from probative.language.dates.counted import Nth, NthOfMonth, Rolling, Unit, Vague, Weekday, Weekend, Which
from probative.language.dates.lexicon import Lexicon
from probative.language.dates.stated import Month, Season, Stated

_NTH_LEAD = re.compile(r"\b(?:on|until|till|by|since|before|after|from|and|to)\s+$", re.IGNORECASE)
PATTERNS = ("nth", "beyond", *("deictic", "rolling", "away", "which", "weekday", "weekend", "nth_of_month", "ahead"))
_SINGLE_UNITS = {"day", "week", "fortnight", "weekend", "month", "quarter", "year", "decade", "century"}


class RelativeDates:
    """Makes a stated date of each match; method ``_x`` serves the pattern ``x``."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def makers(self) -> dict[str, Callable[[re.Match[str]], Stated | None]]:
        """Give the maker of each pattern that is served here."""
        return {name: getattr(self, f"_{name}") for name in PATTERNS}

    def _deictic(self, match: re.Match[str]) -> Stated | None:
        return Unit("day", self._words.deictics[re.sub(r"\s+", " ", match["word"].lower())])

    def _which(self, match: re.Match[str]) -> Stated | None:
        which = self._words.which[re.sub(r"\s+", " ", match["which"].lower())]
        has_article = match[0][:3].lower() == "the"
        if match["weekday"]:
            if match["weekday"].lower() in self._words.doubtful_weekdays:
                return None
            return Weekday(self._words.weekdays[match["weekday"].lower()], which)
        if match["month"]:
            if not match["month"][0].isupper() or match["month"].lower() == "mar":
                return None
            return Which(Month(None, self._words.months[match["month"].lower()]), which)
        if match["season"]:
            return Which(Season(None, self._words.seasons[match["season"].lower()]), which)
        return self._which_unit(match, which, has_article=has_article)

    def _which_unit(self, match: re.Match[str], which: str, *, has_article: bool) -> Stated | None:
        unit = self._words.units[match["unit"].lower()]
        if match["unit"].lower() not in _SINGLE_UNITS or (which == "this" and unit == "day"):
            return None
        if which in {"last", "next"} and has_article and re.match(r"\s+(?:of|in)\b", match.string[match.end() :]):
            # "the last week of May" is another week
            return None
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
        which = self._words.which[re.sub(r"\s+", " ", which_words.lower())]
        unit = self._words.units[(match["unit"] or match["unit2"]).lower()]
        direction = {"last": -1, "past": -1, "before": -1, "next": 1, "coming": 1, "after": 1}.get(which)
        if direction is None or re.match(r"\s+(?:of|in)\b", match.string[match.end() :]):
            return None
        if match["vague"] and not match["vague"].lower().startswith("couple"):
            return None
        if match["unit2"] and not match["unit2"].lower().endswith("s"):
            # "3 next week" is two things
            return None
        number = match["number"] or match["number2"]
        return Rolling(unit, direction * (self._count(number) if number else 2))

    def _away(self, match: re.Match[str]) -> Stated | None:
        unit = self._words.units[match["unit"].lower()]
        side = re.sub(r"\s+", " ", match["side"].lower())
        direction = -1 if side in self._words.ago or side in self._words.earlier else 1
        is_told = side in self._words.earlier or side in self._words.later
        if side == "before" and not re.match(r"\s*(?:[,.;:)]|$)", match.string[match.end() :]):
            # "two days before the attack" counts from what is not known here
            return None
        if match["vague"]:
            return None if is_told else Vague(direction)
        if unit == "weekend":
            return None
        steps = direction * self._count(match["number"])
        return Unit(unit, steps, is_told=is_told, is_only_told=is_told and direction > 0)

    def _weekday(self, match: re.Match[str]) -> Stated | None:
        name = match["weekday"]
        if name.lower() in self._words.doubtful_weekdays:
            return None
        before = match.string[: match.start()][-16:].rstrip().rsplit(" ", 1)[-1].lower()
        after = re.match(r"\s+([A-Za-z]+)", match.string[match.end("weekday") :])
        if before in self._words.named_days_before:
            return None
        if after and after[1][0].isupper() and after[1].lower() in self._words.named_days_after:
            return None
        week = (match["week"] or "").lower().split()[-1:]
        steps = {"last": -1, "previous": -1, "this": 0, "next": 1, "following": 1}.get(week[0]) if week else None
        return Weekday(self._words.weekdays[name.lower()], None, steps)

    def _weekend(self, match: re.Match[str]) -> Stated | None:
        del match
        return Weekend(None)

    def _nth(self, match: re.Match[str]) -> Stated | None:
        is_led = _NTH_LEAD.search(match.string[max(0, match.start() - 8) : match.start()])
        return Nth(int(match["day"])) if is_led and 1 <= int(match["day"]) <= 31 else None

    def _beyond(self, match: re.Match[str]) -> Stated | None:
        unit = self._words.units[match["unit"].lower()]
        if unit in {"day", "weekend"}:
            return None
        return Unit(unit, -2 if match["before"] else 2)

    def _nth_of_month(self, match: re.Match[str]) -> Stated | None:
        day = int(match["day"]) if match["day"] else self._ordinal(match["ordinal"])
        which = match["which"].lower().split()
        steps = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which[-1], 0)
        return NthOfMonth(day, steps, is_told=len(which) == 2)

    def _ahead(self, match: re.Match[str]) -> Stated | None:
        unit = self._words.units[match["unit"].lower()]
        return Unit(unit, self._count(match["number"])) if unit != "weekend" else None

    def _ordinal(self, words: str) -> int:
        return self._words.ordinals[re.sub(r"\s+", "-", words.lower())]

    def _count(self, words: str) -> int:
        return int(words) if words.isdigit() else self._words.numbers[re.sub(r"\s+", " ", words.lower())]
