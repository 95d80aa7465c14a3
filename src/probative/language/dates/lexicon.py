"""The words of time in one language, from its data file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "ru", "uk")
"""The languages that have a data file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's words of time. Every key and word is lower case; ``provenance`` says who wrote them.

    A data file for another language has the same keys (``language/data/<code>/dates.json``). What has a default below
    is a way of speaking that not every language has. ``endings`` are not kept: ``берез~ень`` in a file stands for that
    stem with each of the endings that are named ``ень``.
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
    holidays: Mapping[str, tuple[str, ...]]
    decade_words: Mapping[str, int]
    century_now: int
    future_cues: tuple[str, ...]
    past_cues: tuple[str, ...]
    single_units: tuple[str, ...]
    and_words: tuple[str, ...]
    between_words: tuple[str, ...]
    from_words: tuple[str, ...]
    present_words: tuple[str, ...]
    more_than: tuple[str, ...]
    less_than: tuple[str, ...]
    within: tuple[str, ...]
    past_form: str
    future_form: str = r"(?!)"
    not_past: tuple[str, ...] = ()
    not_future: tuple[str, ...] = ()
    year_words: tuple[str, ...] = ()
    decade_endings: tuple[str, ...] = ()
    century_words: tuple[str, ...] = ()
    quarter_words: tuple[str, ...] = ()
    night_words: tuple[str, ...] = ()
    day_endings: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    season_adverbs: tuple[str, ...] = ()
    offset_before: tuple[str, ...] = ()
    offset_after: tuple[str, ...] = ()
    day_number_words: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    sooner: Mapping[str, str] = field(default_factory=dict)
    year_deictics: Mapping[str, int] = field(default_factory=dict)


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
    endings: dict[str, list[str]] = held.pop("endings", {})
    return Lexicon(**{name: _frozen(_expanded(value, endings)) for name, value in held.items()})


def plain(words: str) -> str:
    """Give words as the data files write them: small letters, single spaces, straight apostrophes."""
    return re.sub(r"\s+", " ", words.lower()).replace("’", "'").replace("ʼ", "'")


def names_day(before: str, words: Lexicon) -> bool:
    """Whether a text ends in a weekday or a word such as "tomorrow", behind which figures are a date."""
    last = _LAST_WORD.search(before)
    return last is not None and plain(last[1]) in {*words.weekdays, *words.deictics}


_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+(?:['’ʼ][^\W\d_]+)?)(?:\.?,?\s+\(?|\s?[-–]\s?)$")


def _expanded(value: Any, endings: Mapping[str, list[str]]) -> Any:  # noqa: ANN401 -- JSON
    """Give a value with every ``stem~name`` in its words replaced by the stem with each ending of that name."""
    if isinstance(value, list):
        return [form for word in value for form in (_forms(word, endings) if isinstance(word, str) else [word])]
    if isinstance(value, dict):
        return {form: member for word, member in value.items() for form in _forms(word, endings)}
    return value


def _forms(word: str, endings: Mapping[str, list[str]]) -> list[str]:
    match = _STEM.search(word)
    if match is None:
        return [word]
    # an agreeing phrase ("перш~ий половин~а") takes every ending of each
    heads = (word[: match.start()] + match[1] + ending for ending in endings[match[2]])
    return [form for head in heads for form in _forms(head + word[match.end() :], endings)]


_STEM = re.compile(r"([^\W\d_]*['’]?[^\W\d_]*)~(\w+)")


def _frozen(value: Any) -> Any:  # noqa: ANN401 -- JSON
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _frozen(member) for key, member in value.items()}
    return value
