"""The shapes that stated dates have, as compiled patterns over a lexicon's words."""

import re
from dataclasses import dataclass, fields
from functools import cache
from types import ModuleType

from probative.language.dates import english, shapes, slavic
from probative.language.dates.lexicon import lexicon


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
    half_year: re.Pattern[str]
    weekday: re.Pattern[str]
    year_month: re.Pattern[str]
    nth: re.Pattern[str]
    beyond: re.Pattern[str]
    beside: re.Pattern[str]
    lasting: re.Pattern[str]
    deictic: re.Pattern[str]
    which: re.Pattern[str]
    rolling: re.Pattern[str]
    away: re.Pattern[str]
    this_unit: re.Pattern[str]
    weekend: re.Pattern[str]
    holiday: re.Pattern[str]
    part: re.Pattern[str]
    offset: re.Pattern[str]
    ahead: re.Pattern[str]
    nth_of_month: re.Pattern[str]
    sooner: re.Pattern[str]
    week_of: re.Pattern[str]
    nth_of: re.Pattern[str]
    weekday_nth: re.Pattern[str]
    weekdays_away: re.Pattern[str]
    day_slash: re.Pattern[str]
    basic_iso: re.Pattern[str]
    spaced_iso: re.Pattern[str]
    year_day_month: re.Pattern[str]
    month_year_day: re.Pattern[str]
    day_year_month: re.Pattern[str]
    unit_end: re.Pattern[str]
    day_end: re.Pattern[str]
    day_dot: re.Pattern[str]
    summed: re.Pattern[str]
    days_of_month: re.Pattern[str]
    week_number: re.Pattern[str]
    rest: re.Pattern[str]
    within: re.Pattern[str]
    than: re.Pattern[str]
    than_offset: re.Pattern[str]
    year_link: re.Pattern[str]
    year_of: re.Pattern[str]
    week_link: re.Pattern[str]
    present: re.Pattern[str]
    apposed: re.Pattern[str]
    agreeing: re.Pattern[str]
    on_weekday: re.Pattern[str]
    which_day: re.Pattern[str]
    through: re.Pattern[str]
    night: re.Pattern[str]
    numbered: re.Pattern[str]
    compared: re.Pattern[str]
    clock_to: re.Pattern[str]
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
    built = {**shapes.numeric(), **shapes.around(words), **_of(language).shapes(words)}
    said = {field.name: built.get(field.name, shapes.NEVER) for field in fields(Patterns)}
    return Patterns(**{name: re.compile(shape, re.IGNORECASE) for name, shape in said.items()})


@cache
def beginnings(language: str) -> dict[str, frozenset[str]]:
    """Give, for each word that can begin a date, the patterns it can begin; ``0`` stands for any digit.

    It spares trying every pattern at every word; a pattern that is missing here is never tried.
    """
    found: dict[str, set[str]] = {}
    for name, words in {**shapes.NUMERIC_BEGUN, **_of(language).begun(lexicon(language))}.items():
        for first in words:
            found.setdefault(first, set()).add(name)
    for name in shapes.NUMERIC_BEGUN:
        found["0"].add(name)
    return {first: frozenset(names) for first, names in found.items()}


@cache
def heads(language: str) -> dict[str, frozenset[str]]:
    """Give, for each word that can begin what limits, cuts or blurs a date, the patterns it can begin."""
    found: dict[str, set[str]] = {}
    words = lexicon(language)
    for name, begun in {**shapes.headed(words), **_of(language).headed(words)}.items():
        for first in begun:
            found.setdefault(first, set()).add(name)
    return {first: frozenset(names) for first, names in found.items()}


@cache
def openers(language: str) -> frozenset[str]:
    """Give every word that can begin an expression: a date, or what stands around one. ``0`` is any digit."""
    return frozenset([*beginnings(language), *heads(language), "at", "in"])


def _of(language: str) -> ModuleType:
    return english if language == "en" else slavic
