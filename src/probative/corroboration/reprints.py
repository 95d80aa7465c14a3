"""Possible reprints: texts that may tell another one over, in another language or in other words."""

from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from probative.corroboration.lineage import age
from probative.corroboration.publishers import publisher_key
from probative.corroboration.texts import Text
from probative.corroboration.traits import Traits, is_strong, traits
from probative.language.names.alphabets import is_cyrillic

LEAST_TOLD: Final = 6
LEAST_TOLD_PERMILLE: Final = 800
"""A text may be a translation if it tells five names, numbers and days of the other in the same order of sentences, and
if these are so many of its own."""

LEAST_RETOLD: Final = 6
LEAST_RETOLD_PERMILLE: Final = 800
"""In one language: two papers with one witness share as much, so more is asked."""

LEAST_PAIRINGS: Final = 2
MOST_TEXTS: Final = 24
MOST_STRONG: Final = 9
"""Two texts are compared if two pairs of names, numbers or days stand together in one sentence in both. A pair that
stands in more than 24 texts, and a sentence with more than nine, brings none together."""

Pair = tuple[int, int]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """``derived`` (a position in the input) may tell ``upstream`` over.

    ``share_permille`` is how many of its names, numbers and days stand in the other in the same order of sentences;
    ``stretches`` pairs the sentences that tell the same, in code points, first the derived one's.
    """

    derived: int
    upstream: int
    share_permille: int
    stretches: tuple[tuple[Span, Span], ...]


