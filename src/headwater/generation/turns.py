"""Whose turn it is at a provider: so many at once, so many a minute, and nobody while it asks to be left alone."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from headwater.models.provider import Connection

MINUTE = 60.0
"""Seconds in which a provider's `per_minute` is counted."""
NEAR = 5
"""So many of those that wait hear of each step forward; the others once they come that near."""

Heard = Callable[[int], Awaitable[None]]
"""Is told how many wait before one that has to wait."""


async def nobody(_before: int) -> None:
    """Does not want to hear of it."""


@dataclass
class Lane:
    """The way to one provider with one key."""

    places: asyncio.Semaphore
    begun: deque[float] = field(default_factory=deque)
    """When the newest were let through, on the monotonic clock."""
    quiet_until: float = 0.0
    waiting: dict[asyncio.Event, None] = field(default_factory=dict)
    """Those without a place, in their order; each is set when its place may be another."""

    def before(self, one: asyncio.Event) -> int:
        """How many wait before one."""
        return list(self.waiting).index(one)

    def leave(self, one: asyncio.Event) -> None:
        """It waits no longer: the next ones move up."""
        del self.waiting[one]
        for each in islice(self.waiting, NEAR):
            each.set()


class Turns:
    """Lets generations through to their providers. Known only to this process."""

    def __init__(self) -> None:
        self._lanes: dict[Any, Lane] = {}

    async def take(
        self, connection: Connection, stopped: asyncio.Event, turn: AsyncExitStack, heard: Heard = nobody
    ) -> bool:
        """Wait for a turn, which lasts until `turn` is closed; False if `stopped` came first."""
        lane = self._lane(connection)
        if not await _acquired(lane, stopped, heard):
            return False
        turn.callback(lane.places.release)
        while (wait := _wait(lane, connection.provider.per_minute)) > 0:
            await until(stopped, wait)
            if stopped.is_set():
                return False
        lane.begun.append(time.monotonic())
        return True

    def leave_alone(self, connection: Connection, seconds: float) -> None:
        """Let nobody through for a while."""
        lane = self._lane(connection)
        lane.quiet_until = max(lane.quiet_until, time.monotonic() + seconds)

    def _lane(self, connection: Connection) -> Lane:
        way = (connection.provider.id, connection.url, connection.key)
        if way not in self._lanes:
            self._lanes[way] = Lane(asyncio.Semaphore(connection.provider.at_once))
        return self._lanes[way]


def _wait(lane: Lane, per_minute: int | None) -> float:
    """Seconds until the next may go."""
    now = time.monotonic()
    while lane.begun and lane.begun[0] <= now - MINUTE:
        lane.begun.popleft()
    full = per_minute is not None and len(lane.begun) >= per_minute
    return max(lane.quiet_until - now, lane.begun[0] + MINUTE - now if full else 0.0)


async def until(event: asyncio.Event, seconds: float) -> None:
    """Sleep, unless the event comes first."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


async def _acquired(lane: Lane, stopped: asyncio.Event, heard: Heard) -> bool:
    """Wait for a place, unless the event comes first; a place that was got all the same is given back."""
    got, stop = asyncio.create_task(lane.places.acquire()), asyncio.create_task(stopped.wait())
    try:
        await _waited(lane, (got, stop), heard)
    finally:
        stop.cancel()
        came_too_late = stopped.is_set() and got.done()
        if not got.done():
            got.cancel()
    if came_too_late:
        lane.places.release()
    return not stopped.is_set()


async def _waited(lane: Lane, ends: tuple[asyncio.Task[Any], ...], heard: Heard) -> None:
    """Wait for the first of the ends, and let be heard how many are before it whenever that changes."""
    moved, known = asyncio.Event(), -1
    lane.waiting[moved] = None
    if lane.places.locked():
        moved.set()
    try:
        while not await _first(ends, moved):
            moved.clear()
            if (before := lane.before(moved)) != known:
                await heard(known := before)
    finally:
        lane.leave(moved)


async def _first(ends: tuple[asyncio.Task[Any], ...], moved: asyncio.Event) -> bool:
    """Whether one of the ends has come; otherwise it has moved."""
    step = asyncio.create_task(moved.wait())
    try:
        await asyncio.wait((*ends, step), return_when=asyncio.FIRST_COMPLETED)
    finally:
        step.cancel()
    return any(each.done() for each in ends)
