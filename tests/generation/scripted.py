"""The doubles, on a string: how each call stands is what the test says."""

import asyncio

from headwater.models.adapter import Adapter, Call, Output, Phase, Progress, Ticket
from tests.desk import LONGEST, Desk
from tests.generation.work import parts


class Scripted:
    """The doubles, which stand as they are told to."""

    def __init__(self, adapter: Adapter) -> None:
        self._adapter = adapter
        self.now = Progress(Phase.QUEUED)
        self._polled = asyncio.Semaphore(0)

    async def submit(self, call: Call) -> Ticket:
        return await self._adapter.submit(call)

    async def find(self, call: Call) -> Ticket | None:
        return await self._adapter.find(call)

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        now = self.now
        self._polled.release()
        return Progress(now.phase, now.fraction, now.queue_position, now.text, now.preview, again_in=0.01)

    async def polls(self, count: int) -> None:
        """Return once it was asked so many times more."""
        async with asyncio.timeout(LONGEST):
            for _ in range(count):
                await self._polled.acquire()

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        return await self._adapter.fetch(call, ticket)

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        return True


def scripted(desk: Desk) -> Scripted:
    """Put the doubles on a string."""
    adapters = parts(desk).providers._adapters
    adapters["doubles"] = script = Scripted(adapters["doubles"])
    return script
