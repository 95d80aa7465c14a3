"""Which way the words around a date point: to what has been, or to what is to come."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from probative.language.dates.lexicon import lexicon, plain
from probative.language.dates.stated import Lean

_BEFORE = 90
_AFTER = 60
_STOP = re.compile(r"[.!?;:](?=\s+[^\W\d_a-zа-яёіїєґ]|\s+[“\"«])|\n")
_TOKEN = re.compile(r"\w+(?:['’]\w+)?")
_MONTHS_TOO = frozenset({"may"})
"""Cues that are months with a capital."""


@dataclass(frozen=True, slots=True)
class _Cues:
    """What points which way: words and pairs of words, and forms of verbs. ``OPEN`` are those that only seem to."""

    words: dict[str, Lean]
    past: re.Pattern[str]
    future: re.Pattern[str]

    def lean_of(self, word: str, before: str) -> Lean | None:
        """Give the lean of a word, by itself or with the one before it; ``None`` where it says nothing."""
        pair = self.words.get(f"{before} {word}")
        if pair is not None:
            return pair
        known = self.words.get(word)
        if known is not None:
            return known
        if word.endswith("'ll"):
            return Lean.FUTURE
        if self.future.fullmatch(word):
            return Lean.FUTURE
        return Lean.PAST if self.past.fullmatch(word) else None


@cache
def _cues(language: str) -> _Cues:
    words = lexicon(language)
    known = dict.fromkeys(map(plain, words.past_cues), Lean.PAST)
    known |= dict.fromkeys(map(plain, words.future_cues), Lean.FUTURE)
    known |= dict.fromkeys(map(plain, (*words.not_past, *words.not_future)), Lean.OPEN)
    return _Cues(known, re.compile(words.past_form), re.compile(words.future_form))


@lru_cache(maxsize=1 << 16)
def _lean_of(language: str, word: str, before: str) -> Lean | None:
    if word in _MONTHS_TOO or not word[0].isupper() or word.lower() not in _MONTHS_TOO:
        return _cues(language).lean_of(plain(word), plain(before))
    return None


def lean_at(text: str, start: int, end: int, language: str) -> Lean:
    """Tell from the nearest cue in the same sentence whether ``text[start:end]`` lies behind or ahead of the writing.

    The cue that stands nearest before the date decides, then the first one after it: a verb in the past leans back, one
    in the future or after "may", "could", "must" leans forward ("may leave before November's summit").
    """
    before = text[max(0, start - _BEFORE) : start]
    for stop in _STOP.finditer(before):
        before = before if stop.end() >= len(before) else "\0" * stop.end() + before[stop.end() :]
    words = _TOKEN.findall(before)
    at = len(words) - 1
    while at >= 0:
        lean = _lean_of(language, words[at], words[at - 1] if at else "")
        if lean is Lean.OPEN:
            # a pair that only seems to point takes both its words out
            at -= f"{plain(words[at - 1])} {plain(words[at])}" in _cues(language).words
        elif lean is not None:
            return lean
        at -= 1
    after = text[end : end + _AFTER]
    stop_after = _STOP.search(after)
    words = _TOKEN.findall(after if stop_after is None else after[: stop_after.start()])
    for at, word in enumerate(words):
        lean = _lean_of(language, word, words[at - 1] if at else "")
        if lean is not None and lean is not Lean.OPEN:
            return lean
    return Lean.OPEN
