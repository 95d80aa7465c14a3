"""The stretch of a reading that shows why it was found."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import Final, NamedTuple

from probative.store.query import Phrase
from probative.store.terms import Word, words

WORDS_SHOWN: Final = 40
"""A snippet is at most this many words long..."""

CHARACTERS_SHOWN: Final = 480
"""...and at most this many characters."""

WORDS_BEFORE: Final = 8
"""Up to this many words stand before the first match..."""

CHARACTERS_BEFORE: Final = 120
"""...in up to this many characters."""

WORDS_SEARCHED: Final = 20_000
"""The best place is looked for in this many words after the first match: a bound on the work for a long volume."""


class Stretch(NamedTuple):
    """``[start, end)`` of a text, and the matches inside it."""

    start: int
    end: int
    marks: tuple[tuple[int, int], ...]


class _Match(NamedTuple):
    phrase: Phrase
    first_word: int
    start: int
    end: int


def best_stretch(text: str, wanted: Sequence[Phrase]) -> Stretch:
    """Give the first stretch of ``text`` in which the most of ``wanted`` stand together.

    Args:
        text: A volume in which every phrase stands.
        wanted: At least one phrase.

    Raises:
        ValueError: When no phrase stands in ``text``.
    """
    anchor = _anchor(text, wanted)
    if anchor is None:
        raise ValueError("no wanted phrase stands in this text")
    start = _context(text, anchor.start)
    shown = list(takewhile(lambda word: word.end - start <= CHARACTERS_SHOWN, islice(words(text, start), WORDS_SHOWN)))
    end = max(anchor.end, shown[-1].end) if shown else anchor.end
    end = min(end, max(start + CHARACTERS_SHOWN, anchor.start + 1))
    marks = {(anchor.start, min(anchor.end, end))}
    marks |= {(match.start, match.end) for match in _matches(shown, wanted) if match.end <= end}
    return Stretch(start, end, _merged(marks))


def _anchor(text: str, wanted: Sequence[Phrase]) -> _Match | None:
    """Give the match with which the best stretch begins."""
    recent: deque[_Match] = deque()
    best: _Match | None = None
    most = 0
    stop = None
    for match in _matches(words(text), wanted):
        stop = match.first_word + WORDS_SEARCHED if stop is None else stop
        if match.first_word > stop:
            break
        recent.append(match)
        while match.first_word - recent[0].first_word >= WORDS_SHOWN - WORDS_BEFORE:
            recent.popleft()
        together = len({one.phrase for one in recent})
        if together > most:
            most, best = together, recent[0]
        if most == len(wanted):
            break
    return best


def _matches(found: Iterable[Word], wanted: Sequence[Phrase]) -> Iterator[_Match]:
    """Yield each place where a phrase stands, by the place of its last word."""
    longest = max(map(len, wanted))
    by_last = {last: [phrase for phrase in wanted if phrase[-1] == last] for last in {p[-1] for p in wanted}}
    window: deque[Word] = deque(maxlen=longest)
    for number, word in enumerate(found):
        window.append(word)
        for phrase in by_last.get(word.term, ()):
            if len(phrase) > len(window):
                continue
            standing = list(islice(window, len(window) - len(phrase), None))
            if all(one.term == term for one, term in zip(standing, phrase, strict=True)):
                yield _Match(phrase, number - len(phrase) + 1, standing[0].start, word.end)


def _context(text: str, anchor: int) -> int:
    """Give where a snippet begins whose first match stands at ``anchor``."""
    low = max(0, anchor - CHARACTERS_BEFORE)
    before = [word.start + low for word in words(text[low:anchor])]
    if low > 0 and before and before[0] == low:
        before = before[1:]
    return before[-WORDS_BEFORE:][0] if before else anchor


def _merged(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Give the marks in order, overlapping ones as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
