"""The shapes that stated dates have, as compiled patterns over a lexicon's words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from probative.language.dates.lexicon import Lexicon, lexicon

YEAR = r"(?P<year>1\d{3}|20\d{2}|21\d{2})(?![\d]|[.,]\d|%|\s*B\.?C\b)"
_DASH = r"[-–—]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Every pattern is tried with ``match`` at a place where a word begins."""

    iso: re.Pattern[str]
    iso_month: re.Pattern[str]
    numeric: re.Pattern[str]
    month_year_numeric: re.Pattern[str]
    year_range: re.Pattern[str]
    year: re.Pattern[str]
    decade: re.Pattern[str]
    century: re.Pattern[str]
    days_month: re.Pattern[str]
    month_days: re.Pattern[str]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    month: re.Pattern[str]
    season: re.Pattern[str]
    quarter: re.Pattern[str]
    weekday: re.Pattern[str]
    year_month: re.Pattern[str]
    nth: re.Pattern[str]
    beyond: re.Pattern[str]
    deictic: re.Pattern[str]
    which: re.Pattern[str]
    rolling: re.Pattern[str]
    away: re.Pattern[str]
    this_unit: re.Pattern[str]
    weekend: re.Pattern[str]
    fixed_day: re.Pattern[str]
    part: re.Pattern[str]
    offset: re.Pattern[str]
    ahead: re.Pattern[str]
    nth_of_month: re.Pattern[str]
    sooner: re.Pattern[str]
    week_of: re.Pattern[str]
    nth_week: re.Pattern[str]
    limit: re.Pattern[str]
    approximation: re.Pattern[str]
    range_start: re.Pattern[str]
    range_word: re.Pattern[str]
    onwards: re.Pattern[str]
    possessive: re.Pattern[str]


@cache
def patterns(language: str) -> Patterns:
    """Give the patterns of ``language``.

    Raises:
        ValueError: When no data file covers it.
    """
    words = lexicon(language)
    shapes = {**_numeric(), **_calendar(words), **_relative(words), **_around(words)}
    return Patterns(**{name: re.compile(shape, re.IGNORECASE) for name, shape in shapes.items()})


@cache
def beginnings(language: str) -> dict[str, frozenset[str]]:
    """Give, for each word that can begin a date, the patterns it can begin; ``0`` stands for any digit.

    It spares trying every pattern at every word; a pattern that is missing here is never tried.
    """
    words = lexicon(language)
    count = ["0", *_firsts(words.numbers)]
    ordinals = [word.partition("-")[0] for word in words.ordinals]
    which = _firsts(words.which)
    begun: dict[str, list[str]] = {
        "0": ["iso", "numeric", "year_range", "iso_month", "month_year_numeric", "year", "year_month"],
        "days_month": ["0", "the", "night", "between", "from"],
        "month_days": [*words.months, "from", "between"],
        "day_month": ["0", "the", *words.weekdays, *ordinals],
        "month_day": [*words.weekdays, *words.months],
        "month": [*words.months],
        "season": ["the", *words.seasons],
        "quarter": ["0", "the", "q", *ordinals],
        "decade": ["0", "the", *words.decade_words],
        "century": ["0", "the", *ordinals],
        "fixed_day": _firsts(words.fixed_days),
        "deictic": _firsts(words.deictics),
        "rolling": ["the", *which, *count],
        "away": ["the", "about", "around", "almost", "nearly", "some", *count, *_firsts(words.vague_numbers)],
        "which": ["the", *which],
        "weekday": [*words.weekdays],
        "nth": ["the"],
        "beyond": ["the"],
        "weekend": ["the"],
        "nth_of_month": ["the"],
        "ahead": ["in"],
        "year": ["the", "year"],
    }
    found: dict[str, set[str]] = {"0": set(begun.pop("0"))}
    for name, firsts in begun.items():
        for first in firsts:
            found.setdefault(first, set()).add(name)
    return {first: frozenset(names) for first, names in found.items()}


@cache
def openers(language: str) -> frozenset[str]:
    """Give every word that can begin an expression: a date, or what limits, cuts or blurs one. ``0`` is any digit."""
    words = lexicon(language)
    around = [
        *words.limits,
        *words.approximations,
        *words.parts,
        "from",
        "between",
        "at",
        "in",
        "very",
        "earlier",
        "later",
    ]
    units = [
        *words.units,
        "about",
        "around",
        "the",
        "last",
        "final",
        "from",
        "between",
        "at",
        "in",
        "very",
        "earlier",
        "later",
    ]
    return frozenset([*beginnings(language), *_firsts(around), *units])


def _firsts(words: Iterable[str]) -> list[str]:
    return [re.split(r"[\s'.-]", word)[0] for word in words]


