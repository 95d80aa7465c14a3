"""The gaps that a case knows already: what is found again is recorded once."""

from collections.abc import Iterable
from dataclasses import replace

from probative.base.identifiers import GapId, identifier, number_of
from probative.model.gaps import Gap


class KnownGaps:
    """What is known to be missing, read once in a run and kept up to date as more is found."""

    def __init__(self, known: Iterable[Gap]) -> None:
        self._senses: set[tuple[str, ...]] = set()
        self._highest = 0
        for gap in known:
            self._senses.add(_sense(gap))
            self._highest = max(self._highest, number_of(gap.id))

    def fresh(self, found: Iterable[Gap]) -> tuple[Gap, ...]:
        """Number what is new on from the highest in use, leaving out what is known; what is given is known from then.

        Args:
            found: Gaps under any number.
        """
        fresh: list[Gap] = []
        for gap in found:
            sense = _sense(gap)
            if sense not in self._senses:
                self._senses.add(sense)
                self._highest += 1
                fresh.append(replace(gap, id=GapId(identifier("G", self._highest))))
        return tuple(fresh)


def _sense(gap: Gap) -> tuple[str, ...]:
    return (gap.kind, gap.stage, gap.what, gap.detail, gap.exhibit or "", str(gap.start))
