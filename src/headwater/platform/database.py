"""The studio's database: one writer, many readers, and the schema at its newest version."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, event, inspect, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from headwater.platform.sqlite_connection import connect

Transaction = AsyncConnection
"""What `Database.write` gives, for those who hand it on."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every room's tables. The migrations make them; a test compares the two."""

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]
"""The version of the schema that this program needs: migrations are named by it."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=30000",
    "foreign_keys=ON",
    "recursive_triggers=ON",  # without it, INSERT OR REPLACE deletes rows behind the back of their triggers
    "temp_store=MEMORY",
)


class Database:
    """Connections to the studio's database.

    SQLite gets one writer that takes the write lock at BEGIN (a lock taken later fails at once instead of
    waiting) and a pool of readers, since WAL readers never wait for the writer. PostgreSQL gets several writers:
    what two of them must not do at once is kept apart by unique keys, by conditions of updates, and by the locks of
    the ledger.
    """

    def __init__(self, url: str) -> None:
        self.url = with_driver(url)
        self._sqlite = url.startswith("sqlite")
        self._writer = self._engine(1, "BEGIN IMMEDIATE")
        self._readers = self._engine(4, "BEGIN")

    def _engine(self, size: int, begin: str) -> AsyncEngine:
        if not self._sqlite:
            level = "READ COMMITTED" if size == 1 else "REPEATABLE READ"  # a view stays as it was when it was opened
            return create_async_engine(self.url, pool_size=size * 4, isolation_level=level)
        path = str(make_url(self.url).database)
        engine = create_async_engine(
            self.url, pool_size=size, max_overflow=0, pool_timeout=60, async_creator=partial(_connected, path)
        )
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", partial(_begin, begin))
        return engine

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A consistent view of the database; nothing can be written through it by convention of the stores."""
        async with self._readers.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: all of it is committed at the end of the block, or none of it."""
        async with self._writer.begin() as connection:
            yield connection

    async def migrate(self) -> None:
        """Bring the schema to its newest version; opening a newer one than this program knows is refused."""
        async with self._writer.begin() as connection:
            await connection.run_sync(_upgrade)

    async def close(self) -> None:
        """Give every connection back."""
        await asyncio.gather(self._writer.dispose(), self._readers.dispose())


def with_driver(url: str) -> str:
    """The URL with the one driver that there is for PostgreSQL, as people write it without; others as they are."""
    scheme, separator, rest = url.partition("://")
    server = scheme.partition("+")[0] in ("postgres", "postgresql")
    return f"postgresql+psycopg{separator}{rest}" if server else url


def sqlite_url(path: Path) -> str:
    """The URL of an SQLite database in a file."""
    return f"sqlite+aiosqlite:///{path.as_posix()}"


async def _connected(path: str) -> Any:
    return await connect(path)


def _begin(how: str, connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.begin(how)


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor: sqlite3.Cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(connection: Connection) -> None:
    """Alembic reads every migration to find that nothing is to be done, which would be a tenth of each start."""
    if _version(connection) == NEWEST:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version
