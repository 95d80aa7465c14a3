"""Which texts are worth comparing: those that share enough stretches of five words, found without trying all pairs."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from probative.corroboration.alignment import SHINGLE_WORDS
from probative.corroboration.cuts import Cut, OnCut, ignored
from probative.corroboration.texts import Text

LEAST_WORDS: Final = 6
LEAST_SHARE_PERMILLE: Final = 150
LONG_LEAST_WORDS: Final = 40
"""What shares less by rule T-2 is never upstream or downstream: fewer than six words, or fewer than forty and 15 % of
the shorter text."""

MOST_COMPARED: Final = 64
"""A stretch that stands in more texts than this brings them together only with the first of them:"""

FIRST_COMPARED: Final = 8
"""with so many of the earliest. Copies of one wire lean on the earliest of all, and "on Monday, 4 March" is no copy."""

_AT_ONCE: Final = 2_000_000
"""So many meetings of two texts in a stretch are counted at a time: it bounds the memory, and decides nothing."""

_MIX: Final = np.uint64(0x9E3779B97F4A7C15)

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Ranks = NDArray[np.uint32]


class Index:
    """Texts by their stretches of five words. Stretches are held as 64-bit sums of their words.

    Two stretches with one sum are a chance of one in 10^19, bring two texts to be compared in vain, and change nothing:
    what they share is decided word for word.
    """

    def __init__(self, texts: Sequence[Text]) -> None:
        self._words: dict[str, int] = {}
        self._texts = list(texts)
        self.stretches: list[Numbers] = [self._summed(text) for text in texts]
        """The sums of each text, in its order."""
        self._first = sorted(range(len(texts)), key=lambda number: earliest_first(texts[number]))
        self._build()
        self._added: dict[int, list[tuple[int, int]]] = {}
        """The texts that came later, by sums: which, and at how many of its places."""

    def add(self, text: Text) -> int:
        """Hold one more text; give its position. ``pairs`` knows only those that the index was made with."""
        number = len(self._texts)
        self._texts.append(text)
        self.stretches.append(self._summed(text))
        sums, times = np.unique(self.stretches[number], return_counts=True)
        for each, count in zip(sums.tolist(), times.tolist(), strict=True):
            self._added.setdefault(each, []).append((number, count))
        return number

    def near(self, number: int) -> tuple[int, ...]:
        """Give the texts that ``pairs`` would pair with one text if the index were made with all that it holds now.

        Returns:
            Positions, sorted.
        """
        sums, times = np.unique(self.stretches[number], return_counts=True)
        places: dict[int, int] = {}
        for each, count in zip(sums, times.tolist(), strict=True):
            for other, there in self._beside(number, each):
                places[other] = places.get(other, 0) + max(count, there)
        places.pop(number, None)
        here = len(self._texts[number].words)
        others = np.array(sorted(places), dtype=np.int64)
        shorter = np.array([min(here, len(self._texts[other].words)) for other in others.tolist()], dtype=np.int64)
        enough = is_enough(np.array([places[other] for other in others.tolist()], dtype=np.int64), shorter)
        return tuple(others[enough].tolist())

    def pairs(self, on_cut: OnCut = ignored) -> Iterator[tuple[int, int]]:
        """Give the pairs of texts that share so many stretches that one may lean on the other, each pair once.

        None that does is missed, but for what stands in stretches that more than ``MOST_COMPARED`` texts share: there
        each is compared with the ``FIRST_COMPARED`` earliest ones only, and ``on_cut`` is told.

        Returns:
            Pairs of positions, the lower first, in no order that means anything.
        """
        sizes = np.diff(self._starts)
        self._tell(sizes, on_cut)
        # Most stretches stand in one text only: of these nothing further is asked.
        several = sizes > 1
        postings = np.flatnonzero(np.repeat(several, sizes))
        starts = np.repeat(self._starts[:-1][several], sizes[several])
        before = postings - starts
        is_small = np.repeat(sizes[several] <= MOST_COMPARED, sizes[several])
        meets = np.where(is_small, before, np.minimum(before, FIRST_COMPARED))
        by_text = np.argsort(self._owners[postings], kind="stable")
        by_text = by_text[meets[by_text] > 0]
        postings, starts, meets = postings[by_text], starts[by_text], meets[by_text]
        owners, ends = self._owners[postings], np.cumsum(meets)
        lengths = np.array([len(self._texts[number].words) for number in self._first], dtype=np.int64)
        at = 0
        while at < len(postings):
            upto = int(np.searchsorted(ends, (ends[at - 1] if at else 0) + _AT_ONCE, side="right"))
            # A pair is counted in one piece: the end moves behind the last posting of its text.
            upto = int(np.searchsorted(owners, owners[max(upto, at + 1) - 1], side="right"))
            yield from self._counted(postings[at:upto], starts[at:upto], meets[at:upto], lengths)
            at = upto

    def _build(self) -> None:
        most = sum(map(len, self.stretches))
        sums = np.zeros(most, dtype=np.uint64)
        times, owners = np.zeros(most, dtype=np.uint32), np.zeros(most, dtype=np.uint32)
        end = 0
        for rank, number in enumerate(self._first):
            once, count = np.unique(self.stretches[number], return_counts=True)
            start, end = end, end + len(once)
            sums[start:end], times[start:end], owners[start:end] = once, count, rank
        order = np.argsort(sums[:end], kind="stable")
        self._owners: Ranks = owners[order]
        """Texts by their rank, the earliest first, bucket by bucket."""
        self._times: Ranks = times[order]
        sums = sums[order]
        begins = np.flatnonzero(np.concatenate(([True], sums[1:] != sums[:-1]))) if len(sums) else np.zeros(0, np.int64)
        self._sums: Numbers = sums[begins]
        self._starts: Places = np.append(begins, len(sums)).astype(np.int64)

    def _beside(self, number: int, stretch: np.uint64) -> Iterator[tuple[int, int]]:
        """Give the texts that one text is compared with for one stretch, and at how many of their places it stands."""
        where = int(np.searchsorted(self._sums, stretch))
        is_held = where < len(self._sums) and self._sums[where] == stretch
        start, end = (int(self._starts[where]), int(self._starts[where + 1])) if is_held else (0, 0)
        added = self._added.get(int(stretch), [])
        if end - start + len(added) > MOST_COMPARED:
            # Of those that the index was made with, the earliest stand first.
            early = dict(self._standing(start, min(end, start + FIRST_COMPARED))) | dict(added)
            first = sorted(early, key=lambda other: earliest_first(self._texts[other]))[:FIRST_COMPARED]
            if number not in first:
                yield from ((other, early[other]) for other in first)
                return
        yield from self._standing(start, end)
        yield from added

    def _standing(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        owners, times = self._owners[start:end].tolist(), self._times[start:end].tolist()
        return ((self._first[owner], count) for owner, count in zip(owners, times, strict=True))

    def _summed(self, text: Text) -> Numbers:
        held = self._words
        words = np.array([held.setdefault(form, len(held) + 1) for form in text.words.forms], dtype=np.uint64)
        if len(words) < SHINGLE_WORDS:
            return np.zeros(0, dtype=np.uint64)
        count = len(words) - SHINGLE_WORDS + 1
        summed = np.zeros(count, dtype=np.uint64)
        for at in range(SHINGLE_WORDS):
            summed = summed * _MIX + words[at : at + count]
        return summed

    def _counted(self, postings: Places, starts: Places, each: Places, lengths: Places) -> Iterator[tuple[int, int]]:
        which = np.repeat(np.arange(len(postings)), each)
        partner = starts[which] + np.arange(len(which)) - np.repeat(np.cumsum(each) - each, each)
        later, earlier = self._owners[postings].astype(np.int64)[which], self._owners[partner]
        times = np.maximum(self._times[postings][which], self._times[partner])
        codes = later * len(self._texts) + earlier
        order = np.argsort(codes)
        codes = codes[order]
        begins = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
        places = np.add.reduceat(times[order], begins, dtype=np.int64)
        later, earlier = np.divmod(codes[begins], len(self._texts))
        enough = is_enough(places, np.minimum(lengths[later], lengths[earlier]))
        for one, other in zip(later[enough].tolist(), earlier[enough].tolist(), strict=True):
            pair = self._first[one], self._first[other]
            yield pair if pair[0] < pair[1] else (pair[1], pair[0])

    def _tell(self, sizes: Places, on_cut: OnCut) -> None:
        for bucket in np.flatnonzero(sizes > MOST_COMPARED).tolist():
            owner = self._first[int(self._owners[self._starts[bucket]])]
            at = int(np.flatnonzero(self.stretches[owner] == self._sums[bucket])[0])
            words = self._texts[owner].words.forms[at : at + SHINGLE_WORDS]
            on_cut(Cut(what="exhibits", shared=" ".join(words), held=int(sizes[bucket]), compared_with=FIRST_COMPARED))


def earliest_first(text: Text) -> tuple[bool, int, int, tuple[str, ...], int]:
    """Give what texts are ordered by: the stated date, unknown last; then the longest; when they came only at last."""
    day = text.latest.toordinal() if text.latest is not None else 0
    return text.latest is None, day, -len(text.words), text.words.forms, text.number


def is_enough(places: Places, shorter: Places) -> NDArray[np.bool_]:
    """Whether texts that share stretches at so many places of one can lean on each other by any rule of T-2.

    Each place is five words at most that no other place has.

    Args:
        places: At how many places.
        shorter: How many words the shorter text has.
    """
    most = SHINGLE_WORDS * places
    share = 1000 * most >= LEAST_SHARE_PERMILLE * (shorter - most)
    enough: NDArray[np.bool_] = (most >= LEAST_WORDS) & ((most >= LONG_LEAST_WORDS) | share)
    return enough
