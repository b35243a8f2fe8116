"""What tests of runs do: see the plan, agree to it, and wait for the end."""

import asyncio
import uuid

import httpx2

from headwater.runs.run import RunChanged, RunState
from tests.desk import LONGEST, Desk, Json, node

CANVAS = {"which": "canvas"}


async def a_chain(desk: Desk, **second: Json) -> str:
    """A text, a picture made with it, and a video made of that."""
    nodes = [
        node("script", "text", prompt="A calm sea"),
        node("hero", "image", prompt="As described", **second),
        node("clip", "video", prompt="It moves"),
    ]
    return await desk.canvas(nodes, [("script", "hero"), ("hero", "clip")])


async def plan(desk: Desk, canvas: str, scope: Json = CANVAS) -> Json:
    """What a run would do."""
    answer = await desk.http.post(f"/api/canvases/{canvas}/plans", json=scope)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def agree(desk: Desk, canvas: str, shown: Json, key: str | None = None) -> httpx2.Response:
    """Start what a plan showed."""
    terms = {"price": shown["price"], "hash": shown["hash"], "key": key or uuid.uuid4().hex}
    return await desk.http.post(f"/api/canvases/{canvas}/runs", json=shown["scope"] | terms)


async def started(desk: Desk, canvas: str, scope: Json = CANVAS) -> Json:
    """A run that was just started."""
    answer = await agree(desk, canvas, await plan(desk, canvas, scope))
    assert answer.status_code == 202, answer.text
    return answer.json()


async def over(desk: Desk, id: str) -> Json:
    """A run once it has ended."""
    async with asyncio.timeout(LONGEST):
        with desk.bus.subscribe(desk.studio.owner.id) as events:
            if (await desk.get(f"/api/runs/{id}"))["state"] == RunState.RUNNING:
                async for event in events:
                    if isinstance(event, RunChanged) and event.run.id == id and event.run.state != RunState.RUNNING:
                        break
    return await desk.get(f"/api/runs/{id}")


async def begun(desk: Desk, id: str, node: str) -> str:
    """The generation of a node, once the run has begun it."""
    async with asyncio.timeout(LONGEST):
        with desk.bus.subscribe(desk.studio.owner.id) as events:
            found = generation_of(await desk.get(f"/api/runs/{id}"), node)
            if found is None:
                async for event in events:
                    told = event.run.model_dump(mode="json") if isinstance(event, RunChanged) else {"nodes": []}
                    if found := generation_of(told, node):
                        break
    assert found
    return found


def generation_of(run: Json, node: str) -> str | None:
    """The id of a node's generation; None while it has none."""
    return next((each["generation"] for each in run["nodes"] if each["node"] == node), None)


async def run(desk: Desk, canvas: str, scope: Json = CANVAS) -> Json:
    """Run it, and wait for its end."""
    return await over(desk, (await started(desk, canvas, scope))["id"])


def states(run: Json) -> dict[str, str]:
    """How each node stands."""
    return {each["node"]: each["state"] for each in run["nodes"]}


def codes(run: Json) -> dict[str, str | None]:
    """Why each node was not run, or failed."""
    return {each["node"]: each["told"] and each["told"]["code"] for each in run["nodes"]}
