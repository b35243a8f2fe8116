"""Every canvas has a picture of what is on it, a moment after it changed and also after a crash."""

from collections.abc import AsyncIterator
from functools import partial

import pytest

from headwater.canvas import store
from headwater.canvas.canvas import Canvas, Listed
from headwater.canvas.document import CanvasNode
from headwater.canvas.edits import add
from headwater.canvas.rooms import Rooms
from headwater.canvas.sketches import Sketches
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.kinds import Kind

NODE = CanvasNode("n1", Kind.IMAGE, x=0, y=0)


@pytest.fixture
async def sketches(database: Database) -> AsyncIterator[Sketches]:
    """A keeper that draws as soon as it can."""
    sketches = Sketches(database, Bus(), after=0)
    yield sketches
    await sketches.close()


async def listed(database: Database, canvas: Canvas) -> Listed:
    async with database.read() as view:
        return await store.listed(view, canvas.account, canvas.id)


async def edit(rooms: Rooms, canvas: Canvas, sketches: Sketches | None = None) -> None:
    room = await rooms.get(canvas.id)
    if sketches:
        room.saved = partial(sketches.saved, canvas.id, room)
    await room.edit(lambda document: add(document, [NODE], []))


async def test_what_was_saved_is_in_the_picture(
    canvas: Canvas, rooms: Rooms, database: Database, sketches: Sketches
) -> None:
    await edit(rooms, canvas, sketches)
    await sketches.close()
    found = await listed(database, canvas)
    assert (found.nodes, [node.kind for node in found.sketch.nodes]) == (1, [Kind.IMAGE])


async def test_a_new_picture_is_told_to_the_open_tabs(canvas: Canvas, rooms: Rooms, database: Database) -> None:
    bus = Bus()
    with bus.subscribe(canvas.account) as events:
        sketches = Sketches(database, bus, after=0)
        await edit(rooms, canvas, sketches)
        await sketches.close()
        event = await anext(aiter(events))
    assert event.model_dump() == {"type": "canvas", "canvas": canvas.id}


async def test_a_picture_that_a_crash_left_behind_is_drawn_at_the_next_start(
    canvas: Canvas, rooms: Rooms, database: Database, sketches: Sketches
) -> None:
    await edit(rooms, canvas)  # committed, and then the studio was killed before it drew
    assert (await listed(database, canvas)).nodes == 0
    await sketches.mend()
    assert (await listed(database, canvas)).nodes == 1


async def test_a_start_draws_nothing_that_is_drawn(canvas: Canvas, database: Database, sketches: Sketches) -> None:
    await sketches.mend()
    async with database.read() as view:
        assert await store.stale(view) == []


async def test_a_canvas_that_cannot_be_read_holds_up_no_other(
    canvas: Canvas, database: Database, sketches: Sketches, rooms: Rooms
) -> None:
    async with database.write() as transaction:
        broken = await store.create(transaction, canvas.account)
        await store.append(transaction, broken.id, [store.Update(b"\xff\xff\xff", None)])
    await edit(rooms, canvas)
    await sketches.mend()
    assert (await listed(database, canvas)).nodes == 1
