"""The studio's database: one writer, many readers, and the schema at its newest version."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

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
    waiting) and a pool of readers, since WAL readers never wait for the writer.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._sqlite = url.startswith("sqlite")
        self._writer = self._engine(1, "BEGIN IMMEDIATE")
        self._readers = self._engine(4, "BEGIN")

    def _engine(self, size: int, begin: str) -> AsyncEngine:
        if not self._sqlite:
            return create_async_engine(self.url, pool_size=size * 4)
        engine = create_async_engine(self.url, pool_size=size, max_overflow=0, pool_timeout=60)
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(begin))
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


def sqlite_url(path: Path) -> str:
    """The URL of an SQLite database in a file."""
    return f"sqlite+aiosqlite:///{path.as_posix()}"


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor: sqlite3.Cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
