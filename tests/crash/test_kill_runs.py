"""Kill -9 at each point of a run: it goes on by itself, makes nothing twice, and holds nothing too much."""

import uuid
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from tests.crash.points import Point
from tests.crash.server import Nursery, Server, a_server
from tests.desk import Json, node, open_desk
from tests.runs.going import over, states

pytestmark = pytest.mark.asyncio(loop_scope="module")

POINTS = [
    Point("before", "conduct"),  # it is agreed to, and the engine knows nothing of it
    Point("before", "run"),
    Point("before", "turn"),
    Point("before", "begun"),  # a node's generation and hold are committed, and not started
    Point("after", "begun"),
    Point("after", "turn"),
    Point("before", "turn", 3),
    Point("before", "begun", 3),
    Point("before", "submit", 2),
    Point("after", "place"),  # the result is shown, and the run has not heard of it
    Point("before", "mark"),
    Point("after", "mark"),
    Point("before", "mark", 3),
    Point("before", "end"),
    Point("after", "end"),
    Point("after", "run"),  # it is over, and the engine does not know
]


NODES: list[dict[str, Json]] = [
    node("one", "text", prompt="First"),
    node("two", "text", prompt="Second"),
    node("bad", "text", prompt="Third", settings={"outcome": "provider_error"}),
    node("after", "text", prompt="Fourth"),
]
LINES = [("one", "two"), ("bad", "after")]
SLOW = [("slow", "two")]


def _name(point: object) -> str:
    return f"{point.when}-{point.what}-{point.times}" if isinstance(point, Point) else str(point)


@pytest.mark.parametrize("point", POINTS, ids=_name)
async def test_a_run_that_was_killed_goes_on_and_makes_nothing_twice(
    nursery: Nursery, home: Path, point: Point
) -> None:
    async with a_server(nursery, home, point) as server:
        canvas = await server.canvas(NODES, LINES)
        await start(server, canvas)
        await server.died()
    async with open_desk(home) as desk:
        (run,) = await desk.get(f"/api/runs?canvas={canvas}")
        ended = await over(desk, run["id"])
        assert states(ended) == {"one": "succeeded", "two": "succeeded", "bad": "failed", "after": "skipped"}
        assert ended["state"] == "failed"
        made = await desk.get("/api/generations")
        assert sorted(each["node"] for each in made) == ["bad", "one", "two"]
        assert set((await desk.submits()).values()) == {1}
        assert (ended["spent"], ended["agreed"]) == ("2", "4")
        assert await desk.balance() == ("998", "0")


async def test_a_run_that_was_killed_while_it_stopped_is_stopped(nursery: Nursery, home: Path) -> None:
    async with a_server(nursery, home, Point("before", "mark")) as server:
        canvas = await server.canvas([node("slow", "text", prompt="x", settings={"seconds": 600}), *NODES[1:2]], SLOW)
        id = await start(server, canvas)
        with suppress(httpx2.TransportError):
            await server.http.post(f"/api/runs/{id}/stop")
        await server.died()
    async with open_desk(home) as desk:
        ended = await over(desk, str(id))
        assert ended["state"] == "stopped"
        assert states(ended)["two"] == "skipped"
        assert await desk.balance() == ("1000", "0")


async def start(server: Server, canvas: str) -> str | None:
    """Run the canvas; the server may die of it. Gives the run's id where there was an answer."""
    with suppress(httpx2.TransportError):
        plan = (await server.http.post(f"/api/canvases/{canvas}/plans", json={"which": "canvas"})).json()
        terms = {"price": plan["price"], "hash": plan["hash"], "key": uuid.uuid4().hex}
        answer = await server.http.post(f"/api/canvases/{canvas}/runs", json=plan["scope"] | terms)
        return str(answer.json()["id"])
    return None
