"""Examples put together for one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from probative.claims.trained.windows import distances, sentence_distances
from probative.claims.training.examples import UNKNOWN, Example, Wanted


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step: the pieces, where each word's first piece stands, and what is right for every word."""

    examples: tuple[Example, ...]
    pieces: Tensor
    present: Tensor
    features: Tensor
    starts: Tensor
    has_word: Tensor
    cues: Tensor
    entities: Tensor
    facts: Tensor


@dataclass(frozen=True, slots=True)
class Pairs:
    """One row for each cue of a batch: which window, and what the head over roles reads and should answer."""

    rows: Tensor
    present: Tensor
    cue: Tensor
    others: Tensor
    away: Tensor
    sentences: Tensor
    roles: Tensor
    certainty: Tensor
    facts: Tensor


def shuffled(examples: Sequence[Example], pieces: int, chance: np.random.Generator) -> Iterator[list[Example]]:
    """Give all examples once, in groups of like length that hold about ``pieces`` pieces, in an order of chance."""
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].window.pieces) + 24 * chance.random())
    groups: list[list[Example]] = [[]]
    longest = 0
    for index in order:
        longest = max(longest, len(examples[index].window.pieces))
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
            longest = len(examples[index].window.pieces)
        groups[-1].append(examples[index])
    while groups:
        yield groups.pop(int(chance.integers(len(groups))))


def batch(examples: Sequence[Example], *, mask: int, share: float, chance: np.random.Generator) -> Batch:
    """Put examples together, padded; a ``share`` of the pieces is hidden behind the piece ``mask``."""
    length = max(len(each.window.pieces) for each in examples)
    words = max(len(each.cues) for each in examples)
    shape = (len(examples), length)
    pieces = np.zeros((*shape, *examples[0].window.pieces.shape[1:]), dtype=np.int64)
    present, features = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    starts = np.zeros((len(examples), words), dtype=np.int64)
    has_word = np.zeros_like(starts)
    cues, entities = np.full_like(starts, UNKNOWN), np.full_like(starts, UNKNOWN)
    facts = np.full(starts.shape, np.nan, dtype=np.float32)
    for row, each in enumerate(examples):
        size, count = len(each.window.pieces), len(each.cues)
        pieces[row, :size] = each.window.pieces
        present[row, :size] = 1
        features[row, :size] = each.window.features
        starts[row, :count] = each.window.starts
        has_word[row, :count] = 1
        cues[row, :count] = each.cues
        entities[row, :count] = each.entities
        for word, value in each.facts:
            facts[row, word] = value
    if share:
        hidden = (chance.random(shape) < share) & (features > 0)
        pieces[hidden] = mask
    return Batch(
        tuple(examples), *map(torch.from_numpy, (pieces, present, features, starts, has_word, cues, entities, facts))
    )


def pairs(given: Batch, extra: Sequence[tuple[int, int, int]]) -> Pairs | None:
    """Give the cues of a batch as rows, and with them ``extra`` stretches (row, first, last) that are none."""
    words = given.starts.shape[1]
    wanted: list[tuple[int, Wanted]] = [
        (row, each) for row, example in enumerate(given.examples) for each in example.wanted
    ]
    nothing = np.zeros(words, dtype=np.int64)
    wanted += [
        (row, Wanted(first, last, nothing[: len(given.examples[row].cues)], UNKNOWN, (0, UNKNOWN, UNKNOWN, UNKNOWN)))
        for row, first, last in extra
    ]
    if not wanted:
        return None
    shape = (len(wanted), words)
    cue, others, away, sentences = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    roles = np.full(shape, UNKNOWN, dtype=np.int64)
    for place, (row, each) in enumerate(wanted):
        example = given.examples[row]
        count = len(example.cues)
        cue[place, each.first : each.last] = 1
        others[place, :count] = example.cues > 0
        others[place, each.first : each.last] = 2
        away[place, :count] = distances(count, each.first, each.last)
        sentences[place, :count] = sentence_distances(example.sentences, each.first)
        if each.facts[0] == 1:
            roles[place, :count] = each.roles
            roles[place, each.first : each.last] = UNKNOWN
    rows = torch.tensor([row for row, _ in wanted])
    return Pairs(
        rows=rows,
        present=given.has_word[rows],
        cue=torch.from_numpy(cue),
        others=torch.from_numpy(others),
        away=torch.from_numpy(away),
        sentences=torch.from_numpy(sentences),
        roles=torch.from_numpy(roles),
        certainty=torch.tensor([each.certainty for _, each in wanted]),
        facts=torch.tensor([each.facts for _, each in wanted]),
    )
