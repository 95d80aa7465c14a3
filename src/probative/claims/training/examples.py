"""Marked documents as what the network learns from: windows with a tag for every word."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic

import numpy as np

from probative.claims.corpus.document import Document, Mark, Span
from probative.claims.layout import Layout
from probative.claims.trained.labels import (
    CERTAINTIES,
    CONTENT,
    CONTENT_BEGINS,
    ENTITY_TAGS,
    FURTHER_CUE,
    SOURCE,
    SOURCE_BEGINS,
)
from probative.claims.trained.windows import L, Numbers, Vocabulary, Window, windows
from probative.model.claims import SourceKind

UNKNOWN = -100
"""Stands where nobody said what is right; nothing is learned there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is right for one cue of a window: its words, each word's role, and the kind of attribution.

    ``facts``: is an attribution, named, forecast, negative; ``UNKNOWN`` where it does not apply.
    """

    first: int
    last: int
    roles: Numbers
    certainty: int
    facts: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A window and what is right in it; words count from the window's first."""

    window: Window
    sentences: Numbers
    cues: Numbers
    entities: Numbers
    facts: tuple[tuple[int, float], ...]
    wanted: tuple[Wanted, ...]
    document: str = ""


def words_of(whole: Layout, span: Span) -> tuple[int, int]:
    """Give the words that a span of characters touches, marks at its edges left out where anything else remains."""
    first = whole.token_at(span[0])
    if first > 0 and whole.tokens[first - 1].end > span[0]:
        first -= 1
    last = first
    while last < len(whole.tokens) and whole.tokens[last].start < span[1]:
        last += 1
    return first, last


@dataclass(frozen=True, slots=True)
class Reader(Generic[L]):
    """How documents of a language become what its network reads."""

    parse: Callable[[str], L]
    pieces: Vocabulary[L]


def examples(document: Document, reader: Reader[L]) -> Iterator[Example]:
    """Give the windows of a marked document."""
    whole = reader.parse(document.text)
    cues = _cues(whole, document)
    entities = _entities(whole, document)
    sentence_of = np.array(whole.sentence_of, dtype=np.int64)
    for window in windows(whole, reader.pieces):
        first, last = window.first, window.last
        yield Example(
            window=window,
            sentences=sentence_of[first:last],
            cues=cues[first:last],
            entities=entities[first:last],
            facts=(),
            wanted=tuple(_wanted(whole, document, window)),
            document=document.id,
        )


def _cues(whole: Layout, document: Document) -> Numbers:
    """Tag the main piece of each cue: the longest."""
    tags = np.zeros(len(whole.tokens), dtype=np.int64)
    for span in document.unknown:
        first, last = words_of(whole, span)
        tags[first:last] = UNKNOWN
    for mark in document.marks:
        first, last = _main(whole, mark)
        tags[first:last] = 2
        tags[first] = 1
    return tags


def _main(whole: Layout, mark: Mark) -> tuple[int, int]:
    pieces = [words_of(whole, span) for span in mark.cue]
    return max(pieces, key=lambda piece: (piece[1] - piece[0], -piece[0]))


def _wanted(whole: Layout, document: Document, window: Window) -> Iterator[Wanted]:
    low, high = window.first, window.last
    for mark in document.marks:
        first, last = _main(whole, mark)
        if not low <= first < last <= high:
            continue
        roles = np.zeros(high - low, dtype=np.int64)
        for span in mark.content:
            _paint(roles, words_of(whole, span), low, CONTENT_BEGINS, CONTENT)
        if mark.source:
            _paint(roles, words_of(whole, mark.source), low, SOURCE_BEGINS, SOURCE)
        for span in mark.cue:
            _paint(roles, words_of(whole, span), low, FURTHER_CUE, FURTHER_CUE)
        yield Wanted(
            first=first - low,
            last=last - low,
            roles=roles,
            certainty=UNKNOWN if document.is_partial else CERTAINTIES.index(mark.certainty),
            facts=(1, UNKNOWN, UNKNOWN, UNKNOWN)
            if document.is_partial
            else (
                1,
                UNKNOWN if mark.kind is SourceKind.UNATTRIBUTED else int(mark.kind is SourceKind.NAMED),
                int(mark.forecast),
                int(mark.is_negative),
            ),
        )


def _paint(roles: Numbers, stretch: tuple[int, int], low: int, begins: int, inside: int) -> None:
    first, last = max(stretch[0] - low, 0), min(stretch[1] - low, len(roles))
    if first < last:
        roles[first:last] = inside
        roles[first] = begins if stretch[0] >= low else inside


def _entities(whole: Layout, document: Document) -> Numbers:
    tags = np.zeros(len(whole.tokens), dtype=np.int64)
    if document.entities is None:
        tags[:] = UNKNOWN
        return tags
    for span, kind in document.entities:
        first, last = words_of(whole, span)
        tags[first:last] = ENTITY_TAGS.index(f"I-{kind.value}")
        tags[first] = ENTITY_TAGS.index(f"B-{kind.value}")
    return tags
