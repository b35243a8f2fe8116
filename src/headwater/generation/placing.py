"""Brings a result to its node, once: also after a crash, and into the assets alone when the node is gone."""

import logging
from dataclasses import dataclass

from headwater.assets import store as assets
from headwater.assets.asset import AssetEvent
from headwater.canvas import store as canvases
from headwater.canvas.document import CanvasNode, Document
from headwater.canvas.edits import replace_text, show
from headwater.canvas.room import Room
from headwater.canvas.rooms import Rooms
from headwater.generation import store
from headwater.generation.generation import GenerationChanged
from headwater.generation.store import Record
from headwater.generation.take import Take
from headwater.platform.bus import Bus
from headwater.platform.database import Database
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
        if node:
            await self._show(room, node, record, take)
        async with self.database.write() as tx:
            first = await store.mark_placed(tx, record.generation.id, node is not None)
        if first:
            await self._tell(record, None if node else "node")

    async def _show(self, room: Room, node: CanvasNode, record: Record, take: Take) -> None:
        if node.shown and node.shown.take == take.id:
            return
        if take.text is not None:
            await self._keep_what_stood_there(node, record)
        await room.edit(lambda document: _shown(document, node.id, take))

    async def _keep_what_stood_there(self, node: CanvasNode, record: Record) -> None:
        """Typed text that is no take yet becomes one before the generated text takes its place."""
        async with self.database.write() as tx:
            earlier = await store.takes_of(tx, record.account, record.generation.canvas, node.id)
            if node.text.strip() and all(take.text != node.text for take in earlier):
                await store.add_take(tx, record.typed_before(node.text))

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


def _shown(document: Document, node: str, take: Take) -> None:
    if take.text is not None:
        replace_text(document, node, take.text)
    show(document, node, take.shown())
