"""Brings a result to its node, once: also after a crash, and into the assets alone when the node is gone."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from headwater.assets import store as assets
from headwater.assets.asset import AssetEvent
from headwater.canvas import store as canvases
from headwater.canvas.document import CanvasNode, Document
from headwater.canvas.edits import replace_text, show, show_nothing
from headwater.canvas.room import Room
from headwater.canvas.rooms import Rooms
from headwater.generation import store
from headwater.generation.generation import GenerationChanged
from headwater.generation.store import Record
from headwater.generation.take import Take
from headwater.platform.bus import Bus
from headwater.platform.database import Database, Transaction
from headwater.platform.errors import HeadwaterError
from headwater.platform.kinds import Kind

_ARRIVALS = {Kind.IMAGE: "The picture", Kind.VIDEO: "The video", Kind.AUDIO: "The sound"}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Placing:
    """Writes takes into the documents of canvases."""

    database: Database
    bus: Bus
    rooms: Rooms

    async def place(self, id: str) -> None:
        """Show the take of a generation that succeeded. Again is a no-op."""
        async with self.database.read() as view:
            record = await store.record(view, id)
        if record.generation.placed is None and record.generation.take:
            async with self.rooms.open(record.generation.canvas) as room:
                await self._place_in(room, record)

    async def put_back(self, account: str, canvas: str, takes: Mapping[str, str]) -> list[str]:
        """Let each node that still shows the rehearsed take named with it show what it showed before.

        Gives those nodes. What somebody has rewritten since is theirs, and stays.
        """
        earlier = await self._earlier(account, takes)
        async with self.rooms.open(canvas) as room:
            return await room.edit(lambda document: [id for id in takes if _put_back(document, id, *earlier[id])])

    async def _earlier(self, account: str, takes: Mapping[str, str]) -> dict[str, tuple[Take, Take | None]]:
        """By node, the rehearsed take and what was shown before it."""
        found = {}
        async with self.database.read() as view:
            for node, id in takes.items():
                before = await store.last_for_real(view, id)
                earlier = await store.take(view, account, before) if before else None
                found[node] = await store.take(view, account, id), earlier
        return found

    async def place_all(self) -> None:
        """Show every take that is not known to be shown, oldest first."""
        async with self.database.read() as view:
            waiting = await store.unplaced(view)
        for record in waiting:
            try:
                await self.place(record.generation.id)
            except HeadwaterError:  # one canvas that cannot be opened does not hold up the others
                log.exception("The result of %s could not be placed; it is tried again.", record.generation.id)

    async def room_opened(self, canvas: str, room: Room) -> None:
        """Whoever opens a canvas finds on it every result that was waiting."""
        async with self.database.read() as view:
            waiting = await store.unplaced(view, canvas)
        for record in waiting:
            await self._place_in(room, record)

    async def _place_in(self, room: Room, record: Record) -> None:
        node = room.document.node(record.generation.node)
        async with self.database.read() as view:
            take = await store.take(view, record.account, str(record.generation.take))
            wanted = not await store.is_deleted(view, take.id)
        if node and wanted:
            await self._show(room, node, record, take)
        async with self.database.write() as tx:
            first = await store.mark_placed(tx, record.generation.id, node is not None and wanted)
        if first:
            await self._tell(record, None if node else "node")

    async def _show(self, room: Room, node: CanvasNode, record: Record, take: Take) -> None:
        if node.shown and node.shown.take == take.id:
            return
        await self._keep_what_stood_there(node, record, take)
        await room.edit(lambda document: _shown(document, node.id, take))

    async def _keep_what_stood_there(self, node: CanvasNode, record: Record, take: Take) -> None:
        """What is no take of this node yet, typed text or what a copied node came with, becomes one, and is noted."""
        place = store.Place.of(record.account, record.generation.canvas, node)
        async with self.database.write() as tx:
            await store.adopt(tx, place)
            before = place.shown
            if take.text is not None:
                before = await _typed(tx, place, record, node.text) if node.text.strip() else None
            await store.mark_before(tx, record.generation.id, before)

    async def _tell(self, record: Record, gone: str | None) -> None:
        """Say how it stands; and where the result is, if its canvas or its node is `gone`."""
        async with self.database.read() as view:
            canvas = await canvases.find(view, record.generation.canvas)
            generation = await store.get(view, record.account, record.generation.id)
            asset = await assets.get(view, record.account, generation.asset) if generation.asset else None
        self.bus.publish(record.account, GenerationChanged(generation=generation))
        gone = "canvas" if canvas and canvas.deleted else gone
        if asset and gone:
            arrived = f"{_ARRIVALS[asset.kind]} arrived in your assets: its {gone} was deleted meanwhile."
            self.bus.publish(record.account, AssetEvent(asset=asset, message=arrived))


async def _typed(tx: Transaction, place: store.Place, record: Record, text: str) -> str:
    """The take that holds the text of a node, which is made one where none does."""
    known = await store.take_with_text(tx, place, text)
    return known or await store.add_take(tx, record.typed_before(text))


def _put_back(document: Document, node: str, rehearsed: Take, before: Take | None) -> bool:
    held = document.node(node)
    if held is None or held.shown is None or held.shown.take != rehearsed.id or held.text != (rehearsed.text or ""):
        return False
    if before is None:
        return show_nothing(document, node)
    _shown(document, node, before)
    return True


def _shown(document: Document, node: str, take: Take) -> None:
    if take.text is not None:
        replace_text(document, node, take.text)
    show(document, node, take.shown())
