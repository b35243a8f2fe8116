"""What the database keeps of canvases."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from headwater.accounts import store as accounts
from headwater.accounts.account import Account
from headwater.canvas import store
from headwater.canvas.canvas import Canvas, Place
from headwater.canvas.store import Update
from headwater.platform.database import Database, metadata
from headwater.platform.errors import NotFound

TABLES = {"canvases", "document_updates", "document_checkpoints", "places"}


@pytest.fixture
async def stranger(database: Database) -> Account:
    async with database.write() as transaction:
        return await accounts.create(transaction, "Stranger")


async def test_the_migration_makes_the_tables_that_the_store_uses(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        def ours(thing: Any, name: str | None, type_: str, *_: object) -> bool:
            return (name if type_ == "table" else thing.table.name) in TABLES

        return list(compare_metadata(MigrationContext.configure(connection, opts={"include_object": ours}), metadata))

    async with database.read() as view:
        assert await view.run_sync(differences) == []


async def test_canvases_come_the_one_edited_last_first(canvas: Canvas, database: Database) -> None:
    async with database.write() as transaction:
        other = await store.create(transaction, canvas.account)
        await transaction.execute(store.canvases.update().values(updated=1))
        await store.append(transaction, canvas.id, [Update(b"\x00\x00", canvas.account)])
        listed = await store.list_(transaction, canvas.account)
    assert [one.canvas.id for one in listed] == [canvas.id, other.id]
    assert listed[1].canvas.title == store.UNTITLED
    assert listed[0].canvas.updated >= canvas.created


async def test_a_canvas_of_another_is_not_there(canvas: Canvas, stranger: Account, database: Database) -> None:
    async with database.write() as transaction:
        assert await store.list_(transaction, stranger.id) == []
        with pytest.raises(NotFound):
            await store.get(transaction, stranger.id, canvas.id)
        with pytest.raises(NotFound):
            await store.rename(transaction, stranger.id, canvas.id, "Mine")
        assert (await store.get(transaction, canvas.account, canvas.id)).title == "A film"


async def test_each_person_keeps_a_place_of_their_own(canvas: Canvas, stranger: Account, database: Database) -> None:
    async with database.write() as transaction:
        assert await store.place(transaction, canvas.account, canvas.id) is None
        await store.keep_place(transaction, canvas.account, canvas.id, Place(1, 2, 0.5))
        await store.keep_place(transaction, stranger.id, canvas.id, Place(9, 9, 2))
        await store.keep_place(transaction, canvas.account, canvas.id, Place(-3.5, 4, 1.25))
    async with database.read() as view:
        assert await store.place(view, canvas.account, canvas.id) == Place(-3.5, 4, 1.25)
        assert await store.place(view, stranger.id, canvas.id) == Place(9, 9, 2)


async def test_every_canvas_has_an_epoch_of_its_own(canvas: Canvas, database: Database) -> None:
    async with database.write() as transaction:
        other = await store.create(transaction, canvas.account)
    assert canvas.epoch != other.epoch
