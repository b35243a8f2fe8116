"""The rooms that are open in this process: one a canvas, from its first use until some time after its last."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial

from headwater.canvas.log import Log
from headwater.canvas.protocol import Close
from headwater.canvas.room import Limits, Room, RoomFailed
from headwater.platform.database import Database
from headwater.platform.errors import HeadwaterError

Opened = Callable[[str, Room], Awaitable[None]]
"""Told of each canvas whose room opens, before anybody is let in; it may edit, and must not ask for the room itself."""


async def _unheard(canvas: str, room: Room) -> None:
    """Nobody wants to know."""


@dataclass(eq=False)
class _Entry:
    loading: asyncio.Task[Room]
    users: int = 0
    timer: asyncio.TimerHandle | None = None

    @property
    def usable(self) -> bool:
        """Still loading, or loaded and able to write."""
        return not self.loading.done() or not (self.loading.exception() or self.loading.result().failure)


class Rooms:
    """Gives out rooms; two who ask at once get the same one."""

    def __init__(
        self,
        database: Database,
        *,
        limits: Limits | None = None,
        idle: float = 60.0,
        opened: Opened = _unheard,
        log: Callable[[Database, str], Log] = Log,
    ) -> None:
        """Rooms over `database`; `idle` is how many seconds a room stays after its last use."""
        self._limits = limits or Limits()
        self._idle = idle
        self._opened = opened
        self._new_log = partial(log, database)
        self._entries: dict[str, _Entry] = {}
        self._resting: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many rooms are open."""
        return len(self._entries)

    @asynccontextmanager
    async def open(self, canvas: str) -> AsyncIterator[Room]:
        """The room of a canvas, which stays open at least as long as the context. Raises as `Room.load`."""
        entry = self._entry(canvas)
        entry.users += 1
        try:
            yield await asyncio.shield(entry.loading)
        finally:
            entry.users -= 1
            self._rest_later(canvas, entry)

    async def get(self, canvas: str) -> Room:
        """The room of a canvas, for use at once: it stays open for some seconds. Raises as `Room.load`."""
        async with self.open(canvas) as room:
            return room

    async def send_away(self, canvas: str, code: Close) -> None:
        """Close every tab of one canvas, if anybody has it open."""
        entry = self._entries.get(canvas)
        if entry and entry.usable:
            (await asyncio.shield(entry.loading)).close(code)

    async def close(self) -> None:
        """Send everyone away; everything they sent is committed when this returns."""
        entries, self._entries = self._entries, {}
        for entry in entries.values():
            if entry.timer:
                entry.timer.cancel()
        await asyncio.gather(*(_end(entry) for entry in entries.values()), *self._resting)

    def _entry(self, canvas: str) -> _Entry:
        entry = self._entries.get(canvas)
        if entry is None or not entry.usable:
            entry = self._entries[canvas] = _Entry(asyncio.create_task(self._load(canvas)))
        if entry.timer:
            entry.timer.cancel()
        return entry

    async def _load(self, canvas: str) -> Room:
        room = await Room.load(self._new_log(canvas), self._limits)
        await self._opened(canvas, room)
        return room

    def _rest_later(self, canvas: str, entry: _Entry) -> None:
        if entry.users == 0 and self._entries.get(canvas) is entry:
            if entry.usable:
                entry.timer = asyncio.get_running_loop().call_later(self._idle, self._rest, canvas, entry)
            else:
                del self._entries[canvas]

    def _rest(self, canvas: str, entry: _Entry) -> None:
        task = asyncio.create_task(self._retire(canvas, entry))
        self._resting.add(task)
        task.add_done_callback(self._resting.discard)

    async def _retire(self, canvas: str, entry: _Entry) -> None:
        """Forget a room that nobody uses, when all of it is committed: a second one must not open before that."""
        room, timer = await entry.loading, entry.timer
        with suppress(RoomFailed):
            await room.flush()
        if entry.users == 0 and entry.timer is timer and self._entries.get(canvas) is entry:
            room.retire()
            del self._entries[canvas]


async def _end(entry: _Entry) -> None:
    with suppress(HeadwaterError):
        room = await entry.loading
        room.close(Close.SHUTDOWN)
        await room.flush()
        room.retire()
