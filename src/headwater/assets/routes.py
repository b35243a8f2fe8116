"""Assets over HTTP: listing, uploading, and handing out files. Nothing here is ever told about another account's."""

import json
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.requests import HTTPConnection

from headwater.accounts.session import CurrentAccount, TheBus, TheDatabase
from headwater.assets import store
from headwater.assets.asset import Asset, AssetDeleted, AssetEvent, TooLarge, Uploaded
from headwater.assets.files import Files
from headwater.assets.intake import Intake
from headwater.assets.name import ENDINGS, titled
from headwater.assets.ranges import Part, RangeNotSatisfiable, asked
from headwater.assets.search import Counts, Filters, Search
from headwater.assets.upload import LONGEST_START, Upload
from headwater.platform.errors import HeadwaterError, NotFound
from headwater.platform.kinds import Kind

router = APIRouter(prefix="/api/assets", tags=["assets"])

FOREVER = "private, max-age=31536000, immutable"
"""The bytes of an asset never change."""
_UPLOAD_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary"}},
}


class CrossSite(HeadwaterError):
    """Another web site tried to use a file of this studio."""

    code = "cross_site"
    status = 403


def files(connection: HTTPConnection) -> Files:
    """The store of files."""
    part: Files = connection.app.state.files
    return part


def intake(connection: HTTPConnection) -> Intake:
    """The way in for files."""
    part: Intake = connection.app.state.intake
    return part


