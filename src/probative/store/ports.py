"""What a store does, whoever drives it. Stages take a ``Store`` and never know which one.

A store holds what can be made again from ledger and vault, so nothing in it is precious: ``probative rebuild`` throws
it away and fills it anew. Drivers answer alike, down to the bytes of an export and the order of search results.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from probative.base.digest import Digest
from probative.base.identifiers import ExhibitId
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.readings import Reading
from probative.store.kinds import Key, V, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A volume of a reading in which a query was found.

    ``snippet`` is the exact words of ``passage``; ``marks`` are the matches inside it, in order, never overlapping.
    All offsets count code points of the exhibit's whole reading: a mark begins at ``mark.start - passage.start`` of
    ``snippet``.
    """

    exhibit: ExhibitId
    volume: int
    passage: Passage
    snippet: str
    marks: tuple[Passage, ...]


class Store(Protocol):
    """Records and search over one case.

    Used by one thread at a time. Iterators fetch in pages, so the store may be written to while one is open; whether it
    shows what was written meanwhile is not promised.
    """

    def put(self, values: Iterable[Value]) -> None:
        """Insert each value, or replace the one under its key. All of them or none.

        Args:
            values: Of any kinds, mixed; may be endless in size but not in time, it is taken in batches.

        Raises:
            TypeError: When a value is of no stored kind.
            ValueError: When a value has no canonical form or a key of the wrong shape.
        """
        ...

    def get(self, kind: type[V], key: Key) -> V | None:
        """Give the value of ``kind`` under ``key``, or ``None``.

        Raises:
            TypeError: When ``key`` has not the shape that ``kind`` asks for.
            ValueError: When ``key`` names another kind.
        """
        ...

    def all(self, kind: type[V]) -> Iterator[V]:
        """Yield every value of ``kind`` in the order of identifier numbers, holding few at a time.

        Readings come by exhibit and volume, derivations by derived exhibit, upstream exhibit and basis.
        """
        ...

    def bodies(self, kind: type[Value]) -> Iterator[bytes]:
        """Yield the canonical bytes of every value of ``kind``, in the order of ``all``."""
        ...

    def count(self, kind: type[Value]) -> int:
        """Give how many values of ``kind`` there are."""
        ...

    def remove(self, kind: type[Value], keys: Iterable[Key]) -> None:
        """Remove the values of ``kind`` under ``keys``; keys that are not there are passed over."""
        ...

    def clear(self, kind: type[Value]) -> None:
        """Remove every value of ``kind``."""
        ...

    def readings(self, exhibit: ExhibitId) -> Iterator[Reading]:
        """Yield the volumes of an exhibit's reading, in order; none when it has not been read."""
        ...

    def claims_of(self, exhibit: ExhibitId) -> Iterator[Claim]:
        """Yield the claims found in an exhibit, by number."""
        ...

    def by_digest(self, digest: Digest) -> Exhibit | None:
        """Give the exhibit with these bytes, the lowest-numbered if there are several, or ``None``."""
        ...

    def highest(self, kind: type[Value]) -> int:
        """Give the highest identifier number in use, 0 when there is none.

        Raises:
            TypeError: When ``kind`` carries no identifiers (readings, derivations).
        """
        ...

    def set_note(self, key: str, value: str) -> None:
        """Keep a small string beside the records: how far the ledger was applied, the report's digest."""
        ...

    def note(self, key: str) -> str | None:
        """Give the note under ``key``, or ``None``."""
        ...

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """Find the volumes of readings that hold every wanted word or phrase and no unwanted one.

        Hits come by exhibit number, then volume: an order that says nothing about weight, because a search engine's
        opinion has no place in evidence, and one that every driver can give exactly.

        Args:
            query: Words, "phrases", -exclusions, as ``query.parse_query`` reads them. Any text is allowed; a query
                without a wanted word finds nothing.
            limit: At most so many hits, 0 or more.
            offset: After passing over so many, 0 or more.

        Raises:
            ValueError: When ``limit`` or ``offset`` is below 0.
        """
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Make all changes inside the ``with`` block together; an exception leaves none of them.

        Blocks may stand inside one another: an inner one that fails takes back only its own changes.
        """
        ...

    def export(self) -> Iterator[bytes]:
        """Yield everything as lines of canonical JSON, in one fixed order: equal content, equal bytes.

        Kinds come in the order of ``kinds.KINDS``, values by ``all``'s order, notes last by key. Each line ends in a
        newline: ``{"kind":"Claim","value":{...}}`` or ``{"key":...,"kind":"note","value":...}``.
        """
        ...

    def sound(self) -> tuple[str, ...]:
        """Give what is wrong with the bytes at rest, in words; empty when nothing is. Reads everything."""
        ...

    def close(self) -> None:
        """Let go of the index. Calling it again does nothing."""
        ...
