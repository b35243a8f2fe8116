"""Kills a server again and again while much goes on at it, and says what became of it all in the end."""

import asyncio
import json
import random
import time
from collections import Counter, deque
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx2

from tests.assets.samples import film, picture
from tests.crash.audit import audit
from tests.crash.eraser import erase
from tests.crash.points import PLACES, Point
from tests.crash.provider import MODELS, MOODS, Provider, prompt
from tests.crash.server import Nursery, Server, a_server
from tests.reading import rows, table
from tests.waiting import eventually

NOT_HERE = {"cancel", "work"}
"""Places that nothing in the storm comes to: no double is cancelled while it runs, no built-in model works."""
OUTCOMES = ("late_answer", "never_arrived", "partial")
"""How doubles end that are asked after again, or break off."""
BOUNDARIES = [Point(when, what) for what in PLACES if what not in NOT_HERE for when in ("before", "after")]
PATIENCE = 4.0
"""Seconds until a server is killed that does not come to its point."""
LATEST = 1.5
"""Seconds until a random moment at most."""
NODES = 4
"""Nodes that are begun in each life."""
STOPPED = 0.2
"""How many of the runs somebody stops."""
QUIET = 240.0
"""Seconds until all has settled once nobody is killed any more."""


@dataclass
class Report:
    """What there was, and what is wrong."""

    kills: int = 0
    at_points: int = 0
    """Kills at a step boundary; the others came at random moments."""
    boundaries: set[tuple[str, str]] = field(default_factory=set)
    """Those at which a server was killed."""
    generations: int = 0
    ends: dict[str, int] = field(default_factory=dict)
    polling_again: list[float] = field(default_factory=list)
    """Milliseconds from the start of a server until it asked after a job that an earlier one had submitted."""
    violations: list[str] = field(default_factory=list)


async def storm(nursery: Nursery, home: Path, kills: int, seed: int) -> Report:
    """So many kills, every second one at the next step boundary; then let all settle, and look."""
    with Provider(film("mp4", tone=None, frames=4, size=(64, 64))) as provider:
        weather = Storm(nursery, home, provider, random.Random(seed))
        for number in range(kills):
            await weather.life(number)
        await weather.calm()
        return weather.report


