"""A text with everything that was marked in it."""

from dataclasses import dataclass
from enum import StrEnum

from probative.model.claims import Certainty, SourceKind

Span = tuple[int, int]
"""Start and end in Unicode code points of the text, end exclusive."""


class EntityKind(StrEnum):
    """What a name or expression stands for."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    PLACE = "LOC"
    UNIT = "UNIT"
    WEAPON = "WEAPON"
    DATE = "DATE"
    MONEY = "MONEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One attribution as a reader marked it.

    ``speaker`` is the same word for the same speaker throughout the document, ``None`` exactly where nobody is named.
    ``is_negative`` says that the content tells of something that did not happen or is not so. ``parent`` is the index
    of the mark whose content holds this one.
    """

    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: SourceKind
    certainty: Certainty
    speaker: str | None
    forecast: bool = False
    is_negative: bool = False
    parent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A marked text.

    ``marks`` stand in the order of their first cue. ``unmarked`` are the spans of which a reader said that they look
    like an attribution and are none. ``entities`` do not overlap; ``None`` where nobody marked any.
    ``is_partial``: the marks are right and not all there are; ``unknown`` are then the words that may attribute too,
    and of the marks only the spans are known.
    """

    id: str
    language: str
    genre: str
    text: str
    marks: tuple[Mark, ...]
    unmarked: tuple[Span, ...] = ()
    entities: tuple[tuple[Span, EntityKind], ...] | None = None
    unknown: tuple[Span, ...] = ()
    is_partial: bool = False
    publisher: str | None = None
    date: str | None = None
