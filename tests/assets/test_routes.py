"""Assets over HTTP: uploads that are checked while they arrive, files in parts, and nothing of anybody else's."""

import io
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from PIL import Image

from headwater.accounts import store as accounts
from headwater.accounts.account import Account
from headwater.assets.asset import AssetEvent
from headwater.assets.files import Files
from headwater.assets.intake import Intake
from headwater.assets.routes import router
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.errors import HeadwaterError
from tests.assets import samples
from tests.assets.conftest import LIMITS
from tests.assets.traces import left

Client = httpx2.AsyncClient
PICTURE = samples.picture("PNG")


async def _answer(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HeadwaterError)
    return JSONResponse({"code": error.code, "message": error.message, "details": error.details}, error.status)


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def app(database: Database, files: Files, intake: Intake, bus: Bus) -> FastAPI:
    """The routes of this room and no others."""
    app = FastAPI(exception_handlers={HeadwaterError: _answer})
    app.include_router(router)
    app.state.database, app.state.files, app.state.intake, app.state.bus = database, files, intake, bus
    app.state.settings = SimpleNamespace(port=4747)
    return app


async def _client(app: FastAPI, database: Database, account: Account) -> Client:
    async with database.write() as transaction:
        token = await accounts.new_session(transaction, account)
    headers = {"Authorization": f"Bearer {token}"}
    return Client(transport=httpx2.ASGITransport(app), base_url="http://studio", headers=headers)


@pytest.fixture
async def client(app: FastAPI, database: Database, ann: Account) -> AsyncIterator[Client]:
    """Signed in as Ann."""
    async with await _client(app, database, ann) as client:
        yield client


@pytest.fixture
async def stranger(app: FastAPI, database: Database, bob: Account) -> AsyncIterator[Client]:
    """Signed in as Bob."""
    async with await _client(app, database, bob) as client:
        yield client


async def upload(client: Client, data: bytes = PICTURE, name: str = "photo.png") -> dict[str, Any]:
    answer = await client.post("/api/assets", files={"file": (name, data, "text/plain")})
    assert answer.status_code == 201, answer.text
    asset: dict[str, Any] = answer.json()
    return asset


async def test_an_upload_becomes_an_asset_and_is_told(client: Client, bus: Bus, ann: Account) -> None:
    with bus.subscribe(ann.id) as events:
        asset = await upload(client, name="../holiday.png")
        event = await anext(aiter(events))
    assert asset | {"id": "", "sha": "", "created": 0} == {
        "id": "",
        "account": ann.id,
        "sha": "",
        "kind": "image",
        "mime": "image/png",
        "size": len(PICTURE),
        "name": "holiday.png",
        "width": 1200,
        "height": 800,
        "seconds": None,
        "origin": {"how": "uploaded"},
        "created": 0,
        "deleted": None,
        "purged": None,
    }
    assert isinstance(event, AssetEvent)
    assert event.model_dump(mode="json") == {"type": "asset", "asset": asset, "message": None}


async def test_assets_are_listed_and_looked_up(client: Client) -> None:
    asset = await upload(client)
    assert (await client.get("/api/assets")).json() == [asset]
    assert (await client.get("/api/assets", params={"kind": "audio"})).json() == []
    assert (await client.get("/api/assets", params={"words": "photo", "limit": 1})).json() == [asset]
    assert (await client.get(f"/api/assets/{asset['id']}")).json() == asset


async def test_a_refused_upload_says_why(client: Client, folder: Path) -> None:
    answer = await client.post("/api/assets", files={"file": ("photo.png", b"words", "image/png")})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media")
    assert "plain text" in answer.json()["message"]
    assert left(folder) == []


async def test_an_upload_that_says_it_is_too_large_is_refused_unread(client: Client) -> None:
    async def body() -> AsyncIterator[bytes]:
        pytest.fail("The body was read.")
        yield b""

    headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(LIMITS.video * 2)}
    answer = await client.post("/api/assets", headers=headers, content=body())
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_an_upload_that_does_not_say_so_is_stopped_while_it_arrives(client: Client, folder: Path) -> None:
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n' + PICTURE
        while True:
            read += 2**16
            yield bytes(2**16)

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await client.post("/api/assets", headers=headers, content=body())
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert read <= LIMITS.image + 2**17
    assert left(folder) == []


async def test_a_file_is_handed_out_whole_and_safely(client: Client) -> None:
    asset = await upload(client, name='sun "set" Ü.png')
    answer = await client.get(f"/api/assets/{asset['id']}/file")
    assert (answer.status_code, answer.content) == (200, PICTURE)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-length"] == str(len(PICTURE))
    assert answer.headers["content-disposition"] == "inline; filename*=UTF-8''sun%20set%20%C3%9C.png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["etag"] == f'"{asset["sha"]}"'


async def test_a_file_to_keep_has_the_name_that_was_asked_for_and_its_own_ending(client: Client) -> None:
    asset = await upload(client)
    answer = await client.get(f"/api/assets/{asset['id']}/file", params={"name": "../港\r\n.exe"})
    assert answer.content == PICTURE
    name = "%E6%B8%AF.exe.png"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"


