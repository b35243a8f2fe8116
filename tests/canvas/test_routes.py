"""Canvases over HTTP and the live document over a real WebSocket: each account sees its own only."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import SimpleNamespace

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy import Engine
from sqlalchemy.event import listen, remove
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from headwater.accounts import store as accounts
from headwater.accounts.account import Account
from headwater.canvas import store
from headwater.canvas.canvas import Canvas
from headwater.canvas.connections import TABLE
from headwater.canvas.document import Document
from headwater.canvas.protocol import Close
from headwater.canvas.rooms import Rooms
from headwater.canvas.routes import router
from headwater.canvas.sketch import Sketch, SketchNode
from headwater.canvas.store import Update
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.errors import HeadwaterError
from headwater.platform.kinds import Kind
from tests.canvas.peers import Tab, Wire


@dataclass(frozen=True)
class Studio:
    """A server with the canvas's routes, and the sessions of two people."""

    port: int
    owner: httpx2.AsyncClient
    stranger: httpx2.AsyncClient

    def live(self, canvas: Canvas, epoch: str | None = None, client: httpx2.AsyncClient | None = None) -> connect:
        """A WebSocket to the document of a canvas."""
        query = f"epoch={canvas.epoch if epoch is None else epoch}"
        token = (client or self.owner).headers["Authorization"]
        url = f"ws://127.0.0.1:{self.port}/api/canvases/{canvas.id}/document?{query}"
        return connect(url, additional_headers={"Authorization": token}, compression=None)


@pytest.fixture
async def studio(database: Database, rooms: Rooms, canvas: Canvas) -> AsyncIterator[Studio]:
    app = FastAPI(exception_handlers={HeadwaterError: _answer})
    app.include_router(router)
    app.state.database, app.state.rooms, app.state.settings = database, rooms, SimpleNamespace(port=4747)
    app.state.bus = Bus()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="websockets-sansio"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        async with (
            await _client(database, Account(canvas.account, "Owner"), port) as owner,
            await _client(database, None, port) as stranger,
        ):
            yield Studio(port, owner, stranger)
        server.should_exit = True
        await serving


async def test_the_list_names_my_canvases_only(studio: Studio, canvas: Canvas) -> None:
    listed = (await studio.owner.get("/api/canvases")).json()
    nothing_yet = {"nodes": 0, "sketch": {"nodes": [], "connections": []}}
    moments = {"created": canvas.created, "updated": canvas.updated}
    assert listed == [{"id": canvas.id, "title": "A film", **moments, **nothing_yet}]
    assert (await studio.stranger.get("/api/canvases")).json() == []


async def test_opening_a_canvas_tells_its_epoch_and_where_i_left_off(studio: Studio, canvas: Canvas) -> None:
    address = f"/api/canvases/{canvas.id}"
    opening = {"id": canvas.id, "title": "A film", "epoch": canvas.epoch, "place": None}
    assert (await studio.owner.get(f"{address}/opening")).json() == opening
    place = {"x": -12.5, "y": 3.0, "zoom": 0.25}
    assert (await studio.owner.put(f"{address}/place", json=place)).status_code == 204
    assert (await studio.owner.get(f"{address}/opening")).json() == opening | {"place": place}


@pytest.mark.parametrize("place", [{"x": 0, "y": 0, "zoom": 0}, {"x": "left", "y": 0, "zoom": 1}, {"x": 0, "y": 0}])
async def test_a_place_that_is_none_is_refused(studio: Studio, canvas: Canvas, place: dict[str, object]) -> None:
    assert (await studio.owner.put(f"/api/canvases/{canvas.id}/place", json=place)).status_code == 422


async def test_a_canvas_is_renamed(studio: Studio, canvas: Canvas) -> None:
    renamed = await studio.owner.patch(f"/api/canvases/{canvas.id}", json={"title": "  Harbour "})
    assert renamed.json()["title"] == "Harbour"
    assert (await studio.owner.patch(f"/api/canvases/{canvas.id}", json={"title": " "})).status_code == 422


