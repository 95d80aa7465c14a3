"""What a person typed into the search box, understood."""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from probative.store.terms import terms

Phrase: TypeAlias = "tuple[str, ...]"
"""Terms that stand side by side. A single word is a phrase of one."""

_PIECE: Final = re.compile(r'(?<!\S)(-?)["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]*)|(\S+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Every phrase of ``wanted`` must stand in a reading's volume, none of ``unwanted`` may."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...]


def parse_query(text: str) -> Query:
    """Read a query: words, "phrases in quotes", and -exclusions of either. There is no wrong query.

    A word that punctuation cuts ("cease-fire") is the phrase of its parts. A quote left open runs to the end. What
    holds no word is ignored. Order and repeats do not matter.

    Args:
        text: As typed.

    Returns:
        The query; nothing ``wanted`` when no word is left, and then nothing is found.
    """
    wanted: dict[Phrase, None] = {}
    unwanted: dict[Phrase, None] = {}
    for found in _PIECE.finditer(text):
        minus, quoted, bare = found.groups()
        if bare is not None:
            minus, quoted = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
        phrase = tuple(terms(quoted))
        if phrase:
            (unwanted if minus else wanted)[phrase] = None
    return Query(wanted=tuple(sorted(wanted)), unwanted=tuple(sorted(unwanted)))
