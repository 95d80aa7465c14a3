"""The words of a text as somebody means them who hides a name in it: what stands where, and how it may be read.

A word may be broken at a line's end, spaced out, written with letters of another alphabet that look alike, with digits
for letters, or with characters in it that nobody sees. Each word gives its readings: plain spellings in small Latin
letters, of which any may be the one meant.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from probative.language.names.alphabets import as_heard, is_cyrillic
from probative.language.names.folding import plain_words
from probative.language.names.spelling import sound

_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_TICKS: Final = "'’‘ʼʹ`´ʾʿ\u02bc"
_WORD: Final = re.compile(rf"[^\W_](?:[^\W_{_TICKS}]|[{_MARKS}{_UNSEEN}]|[{_TICKS}](?=[^\W_]))*")
_HIDDEN: Final = re.compile(f"[{_UNSEEN}]+")
_POSSESSIVE: Final = re.compile(rf"(?:[{_TICKS}][sS]|[{_TICKS}])$")
_BROKEN: Final = re.compile(rf"[-‐‑­¬][ \t{_UNSEEN}]*\r?\n[ \t>|]*")
_SPACED: Final = re.compile(rf"[ \u00a0._\-{_UNSEEN}]")

_ALIKE: Final = {
    "a": "а", "b": "ь", "c": "с", "e": "е", "i": "і", "j": "ј", "k": "к", "m": "м", "h": "н", "o": "о", "p": "р",
    "t": "т", "x": "х", "y": "у", "s": "ѕ", "n": "п", "r": "г", "u": "и", "g": "ԁ", "v": "ѵ", "B": "в", "H": "н",
    "ı": "і", "ο": "о", "α": "а", "ε": "е", "ρ": "р", "κ": "к", "ν": "н", "τ": "т", "μ": "м", "ι": "і", "χ": "х",
    "υ": "у", "β": "в", "η": "н", "γ": "у",
}  # fmt: skip
"""What letters of other alphabets look like in Cyrillic; capitals only where they look like another letter."""

_ALIKE_LATIN: Final = {
    "а": "a", "в": "b", "с": "c", "е": "e", "і": "i", "ј": "j", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p",
    "т": "t", "х": "x", "у": "y", "ѕ": "s", "ԁ": "d", "һ": "h", "ԛ": "q", "ԝ": "w", "ο": "o", "α": "a", "ε": "e",
    "ρ": "p", "κ": "k", "ν": "v", "τ": "t", "μ": "u", "ι": "i", "χ": "x", "υ": "u", "β": "b", "ı": "i",
}  # fmt: skip
_DIGITS: Final = str.maketrans("0134578", "oieastv")
_CYRILLIC_DIGITS: Final = str.maketrans("03468", "оечбв")

_GLIDE: Final = re.compile(r"(?<=[aeou])i+(?=[aeou])")
_SOFT_E: Final = re.compile(r"(?<=[bcdfghklmnprstvz])ie")
"""Where transliterations disagree about a sound that is hardly heard: "Nekhaienko", "Nehayenko"; "Matviev"."""

_SPELT_INITIALS: Final = frozenset(("yu", "ya", "ye", "yi", "zh", "kh", "ts", "ch", "sh", "shch", "iu", "ia", "ie"))

BLOCK_CHARACTERS: Final = 1 << 16
"""A text is looked at in parts of at most so many characters, so that a long one takes no more memory."""

_SAFE_END: Final = re.compile(r"[.!?;:\t|\d]\r?\n")

ONE_LETTER_WORDS: Final = frozenset("aioyаеєжзийікосуябв")
"""Letters that are words of their own in English, Ukrainian or Russian, or are written so."""

FEWEST_SPACED: Final = 4
"""So many single letters in a row, with the same small gap between them, may be one word spaced out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text: the stretch ``[start, end)``, and every plain spelling that it may be read as.

    ``is_capital`` says that it begins with a capital letter. ``exact`` is its one spelling in its own letters, small.
    """

    start: int
    end: int
    readings: tuple[str, ...]
    exact: str
    is_capital: bool

    @property
    def is_initial(self) -> bool:
        """Whether it is one letter alone, or the two that one letter of another alphabet is spelt with ("Yu.")."""
        return len(self.exact) == 1 or self.exact in _SPELT_INITIALS


def words_in(text: str) -> list[Word]:
    """Give the words of a text in their order; one that is spelt broken or spaced out is a single word."""
    return list(_whole(text, [_trimmed(match) for match in _WORD.finditer(text)]))


def blocks_of(text: str) -> Iterator[tuple[int, str]]:
    """Part a long text where no name goes on: at an empty line, or else at a line's end; give each part's start.

    A text without any is looked at whole.
    """
    start = 0
    while len(text) - start > BLOCK_CHARACTERS:
        window = start + BLOCK_CHARACTERS
        end = text.rfind("\n\n", start + 1, window) + 2 if "\n\n" in text[start + 1 : window] else 0
        end = end or _line_end(text, start, window)
        if not end:
            break
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _line_end(text: str, start: int, window: int) -> int:
    """Give where a line ends that no name can run over: it ends in no letter, comma or hyphen. 0 where none does."""
    found = 0
    for match in _SAFE_END.finditer(text, start + 1, window):
        found = match.end()
    return found


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Leave a possessive ending outside."""
    tail = _POSSESSIVE.search(match.group())
    return match.start(), match.end() - (len(tail.group()) if tail is not None and tail.start() else 0)


