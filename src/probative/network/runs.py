"""Runs of capital words: what may be a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from probative.language.names.roles import common_words
from probative.language.names.table import word_set
from probative.language.organisations import head_words
from probative.language.places import country_of_demonym
from probative.network.tokens import Token

_INNER: Final = word_set("inner_words")
_ORG_ONLY: Final = frozenset(("of", "for", "and", "the", "&"))
_DAYS: Final = word_set("days_and_months")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Tokens ``first`` to ``last`` (included) that together may be a name."""

    first: int
    last: int


def runs(found: Sequence[Token], text: str) -> tuple[Run, ...]:
    """Give every longest run of capital words, small joining words inside it included."""
    made: list[Run] = []
    index = 0
    while index < len(found):
        if not _begins(found[index]):
            index += 1
            continue
        last = _last_of(found, index, text)
        made.append(Run(first=index, last=last))
        index = last + 1
    return tuple(made)


def _begins(token: Token) -> bool:
    return token.is_word and token.is_capital and token.small not in _DAYS


def _last_of(found: Sequence[Token], first: int, text: str) -> int:
    """Find where the run that begins at ``first`` ends."""
    last = index = first
    while index + 1 < len(found):
        index += 1
        token = found[index]
        if not _touches(found[index - 1], token, text):
            break
        if _begins(token):
            last = index
        elif not (token.words in _INNER and _goes_on(found, first, index, text)):
            break
    return last


def _goes_on(found: Sequence[Token], first: int, index: int, text: str) -> bool:
    """Whether the run may pass over the small word at ``index``: "Bank of Halden", never "Vera and Ivan"."""
    ahead = index + 1
    if found[index].words == "of" and ahead < len(found) and found[ahead].words == "the":
        ahead += 1
    if ahead >= len(found) or not _begins(found[ahead]) or found[ahead].is_first:
        return False
    if not _touches(found[ahead - 1], found[ahead], text):
        return False
    word = found[index].words
    if word not in _ORG_ONLY:
        return True
    before = [token.small for token in found[first:index]]
    if word == "the":
        return before[-1:] == ["of"]
    has_head = any(small in head_words() for small in before)
    if word in ("and", "&"):
        return word == "&" or (has_head and ("of" in before or "for" in before) and not _has_head_at(found, ahead))
    return has_head


def _has_head_at(found: Sequence[Token], index: int) -> bool:
    """Whether a new body's name begins at ``index``: "Ministry of Health and Ministry of Works" are two."""
    return found[index].small in head_words() and country_of_demonym(found[index].words) is None


def _touches(before: Token, after: Token, text: str) -> bool:
    gap = text[before.end : after.start]
    if after.is_first or before.words in _CLOSERS:
        return False
    return re.fullmatch(r"[ \u00a0]{0,2}|[ ]?\n[ ]?", gap) is not None


_CLOSERS: Final = frozenset('.,;:!?()[]{}"“”„«»|/–—…')


def without_common_head(found: Sequence[Token], run: Run) -> Run | None:
    """Drop function words that only wear a capital because a sentence begins with them; ``None`` if nothing is left."""
    first = run.first
    while first <= run.last and _is_common(found, first, run.last):
        first += 1
    while first <= run.last and found[first].words in _INNER:
        first += 1
    return Run(first=first, last=run.last) if first <= run.last else None


_FUNCTION: Final = word_set("function_words")


def _is_common(found: Sequence[Token], index: int, last: int) -> bool:
    token = found[index]
    if token.small in _FUNCTION:
        return not (token.is_shouted and token.small in ("it", "us", "is") and not token.is_first)
    return token.is_first and index < last and token.small in common_words() and not _is_part(found, index)


def _is_part(found: Sequence[Token], index: int) -> bool:
    """Whether the common word at ``index`` reads as part of a name: "White House", "General Staff"."""
    return found[index + 1].is_capital and not found[index].small.endswith("ly")
