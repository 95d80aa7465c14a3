"""A store that lives as long as the process: for tests, for filters, for cases that fit in memory."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from probative.base import canonical
from probative.base.digest import Digest
from probative.base.identifiers import ExhibitId
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.readings import Reading
from probative.store import codec
from probative.store.exports import note_line, record_line
from probative.store.hits import hit_in
from probative.store.kinds import KINDS, Key, Kind, Rank, V, Value, key_of, letter_of, rank_of, refuse_unknown
from probative.store.ports import Hit
from probative.store.query import Phrase, Query, parse_query
from probative.store.terms import terms

K = TypeVar("K")
T = TypeVar("T")


class MemoryStore:
    """A ``Store`` in plain dictionaries. Values are kept as canonical bytes, as on disk, so nothing is shared."""

    def __init__(self) -> None:
        self._bodies: dict[Kind, dict[Rank, bytes]] = {kind: {} for kind in KINDS}
        self._terms: dict[Rank, str] = {}
        self._notes: dict[str, str] = {}
        self._undo: list[Callable[[], None]] = []
        self._depth = 0

    def put(self, values: Iterable[Value]) -> None:
        """Insert or replace; see ``Store.put``."""
        with self.transaction():
            for value in values:
                rank = rank_of(type(value), key_of(value))
                self._set(self._bodies[type(value)], rank, codec.encode(value))
                if isinstance(value, Reading):
                    self._set(self._terms, rank, _joined(terms(value.text)))

    def get(self, kind: type[V], key: Key) -> V | None:
        """Give one value; see ``Store.get``."""
        rank = rank_of(kind, key)
        body = self._bodies[kind].get(rank)
        return None if body is None else codec.decode(kind, body)

    def all(self, kind: type[V]) -> Iterator[V]:
        """Yield every value of a kind; see ``Store.all``."""
        refuse_unknown(kind)
        return self._those(kind, lambda _: True)

    def bodies(self, kind: type[Value]) -> Iterator[bytes]:
        """Yield the bytes of every value of a kind; see ``Store.bodies``."""
        refuse_unknown(kind)
        held = self._bodies[kind]
        return (held[rank] for rank in sorted(held))

    def count(self, kind: type[Value]) -> int:
        """Give how many there are."""
        refuse_unknown(kind)
        return len(self._bodies[kind])

    def remove(self, kind: type[Value], keys: Iterable[Key]) -> None:
        """Remove some; see ``Store.remove``."""
        with self.transaction():
            for key in keys:
                self._drop(kind, rank_of(kind, key))

    def clear(self, kind: type[Value]) -> None:
        """Remove all of a kind."""
        refuse_unknown(kind)
        with self.transaction():
            for rank in list(self._bodies[kind]):
                self._drop(kind, rank)

    def readings(self, exhibit: ExhibitId) -> Iterator[Reading]:
        """Yield an exhibit's volumes, in order."""
        number = rank_of(Exhibit, exhibit)[0]
        return self._those(Reading, lambda rank: rank[0] == number)

    def claims_of(self, exhibit: ExhibitId) -> Iterator[Claim]:
        """Yield an exhibit's claims, by number."""
        rank_of(Exhibit, exhibit)
        return (claim for claim in self.all(Claim) if claim.exhibit == exhibit)

    def by_digest(self, digest: Digest) -> Exhibit | None:
        """Give the lowest-numbered exhibit with these bytes, or ``None``."""
        return next((exhibit for exhibit in self.all(Exhibit) if exhibit.digest == digest), None)

    def highest(self, kind: type[Value]) -> int:
        """Give the highest number in use, 0 when there is none."""
        letter_of(kind)
        return max((cast("int", rank[0]) for rank in self._bodies[kind]), default=0)

    def set_note(self, key: str, value: str) -> None:
        """Keep a small string."""
        canonical.encode([key, value])
        with self.transaction():
            self._set(self._notes, key, value)

    def note(self, key: str) -> str | None:
        """Give a small string, or ``None``."""
        return self._notes.get(key)

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """Find words in readings; see ``Store.search``."""
        if limit < 0 or offset < 0:
            raise ValueError("limit and offset are 0 or more")
        parsed = parse_query(query)
        found = [rank for rank in sorted(self._terms) if _answers(self._terms[rank], parsed)]
        return tuple(hit_in(self._reading(rank), parsed.wanted) for rank in found[offset : offset + limit])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make the changes inside together; see ``Store.transaction``."""
        mark = len(self._undo)
        self._depth += 1
        try:
            yield
        except BaseException:
            while len(self._undo) > mark:
                self._undo.pop()()
            raise
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._undo.clear()

    def export(self) -> Iterator[bytes]:
        """Yield everything as canonical lines; see ``Store.export``."""
        for kind in KINDS:
            for rank in sorted(self._bodies[kind]):
                yield record_line(kind, self._bodies[kind][rank])
        for key in sorted(self._notes):
            yield note_line(key, self._notes[key])

    def sound(self) -> tuple[str, ...]:
        """Give nothing: there are no bytes at rest."""
        return ()

    def close(self) -> None:
        """Do nothing: it goes with the process."""

    def _those(self, kind: type[V], chosen: Callable[[Rank], bool]) -> Iterator[V]:
        for rank in sorted(rank for rank in self._bodies[kind] if chosen(rank)):
            body = self._bodies[kind].get(rank)
            if body is not None:
                yield codec.decode(kind, body)

    def _reading(self, rank: Rank) -> Reading:
        return codec.decode(Reading, self._bodies[Reading][rank])

    def _set(self, table: dict[K, T], key: K, value: T) -> None:
        if key in table:
            before = table[key]
            self._undo.append(lambda: table.__setitem__(key, before))
        else:
            self._undo.append(lambda: table.__delitem__(key))
        table[key] = value

    def _drop(self, kind: Kind, rank: Rank) -> None:
        tables: list[dict[Rank, bytes] | dict[Rank, str]] = [self._bodies[kind]]
        if kind is Reading:
            tables.append(self._terms)
        for table in tables:
            self._take_out(cast("dict[Rank, object]", table), rank)

    def _take_out(self, table: dict[Rank, object], rank: Rank) -> None:
        if rank in table:
            before = table.pop(rank)
            self._undo.append(lambda: table.__setitem__(rank, before))


def _joined(found: Iterable[str]) -> str:
    return f" {' '.join(found)} "


def _answers(joined: str, query: Query) -> bool:
    def stands(phrase: Phrase) -> bool:
        return _joined(phrase) in joined

    return bool(query.wanted) and all(map(stands, query.wanted)) and not any(map(stands, query.unwanted))
