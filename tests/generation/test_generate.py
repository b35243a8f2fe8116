"""Pressing Generate: exactly what was shown runs, once, or nothing does."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from headwater.canvas.document import Document
from headwater.generation.generation import State
from headwater.platform.engine import Engine
from tests.desk import Desk, node
from tests.generation.work import edit, held_up, leave_only, parts, set_to, until, written
from tests.waiting import eventually


async def _over(engine: Engine, id: str) -> bool:
    return (await engine.states([id])) == {id: False}


async def nothing_happened(desk: Desk, balance: str = "1000") -> bool:
    """Whether no credits moved, no generation began and nothing was sent."""
    started = await desk.get("/api/generations")
    return await desk.balance() == (balance, "0") and started == [] and await desk.submits() == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (written("it", "A storm"), "The request changed since it was shown. Nothing was started."),
        (set_to("it", "aspect", "1:1"), "The request changed since it was shown. Nothing was started."),
        (set_to("it", "duration", 3), "The price is 7.2 credits now, not 12. Nothing was started."),
        (set_to("it", "duration", 99), "Duration is 99. This model takes 1 to 10"),
    ],
    ids=["prompt", "setting", "price", "not allowed"],
)
async def test_what_another_tab_changed_after_it_was_shown_does_not_run(
    desk: Desk, change: Callable[[Document], None], words: str
) -> None:
    canvas = await desk.canvas([node("it", "video", prompt="A calm sea")])
    shown = await desk.panel(canvas, "it")
    await edit(desk, canvas, change)
    answer = await desk.press(canvas, "it", shown)
    assert (answer.status_code, answer.json()["code"], answer.json()["message"]) == (409, "not_as_shown", words)
    assert answer.json()["details"]["panel"] == await desk.panel(canvas, "it")
    assert await nothing_happened(desk)


async def test_a_price_that_was_never_shown_does_not_run(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "video", prompt="A calm sea")])
    shown = await desk.panel(canvas, "it")
    for price in ("0", "12.00", "-12", ""):
        assert (await desk.press(canvas, "it", {**shown, "price": price})).status_code == 409
    assert await nothing_happened(desk)


async def test_the_answer_to_a_refusal_can_be_pressed(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    shown = await desk.panel(canvas, "it")
    await edit(desk, canvas, written("it", "A storm"))
    refused = await desk.press(canvas, "it", shown)
    accepted = await desk.press(canvas, "it", refused.json()["details"]["panel"])
    assert accepted.status_code == 202
    assert (await desk.ended(accepted.json()["id"]))["prompt"] == "A storm"


async def test_a_picture_that_changed_upstream_does_not_run_unseen(desk: Desk) -> None:
    canvas = await desk.canvas([node("up", "image", prompt="A harbour"), node("it", "video")], [("up", "it")])
    await desk.generate(canvas, "up")
    shown = await desk.panel(canvas, "it")
    await edit(desk, canvas, written("up", "Another harbour"))
    await desk.generate(canvas, "up")
    assert (await desk.press(canvas, "it", shown)).status_code == 409


async def test_the_same_press_arriving_twice_is_one_generation(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    shown = await desk.panel(canvas, "it")
    first = (await desk.press(canvas, "it", shown, key="the-same-press")).json()["id"]
    await desk.ended(first)
    again = await desk.press(canvas, "it", shown, key="the-same-press")
    assert (again.status_code, again.json()["id"]) == (202, first)
    assert await desk.submits() == {first: 1}
    assert await desk.balance() == ("999", "0")


async def test_the_same_press_arriving_at_once_is_one_generation(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    shown = await desk.panel(canvas, "it")
    answers = await asyncio.gather(*(desk.press(canvas, "it", shown, key="the-same-press") for _ in range(8)))
    assert {answer.status_code for answer in answers} == {202}
    (id,) = {answer.json()["id"] for answer in answers}
    await desk.ended(id)
    assert await desk.submits() == {id: 1}
    assert await desk.balance() == ("999", "0")


async def test_a_key_stands_for_one_request_only(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea"), node("other", "text", prompt="A storm")])
    first = await desk.press(canvas, "it", key="the-same-key")
    await desk.ended(first.json()["id"])
    for_another = await desk.press(canvas, "other", key="the-same-key")
    assert (for_another.status_code, for_another.json()["code"]) == (409, "conflict")
    assert len(await desk.get("/api/generations")) == 1


async def test_a_key_stands_for_one_price_only(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    shown = await desk.panel(canvas, "it")
    first = await desk.press(canvas, "it", shown, key="the-same-key")
    again = await desk.press(canvas, "it", {**shown, "price": "0.5"}, key="the-same-key")
    await desk.ended(first.json()["id"])
    assert (again.status_code, again.json()["code"]) == (409, "conflict")


async def test_an_old_key_runs_nothing_again_even_if_the_engine_has_forgotten_it(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea", settings={"outcome": "auth"})])
    shown = await desk.panel(canvas, "it")
    first = (await desk.press(canvas, "it", shown, key="the-same-press")).json()["id"]
    await desk.ended(first)
    engine = parts(desk).engine
    await eventually(lambda: _over(engine, first))
    await engine.forget(older_than=-60)
    again = await desk.press(canvas, "it", shown, key="the-same-press")
    assert (again.json()["id"], again.json()["state"]) == (first, "failed")
    assert await engine.states([first]) == {}


async def test_of_two_presses_at_once_one_runs(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    held = held_up(desk)
    shown = await desk.panel(canvas, "it")
    answers = await asyncio.gather(*(desk.press(canvas, "it", shown) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [202, 409, 409, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["message"] == "This node is generating"
    held.go.set()
    (running,) = (answer.json()["id"] for answer in answers if answer.status_code == 202)
    await desk.ended(running)
    assert await desk.balance() == ("999", "0")


async def test_of_many_presses_at_once_exactly_as_many_run_as_there_are_credits_for(desk: Desk) -> None:
    await leave_only(desk, "3")
    nodes = [node(f"n{place}", "text", prompt="A calm sea") for place in range(8)]
    canvas = await desk.canvas(nodes)
    panels = await asyncio.gather(*(desk.panel(canvas, each["id"]) for each in nodes))
    presses = (desk.press(canvas, each["id"], panel) for each, panel in zip(nodes, panels, strict=True))
    answers = await asyncio.gather(*presses)
    started = [answer.json()["id"] for answer in answers if answer.status_code == 202]
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert (len(started), len(refused)) == (3, 5)
    assert {refusal["message"] for refusal in refused} == {"Needs 1 credit, 0 left"}
    for id in started:
        assert (await desk.ended(id))["state"] == "succeeded"
    assert await desk.balance() == ("0", "0")


async def test_the_price_is_held_while_it_runs_and_captured_when_it_is_done(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    held = held_up(desk)
    id = (await desk.press(canvas, "it")).json()["id"]
    assert await desk.balance() == ("996", "4")
    held.go.set()
    assert (await desk.ended(id))["price"] == "4"
    assert await desk.balance() == ("996", "0")


async def test_what_is_downstream_waits_and_is_free_again_by_itself(desk: Desk) -> None:
    names = ["up", "between", "it"]
    canvas = await desk.canvas(
        [node(name, "image", prompt="A harbour") for name in names], [("up", "between"), ("between", "it")]
    )
    await desk.generate(canvas, "up")
    await desk.generate(canvas, "between")
    held = held_up(desk)
    shown = await desk.panel(canvas, "it")
    id = (await desk.press(canvas, "up")).json()["id"]
    locked = await desk.panel(canvas, "it")
    assert (locked["can_generate"], locked["reason"]["message"]) == (False, "Upstream task in progress")
    assert (await desk.press(canvas, "it", shown)).json()["message"] == "Upstream task in progress"
    held.go.set()
    await desk.ended(id)
    assert (await desk.panel(canvas, "it"))["can_generate"]


async def test_what_a_generation_failed_upstream_locks_nothing(desk: Desk) -> None:
    nodes = [node("up", "text", prompt="A harbour", settings={"outcome": "timeout"}), node("it", "image", prompt="Fog")]
    canvas = await desk.canvas(nodes, [("up", "it")])
    assert (await desk.generate(canvas, "up"))["state"] == "failed"
    assert (await desk.panel(canvas, "it"))["can_generate"]


async def test_a_node_that_is_not_there_is_not_found(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    shown = await desk.panel(canvas, "it")
    assert (await desk.http.get(f"/api/canvases/{canvas}/nodes/gone/panel")).status_code == 404
    assert (await desk.press(canvas, "gone", shown)).status_code == 404
    assert (await desk.press("gone", "it", shown)).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"price": "1", "hash": "x"}, {"price": 1, "hash": "x", "key": "12345678"}], ids=str
)
async def test_a_press_without_what_was_shown_is_refused(desk: Desk, body: dict[str, Any]) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    answer = await desk.http.post(f"/api/canvases/{canvas}/nodes/it/generations", json=body)
    assert answer.status_code == 422
    assert await nothing_happened(desk)


async def test_no_more_run_at_a_provider_than_it_takes_and_the_next_follows_by_itself(desk: Desk) -> None:
    nodes = [node(f"n{place}", "text", prompt="A calm sea", settings={"seconds": 600}) for place in range(5)]
    canvas = await desk.canvas(nodes)
    ids = [(await desk.press(canvas, each["id"])).json()["id"] for each in nodes]
    for id in ids[:4]:
        await until(desk, id, State.RUNNING)
    assert (await desk.get(f"/api/generations/{ids[4]}"))["state"] == "queued"
    assert ids[4] not in await desk.submits()
    await desk.http.post(f"/api/generations/{ids[0]}/cancel")
    await until(desk, ids[4], State.RUNNING)
