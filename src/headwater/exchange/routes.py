"""What looks across rooms, over HTTP: a canvas as a file, a new canvas from one, and what uses an asset."""

from fastapi import APIRouter
from pydantic import BaseModel

from headwater.accounts.session import CurrentAccount, TheBus, TheDatabase
from headwater.canvas import store
from headwater.canvas.canvas import CanvasEvent
from headwater.canvas.document import Document
from headwater.canvas.edits import add
from headwater.canvas.routes import CanvasSummary, TheRooms, summary
from headwater.exchange.canvas_file import CanvasFile, connections_of, nodes_of, written
from headwater.exchange.duplicate import duplicate
from headwater.exchange.uses import Uses, uses

router = APIRouter(tags=["canvases"])


class CanvasShown(BaseModel):
    """A canvas in a list."""

    id: str
    title: str
    created: int
    updated: int


@router.get("/api/canvases/{canvas}")
async def canvas_as_file(account: CurrentAccount, database: TheDatabase, rooms: TheRooms, canvas: str) -> CanvasFile:
    """The canvas as a canvas file."""
    async with database.read() as view:
        found = await store.get(view, account.id, canvas)
    async with rooms.open(canvas) as room:
        return written(found.title, room.document.snapshot())


@router.post("/api/canvases", status_code=201)
async def new_canvas(
    account: CurrentAccount, database: TheDatabase, bus: TheBus, rooms: TheRooms, file: CanvasFile | None = None
) -> CanvasShown:
    """A new canvas: empty, or as a canvas file says. A file that cannot be taken in makes no canvas."""
    file = file or CanvasFile()
    nodes, connections = nodes_of(file), connections_of(file)
    add(Document(), nodes, connections)  # refuses here what would be refused there, before there is a canvas
    async with database.write() as tx:
        canvas = await store.create(tx, account.id, file.title or store.UNTITLED)
    if nodes:
        async with rooms.open(canvas.id) as room:
            await room.edit(lambda document: add(document, nodes, connections))
    bus.publish(account.id, CanvasEvent(canvas=canvas.id))
    return CanvasShown(**{name: getattr(canvas, name) for name in CanvasShown.model_fields})


@router.post("/api/canvases/{canvas}/duplicate", status_code=201, response_model_exclude_none=True)
async def duplicate_canvas(
    account: CurrentAccount, database: TheDatabase, bus: TheBus, rooms: TheRooms, canvas: str
) -> CanvasSummary:
    """A second canvas like this one, with all takes of its nodes. What generates goes on in this one only."""
    made = summary(await duplicate(database, rooms, account.id, canvas))
    bus.publish(account.id, CanvasEvent(canvas=made.id))
    return made


@router.get("/api/assets/{id}/uses", tags=["assets"])
async def uses_of_asset(account: CurrentAccount, database: TheDatabase, rooms: TheRooms, id: str) -> Uses:
    """Which nodes hold the asset, and what was made from it: what to know before deleting it."""
    return await uses(database, rooms, account.id, id)
