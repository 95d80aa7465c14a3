"""Bodies whose name ends in small letters or turns on a number: "the 7th brigade", "Wagner group", "Halden police"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from probative.language.names.roles import common_words, role_of
from probative.language.names.table import word_set
from probative.language.names.titles import is_title
from probative.language.organisations import head_words
from probative.language.places import country_of_demonym
from probative.model.network import Schema
from probative.network.runs import Run
from probative.network.tokens import Token

_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_UNITS: Final = word_set("unit_heads")
_NATIONAL: Final = word_set("national_heads")
_SMALL_HEADS: Final = word_set("small_heads")


def numbered_units(words: Sequence[Token]) -> Iterator[tuple[Run, Schema]]:
    """Find "7th Guards Brigade", "the 7th brigade", "military unit 12345", "Brigade 44"."""
    for index, token in enumerate(words):
        if _ORDINAL.fullmatch(token.words):
            last = _unit_end(words, index)
            if last is not None:
                yield Run(first=index, last=last), Schema.MILITARY_UNIT
        elif token.small in (*_UNITS, "unit") and index + 1 < len(words) and words[index + 1].words.isdigit():
            named = token.is_capital or (index > 0 and words[index - 1].small == "military")
            digits = words[index + 1].words
            if named and not token.is_first and 1 < len(digits) <= 6:
                yield Run(first=index, last=index + 1), Schema.MILITARY_UNIT


def _unit_end(words: Sequence[Token], index: int) -> int | None:
    for ahead in range(index + 1, min(index + 6, len(words))):
        token = words[ahead]
        if not token.is_word or token.is_first:
            return None
        if token.small in _UNITS:
            return ahead
    return None


def lower_headed(words: Sequence[Token], text: str) -> Iterator[tuple[Run, Schema]]:
    """Find a capital name before a small head word: "Wagner group", "Halden police", but not "American company"."""
    for index in range(len(words) - 1):
        name, head = words[index], words[index + 1]
        if not (name.is_word and name.is_capital and head.words.islower()) or "\n" in text[name.end : head.start]:
            continue
        schema = head_words().get(head.small)
        if schema is None or head.start - name.end != 1:
            continue
        if country_of_demonym(name.words) is not None:
            if head.small in _NATIONAL:
                yield Run(first=index, last=index + 1), Schema(schema)
        elif head.small in _SMALL_HEADS and not _is_no_name(name):
            first = index
            while first > 0 and _goes_before(words, first, text):
                first -= 1
            yield Run(first=first, last=index + 1), Schema(schema)


def _goes_before(words: Sequence[Token], index: int, text: str) -> bool:
    before = words[index - 1]
    return (
        before.is_word
        and before.is_capital
        and not _is_no_name(before)
        and not words[index].is_first
        and text[before.end : words[index].start] == " "
    )


def _is_no_name(token: Token) -> bool:
    return (
        token.small in common_words()
        or is_title(token.words)
        or role_of(token.words) is not None
        or (token.is_first and token.small.endswith("s"))
    )
