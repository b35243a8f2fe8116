"""Limits and the balance through the real door: however many press at once, no more begins than fits."""

import asyncio
import uuid

import pytest

from headwater.credits.limits import LimitsChanged
from tests.desk import Desk, Json, node
from tests.generation.work import held_up, leave_only

PICTURES = 12
"""Nodes that cost 4 credits each."""


async def album(desk: Desk) -> str:
    """A canvas of pictures to be generated."""
    return await desk.canvas([node(f"p{number}", "image", prompt=f"Pier {number}") for number in range(PICTURES)])


async def limits(desk: Desk, **wish: Json) -> Json:
    """Set the limits."""
    answer = await desk.http.put("/api/credits/limits", json=wish)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def press_all(desk: Desk, *canvases: str) -> list[Json]:
    """Look at every panel, then press Generate everywhere at the same moment; the answers of those that began."""
    nodes = [(canvas, f"p{number}") for number in range(PICTURES) for canvas in canvases]
    panels = [await desk.panel(*place) for place in nodes]
    answers = await asyncio.gather(
        *(desk.press(*place, panel) for place, panel in zip(nodes, panels, strict=True)),
    )
    refused = [answer.json() for answer in answers if answer.status_code != 202]
    assert {each["code"] for each in refused} <= {"not_as_shown"}
    assert {each["details"]["panel"]["can_generate"] for each in refused} <= {False}
    return [answer.json() for answer in answers if answer.status_code == 202]


async def test_of_many_presses_at_once_exactly_those_begin_that_fit_the_limit_of_the_day(desk: Desk) -> None:
    held_up(desk)
    await limits(desk, day="30")
    begun = await press_all(desk, await album(desk))
    assert len(begun) == 7
    assert await desk.balance() == ("972", "28")


async def test_of_many_presses_at_once_exactly_those_begin_that_fit_the_limit_of_their_canvas(desk: Desk) -> None:
    held_up(desk)
    tight, free = await album(desk), await album(desk)
    await limits(desk, canvases={tight: "10"})
    begun = await press_all(desk, tight, free)
    assert [sum(each["canvas"] == canvas for each in begun) for canvas in (tight, free)] == [2, PICTURES]


async def test_of_many_presses_at_once_exactly_those_begin_that_fit_the_balance(desk: Desk) -> None:
    held_up(desk)
    await leave_only(desk, "30")
    begun = await press_all(desk, await album(desk))
    assert len(begun) == 7
    assert await desk.balance() == ("2", "28")


async def test_the_same_press_at_once_many_times_is_one_generation_at_the_very_end_of_a_limit(desk: Desk) -> None:
    held_up(desk)
    await limits(desk, day="4")
    canvas, key = await album(desk), uuid.uuid4().hex
    panel = await desk.panel(canvas, "p0")
    answers = await asyncio.gather(*(desk.press(canvas, "p0", panel, key) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await desk.balance() == ("996", "4")


async def test_what_failed_gives_its_place_under_the_limit_back(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A pier", settings={"outcome": "content_policy"})])
    await limits(desk, day="4")
    for _ in range(2):
        assert (await desk.generate(canvas, "it"))["state"] == "failed"
    assert (await limits(desk, day="4"))["spent_today"] == "0"


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("day", "Needs 4 credits, today's limit leaves 3. Change it under Credits"),
        ("canvas", "Needs 4 credits, this canvas's limit leaves 3. Change it under Credits"),
    ],
)
async def test_the_panel_says_which_limit_stands_in_the_way(desk: Desk, which: str, words: str) -> None:
    canvas = await album(desk)
    shown = await desk.panel(canvas, "p0")
    await limits(desk, **({"day": "3"} if which == "day" else {"canvases": {canvas: "3"}}))
    panel = await desk.panel(canvas, "p0")
    assert panel["reason"] == {"code": "over_limit", "message": words}
    answer = await desk.press(canvas, "p0", shown)
    assert (answer.status_code, answer.json()["message"]) == (409, words)
    await limits(desk)
    assert (await desk.panel(canvas, "p0"))["can_generate"]


async def test_the_limits_say_what_is_spent_under_them(desk: Desk) -> None:
    canvas, other = await album(desk), await album(desk)
    await desk.generate(canvas, "p0")
    await desk.generate(other, "p0")
    told = {
        "day": "50",
        "canvases": {canvas: "20", other: "0"},
        "spent_today": "8",
        "spent": {canvas: "4", other: "4"},
    }
    assert await limits(desk, day="50", canvases={canvas: "20", other: "0.00"}) == told
    assert await desk.get("/api/credits/limits") == told
    assert (await limits(desk))["canvases"] == {}


async def test_every_tab_hears_of_new_limits(desk: Desk) -> None:
    with desk.bus.subscribe(desk.studio.owner.id) as events:
        await limits(desk, day="50")
        assert await anext(aiter(events)) == LimitsChanged()


@pytest.mark.parametrize(
    "wish",
    [{"day": "-1"}, {"day": "many"}, {"day": 50}, {"canvases": {"day": "5"}}, {"month": "5"}],
    ids=["negative", "words", "number", "no canvas", "unknown"],
)
async def test_a_limit_that_makes_no_sense_is_refused_and_the_old_ones_stay(desk: Desk, wish: Json) -> None:
    await limits(desk, day="50")
    answer = await desk.http.put("/api/credits/limits", json=wish)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert (await desk.get("/api/credits/limits"))["day"] == "50"
