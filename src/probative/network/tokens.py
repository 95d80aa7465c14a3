"""The words of a text with their places: what a name may be made of."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from probative.language.names.table import word_set

_LETTER = r"[^\W\d_]"
_WORD: Final = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S., V.I.
    r"|\d+(?:st|nd|rd|th)\b"
    r"|\d[\d,.]*\d|\d"
    rf"|(?:(?:[aA]l|[eE]l|[uU]l|[aA]s|[aA]n|[aA]d)[-‑])?{_LETTER}+(?:['’](?!s\b){_LETTER}+)*"
    r"|['’]s\b"
    r"|\S",
)
WRAPPED_LINE_LENGTH: Final = 60
"""A line shorter than this ends where it ends; a longer one may have been wrapped."""

_JOINT: Final = re.compile(rf"[-‑]({_LETTER}+(?:['’](?!s\b){_LETTER}+)*)")
_ABBREVIATED: Final = word_set("abbreviations")
_NOT_A_NAME_TAIL: Final = re.compile(
    r"(?:\w*(?:ed|ing)|based|led|born|style|era|wide|like|run|held|made|own|bound|free|language|general|owned|elect|old)"
)
_STOPS: Final = frozenset(".!?…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word, number or mark of a text: its stretch, its words, and whether a sentence or line begins with it."""

    start: int
    end: int
    words: str
    is_first: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter (a leading "al-" does not count)."""
        bare = self.words[3:] if self.words[:3].casefold() in ("al-", "el-", "ul-", "as-", "an-", "ad-") else self.words
        return bare[:1].isupper()

    @property
    def is_shouted(self) -> bool:
        """Whether it is written in capitals only, two or more of them."""
        letters = [character for character in self.words if character.isalpha()]
        return len(letters) > 1 and all(character.isupper() for character in letters)

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.words[:1].isalpha()

    @property
    def small(self) -> str:
        """Its words in small letters, without dots."""
        return self.words.casefold().replace(".", "")


@lru_cache(maxsize=8)
def tokens(text: str) -> tuple[Token, ...]:
    """Part ``text`` into words and marks; possessive endings and most hyphens stand alone.

    "Lt-Col", "Jean-Paul" and "al-Amin" are one word; "Wagner-led" is two.
    """
    found: list[Token] = []
    position = 0
    is_first = True
    while (match := _WORD.search(text, position)) is not None:
        if "\n" in text[position : match.start()]:
            is_first = is_first or _breaks(text, position, match.start())
        end = _joined_end(text, match)
        words = text[match.start() : end]
        is_short = words[0].isupper() and (words.casefold() in _ABBREVIATED or len(words) == 1)
        if is_short and text[end : end + 1] == ".":
            end += 1
        words = text[match.start() : end]
        found.append(Token(start=match.start(), end=end, words=words, is_first=is_first))
        is_first = (is_first and not words[:1].isalnum()) or words in _STOPS or words in ("•", "|", "\t")
        position = end
    return tuple(found)


def _joined_end(text: str, match: re.Match[str]) -> int:
    end = match.end()
    if not match.group()[:1].isalpha():
        return end
    while (joint := _JOINT.match(text, end)) is not None:
        tail = joint.group(1)
        if not match.group()[0].isupper() or (not tail[0].isupper() and _NOT_A_NAME_TAIL.fullmatch(tail)):
            break
        if not tail[0].isupper() and match.group().isupper():
            break
        end = joint.end()
    return end


def _breaks(text: str, start: int, end: int) -> bool:
    """Whether the line break between two words ends a line of its own rather than wraps a long one."""
    gap = text[start:end]
    if gap.count("\n") > 1:
        return True
    line_start = text.rfind("\n", 0, start) + 1
    return start - line_start < WRAPPED_LINE_LENGTH
