"""A second canvas like the first: everything on it and every take, sharing the media. What generates is not copied."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from headwater.canvas import store
from headwater.canvas.canvas import Listed
from headwater.canvas.document import SERVER, Document
from headwater.canvas.edits import show
from headwater.canvas.rooms import Rooms
from headwater.canvas.sketch import sketch_of
from headwater.canvas.store import Update
from headwater.generation import store as generations
from headwater.platform.database import Database
from headwater.platform.identifiers import now

LONGEST_TITLE = 200


async def duplicate(database: Database, rooms: Rooms, account: str, canvas: str) -> Listed:
    """A copy of a canvas of `account`, also of edits that are not committed yet. Raises NotFound."""
    async with database.read() as view:
        original = await store.get(view, account, canvas)
    async with rooms.open(canvas) as room:
        whole = room.whole()
    async with database.write() as tx:
        made = await store.create(tx, account, copy_title(original.title, await store.titles(tx, account)))
        takes = await generations.copy_takes(tx, account, canvas, made.id)
        document, rewritten = _rewritten(whole, takes)
        # The bytes that came in, and apart from them what is different here: see `Log.merged`.
        await store.append(tx, made.id, [Update(whole, account), Update(rewritten, None)])
        snapshot = document.snapshot()
        await store.keep_sketch(tx, made.id, now(), len(snapshot.nodes), sketch_of(snapshot))
        place = await store.place(tx, account, canvas)
        if place:
            await store.keep_place(tx, account, made.id, place)
        return await store.listed(tx, account, made.id)


def copy_title(title: str, taken: Iterable[str]) -> str:
    """The first free of "Film copy", "Film copy 2", "Film copy 3"…; a copy of a copy is called like its sister."""
    root = re.sub(r" copy( \d+)?$", "", title)[: LONGEST_TITLE - 10]
    taken = frozenset(taken)
    number = 1
    while (name := f"{root} copy{f' {number}' if number > 1 else ''}") in taken:
        number += 1
    return name


def _rewritten(whole: bytes, takes: Mapping[str, str]) -> tuple[Document, bytes]:
    """The document with every node showing its own copy of its take, and that change as an update."""
    document = Document()
    document.doc.apply_update(whole)
    before = document.doc.get_state()
    with document.doc.transaction(origin=SERVER):
        for node in document.snapshot().nodes.values():
            if node.shown and node.shown.take in takes:
                show(document, node.id, replace(node.shown, take=takes[node.shown.take]))
    return document, document.doc.get_update(before)
