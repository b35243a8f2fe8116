"""What looks across rooms, over HTTP: a canvas as a file, a new canvas from one, and what uses an asset."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.requests import ClientDisconnect, HTTPConnection

from headwater.accounts.session import CurrentAccount, TheBus, TheDatabase
from headwater.assets.asset import TooLarge
from headwater.assets.routes import In, Store, same_site
from headwater.canvas.canvas import Canvas, CanvasEvent
from headwater.canvas.routes import CanvasSummary, TheRooms, summary
from headwater.exchange.archive import Archive, ArchiveLimits, open_archive
from headwater.exchange.canvas_file import CanvasFile, parse
from headwater.exchange.duplicate import duplicate
from headwater.exchange.estimate import Estimate, estimate
from headwater.exchange.example import EXAMPLE
from headwater.exchange.exporting import Exporting
from headwater.exchange.file_name import safe_stem
from headwater.exchange.importing import Importing
from headwater.exchange.uses import Uses, uses
from headwater.generation.routes import TheGenerations
from headwater.platform.errors import HeadwaterError, InvalidInput

router = APIRouter(tags=["canvases"])

ZIP = "application/zip"
_FILE_OR_ARCHIVE: dict[str, Any] = {
    "requestBody": {
        "description": "A canvas file, or an archive of one with its media. Nothing at all makes an empty canvas.",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/CanvasFile"}, "example": EXAMPLE},
            ZIP: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


class UploadStopped(HeadwaterError):
    """The upload ended before its time; nothing of it was kept."""

    code = "upload_stopped"
    status = 400


class CanvasShown(BaseModel):
    """A canvas in a list."""

    id: str
    title: str
    created: int
    updated: int


def archive_limits(connection: HTTPConnection) -> ArchiveLimits:
    """What a canvas file and an archive may be at most."""
    limits: ArchiveLimits = connection.app.state.archive_limits
    return limits


def exporting(database: TheDatabase, rooms: TheRooms, files: Store) -> Exporting:
    """What writes canvases as files."""
    return Exporting(database, rooms, files)


def importing(database: TheDatabase, bus: TheBus, intake: In) -> Importing:
    """What makes canvases from files."""
    return Importing(database, bus, intake)


Limits = Annotated[ArchiveLimits, Depends(archive_limits)]
Out = Annotated[Exporting, Depends(exporting)]
Into = Annotated[Importing, Depends(importing)]


@router.get("/api/canvases/{canvas}", responses={200: {"content": {"application/json": {"example": EXAMPLE}}}})
async def canvas_as_file(account: CurrentAccount, out: Out, canvas: str) -> CanvasFile:
    """The canvas as a canvas file, without media."""
    return await out.file(account, canvas)


@router.get(
    "/api/canvases/{canvas}/archive",
    response_class=StreamingResponse,
    responses={200: {"description": "A zip.", "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}},
    dependencies=[Depends(same_site)],
)
async def canvas_as_archive(account: CurrentAccount, out: Out, canvas: str) -> StreamingResponse:
    """The canvas with the media that it shows, as `TITLE.headwater.zip`. Earlier takes are not in it."""
    packing = await out.packing(account, canvas)
    name = quote(f"{safe_stem(packing.canvas.title, 'canvas')}.headwater.zip", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return StreamingResponse(out.archive(packing), headers=headers, media_type=ZIP)


@router.post("/api/canvases", status_code=201, openapi_extra=_FILE_OR_ARCHIVE)
async def new_canvas(
    request: Request, account: CurrentAccount, into: Into, files: Store, limits: Limits
) -> CanvasShown:
    """A new canvas: empty, as a canvas file says, or as an archive holds it with its media.

    What cannot be taken in makes no canvas, and leaves nothing behind.
    """
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent == ZIP:
        async with _archive(request, files, limits) as archive:
            file = await asyncio.to_thread(lambda: parse(archive.canvas()))
            return _shown(await into.canvas(account, file, archive))
    if sent not in ("", "application/json"):
        raise InvalidInput(f"`{sent}` is no canvas. Send a canvas file as application/json, or an archive as {ZIP}.")
    content = b"".join([chunk async for chunk in _body(request, limits.canvas_file, "A canvas file")])
    file = CanvasFile() if content.strip() in (b"", b"null") else await asyncio.to_thread(parse, content)
    return _shown(await into.canvas(account, file))


@router.post("/api/canvases/{canvas}/duplicate", status_code=201, response_model_exclude_none=True)
async def duplicate_canvas(
    account: CurrentAccount, database: TheDatabase, bus: TheBus, rooms: TheRooms, canvas: str
) -> CanvasSummary:
    """A second canvas like this one, with all takes of its nodes. What generates goes on in this one only."""
    made = summary(await duplicate(database, rooms, account.id, canvas))
    bus.publish(account.id, CanvasEvent(canvas=made.id))
    return made


@router.post("/api/estimates", tags=["generation"])
async def estimate_canvas_file(account: CurrentAccount, generations: TheGenerations, file: CanvasFile) -> Estimate:
    """What the nodes of a canvas file would cost. Nothing is made; a `file` counts as there, and is not read."""
    return await asyncio.to_thread(estimate, file, await generations.providers.registry(account.id))


@router.get("/api/assets/{id}/uses", tags=["assets"])
async def uses_of_asset(account: CurrentAccount, database: TheDatabase, rooms: TheRooms, id: str) -> Uses:
    """Which nodes hold the asset, and what was made from it: what to know before deleting it."""
    return await uses(database, rooms, account.id, id)


@asynccontextmanager
async def _archive(request: Request, files: Store, limits: ArchiveLimits) -> AsyncIterator[Archive]:
    """The archive that a request carries, in a spool that is gone afterwards."""
    async with files.spool(_body(request, limits.archive, "An archive")) as spooled:
        with closing(await asyncio.to_thread(open_archive, spooled.path, limits)) as archive:
            yield archive


async def _body(request: Request, most: int, what: str) -> AsyncIterator[bytes]:
    """The bytes that come in, refused as soon as they are too many."""
    said, size = request.headers.get("content-length", ""), 0
    if said.isdecimal() and int(said) > most:
        raise _too_large(what, most)
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > most:
                raise _too_large(what, most)
            yield chunk
    except ClientDisconnect:
        raise UploadStopped("The upload stopped before its end. Send it again.") from None


def _too_large(what: str, most: int) -> TooLarge:
    return TooLarge(f"{what} may have up to {most / 2**20:g} MB; this one has more.", limit=most)


def _shown(canvas: Canvas) -> CanvasShown:
    return CanvasShown(**{name: getattr(canvas, name) for name in CanvasShown.model_fields})