async def test_a_canvas_of_another_is_not_there(studio: Studio, canvas: Canvas) -> None:
    address, place = f"/api/canvases/{canvas.id}", {"x": 0, "y": 0, "zoom": 1}
    answers = [
        await studio.stranger.get(f"{address}/opening"),
        await studio.stranger.put(f"{address}/place", json=place),
        await studio.stranger.patch(address, json={"title": "Mine"}),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert await _closed(studio.live(canvas, client=studio.stranger)) == Close.NO_CANVAS


async def test_the_connection_table_is_published(studio: Studio) -> None:
    table = (await studio.owner.get("/api/connections")).json()
    assert table["kinds"] == ["text", "image", "video", "audio"]
    assert len(table["pairs"]) == len(TABLE)
    refused = [pair for pair in table["pairs"] if not pair["allowed"]]
    assert refused[0] == {
        "from": "image", "to": "audio", "allowed": False, "use": "", "makes": "",
        "reason": "A picture cannot feed sound.",
    }  # fmt: skip
    assert {"self", "twice", "circle", "pair"} <= set(table["reasons"])


async def test_the_live_document_is_edited_over_a_websocket(studio: Studio, canvas: Canvas, rooms: Rooms) -> None:
    tab = Tab(canvas.account)
    async with studio.live(canvas) as socket:
        await tab.join(_Remote(socket))  # type: ignore[arg-type]
        tab.add("n1")
        await tab.settled()
    await tab.leave()
    assert "n1" in (await rooms.get(canvas.id)).document.nodes


async def test_another_epoch_is_refused(studio: Studio, canvas: Canvas) -> None:
    assert await _closed(studio.live(canvas, epoch="another")) == Close.WRONG_EPOCH
    assert await _closed(studio.live(canvas, epoch="")) == Close.WRONG_EPOCH


async def test_words_instead_of_bytes_close_the_socket(studio: Studio, canvas: Canvas) -> None:
    async with studio.live(canvas) as socket:
        await socket.send("hello")
        with suppress(ConnectionClosed):
            async for _ in socket:
                pass
        assert socket.close_code == Close.BAD_UPDATE


async def test_a_document_from_the_future_says_so(studio: Studio, canvas: Canvas, database: Database) -> None:
    async with database.write() as transaction:
        future = Document()
        for update in await store.updates_after(transaction, canvas.id, 0):
            future.doc.apply_update(update)
        future.meta["version"] = 99
        await store.append(transaction, canvas.id, [Update(future.doc.get_update(), None)])
    assert await _closed(studio.live(canvas)) == Close.NEWER_DOCUMENT


@contextmanager
def _statements() -> Iterator[list[str]]:
    """Every SQL statement that is executed meanwhile."""
    executed: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        executed.append(statement)

    listen(Engine, "before_cursor_execute", hear)
    yield executed
    remove(Engine, "before_cursor_execute", hear)


class _Remote:
    """A WebSocket in place of the room that it leads to."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def serve(self, wire: Wire, _: str) -> None:
        """Carry messages both ways until either end closes."""
        listening = asyncio.create_task(self._listen(wire))
        while (message := await wire.to_room.get()) is not None:
            await self._socket.send(message)
        listening.cancel()

    async def _listen(self, wire: Wire) -> None:
        async for message in self._socket:
            assert isinstance(message, bytes)
            await wire.send(message)


async def _closed(connecting: connect) -> int | None:
    async with connecting as socket:
        with suppress(ConnectionClosed):
            async for _ in socket:
                pass
        return socket.close_code


async def _client(database: Database, account: Account | None, port: int) -> httpx2.AsyncClient:
    async with database.write() as transaction:
        account = account or await accounts.create(transaction, "Stranger")
        token = await accounts.new_session(transaction, account)
    return httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {token}"})


async def _answer(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HeadwaterError)
    return JSONResponse({"code": error.code, "message": error.message}, error.status)


async def test_a_deleted_canvas_is_out_of_the_list_and_comes_back_whole(studio: Studio, canvas: Canvas) -> None:
    address = f"/api/canvases/{canvas.id}"
    assert (await studio.owner.delete(address)).status_code == 204
    assert (await studio.owner.get("/api/canvases")).json() == []
    [deleted] = (await studio.owner.get("/api/canvases?deleted=true")).json()
    assert (deleted["id"], deleted["deleted"] > 0) == (canvas.id, True)
    restored = (await studio.owner.post(f"{address}/restore")).json()
    assert "deleted" not in restored
    assert (await studio.owner.get("/api/canvases")).json() == [restored]


async def test_a_deleted_canvas_says_so_until_it_is_restored(studio: Studio, canvas: Canvas) -> None:
    address = f"/api/canvases/{canvas.id}"
    await studio.owner.delete(address)
    answer = await studio.owner.get(f"{address}/opening")
    assert (answer.status_code, answer.json()["code"]) == (410, "canvas_deleted")
    assert await _closed(studio.live(canvas)) == Close.DELETED
    await studio.owner.post(f"{address}/restore")
    assert (await studio.owner.get(f"{address}/opening")).status_code == 200


async def test_whoever_has_a_canvas_open_is_told_when_it_is_deleted(studio: Studio, canvas: Canvas) -> None:
    async with studio.live(canvas) as socket:
        await socket.recv()
        await studio.owner.delete(f"/api/canvases/{canvas.id}")
        with suppress(ConnectionClosed):
            async for _ in socket:
                pass
        assert socket.close_code == Close.DELETED


async def test_nobody_deletes_or_restores_the_canvas_of_another(studio: Studio, canvas: Canvas) -> None:
    address = f"/api/canvases/{canvas.id}"
    assert (await studio.stranger.delete(address)).status_code == 404
    assert (await studio.stranger.post(f"{address}/restore")).status_code == 404
    assert (await studio.stranger.get("/api/canvases?deleted=true")).json() == []


async def test_two_hundred_canvases_are_one_query_and_a_small_answer(
    studio: Studio, canvas: Canvas, database: Database
) -> None:
    node = SketchNode(kind=Kind.IMAGE, x=12_345, y=-2_345, asset="a" * 32, width=1280, height=720)
    film = Sketch(nodes=[node] * 12, connections=[(0, 1)] * 12)
    async with database.write() as transaction:
        for number in range(199):
            made = await store.create(transaction, canvas.account, f"Film {number}")
            await store.keep_sketch(transaction, made.id, made.updated, 12, film)
    with _statements() as asked:
        answer = await studio.owner.get("/api/canvases")
    assert len(answer.json()) == 200
    assert len([statement for statement in asked if "canvases" in statement]) == 1
    assert len(answer.content) < 300_000
