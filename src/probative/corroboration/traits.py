"""What tells one event from another in a sentence of any language: names, numbers, days, and its words."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern
from typing import Final

from probative.corroboration.crediting import cues
from probative.corroboration.publishers import skeleton
from probative.corroboration.texts import Text
from probative.corroboration.vocabulary import EMPTY
from probative.corroboration.wording import wording

STRONG: Final = 3
"""What a name, a number or a day weighs against a plain word, which weighs 1. Judgement, not swept."""

_WEIGHTS: Final = {"a": STRONG, "n": STRONG, "d": STRONG, "w": 1, "f": 0}
_LANGUAGES: Final = ("en", "uk", "ru")
_LEAST_NUMBER: Final = 3
_LEAST_LETTERS: Final = 4
_STEM_LETTERS: Final = 5
_MOST_DAYS: Final = 31
_MOST_DIGITS: Final = 9

Traits = frozenset[str]


def traits(text: Text) -> tuple[Traits, ...]:
    """Give the traits of every sentence of a text, in order.

    Args:
        text: A text in English, Ukrainian or Russian; of others only figures and words in Latin or Cyrillic letters
            tell something.

    Returns:
        For each sentence its names ("a" and consonants), numbers ("n"), days ("d") and other words ("w" and a stem).
        The first word of a sentence is taken for a word and for a name ("f" says so): which it is shows elsewhere.
    """
    return tuple(traits_between(text, first, after) for first, after in text.words.sentences(text.raw))


def traits_of(words: str) -> Traits:
    """Give the traits of some words."""
    text = Text(key="", number=0, raw=words, words=wording(words))
    return frozenset().union(*traits(text))


def weight(shared: Iterable[str]) -> int:
    """Give how much it tells that two sentences share these traits."""
    return sum(_WEIGHTS[trait[0]] for trait in shared)


def is_strong(trait: str) -> bool:
    """Whether a trait means the same in every language."""
    return trait[0] in "and"


def traits_between(text: Text, first: int, after: int, but: Collection[int] = ()) -> Traits:
    """Give the traits of words ``[first, after)`` of a text, a sentence, without the words ``but``."""
    found: set[str] = set()
    forms, raw, starts = text.words.forms, text.raw, text.words.starts
    at = first
    while at < after:
        form = forms[at]
        if at in but:
            at += 1
            continue
        number, word = _taken_apart(form)
        if number is not None:
            day, taken = _day(forms, at, first, after, number)
            found.update(day or ((f"n{number}",) if number >= _LEAST_NUMBER else ()))
            at += taken
            continue
        if raw[starts[at]].isupper():
            key = _as_name(form)
            if key and (at > first or len(form) >= _LEAST_LETTERS):
                found.add(f"a{key}")
                if at == first:
                    found.add(f"f{key}")
            if word and at == first:
                found.add(word)
        elif word:
            found.add(word)
        at += 1
    return frozenset(found)


def _day(forms: Sequence[str], at: int, first: int, after: int, number: int) -> tuple[tuple[str, ...], int]:
    """Give the day that a number and a month beside it name, and how many words from the number on that takes."""
    if not 0 < number <= _MOST_DAYS:
        return (), 1
    month = _month(forms[at + 1]) if at + 1 < after else None
    if month is not None:
        return (f"d{number}.{month}",), 2
    month = _month(forms[at - 1]) if at > first else None
    return ((f"d{number}.{month}",), 1) if month is not None else ((), 1)


@lru_cache(maxsize=262144)
def _taken_apart(form: str) -> tuple[int | None, str]:
    """Give a word's number, and its trait as a word; empty where it is none."""
    number = _number(form)
    if number is not None or len(form) < _LEAST_LETTERS or _is_idle(form) or _month(form) is not None:
        return number, ""
    return None, intern(f"w{form[:_STEM_LETTERS]}")


@lru_cache(maxsize=65536)
def _as_name(form: str) -> str:
    """Give what a word that is no number is as a name; empty where it is none."""
    if _is_idle(form) or _month(form) is not None:
        return ""
    key = skeleton(form)
    return key if len(key) > 1 else ""


def _number(form: str) -> int | None:
    if form[0].isdigit():
        return int(form) if form.isdecimal() and len(form) <= _MOST_DIGITS else None
    return _spelled().get(form)


def _month(form: str) -> int | None:
    return _months().get(form)


def _is_idle(form: str) -> bool:
    """Whether a word tells nothing of an event: words of saying, and small ones."""
    exact, begun = _idle()
    return form in exact or form.startswith(begun)


@cache
def _idle() -> tuple[frozenset[str], tuple[str, ...]]:
    words = {word for phrase in cues() for word in phrase.split()}
    exact = EMPTY | {word for word in words if not word.endswith("*")}
    return exact, tuple(sorted(word[:-1] for word in words if word.endswith("*")))


@cache
def _spelled() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        said = json.loads(files("probative.language").joinpath("data", language, "quantities.json").read_text("utf-8"))
        found.update(said["numbers"])
    return found


@cache
def _months() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        said = json.loads(files("probative.language").joinpath("data", language, "dates.json").read_text("utf-8"))
        for written, month in said["months"].items():
            stem, mark, ending = re.sub("~", "\0", written).partition("\0")
            for each in said["endings"][ending] if mark else ("",):
                found[stem + each] = month
    return found
