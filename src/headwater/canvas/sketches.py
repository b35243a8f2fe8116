"""Keeps the picture of every canvas up to date: a moment after each save, and at the start what a crash left behind."""

import asyncio
import logging
from time import monotonic

from headwater.canvas import store
from headwater.canvas.canvas import CanvasEvent
from headwater.canvas.document import Document
from headwater.canvas.log import Log
from headwater.canvas.room import Room
from headwater.canvas.sketch import Sketch, sketch_of
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.identifiers import now

logger = logging.getLogger(__name__)

REST = 50
"""After drawing for a while, a canvas is left alone this many times as long: a huge one never keeps the studio busy."""


class Sketches:
    """Draws canvases for the home page. What is lost between two drawings is only ever a picture."""

    def __init__(self, database: Database, bus: Bus, *, after: float = 1.0) -> None:
        """`after`: seconds from an edit to the picture that shows it, at least."""
        self._database = database
        self._bus = bus
        self._after = after
        self._waiting: dict[str, Room] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._drawing: set[asyncio.Task[None]] = set()
        self._last: dict[str, tuple[int, Sketch]] = {}
        self._costs: dict[str, float] = {}

    def saved(self, canvas: str, room: Room) -> None:
        """Draw this canvas soon, unless it is about to be drawn anyway."""
        scheduled = canvas in self._waiting
        self._waiting[canvas] = room
        if not scheduled:
            wait = max(self._after, REST * self._costs.get(canvas, 0.0))
            self._timers[canvas] = asyncio.get_running_loop().call_later(wait, self._due, canvas)

    async def mend(self) -> None:
        """Draw, one after the other, what was never drawn or is older than its canvas, since the studio was killed."""
        async with self._database.read() as view:
            old = await store.stale(view)
        for canvas in old:
            try:
                await self._keep(canvas, now(), await Log(self._database, canvas).load())
            except Exception:  # one that cannot be drawn keeps no other from it
                logger.exception("The canvas %s could not be drawn.", canvas)

    async def close(self) -> None:
        """Draw at once what waits, and stop."""
        for timer in self._timers.values():
            timer.cancel()
        for canvas in list(self._waiting):
            self._due(canvas)
        await asyncio.gather(*self._drawing)

    def _due(self, canvas: str) -> None:
        room = self._waiting.pop(canvas)
        self._timers.pop(canvas, None)
        task = asyncio.create_task(self._draw(canvas, room))
        self._drawing.add(task)
        task.add_done_callback(self._drawing.discard)

    async def _draw(self, canvas: str, room: Room) -> None:
        try:
            await self._keep(canvas, now(), room.document)
        except Exception:  # a picture is never worth more than the canvas
            logger.exception("The canvas %s could not be drawn.", canvas)

    async def _keep(self, canvas: str, moment: int, document: Document) -> None:
        started = monotonic()
        snapshot = document.latest()
        drawn = len(snapshot.nodes), sketch_of(snapshot)
        self._costs[canvas] = monotonic() - started
        async with self._database.write() as transaction:
            await store.keep_sketch(transaction, canvas, moment, *drawn)
            found = await store.find(transaction, canvas)
        if found and self._last.get(canvas) != drawn:
            self._bus.publish(found.account, CanvasEvent(canvas=canvas))
        self._last[canvas] = drawn
