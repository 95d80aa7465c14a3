"""Words as search compares them: one cutting and one folding for every driver.

A word is a run of letters, digits and the marks on them. Folding makes case and optional marks alike: Latin and Greek
accents, Arabic and Hebrew vowel points, the Arabic lengthening stroke, soft hyphens. Letters that only look like marked
ones stay themselves: Cyrillic "\u0439", "\u0457" and "\u045e" are not "\u0438", "\u0456" and "\u0443". Scripts written
without spaces are cut at punctuation only.

Source: docs/decisions/0021-search-words.md (why not the tokenizer of FTS5).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

LONGEST_TERM: Final = 64
"""Longer words are compared by their first 64 characters, so that no run of base64 swells the index."""

_IGNORED: Final = frozenset("\u00ad\u0640\u200c\u200d\u2060\ufeff")
_LETTERS_KEPT: Final = frozenset("\u0439\u0457\u045e")
_OPTIONAL_MARKS: Final = (
    (0x0300, 0x036F),  # accents on Latin, Greek, Cyrillic
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic signs
    (0x064B, 0x065F),  # Arabic vowel points and the hamza on a carrier
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
)
_LAST_MARK_BLOCK: Final = 0x1E950
"""No combining mark lies above, but for the variation selectors of plane 14, which stand in no word."""


class Word(NamedTuple):
    """One word where it stands: ``[start, end)`` of the text in code points, and the term it is compared by."""

    start: int
    end: int
    term: str


class _Folding(dict[int, str]):
    """Folds one character at a time and remembers it; whatever cuts words becomes a space."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        self[code] = folded
        return folded


_FOLDING: Final = _Folding()


def terms(text: str) -> list[str]:
    """Give the terms of ``text``, in order, repeats kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return [term[:LONGEST_TERM] for term in text.translate(_FOLDING).split()]


def words(text: str, start: int = 0) -> Iterator[Word]:
    """Yield the words of ``text`` from ``start`` on, with their places: the same terms as ``terms`` gives.

    Args:
        text: Any text.
        start: Where to begin; must not lie inside a word.
    """
    for found in _pattern().finditer(text, start):
        run = found.group()
        if run.isascii():
            term = run.lower()[:LONGEST_TERM]
        else:
            term = unicodedata.normalize("NFC", run).translate(_FOLDING).replace(" ", "")[:LONGEST_TERM]
        if term:
            yield Word(found.start(), found.end(), term)


@cache
def _pattern() -> re.Pattern[str]:
    marks = [code for code in range(0x300, _LAST_MARK_BLOCK) if unicodedata.category(chr(code))[0] == "M"]
    extra = "".join(map(re.escape, sorted(_IGNORED)))
    return re.compile(f"(?:[^\\W_]+|[{extra}{_ranges(marks)}]+)+")


def _ranges(codes: list[int]) -> str:
    spans: list[list[int]] = []
    for code in codes:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in spans)


def _fold(character: str) -> str:
    if character in _IGNORED:
        return ""
    if not _is_of_word(character):
        return " "
    if character.casefold() in _LETTERS_KEPT:
        return character.casefold()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(part for part in decomposed if _is_of_word(part) and not _is_optional(part))


def _is_of_word(character: str) -> bool:
    if character.isalnum():
        return True
    return 0x300 <= ord(character) < _LAST_MARK_BLOCK and unicodedata.category(character)[0] == "M"


def _is_optional(character: str) -> bool:
    return character in _IGNORED or any(low <= ord(character) <= high for low, high in _OPTIONAL_MARKS)
