"""A ledger from before there were limits keeps all that it says, and goes on under the new rules."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event

from headwater.credits import store
from headwater.credits.ledger import Balance, Move, Reason
from headwater.credits.limits import Limits, OverLimit, day
from headwater.platform import database as platform
from headwater.platform.database import Database, sqlite_url

BEGUN = 1_790_000_000_000
"""When everything of the old ledger happened, in milliseconds since 1970."""
OLD = """
INSERT INTO accounts (id, name, created) VALUES ('ann', 'Ann', 0);
INSERT INTO generations (id, account, canvas, node, key, request, model, hash, state, price, cancelling, created)
  SELECT value, 'ann', 'pier', value, value, '{}', 'm', '', 'succeeded', 30, 0, 0 FROM json_each('["came", "going"]');
INSERT INTO credit_grants VALUES ('gift', 'ann', 100, 'A gift', 0);
INSERT INTO credit_holds VALUES ('came', 'ann', 30, 'Came', 1790000000000);
INSERT INTO credit_holds VALUES ('going', 'ann', 20, 'Going', 1790000000000);
INSERT INTO credit_holds VALUES ('nobody', 'ann', 10, 'Nobody', 1790000000000);
INSERT INTO credit_settlements VALUES ('came', 'succeeded', 0);
INSERT INTO credit_settlements VALUES ('nobody', 'swept', 0);
"""


def _upgraded(connection: Connection, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(platform.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


@pytest.fixture
async def old(tmp_path: Path) -> AsyncIterator[Database]:
    """A studio that was last opened before there were limits, opened now."""
    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", platform._prepare)
    with engine.begin() as connection:
        _upgraded(connection, "0012")
    engine.dispose()
    with sqlite3.connect(path) as before:
        before.executescript(OLD)
    before.close()
    database = Database(sqlite_url(path))
    await database.migrate()
    yield database
    await database.close()


async def test_each_old_hold_says_where_and_when_it_was_spent(old: Database) -> None:
    async with old.read() as view:
        rows = list(await view.execute(store.holds.select().order_by(store.holds.c.generation)))
    assert [(row.generation, row.canvas) for row in rows] == [("came", "pier"), ("going", "pier"), ("nobody", "")]
    assert {row.day for row in rows} == {day(BEGUN)}


async def test_what_an_old_ledger_says_stays_true(old: Database) -> None:
    async with old.read() as view:
        assert await store.balance(view, "ann") == Balance(50, 20)
        facts, journal = await store.sums_of_facts(view, "ann"), await store.sums_of_journal(view, "ann")
        entries = await store.entries(view, "ann")
    assert facts == journal
    assert facts.balance == Balance(50, 20)
    assert {entry.returned for entry in entries} == {0}


async def test_what_was_held_before_counts_under_a_new_limit_and_ends_as_it_should(old: Database) -> None:
    async with old.write() as transaction:
        await store.set_limits(transaction, "ann", Limits(None, {"pier": 55}))
        with pytest.raises(OverLimit):
            await store.hold(transaction, "ann", "new", 6, "New", "pier")
        await store.capture(transaction, "going", 5)
        await store.release(transaction, "nobody", Reason.SWEPT)
        await store.hold(transaction, "ann", "new", 20, "New", "pier")
        newest = (await store.entries(transaction, "ann"))[1]
    assert (newest.move, newest.amount, newest.returned) == (Move.CAPTURED, 5, 15)


async def test_an_old_ledger_is_never_edited_again(old: Database) -> None:
    for change in ("UPDATE credit_holds SET canvas = ''", "UPDATE credit_settlements SET amount = 0"):
        with pytest.raises(Exception, match="only ever added to"):
            async with old.write() as transaction:
                await transaction.exec_driver_sql(change)
