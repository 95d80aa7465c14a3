"""Who speaks where nobody is named: the publisher, the witness, the sender, the issuer, the author or the device."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from probative.model.claims import Hop, Role, SourceKind
from probative.model.exhibits import Exhibit
from probative.model.readings import Genre, Part, PartKind, Reading

UNKNOWN: Final = {
    Genre.PUBLICATION: "unknown publisher",
    Genre.TESTIMONY: "unknown witness",
    Genre.MAIL: "unknown sender",
    Genre.TABLE: "unknown issuer",
    Genre.DOCUMENT: "unknown author",
    Genre.DEVICE: "unknown device",
}
"""What a voice is called that neither the material nor the person who added it names."""

_DEEPEST: Final = 8
"""Parts inside one another at most: an archive, a mail, its words."""
_SINGLE: Final = frozenset((Genre.TESTIMONY, Genre.MAIL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The speaker of everything that nobody else is said to say.

    ``sent_on_by`` passed the words on: who forwarded a mail.
    """

    name: str
    kind: SourceKind
    genre: Genre
    sent_on_by: "Voice | None" = None

    @property
    def passed_on(self) -> tuple[Hop, ...]:
        """The hop of whoever sent the words on; none where nobody did or the same one wrote them."""
        sender = self.sent_on_by
        return () if sender is None or sender.name == self.name else (sender.as_channel(),)

    def as_origin(self) -> Hop:
        """Give its hop where it is itself the one who could know."""
        return Hop(source=self.name, kind=self.kind, role=Role.ORIGIN, number=self._number)

    def as_channel(self) -> Hop:
        """Give its hop where it passes on what others said: a publisher last, anybody else as a relay."""
        role = Role.PUBLISHER if self.genre is Genre.PUBLICATION else Role.RELAY
        return Hop(source=self.name, kind=self.kind, role=role, number=self._number)

    @property
    def _number(self) -> int | None:
        return 1 if self.genre in _SINGLE else None


class Around:
    """Finds the smallest of some parts around a place, however many there are."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = sorted(parts, key=lambda part: (part.start, -part.end))
        self._starts = [part.start for part in self._parts]

    def __call__(self, place: int) -> Part | None:
        """Give the smallest part that holds ``place``: of those that do, the one that begins last."""
        last = bisect_right(self._starts, place)
        near = (self._parts[index] for index in range(last - 1, max(-1, last - 1 - _DEEPEST), -1))
        return next((part for part in near if place < part.end), None)


def speaking_parts(reading: Reading) -> Around:
    """Give the parts that name their speaker."""
    return Around(part for part in reading.parts if part.speaker)


def voice_of(reading: Reading, exhibit: Exhibit, part: Part | None) -> Voice:
    """Say who speaks in a reading.

    What the person who added the exhibit said about its publisher comes first, then what the material says itself.

    Args:
        reading: The text; its genre decides what kind of speaker is meant.
        exhibit: Where it comes from.
        part: The smallest part around the place that names its speaker, so that each mail has its own sender.

    Source: DESIGN.md section 4, first paragraph.
    """
    spoken = part.speaker if part is not None else None
    named = {
        Genre.PUBLICATION: (exhibit.publisher, reading.publisher),
        Genre.TESTIMONY: (spoken, reading.author),
        Genre.MAIL: (spoken, reading.author),
        Genre.TABLE: (spoken, reading.publisher, exhibit.publisher, reading.author),
        Genre.DOCUMENT: (spoken, reading.author, reading.publisher, exhibit.publisher),
        Genre.DEVICE: (spoken, reading.author),
    }.get(reading.genre, ())
    name = next((one for one in named if one and one.strip()), "")
    if reading.genre is Genre.PUBLICATION:
        return Voice(name=name or UNKNOWN[reading.genre], kind=SourceKind.PUBLISHER, genre=reading.genre)
    kind = SourceKind.NAMED if name else SourceKind.DESCRIBED
    return Voice(name=name or UNKNOWN.get(reading.genre, "unknown speaker"), kind=kind, genre=reading.genre)


def silent_parts(reading: Reading) -> tuple[Part, ...]:
    """Give the parts in which nobody makes a claim in sentences: a mail's headers and list of attachments."""
    if reading.genre is Genre.DEVICE:
        return ()
    return tuple(part for part in reading.parts if part.kind in (PartKind.HEADER, PartKind.METADATA, PartKind.MEMBER))
