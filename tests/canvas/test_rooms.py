"""Rooms: one a canvas, as long as somebody needs it."""

import asyncio
from collections.abc import Callable

import pytest

from headwater.canvas.canvas import Canvas
from headwater.canvas.document import CanvasNode, Shown
from headwater.canvas.edits import add, show
from headwater.canvas.protocol import Close
from headwater.canvas.room import Room, RoomFailed
from headwater.canvas.rooms import Rooms
from headwater.platform.database import Database
from headwater.platform.errors import NotFound
from headwater.platform.kinds import Kind
from tests.canvas.peers import Tab

NewTab = Callable[[], Tab]


async def test_two_who_ask_at_once_get_the_same_room(canvas: Canvas, rooms: Rooms) -> None:
    one, other = await asyncio.gather(rooms.get(canvas.id), rooms.get(canvas.id))
    assert one is other
    assert len(rooms) == 1


async def test_there_is_no_room_without_a_canvas(rooms: Rooms) -> None:
    with pytest.raises(NotFound):
        await rooms.get("nothing")
    assert len(rooms) == 0


async def test_a_room_is_closed_some_time_after_the_last_has_left(canvas: Canvas, database: Database) -> None:
    rooms = Rooms(database, idle=0)
    async with rooms.open(canvas.id) as room:
        one = await Tab(canvas.account).join(room)
        one.add("n1")
        await one.leave()
        assert len(rooms) == 1
    await room.retired.wait()
    assert len(rooms) == 0
    with pytest.raises(RoomFailed):
        await room.edit(lambda document: show(document, "n1", Shown("take")))
    async with rooms.open(canvas.id) as again:
        assert again is not room
        assert "n1" in again.document.nodes
    await rooms.close()


async def test_a_room_stays_open_while_it_is_used(canvas: Canvas, database: Database) -> None:
    rooms = Rooms(database, idle=0)
    async with rooms.open(canvas.id) as room:
        await rooms.get(canvas.id)
        await room.edit(lambda document: None)
        assert await rooms.get(canvas.id) is room
    await rooms.close()


async def test_closing_sends_everyone_away_with_everything_committed(
    canvas: Canvas, database: Database, tab: NewTab
) -> None:
    rooms = Rooms(database)
    one = await tab().join(await rooms.get(canvas.id))
    other = await tab().join(await rooms.get(canvas.id))
    one.add("n1")
    await other.until(lambda: "n1" in other.document.nodes)
    await rooms.close()
    assert await one.wire.closed == await other.wire.closed == Close.SHUTDOWN
    again = Rooms(database)
    assert "n1" in (await again.get(canvas.id)).document.nodes
    await again.close()


async def test_a_room_that_opens_is_told_of_before_anybody_is_let_in(canvas: Canvas, database: Database) -> None:
    async def opened(id: str, room: Room) -> None:
        assert id == canvas.id
        await room.edit(lambda document: add(document, [CanvasNode("n1", Kind.TEXT, 0, 0)], []))

    rooms = Rooms(database, opened=opened)
    assert "n1" in (await rooms.get(canvas.id)).document.nodes
    await rooms.close()
