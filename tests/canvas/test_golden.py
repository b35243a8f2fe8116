"""Every document that was ever released opens."""

import pytest

from headwater.accounts import store as accounts
from headwater.canvas import store
from headwater.canvas.document import CanvasNode, Connection, Document, Shown
from headwater.canvas.log import Log
from headwater.canvas.migrations import VERSION, DocumentFromTheFuture, migrate
from headwater.canvas.rooms import Rooms
from headwater.canvas.store import Update
from headwater.platform.database import Database
from headwater.platform.kinds import Kind
from tests.canvas.golden import GOLDEN, updates_in
from tests.canvas.peers import plain


async def opened(database: Database, updates: list[bytes]) -> tuple[str, Rooms]:
    async with database.write() as transaction:
        account = await accounts.create(transaction, "Owner")
        canvas = await store.create(transaction, account.id)
        await store.append(transaction, canvas.id, [Update(update, account.id) for update in updates])
    return canvas.id, Rooms(database)


async def test_a_canvas_of_version_1_reads_as_it_was_made(database: Database) -> None:
    canvas, rooms = await opened(database, updates_in(GOLDEN / "canvas-1.bin"))
    snapshot = (await rooms.get(canvas)).document.snapshot()
    await rooms.close()
    script = CanvasNode(
        "script", Kind.TEXT, 0, 0, w=320, h=240, title="Script", prompt="Write a scene", text="# Dawn\n\nA harbour 🌊."
    )
    photo = CanvasNode(
        "photo",
        Kind.IMAGE,
        430,
        -80.5,
        title="Image 1",
        prompt="Wide: ⟦script⟧ in fog ⟦⟦35 mm]",
        mode="create",
        model="builtin/painter",
        settings={"aspect": "16:9", "seed": 42},
        shown=Shown("t1", "as1", "image/png", 1024, 576),
    )
    clip = CanvasNode(
        "clip",
        Kind.VIDEO,
        840,
        0,
        title="Video 1",
        prompt="Slow pan",
        settings={"seconds": 4.5, "loop": True},
        shown=Shown("t2", "as2", "video/mp4", 1280, 720, 4.5),
    )
    voice = CanvasNode("voice", Kind.AUDIO, 420, 300, title="Audio 1")
    assert snapshot.nodes == {"script": script, "photo": photo, "clip": clip, "voice": voice}
    assert snapshot.incoming("photo") == (Connection("script", "photo", "a0", aside=True),)
    assert [line.from_node for line in snapshot.incoming("clip")] == ["script", "photo", "voice"]


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("canvas-*.bin")), ids=lambda file: file.stem)
async def test_every_released_version_opens_as_the_newest(database: Database, file: object) -> None:
    canvas, rooms = await opened(database, updates_in(GOLDEN / str(file)))
    document = (await rooms.get(canvas)).document
    await rooms.close()
    assert document.meta["version"] == VERSION
    assert document.snapshot().nodes


async def test_a_document_from_the_future_is_refused_and_left_untouched(database: Database) -> None:
    canvas, rooms = await opened(database, updates_in(GOLDEN / "canvas-1.bin"))
    future = await Log(database, canvas).load()
    state = future.doc.get_state()
    future.meta["version"] = VERSION + 1
    async with database.write() as transaction:
        await store.append(transaction, canvas, [Update(future.doc.get_update(state), None)])
        before = await store.updates_after(transaction, canvas, 0)
    with pytest.raises(DocumentFromTheFuture):
        await rooms.get(canvas)
    await rooms.close()
    async with database.read() as view:
        assert await store.updates_after(view, canvas, 0) == before


def test_older_documents_go_through_every_later_migration_in_order() -> None:
    def second(document: Document) -> None:
        document.meta["seen"] = ["second"]

    def third(document: Document) -> None:
        document.meta["seen"] = [*document.meta["seen"], "third"]

    old, newer = Document(), Document()
    newer.meta["version"] = 2
    newer.meta["seen"] = []
    migrate(old, (second, third))
    migrate(newer, (second, third))
    assert plain(old)["meta"] == {"version": 3, "seen": ["second", "third"]}
    assert plain(newer)["meta"] == {"version": 3, "seen": ["third"]}
