"""Where a text quotes: pairs of quotation marks, also across sentences and paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from probative.language.tokens import Token

_OPENERS: Final = {"“": "”", "«": "»", "„": "”", "‘": "’", "‹": "›"}
_STRAIGHT: Final = '"'
_LONGEST: Final = 1500
"""Tokens after which an open mark is taken for a misprint; a long statement quoted in full has about a thousand."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, by the indices of its opening and closing marks. ``is_closed`` is false where the text ends first."""

    opening: int
    closing: int
    is_closed: bool = True


def quotes(text: str, tokens: Sequence[Token]) -> tuple[Quote, ...]:
    """Give the outermost quotations in order; none overlap.

    A mark that opens again at the start of a paragraph goes on with the quotation that is open.

    Args:
        text: The text that ``tokens`` were cut from.
        tokens: From ``tokenize``.
    """
    found: list[Quote] = []
    opening, closer = -1, ""
    for index, token in enumerate(tokens):
        mark = token.words
        if opening < 0:
            closer = _closer(text, token)
            opening = index if closer else -1
        elif _closes(text, token, closer):
            if mark == _STRAIGHT and _starts_paragraph(text, token.start):
                continue
            found.append(Quote(opening, index))
            opening = -1
        elif index - opening > _LONGEST or _breaks_off(text, tokens, index, closer):
            found += _up_to_paragraph(text, tokens, opening, index)
            opening = -1
    if opening >= 0:
        found += _up_to_paragraph(text, tokens, opening, len(tokens))
    return tuple(found)


def _closer(text: str, token: Token) -> str:
    mark = token.words
    before = text[token.start - 1 : token.start]
    after = text[token.end : token.end + 1]
    stands_free = not before or not before.isalnum()
    if mark == "‘" or mark == "'":
        return ("’" if mark == "‘" else "'") if stands_free and after.isupper() else ""
    if mark in _OPENERS:
        return _OPENERS[mark]
    if mark == _STRAIGHT and stands_free and after and not after.isspace():
        return _STRAIGHT
    return ""


def _closes(text: str, token: Token, closer: str) -> bool:
    if token.words != closer and not (closer == "”" and token.words == "“" and _ends_word(text, token)):
        return False
    if closer in "’'":
        return not text[token.end : token.end + 1].isalnum()
    return True


def _ends_word(text: str, token: Token) -> bool:
    """Whether a mark that should open stands where only a closing one can: some keyboards know one mark only."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return bool(before) and not before.isspace() and (not after or after.isspace())


def _starts_paragraph(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _breaks_off(text: str, tokens: Sequence[Token], index: int, closer: str) -> bool:
    """Whether a new paragraph begins here without repeating the opening mark: the quotation was never closed."""
    start = tokens[index].start
    if not _starts_paragraph(text, start) or closer in "’'":
        return closer in "’'" and _starts_paragraph(text, start)
    return tokens[index].words not in _OPENERS and tokens[index].words != _STRAIGHT


def _up_to_paragraph(text: str, tokens: Sequence[Token], opening: int, limit: int) -> list[Quote]:
    """End an unclosed quotation with its first paragraph, if it holds anything."""
    last = opening
    for index in range(opening + 1, limit):
        if _starts_paragraph(text, tokens[index].start):
            break
        last = index
    return [Quote(opening, last, is_closed=False)] if last > opening + 1 else []
