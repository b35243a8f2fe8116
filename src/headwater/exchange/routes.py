"""Canvas files over HTTP: a canvas as a file, and a new canvas from one."""

from fastapi import APIRouter
from pydantic import BaseModel

from headwater.accounts.session import CurrentAccount, TheDatabase
from headwater.canvas import store
from headwater.canvas.document import Document
from headwater.canvas.edits import add
from headwater.canvas.routes import TheRooms
from headwater.exchange.canvas_file import CanvasFile, connections_of, nodes_of, written

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
    account: CurrentAccount, database: TheDatabase, rooms: TheRooms, file: CanvasFile | None = None
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
    return CanvasShown(**{name: getattr(canvas, name) for name in CanvasShown.model_fields})
