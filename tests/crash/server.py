"""A server in a process of its own that dies at a given point, and somebody who works at it meanwhile."""

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx2

from headwater.accounts import store as accounts
from headwater.assembly import open_database, the_owner
from headwater.models.catalogue import DOUBLES
from headwater.settings import Settings
from tests.crash.points import Point
from tests.waiting import eventually

ROOT = Path(__file__).parents[2]
LONGEST = 180.0
"""Seconds after which something went wrong, also on a busy machine."""
Json = Any


class Nursery:
    """Where servers are brought up, one at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def says(self) -> dict[str, int]:
        """The next thing that became of a server."""
        assert self._process.stdout
        async with asyncio.timeout(LONGEST):
            said: dict[str, int] = json.loads(await self._process.stdout.readline())
        return said

    def order(self, **server: Json) -> None:
        """Ask for a server."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(server).encode() + b"\n")


class Server:
    """A running server, and its owner's script."""

    def __init__(self, http: httpx2.AsyncClient, death: asyncio.Task[dict[str, int]], pid: int | None) -> None:
        self._death = death
        self._pid = pid
        self.http = http

    @property
    def token(self) -> str:
        """With which its owner comes in."""
        return self.http.headers["Authorization"].removeprefix("Bearer ")

    async def canvas(self, nodes: list[dict[str, Json]], connections: Sequence[tuple[str, str]] = ()) -> str:
        """A new canvas; gives its id."""
        links = [{"from": start, "to": end} for start, end in connections]
        file = {"headwater": 1, "nodes": nodes, "connections": links}
        answer = await self.http.post("/api/canvases", json=file)
        return str(answer.json()["id"])

    async def press(self, canvas: str, node: str, key: str = "the-one-press") -> None:
        """Press Generate; the server may refuse, or die of it."""
        place = f"/api/canvases/{canvas}/nodes/{node}"
        with suppress(httpx2.TransportError):
            shown = await self.http.get(f"{place}/panel")
            if shown.is_success:  # else the node or its canvas was deleted
                panel = shown.json()
                press = {"price": panel["price"], "hash": panel["hash"], "key": f"{key}-{node}"}
                await self.http.post(f"{place}/generations", json=press)

    async def cancel(self) -> None:
        """Cancel the one generation once it is running; the server may die of it."""
        await eventually(self._running)
        (one,) = await self.active()
        with suppress(httpx2.TransportError):
            await self.http.post(f"/api/generations/{one['id']}/cancel")

    async def active(self) -> list[Json]:
        """The generations that have not ended; none when it is dead."""
        found: list[Json] = []
        with suppress(httpx2.TransportError):
            found = (await self.http.get("/api/generations?active=true")).json()
        return found

    async def checkable(self) -> list[str]:
        """The generations that may be asked after again; none when it is dead."""
        found: list[Json] = []
        with suppress(httpx2.TransportError):
            found = (await self.http.get("/api/generations?limit=1000")).json()
        return [each["id"] for each in found if each["can_check"]]

    async def _running(self) -> bool:
        return [each["state"] for each in await self.active()] == ["running"]

    @property
    def dead(self) -> bool:
        """Whether it is."""
        return self._death.done()

    async def died(self) -> None:
        """Return when it has killed itself."""
        assert await self._death == {"ended": -signal.SIGKILL}

    async def died_within(self, seconds: float) -> bool:
        """Whether it kills itself in that time."""
        await asyncio.wait([self._death], timeout=seconds)
        return self.dead

    async def kill(self) -> None:
        """Kill it now, if it is not dead yet."""
        if self._pid and not self.dead:
            with suppress(ProcessLookupError):  # it died this very moment
                os.kill(self._pid, signal.SIGKILL)
        await self.died()


@asynccontextmanager
async def a_nursery() -> AsyncIterator[Nursery]:
    """A nursery, gone with all that it brought up when the context ends."""
    command = [sys.executable, "-m", "tests.crash.nursery"]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=PIPE, stdout=PIPE)
    try:
        yield Nursery(process)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


@asynccontextmanager
async def a_server(
    nursery: Nursery, home: Path, point: Point | None, token: str | None = None
) -> AsyncIterator[Server]:
    """A server over `home` that dies at `point`. `token`: its owner's, where there was a server before."""
    settings = Settings(home=home, port=_free_port(), doubles=True, catalogue=str(DOUBLES), first_canvas=False)
    nursery.order(home=str(home), url=settings.database_url, port=settings.port, point=asdict(point) if point else None)
    said = await nursery.says()
    death = asyncio.create_task(nursery.says() if "serving" in said else _over(said))
    headers = {"Authorization": f"Bearer {token or await _token(settings)}"}
    address = f"http://127.0.0.1:{settings.port}"
    async with httpx2.AsyncClient(
        base_url=address, headers=headers, timeout=LONGEST, trust_env=False, verify=False
    ) as http:
        server = Server(http, death, said.get("serving"))
        try:
            yield server
        finally:
            await server.kill()


async def _over(said: dict[str, int]) -> dict[str, int]:
    """It died at the start, of what it took up there."""
    return said


async def _token(settings: Settings) -> str:
    async with open_database(settings) as database:
        owner = await the_owner(database, settings)
        async with database.write() as tx:
            return await accounts.new_session(tx, owner)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
