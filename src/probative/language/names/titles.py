"""Titles, ranks and forms of address that stand before a name and are no part of it."""

from collections.abc import Sequence
from functools import cache

from probative.language.names.table import column


@cache
def titles() -> frozenset[str]:
    """Give every title and rank known, as single small words without dots."""
    return frozenset(column("titles.tsv", 0))


def is_title(word: str) -> bool:
    """Whether ``word``, as written, is a title or rank: "Lt-Col", "Dr.", "Sheikh"."""
    pieces = word.casefold().replace(".", " ").replace("-", " ").split()
    return bool(pieces) and all(piece in titles() for piece in pieces)


def without_titles(words: Sequence[str]) -> tuple[str, ...]:
    """Drop the titles at the head of ``words``, but never all of them."""
    known = titles()
    start = 0
    while start < len(words) - 1 and words[start] in known:
        start += 1
    return tuple(words[start:])
