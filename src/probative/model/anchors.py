"""Where words stand."""

from dataclasses import dataclass

from probative.base.identifiers import ExhibitId


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """A stretch of an exhibit's reading, ``start`` included, ``end`` excluded.

    Offsets count Unicode code points of the whole text that the reader recorded, across all its volumes.
    """

    exhibit: ExhibitId
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or backward stretch."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a passage: [{self.start}, {self.end})")

    def overlaps(self, other: "Passage") -> bool:
        """Whether the two share at least one character."""
        return self.exhibit == other.exhibit and self.start < other.end and other.start < self.end

    def holds(self, other: "Passage") -> bool:
        """Whether ``other`` lies wholly inside this passage."""
        return self.exhibit == other.exhibit and self.start <= other.start and other.end <= self.end
