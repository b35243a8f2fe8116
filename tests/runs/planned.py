"""Asking for plans, as tests of runs do."""

from tests.desk import Desk, Json


async def plan(desk: Desk, canvas: str, which: str = "canvas", *nodes: str, **more: Json) -> Json:
    """The plan of a run."""
    answer = await desk.http.post(f"/api/canvases/{canvas}/plans", json={"which": which, "nodes": nodes, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def does(plan: Json) -> dict[str, str]:
    """What it does with each node, in its order."""
    return {each["node"]: each["does"] for each in plan["nodes"]}


def of(plan: Json, node: str) -> Json:
    """What it says of one node."""
    return next(each for each in plan["nodes"] if each["node"] == node)


async def outdated(desk: Desk, canvas: str) -> dict[str, list[str]]:
    """What is out of date on a canvas, and why."""
    return {each["node"]: each["why"] for each in await desk.get(f"/api/canvases/{canvas}/outdated")}
