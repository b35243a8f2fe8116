"""Several takes at one press: one price, a hold for each, and a seed for each."""

import asyncio
import uuid

import pytest

from headwater.generation.beginning import variations
from headwater.generation.generation import State
from headwater.generation.request import Request
from headwater.models.model import Model
from headwater.platform.kinds import Kind
from tests.desk import Desk, Json, node
from tests.generation.work import held_up, leave_only, node_of


async def press(desk: Desk, canvas: str, takes: int, key: str | None = None) -> Json:
    """Press Generate for so many takes of the node `it`, as the panel shows it."""
    place = f"/api/canvases/{canvas}/nodes/it"
    panel = await desk.get(f"{place}/panel?takes={takes}")
    body = {"price": panel["price"], "hash": panel["hash"], "key": key or uuid.uuid4().hex, "takes": takes}
    return await desk.http.post(f"{place}/generations", json=body)


async def a_picture(desk: Desk, **settings: Json) -> str:
    return await desk.canvas([node("it", "image", prompt="A calm sea", settings=settings)])


async def test_the_panel_names_the_price_of_all_takes(desk: Desk) -> None:
    canvas = await a_picture(desk)
    assert (await desk.get(f"/api/canvases/{canvas}/nodes/it/panel?takes=4"))["price"] == "16"


async def test_so_many_takes_are_made_and_each_is_charged(desk: Desk) -> None:
    canvas = await a_picture(desk)
    assert (await press(desk, canvas, 3)).status_code == 202
    made = await desk.get("/api/generations")
    ended = await asyncio.gather(*(desk.ended(each["id"]) for each in made))
    assert sorted(each["variation"] for each in ended) == [0, 1, 2]
    assert await desk.balance() == ("988", "0")
    takes = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    assert len({each["asset"] for each in takes}) == 3
    assert (await node_of(desk, canvas, "it")).shown.take in {each["id"] for each in takes}


async def test_the_same_press_again_makes_no_more_takes(desk: Desk) -> None:
    canvas = await a_picture(desk)
    held = held_up(desk)
    first, second = await asyncio.gather(*(press(desk, canvas, 2, "the-same-key") for _ in range(2)))
    assert first.json()["id"] == second.json()["id"]
    assert await desk.balance() == ("992", "8")
    held.go.set()


async def test_a_key_of_other_takes_is_refused(desk: Desk) -> None:
    canvas = await a_picture(desk)
    held_up(desk)
    await press(desk, canvas, 2, "the-same-key")
    panel = await desk.get(f"/api/canvases/{canvas}/nodes/it/panel?takes=3")
    body = {"price": panel["price"], "hash": panel["hash"], "key": "the-same-key", "takes": 3}
    answer = await desk.http.post(f"/api/canvases/{canvas}/nodes/it/generations", json=body)
    assert answer.status_code == 409
    assert await desk.balance() == ("992", "8")


async def test_all_takes_or_none_are_begun(desk: Desk) -> None:
    canvas = await a_picture(desk)
    await leave_only(desk, "11")
    panel = await desk.get(f"/api/canvases/{canvas}/nodes/it/panel?takes=3")
    assert panel["reason"] == {"code": "insufficient_credits", "message": "Needs 12 credits, 11 left"}
    assert (await press(desk, canvas, 3)).status_code == 409
    assert await desk.get("/api/generations") == []


async def test_a_node_is_generating_while_any_take_is(desk: Desk) -> None:
    canvas = await a_picture(desk)
    held_up(desk)
    await press(desk, canvas, 2)
    first, _ = await desk.get("/api/generations")
    await desk.http.post(f"/api/generations/{first['id']}/cancel")
    assert (await desk.panel(canvas, "it"))["reason"]["code"] == "generating"


async def test_one_take_can_be_cancelled_alone(desk: Desk) -> None:
    canvas = await a_picture(desk)
    held = held_up(desk)
    await press(desk, canvas, 2)
    made = await desk.get("/api/generations")
    await desk.http.post(f"/api/generations/{made[0]['id']}/cancel")
    held.go.set()
    ended = [await desk.ended(each["id"]) for each in made]
    assert {each["state"] for each in ended} == {State.CANCELLED, State.SUCCEEDED}
    assert await desk.balance() == ("996", "0")


SEEDED = {"seed": {"type": "integer", "minimum": 1, "maximum": 10, "title": "Seed", "description": "Again."}}


@pytest.mark.parametrize(
    ("settings", "seeds"),
    [({"seed": 4}, [4, 5, 6]), ({"seed": 9}, [9, 10, 1]), ({}, [None, None, None])],
)
def test_a_locked_seed_counts_on_and_an_open_one_is_left_to_each(
    settings: dict[str, int], seeds: list[int | None]
) -> None:
    modes = [{"id": "create", "prompt": "required", "settings": SEEDED}]
    shape = {"id": "a/b", "name": "B", "kind": "image", "provider": "a", "adapter": "a", "description": "B."}
    model = Model.model_validate(shape | {"neural": True, "prices": [{"credits": "1"}], "modes": modes})
    request = Request(kind=Kind.IMAGE, prompt="", references=(), mode="create", model="a/b", settings=settings)
    assert [each.settings.get("seed") for each in variations(request, model, 3)] == seeds
