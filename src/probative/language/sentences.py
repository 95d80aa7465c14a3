"""Where sentences begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from probative.language.tokens import Token

_TERMINALS: Final = frozenset((".", "!", "?", "…", "...", "...."))
_CLOSERS: Final = frozenset(("”", "’", "''", "’’", "‘’", '"', "'", ")", "]", "»", "›"))
_OPENERS: Final = frozenset(("“", "‘", "``", "‘’", '"', "'", "(", "[", "«", "„", "‹"))
LONGEST: Final = 250
"""Tokens in a sentence at most, so that work inside one sentence is bounded; longer ones are cut at that length."""
_LONGEST_DATELINE: Final = 16
_WRAP_COLUMNS: Final = 55
"""A line at least this long that ends without a full stop was wrapped, so the sentence goes on."""


class Abbreviations(Protocol):
    """What is asked of a lexicon: which words, in lower case, a full stop belongs to."""

    @property
    def abbreviations(self) -> frozenset[str]:
        """The words without the full stop."""
        ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)``. ``starts_paragraph`` is true after a blank line or a line that was not wrapped."""

    first: int
    last: int
    starts_paragraph: bool


def sentences(text: str, tokens: Sequence[Token], lexicon: Abbreviations) -> tuple[Sentence, ...]:
    """Give the sentences in order; together they hold every token.

    Args:
        text: The text that ``tokens`` were cut from.
        tokens: From ``tokenize``.
        lexicon: For abbreviations.
    """
    found: list[Sentence] = []
    first, starts_paragraph = 0, True
    line_start = 0
    for index in range(1, len(tokens)):
        previous, token = tokens[index - 1], tokens[index]
        gap = text[previous.end : token.start] if token.start - previous.end > 1 or token.start > previous.end else ""
        new_line = "\n" in gap
        if starts_paragraph and _is_dateline(tokens, first, index, gap):
            found.append(Sentence(first, index, starts_paragraph))
            first = index
            continue
        breaks = new_line and _is_line_end(text, tokens, index, line_start, gap)
        if breaks or index - first >= LONGEST or _is_end(tokens, index, gap, lexicon):
            found.append(Sentence(first, index, starts_paragraph))
            first, starts_paragraph = index, breaks
        if new_line:
            line_start = token.start
    if tokens:
        found.append(Sentence(first, len(tokens), starts_paragraph))
    return tuple(found)


def _is_dateline(tokens: Sequence[Token], first: int, index: int, gap: str) -> bool:
    """Whether "KYIV, 3 May (Agency) -" ends before ``index``: capitals up to a dash that stands free."""
    if not gap or index - first > _LONGEST_DATELINE or tokens[index - 1].words not in ("-", "–", "—", "--"):
        return False
    words = [token.words for token in tokens[first : index - 1]]
    if not words or not words[0].isupper() or len(words[0]) < 2 or tokens[index - 2].end == tokens[index - 1].start:
        return False
    inside = words.index("(") if "(" in words else len(words)
    has_agency = words[-1] == ")"
    return has_agency or (
        all(not word.isalpha() or word.isupper() or word[0].isupper() for word in words[:inside])
        and ("," in words or len(words) <= 3)
    )


def _is_line_end(text: str, tokens: Sequence[Token], index: int, line_start: int, gap: str) -> bool:
    """Whether the line break before ``index`` ends a paragraph and is no mere wrapping."""
    if gap.count("\n") > 1:
        return True
    previous = tokens[index - 1]
    if previous.words in _TERMINALS or previous.words in _CLOSERS or previous.words == ":":
        return True
    was_wrapped = previous.end - line_start >= _WRAP_COLUMNS or tokens[index].words[0].islower()
    return not was_wrapped or not text[previous.start : previous.end]


def _is_end(tokens: Sequence[Token], index: int, gap: str, lexicon: Abbreviations) -> bool:
    """Whether a sentence ends before token ``index``."""
    last = index - 1
    while last >= 0 and index - last <= 3 and tokens[last].words in _CLOSERS:
        last -= 1
    if last < 0 or tokens[last].words not in _TERMINALS:
        return _abbreviation_ends(tokens, index, gap)
    token = tokens[index]
    if token.words in _CLOSERS and not gap:
        return False
    if token.words[0].islower() or token.words in (",", ";", ":", ".", "-", "–", "—"):
        return False
    if not gap:
        return _is_glued_end(tokens, last, index)
    return tokens[last].words != "." or not _is_abbreviation(tokens, last, lexicon)


def _is_glued_end(tokens: Sequence[Token], last: int, index: int) -> bool:
    """Whether "Ukraine.The" hides the end of a sentence: a small letter before, a capitalised word after."""
    before, after = tokens[last - 1] if last else tokens[last], tokens[index]
    if index - last > 1:
        return after.words[0].isupper() or after.words in _OPENERS
    return (
        len(before.words) > 1
        and before.words[-1].islower()
        and after.words[:1].isupper()
        and after.words[1:2].islower()
    )


def _is_abbreviation(tokens: Sequence[Token], stop: int, lexicon: Abbreviations) -> bool:
    """Whether the full stop at ``stop`` belongs to an abbreviation or an initial."""
    if stop == 0 or tokens[stop - 1].end != tokens[stop].start:
        return False
    word = tokens[stop - 1]
    is_initial = len(word.words) == 1 and word.words.isupper() and word.words != "I"
    return is_initial or word.low in lexicon.abbreviations


def _abbreviation_ends(tokens: Sequence[Token], index: int, gap: str) -> bool:
    """Whether "... at 9 a.m. The ..." ends: the token with inner full stops is followed by a common opening word."""
    word = tokens[index - 1].words
    if not gap or not word.endswith(".") or len(word) < 4:
        return False
    return tokens[index].words in ("The", "A", "He", "She", "They", "It", "In", "But", "On", "We", "I")
