"""From a volume that was found to the hit that shows why."""

from collections.abc import Sequence

from probative.model.anchors import Passage
from probative.model.readings import Reading
from probative.store.ports import Hit
from probative.store.query import Phrase
from probative.store.snippets import best_stretch


def hit_in(reading: Reading, wanted: Sequence[Phrase]) -> Hit:
    """Give the hit in a volume in which every phrase of ``wanted`` stands.

    Raises:
        ValueError: When none of them does.
    """
    start, end, marks = best_stretch(reading.text, wanted)

    def passage(low: int, high: int) -> Passage:
        return Passage(exhibit=reading.exhibit, start=reading.offset + low, end=reading.offset + high)

    return Hit(
        exhibit=reading.exhibit,
        volume=reading.volume,
        passage=passage(start, end),
        snippet=reading.text[start:end],
        marks=tuple(passage(low, high) for low, high in marks),
    )
