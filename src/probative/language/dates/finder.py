"""Finding every stated date of a text."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from probative.language.dates.cores import Reader
from probative.language.dates.counted import Cut
from probative.language.dates.expressions import Grammar
from probative.language.dates.found import Found
from probative.language.dates.intervals import Interval
from probative.language.dates.lexicon import lexicon
from probative.language.dates.patterns import openers
from probative.language.dates.said import Said
from probative.language.dates.stated import Base, Lean
from probative.language.dates.tense import lean_at
from probative.model.periods import Period

_WORDS = {"en": re.compile(r"[A-Za-z]+|\d+")}
_WORD = re.compile(r"[^\W\d_]+|\d+")
_LEAD = re.compile(r"[^\W\d_]+|\d+|[<>≤≥]|(?<![<>])=|(?<=[<>] )=")
_LONGEST_LEAD = 44
_TOLD_REACH = 400
_DEFAULT_PIVOT = 2049
_BASIC_ISO = 8


def find_dates(
    text: str, *, anchor: date | None, language: str = "en", day_first: bool | None = None
) -> tuple[Found, ...]:
    """Give every date that ``text`` states, in order, none overlapping another.

    Args:
        text: Any text. Offsets are code points.
        anchor: The day it was written, which relative dates count from; ``None`` leaves them unresolved.
        language: ISO 639-1.
        day_first: How ``03/04/2023`` is meant. ``None`` keeps both readings.

    Returns:
        What was found. ``text[start:end]`` is ``period.verbatim``; a period without ``edtf`` is unresolved.

    Raises:
        ValueError: When no data file covers ``language``.

    Source:
        DESIGN.md section 6; docs/explanation/dates.md.
    """
    finder = _Finder(text, anchor, language, day_first=day_first)
    return tuple(finder.found())


class _Finder:
    def __init__(self, text: str, anchor: date | None, language: str, *, day_first: bool | None) -> None:
        self._text = text
        self._anchor = anchor
        self._language = language
        self._triggers = _triggers(language)
        self._openers = openers(language)
        pivot = anchor.year + 10 if anchor is not None else _DEFAULT_PIVOT
        self._grammar = Grammar(text, language, _reader(language, day_first, pivot))
        self._told: tuple[date, int] | None = None

    def found(self) -> Iterator[Found]:
        """Walk the words; at each that can belong to a date, try the words before it as a beginning."""
        triggers = self._triggers
        done = 0
        for word in _WORDS.get(self._language, _WORD).finditer(self._text):
            letters = word.group()
            if letters not in triggers and (len(letters) != _BASIC_ISO or not letters.isdigit()):
                continue
            if word.start() >= done:
                one = self._around(done, word)
                if one is not None:
                    yield one
                    done = one.end

    def _around(self, done: int, word: re.Match[str]) -> Found | None:
        """Give the date that a word is part of, its beginning not before ``done``."""
        text, at = self._text, word.start()
        leads = [(lead.start(), lead.group()) for lead in _LEAD.finditer(text, max(done, at - _LONGEST_LEAD), at)]
        for start, letters in [*leads, (at, word.group())]:
            if letters.lower() not in self._openers and not letters[0].isdigit():
                continue
            said = self._grammar.expression(start)
            if said is not None and said.end > at and self._is_bounded(start, said.end):
                if said.kind in {"ahead", "within"} and not self._is_ahead(start, said.end):
                    # "in two weeks" is also how long something took
                    continue
                return self._found(start, said)
        return None

    def _is_ahead(self, start: int, end: int) -> bool:
        is_sure = self._text[start:end].lower().endswith((" time", " now", " today"))
        return is_sure or lean_at(self._text, start, end, self._language) is Lean.FUTURE

    def _is_bounded(self, start: int, end: int) -> bool:
        """Whether the words are no part of a longer token: an identifier, a sum of money, a telephone number."""
        text = self._text
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() or before in _GLUE or (after.isalnum() and not text[end - 1].isspace()):
            return False
        if text[start].isdigit():
            if before == " " and text[max(0, start - 2) : start - 1] in _MONEY:
                return False
            if before and before in "+.,:" and text[max(0, start - 2) : start - 1].isdigit():
                return False
            if before and before in "-–—/" and text[max(0, start - 2) : start - 1].isalnum():
                return False
        return not (text[end - 1].isdigit() and after and after in "-/–" and text[end + 1 : end + 2].isalnum())

    def _found(self, start: int, said: Said) -> Found:
        text = self._text
        if said.kind in {"year", "year_range"}:
            self._grammar.last_year_end = said.end
        is_relative = said.is_relative()
        interval = self._laid(start, said) if self._anchor is not None or not is_relative else None
        note = interval.note if interval is not None else ("nothing to count from" if is_relative else "no such day")
        if is_relative and self._anchor is not None and interval is None:
            is_later = getattr(said.stated, "is_only_told", False)
            note = "the story named no day to count from" if is_later else "no such day"
        period = Period(
            verbatim=text[start : said.end],
            anchor=self._base_day(start, said) if is_relative else None,
            edtf=interval.edtf if interval is not None else None,
            earliest=interval.earliest if interval is not None else None,
            latest=interval.latest if interval is not None else None,
        )
        if (
            interval is not None
            and interval.unit == "day"
            and interval.earliest is not None
            and not interval.is_ambiguous
        ):
            self._told = (interval.earliest, said.end)
        return Found(
            start=start,
            end=said.end,
            period=period,
            is_relative=is_relative,
            is_ambiguous=interval is not None and interval.is_ambiguous,
            note=note,
        )

    def _laid(self, start: int, said: Said) -> Interval | None:
        lean = lean_at(self._text, start, said.end, self._language) if said.is_relative() else Lean.OPEN
        anchor = self._anchor if self._anchor is not None else date(2000, 1, 1)
        told = self._told_day(start)
        return said.lay(Base(anchor=anchor, told=told or anchor, lean=lean, is_told=told is not None))

    def _told_day(self, start: int) -> date | None:
        """Give the day that the story has come to, if it lately named one."""
        return self._told[0] if self._told is not None and start - self._told[1] <= _TOLD_REACH else None

    def _base_day(self, start: int, said: Said) -> date | None:
        """Give the day it was counted from: the one the story had come to, or the anchor."""
        inner = said.stated.inner if isinstance(said.stated, Cut) else said.stated
        is_told = getattr(inner, "is_told", False) or getattr(inner, "which", None) in {"before", "after"}
        return (self._told_day(start) or self._anchor) if is_told and self._anchor is not None else self._anchor


_UNIT_ENDS = ("eom", "eoq", "eoy")
_MONEY = frozenset("$£€₴₽")
_GLUE = frozenset("$£€₴₽#№@&^\\")
"""What makes the digits behind it no date: a sum, a number of something, an address, a path."""


@lru_cache(maxsize=64)
def _reader(language: str, day_first: bool | None, century_pivot: int) -> Reader:
    return Reader(language, day_first=day_first, century_pivot=century_pivot)


@cache
def _triggers(language: str) -> frozenset[str]:
    """Give the words without which there is no date, and the numbers that can be a year or stand in one."""
    words = lexicon(language)
    found = {*words.months, *words.weekdays, *words.seasons, *words.units, *words.decade_words, "q"}
    found |= {f"{day}s" for day in words.weekdays} | {"nineteen", "eighteen", "seventeen", "twenty", "thousand"}
    found |= {
        re.split(r"[\s'.-]", phrase.rstrip("."))[-1]
        for phrase in (*words.deictics, *words.year_deictics, *words.holidays)
    }
    found |= {*words.century_words, *words.quarter_words, *words.day_number_words, *_UNIT_ENDS}
    found = {re.split(r"[\s'.-]", word.rstrip("."))[-1] for word in found}
    found |= {str(number) for number in range(1000, 2200)}
    found |= {str(number) for number in range(40, 100, 10)}
    found |= {f"{number:02d}" for number in range(1, 32)} | {str(number) for number in range(1, 32)}
    return frozenset({form for word in found for form in (word, word.capitalize(), word.upper())})
