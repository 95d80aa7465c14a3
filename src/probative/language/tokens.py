"""Words and marks of a text, each with its place."""

import re
from dataclasses import dataclass
from typing import Final

# Every alternative consumes at least one character and none can match the same stretch in two ways, so that the time
# is linear in the text.
_TOKEN: Final = re.compile(
    r"""
    \d+(?:[.,:/]\d+)*(?:-[a-zа-яёіїєґ]+(?:-[a-zа-яёіїєґ]+)*|[a-z]{1,2}\b|%)?    # 41, 3,500, 10:30, 41-year-old, 12%
  | [^\W\d_]\.(?:[^\W\d_]\.)+                                   # U.S., a.m.
  | [^\W_]+?n['’]t\b                                            # didn't
  | ['’](?:s|S|re|ve|ll|d|m)\b                                  # clitics
  | [^\W_]+(?:[-'’](?!(?:s|S|re|ve|ll|d|m)\b)[^\W_]+)*          # words, hyphenated words, O'Neill
  | ''|``|‘’|’’                                               # older ways to write quotation marks
  | \.{2,}|…
  | --+|[–—]
  | \S
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Token:
    """One word or mark: its characters are ``text[start:end]``; ``low`` is their lower-case form."""

    start: int
    end: int
    words: str
    low: str

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.words[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number and no mark."""
        return self.words[0].isalnum() or (len(self.words) > 1 and self.words[1].isalpha())


def tokenize(text: str) -> list[Token]:
    """Cut ``text`` into words and marks, in order; white space belongs to none."""
    return [Token(match.start(), match.end(), word := match.group(), word.lower()) for match in _TOKEN.finditer(text)]