async def test_a_picture_with_a_web_page_behind_it_is_only_ever_a_picture(client: Client) -> None:
    asset = await upload(client, PICTURE + b"<html><script>alert(1)</script>", "page.html")
    answer = await client.get(f"/api/assets/{asset['id']}/file")
    assert (asset["name"], answer.headers["content-type"]) == ("page.html.png", "image/png")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_file_is_handed_out_in_parts(client: Client) -> None:
    path = f"/api/assets/{(await upload(client))['id']}/file"
    part = await client.get(path, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, PICTURE[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(PICTURE)}"
    assert part.headers["content-length"] == "10"
    end = await client.get(path, headers={"Range": "bytes=-4"})
    assert (end.status_code, end.content) == (206, PICTURE[-4:])
    outside = await client.get(path, headers={"Range": f"bytes={len(PICTURE)}-"})
    assert (outside.status_code, outside.headers["content-range"]) == (416, f"bytes */{len(PICTURE)}")
    assert outside.content == b""


async def test_a_part_of_other_bytes_is_answered_with_the_whole(client: Client) -> None:
    asset = await upload(client)
    path, part = f"/api/assets/{asset['id']}/file", {"Range": "bytes=0-0"}
    assert (await client.get(path, headers=part | {"If-Range": '"other"'})).status_code == 200
    assert (await client.get(path, headers=part | {"If-Range": f'"{asset["sha"]}"'})).status_code == 206


async def test_what_the_browser_has_is_not_sent_again(client: Client) -> None:
    asset = await upload(client)
    for path in ("file", "preview?size=card"):
        address = f"/api/assets/{asset['id']}/{path}"
        tag = (await client.get(address)).headers["etag"]
        again = await client.get(address, headers={"If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, again.content) == (304, b"")


async def test_the_head_of_a_file_has_no_body(client: Client) -> None:
    path = f"/api/assets/{(await upload(client))['id']}/file"
    head = await client.head(path)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(PICTURE)))
    part = await client.head(path, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.headers["content-length"]) == (206, "10")


async def test_previews_are_small_pictures(client: Client) -> None:
    path = f"/api/assets/{(await upload(client))['id']}/preview"
    for query, size in (("", (640, 427)), ("?size=card", (640, 427)), ("?size=tiny", (96, 64))):
        answer = await client.get(path + query)
        assert answer.headers["content-type"] == "image/webp"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert Image.open(io.BytesIO(answer.content)).size == size
    assert (await client.get(path + "?size=huge")).status_code == 422


async def test_a_sound_has_peaks_and_no_picture_and_a_picture_the_reverse(client: Client) -> None:
    sound = await upload(client, samples.sound("flac", "flac"), "song.flac")
    picture = await upload(client)
    peaks = (await client.get(f"/api/assets/{sound['id']}/peaks")).json()
    assert len(peaks) == 400
    assert all(0 <= peak <= 255 for peak in peaks)
    assert (await client.get(f"/api/assets/{sound['id']}/preview")).status_code == 404
    assert (await client.get(f"/api/assets/{picture['id']}/peaks")).status_code == 404


ROUTES: dict[str, Callable[[str], str]] = {
    "asset": lambda id: f"/api/assets/{id}",
    "file": lambda id: f"/api/assets/{id}/file",
    "preview": lambda id: f"/api/assets/{id}/preview",
    "peaks": lambda id: f"/api/assets/{id}/peaks",
    "page": lambda id: f"/api/assets?before={id}",
}


async def test_another_accounts_asset_is_not_there_in_any_route(client: Client, stranger: Client) -> None:
    asset = await upload(client, samples.sound("flac", "flac"), "song.flac")
    for name, path in ROUTES.items():
        answer = await stranger.get(path(asset["id"]))
        missing = await stranger.get(path("0" * 32))
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), name
        assert answer.text.replace(asset["id"], "0" * 32) == missing.text
    assert (await stranger.head(ROUTES["file"](asset["id"]))).status_code == 404
    assert (await stranger.get("/api/assets")).json() == []


async def test_nobody_gets_anything_without_signing_in(app: FastAPI, client: Client) -> None:
    asset = await upload(client)
    async with Client(transport=httpx2.ASGITransport(app), base_url="http://studio") as nobody:
        assert {(await nobody.get(path(asset["id"]))).status_code for path in ROUTES.values()} == {401}
        assert (await nobody.post("/api/assets", files={"file": ("a.png", PICTURE)})).status_code == 401


@pytest.mark.parametrize(
    ("site", "status"), [("same-origin", 200), ("none", 200), ("same-site", 403), ("cross-site", 403)]
)
async def test_another_site_cannot_use_a_file(client: Client, site: str, status: int) -> None:
    asset = await upload(client)
    for path in ("file", "preview"):
        answer = await client.get(f"/api/assets/{asset['id']}/{path}", headers={"Sec-Fetch-Site": site})
        assert answer.status_code == status
