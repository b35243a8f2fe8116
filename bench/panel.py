"""How soon a panel is answered on a canvas of two thousand nodes: `python -m bench.panel`. Goal: p95 under 15 ms.

The studio serves this process's own loopback port, so that the server's time and its queries can be taken apart from
what the way there and back costs.
"""

import asyncio
import os
import socket
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from bench._measuring import Row, report, row
from headwater.accounts import store as accounts
from headwater.assembly import Studio, open_studio
from headwater.canvas.document import Document
from headwater.canvas.edits import show
from headwater.generation.take import Take
from headwater.models import catalogue
from headwater.settings import Settings
from tests.assets import samples
from tests.queries import queries

Json = Any
NODES = 2_000
REFERENCES = 12
ASKED = 100
PANELS = {
    "text: three texts": "text",
    "image: twelve pictures": "image",
    "video: twelve references": "video",
    "audio: a script": "audio",
    "last of a chain of 400": "last",
    "nothing connected": "alone",
}
"""What is asked for, by the id of its node."""
SCRIPT = "The keeper climbs the stairs while the storm throws gravel at the glass. " * 40
PROMPT = "Slow push in on the lamp room, rain on every pane, warm light against a cold sea. ⟦script⟧ As in ⟦image-3⟧."


@dataclass
class Watched:
    """The studio, with the time that each answer takes it."""

    app: ASGIApp
    times: list[float] = field(default_factory=list)
    """Milliseconds from the request's arrival to the end of the answer."""
    work: list[float] = field(default_factory=list)
    """Milliseconds of CPU meanwhile, of all threads: the same however busy the machine is."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, worked = time.perf_counter(), time.process_time()
        await self.app(scope, receive, send)
        self.times.append((time.perf_counter() - begun) * 1000)
        self.work.append((time.process_time() - worked) * 1000)


def main() -> None:
    """Measure each panel, print a table, and write the numbers."""
    keys = {each.environment[0]: "not-a-key" for each in catalogue.load().providers.values() if each.environment}
    os.environ |= keys
    asyncio.run(_measured())


async def _measured() -> None:
    with tempfile.TemporaryDirectory(prefix="headwater-bench-") as folder:
        async with AsyncExitStack() as stack:
            listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            listener.bind(("127.0.0.1", 0))
            settings = Settings(home=Path(folder) / "home", port=listener.getsockname()[1])
            studio = await stack.enter_async_context(open_studio(settings))
            watched = Watched(studio.app)
            server = uvicorn.Server(uvicorn.Config(watched, log_level="warning", lifespan="off"))
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            http = await stack.enter_async_context(await _client(studio))
            canvas = await _canvas(studio, http)
            asked = Asked(http, watched, canvas)
            report("panel", [line for what, node in PANELS.items() for line in await asked.about(what, node)])
            server.should_exit = True
            await serving


async def _client(studio: Studio) -> httpx2.AsyncClient:
    async with studio.database.write() as tx:
        token = await accounts.new_session(tx, studio.owner)
    headers = {"Authorization": f"Bearer {token}"}
    return httpx2.AsyncClient(base_url=f"http://127.0.0.1:{studio.settings.port}", headers=headers, timeout=60)


@dataclass(frozen=True)
class Asked:
    """A browser that asks for panels of one canvas."""

    http: httpx2.AsyncClient
    watched: Watched
    canvas: str

    async def about(self, what: str, node: str) -> list[Row]:
        """How long the panel of one node takes, on the server and with the way there and back."""
        await self._once(node)  # the first one also opens the canvas
        self.watched.times.clear()
        self.watched.work.clear()
        with queries() as asked:
            trips = [await self._once(node) for _ in range(ASKED)]
        each = len(asked) / ASKED
        return [
            row(f"{what}: on the server", "ms", self.watched.times),
            row(f"{what}: CPU of the server", "ms", self.watched.work),
            row(f"{what}: there and back", "ms", trips),
            Row(f"{what}: queries", "queries", each, each, ASKED),
        ]

    async def _once(self, node: str) -> float:
        begun = time.perf_counter()
        (await self.http.get(f"/api/canvases/{self.canvas}/nodes/{node}/panel")).raise_for_status()
        return (time.perf_counter() - begun) * 1000


async def _canvas(studio: Studio, http: httpx2.AsyncClient) -> str:
    answer = await http.post("/api/canvases", json={"headwater": 1, "nodes": _nodes(), "connections": _connections()})
    answer.raise_for_status()
    canvas = str(answer.json()["id"])
    for kind, data in _media().items():
        asset = (await http.post("/api/assets", files={"file": (kind, data, "x/x")})).json()["id"]
        for number in range(REFERENCES):
            await _show(studio, http, canvas, f"{kind}-{number}", asset)
    return canvas


async def _show(studio: Studio, http: httpx2.AsyncClient, canvas: str, node: str, asset: str) -> None:
    """Give a node content, as a browser does after an upload."""
    answer = await http.post(f"/api/canvases/{canvas}/nodes/{node}/takes", json={"asset": asset})
    answer.raise_for_status()
    take = Take.model_validate(answer.json())

    def shown(document: Document) -> None:
        show(document, node, take.shown())

    async with studio.app.state.rooms.open(canvas) as room:
        await room.edit(shown)


def _media() -> dict[str, bytes]:
    return {
        "image": samples.picture("PNG", (64, 64)),
        "video": samples.film("mp4"),
        "audio": samples.sound("wav", "pcm_s16le"),
    }


def _nodes() -> list[dict[str, Json]]:
    """Three texts, twelve of each medium, the nodes that are asked for, and chains of ten, one of them very long."""
    found = [{"id": "script", "kind": "text", "text": SCRIPT}]
    found += [{"id": f"text-{number}", "kind": "text", "text": SCRIPT} for number in range(2)]
    found += [{"id": f"{kind}-{n}", "kind": kind} for kind in ("image", "video", "audio") for n in range(REFERENCES)]
    found += [{"id": kind, "kind": kind, "prompt": PROMPT} for kind in ("text", "image", "video", "audio")]
    found += [{"id": "last", "kind": "image", "prompt": PROMPT}, {"id": "alone", "kind": "video", "prompt": PROMPT}]
    rest = range(NODES - len(found))
    return [*found, *({"id": f"chain-{n}", "kind": "text", "text": SCRIPT[:400], "prompt": PROMPT} for n in rest)]


def _connections() -> list[dict[str, str]]:
    texts = ["script", "text-0", "text-1"]
    pictures = [f"image-{number}" for number in range(REFERENCES)]
    some = [f"{kind}-{number}" for kind in ("image", "video", "audio") for number in range(4)]
    into = {"text": texts, "image": texts + pictures, "video": texts + some, "audio": ["script"]}
    chains = [(f"chain-{n}", f"chain-{n + 1}") for n in range(NODES - 60) if n < 400 or n % 10]
    links = [*((source, node) for node, sources in into.items() for source in sources), *chains, ("chain-400", "last")]
    return [{"from": start, "to": end} for start, end in links]


if __name__ == "__main__":
    main()
