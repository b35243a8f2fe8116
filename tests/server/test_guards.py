"""Who may talk to the studio, and what its pages may do: each sentence of the security rules."""

import asyncio
import re

import httpx2
import pytest
from starlette.types import Message, Scope

from headwater.accounts import store as accounts
from headwater.accounts.session import cookie_name
from headwater.models.registry import Registry
from headwater.platform.identifiers import now
from headwater.server.guards import POLICY
from tests.desk import PORT, Desk

HERE = f"http://127.0.0.1:{PORT}"


def stranger(desk: Desk, **headers: str) -> httpx2.AsyncClient:
    """Somebody without a token."""
    transport = httpx2.ASGITransport(desk.studio.app)
    return httpx2.AsyncClient(transport=transport, base_url=HERE, headers={"Origin": HERE, **headers})


async def code(desk: Desk) -> str:
    async with desk.studio.database.write() as tx:
        return await accounts.new_code(tx, desk.studio.owner)


async def test_a_code_signs_in_once_and_leaves_a_cookie_that_no_script_can_read(desk: Desk) -> None:
    link = await code(desk)
    async with stranger(desk) as browser:
        first = await browser.post("/api/session", json={"code": link})
        again = await browser.post("/api/session", json={"code": link})
        inside = await browser.get("/api/session")
    assert (first.status_code, again.status_code, inside.status_code) == (200, 401, 200)
    cookie = first.headers["set-cookie"].lower()
    assert cookie.startswith(f"{cookie_name(PORT)}=")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


async def test_a_code_that_is_too_old_signs_nobody_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    link = await code(desk)
    later = now() + accounts.CODE_LIFE + 1
    monkeypatch.setattr(accounts, "now", lambda: later)
    async with stranger(desk) as browser:
        assert (await browser.post("/api/session", json={"code": link})).status_code == 401


async def test_codes_and_tokens_are_kept_only_as_hashes(desk: Desk) -> None:
    link = await code(desk)
    async with desk.studio.database.read() as view:
        rows = (await view.execute(accounts.credentials.select())).all()
    assert rows
    assert all(re.fullmatch(r"[0-9a-f]{64}", row.hash) and row.hash != link for row in rows)


async def test_without_a_session_nothing_but_the_page_and_the_rules_answers(desk: Desk) -> None:
    open_paths = {"/api/connections", "/api/openapi.json"}
    described = desk.studio.app.openapi()["paths"].items()
    paths = [path for path, calls in described if "get" in calls and "{" not in path and path not in open_paths]
    assert len(paths) > 5
    async with stranger(desk) as browser:
        refused = {path: (await browser.get(path)).status_code for path in paths}
    assert set(refused.values()) == {401}, refused


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:4748", "localhost", "127.0.0.1.evil.example:4747"])
async def test_another_host_is_refused_for_reads_too(desk: Desk, host: str) -> None:
    async with stranger(desk, Host=host) as browser:
        assert (await browser.get("/api/session")).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:4748", "https://127.0.0.1:4747", "null"])
async def test_a_write_from_another_origin_is_refused_whatever_it_carries(desk: Desk, origin: str) -> None:
    answer = await desk.http.post("/api/canvases", json={}, headers={"Origin": origin})
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")
    assert await desk.get("/api/canvases") == []


async def test_a_write_without_an_origin_needs_a_token(desk: Desk) -> None:
    token = desk.http.headers["Authorization"].removeprefix("Bearer ")
    transport = httpx2.ASGITransport(desk.studio.app)
    cookies = {cookie_name(PORT): token}
    async with httpx2.AsyncClient(transport=transport, base_url=HERE, cookies=cookies) as browser:
        assert (await browser.get("/api/session")).status_code == 200
        assert (await browser.post("/api/canvases", json={})).status_code == 403
    assert (await desk.http.post("/api/canvases", json={})).status_code == 201


async def first_answer(desk: Desk, path: str, **headers: str) -> Message:
    """What the studio says to a socket that wants to open."""
    path, _, query = path.partition("?")
    raw = {"host": f"127.0.0.1:{PORT}", "authorization": desk.http.headers["Authorization"], **headers}
    scope = {
        "type": "websocket",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in raw.items()],
        "subprotocols": [],
    }
    said: asyncio.Queue[Message] = asyncio.Queue()
    heard: asyncio.Queue[Message] = asyncio.Queue()
    heard.put_nowait({"type": "websocket.connect"})
    talking = asyncio.create_task(_talk(desk, scope, heard, said))
    answer = await said.get()
    heard.put_nowait({"type": "websocket.disconnect", "code": 1000})
    await talking
    return answer


async def _talk(desk: Desk, scope: Scope, heard: asyncio.Queue[Message], said: asyncio.Queue[Message]) -> None:
    await desk.studio.app(scope, heard.get, said.put)


@pytest.mark.parametrize("path", ["/api/live", "/api/canvases/{canvas}/document?epoch=x"])
async def test_a_socket_opens_only_for_the_own_origin(desk: Desk, path: str) -> None:
    path = path.format(canvas=await desk.canvas([]))
    for origin in ("https://evil.example", "http://127.0.0.1:4748"):
        refused = await first_answer(desk, path, origin=origin)
        assert (refused["type"], refused["code"]) == ("websocket.close", 4403)
    assert (await first_answer(desk, path, origin=HERE))["type"] == "websocket.accept"


async def test_a_socket_without_a_session_is_refused(desk: Desk) -> None:
    refused = await first_answer(desk, "/api/live", origin=HERE, authorization="Bearer nothing")
    assert (refused["type"], refused["code"]) == ("websocket.close", 4401)


async def test_every_answer_carries_the_policy_that_lets_no_foreign_script_run(desk: Desk) -> None:
    for path in ("/", "/canvas/x", "/api/session", "/api/nothing"):
        assert (await desk.http.get(path)).headers["content-security-policy"] == POLICY
    assert "script-src 'self'" in POLICY
    assert "unsafe-eval" not in POLICY
    assert "img-src 'self' blob: data:" in POLICY
    assert "media-src 'self' blob: data:" in POLICY


async def test_no_path_leads_out_of_the_bundle(desk: Desk) -> None:
    for path in ("/../pyproject.toml", "/%2e%2e/cli.py", "/..%2fcli.py", "/assets/..%2f..%2fcli.py"):
        assert "import typer" not in (await desk.http.get(path)).text


async def test_an_unexpected_error_tells_nothing_of_the_inside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret-key-123")

    monkeypatch.setattr(Registry, "default", broken)
    transport = httpx2.ASGITransport(desk.studio.app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=HERE, headers=desk.http.headers) as http:
        answer = await http.get("/api/models")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret-key-123" not in answer.text


async def test_a_canvas_file_over_http_names_no_file_of_the_server(desk: Desk) -> None:
    file = {"headwater": 1, "nodes": [{"id": "a", "kind": "image", "file": "../../etc/passwd"}]}
    answer = await desk.http.post("/api/canvases", json=file)
    assert answer.status_code == 422
    assert await desk.get("/api/canvases") == []
