"""What is wrong with an index at rest."""

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from probative.base.identifiers import identifier
from probative.store.sqlite.rows import VOLUME_BITS
from probative.store.sqlite.tables import SEARCH

_STORED = "SELECT number FROM reading"
_SEARCHED = f"SELECT id FROM {SEARCH}_docsize"  # noqa: S608 - a constant


def findings(connection: Connection) -> tuple[str, ...]:
    """Check every page's HMAC, every tree and that each reading can be found; give what does not hold, in words.

    SQLCipher keeps an HMAC over each page, its number and the bytes that hold it, so a flipped bit in a page that is in
    use, in one that is free, or in the HMAC itself is found. An older copy of the *whole* file holds by itself: that it
    is behind shows only against the ledger.

    Source: SQLCipher design, "cipher_integrity_check"; sqlite.org/pragma.html, "integrity_check".
    """
    # What stands in the write-ahead log is not in the file yet, and only the file's pages are checked.
    _asked(connection, "PRAGMA wal_checkpoint(PASSIVE)")
    found = [*_asked(connection, "PRAGMA cipher_integrity_check")]
    found += [line for line in _asked(connection, "PRAGMA integrity_check") if line != "ok"]
    if not found:
        found += [f"{_volume(line)} cannot be searched" for line in _asked(connection, f"{_STORED} EXCEPT {_SEARCHED}")]
        found += [
            f"{_volume(line)} is searched but gone" for line in _asked(connection, f"{_SEARCHED} EXCEPT {_STORED}")
        ]
    return tuple(found)


def _asked(connection: Connection, statement: str) -> list[str]:
    try:
        rows = connection.exec_driver_sql(statement).all()
    except DBAPIError as error:
        return [str(error.orig)]
    return [line for row in rows for line in str(row[0]).splitlines()]


def _volume(number: str) -> str:
    exhibit, volume = int(number) >> VOLUME_BITS, int(number) & ((1 << VOLUME_BITS) - 1)
    return f"volume {volume} of {identifier('E', exhibit)}"
