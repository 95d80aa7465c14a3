"""How well attributions agree with the marks of a reader.

A *token* is a stretch without white space; marks do not count. **Token F1** takes the tokens of all sources (cues,
contents) of a text as one set each. **Exact F1** counts spans (all pieces of one attribution's source, cue or content)
that hold exactly the same tokens. A **triple** is relaxed right when the cues share a token and source and content each
reach an intersection over union of one half (a source absent on both sides counts as 1), exact when all tokens are the
same. A **nested link** is right when both cues share a token with the marked ones and one is in the other in
both. **Kind, certainty, forecast, negative** are compared where the cues share a token: a share of right ones, no F1.

Source: reference/attribution.md (token and exact F1, relaxed triples as there); Papay and Padó 2019.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from probative.claims.corpus.document import Span
from probative.model.claims import Certainty, SourceKind

_TOKEN: Final = re.compile(r"\S+")
_MARKS: Final = "\"'“”‘’«»„,.;:!?()[]—–-…"
ROLES: Final = ("source", "cue", "content")
Tokens = frozenset[int]
Counts = dict[str, tuple[int, int, int]]
"""By measure: how many are right, how many were marked, how many were given."""


class Told(Protocol):
    """What marks and attributions have in common."""

    @property
    def source(self) -> Span | None:
        """Who."""
        ...

    @property
    def cue(self) -> tuple[Span, ...]:
        """By which words."""
        ...

    @property
    def content(self) -> tuple[Span, ...]:
        """What."""
        ...

    @property
    def kind(self) -> SourceKind:
        """How the source is known."""
        ...

    @property
    def certainty(self) -> Certainty:
        """How sure the speaker is."""
        ...

    @property
    def forecast(self) -> bool:
        """Whether it lies ahead."""
        ...

    @property
    def is_negative(self) -> bool:
        """Whether it says that something is not so."""
        ...

    @property
    def parent(self) -> int | None:
        """What holds it."""
        ...


@dataclass(frozen=True, slots=True)
class _Triple:
    source: Tokens
    cue: Tokens
    content: Tokens


def compare(text: str, marked: Sequence[Told], given: Sequence[Told], *, top_only: bool = False) -> Counts:
    """Count where attributions agree with marks.

    Args:
        text: What both are about.
        marked: What a reader marked.
        given: What is being judged.
        top_only: Leave out what is nested, for a corpus that marks only the outermost.

    Returns:
        Counts by measure: ``token_source``, ``exact_cue``, ``triple_relaxed``, ``triple_exact``, ``nested``, ``kind``,
        ``certainty``, ``forecast``, ``negative``.
    """
    numbers = _numbers(text)
    theirs = [_triple(numbers, one) for one in marked if not (top_only and one.parent is not None)]
    ours = [_triple(numbers, one) for one in given if not (top_only and one.parent is not None)]
    counts: Counts = {}
    for role in ROLES:
        left: list[Tokens] = [getattr(one, role) for one in theirs]
        right: list[Tokens] = [getattr(one, role) for one in ours]
        counts[f"token_{role}"] = _shared(frozenset().union(*left), frozenset().union(*right))
        counts[f"exact_{role}"] = _shared(frozenset(filter(None, left)), frozenset(filter(None, right)))
    for name, agrees in (("relaxed", _agree), ("exact", _same)):
        counts[f"triple_{name}"] = (len(_matched(theirs, ours, agrees)), len(theirs), len(ours))
    if not top_only:
        counts |= _attributes(marked, given, theirs, ours)
    return counts


def _attributes(
    marked: Sequence[Told], given: Sequence[Told], theirs: Sequence[_Triple], ours: Sequence[_Triple]
) -> Counts:
    pairs = _matched(theirs, ours, lambda left, right: bool(left.cue & right.cue))
    links = sum(
        one.parent is not None and number in pairs and pairs.get(one.parent, -1) == given[pairs[number]].parent
        for number, one in enumerate(marked)
    )
    nested = [sum(one.parent is not None for one in side) for side in (marked, given)]
    counts: Counts = {"nested": (links, nested[0], nested[1])}
    for name in ("kind", "certainty", "forecast", "negative"):
        field = "is_negative" if name == "negative" else name
        right = sum(
            getattr(marked[left], field) == getattr(given[other], field)
            or (name == "certainty" and _nobody_knows(marked[left], given[other]))
            for left, other in pairs.items()
        )
        counts[name] = (right, len(pairs), len(pairs))
    return counts


def _nobody_knows(marked: Told, given: Told) -> bool:
    """Whether an unknown speaker's unknown certainty was taken for belief: "reportedly" leaves both open."""
    return (
        marked.kind is SourceKind.UNATTRIBUTED
        and marked.certainty is Certainty.UNCOMMITTED
        and given.certainty in (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
    )


def certainties(text: str, marked: Sequence[Told], given: Sequence[Told]) -> Counter[tuple[str, str]]:
    """Count pairs of marked and given certainty where the cues agree, for a table of what is taken for what."""
    numbers = _numbers(text)
    pairs = _matched(
        [_triple(numbers, one) for one in marked],
        [_triple(numbers, one) for one in given],
        lambda left, right: bool(left.cue & right.cue),
    )
    return Counter((marked[left].certainty.value, given[right].certainty.value) for left, right in pairs.items())


def right_ones(text: str, marked: Sequence[Told], given: Sequence[Told]) -> list[bool]:
    """Tell of each given attribution whether it agrees with a mark as a relaxed triple."""
    numbers = _numbers(text)
    pairs = _matched([_triple(numbers, one) for one in marked], [_triple(numbers, one) for one in given], _agree)
    taken = set(pairs.values())
    return [number in taken for number in range(len(given))]


def total(counts: Iterable[Counts]) -> Counts:
    """Add up the counts of several texts."""
    sums: dict[str, list[int]] = {}
    for one in counts:
        for name, values in one.items():
            row = sums.setdefault(name, [0, 0, 0])
            for place, value in enumerate(values):
                row[place] += value
    return {name: (row[0], row[1], row[2]) for name, row in sums.items()}


def f1(count: tuple[int, int, int]) -> float:
    """Give F1 from how many are right, marked and given; 0 where there is nothing."""
    right, marked, given = count
    return 2 * right / (marked + given) if marked + given else 0.0


def intervals(counts: Sequence[Counts], draws: int = 1000, seed: int = 1) -> Mapping[str, tuple[float, float, float]]:
    """Give each measure's F1 with the interval that holds 95 % of ``draws`` resamplings of the documents.

    Returns:
        F1, lower end, upper end. All 0 where there is nothing to count.

    Source: Efron 1979 (bootstrap over documents).
    """
    chance = np.random.default_rng(seed)
    chosen = chance.integers(len(counts), size=(draws, len(counts))) if counts else np.zeros((1, 0), dtype=np.int64)
    found = {}
    for name in counts[0] if counts else ():
        rows = [one[name] for one in counts]
        drawn = _drawn(rows, chosen)
        whole = np.array(rows).sum(0)
        low, high = np.quantile(drawn, (0.025, 0.975))
        found[name] = (f1((int(whole[0]), int(whole[1]), int(whole[2]))), float(low), float(high))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How much better the second of two systems is by one measure, and the interval that holds 95 % of resamplings."""

    first: float
    second: float
    low: float
    high: float

    @property
    def is_beyond_chance(self) -> bool:
        """Whether all of the interval lies on one side of 0."""
        return self.low > 0 or self.high < 0


def differences(
    first: Sequence[Counts], second: Sequence[Counts], draws: int = 1000, seed: int = 1
) -> Mapping[str, Difference]:
    """Compare two systems on the same documents, each resampling drawn for both at once.

    Args:
        first: Counts of one system, a document each.
        second: Counts of the other, of the same documents in the same order.
        draws: How many resamplings.
        seed: The only source of chance.

    Source: Efron 1979; paired as in Berg-Kirkpatrick et al. 2012.
    """
    if len(first) != len(second):
        raise ValueError("two systems are compared on the same documents")
    if not first:
        return {}
    chosen = np.random.default_rng(seed).integers(len(first), size=(draws, len(first)))
    found = {}
    for name in first[0]:
        drawn = [_drawn([one[name] for one in counts], chosen) for counts in (first, second)]
        low, high = np.quantile(drawn[1] - drawn[0], (0.025, 0.975))
        whole = [f1(total([{name: one[name]} for one in counts])[name]) for counts in (first, second)]
        found[name] = Difference(first=whole[0], second=whole[1], low=float(low), high=float(high))
    return found


def _drawn(rows: Sequence[tuple[int, int, int]], chosen: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give F1 of each resampling."""
    sums = np.array(rows)[chosen].sum(1)
    below = sums[:, 1] + sums[:, 2]
    drawn: NDArray[np.float64] = np.zeros(len(sums))
    np.divide(2.0 * sums[:, 0], below, out=drawn, where=below > 0)
    return drawn


def _numbers(text: str) -> list[int]:
    """Give each character's token, -1 for white space, for marks at the edges of a token and tokens of nothing else."""
    numbers = [-1] * len(text)
    for number, match in enumerate(_TOKEN.finditer(text)):
        word = match.group()
        start = match.start() + len(word) - len(word.lstrip(_MARKS))
        end = match.end() - len(word) + len(word.rstrip(_MARKS))
        numbers[start:end] = [number] * (end - start)
    return numbers


def _triple(numbers: Sequence[int], one: Told) -> _Triple:
    return _Triple(
        _tokens(numbers, (one.source,) if one.source else ()), _tokens(numbers, one.cue), _tokens(numbers, one.content)
    )


def _tokens(numbers: Sequence[int], spans: Iterable[Span]) -> Tokens:
    """Give the tokens of spans; numbers for their place where these are marks alone (the colon of a label)."""
    pieces = list(spans)
    words = frozenset(number for start, end in pieces for number in numbers[start:end] if number >= 0)
    return words or frozenset(-2 - start for start, _ in pieces)


def _shared(left: frozenset[object], right: frozenset[object]) -> tuple[int, int, int]:
    return len(left & right), len(left), len(right)


def _matched(
    theirs: Sequence[_Triple], ours: Sequence[_Triple], agrees: Callable[[_Triple, _Triple], bool]
) -> dict[int, int]:
    """Pair each mark with at most one of ours, the closest first, in the order of the text."""
    by_token: dict[int, list[int]] = {}
    for number, one in enumerate(ours):
        for token in one.cue:
            by_token.setdefault(token, []).append(number)
    free = set(range(len(ours)))
    pairs: dict[int, int] = {}
    for number, mark in enumerate(theirs):
        near = sorted({other for token in mark.cue for other in by_token.get(token, ())} & free)
        fitting = [other for other in near if agrees(mark, ours[other])]
        if fitting:
            best = max(fitting, key=lambda other: _nearness(mark, ours[other]))
            pairs[number] = best
            free.remove(best)
    return pairs


def _nearness(mark: _Triple, one: _Triple) -> tuple[float, float, float, list[int], list[int]]:
    """Give how near a given triple is; two as near are told apart by their words, not by their order."""
    near = [_overlap(left, right) for left, right in ((mark.content, one.content), (mark.source, one.source))]
    return near[0], near[1], _overlap(mark.cue, one.cue), sorted(one.cue), sorted(one.content)


def _agree(left: _Triple, right: _Triple) -> bool:
    return (
        bool(left.cue & right.cue)
        and _overlap(left.source, right.source) >= 0.5
        and _overlap(left.content, right.content) >= 0.5
    )


def _same(left: _Triple, right: _Triple) -> bool:
    return left == right


def _overlap(left: Tokens, right: Tokens) -> float:
    return len(left & right) / len(left | right) if left or right else 1.0
