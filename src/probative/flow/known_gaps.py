"""The gaps that a case knows already: what is found again is recorded once."""

from collections.abc import Iterable
from dataclasses import replace

from probative.base.identifiers import GapId, identifier, number_of
from probative.custody.compartments import GENERAL, NUMBERS_OF_A_PLACE, Within, mask_of
from probative.model.gaps import Gap


class KnownGaps:
    """What is known to be missing, read once in a run and kept up to date as more is found."""

    def __init__(self, known: Iterable[Gap]) -> None:
        self._senses: set[tuple[str, ...]] = set()
        self._highest: dict[int, int] = {}
        for gap in known:
            self._senses.add(_sense(gap))
            number = number_of(gap.id)
            place = number // NUMBERS_OF_A_PLACE
            self._highest[place] = max(self._highest.get(place, 0), number)

    def fresh(self, found: Iterable[Gap], place: Within = GENERAL) -> tuple[Gap, ...]:
        """Number what is new on from the highest in use, leaving out what is known; what is given is known from then.

        Args:
            found: Gaps under any number.
            place: The compartments that they belong to, which has numbers of its own.
        """
        fresh: list[Gap] = []
        mask = mask_of(place)
        highest = self._highest.get(mask, mask * NUMBERS_OF_A_PLACE)
        for gap in found:
            sense = _sense(gap)
            if sense not in self._senses:
                self._senses.add(sense)
                highest += 1
                fresh.append(replace(gap, id=GapId(identifier("G", highest))))
        self._highest[mask] = highest
        return tuple(fresh)


def _sense(gap: Gap) -> tuple[str, ...]:
    return (gap.kind, gap.stage, gap.what, gap.detail, gap.exhibit or "", str(gap.start))
