"""A studio in this process, and a desk to work at it over its real HTTP: for tests of whole requests."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from headwater.accounts import store as accounts
from headwater.assembly import Studio, open_studio
from headwater.generation.generation import ACTIVE, GenerationChanged, State
from headwater.models.catalogue import DOUBLES
from headwater.platform.bus import Bus, Event
from headwater.settings import Settings

PORT = 4747
LONGEST = 180.0
"""Seconds after which a generation that has not ended never will, also on a busy machine."""
Json = Any


def node(id: str, kind: str, **more: Json) -> dict[str, Json]:
    """A node of a canvas file; doubles are instant unless told otherwise."""
    settings = {"seconds": 0, **more.pop("settings", {})}
    return {"id": id, "kind": kind, "settings": settings, **more}


@dataclass(frozen=True)
class Desk:
    """One person at work."""

    studio: Studio
    http: httpx2.AsyncClient

    @property
    def bus(self) -> Bus:
        """The studio's events."""
        bus: Bus = self.studio.app.state.bus
        return bus

    async def canvas(self, nodes: Sequence[dict[str, Json]], connections: Sequence[tuple[str, str]] = ()) -> str:
        """A new canvas with these nodes and connections; gives its id."""
        links = [{"from": start, "to": end} for start, end in connections]
        file = {"headwater": 1, "nodes": list(nodes), "connections": links}
        answer = await self.http.post("/api/canvases", json=file)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def get(self, path: str) -> Json:
        """The JSON at a path."""
        answer = await self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def panel(self, canvas: str, node: str) -> Json:
        """The panel of a node."""
        return await self.get(f"/api/canvases/{canvas}/nodes/{node}/panel")

    async def press(self, canvas: str, node: str, panel: Json | None = None, key: str | None = None) -> httpx2.Response:
        """Press Generate as `panel` shows it."""
        panel = panel or await self.panel(canvas, node)
        body = {"price": panel["price"], "hash": panel["hash"], "key": key or uuid.uuid4().hex}
        return await self.http.post(f"/api/canvases/{canvas}/nodes/{node}/generations", json=body)

    async def generate(self, canvas: str, node: str) -> Json:
        """Press Generate and wait until it has ended."""
        answer = await self.press(canvas, node)
        assert answer.status_code == 202, answer.text
        return await self.ended(answer.json()["id"])

    async def ended(self, id: str) -> Json:
        """The generation once it has ended, and, if it succeeded, once it is known whether its node shows it."""
        async with asyncio.timeout(LONGEST):
            return await self._ended(id)

    async def _ended(self, id: str) -> Json:
        with self.bus.subscribe(self.studio.owner.id) as events:
            now = await self.get(f"/api/generations/{id}")
            if _over(State(now["state"]), now["placed"]):
                return now
            async for event in events:
                if _ends(event, id):
                    return await self.get(f"/api/generations/{id}")
        raise AssertionError("The events ended.")

    async def balance(self) -> tuple[str, str]:
        """Free and held credits."""
        now = await self.get("/api/credits")
        return now["balance"], now["held"]

    async def submits(self) -> dict[str, int]:
        """How often each generation reached a double."""
        submits: dict[str, int] = await self.get("/api/doubles")
        return submits


def _ends(event: Event, id: str) -> bool:
    """Whether this event tells that the generation is over."""
    if not isinstance(event, GenerationChanged) or event.generation.id != id:
        return False
    return _over(event.generation.state, event.generation.placed)


def _over(state: State, placed: bool | None) -> bool:
    return state not in ACTIVE and (state is not State.SUCCEEDED or placed is not None)


@asynccontextmanager
async def open_desk(home: Path) -> AsyncIterator[Desk]:
    """A studio over `home`, with the doubles, and its owner at a desk."""
    settings = Settings(home=home, port=PORT, doubles=True, catalogue=str(DOUBLES))
    async with open_studio(settings) as studio:
        async with studio.database.write() as tx:
            token = await accounts.new_session(tx, studio.owner)
        transport = httpx2.ASGITransport(studio.app)
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx2.AsyncClient(
            transport=transport, base_url=f"http://127.0.0.1:{PORT}", headers=headers, timeout=LONGEST
        ) as http:
            yield Desk(studio, http)
