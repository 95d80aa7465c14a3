"""The words of time in one language, from its data file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en",)
"""The languages that have a data file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's words of time. Every key and word is lower case; ``provenance`` says who wrote them.

    A data file for another language has the same keys (``language/data/<code>/dates.json``).
    """

    provenance: str
    months: Mapping[str, int]
    short_months: tuple[str, ...]
    also_words: tuple[str, ...]
    also_names: tuple[str, ...]
    weekdays: Mapping[str, int]
    doubtful_weekdays: tuple[str, ...]
    named_days_before: tuple[str, ...]
    named_days_after: tuple[str, ...]
    seasons: Mapping[str, int]
    numbers: Mapping[str, int]
    vague_numbers: tuple[str, ...]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    deictics: Mapping[str, int]
    day_parts: tuple[str, ...]
    which: Mapping[str, str]
    ago: tuple[str, ...]
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    hence: tuple[str, ...]
    parts: Mapping[str, str]
    limits: Mapping[str, str]
    onwards: tuple[str, ...]
    approximations: tuple[str, ...]
    range_words: tuple[str, ...]
    year_lead_strong: tuple[str, ...]
    year_lead_weak: tuple[str, ...]
    year_change_verbs: tuple[str, ...]
    year_plurals_that_date: tuple[str, ...]
    month_leads: tuple[str, ...]
    sure_month_leads: tuple[str, ...]
    titles: tuple[str, ...]
    fixed_days: Mapping[str, tuple[int, int]]
    decade_words: Mapping[str, int]
    century_now: int
    future_cues: tuple[str, ...]
    past_cues: tuple[str, ...]


@cache
def lexicon(language: str) -> Lexicon:
    """Give the words of ``language`` (ISO 639-1).

    Raises:
        ValueError: When no data file covers it.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no words of time for language {language!r}; there are {', '.join(LANGUAGES)}")
    source = files("probative.language").joinpath("data", language, "dates.json")
    held: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return Lexicon(**{field.name: _frozen(held[field.name]) for field in fields(Lexicon)})


def _frozen(value: Any) -> Any:  # noqa: ANN401 -- JSON
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _frozen(member) for key, member in value.items()}
    return value
