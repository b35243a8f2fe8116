"""The tables that the migrations make are the ones that the store works with, triggers and all."""

import re
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


def _made(file: Path) -> dict[str, set[str]]:
    """What each table and index consists of, in whichever order: a column that was added later comes last."""
    query = (
        "SELECT name, sql FROM sqlite_master WHERE tbl_name LIKE 'credit%' AND sql IS NOT NULL AND type <> 'trigger'"
    )
    with sqlite3.connect(file) as connection:
        made = {name: _parts(sql) for name, sql in connection.execute(query)}
    connection.close()
    return made


def _parts(sql: str) -> set[str]:
    """The columns and constraints of a definition, each as it is written."""
    inside = sql[sql.index("(") + 1 : sql.rindex(")")]
    return {" ".join(part.split()) for part in re.split(r",(?![^()]*\))|(?=CONSTRAINT)", inside) if part.strip()}


def test_the_migration_makes_the_tables_of_the_store(database: Database, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'expected.db'}")
    metadata.create_all(engine)
    engine.dispose()
    migrated = _made(tmp_path / "studio.db")
    assert migrated == _made(tmp_path / "expected.db")
    assert migrated.keys() >= {*FACTS, "credit_entries", "credit_limits", "ix_credit_holds_day"}
    assert (
        "CONSTRAINT ck_credit_settlements_whole CHECK (amount = CAST(amount AS BIGINT))"
        in migrated["credit_settlements"]
    )


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
        "credit_holds_within_canvas",
        "credit_holds_within_day",
        "credit_settlements_covered",
        "credit_settlements_move",
        "credit_settlements_no_update",
    ]


@pytest.mark.parametrize(("table", "column"), [(table, column) for table, fact in FACTS.items() for column in fact])
async def test_a_fact_leaves_nothing_out(database: Database, ann: Account, table: str, column: str) -> None:
    fact = {key: ann.id if value == "?" else value for key, value in FACTS[table].items()}
    async with database.write() as transaction:
        await store.hold(transaction, ann.id, "held", 0, "", "canvas")
    with pytest.raises(IntegrityError):
        async with database.write() as transaction:
            await transaction.execute(insert(metadata.tables[table]).values({**fact, column: None}))
    async with database.write() as transaction:
        await transaction.execute(insert(metadata.tables[table]).values(fact))


async def test_every_connection_keeps_what_the_ledger_relies_on(database: Database) -> None:
    async with database.write() as transaction:
        for pragma in ("foreign_keys", "recursive_triggers"):
            assert (await transaction.exec_driver_sql(f"PRAGMA {pragma}")).scalar() == 1
