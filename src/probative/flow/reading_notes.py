"""What is noted of an exhibit's reading, so that counting parts needs no text."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from probative.base import canonical
from probative.base.identifiers import ExhibitId
from probative.model.exhibits import Exhibit
from probative.model.readings import Genre, Reading
from probative.store.ports import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingNote:
    """How many parts of each kind the volumes of a reading have, what it calls itself, and what kind of utterance."""

    genre: Genre
    title: str | None
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return sum(self.kinds.values())


def noted(volumes: Iterable[Reading], earlier: ReadingNote | None = None) -> ReadingNote | None:
    """Give the note of a reading from its volumes; ``earlier`` is that of the volumes before them."""
    note = earlier
    for volume in volumes:
        kinds = Counter[str](part.kind.value for part in volume.parts)
        note = ReadingNote(
            genre=note.genre if note else volume.genre,
            title=(note.title if note else None) or volume.title,
            kinds=(note.kinds if note else Counter[str]()) + kinds,
        )
    return note


def keep_note(exhibit: str, note: ReadingNote, store: Store) -> None:
    """Keep the note of an exhibit's reading."""
    plain = {"genre": note.genre.value, "kinds": dict(note.kinds), "title": note.title}
    store.set_note(f"read:{exhibit}", canonical.encode(plain).decode())


def reading_note(exhibit: ExhibitId, store: Store) -> ReadingNote | None:
    """Give the note of an exhibit's reading, ``None`` where it could not be read."""
    noted = store.note(f"read:{exhibit}")
    if noted is None:
        return None
    plain = json.loads(noted)
    return ReadingNote(genre=Genre(plain["genre"]), title=plain["title"], kinds=Counter(plain["kinds"]))


def reading_notes(store: Store) -> Iterator[ReadingNote]:
    """Yield the note of every exhibit that could be read."""
    return (note for exhibit in store.all(Exhibit) if (note := reading_note(exhibit.id, store)) is not None)
