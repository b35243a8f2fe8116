"""The room: everyone converges, and what is called saved is committed."""

import asyncio
from collections.abc import Callable, Sequence

import pytest
from pycrdt import Text, merge_updates

from headwater.canvas import store
from headwater.canvas.canvas import Canvas
from headwater.canvas.document import Shown
from headwater.canvas.edits import replace_text, show
from headwater.canvas.log import Log
from headwater.canvas.rooms import Rooms
from headwater.canvas.store import Update
from headwater.platform.database import Database
from tests.canvas.peers import Tab, Wire, plain

NewTab = Callable[[], Tab]


async def test_what_one_tab_does_the_other_sees(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        one.add("n1", title="Image 1")
        await other.until(lambda: "n1" in other.document.nodes)
        assert other.plain() == one.plain() == plain(room.document)


async def test_work_done_offline_joins_later_and_nothing_is_lost(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        one.add("n1", prompt=Text("a cat"))
        one.add("n2")
        await other.until(lambda: "n2" in other.document.nodes)
        await one.leave()
        with one.edit() as document:
            document.nodes["n1"]["prompt"].insert(5, " asleep")
            del document.nodes["n2"]
        with other.edit() as document:
            document.nodes["n1"]["prompt"].insert(0, "a photo of ")
            document.nodes["n2"]["x"] = 50
        await other.settled()
        await one.join(room)
        await other.until(lambda: "n2" not in other.document.nodes)
        assert other.document.node("n1") == one.document.node("n1") == room.document.node("n1")
        assert str(one.document.nodes["n1"]["prompt"]) == "a photo of a cat asleep"


async def test_everything_committed_is_there_after_the_room_was_closed(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab
) -> None:
    one = await tab().join(await rooms.get(canvas.id))
    for number in range(20):
        one.add(f"n{number}")
    await one.settled()
    await rooms.close()
    again = Rooms(database)
    assert plain((await again.get(canvas.id)).document) == one.plain()
    await again.close()


async def test_an_edit_is_acknowledged_only_after_its_commit(canvas: Canvas, database: Database, tab: NewTab) -> None:
    rooms = Rooms(database, log=HeldLog)
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        log = HeldLog.last
        log.free.clear()
        one.add("n1")
        await other.until(lambda: "n1" in other.document.nodes)
        await log.reached.wait()
        assert one.saved < one.sent
        async with database.read() as view:
            assert len(await store.updates_after(view, canvas.id, 0)) == 1
        log.free.set()
        await one.settled()
        async with database.read() as view:
            assert len(await store.updates_after(view, canvas.id, 0)) == 2
    await rooms.close()


async def test_an_edit_that_comes_during_a_commit_waits_for_the_next(
    canvas: Canvas, database: Database, tab: NewTab
) -> None:
    rooms = Rooms(database, log=HeldLog)
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        log = HeldLog.last
        log.free.clear()
        one.add("n1")
        await log.reached.wait()
        log.reached.clear()
        one.add("n2")
        log.free.set()
        await log.reached.wait()
        await one.settled()
        assert [len(batch) for batch in log.batches] == [1, 1]
    await rooms.close()


async def test_the_studios_edit_is_relayed_and_committed_when_it_returns(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab
) -> None:
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        one.add("n1", kind="text", text=Text("old"))
        await one.settled()
        shown = Shown("take")
        assert await room.edit(lambda document: replace_text(document, "n1", "new") and show(document, "n1", shown))
        async with database.read() as view:
            log = await store.updates_after(view, canvas.id, 0)
        assert one.updates[-1] == log[-1]
        await one.until(lambda: one.document.node("n1") == room.document.node("n1"))
        node = one.document.node("n1")
        assert node
        assert (node.text, node.shown) == ("new", shown)


async def test_an_edit_of_the_studio_that_fails_leaves_nothing(canvas: Canvas, rooms: Rooms) -> None:
    def fails(document: object) -> None:
        room.document.meta["half"] = 1
        raise KeyError

    async with rooms.open(canvas.id) as room:
        before = plain(room.document)
        with pytest.raises(KeyError):
            await room.edit(fails)
        assert plain(room.document) == before


async def test_who_made_an_edit_is_kept(canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        one.add("n1")
        await one.settled()
        await room.edit(lambda document: show(document, "n1", Shown("take")))
    async with database.read() as view:
        rows = (await view.execute(store.document_updates.select().order_by(store.document_updates.c.seq))).all()
    assert [row.account for row in rows] == [None, canvas.account, None]
    assert all(row.at >= canvas.created for row in rows)


async def test_a_tab_that_comes_back_with_nothing_new_adds_nothing_to_the_log(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab
) -> None:
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        for number in range(30):
            (one if number % 2 else other).add(f"n{number}", prompt=Text("words"))
        await one.settled()
        await other.settled()
        with one.edit() as document:
            for number in range(0, 30, 3):
                del document.nodes[f"n{number}"]
            del document.nodes["n1"]["prompt"][1:3]
        await one.settled()
        with other.edit() as document:
            document.nodes["n5"]["x"] = 3
            del document.nodes["n7"]["prompt"][1:3]
        await other.settled()
        async with database.read() as view:
            before = await store.updates_after(view, canvas.id, 0)
        for _ in range(3):
            await one.leave()
            await one.join(room)
            await other.leave()
            await other.join(room)
        async with database.read() as view:
            assert await store.updates_after(view, canvas.id, 0) == before


async def test_a_new_tab_is_answered_with_the_bytes_that_came_in(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab
) -> None:
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        one.add("n1", prompt=Text("words"))
        with one.edit() as document:
            del document.nodes["n1"]["prompt"][0:2]
        await one.settled()
        wire = Wire()
        serving = asyncio.create_task(room.serve(wire, canvas.account))
        await wire.to_tab.get()
        wire.to_room.put_nowait(b"\x00\x00\x01\x00")
        answer = await wire.to_tab.get()
        wire.to_room.put_nowait(None)
        await serving
    async with database.read() as view:
        log = await store.updates_after(view, canvas.id, 0)
    assert answer
    assert answer.endswith(merge_updates(*log))


async def test_edits_that_cannot_be_written_close_the_room_and_are_sent_again(
    canvas: Canvas, database: Database, tab: NewTab
) -> None:
    rooms = Rooms(database, log=HeldLog)
    one = await tab().join(await rooms.get(canvas.id))
    HeldLog.last.error = OSError("disk full")
    one.add("n1")
    assert await one.wire.closed == 1011
    assert one.saved < one.sent
    await one.leave()
    HeldLog.last.error = None
    room = await rooms.get(canvas.id)
    await one.join(room)
    assert "n1" in room.document.nodes
    await rooms.close()


class HeldLog(Log):
    """A log whose commits can be held back, or fail."""

    last: "HeldLog"

    def __init__(self, database: Database, canvas: str) -> None:
        super().__init__(database, canvas)
        HeldLog.last = self
        self.free, self.reached = asyncio.Event(), asyncio.Event()
        self.free.set()
        self.error: Exception | None = None
        self.batches: list[list[bytes]] = []

    async def write(self, batch: Sequence[Update], state: bytes | None) -> None:
        self.reached.set()
        await self.free.wait()
        if self.error:
            raise self.error
        self.batches.append([update.data for update in batch])
        await super().write(batch, state)
