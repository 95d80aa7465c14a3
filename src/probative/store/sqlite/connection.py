"""A connection to the encrypted file, and its errors turned into ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from probative.store.errors import IndexBusyError, IndexDamagedError, IndexKeyRefusedError, IndexStorageError

BUSY_SECONDS = 10
"""How long to wait for another process's write before giving up."""

_BEFORE_KEY = ("cipher_log = off",)
"""Else a wrong key writes lines to standard error."""

_AFTER_KEY = ("temp_store = MEMORY", "secure_delete = ON", "journal_mode = WAL", "synchronous = NORMAL")
"""The index is derived: after a power cut it may lag behind the ledger, and catches up from there."""

_NOT_A_DATABASE = "file is not a database"


def engine_for(path: Path, *, key: bytes) -> Engine:
    """Give the SQLAlchemy engine for the file at ``path``.

    The key goes through a ``creator`` function, never into a URL that a log or a ``repr`` could show. SQLAlchemy is
    told not to open transactions: the driver's own ``BEGIN IMMEDIATE`` takes the write lock at once, so that two
    writers wait for each other at the start and not in the middle.
    """

    def connect() -> Any:  # noqa: ANN401 - a DB-API connection; the library has no types
        connection = dbapi2.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None)
        try:
            for setting in (*_BEFORE_KEY, f"key = \"x'{key.hex()}'\"", *_AFTER_KEY):
                connection.execute(f"PRAGMA {setting}")
        except dbapi2.Error:
            connection.close()
            raise
        return connection

    return create_engine(
        "sqlite+pysqlite://", module=dbapi2, creator=connect, poolclass=NullPool, isolation_level="AUTOCOMMIT"
    )


def opened(engine: Engine) -> Connection:
    """Give a connection. Setting the journal's mode reads the first page, so the key is known to fit.

    Raises:
        KeyRefusedError: When it does not, or the first page is damaged.
        ProbativeError: As for ``failures_named``.
    """
    with failures_named():
        return engine.connect()


def take_back(connection: Connection, *acts: str) -> None:
    """Undo an open transaction. A full disk makes SQLite do it by itself, and then there is nothing left to undo."""
    if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        for act in acts:
            connection.exec_driver_sql(act)


@contextmanager
def failures_named() -> Iterator[None]:
    """Turn the library's errors into the tree of ``probative.store.errors``.

    Raises:
        IndexKeyRefusedError: For a file that the key does not open.
        IndexDamagedError: For bytes that are not what was written.
        IndexBusyError: When another process holds the write lock too long.
        IndexStorageError: When the disk refuses.
    """
    try:
        yield
    except DBAPIError as error:
        raise _named(str(error.orig)) from error


def _named(message: str) -> Exception:
    if _NOT_A_DATABASE in message:
        return IndexKeyRefusedError("the key does not open the index")
    if "malformed" in message or "corrupt" in message:
        return IndexDamagedError(f"the index is damaged: {message}")
    if "locked" in message or "busy" in message:
        return IndexBusyError("another process is writing to the index")
    return IndexStorageError(f"the index could not be read or written: {message}")
