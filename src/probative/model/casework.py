"""The law's side: what must be shown for a charge, and how claims bear on it.

The catalogue and the matrix come with the casework stage; these are the words they will use.
"""

from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import ClaimId, EntityId, EventId


class ElementKind(StrEnum):
    """What an element is about.

    Source: shared/reference/crimes.yaml, its legend.
    """

    CONDUCT = "C"
    RESULT = "R"
    CIRCUMSTANCE = "S"
    MENTAL = "M"
    CONTEXT = "X"
    CONTEXT_MENTAL = "XM"
    LEADERSHIP = "L"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One legal element of a crime: the ``number``-th of the article, counted from 1, in our own words."""

    article: str
    number: int
    kind: ElementKind
    words: str

    def __post_init__(self) -> None:
        """Refuse an element of nothing and one that says nothing."""
        if not self.article or self.number < 1 or not self.words:
            raise ValueError("an element has an article, a number from 1 and words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A crime, by the incidents it is said to lie in, laid against a person under one mode of liability."""

    article: str
    incidents: tuple[EventId, ...]
    person: EntityId
    mode: str

    def __post_init__(self) -> None:
        """Refuse a charge without a crime, an incident or a mode."""
        if not self.article or not self.incidents or not self.mode:
            raise ValueError("a charge has a crime, an incident and a mode of liability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The crossing of one charge and one element. Empty, it is a gap."""

    charge: Charge
    element: Element

    def __post_init__(self) -> None:
        """Refuse the element of another crime."""
        if self.charge.article != self.element.article:
            raise ValueError(f"{self.element.article} is not what is charged: {self.charge.article}")


class Direction(StrEnum):
    """Which way a claim bears on a cell. What speaks against is kept with the same care."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """How one claim bears on one cell."""

    claim: ClaimId
    cell: Cell
    direction: Direction
