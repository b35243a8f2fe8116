"""Events inside one process: published to an account, delivered to each of its open tabs."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from pydantic import BaseModel, ConfigDict


class Event(BaseModel):
    """One thing that happened. Each room subclasses this with a literal `type`."""

    model_config = ConfigDict(frozen=True)

    type: str


class Lagging(Exception):
    """A subscriber fell `Bus.BACKLOG` events behind; it must reconnect and read the state anew."""


class Subscription:
    """The events of one account from the moment of subscribing on."""

    def __init__(self, backlog: int) -> None:
        self._queue: asyncio.Queue[Event] = asyncio.Queue(backlog)
        self._lagging = False

    def push(self, event: Event) -> None:
        """Queue an event; a full queue marks the subscriber as lagging."""
        try:
            self._queue.put_nowait(event)
        except asyncio.QueueFull:
            self._lagging = True

    async def __aiter__(self) -> AsyncIterator[Event]:
        while True:
            if self._lagging:
                raise Lagging
            yield await self._queue.get()


class Bus:
    """Publish and subscribe by account id. Nothing is kept: truth is in the database."""

    BACKLOG = 1000

    def __init__(self) -> None:
        self._subscriptions: dict[str, set[Subscription]] = defaultdict(set)

    def publish(self, account: str, event: Event) -> None:
        """Hand `event` to every subscription of `account`; never blocks."""
        for subscription in self._subscriptions[account]:
            subscription.push(event)

    @contextmanager
    def subscribe(self, account: str) -> Iterator[Subscription]:
        """Everything published to `account` while the context is open."""
        subscription = Subscription(self.BACKLOG)
        self._subscriptions[account].add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions[account].discard(subscription)
