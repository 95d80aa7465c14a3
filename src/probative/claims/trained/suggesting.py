"""What the network proposes for a parsed text: cues, what each attributes to whom, and how sure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Generic

import numpy as np

from probative.claims.trained import decoding
from probative.claims.trained.decoding import Piece, Scores, Stretch
from probative.claims.trained.labels import (
    CERTAINTIES,
    CONTENT,
    CONTENT_BEGINS,
    ENTITY_TAGS,
    FURTHER_CUE,
    SOURCE,
    SOURCE_BEGINS,
)
from probative.claims.trained.weights import Weights
from probative.claims.trained.windows import L, Numbers, Vocabulary, Window, distances, sentence_distances, windows
from probative.model.claims import Certainty

_WINDOWS: Final = 48
"""Windows whose cues are sorted by length together; bounds the memory."""
_PAIRS: Final = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One attribution that the network sees; stretches are token indices of the text.

    ``content`` is empty where it saw none. ``cue_chance`` is the chance of the cue, ``chance`` that it attributes
    anything, ``role_chance`` the mean chance of the words of source and content; all raw, from 0 to 1. ``likely`` holds
    for each word from ``low`` on its chance of standing in the source and in the content.
    """

    cue: tuple[Stretch, ...]
    source: Stretch | None
    content: tuple[Stretch, ...]
    certainty: Certainty
    certainty_chance: float
    is_named: bool
    forecast: bool
    is_negative: bool
    cue_chance: float
    chance: float
    role_chance: float
    low: int
    likely: Scores


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or expression: tokens ``[first, last)`` and its kind."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that the network says of a text, in text order; one number a token where so named.

    ``cue_chances`` is the chance of standing in a cue; ``factuality`` how far a reader takes what the token tells of to
    have happened, from -3 (did not) to 3 (did), meaningful on verbs and their kin only.
    """

    suggestions: tuple[Suggestion, ...]
    mentions: tuple[Mention, ...]
    cue_chances: Scores
    factuality: Scores


class Suggester(Generic[L]):
    """Runs a model over texts, which it reads in the pieces of its vocabulary."""

    def __init__(self, weights: Weights, pieces: Vocabulary[L]) -> None:
        self._weights = weights
        self._pieces = pieces

    def look(self, whole: L, asked: Sequence[bool] | None = None) -> Seen:
        """Read a text.

        Args:
            whole: The parsed text.
            asked: For each sentence whether it can hold an attribution; all where absent.
        """
        suggestions: list[Suggestion] = []
        mentions: list[Mention] = []
        sentences = np.array(whole.sentence_of, dtype=np.int64)
        chances, factuality = (np.zeros(len(whole.tokens), np.float32) for _ in range(2))
        queue = windows(whole, self._pieces, asked)
        while chunk := list(islice(queue, _WINDOWS)):
            opened = []
            for window in chunk:
                cue, entity, fact, role = self._encoded(window)
                mentions += _mentions(window, entity)
                low, high = window.core_first - window.first, window.core_last - window.first
                chances[window.core_first : window.core_last] = 1 - decoding.softmax(cue[low:high])[:, 0]
                factuality[window.core_first : window.core_last] = fact[low:high]
                found = decoding.cues(cue, self._weights.lean)
                opened += [(window, role, found, each) for each in found if low <= each.first < high]
            suggestions += self._suggested(opened, sentences)
        return Seen(tuple(suggestions), tuple(mentions), chances, factuality)

    def _encoded(self, window: Window) -> tuple[Scores, Scores, Scores, Scores]:
        """Read one window; alone, so that what is said of it hangs on nothing but itself."""
        cue, entity, fact, role = self._weights.encoder.run(
            ["cue", "entity", "fact", "role"], {"pieces": window.pieces[None], "features": window.features[None]}
        )
        starts = window.starts
        return cue[0, starts], entity[0, starts], fact[0, starts], role[0, starts]

    def _suggested(
        self, opened: Sequence[tuple[Window, Scores, list[Piece], Piece]], sentences: Numbers
    ) -> Iterator[Suggestion]:
        order = sorted(range(len(opened)), key=lambda index: len(opened[index][1]))
        done: dict[int, Suggestion] = {}
        for place in range(0, len(order), _PAIRS):
            group = order[place : place + _PAIRS]
            answers = self._answers([opened[index] for index in group], sentences)
            done.update(zip(group, answers, strict=True))
        for index in range(len(opened)):
            yield done[index]

    def _answers(
        self, group: Sequence[tuple[Window, Scores, list[Piece], Piece]], sentences: Numbers
    ) -> Iterator[Suggestion]:
        words = max(len(role) for _, role, _, _ in group)
        shape = (len(group), words)
        given = np.zeros((*shape, group[0][1].shape[1]), np.float32)
        present, cue, others, away, apart = (np.zeros(shape, np.int64) for _ in range(5))
        for row, (window, role, found, own) in enumerate(group):
            count = len(role)
            given[row, :count] = role
            present[row, :count] = 1
            cue[row, own.first : own.last] = 1
            for each in found:
                others[row, each.first : each.last] = 1
            others[row, own.first : own.last] = 2
            away[row, :count] = distances(count, own.first, own.last)
            apart[row, :count] = sentence_distances(sentences[window.first : window.last], own.first)
        scores, certainty, facts = self._weights.roles.run(
            ["roles", "certainty", "facts"],
            {"words": given, "present": present, "cue": cue, "others": others, "away": away, "sentences": apart},
        )
        chances = decoding.softmax(scores)
        scores[cue > 0, 1:] = -1e4
        scores[present == 0, 1:] = -1e4
        tags = decoding.roles(scores)
        surety = decoding.softmax(certainty)
        facts = 1 / (1 + np.exp(-facts))
        for row, (window, _, _, own) in enumerate(group):
            yield _suggestion(window, own, tags[row], chances[row], surety[row], facts[row])


def _suggestion(  # noqa: PLR0917 - one row of each answer
    window: Window, own: Piece, tags: Numbers, chances: Scores, surety: Scores, facts: Scores
) -> Suggestion:
    low = window.first
    sources = decoding.stretches(tags, SOURCE_BEGINS, SOURCE)
    contents = decoding.stretches(tags, CONTENT_BEGINS, CONTENT)
    further = decoding.stretches(tags, FURTHER_CUE, FURTHER_CUE)
    source = max(sources, key=lambda each: (_weight(chances, each, SOURCE_BEGINS), -each[0]), default=None)
    used = [*([source] if source else []), *contents]
    sure = [_weight(chances, each, int(tags[each[0]])) / (each[1] - each[0]) for each in used]
    value = int(surety.argmax())
    return Suggestion(
        cue=tuple(sorted((low + first, low + last) for first, last in [(own.first, own.last), *further])),
        source=(low + source[0], low + source[1]) if source else None,
        content=tuple((low + first, low + last) for first, last in contents),
        certainty=CERTAINTIES[value],
        certainty_chance=float(surety[value]),
        is_named=bool(facts[1] >= _HALF),
        forecast=bool(facts[2] >= _HALF),
        is_negative=bool(facts[3] >= _HALF),
        cue_chance=own.chance,
        chance=float(facts[0]),
        role_chance=float(np.mean(sure)) if sure else 0.0,
        low=low,
        likely=np.stack([chances[:, _inside(begins)].sum(-1) for begins in (SOURCE_BEGINS, CONTENT_BEGINS)], -1),
    )


_HALF: Final = 0.5


def _weight(chances: Scores, stretch: Stretch, begins: int) -> float:
    """Give the sum of the chances of a role over a stretch, its beginning and its inside taken together."""
    return float(chances[slice(*stretch), _inside(begins)].sum())


def _inside(begins: int) -> slice:
    """Give the columns of a role: that of its beginning and that of its inside."""
    inside = begins + begins % 2
    return slice(inside - 1, inside + 1)


def _mentions(window: Window, scores: Scores) -> Iterator[Mention]:
    tags = scores.argmax(-1).tolist()
    low, high = window.core_first - window.first, window.core_last - window.first
    first, kind = -1, ""
    for word in range(low, high + 1):
        edge, _, sort = ENTITY_TAGS[tags[word]].partition("-") if word < high else ("O", "", "")
        if first >= 0 and (edge != "I" or sort != kind):
            yield Mention(window.first + first, window.first + word, kind)
            first = -1
        if edge == "B" or (edge == "I" and first < 0):
            first, kind = word, sort
