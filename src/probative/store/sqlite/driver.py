"""The SQLCipher driver of ``Store``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, CursorResult, Executable, delete, func, insert, select, text, tuple_

from probative.base import canonical
from probative.base.digest import Digest
from probative.base.identifiers import ExhibitId
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.readings import Reading
from probative.store import codec
from probative.store.errors import IndexDamagedError
from probative.store.exports import note_line, record_line
from probative.store.hits import hit_in
from probative.store.kinds import KINDS, Key, Kind, Rank, V, Value, letter_of, rank_of, refuse_unknown
from probative.store.ports import Hit
from probative.store.query import Phrase, Query, parse_query
from probative.store.sqlite.batches import batched_by_size
from probative.store.sqlite.connection import engine_for, failures_named, opened, take_back
from probative.store.sqlite.migrate import migrate
from probative.store.sqlite.rows import Cell, reading_number, row_of, stored_rank
from probative.store.sqlite.soundness import findings
from probative.store.sqlite.tables import NOTES, RANKS, SEARCH, TABLES
from probative.store.terms import terms

PAGE_ROWS: Final = 256
"""How many records are fetched at a time..."""

PAGE_VOLUMES: Final = 4
"""...and how many volumes of readings, which may be long."""


class SqliteStore:
    """A ``Store`` in one encrypted file, held open by one connection."""

    def __init__(self, path: Path, *, key: bytes) -> None:
        self._connection = opened(engine_for(path, key=key))
        self._depth = 0
        try:
            with failures_named():
                migrate(self._connection)
        except BaseException:
            self._connection.close()
            raise

    def put(self, values: Iterable[Value]) -> None:
        """Insert or replace, in batches; see ``Store.put``."""
        with self.transaction():
            for kind, rows in batched_by_size((type(value), row_of(value), value) for value in values):
                self._run(insert(TABLES[kind]).prefix_with("OR REPLACE"), [row for row, _ in rows])
                if kind is Reading:
                    self._make_searchable((row, cast("Reading", value)) for row, value in rows)

    def get(self, kind: type[V], key: Key) -> V | None:
        """Give one value; see ``Store.get``."""
        named = _named(kind, key)
        body = self._run(select(TABLES[kind].c.body).where(*named)).scalar()
        return None if body is None else _decoded(kind, body)

    def all(self, kind: type[V]) -> Iterator[V]:
        """Yield every value of a kind, in pages; see ``Store.all``."""
        refuse_unknown(kind)
        return (_decoded(kind, body) for body in self._bodies(kind))

    def bodies(self, kind: type[Value]) -> Iterator[bytes]:
        """Yield the bytes of every value of a kind, in pages; see ``Store.bodies``."""
        refuse_unknown(kind)
        return self._bodies(kind)

    def count(self, kind: type[Value]) -> int:
        """Give how many there are."""
        refuse_unknown(kind)
        return int(self._run(select(func.count()).select_from(TABLES[kind])).scalar_one())

    def remove(self, kind: type[Value], keys: Iterable[Key]) -> None:
        """Remove some; see ``Store.remove``."""
        with self.transaction():
            for key in keys:
                self._run(delete(TABLES[kind]).where(*_named(kind, key)))
                if kind is Reading:
                    (number,) = stored_rank(kind, rank_of(kind, key))
                    self._run(text(f"DELETE FROM {SEARCH} WHERE rowid = :number"), {"number": number})  # noqa: S608 - a constant

    def clear(self, kind: type[Value]) -> None:
        """Remove all of a kind."""
        refuse_unknown(kind)
        with self.transaction():
            self._run(delete(TABLES[kind]))
            if kind is Reading:
                self._run(text(f"INSERT INTO {SEARCH}({SEARCH}) VALUES ('delete-all')"))  # noqa: S608 - a constant

    def readings(self, exhibit: ExhibitId) -> Iterator[Reading]:
        """Yield an exhibit's volumes, in order."""
        number = cast("int", rank_of(Exhibit, exhibit)[0])
        within = TABLES[Reading].c.number.between(reading_number(number, 0), reading_number(number + 1, 0) - 1)
        return (_decoded(Reading, body) for body in self._bodies(Reading, within))

    def claims_of(self, exhibit: ExhibitId) -> Iterator[Claim]:
        """Yield an exhibit's claims, by number."""
        number = rank_of(Exhibit, exhibit)[0]
        return (_decoded(Claim, body) for body in self._bodies(Claim, TABLES[Claim].c.exhibit == number))

    def by_digest(self, digest: Digest) -> Exhibit | None:
        """Give the lowest-numbered exhibit with these bytes, or ``None``."""
        table = TABLES[Exhibit]
        found = self._run(select(table.c.body).where(table.c.digest == digest).order_by(table.c.number).limit(1))
        body = found.scalar()
        return None if body is None else _decoded(Exhibit, body)

    def highest(self, kind: type[Value]) -> int:
        """Give the highest number in use, 0 when there is none."""
        letter_of(kind)
        return int(self._run(select(func.max(TABLES[kind].c.number))).scalar() or 0)

    def set_note(self, key: str, value: str) -> None:
        """Keep a small string."""
        canonical.encode([key, value])
        with self.transaction():
            self._run(insert(NOTES).prefix_with("OR REPLACE"), {"key": key, "value": value})

    def note(self, key: str) -> str | None:
        """Give a small string, or ``None``."""
        value = self._run(select(NOTES.c.value).where(NOTES.c.key == key)).scalar()
        return None if value is None else str(value)

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """Find words in readings; see ``Store.search``."""
        if limit < 0 or offset < 0:
            raise ValueError("limit and offset are 0 or more")
        parsed = parse_query(query)
        if not parsed.wanted:
            return ()
        # Rows come in the order of their numbers, so the search stops at the last one shown.
        matching = (
            f"SELECT body FROM (SELECT rowid AS found FROM {SEARCH} WHERE {SEARCH} MATCH :query"  # noqa: S608 - constants
            " ORDER BY rowid LIMIT :limit OFFSET :offset) JOIN reading ON number = found ORDER BY found"
        )
        found = self._run(text(matching), {"query": _spelled(parsed), "limit": limit, "offset": offset})
        return tuple(hit_in(_decoded(Reading, body), parsed.wanted) for (body,) in found)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make the changes inside together; see ``Store.transaction``."""
        begin, end, undo = (
            ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
            if self._depth == 0
            else (f"SAVEPOINT s{self._depth}", f"RELEASE s{self._depth}", _back_to(f"s{self._depth}"))
        )
        self._run(text(begin))
        self._depth += 1
        try:
            yield
            self._run(text(end))
        except BaseException:
            with failures_named():
                take_back(self._connection, *undo)
            raise
        finally:
            self._depth -= 1

    def export(self) -> Iterator[bytes]:
        """Yield everything as canonical lines; see ``Store.export``."""
        for kind in KINDS:
            for body in self._bodies(kind):
                yield record_line(kind, body)
        for key, value in self._run(select(NOTES.c.key, NOTES.c.value).order_by(NOTES.c.key)).all():
            yield note_line(key, value)

    def sound(self) -> tuple[str, ...]:
        """Give what is wrong with the file: pages whose HMAC fails, broken trees, unsearchable readings."""
        return findings(self._connection)

    def close(self) -> None:
        """Close the connection; the last one folds the write-ahead log into the file."""
        self._connection.close()

    def _run(
        self, statement: Executable, values: Mapping[str, Cell] | Sequence[Mapping[str, Cell]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        if self._connection.closed:
            raise ValueError("the store is closed")
        with failures_named():
            return self._connection.execute(statement, values)

    def _bodies(self, kind: Kind, *where: ColumnElement[bool]) -> Iterator[bytes]:
        """Yield bodies in the order of their ranks. Each page is a query of its own, so writing in between is safe."""
        ranks = RANKS[kind]
        rows = PAGE_VOLUMES if kind is Reading else PAGE_ROWS
        after: Rank | None = None
        while True:
            page = select(*ranks, TABLES[kind].c.body).where(*where).order_by(*ranks).limit(rows)
            if after is not None:
                page = page.where(tuple_(*ranks) > tuple_(*after) if len(ranks) > 1 else ranks[0] > after[0])
            found = self._run(page).all()
            for row in found:
                yield cast("bytes", row[-1])
            if len(found) < rows:
                return
            after = cast("Rank", tuple(found[-1][:-1]))

    def _make_searchable(self, rows: Iterable[tuple[Mapping[str, Cell], Reading]]) -> None:
        self._run(
            text(f"INSERT OR REPLACE INTO {SEARCH}(rowid, terms) VALUES (:number, :terms)"),  # noqa: S608 - a constant
            [{"number": row["number"], "terms": " ".join(terms(reading.text))} for row, reading in rows],
        )


def _decoded(kind: type[V], body: object) -> V:
    try:
        return codec.decode(kind, cast("bytes", body))
    except ValueError as error:
        raise IndexDamagedError(f"the index holds something that is {error}") from error


def _named(kind: Kind, key: Key) -> list[ColumnElement[bool]]:
    stored = stored_rank(kind, rank_of(kind, key))
    return [column == part for column, part in zip(RANKS[kind], stored, strict=True)]


def _back_to(savepoint: str) -> tuple[str, str]:
    return (f"ROLLBACK TO {savepoint}", f"RELEASE {savepoint}")


def _spelled(query: Query) -> str:
    """Spell a query for FTS5. Terms hold letters, digits and marks only, so quoting them is always enough."""

    def quoted(phrase: Phrase) -> str:
        return '"' + " ".join(phrase) + '"'

    wanted = " AND ".join(map(quoted, query.wanted))
    if not query.unwanted:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(map(quoted, query.unwanted))})"
