"""Canvases over HTTP, and the live document over a WebSocket."""

from typing import Annotated

from fastapi import APIRouter, Depends, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints
from starlette.requests import HTTPConnection

from headwater.accounts.session import CurrentAccount, TheBus, TheDatabase
from headwater.canvas import store
from headwater.canvas.canvas import CanvasDeleted, CanvasEvent, Listed, Place
from headwater.canvas.client import Disconnected
from headwater.canvas.connections import REASONS, TABLE
from headwater.canvas.migrations import DocumentFromTheFuture
from headwater.canvas.protocol import Close
from headwater.canvas.rooms import Rooms
from headwater.canvas.sketch import Sketch
from headwater.platform.errors import NotFound
from headwater.platform.kinds import Kind

router = APIRouter(tags=["canvases"])


def the_rooms(connection: HTTPConnection) -> Rooms:
    """The studio's rooms."""
    rooms: Rooms = connection.app.state.rooms
    return rooms


TheRooms = Annotated[Rooms, Depends(the_rooms)]


class CanvasSummary(BaseModel):
    """A canvas in the list of canvases."""

    id: str
    title: str
    created: int
    """Milliseconds since 1970."""
    updated: int
    """Milliseconds since 1970: the newest committed edit."""
    deleted: int | None = None
    """Milliseconds since 1970; null unless it was deleted."""
    nodes: int = 0
    """How many nodes are on it."""
    sketch: Sketch = Sketch()
    """From which a small picture of it is drawn; at most some seconds older than the canvas."""


class PlaceShown(BaseModel):
    """Where a person looks at a canvas."""

    x: FiniteFloat
    """Canvas units."""
    y: FiniteFloat
    """Canvas units."""
    zoom: Annotated[FiniteFloat, Field(gt=0)]
    """Screen pixels per canvas unit."""


class Opening(BaseModel):
    """What a browser needs to open a canvas."""

    id: str
    title: str
    epoch: str
    """Names this history of the document; a local copy of another epoch must be dropped."""
    place: PlaceShown | None
    """Where this account left off; null at its first look."""


