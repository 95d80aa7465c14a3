"""An exhibit's words in one plain form, each with its place in the text and whether it stands in quotation marks."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from sys import intern
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_QUOTATION: Final = re.compile(
    r"“[^”]{1,3000}”|«[^»]{1,3000}»|„[^“”]{1,3000}[“”]|\"[^\"\n]{1,3000}\"",
)

_STOP: Final = re.compile(r"[.!?…]")
_SHORTENED: Final = 2
"""A word of so many letters before a full stop is rather cut short than the last of its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a text in order: their plain forms, where each starts and ends, and which stand in quotation marks.

    Offsets count Unicode code points. The four are equally long; three are packed, because a large case has millions of
    words.
    """

    forms: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    quoted: Sequence[int]

    def __len__(self) -> int:
        return len(self.forms)

    def sentences(self, text: str) -> tuple[tuple[int, int], ...]:
        """Give the sentences of ``text``, of which these are the words: first word, and the one after the last.

        A line break ends one, and so does a full stop before a capital or a figure; a full stop after one or two
        letters does not ("U.S. soldiers", "Dr. Molnak").
        """
        found, first = [], 0
        for at in range(1, len(self)):
            gap = text[self.ends[at - 1] : self.starts[at]]
            if gap == " ":
                continue
            if "\n" in gap or (_STOP.search(gap) and not self._goes_on(text, at, gap)):
                found.append((first, at))
                first = at
        return (*found, (first, len(self))) if len(self) else ()

    def _goes_on(self, text: str, at: int, gap: str) -> bool:
        if text[self.starts[at]].islower():
            return True
        return gap.startswith(".") and self.ends[at - 1] - self.starts[at - 1] <= _SHORTENED and len(gap.strip()) == 1


def wording(text: str) -> Wording:
    """Give the words of ``text``. Case, compatibility forms and the shape of apostrophes make no difference."""
    spans = [match.span() for match in _WORD.finditer(text)]
    # Where one letter is one letter, small or large, the whole text is brought to its plain form at once.
    words = _WORD.findall(text.lower()) if text.isascii() else [plain(text[start:end]) for start, end in spans]
    starts = array("I", [start for start, _ in spans])
    return Wording(
        forms=tuple(map(intern, words)),
        starts=starts,
        ends=array("I", [end for _, end in spans]),
        quoted=_quoted(text, starts),
    )


def _quoted(text: str, starts: Sequence[int]) -> bytes:
    """Say of each word, by where it starts, whether it stands in quotation marks."""
    marked = bytearray(len(starts))
    for match in _QUOTATION.finditer(text):
        first, after = bisect_right(starts, match.start()), bisect_left(starts, match.end())
        marked[first:after] = b"\x01" * (after - first)
    return bytes(marked)


def plain(word: str) -> str:
    """Give a word's plain form: two words are the same word exactly when these are equal."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("ʼ", "'")
