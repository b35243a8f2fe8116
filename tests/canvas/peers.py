"""A browser tab without a browser: a document of its own, a socket to a room, and y-protocols between them."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pycrdt import Doc, Map, Subscription, Text, TransactionEvent

from headwater.canvas.client import Disconnected
from headwater.canvas.document import Document
from headwater.canvas.protocol import EMPTY, Message, Reader, Step, sync
from headwater.canvas.room import Room

LOCAL = "local"
"""The origin of a tab's own edits."""


class Wire:
    """An in-memory socket; nothing arrives at the tab while `open` is cleared."""

    def __init__(self) -> None:
        self.to_room: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.to_tab: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.closed: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.open = asyncio.Event()
        self.open.set()

    async def receive(self) -> bytes:
        message = await self.to_room.get()
        if message is None:
            raise Disconnected
        return message

    async def send(self, message: bytes) -> None:
        await self.open.wait()
        self.to_tab.put_nowait(message)

    async def close(self, code: int) -> None:
        self.closed.set_result(code)
        self.to_tab.put_nowait(None)


class Tab:
    """A document that outlives its connections, as a browser's does."""

    def __init__(self, account: str, client_id: int | None = None) -> None:
        self.account = account
        self.document = Document(Doc(client_id=client_id))
        self.notices: list[dict[str, Any]] = []
        self.heard: list[bytes] = []
        """Awareness messages, as they came."""
        self.updates: list[bytes] = []
        """What the room relayed, as it came."""
        self.sent = self.saved = 0
        self.wire = Wire()
        self._answered = False
        self._serving: asyncio.Task[None] | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()
        self._watching: Subscription = self.document.doc.observe(self._edited)
        self._relaying = False

    async def join(self, room: Room) -> "Tab":
        """Connect, and return when both have all that the other had, and the room has committed it."""
        self.connect(room)
        await self.until(lambda: self._answered and self.saved == self.sent)
        return self

    def connect(self, room: Room) -> None:
        """Connect, without waiting for anything."""
        self.wire, self.sent, self.saved, self._answered = Wire(), 0, 0, False
        self._serving = asyncio.create_task(room.serve(self.wire, self.account))
        self._hearing = asyncio.create_task(self._listen())
        self.say(sync(Step.ASK, self.document.doc.get_state()))

    async def leave(self) -> None:
        """Disconnect, unless that has happened; edits stay in this tab."""
        self._answered = False
        self.wire.to_room.put_nowait(None)
        if self._serving and self._hearing:
            await self._serving
            self.wire.to_tab.put_nowait(None)
            await self._hearing

    def say(self, message: bytes) -> None:
        """Send a message as it stands."""
        self.wire.to_room.put_nowait(message)

    def send(self, update: bytes) -> None:
        """Send an update that this tab does not have."""
        self.sent += 1
        self.say(sync(Step.UPDATE, update))

    def answer(self, update: bytes) -> None:
        """Send an update as the answer to what the room lacks."""
        self.sent += 1
        self.say(sync(Step.ANSWER, update))

    @contextmanager
    def edit(self) -> Iterator[Document]:
        """Edit this tab's document; sent at once when connected."""
        with self.document.doc.transaction(origin=LOCAL):
            yield self.document

    async def until(self, true: Callable[[], bool]) -> None:
        """Return when `true` holds; looked at after every message."""
        async with self._changed, asyncio.timeout(20):
            await self._changed.wait_for(true)

    async def settled(self) -> None:
        """Return when everything that was sent is committed."""
        await self.until(lambda: self.saved == self.sent)

    def add(self, id: str, kind: str = "image", **fields: object) -> None:
        """Add a node."""
        with self.edit() as document:
            values = {"kind": kind, "x": 0, "y": 0, "title": id, "prompt": Text(), "settings": Map(), **fields}
            document.nodes[id] = Map(values)

    def connect_nodes(self, from_node: str, to_node: str, order: str = "a0") -> None:
        """Connect two nodes, whether that is allowed or not."""
        with self.edit() as document:
            document.connections[f"{from_node}>{to_node}"] = {"order": order}

    def plain(self) -> dict[str, Any]:
        """All that this tab sees."""
        return plain(self.document)

    def _edited(self, event: TransactionEvent) -> None:
        if not self._relaying and self._answered and event.update != EMPTY:
            self.send(event.update)

    async def _listen(self) -> None:
        while (message := await self.wire.to_tab.get()) is not None:
            async with self._changed:
                self._take(message)
                self._changed.notify_all()

    def _take(self, message: bytes) -> None:
        reader = Reader(message)
        kind = reader.number()
        if kind == Message.SYNC:
            self._synchronise(reader.number(), reader.chunk())
        elif kind == Message.SAVED:
            self.saved = reader.number()
        elif kind == Message.NOTICE:
            self.notices.append(json.loads(message[1:]))
        else:
            self.heard.append(reader.chunk())

    def _synchronise(self, step: int, data: bytes) -> None:
        if step == Step.ASK:
            self.say(sync(Step.ANSWER, self.document.doc.get_update(data)))
            self.sent, self._answered = self.sent + 1, True
            return
        if step == Step.UPDATE:
            self.updates.append(data)
        self._relaying = True
        self.document.doc.apply_update(data)
        self._relaying = False


def plain(document: Document) -> dict[str, Any]:
    """All that a document holds, for comparing."""
    roots = {"nodes": document.nodes, "connections": document.connections, "meta": document.meta}
    return {name: json.loads(str(root)) for name, root in roots.items()}