class Renaming(BaseModel):
    """A new title."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class PairShown(BaseModel):
    """One cell of the connection table."""

    model_config = ConfigDict(serialize_by_alias=True, populate_by_name=True)

    from_: Annotated[Kind, Field(alias="from")]
    to: Kind
    allowed: bool
    use: str
    """What the content is used for, in words; empty where it is refused."""
    makes: str
    """What a next node makes of the content: "Shot"; empty where it is refused."""
    reason: str | None
    """Why it is refused, in words."""


class ConnectionTable(BaseModel):
    """What may be connected to what."""

    kinds: list[Kind]
    pairs: list[PairShown]
    reasons: dict[str, str]
    """Every reason for a refusal or a repair, in words; a refused pair has its own."""


@router.get("/api/canvases", response_model_exclude_none=True)
async def canvases(account: CurrentAccount, database: TheDatabase, deleted: bool = False) -> list[CanvasSummary]:
    """The canvases of this account, the one edited last first; or those that were deleted and can be restored."""
    async with database.read() as view:
        return [summary(canvas) for canvas in await store.list_(view, account.id, deleted=deleted)]


@router.get("/api/canvases/{id}/opening")
async def opening(account: CurrentAccount, database: TheDatabase, id: str) -> Opening:
    """What a browser needs to open a canvas."""
    async with database.read() as view:
        canvas = await store.get(view, account.id, id)
        place = await store.place(view, account.id, id)
    shown = PlaceShown(**vars(place)) if place else None
    return Opening(id=canvas.id, title=canvas.title, epoch=canvas.epoch, place=shown)


@router.put("/api/canvases/{id}/place", status_code=204)
async def keep_place(account: CurrentAccount, database: TheDatabase, id: str, place: PlaceShown) -> None:
    """Remember where this account looks at a canvas."""
    async with database.write() as transaction:
        await store.get(transaction, account.id, id)
        await store.keep_place(transaction, account.id, id, Place(**place.model_dump()))


@router.patch("/api/canvases/{id}", response_model_exclude_none=True)
async def rename(
    account: CurrentAccount, database: TheDatabase, bus: TheBus, id: str, renaming: Renaming
) -> CanvasSummary:
    """Give a canvas another title."""
    async with database.write() as transaction:
        renamed = summary(await store.rename(transaction, account.id, id, renaming.title))
    bus.publish(account.id, CanvasEvent(canvas=id))
    return renamed


@router.delete("/api/canvases/{id}", status_code=204)
async def delete(account: CurrentAccount, database: TheDatabase, bus: TheBus, rooms: TheRooms, id: str) -> None:
    """Take a canvas out of the list. All of it is kept, and what generates on it goes on; `restore` brings it back."""
    async with database.write() as transaction:
        await store.delete_(transaction, account.id, id)
    await rooms.send_away(id, Close.DELETED)
    bus.publish(account.id, CanvasEvent(canvas=id))


@router.post("/api/canvases/{id}/restore", response_model_exclude_none=True)
async def restore(account: CurrentAccount, database: TheDatabase, bus: TheBus, id: str) -> CanvasSummary:
    """Bring a deleted canvas back, just as it was, however long ago that is."""
    async with database.write() as transaction:
        restored = summary(await store.restore(transaction, account.id, id))
    bus.publish(account.id, CanvasEvent(canvas=id))
    return restored


@router.get("/api/connections")
async def connections() -> ConnectionTable:
    """What may be connected to what, and why not."""
    pairs = [
        PairShown(
            from_=pair.from_kind,
            to=pair.to_kind,
            allowed=pair.allowed,
            use=pair.use,
            makes=pair.makes,
            reason=pair.reason,
        )
        for pair in TABLE
    ]
    return ConnectionTable(
        kinds=list(Kind), pairs=pairs, reasons={str(reason): words for reason, words in REASONS.items()}
    )


@router.websocket("/api/canvases/{id}/document")
async def document(
    websocket: WebSocket, account: CurrentAccount, database: TheDatabase, rooms: TheRooms, id: str
) -> None:
    """The live document: y-protocols, with `[100, n]` when the first n updates of this socket are committed."""
    # Accepted first in any case: a browser is told the close code of an open socket only.
    await websocket.accept()
    tab = _Tab(websocket)
    try:
        async with database.read() as view:
            canvas = await store.get(view, account.id, id)
        if websocket.query_params.get("epoch") != canvas.epoch:
            return await tab.close(Close.WRONG_EPOCH)
        async with rooms.open(id) as room:
            await room.serve(tab, account.id)
    except CanvasDeleted:
        await tab.close(Close.DELETED)
    except NotFound:
        await tab.close(Close.NO_CANVAS)
    except DocumentFromTheFuture:
        await tab.close(Close.NEWER_DOCUMENT)


class _Tab:
    """A WebSocket as a room's socket."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket

    async def receive(self) -> bytes:
        message = await self._websocket.receive()
        if message["type"] != "websocket.receive":
            raise Disconnected
        return message.get("bytes") or b""

    async def send(self, message: bytes) -> None:
        try:
            await self._websocket.send_bytes(message)
        except (WebSocketDisconnect, RuntimeError) as error:
            raise Disconnected from error

    async def close(self, code: int) -> None:
        try:
            await self._websocket.close(code)
        except (WebSocketDisconnect, RuntimeError):
            return  # the other end closed first


def summary(listed: Listed) -> CanvasSummary:
    """A canvas as lists show it."""
    canvas = listed.canvas
    return CanvasSummary(
        id=canvas.id,
        title=canvas.title,
        created=canvas.created,
        updated=canvas.updated,
        deleted=canvas.deleted,
        nodes=listed.nodes,
        sketch=listed.sketch,
    )
