"""The text of an exhibit, made by a named reader and version."""

from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import ExhibitId
from probative.model.anchors import Passage
from probative.model.periods import Period


class PartKind(StrEnum):
    """What a part of a reading is."""

    BODY = "body"
    PAGE = "page"
    SHEET = "sheet"
    ROW = "row"
    MESSAGE = "message"
    HEADER = "header"
    MEMBER = "member"
    METADATA = "metadata"


class Genre(StrEnum):
    """What kind of utterance a reading is: it decides who speaks where nobody is named.

    Source: DESIGN.md section 4, last sentence of its first paragraph.
    """

    PUBLICATION = "publication"
    """An article, a web page, a communique: the publisher speaks."""
    TESTIMONY = "testimony"
    """A statement or an interview: the witness speaks."""
    MAIL = "mail"
    """A message: the sender speaks."""
    TABLE = "table"
    """A sheet of rows: the issuer of the sheet speaks."""
    DOCUMENT = "document"
    """An order, a letter, a report: its author or issuing office speaks."""
    DEVICE = "device"
    """Metadata that a device wrote: the device speaks."""
    CONTAINER = "container"
    """A list of members: nobody speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page, message, row or member of a reading: the stretch ``[start, end)`` of its text.

    ``start == end`` is allowed: a page without text is still a page. ``speaker`` and ``stated_date`` are set where this
    part states its own (a message's sender and date), else ``None``.
    """

    kind: PartKind
    number: int
    label: str
    start: int
    end: int
    speaker: str | None = None
    stated_date: Period | None = None

    def __post_init__(self) -> None:
        """Refuse a backward stretch and a number below 1."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a stretch: [{self.start}, {self.end})")
        if self.number < 1:
            raise ValueError("parts count from 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Something the material states about itself: a title, an author, a device's clock.

    ``passage`` is where it stands in the reading's text, ``None`` where the value stands only in the format's metadata.
    """

    key: str
    value: str
    passage: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The text of an exhibit, or one volume of it where the whole is too long to hold.

    ``offset`` is where this volume's text begins in the whole, in code points; the first and usually only volume has
    ``volume == 1`` and ``offset == 0``. All passages count in the whole. ``encoding`` is the character encoding found
    (``None`` where the format fixes it), ``language`` an ISO 639-1 code (``None`` where too little text was there to
    tell). ``title``, ``publisher``, ``author`` and ``stated_date`` are what the material says of itself.
    """

    exhibit: ExhibitId
    reader: str
    reader_version: str
    text: str
    parts: tuple[Part, ...]
    genre: Genre
    volume: int = 1
    offset: int = 0
    encoding: str | None = None
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    stated_date: Period | None = None
    declared: tuple[Declared, ...] = ()

    def __post_init__(self) -> None:
        """Demand that every part lies inside the text, and that the first volume begins it."""
        if self.volume < 1 or self.offset < 0 or (self.volume == 1 and self.offset != 0):
            raise ValueError(f"volume {self.volume} does not begin at {self.offset}")
        end = self.offset + len(self.text)
        for part in self.parts:
            if part.start < self.offset or part.end > end:
                raise ValueError(f"part {part.label!r} lies outside [{self.offset}, {end})")

    def words(self, passage: Passage) -> str:
        """Give the exact words of ``passage``.

        Raises:
            ValueError: When the passage lies in another exhibit or outside this volume.
        """
        start, end = passage.start - self.offset, passage.end - self.offset
        if passage.exhibit != self.exhibit or start < 0 or end > len(self.text):
            raise ValueError(f"{passage} lies outside volume {self.volume} of {self.exhibit}")
        return self.text[start:end]
