"""A connection to SQLite that makes one trip to its thread for each statement, where aiosqlite makes four.

A trip costs more than most of our statements do: it wakes a thread, and that wakes the loop again. For the same reason
a transaction begins together with its first statement, and one that never began needs no end.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

import aiosqlite

Parameters = Sequence[Any]


class Statement:
    """What SQLAlchemy asks of a cursor. The rows come with the answer, and nothing is left open."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Parameters = ()) -> Self:
        """Run it, and fetch what it gives. Raises `sqlite3.Error`."""
        return await self._run(sqlite3.Connection.execute, sql, parameters)

    async def executemany(self, sql: str, parameters: Iterable[Parameters]) -> Self:
        """Run it for each. Raises `sqlite3.Error`."""
        return await self._run(sqlite3.Connection.executemany, sql, parameters)

    async def fetchall(self) -> list[Any]:
        """The rows that came."""
        return self._rows

    async def close(self) -> None:
        """Nothing is open."""

    async def _run(self, run: Any, sql: str, parameters: Any) -> Self:
        # `_execute` and `_conn` are what SQLAlchemy's own dialect uses, too: aiosqlite offers nothing else.
        connection: Any = self._connection
        with self._connection.at_work():
            await connection._execute(self._fetched, run, connection._conn, sql, parameters)
        return self

    def _fetched(self, run: Any, connection: sqlite3.Connection, sql: str, parameters: Any) -> None:
        self._connection.begin_now(connection)
        cursor: sqlite3.Cursor = run(connection, sql, parameters)
        self._rows = cursor.fetchall() if cursor.description else []
        self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
        cursor.close()


class Connection(aiosqlite.Connection):
    """One whose cursors are statements, and that begins a transaction when the first of them comes."""

    _owed: str | None = None
    """What is run before the next statement: how the transaction begins."""
    _at_rest = True
    """Whether everything that was sent to the thread is known to have run. Who is cancelled knows it not."""

    def cursor(self) -> Any:
        """A statement, not run yet."""
        return Statement(self)

    def begin(self, how: str) -> None:
        """Let a transaction begin so with the next statement."""
        self._owed = how

    def begin_now(self, connection: sqlite3.Connection) -> None:
        """In the thread, before a statement. Raises `sqlite3.Error`."""
        if self._owed:
            connection.execute(self._owed)
            self._owed = None

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While the thread has something to do; after a failure, too, nobody may be sure that it has not."""
        self._at_rest = False
        yield
        self._at_rest = True

    async def commit(self) -> None:
        """Commit what was begun. Raises `sqlite3.Error`."""
        if not self._is_idle():
            with self.at_work():
                await super().commit()

    async def rollback(self) -> None:
        """Undo what was begun. Raises `sqlite3.Error`."""
        if not self._is_idle():
            with self.at_work():
                await super().rollback()
        self._owed = None

    def _is_idle(self) -> bool:
        return self._at_rest and not self.in_transaction


def connect(path: str) -> Connection:
    """To be awaited; its thread does not keep the process alive."""
    connection = Connection(lambda: sqlite3.connect(path, check_same_thread=False), iter_chunk_size=64)
    connection._thread.daemon = True
    return connection