def _whole(text: str, found: Sequence[tuple[int, int]]) -> Iterator[Word]:
    at = 0
    while at < len(found):
        start, end = found[at]
        last = _spaced_until(text, found, at)
        if last > at:
            letters = "".join(text[one:other] for one, other in found[at : last + 1])
            spaced = _word(start, found[last][1], letters)
            more = (each for letters in _without_neighbours(letters) for each in readings(letters))
            yield replace(spaced, readings=tuple(dict.fromkeys((*spaced.readings, *more))))
            at = last + 1
            continue
        if at + 1 < len(found) and _BROKEN.fullmatch(text, end, found[at + 1][0]):
            following = found[at + 1]
            if not text[following[0]].isupper() or text[start:end].isupper():
                yield _word(start, following[1], text[start:end] + text[following[0] : following[1]])
                at += 2
                continue
        yield _word(start, end, text[start:end])
        at += 1


def _spaced_until(text: str, found: Sequence[tuple[int, int]], at: int) -> int:
    """Give the last of a run of single letters, all parted by one small gap; ``at`` where there is no such run.

    A small letter before a capital begins none: it is a word of its own ("і М а р т а").
    """
    last = at
    gap = ""
    if at + 1 < len(found) and text[found[at][0]].islower() and text[found[at + 1][0]].isupper():
        return at
    while last + 1 < len(found):
        here, there = found[last], found[last + 1]
        between = text[here[1] : there[0]]
        if here[1] - here[0] != 1 or there[1] - there[0] != 1 or not _SPACED.fullmatch(between):
            break
        if gap and between != gap:
            break
        gap = between
        last += 1
    return last if last - at + 1 >= FEWEST_SPACED else at


def _without_neighbours(letters: str) -> Iterator[str]:
    """Give a spaced-out word without a letter at its ends that may be a word of its own ("and", "in")."""
    first, last = letters[0].casefold() in ONE_LETTER_WORDS, letters[-1].casefold() in ONE_LETTER_WORDS
    if first:
        yield letters[1:]
    if last:
        yield letters[:-1]
    if first and last:
        yield letters[1:-1]


def _word(start: int, end: int, written: str) -> Word:
    exact = exact_spelling(written)
    return Word(start=start, end=end, readings=readings(written), exact=exact, is_capital=written[:1].isupper())


@lru_cache(maxsize=1 << 16)
def exact_spelling(written: str) -> str:
    """Give a word in small letters of its own alphabet, without what nobody sees."""
    return unicodedata.normalize("NFKC", _HIDDEN.sub("", written)).casefold()


@lru_cache(maxsize=1 << 16)
def readings(written: str) -> tuple[str, ...]:
    """Give every plain spelling that a written word may be meant as, in the sounds that all transliterations share."""
    shown = unicodedata.normalize("NFKC", _HIDDEN.sub("", written))
    seen = {heard(shown): None}
    for other in _otherwise(shown):
        seen[heard(other)] = None
    seen.pop("", None)
    return tuple(seen)


def _otherwise(shown: str) -> Iterator[str]:
    """Give the words that this one only looks like, where its letters are of several alphabets, or all look alike."""
    small = shown.casefold()
    has_digits = any(character.isdigit() for character in small) and not small.isdigit()
    letters = [character for character in small if character.isalpha()]
    n_cyrillic = sum(is_cyrillic(character) for character in letters)
    if has_digits:
        yield small.strip("0123456789")
        yield small.translate(_DIGITS)
        yield small.translate(_CYRILLIC_DIGITS)
    is_mixed = 0 < n_cyrillic < len(letters)
    plain = "".join(_base(character) for character in shown)
    if is_mixed or (n_cyrillic == 0 and all(each in _ALIKE for each in plain if each.isalpha())):
        yield _cyrillic(plain)
    if is_mixed or (n_cyrillic == len(letters) and all(each in _ALIKE_LATIN for each in plain.casefold())):
        yield "".join(_ALIKE_LATIN.get(each, each) for each in plain.casefold()).translate(_DIGITS)


def _cyrillic(plain: str) -> str:
    return "".join(_ALIKE.get(each) or _ALIKE.get(each.casefold(), each.casefold()) for each in plain).translate(
        _CYRILLIC_DIGITS
    )


def _base(character: str) -> str:
    """Take the marks off a Latin or Greek letter; a Cyrillic one keeps them, "й" is no "и"."""
    return character if is_cyrillic(character) else unicodedata.normalize("NFKD", character)[0]


@lru_cache(maxsize=1 << 16)
def heard(word: str) -> str:
    """Give a word of any alphabet in small Latin letters, as all usual transliterations sound; empty for a mark."""
    return settled("".join(plain_words(as_heard(word))))


@lru_cache(maxsize=1 << 16)
def settled(word: str) -> str:
    """Give the sounds of a plain spelling, such that they sound the same when they are spelt again."""
    while (sounds := _SOFT_E.sub("e", _GLIDE.sub("", sound(word)))) != word:
        word = sounds
    return word
