"""From the network's scores to stretches of words: the likeliest sequence of tags that is allowed."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from probative.claims.trained.labels import (
    CONTENT,
    CONTENT_BEGINS,
    FURTHER_CUE,
    OUTSIDE,
    ROLES,
    SOURCE,
    SOURCE_BEGINS,
)

Scores = NDArray[np.float32]
Stretch = tuple[int, int]
_NEVER: Final = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words ``[first, last)`` that were given one role, and how sure the network is of it, from 0 to 1."""

    first: int
    last: int
    chance: float


def cues(scores: Scores, lean: float) -> list[Piece]:
    """Give the cues of a window in order.

    Args:
        scores: (words, 3) from the cue head.
        lean: Added to the score of beginning a cue: above 0 finds more, below 0 fewer.

    Returns:
        Each cue with the chance that one begins there.
    """
    chances = softmax(scores)
    leaning = scores.copy()
    leaning[:, 1] += lean
    tags = best_path(leaning[None], _CUE_STEPS, _CUE_START)[0]
    return [Piece(first, last, float(chances[first, 1])) for first, last in _runs(tags, begins=1, inside=2)]


def roles(scores: Scores) -> NDArray[np.int64]:
    """Give each word's likeliest role: ``scores`` is (pairs, words, roles), padding scored as outside."""
    return best_path(scores, _ROLE_STEPS, _ROLE_START)


def stretches(tags: NDArray[np.int64], begins: int, inside: int) -> list[Stretch]:
    """Give the stretches of one role in a sequence of tags."""
    return _runs(tags, begins=begins, inside=inside)


def softmax(scores: Scores) -> Scores:
    """Give chances along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Scores = raised / raised.sum(-1, keepdims=True)
    return chances


def best_path(scores: Scores, steps: Scores, start: Scores) -> NDArray[np.int64]:
    """Give the best sequence of tags of each row.

    Args:
        scores: (rows, words, tags).
        steps: (tags, tags): what going from one tag to the next costs, as a score.
        start: (tags,): what beginning with a tag costs.

    Source: Viterbi 1967.
    """
    rows, words, tags = scores.shape
    back = np.empty((words, rows, tags), dtype=np.int8)
    best = scores[:, 0] + start
    for word in range(1, words):
        ways = best[:, :, None] + steps
        back[word] = ways.argmax(1)
        best = ways.max(1) + scores[:, word]
    path = np.empty((rows, words), dtype=np.int64)
    path[:, -1] = best.argmax(1)
    every = np.arange(rows)
    for word in range(words - 1, 0, -1):
        path[:, word - 1] = back[word, every, path[:, word]]
    return path


def _runs(tags: NDArray[np.int64], *, begins: int, inside: int) -> list[Stretch]:
    found: list[Stretch] = []
    first = -1
    for word, tag in enumerate(tags.tolist()):
        if tag == begins or (tag == inside and first < 0):
            if first >= 0:
                found.append((first, word))
            first = word
        elif tag != inside and first >= 0:
            found.append((first, word))
            first = -1
    if first >= 0:
        found.append((first, len(tags)))
    return found


def _steps(count: int, inner: dict[int, int]) -> tuple[Scores, Scores]:
    """Allow going on inside a stretch only from its beginning or its inside."""
    steps = np.zeros((count, count), dtype=np.float32)
    start = np.zeros(count, dtype=np.float32)
    for inside, begins in inner.items():
        steps[:, inside] = _NEVER
        steps[[begins, inside], inside] = 0
        start[inside] = _NEVER
    return steps, start


_CUE_STEPS, _CUE_START = _steps(3, {2: 1})
_ROLE_STEPS, _ROLE_START = _steps(len(ROLES), {SOURCE: SOURCE_BEGINS, CONTENT: CONTENT_BEGINS})
# A source or content that was cut off by the window's edge goes on from before it.
_ROLE_START[[SOURCE, CONTENT]] = -2
assert (0, len(ROLES) - 1) == (OUTSIDE, FURTHER_CUE)
