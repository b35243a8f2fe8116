"""A studio over its own HTTP: one that runs as a server, or one in this very process."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx2

from headwater.platform.errors import HeadwaterError

PATIENCE = 60.0
"""Seconds for which a studio that does not answer is asked again: a killed server is back long before."""
AGAIN = (0.1, 2.0)
"""Seconds before the second time it is asked, and at most."""
PIECE = 8 * 2**20
"""Bytes of a result that are asked for at a time; a studio in this process hands them over whole."""
ANSWERS = 60.0
"""Seconds in which a studio answers; taking a canvas in may take as long as it takes."""
Json = Any
PAGE = 1000
"""Generations that are asked for at a time."""


class StudioGone(HeadwaterError):
    """The studio stopped answering; what was begun goes on when it runs again."""

    code = "studio_gone"
    status = 503


class Refused(Exception):
    """The studio's own refusal, passed on with the code and the words that it gave."""

    def __init__(self, code: str, message: str, details: dict[str, Json]) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


class StudioClient:
    """Asks a studio. What can be asked twice is asked again while nobody answers."""

    def __init__(self, http: httpx2.AsyncClient, patience: float = PATIENCE) -> None:
        self._http = http
        self._patience = patience

    async def get(self, path: str, **query: str | int | bool) -> Json:
        """The JSON at a path. Raises `Refused`, `StudioGone`."""
        return (await self._patiently(lambda: self._http.get(path, params=query))).json()

    async def generations(self, canvas: str) -> list[Json]:
        """Every generation of a canvas, newest first. Raises `Refused`, `StudioGone`."""
        found: list[Json] = []
        further: dict[str, str] = {}
        while True:
            page = await self.get("/api/generations", canvas=canvas, limit=PAGE, **further)
            found += page
            if len(page) < PAGE:
                return found
            further = {"before": page[-1]["id"]}

    async def send(self, path: str, body: Json) -> Json:
        """What a POST answers that may be sent twice, by its key or since it changes nothing."""
        return (await self._patiently(lambda: self._http.post(path, json=body))).json()

    async def put(self, path: str, body: Json) -> Json:
        """What a PUT answers; it may be sent twice. Raises `Refused`, `StudioGone`."""
        return (await self._patiently(lambda: self._http.put(path, json=body))).json()

    async def delete(self, path: str) -> None:
        """Send a DELETE. Raises `Refused`, `StudioGone`; also where an earlier try did it, and its answer was lost."""
        await self._patiently(lambda: self._http.delete(path))

    async def send_once(self, path: str, kind: str, content: AsyncIterator[bytes]) -> Json:
        """What a POST answers that is sent only once. Raises `Refused`, `StudioGone`."""
        try:
            timeout = httpx2.Timeout(ANSWERS, read=None)
            answer = await self._http.post(path, content=content, headers={"Content-Type": kind}, timeout=timeout)
        except httpx2.TransportError as error:
            raise _gone(error) from error
        return _checked(answer).json()

    async def download(self, asset: str, size: int, to: Path) -> None:
        """Write the file of an asset of `size` bytes. Raises `Refused`, `StudioGone`, `OSError`."""
        with await asyncio.to_thread(to.open, "wb") as file:
            for start in range(0, size, PIECE):
                asked = {"Range": f"bytes={start}-{min(start + PIECE, size) - 1}"}
                piece = await self._patiently(partial(self._http.get, f"/api/assets/{asset}/file", headers=asked))
                await asyncio.to_thread(file.write, piece.content)

    async def _patiently(self, ask: Callable[[], Awaitable[httpx2.Response]]) -> httpx2.Response:
        until, wait = time.monotonic() + self._patience, AGAIN[0]
        while True:
            try:
                return _checked(await ask())
            except httpx2.TransportError as error:
                if time.monotonic() > until:
                    raise _gone(error) from error
            await asyncio.sleep(wait)
            wait = min(2 * wait, AGAIN[1])


@asynccontextmanager
async def running_studio(port: int, token: str) -> AsyncIterator[StudioClient]:
    """The studio that serves on a loopback port."""
    # Never by way of a proxy: it is on this machine.
    async with _http(port, token, httpx2.AsyncHTTPTransport(retries=0)) as http:
        yield StudioClient(http)


@asynccontextmanager
async def studio_here(app: Any, port: int, token: str) -> AsyncIterator[StudioClient]:
    """The studio in this process, as the ASGI application that it serves."""
    async with _http(port, token, httpx2.ASGITransport(app, raise_app_exceptions=False)) as http:
        yield StudioClient(http, 0)


def _http(port: int, token: str, transport: httpx2.AsyncBaseTransport) -> httpx2.AsyncClient:
    headers = {"Authorization": f"Bearer {token}"}
    address = f"http://127.0.0.1:{port}"
    return httpx2.AsyncClient(transport=transport, base_url=address, headers=headers, timeout=ANSWERS, trust_env=False)


def _checked(answer: httpx2.Response) -> httpx2.Response:
    if answer.is_success:
        return answer
    try:
        said = answer.json()
        raise Refused(said["code"], said["message"], said.get("details") or {})
    except (ValueError, KeyError, TypeError):
        words = f"What answers at {answer.url.host}:{answer.url.port} is no Headwater studio."
        raise Refused("unexpected_answer", words, {}) from None


def _gone(error: Exception) -> StudioGone:
    return StudioGone(
        "The studio stopped answering. What was begun goes on when it runs again; run the same command then.",
        cause=type(error).__name__,
    )
