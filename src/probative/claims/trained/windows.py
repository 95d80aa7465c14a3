"""A text cut into stretches of whole sentences that the network reads at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from probative.claims.layout import Layout
from probative.claims.trained.labels import DISTANCES, SENTENCES
from probative.language.tokens import Token

Numbers = NDArray[np.int64]
L = TypeVar("L", bound=Layout)
_L_contra = TypeVar("_L_contra", bound=Layout, contravariant=True)

Piece = int | tuple[int, ...]

LONGEST: Final = 240
"""Pieces in a window at most, the marks at its ends not counted; a longer sentence is read in parts."""

CONTEXT: Final = 48
"""Pieces of the sentence before and of the sentence after that are read along at most."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[first, last)`` read at once, of which ``[core_first, core_last)`` are answered for here.

    ``pieces`` are the numbers of the pieces with those at both ends, (length,) or (length, numbers a piece); ``starts``
    the place of each word's first piece in them; ``features`` one number a piece.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    pieces: Numbers
    starts: Numbers
    features: Numbers


class Vocabulary(Protocol[_L_contra]):
    """What a network reads: a piece is a number, or a row of numbers as long as every other."""

    @property
    def begin(self) -> Piece:
        """The piece before every window."""
        ...

    @property
    def end(self) -> Piece:
        """The piece after it."""
        ...

    def of(self, whole: _L_contra) -> Sequence[Sequence[Piece]]:
        """Give each word's pieces; at least one a word."""
        ...


class Pieces:
    """Cuts words into the pieces that a tokenizer knows."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self.begin: Piece = tokenizer.token_to_id("[CLS]") or 0
        self.end: Piece = tokenizer.token_to_id("[SEP]") or 0
        self.unknown: tuple[int, ...] = (tokenizer.token_to_id("[UNK]") or 0,)

    def of(self, whole: Layout) -> list[tuple[int, ...]]:
        """Give the numbers of each word's pieces; at least one a word."""
        known, words = self._known, whole.tokens
        if len(known) > _REMEMBERED:
            known.clear()
        fresh = [word.words for word in words if word.words not in known]
        if fresh:
            for word, encoding in zip(
                fresh, self._tokenizer.encode_batch_fast(fresh, add_special_tokens=False), strict=True
            ):
                known[word] = tuple(encoding.ids[:_PIECES_OF_A_WORD]) or self.unknown
        return [known[word.words] for word in words]


_REMEMBERED: Final = 200_000
_PIECES_OF_A_WORD: Final = 12


def windows(whole: L, pieces: Vocabulary[L], asked: Sequence[bool] | None = None) -> Iterator[Window]:
    """Cut a parsed text into windows, in order; every word of an asked sentence is in the core of exactly one.

    Args:
        whole: The text.
        pieces: The network's vocabulary.
        asked: For each sentence, whether it can hold anything; all where absent. What is not asked is still read as
            context, and may stand in a core.
    """
    cut = pieces.of(whole)
    features = word_features(whole)
    lengths = [len(each) for each in cut]
    groups = list(_cores(whole, lengths, asked))
    for core_first, core_last in groups:
        first = _back(whole, lengths, core_first)
        last = _on(whole, lengths, core_last)
        ids: list[Piece] = [pieces.begin]
        starts, marks = list[int](), [0]
        for word in range(first, last):
            starts.append(len(ids))
            ids += cut[word]
            marks += [features[word]] * lengths[word]
        ids.append(pieces.end)
        marks.append(0)
        yield Window(
            first=first,
            last=last,
            core_first=core_first,
            core_last=core_last,
            pieces=np.array(ids, dtype=np.int64),
            starts=np.array(starts, dtype=np.int64),
            features=np.array(marks, dtype=np.int64),
        )


def _cores(whole: Layout, lengths: Sequence[int], asked: Sequence[bool] | None) -> Iterator[tuple[int, int]]:
    """Pack sentences that follow each other, as many as fit; a sentence that nobody asks for divides."""
    first: int | None = None
    size = 0
    for number, sentence in enumerate(whole.sentences):
        is_asked = asked is None or asked[number]
        for low, high, length in _parts(sentence.first, sentence.last, lengths):
            if first is not None and (not is_asked or size + length > LONGEST):
                yield first, low
                first = None
            if is_asked:
                if first is None:
                    first, size = low, 0
                size += length
                last = high
    if first is not None:
        yield first, last


def _parts(first: int, last: int, lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Give a sentence, or its parts where it is too long, with their lengths in pieces."""
    low, size = first, 0
    for word in range(first, last):
        if size + lengths[word] > LONGEST:
            yield low, word, size
            low, size = word, 0
        size += lengths[word]
    yield low, last, size


def _back(whole: Layout, lengths: Sequence[int], core_first: int) -> int:
    """Give where the context before a core begins: at the sentence before it, or a little before."""
    if core_first == 0:
        return 0
    low = whole.sentences[whole.sentence_of[core_first - 1]].first
    first, size = core_first, 0
    while first > low and size + lengths[first - 1] <= CONTEXT:
        first -= 1
        size += lengths[first]
    return first


def _on(whole: Layout, lengths: Sequence[int], core_last: int) -> int:
    if core_last >= len(lengths):
        return core_last
    high = whole.sentences[whole.sentence_of[core_last]].last
    last, size = core_last, 0
    while last < high and size + lengths[last] <= CONTEXT:
        size += lengths[last]
        last += 1
    return last


def word_features(whole: Layout) -> list[int]:
    """Give one number a word, from 1: see ``labels.FEATURES``."""
    starts = {sentence.first for sentence in whole.sentences if sentence.starts_paragraph}
    return [
        1 + _shape(token) * 8 + 4 * whole.may_attribute(index) + 2 * (whole.quote_of[index] >= 0) + (index in starts)
        for index, token in enumerate(whole.tokens)
    ]


def _shape(token: Token) -> int:
    words = token.words
    if words[0].isdigit():
        return 3
    if not words[0].isalpha():
        return 4
    if not words[0].isupper():
        return 0
    return 2 if len(words) > 1 and words.isupper() else 1


def distances(count: int, cue_first: int, cue_last: int) -> Numbers:
    """Give the bucket of each of ``count`` words' distance from a cue: exact up to 8, up to 16, further.

    What is further apart is not told apart, so that a long content is judged by its words and not by its length.
    """
    places = np.arange(count)
    left, right = cue_first - places, places - (cue_last - 1)
    away = np.maximum(np.maximum(left, right), 0)
    near = np.where(away <= _EXACT, away, np.where(away <= 2 * _EXACT, _EXACT + 1, _EXACT + 2))
    buckets: Numbers = np.where(right > 0, near + (DISTANCES - 1) // 2, near).astype(np.int64)
    return buckets


_EXACT: Final = 8


def sentence_distances(sentences: Numbers, cue: int) -> Numbers:
    """Give each word's distance from a cue in sentences, as a bucket from 0."""
    middle = SENTENCES // 2
    away: Numbers = np.clip(sentences - sentences[cue], -middle, middle) + middle
    return away
