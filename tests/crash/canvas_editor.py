"""Somebody who edits a canvas while its server dies again and again: a real Yjs document, the real protocol."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress

from pycrdt import Doc, Map, Text, TransactionEvent
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from headwater.canvas.document import Document
from headwater.canvas.protocol import EMPTY, Message, Reader, Step, sync

SHARED = "shared"
"""The node whose text all write."""
PAUSE = 0.01
"""Seconds between two edits, on average."""
AWAY = 0.1
"""Seconds without a line, on average."""

Fact = tuple[str, str]
"""("node", its id), ("gone", the id of a deleted node), or ("word", what was written into the shared text)."""


class Editor:
    """A tab that outlives its connections. It knows which of its edits the server has called committed."""

    def __init__(self, name: str, chance: random.Random) -> None:
        self.acknowledged: set[Fact] = set()
        self.edits = 0
        self.reopened = 0
        self._name = name
        self._chance = chance
        self._waiting: dict[Fact, int | None] = {}
        """Each edit not acknowledged yet, and the message of this line that carries it; None: none does."""
        self._line: asyncio.Queue[bytes] | None = None
        self._sent = self._saved = 0
        self._listening = False
        self._load(None)

    @property
    def settled(self) -> bool:
        """Whether there is a line, and all of this tab is committed."""
        return self._line is not None and self._sent > 0 and self._saved == self._sent

    def found(self) -> None:
        """Make the node whose text all write."""
        self._add(SHARED)

    def held(self, what: str) -> list[str]:
        """The ids or words of this kind that this tab made and that are still to be there."""
        return [name for kind, name in (*self.acknowledged, *self._waiting) if kind == what]

    async def work(self) -> None:
        """Edit, with or without a line, until cancelled."""
        while True:
            if SHARED in self.document.nodes:
                self._edit()
            await asyncio.sleep(self._chance.expovariate(1 / PAUSE))

    async def attend(self, where: str, authorization: str, *, steady: bool = False) -> None:
        """Keep a line to the server until cancelled. Not `steady`: hang up now and then, or close the tab."""
        while True:
            with suppress(OSError, WebSocketException):
                async with connect(where, additional_headers={"Authorization": authorization}, max_size=None) as socket:
                    await self._talk(socket, None if steady else self._chance.expovariate(1 / 0.5))
            self._line = None
            await asyncio.sleep(self._chance.expovariate(1 / AWAY))
            if not steady and self._chance.random() < 0.3:
                self._reopen()

    async def _talk(self, socket: ClientConnection, seconds: float | None) -> None:
        self._line, self._sent, self._saved = asyncio.Queue(), 0, 0
        self._line.put_nowait(sync(Step.ASK, self.document.doc.get_state()))
        self._waiting = dict.fromkeys(self._waiting)
        writing = asyncio.create_task(self._write(socket, self._line))
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    async for message in socket:
                        self._take(bytes(message))  # type: ignore[arg-type] # rooms send bytes
        finally:
            self._line = None
            writing.cancel()

    async def _write(self, socket: ClientConnection, line: "asyncio.Queue[bytes]") -> None:
        with suppress(WebSocketException):
            while True:
                await socket.send(await line.get())

    def _take(self, message: bytes) -> None:
        reader = Reader(message)
        kind = reader.number()
        if kind == Message.SYNC:
            self._synchronise(reader.number(), reader.chunk())
        elif kind == Message.SAVED:
            self._committed(reader.number())

    def _synchronise(self, step: int, data: bytes) -> None:
        if step == Step.ASK:
            self._say(sync(Step.ANSWER, self.document.doc.get_update(data)))
            self._waiting = dict.fromkeys(self._waiting, self._sent)
            return
        self._listening = True
        self.document.doc.apply_update(data)
        self._listening = False

    def _committed(self, count: int) -> None:
        self._saved = count
        done = {fact for fact, number in self._waiting.items() if number is not None and number <= count}
        self.acknowledged |= done
        self._waiting = {fact: number for fact, number in self._waiting.items() if fact not in done}

    def _say(self, message: bytes) -> None:
        if self._line:
            self._line.put_nowait(message)
            self._sent += 1

    def _edit(self) -> None:
        self.edits += 1
        mine = self.held("node")
        dice = self._chance.random()
        if dice < 0.4 or not mine:
            self._add(f"{self._name}-{self.edits}")
        elif dice < 0.7:
            self._write_word(f"{self._name}-{self.edits}")
        elif dice < 0.85:
            self._move(self._chance.choice(mine))
        elif dice < 0.95:
            self._connect(self._chance.choice(mine), self._chance.choice(mine))
        else:
            self._delete(self._chance.choice(mine))

    def _add(self, id: str) -> None:
        values = {"kind": "text", "x": 0, "y": 0, "title": id, "prompt": Text(), "text": Text(), "settings": Map()}
        self._change(("node", id), lambda: self.document.nodes.update({id: Map(values)}))

    def _write_word(self, word: str) -> None:
        text = self.document.nodes[SHARED]["text"]
        spaces = [at + 1 for at, letter in enumerate(str(text)) if letter == " "]
        at = self._chance.choice([0, *spaces])
        self._change(("word", word), lambda: text.insert(at, f"{word} "))

    def _move(self, id: str) -> None:
        self._change(None, lambda: self.document.nodes[id].update({"x": self._chance.randrange(5000)}))

    def _connect(self, start: str, end: str) -> None:
        """Also onto itself and in circles, which the server takes back."""
        self._change(None, lambda: self.document.connections.update({f"{start}>{end}": {"order": "a0"}}))

    def _delete(self, id: str) -> None:
        self.acknowledged.discard(("node", id))
        self._waiting.pop(("node", id), None)
        self._change(("gone", id), lambda: self.document.nodes.pop(id))

    def _change(self, fact: Fact | None, change: Callable[[], object]) -> None:
        with self.document.doc.transaction():
            change()
        if fact:
            self._waiting[fact] = self._sent if self._answered else None

    @property
    def _answered(self) -> bool:
        return self._line is not None and self._sent > 0

    def _emit(self, event: TransactionEvent) -> None:
        if not self._listening and event.update != EMPTY and self._answered:
            self._say(sync(Step.UPDATE, event.update))

    def _reopen(self) -> None:
        """Close the tab, and open it again from its local copy: the same content under a new Yjs client id."""
        self.reopened += 1
        self._load(self.document.doc.get_update())

    def _load(self, copy: bytes | None) -> None:
        self.document = Document(Doc())
        if copy:
            self.document.doc.apply_update(copy)
        self._watching = self.document.doc.observe(self._emit)
