"""A canvas with an owner, and the rooms of its studio."""

from collections.abc import AsyncIterator, Callable

import pytest

from headwater.accounts import store as accounts
from headwater.canvas import store
from headwater.canvas.canvas import Canvas
from headwater.canvas.rooms import Rooms
from headwater.platform.database import Database
from tests.canvas.peers import Tab


@pytest.fixture
async def canvas(database: Database) -> Canvas:
    """An empty canvas of a new account."""
    async with database.write() as transaction:
        account = await accounts.create(transaction, "Owner")
        return await store.create(transaction, account.id, "A film")


@pytest.fixture
async def rooms(database: Database) -> AsyncIterator[Rooms]:
    """The rooms of a studio."""
    rooms = Rooms(database)
    yield rooms
    await rooms.close()


@pytest.fixture
async def tab(canvas: Canvas) -> AsyncIterator[Callable[[], Tab]]:
    """Makes tabs of the canvas's owner, and closes those that are still connected."""
    tabs: list[Tab] = []

    def new() -> Tab:
        tabs.append(Tab(canvas.account))
        return tabs[-1]

    yield new
    for one in tabs:
        await one.leave()
