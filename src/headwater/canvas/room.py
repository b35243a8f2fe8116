"""A room: where everyone who has a canvas open edits its document together, and where the studio edits it."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from pycrdt import TransactionEvent, get_state

from headwater.canvas import migrations, places
from headwater.canvas.client import Client, Socket
from headwater.canvas.connections import Repair
from headwater.canvas.deletions import repeats
from headwater.canvas.document import SERVER, Document
from headwater.canvas.log import Log
from headwater.canvas.presence import Presence
from headwater.canvas.protocol import EMPTY, Close, Malformed, Message, Reader, Step, notice, reading, sync
from headwater.canvas.repair import Watch
from headwater.platform.errors import HeadwaterError

logger = logging.getLogger(__name__)
T = TypeVar("T")

_CLIENT = "client"
_MIB = 2**20


class RoomFailed(HeadwaterError):
    """Edits cannot be written at the moment; everyone keeps theirs and sends them again."""

    code = "canvas_not_saved"
    status = 503


class TooLarge(Exception):
    """More than `Limits` allow."""


@dataclass(frozen=True)
class Limits:
    """What one room takes in, in bytes."""

    update: int = 8 * _MIB
    """One update; whole offline days must fit."""
    document: int = 64 * _MIB
    """The document with its whole history merged."""
    presence: int = 16 * 1024
    """One awareness message."""
    backlog: int = 16 * _MIB
    """What may wait for a slow reader when another message comes; one message alone may be larger."""
    unsaved: int = 16 * _MIB
    """What may wait to be written before the room listens more slowly."""


class Room:
    """The log is the truth: browsers are sent the bytes that others sent, and what is missing is answered from them.

    `document` is a read model that the studio edits through `edit`. Every update is relayed at once, and
    acknowledged after it is committed.
    """

    GROUP = 0.005
    """Seconds for which updates gather before they are committed together."""

    def __init__(self, log: Log, document: Document, limits: Limits) -> None:
        self.document = document
        self.failure: RoomFailed | None = None
        self.retired = asyncio.Event()
        self.saved: Callable[[], None] = _unheard
        """Told after every commit that held an edit."""
        self._log = log
        self._limits = limits
        self._clients: set[Client] = set()
        self._presence = Presence()
        self._waiting: list[asyncio.Future[None]] = []
        self._due = False
        self._committing: asyncio.Task[None] | None = None
        self._watch_document()

    @classmethod
    async def load(cls, log: Log, limits: Limits) -> "Room":
        """The room of a canvas. Raises NotFound, DocumentUnreadable or DocumentFromTheFuture."""
        room = cls(log, await log.load(), limits)
        if room.document.meta.get("version") != migrations.VERSION:
            room._change(migrations.migrate)
        room._repair()
        return room

    async def serve(self, socket: Socket, account: str) -> None:
        """Let a browser take part until it leaves or is closed. Raises RoomFailed."""
        self._check()
        client = Client(socket, account, self._limits.backlog)
        self._clients.add(client)
        try:
            client.push(sync(Step.ASK, self.document.doc.get_state()))
            self._tell(self._presence.everyone(), {client})
            await client.run(partial(self._hear, client))
        finally:
            self._clients.discard(client)
            self._tell(self._presence.leave(client), self._clients)

    async def edit(self, change: Callable[[Document], T]) -> T:
        """Run `change` on the document as one edit of the studio; committed when this returns.

        If `change` raises, nothing of it is kept. Raises RoomFailed.
        """
        self._check()
        result = self._change(change)
        self._repair()
        await self.flush()
        return result

    async def flush(self) -> None:
        """Return when everything so far is committed. Raises RoomFailed."""
        self._check()
        committed = asyncio.get_running_loop().create_future()
        self._waiting.append(committed)
        self._commit_soon()
        await committed

    def whole(self) -> bytes:
        """Everything so far as one update, also what is not committed yet."""
        return self._log.merged()

    def close(self, code: Close) -> None:
        """Send everyone away."""
        for client in self._clients:
            client.close(code)

    def retire(self) -> None:
        """Take no more edits: there will be another room for this canvas."""
        self.failure = RoomFailed("This room is closed. Open the canvas again.")
        self.retired.set()

    def _check(self) -> None:
        if self.failure:
            raise self.failure

    async def _hear(self, client: Client, message: bytes) -> None:
        if self.failure:
            return
        try:
            self._take(client, message)
        except TooLarge:
            client.close(Close.TOO_LARGE)
        except Malformed:
            client.close(Close.BAD_UPDATE)
        if self._committing and self._log.unsaved > self._limits.unsaved:
            await asyncio.wait([self._committing])
        await asyncio.sleep(0)  # others have their turn, however much this one sends

    def _take(self, client: Client, message: bytes) -> None:
        reader = Reader(message)
        kind = reader.number()
        if kind == Message.SYNC:
            self._synchronise(client, reader.number(), reader.chunk())
        elif kind == Message.AWARENESS:
            self._be_aware(client, reader.chunk())
        else:
            raise Malformed

    def _synchronise(self, client: Client, step: int, data: bytes) -> None:
        if step == Step.ASK:
            client.push(sync(Step.ANSWER, self._log.missing(data)))
        elif step in (Step.ANSWER, Step.UPDATE):
            self._take_update(client, data, whole=step == Step.ANSWER)
            client.received += 1
            self._commit_soon()
        else:
            raise Malformed

    def _be_aware(self, client: Client, payload: bytes) -> None:
        if len(payload) > self._limits.presence:
            raise TooLarge
        self._tell(self._presence.hear(client, payload), self._clients - {client})

    def _take_update(self, client: Client, update: bytes, *, whole: bool) -> None:
        """Log and relay a browser's bytes as they came.

        An update whose predecessor is missing only waits inside the read model, which reports no change then: its
        bytes are the only trace of it. `whole`: the update repeats all deletions, and mostly says nothing new.
        """
        if update == EMPTY:
            return
        self._check_size(update)
        changed = self._apply(update)
        if changed or not whole or not repeats(self.document, update):
            self._record(update, client)
            self._repair(client)

    def _check_size(self, update: bytes) -> None:
        if len(update) > self._limits.update:
            raise TooLarge
        if self._log.size_with(update) > self._limits.document:
            self._log.compact()
            if self._log.size_with(update) > self._limits.document:
                raise TooLarge

    def _apply(self, update: bytes) -> bool:
        """Apply a browser's update to the read model; whether anything changed there. Raises Malformed."""
        with reading():
            get_state(update)
        self._emitted = EMPTY
        try:
            with reading(), self.document.doc.transaction(origin=_CLIENT):
                self.document.doc.apply_update(update)
        except Malformed:
            self._reload()
            raise
        return self._emitted != EMPTY

    def _change(self, change: Callable[[Document], T]) -> T:
        """An edit of the studio, logged and relayed like everyone's."""
        self._emitted = EMPTY
        try:
            with self.document.doc.transaction(origin=SERVER):
                result = change(self.document)
        except BaseException:
            self._reload()  # Yjs cannot roll back
            raise
        if self._emitted != EMPTY:
            self._record(self._emitted, None)
        return result

    def _record(self, update: bytes, author: Client | None) -> None:
        self._log.add(update, author.account if author else None)
        self._tell(sync(Step.UPDATE, update), self._clients - {author} if author else self._clients)
        self._commit_soon()

    def _repair(self, author: Client | None = None) -> None:
        """Remove connections that are not allowed, bring back what is out of reach, and tell who made them so.

        A circle is told to all: two people may have made it together, and the connection of either goes.
        """
        while found := self._watch.repairs():
            self._change(partial(_remove, found))
            for client in self._clients:
                told = [_told(repair) for repair in found.values() if client is author or repair.code == "circle"]
                self._tell(notice({"type": "repaired", "connections": told}) if told else None, {client})
        if misplaced := self._watch.misplaced():
            self._change(partial(_bring_back, misplaced))
            out = {"nodes": [*misplaced], "message": places.WORDS}
            self._tell(notice({"type": "repaired", "connections": [], "places": out}), {author} if author else set())
        if self.document.meta.get("version") != migrations.VERSION:
            self._change(migrations.stamp)

    def _tell(self, message: bytes | None, clients: set[Client]) -> None:
        if message:
            for client in clients:
                client.push(message)

    def _reload(self) -> None:
        self.document = self._log.document()
        self._watch_document()

    def _watch_document(self) -> None:
        self._emitted = EMPTY
        self._watch = Watch(self.document)
        self.document.doc.observe(self._see)

    def _see(self, event: TransactionEvent) -> None:
        self._emitted = event.update

    def _commit_soon(self) -> None:
        self._due = True
        if self._committing is None or self._committing.done():
            self._committing = asyncio.create_task(self._commit())

    async def _commit(self) -> None:
        while self._due and not self.failure:
            await asyncio.sleep(self.GROUP)
            self._due = False
            counts = [(client, client.received) for client in self._clients]
            waiting, self._waiting = self._waiting, []
            try:
                written = await self._log.commit()
            except Exception:
                logger.exception("Edits of a canvas could not be written")
                self._fail(waiting + self._waiting)
            else:
                self._committed(counts, waiting)
                if written:
                    self.saved()

    def _committed(self, counts: list[tuple[Client, int]], waiting: list[asyncio.Future[None]]) -> None:
        for client, count in counts:
            client.acknowledge(count)
        for one in waiting:
            if not one.done():
                one.set_result(None)

    def _fail(self, waiting: list[asyncio.Future[None]]) -> None:
        self.failure = RoomFailed(
            "The canvas could not be saved just now. See that the disk is not full, then try again."
        )
        self.close(Close.FAILED)
        for one in waiting:
            if not one.done():
                one.set_exception(self.failure)


def _unheard() -> None:
    """Nobody wants to know."""


def _remove(lines: Iterable[str], document: Document) -> None:
    for line in lines:
        del document.connections[line]


def _bring_back(misplaced: Mapping[str, dict[str, float | None]], document: Document) -> None:
    for id, values in misplaced.items():
        places.bring_back(document.nodes[id], values)


def _told(repair: Repair) -> dict[str, str]:
    return {"from": repair.from_node, "to": repair.to_node, "code": repair.code, "message": repair.message}
