"""Brings an index up to the tables this version knows."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from probative.store.errors import IndexVersionError
from probative.store.sqlite.connection import take_back

HEAD: Final = "0001"
"""The revision this version knows; the newest file in ``migrations/versions``."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""Where alembic finds them, inside the package."""


def migrate(connection: Connection) -> None:
    """Bring the tables up to ``HEAD``; all steps or none.

    Raises:
        IndexVersionError: When the index is newer than this version.
    """
    if revision_of(connection) == HEAD:
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited for the lock.
        revision = revision_of(connection)
        if revision != HEAD:
            _upgrade(connection, revision)
    except BaseException:
        take_back(connection, "ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")


def revision_of(connection: Connection) -> str | None:
    """Give the revision of the index's tables, ``None`` for an index that has none yet."""
    named = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.exec_driver_sql(named).first() is None:
        return None
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if revision is None else str(revision)


def _upgrade(connection: Connection, revision: str | None) -> None:
    # alembic takes a fifth of a second to import: only a new or an old index pays.
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except CommandError as error:
        raise IndexVersionError(f"the index has revision {revision}, this version knows {HEAD}") from error
