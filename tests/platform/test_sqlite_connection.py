"""A transaction on SQLite begins with its first statement, and whatever breaks it off leaves nothing open."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from headwater.platform.database import Database, sqlite_url

SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT count(*) FROM n"
ADD, COUNT = text("INSERT INTO things VALUES (1)"), text("SELECT count(*) FROM things")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(sqlite_url(tmp_path / "things.db"))
    async with database.write() as tx:
        await tx.execute(text("CREATE TABLE things (id INTEGER)"))
    yield database
    await database.close()


async def count(database: Database) -> int:
    async with database.read() as view:
        return int((await view.execute(COUNT)).scalar_one())


async def test_what_fails_is_undone_whole(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as tx:
            await tx.execute(ADD)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await count(database) == 0


async def test_a_view_stays_as_it_was_when_it_was_first_read(database: Database) -> None:
    async with database.read() as view:
        before = (await view.execute(COUNT)).scalar_one()
        async with database.write() as tx:
            await tx.execute(ADD)
        assert (await view.execute(COUNT)).scalar_one() == before
    assert await count(database) == before + 1


async def test_a_writer_that_wrote_nothing_leaves_the_next_one_free(database: Database) -> None:
    async with database.write():
        pass
    async with database.write() as tx:
        await tx.execute(ADD)
    assert await count(database) == 1


@pytest.mark.parametrize("turns", range(1, 4))
async def test_who_is_cancelled_at_any_moment_leaves_nothing_open(database: Database, turns: int) -> None:
    async def write() -> None:
        async with database.write() as tx:
            await tx.execute(ADD)
            await tx.execute(text(SLOW))
            await tx.execute(ADD)

    for turn in range(12):
        writing = asyncio.create_task(write())
        for _ in range(turn * turns):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        before = await count(database)
        async with database.write() as tx:
            await tx.execute(ADD)
        assert await count(database) == before + 1
    assert await count(database) == 12
