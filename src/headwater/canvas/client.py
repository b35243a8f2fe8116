"""One open tab of a live document: what came from it, and what waits to be sent to it."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from headwater.canvas.protocol import Close, saved


class Disconnected(Exception):
    """The other end is gone."""


class Socket(Protocol):
    """What a room needs of a connection; a WebSocket in the product."""

    async def receive(self) -> bytes:
        """The next message. Raises Disconnected."""
        ...

    async def send(self, message: bytes) -> None:
        """Send a message. Raises Disconnected."""
        ...

    async def close(self, code: int) -> None:
        """Close with a reason."""
        ...


class Client:
    """A socket with a queue before it, so that a slow reader holds nobody up."""

    def __init__(self, socket: Socket, account: str, backlog: int) -> None:
        self.account = account
        self.received = 0
        """Update messages that came from it and were taken in."""
        self._saved = 0
        self._socket = socket
        self._backlog = backlog
        self._queue: deque[bytes] = deque()
        self._queued = 0
        self._filled = asyncio.Event()
        self._ending: asyncio.Future[Close] = asyncio.get_running_loop().create_future()

    def push(self, message: bytes) -> None:
        """Send this after everything before it. A reader too slow for that is closed; it reconnects and catches up."""
        if self._queued > self._backlog:
            return self.close(Close.SLOW)
        self._queue.append(message)
        self._queued += len(message)
        self._filled.set()

    def acknowledge(self, count: int) -> None:
        """Say that the first `count` update messages from it are committed, unless that was said."""
        if count > self._saved:
            self._saved = count
            self.push(saved(count))

    def close(self, code: Close) -> None:
        """End `run`; the first reason given is the one told."""
        if not self._ending.done():
            self._ending.set_result(code)

    async def run(self, hear: Callable[[bytes], Awaitable[None]]) -> None:
        """Hand every message that comes to `hear`, in order, until either end closes."""
        tasks = [asyncio.create_task(self._read(hear)), asyncio.create_task(self._write())]
        try:
            ends: list[asyncio.Future[Any]] = [*tasks, self._ending]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        if self._ending.done():
            await self._socket.close(self._ending.result())
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome

    async def _read(self, hear: Callable[[bytes], Awaitable[None]]) -> None:
        try:
            while not self._ending.done():
                await hear(await self._socket.receive())
        except Disconnected:
            return

    async def _write(self) -> None:
        try:
            while True:
                while self._queue:
                    message = self._queue.popleft()
                    self._queued -= len(message)
                    await self._socket.send(message)
                self._filled.clear()
                await self._filled.wait()
        except Disconnected:
            return
