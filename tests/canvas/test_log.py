"""The log is the truth: what the read model makes of it never decides what is kept or sent."""

from collections.abc import Callable

import pytest
from pycrdt import Text, merge_updates
from sqlalchemy import delete, func, insert, select, update

from headwater.canvas import log as log_module
from headwater.canvas import store
from headwater.canvas.canvas import Canvas
from headwater.canvas.log import DocumentUnreadable, Log
from headwater.canvas.protocol import EMPTY
from headwater.canvas.rooms import Rooms
from headwater.canvas.store import Update
from headwater.platform.database import Database
from headwater.platform.errors import NotFound
from tests.canvas.golden import GOLDEN, updates_in
from tests.canvas.peers import LOCAL, Tab, plain

NewTab = Callable[[], Tab]


async def logged(database: Database, canvas: Canvas) -> list[bytes]:
    async with database.read() as view:
        return await store.updates_after(view, canvas.id, 0)


async def test_an_edit_that_splits_a_character_reaches_new_tabs_as_yjs_wrote_it(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab
) -> None:
    """Yrs keeps the whole character there, and what its document then gives out is another text in a browser."""
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        for edit in updates_in(GOLDEN / "split-surrogate.bin"):
            one.send(edit)
        await one.settled()
    log = Log(database, canvas.id)
    document = await log.load()
    yjs = (GOLDEN / "split-surrogate.merged.bin").read_bytes()
    first, *edits = await logged(database, canvas)
    assert log.missing(b"\x00") == merge_updates(first, yjs) == merge_updates(first, *edits)
    assert document.doc.get_update() != log.missing(b"\x00")


async def test_an_update_that_comes_before_its_predecessor_is_kept(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab
) -> None:
    """The read model reports no change then: only the bytes that came hold it."""
    author = Tab(canvas.account)
    edits: list[bytes] = []
    author.document.doc.observe(lambda event: edits.append(event.update))
    author.add("n1")
    author.add("n2")
    author.add("n3")
    one = await tab().join(await rooms.get(canvas.id))
    one.send(edits[2])
    await one.settled()
    assert edits[2] in await logged(database, canvas)
    await rooms.close()

    again = Rooms(database)
    room = await again.get(canvas.id)
    other = await tab().join(room)
    other.send(edits[0])
    other.send(edits[1])
    await other.settled()
    assert {"n1", "n2", "n3"} <= set(room.document.nodes.keys())
    late = await tab().join(room)
    assert late.plain()["nodes"] == author.plain()["nodes"]
    await again.close()


async def test_a_whole_document_with_a_gap_in_it_is_kept_too(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab
) -> None:
    """A tab that itself waits for something sends that along, and the read model again reports no change."""
    author, edits = Tab(canvas.account), list[bytes]()
    author.document.doc.observe(lambda event: edits.append(event.update))
    author.add("n1")
    author.add("n2")
    one = await tab().join(await rooms.get(canvas.id))
    one.answer(edits[1])
    await one.settled()
    assert edits[1] in await logged(database, canvas)


async def test_a_number_in_the_log_is_never_given_twice(canvas: Canvas, database: Database) -> None:
    """Numbers that were free again would hide new edits behind a checkpoint."""
    async with database.write() as transaction:
        last = await store.append(transaction, canvas.id, [Update(EMPTY, None)] * 5)
        await transaction.execute(delete(store.document_updates))
    async with database.write() as transaction:
        assert await store.append(transaction, canvas.id, [Update(EMPTY, None)]) == last + 1


async def test_a_checkpoint_is_exactly_the_log_up_to_it(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "CHECKPOINT_EVERY", 7)
    one = await tab().join(await rooms.get(canvas.id))
    for number in range(40):
        one.add(f"n{number}")
        if number % 3 == 0:
            await one.settled()
    await one.settled()
    async with database.read() as view:
        checkpoint = await store.checkpoint(view, canvas.id)
        assert checkpoint
        rest = await store.updates_after(view, canvas.id, checkpoint.seq)
    whole = await logged(database, canvas)
    assert len(whole) == 41
    assert 0 < len(rest) < 10
    before = whole[: len(whole) - len(rest)]
    assert merge_updates(checkpoint.state) == merge_updates(*before)
    assert plain(await Log(database, canvas.id).load()) == one.plain()


@pytest.mark.parametrize("honest", [False, True], ids=["bytes that changed on disk", "bytes that never were readable"])
async def test_a_broken_checkpoint_falls_back_to_the_whole_log(
    canvas: Canvas, rooms: Rooms, database: Database, tab: NewTab, honest: bool
) -> None:
    one = await tab().join(await rooms.get(canvas.id))
    one.add("n1", prompt=Text("words"))
    await one.settled()
    async with database.write() as transaction:
        newest = (await transaction.execute(select(func.max(store.document_updates.c.seq)))).scalar_one()
        await store.keep_checkpoint(transaction, canvas.id, store.Checkpoint(newest, b"\x05broken"))
        if not honest:
            await transaction.execute(update(store.document_checkpoints).values(state=EMPTY))
    assert plain(await Log(database, canvas.id).load()) == one.plain()


async def test_a_log_that_cannot_be_read_is_refused_and_left_alone(canvas: Canvas, database: Database) -> None:
    async with database.write() as transaction:
        await store.append(transaction, canvas.id, [Update(b"\x05broken", None)])
    before = await logged(database, canvas)
    with pytest.raises(DocumentUnreadable):
        await Log(database, canvas.id).load()
    assert await logged(database, canvas) == before


async def test_there_is_no_log_without_a_canvas(database: Database) -> None:
    with pytest.raises(NotFound):
        await Log(database, "nothing").load()


async def test_thousands_of_updates_open_in_one_piece(canvas: Canvas, database: Database) -> None:
    author, edits = Tab(canvas.account), list[bytes]()
    author.document.doc.observe(lambda event: edits.append(event.update))
    author.add("n1")
    for number in range(3000):
        with author.document.doc.transaction(origin=LOCAL):
            author.document.nodes["n1"]["x"] = number
    async with database.write() as transaction:
        await store.append(transaction, canvas.id, [Update(edit, canvas.account) for edit in edits])
    document = await Log(database, canvas.id).load()
    node = document.node("n1")
    assert node
    assert node.x == 2999


async def test_updates_of_one_canvas_are_never_read_into_another(canvas: Canvas, database: Database) -> None:
    async with database.write() as transaction:
        other = await store.create(transaction, canvas.account)
        row = {"canvas": other.id, "data": b"\x05broken", "account": None, "at": 0}
        await transaction.execute(insert(store.document_updates).values(row))
    assert not (await Log(database, canvas.id).load()).snapshot().nodes