def _again(shape: str) -> str:
    """Give a shape a second time, its group under another name."""
    return re.sub(r"\(\?P<(\w+)>", r"(?P<\g<1>2>", shape)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+").replace(r"\-", r"[-\s]").replace("'", "['’]")
        for word in sorted(words, key=len)[::-1]
    )


def _numeric() -> dict[str, str]:
    ends = r"(?![\d]|[/.]\d|-\d(?!\d?[/.]\d))"
    return {
        "iso": (
            rf"(?P<year>[12]\d{{3}})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})"
            rf"(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?{ends}"
        ),
        "iso_month": rf"(?P<year>[12]\d{{3}})-(?P<month>0[1-9]|1[0-2]){ends}",
        "numeric": rf"(?P<left>\d{{1,2}})(?P<sep>[-/.])(?P<right>\d{{1,2}})(?P=sep)(?P<year>[12]\d{{3}}|\d{{2}}){ends}",
        "month_year_numeric": rf"(?P<month>0?[1-9]|1[0-2])/(?P<year>19\d{{2}}|20\d{{2}}){ends}",
        "year_range": (
            r"(?P<first>1[5-9]\d{2}|20\d{2})\s?[-–—/~]\s?"
            rf"(?P<last>1[5-9]\d{{2}}|20\d{{2}}|\d{{2}}){ends}(?!%)"
        ),
        "year": rf"(?:(?:the\s+)?year\s+)?{YEAR}",
    }


def _calendar(words: Lexicon) -> dict[str, str]:
    month = rf"(?P<month>{_one_of(words.months)})\b\.?"
    day = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?(?!\w|[.,:/]?\d|%)"
    ordinal = rf"(?P<ordinal>{_one_of(words.ordinals)})\b"
    weekday = rf"(?:(?P<weekday>{_one_of(words.weekdays)})\b\.?\s?,?\s+)?"
    year = r"(?P<year>[12]\d{3})(?!\d|[.,]\d|%)"
    any_year = rf"(?:\s?,?\s*(?:of\s+|in\s+)?(?:the\s+year\s+)?{year}|\s+['’](?P<short>\d{{2}})\b)"
    nth_ending = r"(?:st|nd|rd|th)?"
    span = (
        rf"(?P<first>\d{{1,2}}){nth_ending}\s*(?P<join>{_DASH}|/|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b)\s*"
        rf"(?:the\s+)?(?P<last>\d{{1,2}}){nth_ending}(?!\w|[.,:/]?\d|%)"
    )
    night = r"(?:(?:the\s+)?night\s+of\s+(?:the\s+)?|between\s+(?:the\s+)?|from\s+(?:the\s+)?|the\s+)?"
    decade = _one_of(words.decade_words)
    season = rf"(?P<season>{_one_of(words.seasons)})\b"
    nth = _one_of([word for word, number in words.ordinals.items() if number <= 4])
    return {
        "day_month": (
            rf"{weekday}(?:the\s+)?(?:{day}|{ordinal})(?:\s+day)?(?:\s+of\s+|\s*[-/]\s*|\s*){month}"
            rf"(?:{any_year}|[-/](?P<tail>[12]\d{{3}}|\d{{2}})(?!\d))?"
        ),
        "year_month": rf"{year}[\s/-]{{1,2}}{month}(?:[\s/-]{{1,2}}{day})?",
        "month_day": rf"{weekday}{month}\s*(?:,\s*|[-/]\s*)?(?:the\s+)?(?:{day}|{ordinal})(?:{any_year})?",
        "days_month": rf"{night}{span}(?:\s+of)?\s+{month}(?:{any_year})?",
        "month_days": rf"(?:from\s+|between\s+)?{month}\s+{span}(?:{any_year})?",
        "month": rf"{month}(?:{any_year}|[-–/](?P<tail>[12]\d{{3}})(?!\d))?",
        "season": (
            rf"(?:the\s+)?{season}(?:,?\s+(?:of\s+|in\s+)?{year}(?:\s?[-–/]\s?(?P<next>\d{{2}}|\d{{4}})(?!\d))?)?"
        ),
        "quarter": (
            rf"(?:the\s+)?(?:(?P<nth>{nth}|[1-4](?:st|nd|rd|th))\s+quarter\b|\bQ(?P<number>[1-4])\b)"
            rf"(?:,?\s*(?:of\s+|in\s+)?{year})?|(?P<lead>[12]\d{{3}})[\s-]?Q(?P<lead_number>[1-4])\b"
        ),
        "decade": (
            r"(?:the\s+)?(?:(?P<decade>[12]\d{2}0)\s?['’]?s\b|(?:(?<=['’])|['’])(?P<short>\d0)\s?s\b"
            rf"|(?<=\bthe\s)(?P<word>{decade})\b)"
        ),
        "century": (
            rf"(?:the\s+)?(?:(?P<number>\d{{1,2}})(?:st|nd|rd|th)|(?P<ordinal>{_one_of(words.ordinals)}))"
            r"\s*-?\s*century\b(?!\s*B\.?C)"
        ),
        "fixed_day": rf"(?P<name>{_one_of(words.fixed_days)})\b(?:,?\s+(?:of\s+|in\s+)?{year})?",
    }