def same_site(request: Request) -> None:
    """Refuse what another site's page asks for. Browsers say who asks; other programs say nothing."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise CrossSite("Files can only be used from Headwater's own pages.")


Store = Annotated[Files, Depends(files)]
In = Annotated[Intake, Depends(intake)]


async def current_asset(id: str, account: CurrentAccount, database: TheDatabase) -> Asset:
    """The asset in the path, of the account that asks. Raises `NotFound`."""
    async with database.read() as view:
        return await store.get(view, account.id, id)


Found = Annotated[Asset, Depends(current_asset)]


def stored_asset(asset: Found) -> Asset:
    """The asset in the path, while its file is there. Raises `NotFound`, `AssetDeleted`."""
    if asset.purged:
        raise AssetDeleted(store.GONE)
    return asset


StoredAsset = Annotated[Asset, Depends(stored_asset)]


@router.get("")
async def list_assets(
    account: CurrentAccount, database: TheDatabase, search: Annotated[Search, Query()]
) -> list[Asset]:
    """Assets, newest first; those in the bin when asked for `deleted`."""
    async with database.read() as view:
        return await store.list_(view, account.id, search)


@router.get("/counts")
async def count_assets(account: CurrentAccount, database: TheDatabase, filters: Annotated[Filters, Query()]) -> Counts:
    """How many assets fit, and which models and canvases can be asked for."""
    async with database.read() as view:
        return await store.counts(view, account.id, filters)


@router.post(
    "",
    status_code=201,
    openapi_extra={"requestBody": {"content": {"multipart/form-data": {"schema": _UPLOAD_FORM}}, "required": True}},
)
async def upload_asset(request: Request, account: CurrentAccount, intake: In, bus: TheBus) -> Asset:
    """Take in the file in the form field `file`."""
    _check_length(request, intake)
    upload = await Upload(request.headers.get("content-type", ""), request.stream()).open()
    asset = await intake.take_in(account.id, aiter(upload), upload.name, Uploaded())
    bus.publish(account.id, AssetEvent(asset=asset))
    return asset


@router.get("/{id}")
async def get_asset(asset: Found) -> Asset:
    """One asset with its whole origin, also from the bin, and also when its file is gone."""
    return asset


@router.delete("/{id}")
async def delete_asset(id: str, account: CurrentAccount, database: TheDatabase, bus: TheBus) -> Asset:
    """Put an asset into the bin, for 30 days. Canvases go on showing it meanwhile."""
    async with database.write() as tx:
        asset = await store.delete(tx, account.id, id)
    bus.publish(account.id, AssetEvent(asset=asset))
    return asset


@router.post("/{id}/restore")
async def restore_asset(id: str, account: CurrentAccount, database: TheDatabase, bus: TheBus) -> Asset:
    """Take an asset out of the bin; 410 `asset_deleted` once it is gone for good."""
    async with database.write() as tx:
        asset = await store.restore(tx, account.id, id)
    bus.publish(account.id, AssetEvent(asset=asset))
    return asset


@router.head("/{id}/file", include_in_schema=False, dependencies=[Depends(same_site)])
@router.get("/{id}/file", response_class=StreamingResponse, dependencies=[Depends(same_site)])
async def get_file(
    request: Request, asset: StoredAsset, files: Store, name: Annotated[str | None, Query(max_length=400)] = None
) -> Response:
    """The file itself, whole or a part of it. With a `name`: to keep, under that name with the right ending."""
    headers = _file_headers(asset, name)
    if _has_already(request, asset.sha):
        return Response(status_code=304, headers=headers)
    try:
        part = asked(_range(request, asset.sha), asset.size)
    except RangeNotSatisfiable:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{asset.size}"})
    sent = part or Part(0, asset.size)
    headers["Content-Length"] = str(sent.size)
    if part:
        headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{asset.size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=asset.mime)
    await files.size(asset.sha)  # While there can still be a 404.
    return StreamingResponse(files.read(asset.sha, sent.start, sent.end), status, headers, asset.mime)


@router.get("/{id}/preview", response_class=Response, dependencies=[Depends(same_site)])
async def get_preview(
    request: Request, asset: StoredAsset, files: Store, size: Literal["tiny", "card"] = "card"
) -> Response:
    """A small WebP picture of an image or a video."""
    if asset.kind is Kind.AUDIO:
        raise NotFound("A sound has no picture; its wave is under `peaks`.")
    headers = safe_headers(f"{asset.sha}-{size}")
    if _has_already(request, f"{asset.sha}-{size}"):
        return Response(status_code=304, headers=headers)
    picture = await files.preview(asset.sha, f"{size}.webp")
    return Response(picture, headers=headers, media_type="image/webp")


@router.get("/{id}/peaks", dependencies=[Depends(same_site)])
async def get_peaks(response: Response, asset: StoredAsset, files: Store) -> list[int]:
    """The loudness (0 to 255) of equal parts of a sound, to draw its wave from."""
    if asset.kind is not Kind.AUDIO:
        raise NotFound("Only a sound has peaks.")
    response.headers["Cache-Control"] = FOREVER
    peaks: list[int] = json.loads(await files.preview(asset.sha, "peaks.json"))
    return peaks


def _check_length(request: Request, intake: Intake) -> None:
    """Refuse before anything is read what is too large for any kind."""
    limits = intake.limits
    most = max(limits.image, limits.video, limits.audio)
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most + LONGEST_START:
        raise TooLarge(f"No file may have more than {most / 2**20:g} MB.", limit=most)


def safe_headers(tag: str) -> dict[str, str]:
    """Even if a file were something else than it seems, a browser may neither run it nor guess at it."""
    return {
        "ETag": f'"{tag}"',
        "Cache-Control": FOREVER,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'; media-src 'self'",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _file_headers(asset: Asset, name: str | None) -> dict[str, str]:
    shown = "inline" if name is None and asset.mime in ENDINGS else "attachment"
    called = asset.name if name is None else titled(name, asset.mime)
    disposition = f"{shown}; filename*=UTF-8''{quote(called, safe='')}"
    return safe_headers(asset.sha) | {"Accept-Ranges": "bytes", "Content-Disposition": disposition}


def _has_already(request: Request, tag: str) -> bool:
    tags = [text.strip().removeprefix("W/") for text in request.headers.get("if-none-match", "").split(",")]
    return f'"{tag}"' in tags or "*" in tags


def _range(request: Request, sha: str) -> str | None:
    """The `Range` header, unless it was meant for other bytes than these."""
    meant_for = request.headers.get("if-range", f'"{sha}"')
    return request.headers.get("range") if meant_for == f'"{sha}"' else None
