"""Deletes a node as a browser does: an update of the document, over the canvas's own socket."""

from contextlib import suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from headwater.canvas.document import Document
from headwater.canvas.protocol import Message, Reader, Step, sync


async def erase(http: Any, canvas: str, node: str) -> None:
    """Delete it, and return when that is committed, or the server is dead."""
    epoch = (await http.get(f"/api/canvases/{canvas}/opening")).json()["epoch"]
    address = f"{http.base_url}".replace("http", "ws", 1).rstrip("/")
    with suppress(OSError, WebSocketException):
        where = f"{address}/api/canvases/{canvas}/document?epoch={epoch}"
        async with connect(where, additional_headers={"Authorization": http.headers["Authorization"]}) as socket:
            await _delete(socket, node)


async def _delete(socket: ClientConnection, node: str) -> None:
    document = Document()
    await socket.send(sync(Step.ASK, document.doc.get_state()))
    document.doc.apply_update(await _heard(socket, Step.ANSWER))
    before = document.doc.get_state()
    if node in document.nodes:
        del document.nodes[node]
        await socket.send(sync(Step.UPDATE, document.doc.get_update(before)))
        await _heard(socket, None)


async def _heard(socket: ClientConnection, wanted: Step | None) -> bytes:
    """The data of the next such step; None: whatever says that it is saved."""
    async for message in socket:
        reader = Reader(bytes(message))  # type: ignore[arg-type] # rooms send bytes
        kind = reader.number()
        if kind == Message.SAVED and wanted is None:
            return b""
        if kind == Message.SYNC and wanted is not None and reader.number() == wanted:
            return reader.chunk()
    return b""