class Storm:
    """One home, one provider, and many short lives of a server."""

    def __init__(self, nursery: Nursery, home: Path, provider: Provider, chance: random.Random) -> None:
        self._nursery = nursery
        self._home = home
        self._provider = provider
        self._chance = chance
        self._points = deque(chance.sample(BOUNDARIES, len(BOUNDARIES)))
        self._token: str | None = None
        self._pressed: list[tuple[str, str]] = []
        """Canvas and node of each press; it is made again in the next life, as a browser does without an answer."""
        self._agreed: list[tuple[str, dict[str, Any]]] = []
        """Canvas and terms of each run that was started; each is started again in the next life."""
        self.report = Report()

    async def life(self, number: int) -> None:
        """A server that is killed at a boundary, or at some moment."""
        point = self._next_point() if number % 2 == 0 else None
        patience = PATIENCE if point else self._chance.uniform(0.0, LATEST)
        began = time.monotonic()
        async with a_server(self._nursery, self._home, point, self._token) as server:
            self._token = server.token
            work = asyncio.create_task(self._work(server, number))
            died = await server.died_within(patience)
            await server.kill()
            await work
        self.report.kills += 1
        if point and died:
            self.report.at_points += 1
            self.report.boundaries.add((point.when, point.what))
        self._note_polling(began)

    def _next_point(self) -> Point:
        """Each in its turn; the first time that the server comes by, or a later one."""
        point = self._points[0]
        self._points.rotate(-1)
        return Point(point.when, point.what, self._chance.choice([1, 1, 2]))

    async def _work(self, server: Server, number: int) -> None:
        """Much at once; whatever the server's death cuts short is left as it is."""
        with suppress(httpx2.TransportError):
            if not self._pressed:
                await self._connect(server)
            before = self._pressed[-2 * NODES :]
            canvas = await server.canvas(self._nodes(number))
            nodes = [f"{number}-{place}" for place in range(NODES)]
            self._pressed += [(canvas, node) for node in nodes]
            presses = [server.press(*each) for each in (*before, *((canvas, node) for node in nodes))]
            meanwhile = (self._upload(server, number), self._meddle(server, canvas, nodes))
            await _all(*presses, *meanwhile, self._check(server), self._run(server, number))

    async def _connect(self, server: Server) -> None:
        for provider, wish in self._provider.connections.items():
            answer = await server.http.put(f"/api/providers/{provider}", json=wish)
            assert answer.json()["state"] == "connected", answer.text

    def _nodes(self, number: int) -> list[dict[str, Any]]:
        kinds = self._chance.choices(list(MODELS), weights=[6, 1, 5], k=NODES)
        moods = self._chance.choices(MOODS, weights=[6, 1, 1, 1, 1], k=NODES)
        nodes = [_node(f"{number}-{place}", *each) for place, each in enumerate(zip(kinds, moods, strict=True))]
        return [*nodes[:-1], _double(f"{number}-{NODES - 1}", OUTCOMES[number % len(OUTCOMES)])]

    async def _meddle(self, server: Server, canvas: str, nodes: list[str]) -> None:
        """Somebody deletes a node, cancels something, deletes a canvas: now and then, while it is generating."""
        erases, cancels, deletes = (self._chance.random() < often for often in (0.5, 0.5, 0.1))
        if erases:
            await erase(server.http, canvas, self._chance.choice(nodes))
        if cancels:
            await self._cancel(server)
        if deletes:
            await server.http.delete(f"/api/canvases/{canvas}")

    async def _check(self, server: Server) -> None:
        """Somebody asks again what became of each unknown outcome, twice at once."""
        for id in await server.checkable():
            asking = server.http.post(f"/api/generations/{id}/check"), server.http.post(f"/api/generations/{id}/check")
            await asyncio.gather(*asking, return_exceptions=True)

    async def _run(self, server: Server, number: int) -> None:
        """Somebody runs a canvas, whose picture moves in a film, perhaps stops it, and starts the last one again."""
        for canvas, terms in self._agreed[-1:]:
            await server.http.post(f"/api/canvases/{canvas}/runs", json=terms)
        mood = self._chance.choice(["plain", "plain", "error"])
        picture, film = _node(f"{number}-90", "image", "plain"), _node(f"{number}-91", "video", "plain")
        aside = _node(f"{number}-92", "image", mood)
        canvas = await server.canvas([picture, film, aside], [(picture["id"], film["id"])])
        plan = (await server.http.post(f"/api/canvases/{canvas}/plans", json={"which": "canvas"})).json()
        terms = {"price": plan["price"], "hash": plan["hash"], "key": f"run-of-{number}", **plan["scope"]}
        self._agreed.append((canvas, terms))
        answer = await server.http.post(f"/api/canvases/{canvas}/runs", json=terms)
        if answer.is_success and self._chance.random() < STOPPED:
            await server.http.post(f"/api/runs/{answer.json()['id']}/stop")

    async def _cancel(self, server: Server) -> None:
        active = await server.active()
        if active:
            await server.http.post(f"/api/generations/{self._chance.choice(active)['id']}/cancel")

    async def _upload(self, server: Server, number: int) -> None:
        file = picture("PNG", (40 + number % 400, 40 + number // 400))
        await server.http.post("/api/assets", files={"file": ("mine.png", file)})

    def _note_polling(self, began: float) -> None:
        resumed = [at for at, submitted in self._provider.tally.polled if at > began > submitted]
        if resumed:
            self.report.polling_again.append(1000 * (min(resumed) - began))
        self._provider.tally.polled.clear()

    async def calm(self) -> None:
        """Let everything end, start once more as one does on another day, and look."""
        async with a_server(self._nursery, self._home, None, self._token) as server:
            with suppress(AssertionError):  # the audit says what did not end
                await eventually(partial(self._over, server), QUIET)
        async with a_server(self._nursery, self._home, None, self._token):
            with suppress(AssertionError):
                await eventually(self._clean, 60)
        self.report.violations = await audit(self._home, self._arrived())
        self.report.ends = dict(Counter(row["state"] for row in table(self._home, "generations")))
        self.report.generations = sum(self.report.ends.values())

    async def _over(self, server: Server) -> bool:
        """Whether all has ended and is shown; what is endless is cancelled, what is unknown asked after."""
        await self._check(server)
        active = await server.active()
        for each in active:
            if each["prompt"].endswith("endless") and not each["cancelling"]:
                await server.http.post(f"/api/generations/{each['id']}/cancel")
        return not active and not self._waiting()

    def _waiting(self) -> bool:
        """Whether a result is still to be shown, or a workflow to be closed."""
        unplaced = "SELECT 1 FROM generations WHERE state = 'succeeded' AND placed IS NULL"
        pending = "SELECT 1 FROM workflow_status WHERE status IN ('PENDING', 'ENQUEUED')"
        return bool(rows(self._home, "studio", unplaced) or rows(self._home, "engine", pending))

    async def _clean(self) -> bool:
        return not await audit(self._home, self._arrived())

    def _arrived(self) -> dict[str, int]:
        """How many requests reached the services and the doubles, by prompt."""
        asked = {row["id"]: json.loads(row["request"])["prompt"] for row in table(self._home, "generations")}
        records = [json.loads(path.read_text()) for path in (self._home / "doubles").glob("*.json")]
        return {**self._provider.tally.arrived, **{asked[each["reference"]]: each["submits"] for each in records}}


def _node(id: str, kind: str, mood: str) -> dict[str, Any]:
    return {"id": id, "kind": kind, "model": MODELS[kind], "prompt": prompt(id, mood)}


def _double(id: str, outcome: str) -> dict[str, Any]:
    """A text by the doubles, which end as they are told."""
    settings = {"seconds": 0, "outcome": outcome}
    return {
        "id": id,
        "kind": "text",
        "model": "builtin/double-text",
        "prompt": prompt(id, outcome),
        "settings": settings,
    }


async def _all(*work: Coroutine[Any, Any, None]) -> None:
    """Each of them to its end. Raises the first error that is not the server's death."""
    for error in await asyncio.gather(*work, return_exceptions=True):
        if error and not isinstance(error, httpx2.TransportError):
            raise error
