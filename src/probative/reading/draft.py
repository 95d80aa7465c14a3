"""A reading while it is being written down, volume by volume."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from probative.model.anchors import Passage
from probative.model.exhibits import Exhibit
from probative.model.periods import Period
from probative.model.readings import Declared, Genre, Part, PartKind, Reading
from probative.reading.masthead import Masthead
from probative.reading.soundness import sound
from probative.reading.tongue import tongue_of

PARTS_LIMIT: Final = 100_000
"""Parts a volume holds at most: a table of one-letter rows must not fill the memory with parts (about 350 B each)."""


class Draft:
    """The text of one exhibit as it grows; gives a reading whenever a volume is full, and the last one at the end.

    Positions count in the whole, across volumes, so a part may be made before it is added: its text will begin at
    ``position``. What the exhibit states about itself is set on the draft and stands in every later volume.
    """

    def __init__(self, exhibit: Exhibit, *, reader: str, version: str, genre: Genre, limit: int) -> None:
        if limit < 1:
            raise ValueError(f"a volume holds at least one code point, not {limit}")
        self.exhibit = exhibit
        self.genre = genre
        self.encoding: str | None = None
        self.title: str | None = None
        self.publisher: str | None = None
        self.author: str | None = None
        self.stated_date: Period | None = None
        self.language: str | None = None
        self.declared: list[Declared] = []
        self._reader = reader
        self._version = version
        self._limit = limit
        self._volume = 1
        self._offset = 0
        self._length = 0
        self._pieces: list[str] = []
        self._parts: list[Part] = []
        self._open: Part | None = None
        self._open_at = 0

    @property
    def position(self) -> int:
        """Where the next text begins, in code points of the whole."""
        return self._offset + self._length

    def declare(self, key: str, value: str, start: int | None = None) -> None:
        """Note what the material states about itself.

        Args:
            key: One lower-case word.
            value: As stated; where ``start`` is given, exactly the words that stand there. Empty values are not noted.
            start: Where they stand in the text, if they do.
        """
        value = sound(value)
        if not value:
            return
        passage = None
        if start is not None:
            passage = Passage(exhibit=self.exhibit.id, start=start, end=start + len(value))
        self.declared.append(Declared(key=key, value=value, passage=passage))

    def take(self, masthead: Masthead, text: str) -> None:
        """Set what ``text``, about to be added, says of itself."""
        self.title, self.author = masthead.title, masthead.author
        self.publisher, self.stated_date = masthead.publisher, masthead.stated_date
        for key, start, end in masthead.stated:
            self.declare(key, text[start:end], self.position + start)

    def part(self, kind: PartKind, number: int, label: str, start: int, end: int) -> Part:
        """Make a part whose label holds nothing that cannot be stored."""
        return Part(kind=kind, number=number, label=sound(label), start=start, end=end)

    def open(self, kind: PartKind, number: int, label: str) -> None:
        """Begin a part that lasts until ``close``, over as many volumes as it takes."""
        self._open = self.part(kind, number, label, self.position, self.position)
        self._open_at = len(self._parts)

    def close(self) -> None:
        """End the part that ``open`` began."""
        if self._open is not None:
            self._parts.insert(self._open_at, replace(self._open, end=self.position))
            self._open = None

    def add(
        self, text: str, parts: Sequence[Part] = (), end: str = "\n", *, is_sound: bool = False
    ) -> Iterator[Reading]:
        """Add text that begins at ``position``, and give the volumes that it fills.

        Args:
            text: What to add.
            parts: Its parts, sorted, with positions in the whole.
            end: What separates it from the text after it; belongs to no part.
            is_sound: That it holds no NUL and no lone surrogate; otherwise it is looked through.

        Yields:
            The volumes that are complete. A volume is cut before a text that does not fit; a text longer than a whole
            volume is cut at line ends, and a part that lies across the cut stands in both volumes under one number.
        """
        if self._length and (self._length + len(text) > self._limit or len(self._parts) + len(parts) > PARTS_LIMIT):
            yield self._turn()
        if not is_sound:
            text = sound(text)
        if len(text) > self._limit:
            yield from self._add_long(text + end, parts)
            return
        self._parts.extend(parts)
        self._pieces.append(text)
        self._pieces.append(end)
        self._length += len(text) + len(end)

    def finish(self) -> Iterator[Reading]:
        """Give the last volume; the only one, and perhaps without text, where nothing filled a volume."""
        self.close()
        if self._length or self._volume == 1 or self._parts:
            yield self._turn()

    def _add_long(self, text: str, parts: Sequence[Part]) -> Iterator[Reading]:
        base = self.position
        begin = 0
        waiting = list(reversed(parts))
        while begin < len(text):
            cut = min(begin + self._limit, len(text))
            if cut < len(text):
                line_end = text.rfind("\n", begin, cut) + 1
                cut = line_end if line_end > begin else cut
            upto = base + cut
            carried: list[Part] = []
            while waiting and waiting[-1].start < upto:
                part = waiting.pop()
                if part.end > upto:
                    carried.append(replace(part, start=upto))
                    part = replace(part, end=upto)
                self._parts.append(part)
            waiting.extend(reversed(carried))
            self._pieces.append(text[begin:cut])
            self._length += cut - begin
            begin = cut
            if begin < len(text):
                yield self._turn()
        self._parts.extend(reversed(waiting))

    def _turn(self) -> Reading:
        opened = self._open
        self.close()
        text = "".join(self._pieces)
        end = self._offset + len(text)
        reading = Reading(
            exhibit=self.exhibit.id,
            reader=self._reader,
            reader_version=self._version,
            text=text,
            parts=tuple(self._parts),
            genre=self.genre,
            volume=self._volume,
            offset=self._offset,
            encoding=self.encoding,
            language=self._tongue(text),
            title=self.title,
            publisher=self.publisher,
            author=self.author,
            stated_date=self.stated_date,
            declared=tuple(self._within(declared, end) for declared in self.declared),
        )
        self._pieces, self._parts = [], []
        self._volume += 1
        self._offset, self._length = end, 0
        if opened is not None:
            self._open = replace(opened, start=end, end=end)
            self._open_at = 0
        return reading

    def _tongue(self, text: str) -> str | None:
        """The language of a volume; nobody speaks in the names and numbers of a container or a device."""
        if self.genre in (Genre.CONTAINER, Genre.DEVICE):
            return None
        return self.language or tongue_of(text)

    def _within(self, declared: Declared, end: int) -> Declared:
        passage = declared.passage
        if passage is None or (passage.start >= self._offset and passage.end <= end):
            return declared
        return replace(declared, passage=None)
