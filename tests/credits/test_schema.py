"""The tables that the migrations make are the ones that the store works with, triggers and all."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert
from sqlalchemy.exc import IntegrityError

from headwater.accounts.account import Account
from headwater.credits import store
from headwater.platform.database import Database, metadata

FACTS = {
    "credit_grants": {"id": "grant", "account": "?", "amount": 1, "what": "", "created": 0},
    "credit_holds": {"generation": "generation", "account": "?", "amount": 0, "what": "", "created": 0},
    "credit_settlements": {"generation": "held", "reason": "failed", "created": 0},
}


def _made(file: str) -> list[tuple[str, str]]:
    query = "SELECT name, sql FROM sqlite_master WHERE tbl_name LIKE 'credit%' AND type <> 'trigger' ORDER BY name"
    with sqlite3.connect(file) as connection:
        rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def test_the_migration_makes_the_tables_of_the_store(database: Database, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'expected.db'}")
    metadata.create_all(engine)
    engine.dispose()
    migrated = _made(str(tmp_path / "studio.db"))
    assert migrated == _made(str(tmp_path / "expected.db"))
    assert {name for name, _ in migrated} >= {"credit_grants", "credit_holds", "credit_settlements", "credit_entries"}


async def test_the_migration_makes_the_triggers(database: Database) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'credit%' ORDER BY name"
    async with database.read() as view:
        names = list((await view.exec_driver_sql(query)).scalars())
    assert names == [
        "credit_entries_no_delete",
        "credit_entries_no_update",
        "credit_grants_move",
        "credit_grants_no_update",
        "credit_holds_covered",
        "credit_holds_move",
        "credit_holds_no_update",
        "credit_settlements_move",
        "credit_settlements_no_update",
    ]


@pytest.mark.parametrize(("table", "column"), [(table, column) for table, fact in FACTS.items() for column in fact])
async def test_a_fact_leaves_nothing_out(database: Database, ann: Account, table: str, column: str) -> None:
    fact = {key: ann.id if value == "?" else value for key, value in FACTS[table].items()}
    async with database.write() as transaction:
        await store.hold(transaction, ann.id, "held", 0, "")
    with pytest.raises(IntegrityError):
        async with database.write() as transaction:
            await transaction.execute(insert(metadata.tables[table]).values({**fact, column: None}))
    async with database.write() as transaction:
        await transaction.execute(insert(metadata.tables[table]).values(fact))


async def test_every_connection_keeps_what_the_ledger_relies_on(database: Database) -> None:
    async with database.write() as transaction:
        for pragma in ("foreign_keys", "recursive_triggers"):
            assert (await transaction.exec_driver_sql(f"PRAGMA {pragma}")).scalar() == 1
