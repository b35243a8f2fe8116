"""Another tab without a browser: a copy of a canvas's document, edited over the canvas's own socket."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pycrdt import Map
from websockets.sync.client import ClientConnection, connect

from headwater.canvas.document import Document
from headwater.canvas.protocol import Message, Reader, Step, sync
from tests.journeys.studio import Studio

WAITS = 120.0
"""Seconds that an answer may take."""


class Peer:
    """One connection to the room of a canvas."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._sent = self._saved = 0
        self.document = Document()
        socket.send(sync(Step.ASK, self.document.doc.get_state()))
        self.document.doc.apply_update(self._heard(Step.ANSWER))
        self._emitted: list[bytes] = []
        self._watching = self.document.doc.observe(lambda event: self._emitted.append(event.update))

    @classmethod
    @contextmanager
    def at(cls, studio: Studio, canvas: str) -> "Iterator[Peer]":
        """Connected, and disconnected at the end."""
        epoch = studio.get(f"/api/canvases/{canvas}/opening")["epoch"]
        where = f"{studio.url.replace('http', 'ws', 1)}/api/canvases/{canvas}/document?epoch={epoch}"
        headers = {"Authorization": studio.http.headers["Authorization"]}
        with connect(where, additional_headers=headers, max_size=None) as socket:
            yield cls(socket)

    def edit(self, change: "Callable[[Map[Any]], None]") -> bytes:
        """One transaction on the nodes; the update that a browser would send for it."""
        with self.document.doc.transaction():
            change(self.document.nodes)
        return self._emitted.pop()

    def send(self, updates: Sequence[bytes]) -> None:
        """Updates, one message each, without a pause."""
        for update in updates:
            self._socket.send(sync(Step.UPDATE, update))
        self._sent += len(updates)

    def wait_saved(self) -> None:
        """Until everything that was sent is committed."""
        while self._saved < self._sent:
            self._heard(None)

    def _heard(self, wanted: Step | None) -> bytes:
        """The data of the next such step; None: the next word of what is committed."""
        while True:
            reader = Reader(bytes(self._socket.recv(WAITS)))  # type: ignore[arg-type] # rooms send bytes
            kind = reader.number()
            if kind == Message.SAVED:
                self._saved = reader.number()
                if wanted is None:
                    return b""
            elif kind == Message.SYNC and wanted is not None and reader.number() == wanted:
                return reader.chunk()
