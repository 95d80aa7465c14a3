"""Where a text quotes: pairs of quotation marks, also across sentences and paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from probative.language.tokens import Token

_CLOSERS: Final = {
    "“": ("”", "''", "’’"),
    "«": ("»",),
    "„": ("”", "“"),
    "‹": ("›",),
    "‘": ("’",),
    "'": ("'",),
    "``": ("''", '"'),
    "‘’": ("‘’", "’’"),
    '"': ('"', "''", "’’", "”"),
}
"""Each opening mark, and the marks that may close it; some keyboards and old wires mix them."""
_NEUTRAL: Final = frozenset(('"', "‘’", "'"))
"""Marks that open and close."""
_SINGLE: Final = frozenset(("‘", "'"))
"""Marks that are also apostrophes: they open only before a capital."""
_LONGEST: Final = 1500
"""Tokens after which an open mark is taken for a misprint; a long statement quoted in full has about a thousand."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, by the indices of its opening and closing marks. ``is_closed`` is false where none closes it."""

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
    opening = -1
    closers: tuple[str, ...] = ()
    for index, token in enumerate(tokens):
        if opening < 0:
            closers = _closers(text, token)
            opening = index if closers else -1
        elif _closes(text, token, closers):
            if token.words in _CLOSERS and _starts_paragraph(text, token.start):
                continue
            found.append(Quote(opening, index))
            opening = -1
        elif index - opening > _LONGEST or _breaks_off(text, token, closers):
            found += _up_to_paragraph(text, tokens, opening, index)
            closers = _closers(text, token)
            opening = index if closers else -1
    if opening >= 0:
        found += _up_to_paragraph(text, tokens, opening, len(tokens))
    return tuple(found)


def _closers(text: str, token: Token) -> tuple[str, ...]:
    """Give the marks that may close a quotation which this token opens; none where it opens none."""
    mark = token.words
    if mark not in _CLOSERS:
        return ()
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    stands_free = not before or not before.isalnum()
    if mark in _SINGLE:
        return _CLOSERS[mark] if stands_free and after.isupper() else ()
    if mark in _NEUTRAL and not (stands_free and after and not after.isspace()):
        return ()
    return _CLOSERS[mark]


def _closes(text: str, token: Token, closers: tuple[str, ...]) -> bool:
    is_turned = token.words == "“" and "”" in closers and _ends_word(text, token)
    if token.words not in closers and not is_turned:
        return False
    return closers[0] not in ("’", "'") or not text[token.end : token.end + 1].isalnum()


def _ends_word(text: str, token: Token) -> bool:
    """Whether a mark that should open stands where only a closing one can: some keyboards know one mark only."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return bool(before) and not before.isspace() and (not after or after.isspace())


def _starts_paragraph(text: str, start: int) -> bool:
    """Whether a new paragraph begins here: after a blank line, or after a line that ended as a sentence does."""
    if start == 0:
        return True
    if text[start - 1] != "\n":
        return False
    before = text[max(0, start - 3) : start - 1].rstrip(" \t\r")
    return not before or before[-1] in "\n.!?”\"…:'’»"


def _breaks_off(text: str, token: Token, closers: tuple[str, ...]) -> bool:
    """Whether a new paragraph begins here without repeating the opening mark: the quotation was never closed."""
    if not _starts_paragraph(text, token.start):
        return False
    return closers[0] in ("’", "'") or token.words not in _CLOSERS


def _up_to_paragraph(text: str, tokens: Sequence[Token], opening: int, limit: int) -> list[Quote]:
    """End an unclosed quotation with its first paragraph, if it holds anything."""
    last = opening
    for index in range(opening + 1, limit):
        if _starts_paragraph(text, tokens[index].start):
            break
        last = index
    return [Quote(opening, last, is_closed=False)] if last > opening + 1 else []
