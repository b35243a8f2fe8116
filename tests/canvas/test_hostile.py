"""Bad bytes, too many bytes, slow readers and false names harm nobody but their sender."""

import asyncio
import random
from collections.abc import Callable

import pytest
from pycrdt import Text, write_var_uint

from headwater.canvas import store
from headwater.canvas.canvas import Canvas
from headwater.canvas.protocol import Close, Message, Step, awareness, sync
from headwater.canvas.room import Limits, Room
from headwater.canvas.rooms import Rooms
from headwater.platform.database import Database
from tests.canvas.peers import Tab, Wire, plain

NewTab = Callable[[], Tab]

BAD = {
    "nothing": b"",
    "text": b"hello",
    "an unknown message": b"\x63\x00",
    "an unknown step": b"\x00\x09\x01\x00",
    "a chunk that ends early": b"\x00\x02\x7f\x01",
    "a number without an end": b"\x00" + b"\xff" * 20,
    "an update of noise": sync(Step.UPDATE, b"\x05\xff\x00\x17"),
    "a state of noise": sync(Step.ASK, b"\xff\xff\xff"),
    "an awareness of noise": b"\x01\x03\x09\x09\x09",
    "a state that is no JSON": awareness([(1, 1, b"{")]),
}


@pytest.mark.parametrize("message", BAD.values(), ids=BAD.keys())
async def test_a_message_that_cannot_be_read_closes_its_socket_only(
    canvas: Canvas, rooms: Rooms, tab: NewTab, message: bytes
) -> None:
    async with rooms.open(canvas.id) as room:
        bad, good = await tab().join(room), await tab().join(room)
        bad.say(message)
        assert await bad.wire.closed == Close.BAD_UPDATE
        good.add("n1")
        await good.settled()
        assert "n1" in room.document.nodes


async def test_an_update_that_makes_yrs_panic_is_neither_kept_nor_relayed(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab
) -> None:
    """A panic is no Exception in Python, and leaves the read model unusable: it is read anew from the log."""
    async with rooms.open(canvas.id) as room:
        bad, good = await tab().join(room), await tab().join(room)
        bad.add("n1", prompt=Text("words"))
        await bad.settled()
        await good.until(lambda: "n1" in good.document.nodes)
        async with database.read() as view:
            before = await store.updates_after(view, canvas.id, 0)
        panics = b"\x01\x01" + write_var_uint(bad.document.doc.client_id) + write_var_uint(2**32 - 1) + b"\x00\x01\x00"
        bad.send(panics)
        assert await bad.wire.closed == Close.BAD_UPDATE
        async with database.read() as view:
            assert await store.updates_after(view, canvas.id, 0) == before
        good.add("n2")
        await good.settled()
        assert panics not in good.updates
        assert plain(room.document) == good.plain()


async def test_whatever_bytes_come_what_was_saved_stays(canvas: Canvas, database: Database) -> None:
    """Damaged updates, each by a socket of its own, while somebody works. The same in every run."""
    dice = random.Random(20260113)
    samples = _edits()
    rooms = Rooms(database)
    async with rooms.open(canvas.id) as room:
        worker = await Tab(canvas.account, client_id=5).join(room)
        for number in range(400):
            assert await _shout(room, canvas.account, _damaged(dice, dice.choice(samples))) in (None, Close.BAD_UPDATE)
            if number % 100 == 0:
                worker.add(f"work{number}")
        await worker.settled()
        await worker.leave()
    await rooms.close()
    again = Rooms(database)
    saved = {f"work{number}" for number in range(0, 400, 100)}
    assert saved <= set((await again.get(canvas.id)).document.nodes.keys())
    await again.close()


async def test_an_update_above_the_limit_is_refused(canvas: Canvas, database: Database) -> None:
    rooms = Rooms(database, limits=Limits(update=1000))
    async with rooms.open(canvas.id) as room:
        one = await Tab(canvas.account).join(room)
        one.add("n1", prompt=Text("x" * 2000))
        assert await one.wire.closed == Close.TOO_LARGE
        assert "n1" not in room.document.nodes
        await one.leave()
    await rooms.close()


async def test_a_document_above_the_limit_is_refused_and_the_earlier_one_stays(
    canvas: Canvas, database: Database
) -> None:
    rooms = Rooms(database, limits=Limits(document=5000))
    async with rooms.open(canvas.id) as room:
        one = await Tab(canvas.account).join(room)
        for number in range(4):
            one.add(f"n{number}", prompt=Text("x" * 1000))
        await one.settled()
        one.add("too much", prompt=Text("x" * 1000))
        assert await one.wire.closed == Close.TOO_LARGE
        assert set(room.document.nodes.keys()) == {"n0", "n1", "n2", "n3"}
        await one.leave()
    await rooms.close()


async def test_a_reader_that_is_too_slow_is_closed_and_catches_up_later(canvas: Canvas, database: Database) -> None:
    rooms = Rooms(database, limits=Limits(backlog=20_000))
    async with rooms.open(canvas.id) as room:
        slow, quick = await Tab(canvas.account).join(room), await Tab(canvas.account).join(room)
        slow.wire.open.clear()
        for number in range(30):
            quick.add(f"n{number}", prompt=Text("x" * 1000))
            await quick.settled()
        assert await slow.wire.closed == Close.SLOW
        await slow.leave()
        await slow.join(room)
        assert slow.plain() == quick.plain()
        await slow.leave()
        await quick.leave()
    await rooms.close()


async def _shout(room: Room, account: str, update: bytes) -> int | None:
    """Send an update through a socket of its own: the code that it was closed with, None if it was acknowledged."""
    wire = Wire()
    serving = asyncio.create_task(room.serve(wire, account))
    wire.to_room.put_nowait(sync(Step.UPDATE, update))
    while (message := await wire.to_tab.get()) is not None and message[0] != Message.SAVED:
        pass
    wire.to_room.put_nowait(None)
    await serving
    return wire.closed.result() if wire.closed.done() else None


def _edits() -> list[bytes]:
    author, edits = Tab("somebody", client_id=77), list[bytes]()
    author.document.doc.observe(lambda event: edits.append(event.update))
    author.add("n0", prompt=Text("hello 😀 world"))
    for number in range(20):
        with author.edit() as document:
            document.nodes["n0"]["x"] = number
            document.nodes["n0"]["prompt"].insert(number % 5, "é")
            document.connections[f"n{number}>n0"] = {"order": "a0"}
    return edits


def _damaged(dice: random.Random, update: bytes) -> bytes:
    data, how = bytearray(update), dice.random()
    if how < 0.5:
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
    elif how < 0.7:
        del data[dice.randrange(len(data)) :]
    elif how < 0.85:
        at = dice.randrange(len(data))
        data[at:at] = dice.randbytes(dice.randint(1, 6))
    else:
        data = bytearray(dice.randbytes(dice.randint(0, 60)))
    return bytes(data)
