"""When an entry was written, as far as the outside can tell. Our own clock is no part of it.

It was after the newest thing that it or an earlier entry knew, and before the first anchor that covers it:

    lower bound   a beacon seen in entry i, or an anchor made at T and entered at i: entries from i on are later
    upper bound   an anchor made at T over a checkpoint of n entries: entries before n are earlier

Source: shared/reference/custody.md section 4; docs/explanation/time.md.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from probative.custody.anchors.evidence import Evidence, Obtained, Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Two moments between which an entry was written; ``None`` where nothing outside says.

    ``earliest_by`` and ``latest_by`` are the entries that hold the evidence.
    """

    earliest: str | None = None
    latest: str | None = None
    earliest_by: int | None = None
    latest_by: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the evidence contradicts itself: no moment is left."""
        return self.earliest is not None and self.latest is not None and self.earliest > self.latest

    def holds(self, claimed: str) -> bool:
        """Whether a moment that our clock claimed lies inside."""
        return (self.earliest is None or claimed >= self.earliest) and (self.latest is None or claimed <= self.latest)


class Brackets:
    """The brackets of all entries of a ledger, from its evidence."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        lower: list[tuple[int, str, int]] = []
        upper: list[tuple[int, str, int]] = []
        for each in evidence:
            if isinstance(each, Seen):
                lower.append((each.index, each.earliest, each.index))
            elif isinstance(each, Obtained):
                if each.earliest is not None:
                    lower.append((each.index, each.earliest, each.index))
                if each.latest is not None:
                    upper.append((each.size, each.latest, each.index))
        # Sorted by where they begin to bound; each keeps the tightest of those that bound the same entries.
        self._lower = list(_tightest(sorted(lower), later=True))
        self._upper = list(_tightest(sorted(upper, reverse=True), later=False))[::-1]

    def of(self, index: int) -> Bracket:
        """Give the bracket of the entry at ``index``."""
        at = bisect_right(self._lower, index, key=lambda each: each[0])
        earliest, earliest_by = self._lower[at - 1][1:] if at else (None, None)
        at = bisect_left(self._upper, index + 1, key=lambda each: each[0])
        latest, latest_by = self._upper[at][1:] if at < len(self._upper) else (None, None)
        return Bracket(earliest=earliest, latest=latest, earliest_by=earliest_by, latest_by=latest_by)

    def empty(self) -> Iterator[tuple[int, Bracket]]:
        """Give the entries, one for each contradiction, at which the evidence leaves no moment."""
        for index, *_ in self._lower:
            found = self.of(index)
            if found.is_empty:
                yield index, found


def _tightest(bounds: list[tuple[int, str, int]], *, later: bool) -> Iterator[tuple[int, str, int]]:
    """Drop each bound that one before it makes idle."""
    best: str | None = None
    for bound in bounds:
        if best is None or (bound[1] > best if later else bound[1] < best):
            best = bound[1]
            yield bound
