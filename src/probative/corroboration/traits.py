"""What tells one event from another in a sentence of any language: names, numbers, days, and its words."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
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
        number = _number(form)
        if number is not None:
            month = _month(forms[at + 1]) if at + 1 < after else None
            before = _month(forms[at - 1]) if at > first and month is None else None
            if (month or before) and 0 < number <= _MOST_DAYS:
                found.add(f"d{number}.{month or before}")
                at += 1 if before else 2
                continue
            if number >= _LEAST_NUMBER:
                found.add(f"n{number}")
        elif raw[starts[at]].isupper():
            key = skeleton(form)
            if len(key) > 1 and not _is_idle(form) and (at > first or len(form) >= _LEAST_LETTERS):
                found.add(f"a{key}")
                if at == first:
                    found.add(f"f{key}")
            if at == first:
                found.update(_word(form))
        else:
            found.update(_word(form))
        at += 1
    return frozenset(found)


@lru_cache(maxsize=65536)
def _word(form: str) -> tuple[str, ...]:
    if len(form) < _LEAST_LETTERS or _is_idle(form) or _month(form) is not None:
        return ()
    return (f"w{form[:_STEM_LETTERS]}",)


@lru_cache(maxsize=65536)
def _number(form: str) -> int | None:
    if form[0].isdigit():
        return int(form) if form.isdecimal() and len(form) <= 9 else None
    return _spelled().get(form)


def _month(form: str) -> int | None:
    return _months().get(form)


@lru_cache(maxsize=65536)
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
