"""Runs and presses that race each other for what a limit leaves: together they spend no more than that."""

import asyncio

from tests.desk import Desk, Json, node
from tests.generation.test_takes_at_once import press as press_takes
from tests.runs.going import agree, codes, over, plan, states

RUNS = 4
"""Runs of three pictures, each of which costs 4."""


async def album(desk: Desk) -> str:
    """A canvas with three pictures that do not hang on each other."""
    return await desk.canvas([node(f"p{number}", "image", prompt=f"Pier {number}") for number in range(3)])


async def limit(desk: Desk, **wish: Json) -> None:
    """Set the limits."""
    assert (await desk.http.put("/api/credits/limits", json=wish)).status_code == 200


async def test_runs_that_race_each_other_and_presses_spend_exactly_what_the_limit_of_the_day_lets(desk: Desk) -> None:
    canvases = [await album(desk) for _ in range(RUNS)]
    alone = [await album(desk) for _ in range(RUNS)]
    await limit(desk, day="30")
    plans = [await plan(desk, canvas) for canvas in canvases]
    panels = [await desk.panel(canvas, "p0") for canvas in alone]
    assert all(each["can_run"] for each in plans)
    begun = await asyncio.gather(
        *(agree(desk, canvas, shown) for canvas, shown in zip(canvases, plans, strict=True)),
        *(desk.press(canvas, "p0", panel) for canvas, panel in zip(alone, panels, strict=True)),
    )
    runs = [await over(desk, answer.json()["id"]) for answer in begun[:RUNS] if answer.status_code == 202]
    pressed = [await desk.ended(answer.json()["id"]) for answer in begun[RUNS:] if answer.status_code == 202]
    assert {code for run in runs for code in codes(run).values()} == {None, "over_limit"}
    assert await desk.balance() == ("972", "0")
    made = [state for run in runs for state in states(run).values() if state == "succeeded"]
    assert len(made) + len(pressed) == 7
    assert (await desk.get("/api/credits/proof"))["agrees"]


async def test_several_takes_are_within_a_limit_together_or_none_is_begun(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A pier")])
    panel = f"/api/canvases/{canvas}/nodes/it/panel?takes=4"
    before = await desk.get(panel)
    await limit(desk, canvases={canvas: "15"})
    assert (await desk.get(panel))["reason"]["message"] == (
        "Needs 16 credits, this canvas's limit leaves 15. Change it under Credits"
    )
    body = {"price": before["price"], "hash": before["hash"], "key": "four-at-once", "takes": 4}
    answer = await desk.http.post(f"/api/canvases/{canvas}/nodes/it/generations", json=body)
    assert (answer.status_code, answer.json()["details"]["panel"]["reason"]["code"]) == (409, "over_limit")
    assert await desk.balance() == ("1000", "0")
    await limit(desk, canvases={canvas: "16"})
    await press_takes(desk, canvas, 4)
    assert (await desk.get("/api/credits/limits"))["spent"] == {canvas: "16"}
