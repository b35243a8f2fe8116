"""What a server tells while it works: how far each workflow is, and how it looks so far.

It is a comfort beside the polls: a socket that cannot be opened, or that breaks, changes nothing but what is shown.
"""

import asyncio
import json
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from headwater.models.adapters.comfyui.graph import Graph, weights
from headwater.models.provider import Connection

TRIES = 5
"""How often a socket is opened for one workflow."""
PAUSE = 5.0
"""Seconds until it is opened again."""
GOODBYE = 1.0
"""Seconds in which the server may answer a goodbye."""
MESSAGE = 16 * 2**20
"""Bytes of the largest message that is read."""
PREVIEW = 2 * 2**20
"""Bytes of the largest picture that is shown."""
ALMOST = 0.99
"""As far as a workflow can be before the polls say that it has ended."""
_PICTURE, _PICTURE_WITH_WORDS = 1, 4
"""Types of binary messages."""
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG")


@dataclass
class Seen:
    """What was told of one workflow."""

    weights: dict[str, float]
    done: set[str] = field(default_factory=set)
    now: str | None = None
    """The node that works."""
    part: float = 0.0
    """How far that node is, 0 to 1."""
    fraction: float | None = None
    """How far the workflow is, 0 to 1; it never goes back."""
    preview: bytes | None = None
    """The newest picture: JPEG or PNG."""

    def hear(self, message: str | bytes, prompt: str) -> None:
        """Take in one message. What is not understood is passed over."""
        if isinstance(message, bytes):
            self.preview = picture(message) or self.preview
            return
        said = json.loads(message)
        data = said.get("data") if isinstance(said, dict) else None
        if isinstance(data, dict) and data.get("prompt_id", prompt) == prompt:
            self._event(str(said.get("type")), data)
            self._count()

    def _event(self, kind: str, data: dict[str, Any]) -> None:
        match kind, data:
            case "execution_cached", {"nodes": list() as nodes}:
                self.done.update(str(each) for each in nodes)
            case "executing", {"node": str() as node}:
                self._moved_to(node)
            case "progress", {"node": str() as node, "value": int() | float() as value, "max": int() | float() as most}:
                self._moved_to(node)
                self.part = value / most if most else 0.0
            case "progress_state", {"nodes": dict() as nodes}:
                for id, state in nodes.items():
                    self._state(id, state)
            case _:
                return

    def _state(self, id: str, state: Any) -> None:
        match state:
            case {"state": "finished"}:
                self.done.add(id)
            case {"state": "running", "value": int() | float() as value, "max": int() | float() as most}:
                self._moved_to(id)
                self.part = value / most if most else 0.0
            case _:
                return

    def _moved_to(self, node: str) -> None:
        if node != self.now:
            self.done |= {self.now} if self.now else set()
            self.now, self.part = node, 0.0

    def _count(self) -> None:
        whole = sum(self.weights.values())
        done = sum(self.weights.get(each, 0.0) for each in self.done - {self.now})
        now = self.weights.get(self.now, 0.0) * min(max(self.part, 0.0), 1.0) if self.now else 0.0
        if whole and (done or now):
            self.fraction = max(self.fraction or 0.0, min((done + now) / whole, ALMOST))


class Watch:
    """The sockets of every workflow that runs, one each: the server tells a workflow's news only to who sent it."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        """Those that say goodbye."""

    def begin(self, connection: Connection, prompt: str, graph: Graph) -> None:
        """Listen from now on; again is a no-op."""
        if prompt not in self._seen:
            self._seen[prompt] = Seen(weights(graph))
            self._tasks[prompt] = asyncio.create_task(self._listen(connection, prompt))

    def seen(self, prompt: str) -> Seen | None:
        """What was told so far."""
        return self._seen.get(prompt)

    def end(self, prompt: str) -> None:
        """Listen no longer."""
        self._seen.pop(prompt, None)
        if task := self._tasks.pop(prompt, None):
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)
            task.cancel()

    async def close(self) -> None:
        """End everything."""
        for prompt in list(self._tasks):
            self.end(prompt)
        await asyncio.gather(*self._leaving, return_exceptions=True)

    async def _listen(self, connection: Connection, prompt: str) -> None:
        for _ in range(TRIES):
            with suppress(Exception):  # whatever goes wrong here, the polls go on
                await self._hear(connection, prompt)
            await asyncio.sleep(PAUSE)

    async def _hear(self, connection: Connection, prompt: str) -> None:
        from websockets.asyncio.client import connect

        at, headers = _address(connection, prompt), dict(connection.headers())
        async with connect(at, additional_headers=headers, max_size=MESSAGE, close_timeout=GOODBYE) as socket:
            async for message in socket:
                self._seen[prompt].hear(message, prompt)


def picture(message: bytes) -> bytes | None:
    """The picture in a binary message; None where there is none that can be shown."""
    if len(message) < 8:
        return None
    kind, second = struct.unpack(">II", message[:8])
    start = {_PICTURE: 8, _PICTURE_WITH_WORDS: 8 + second}.get(kind)
    found = message[start:] if start else b""
    return found if found.startswith(_MAGIC) and len(found) <= PREVIEW else None


def _address(connection: Connection, prompt: str) -> str:
    scheme, _, rest = connection.url.partition("://")
    return f"{'wss' if scheme == 'https' else 'ws'}://{rest}/ws?clientId={quote(prompt, safe='')}"
