"""Somebody else on a canvas, without a browser: speaks to the live document itself, and may say whatever they like."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pycrdt import TransactionEvent
from websockets.sync.client import ClientConnection, connect

from headwater.canvas.document import Document
from headwater.canvas.protocol import Message, Reader, Step, sync
from tests.journeys.studio import Studio


@contextmanager
def peer(studio: Studio, canvas: str) -> Iterator["Peer"]:
    """Somebody who is on a canvas, until the end of the block."""
    epoch = studio.get(f"/api/canvases/{canvas}/opening")["epoch"]
    where = f"ws{studio.url.removeprefix('http')}/api/canvases/{canvas}/document?epoch={epoch}"
    headers = {"Authorization": studio.http.headers["Authorization"]}
    with connect(where, additional_headers=headers, max_size=None, proxy=None) as line:
        yield Peer(line)


class Peer:
    """A document of one's own, kept the same as the server's for as long as the line is open."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self.document = Document()
        self._made: list[bytes] = []
        self._watching = self.document.doc.observe(self._see)
        self._sent = self._saved = 0
        self._arrived = False
        self.line.send(sync(Step.ASK, self.document.doc.get_state()))
        while not (self._arrived and self._sent and self._saved == self._sent):
            self._hear()

    def edit(self, change: Callable[[Document], object]) -> None:
        """Change the document; stored when this returns."""
        self._made = []
        with self.document.doc.transaction():
            change(self.document)
        for update in self._made:
            self.say(update)
        while self._saved < self._sent:
            self._hear()

    def say(self, update: bytes) -> None:
        """Send an update, also one that is none."""
        self.line.send(sync(Step.UPDATE, update))
        self._sent += 1

    def _see(self, event: TransactionEvent) -> None:
        self._made.append(event.update)

    def _hear(self) -> None:
        reader = Reader(bytes(self.line.recv()))  # type: ignore[arg-type] # rooms send bytes
        kind = reader.number()
        if kind == Message.SAVED:
            self._saved = reader.number()
        elif kind == Message.SYNC:
            self._synchronise(reader.number(), reader.chunk())

    def _synchronise(self, step: int, data: bytes) -> None:
        if step == Step.ASK:
            self.line.send(sync(Step.ANSWER, self.document.doc.get_update(data)))
            self._sent += 1
        else:
            self.document.doc.apply_update(data)
            self._arrived = True