def _relative(words: Lexicon) -> dict[str, str]:
    unit = rf"(?P<unit>{_one_of(words.units)})\b"
    number = rf"(?P<number>\d{{1,3}}|{_one_of(words.numbers)})"
    which = rf"(?P<which>{_one_of(words.which)})"
    part = rf"(?:\s+(?:{_one_of(words.day_parts)})\b)?"
    weekday = rf"(?P<weekday>{_one_of(words.weekdays)})\b"
    month = rf"(?P<month>{_one_of(words.months)})\b\.?"
    season = rf"(?P<season>{_one_of(words.seasons)})\b"
    blur = r"(?:about\s+|around\s+|almost\s+|nearly\s+|some\s+)?"
    week = r"(?:(?:\s+of)?\s+(?P<week>last|next|this|the\s+previous|the\s+following)\s+week\b)?"
    return {
        "deictic": rf"(?P<word>{_one_of(words.deictics)})\b{part}",
        "weekday": rf"{weekday}{part}{week}",
        "which": rf"(?:the\s+)?{which}[\s-]+(?:{unit}|{weekday}{part}|{month}(?!\s+\d)|{season})",
        "rolling": (
            rf"(?:the\s+)?{which}\s+(?:(?P<vague>few|several|couple\s+of)|{number})[\s-]+{unit}"
            rf"|(?:the\s+)?{_again(number)}\s+{_again(which)}\s+{_again(unit)}"
        ),
        "away": (
            rf"(?:(?P<vague>{_one_of(words.vague_numbers)})|{blur}(?:the\s+)?{number})"
            rf"[\s-]+{unit}\s+(?P<side>{_one_of([*words.ago, *words.earlier, *words.later, *words.hence])})\b"
        ),
        "this_unit": r"(?:the\s+)?(?P<unit>year|month|week|quarter|decade|century)\b",
        "nth": (
            r"the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)"
            r"(?=\s*(?:[.,;:!?)]|$)|\s+(?:at|we|they|he|she|it|I|and|when|there|nobody|someone)\b)"
        ),
        "beyond": rf"the\s+{unit}\s+(?:(?P<before>before\s+last)|after\s+next)\b",
        "weekend": r"the\s+weekend\b(?!\s+of\b)",
        "week_of": r"(?:the\s+)?week\s+(?:of|beginning|starting|commencing)\s+(?:on\s+)?(?:the\s+)?",
        "nth_week": r"(?:the\s+)?(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s+week\s+(?:of|in)\s+",
        "offset": rf"(?:the\s+)?{blur}(?:{number}[\s-]+)?{unit}\s+(?P<side>before|after|from|following)\s+(?=\S)",
        "ahead": rf"in\s+(?:about\s+|around\s+)?{number}[\s-]+{unit}(?!['’])(?:\s+time)?",
        "nth_of_month": (
            rf"the\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)|(?P<ordinal>{_one_of(words.ordinals)}))(?:\s+day)?\s+of\s+"
            r"(?P<which>this|last|next|the\s+(?:same|following|previous))\s+month\b"
        ),
        "sooner": (
            r"(?P<side>earlier|later)\s+(?:(?P<which>this|last|next|in\s+the|that)\s+"
            r"(?P<unit>year|month|week|decade|century)\b|in\s+(?=\S))"
        ),
    }


def _around(words: Lexicon) -> dict[str, str]:
    return {
        "part": rf"(?:the\s+)?(?:very\s+)?(?P<part>{_one_of(words.parts)})[\s-]+",
        "limit": rf"(?P<limit>{_one_of(words.limits)})\s+",
        "approximation": rf"(?P<word>{_one_of(words.approximations)})\s*(?<=[\s.])",
        "range_start": r"(?P<word>from|between)\s+",
        "range_word": rf"\s*(?P<word>{_DASH}|\b(?:{_one_of([*words.range_words, 'and'])})\b)\s*",
        "onwards": rf"\s+(?:{_one_of(words.onwards)})\b(?!\s+\w)",
        "possessive": r"['’]s?\b",
    }
