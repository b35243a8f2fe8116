"""Kills a server at random moments under people who edit one canvas, and looks into its database after each."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headwater.assembly import open_database
from headwater.canvas.document import Document
from headwater.canvas.log import Log
from headwater.settings import Settings
from tests.crash.canvas_editor import SHARED, Editor, Fact
from tests.crash.server import Nursery, Server, a_server
from tests.waiting import eventually

EDITORS = 4
LATEST = 1.0
"""Seconds from when a server serves to its death, at most."""
CALM_EVERY = 10
"""Kills after which all are let come together, and are compared."""


@dataclass
class Report:
    """What there was, and what is wrong."""

    kills: int = 0
    edits: int = 0
    acknowledged: int = 0
    """Edits that were called committed and whose trace can be looked for."""
    reopened: int = 0
    """Tabs closed with or without a line, and opened again from their local copy."""
    comparisons: int = 0
    """Times at which all were compared with each other and with the database."""
    violations: list[str] = field(default_factory=list)


async def storm(nursery: Nursery, home: Path, kills: int, seed: int) -> Report:
    """So many kills at random moments; after each the database must hold all that was acknowledged."""
    weather = Storm(nursery, home, random.Random(seed))
    await weather.begin()
    for number in range(kills):
        await weather.life()
        if number % CALM_EVERY == CALM_EVERY - 1 or number == kills - 1:
            await weather.calm()
    return weather.finished()


class Storm:
    """One home with one canvas, its editors, and many short lives of a server."""

    def __init__(self, nursery: Nursery, home: Path, chance: random.Random) -> None:
        self._nursery = nursery
        self._home = home
        self._chance = chance
        self._editors = [Editor(name, random.Random(chance.random())) for name in "abcdefgh"[:EDITORS]]
        self._token: str | None = None
        self._canvas = self._epoch = ""
        self.report = Report()

    async def begin(self) -> None:
        """Make the canvas."""
        async with self._served() as server:
            self._token = server.token
            answer = await server.http.post("/api/canvases", json={"headwater": 1, "nodes": [], "connections": []})
            self._canvas = answer.json()["id"]
            self._epoch = (await server.http.get(f"/api/canvases/{self._canvas}/opening")).json()["epoch"]
            founder = Editor("founder", self._chance)
            async with self._attended(server, [founder], steady=True):
                await _settled([founder])
                founder.found()
                await _settled([founder])

    async def life(self) -> None:
        """A server that is killed at some moment while all edit; then the database must hold what it said it did."""
        async with self._served() as server, _working(self._editors), self._attended(server, self._editors):
            await server.died_within(self._chance.uniform(0.0, LATEST))
            await server.kill()
        self.report.kills += 1
        self._look(await self._stored())

    async def calm(self) -> None:
        """Nobody edits and nobody hangs up: all come to the same, in their tabs and in the database."""
        async with self._served() as server, self._attended(server, self._editors, steady=True):
            await _settled(self._editors)
            await eventually(self._alike)
        stored = await self._stored()
        self._look(stored)
        self.report.comparisons += 1
        for at, editor in enumerate(self._editors):
            if plain(editor.document) != plain(stored):
                self._wrong(f"editor {at} and the database hold different documents")

    def finished(self) -> Report:
        """The figures."""
        self.report.edits = sum(editor.edits for editor in self._editors)
        self.report.acknowledged = sum(len(editor.acknowledged) for editor in self._editors)
        self.report.reopened = sum(editor.reopened for editor in self._editors)
        return self.report

    async def _alike(self) -> bool:
        first, *others = (plain(editor.document) for editor in self._editors)
        return all(first == other for other in others)

    def _look(self, stored: Document) -> None:
        for editor in self._editors:
            for fact in lost(stored, editor.acknowledged):
                self._wrong(f"acknowledged and lost: {fact}")

    def _wrong(self, what: str) -> None:
        self.report.violations.append(f"after kill {self.report.kills}: {what}")

    async def _stored(self) -> Document:
        """What a server would read now."""
        async with open_database(Settings(home=self._home)) as database:
            return await Log(database, self._canvas).load()

    def _served(self) -> AbstractAsyncContextManager[Server]:
        return a_server(self._nursery, self._home, None, self._token)

    def _attended(
        self, server: Server, editors: list[Editor], *, steady: bool = False
    ) -> AbstractAsyncContextManager[None]:
        base = f"{server.http.base_url}".rstrip("/").replace("http", "ws", 1)
        where = f"{base}/api/canvases/{self._canvas}/document?epoch={self._epoch}"
        by = server.http.headers["Authorization"]
        return _meanwhile([asyncio.create_task(editor.attend(where, by, steady=steady)) for editor in editors])


def lost(stored: Document, facts: Iterable[Fact]) -> list[Fact]:
    """Those that a document does not show."""
    nodes, words = set(stored.nodes.keys()), set(str(stored.nodes[SHARED]["text"]).split())
    held = {"node": nodes.__contains__, "gone": lambda id: id not in nodes, "word": words.__contains__}
    return [(kind, name) for kind, name in facts if not held[kind](name)]


def plain(document: Document) -> dict[str, Any]:
    """All that a document holds, for comparing."""
    roots = {"nodes": document.nodes, "connections": document.connections, "meta": document.meta}
    return {name: json.loads(str(root)) for name, root in roots.items()}


def _working(editors: list[Editor]) -> AbstractAsyncContextManager[None]:
    return _meanwhile([asyncio.create_task(editor.work()) for editor in editors])


async def _settled(editors: list[Editor]) -> None:
    async def all_are() -> bool:
        return all(editor.settled for editor in editors)

    await eventually(all_are)


@asynccontextmanager
async def _meanwhile(tasks: list["asyncio.Task[None]"]) -> AsyncIterator[None]:
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end