def reprints(texts: Sequence[Text], known: Iterable[Pair]) -> tuple[Reprint, ...]:
    """Find which texts may be reprints of which, where nothing says so.

    Args:
        texts: All texts.
        known: Pairs (derived, upstream) that are sure. What they connect, or what has a text upstream in common, is
            explained already; so is a copy of what may be the reprint, or of what is reprinted.

    Returns:
        For each text at most one: the one that it tells most of, of several the earliest. Sorted by derived.

    Source:
        docs/explanation/corroboration.md, rule T-6.
    """
    above: dict[int, list[int]] = {}
    for derived, upstream in known:
        above.setdefault(derived, []).append(upstream)
    return Retelling(texts).found(above)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a text tells, sentence by sentence; of ``sure`` the first words are left out that stand inside no other."""

    sure: tuple[Traits, ...]
    every: tuple[Traits, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Fit:
    """How well an earlier text fits: less is better."""

    missing: int
    age: tuple[object, ...]
    upstream: int
    told: int
    pairs: tuple[Pair, ...]


class Retelling:
    """Texts by what they tell, to find those that tell one thing over; texts can be added."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts: list[Text] = []
        self._told: list[_Told] = []
        self._where: dict[tuple[str, str], list[int]] = {}
        self._fits: dict[int, list[_Fit]] = {}
        for text in texts:
            self.add(text)

    def add(self, text: Text) -> None:
        """Take a further text: its position is the next one.

        A pairing that stands in more than ``MOST_TEXTS`` texts brings no further ones together; those that it brought
        together stay so.
        """
        number = len(self._texts)
        self._texts.append(text)
        self._told.append(_told(text))
        if not text.is_published:
            return
        met: dict[int, int] = {}
        for pairing in _pairings(self._told[number]):
            held = self._where.setdefault(pairing, [])
            for other in held if len(held) < MOST_TEXTS else ():
                met[other] = met.get(other, 0) + 1
            held.append(number)
        for other in sorted(each for each, count in met.items() if count >= LEAST_PAIRINGS):
            self._compare(number, other)

    def found(self, above: Mapping[int, Collection[int]]) -> tuple[Reprint, ...]:
        """Give the possible reprints, by derived; ``above`` are the texts that each surely has something from."""
        known: dict[int, frozenset[int]] = {}
        made = []
        for derived in sorted(self._fits):
            best = next(
                (fit for fit in self._fits[derived] if not self._is_explained(derived, fit, above, known)), None
            )
            if best is not None:
                made.append(self._reprint(derived, best))
        return tuple(made)

    def _is_explained(
        self, derived: int, fit: _Fit, above: Mapping[int, Collection[int]], known: dict[int, frozenset[int]]
    ) -> bool:
        """Whether both have it from a third, or what one of them was copied from is the reprint, or is reprinted."""
        mine, theirs = _ancestors(derived, above, known), _ancestors(fit.upstream, above, known)
        if mine & theirs:
            return True
        return any(
            self._may_be(one, other) or self._may_be(other, one)
            for one in mine
            for other in theirs
            if (one, other) != (derived, fit.upstream)
        )

    def _may_be(self, derived: int, upstream: int) -> bool:
        return any(fit.upstream == upstream for fit in self._fits.get(derived, ()))

    def _compare(self, one: int, other: int) -> None:
        texts = self._texts
        if _is_one_publisher(texts[one], texts[other]):
            return
        upstream, derived = sorted((one, other), key=lambda number: age(texts[number]))
        told, pairs = _aligned(self._told[derived], self._told[upstream])
        is_one_tongue = tongue(texts[one]) == tongue(texts[other])
        words, permille = (LEAST_RETOLD, LEAST_RETOLD_PERMILLE) if is_one_tongue else (LEAST_TOLD, LEAST_TOLD_PERMILLE)
        if told >= words and 1000 * told >= permille * self._told[derived].count:
            fit = _Fit(missing=-told, age=age(texts[upstream]), upstream=upstream, told=told, pairs=pairs)
            insort(self._fits.setdefault(derived, []), fit)

    def _reprint(self, derived: int, fit: _Fit) -> Reprint:
        here, there = self._texts[derived], self._texts[fit.upstream]
        mine, theirs = here.words.sentences(here.raw), there.words.sentences(there.raw)
        return Reprint(
            derived=derived,
            upstream=fit.upstream,
            share_permille=min(1000, 1000 * fit.told // max(1, self._told[derived].count)),
            stretches=tuple((_stretch(here, mine[at]), _stretch(there, theirs[to])) for at, to in fit.pairs),
        )


def tongue(text: Text) -> str:
    """Give a text's language, or where that is not known its script."""
    return text.language or ("cyrillic" if is_cyrillic(text.raw) else "other")


def _told(text: Text) -> _Told:
    every = traits(text)
    inside = {trait for each in every for trait in each if trait[0] == "a" and f"f{trait[1:]}" not in each}
    strong = tuple(frozenset(filter(is_strong, each)) for each in every)
    sure = tuple(
        frozenset(trait for trait in kept if f"f{trait[1:]}" not in each or trait in inside)
        for kept, each in zip(strong, every, strict=True)
    )
    return _Told(sure=sure, every=strong, count=sum(map(len, sure)))


def _pairings(told: _Told) -> list[tuple[str, str]]:
    return sorted(
        {(one, other) for each in told.sure if len(each) <= MOST_STRONG for one, other in combinations(sorted(each), 2)}
    )


def _aligned(derived: _Told, upstream: _Told) -> tuple[int, tuple[Pair, ...]]:
    """Give how many traits two texts share in pairs of sentences that keep their order, and the pairs."""
    width = len(upstream.sure) + 1
    table = [[0] * width for _ in range(len(derived.sure) + 1)]
    for at, (mine, loose) in enumerate(zip(derived.sure, derived.every, strict=True)):
        row, above = table[at + 1], table[at]
        for to, theirs in enumerate(upstream.sure):
            both = len((mine & upstream.every[to]) | (loose & theirs))
            row[to + 1] = max(above[to + 1], row[to], above[to] + both if both else 0)
    pairs: list[Pair] = []
    at, to = len(derived.sure), len(upstream.sure)
    while at and to:
        if table[at][to] == table[at - 1][to]:
            at -= 1
        elif table[at][to] == table[at][to - 1]:
            to -= 1
        else:
            at, to = at - 1, to - 1
            pairs.append((at, to))
    return table[-1][-1], tuple(reversed(pairs))


def _ancestors(number: int, above: Mapping[int, Collection[int]], known: dict[int, frozenset[int]]) -> frozenset[int]:
    """Give a text and all that it has something from, over however many others; ``known`` keeps the answers."""
    if number not in known:
        waiting, seen = [number], {number}
        while waiting:
            for each in above.get(waiting.pop(), ()):
                if each not in seen:
                    seen.add(each)
                    waiting.append(each)
        known[number] = frozenset(seen)
    return known[number]


def _is_one_publisher(one: Text, other: Text) -> bool:
    here, there = one.publisher, other.publisher
    return here is not None and there is not None and publisher_key(here) == publisher_key(there)


def _stretch(text: Text, span: Span) -> Span:
    return text.words.starts[span[0]], text.words.ends[span[1] - 1]
