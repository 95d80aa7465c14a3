"""An exhibit's words in one plain form, each with its place in the text and whether it stands in quotation marks."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_QUOTATION: Final = re.compile(
    r"“[^”]{1,3000}”|«[^»]{1,3000}»|„[^“”]{1,3000}[“”]|\"[^\"\n]{1,3000}\"",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a text in order: their plain forms, where each starts and ends, and which stand in quotation marks.

    Offsets count Unicode code points. The four tuples are equally long.
    """

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.forms)


def wording(text: str) -> Wording:
    """Give the words of ``text``. Case, compatibility forms and the shape of apostrophes make no difference."""
    forms, starts, ends, quoted = [], [], [], []
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while at < len(quotations) and quotations[at][1] <= start:
            at += 1
        forms.append(plain(match.group()))
        starts.append(start)
        ends.append(end)
        quoted.append(at < len(quotations) and quotations[at][0] < start)
    return Wording(forms=tuple(forms), starts=tuple(starts), ends=tuple(ends), quoted=tuple(quoted))


def plain(word: str) -> str:
    """Give a word's plain form: two words are the same word exactly when these are equal."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("ʼ", "'")
