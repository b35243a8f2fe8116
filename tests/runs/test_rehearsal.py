"""A rehearsal: built-in models stand in for nothing, their takes are kept apart, and can be put back."""

from tests.desk import Desk, Json, node
from tests.generation.work import node_of
from tests.runs.going import codes, plan, run, states

REHEARSAL = {"which": "canvas", "rehearsal": True}


async def a_sound(desk: Desk) -> str:
    return await desk.canvas([node("it", "audio", prompt="Rain", model="builtin/double-audio", mode="sound")])


async def test_a_rehearsal_costs_nothing(desk: Desk) -> None:
    canvas = await a_sound(desk)
    assert (await plan(desk, canvas, REHEARSAL))["price"] == "0"
    ended = await run(desk, canvas, REHEARSAL)
    assert (ended["state"], ended["spent"]) == ("done", "0"), codes(ended)
    assert await desk.balance() == ("1000", "0")


async def test_what_was_rehearsed_is_marked_wherever_it_is_shown(desk: Desk) -> None:
    canvas = await a_sound(desk)
    await run(desk, canvas, REHEARSAL)
    (made,) = await desk.get("/api/generations")
    assert (made["rehearsal"], made["model"]) == (True, "builtin/foley")
    (take,) = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    assert take["rehearsal"] is True
    assert (await node_of(desk, canvas, "it")).shown.rehearsal is True


async def test_what_was_rehearsed_is_made_for_real_afterwards(desk: Desk) -> None:
    canvas = await a_sound(desk)
    await run(desk, canvas, REHEARSAL)
    assert states(await run(desk, canvas)) == {"it": "succeeded"}
    real = (await node_of(desk, canvas, "it")).shown
    assert real.rehearsal is None
    assert await desk.balance() != ("1000", "0")


async def test_what_is_there_for_real_is_not_rehearsed(desk: Desk) -> None:
    canvas = await a_sound(desk)
    await desk.generate(canvas, "it")
    shown = await plan(desk, canvas, REHEARSAL)
    assert [each["does"] for each in shown["nodes"]] == ["reused"]


async def test_a_rehearsal_is_put_back_to_what_was_shown_before(desk: Desk) -> None:
    canvas = await a_sound(desk)
    real = (await desk.generate(canvas, "it"))["take"]
    first = await run(desk, canvas, REHEARSAL | {"again": True})
    second = await run(desk, canvas, REHEARSAL | {"again": True})
    assert await put_back(desk, first) == []
    assert await put_back(desk, second) == ["it"]
    shown = (await node_of(desk, canvas, "it")).shown
    assert (shown.take, shown.rehearsal) == (real, None)
    assert len(await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")) == 3


async def test_a_node_that_was_empty_is_empty_again(desk: Desk) -> None:
    canvas = await a_sound(desk)
    ended = await run(desk, canvas, REHEARSAL)
    assert await put_back(desk, ended) == ["it"]
    assert (await node_of(desk, canvas, "it")).shown is None


async def test_only_a_rehearsal_is_put_back(desk: Desk) -> None:
    ended = await run(desk, await a_sound(desk))
    answer = await desk.http.post(f"/api/runs/{ended['id']}/put-back")
    assert answer.status_code == 422


async def put_back(desk: Desk, run: Json) -> list[str]:
    """Take a rehearsal back; gives the nodes that show something else now."""
    answer = await desk.http.post(f"/api/runs/{run['id']}/put-back")
    assert answer.status_code == 200, answer.text
    nodes: list[str] = answer.json()["nodes"]
    return nodes


async def test_a_rehearsal_is_still_one_when_its_canvas_was_a_file(desk: Desk) -> None:
    canvas = await desk.canvas(
        [node("said", "text", prompt="A calm sea", text=""), node("it", "audio", prompt="Rain", mode="sound")]
    )
    await run(desk, canvas, REHEARSAL)
    archive = (await desk.http.get(f"/api/canvases/{canvas}/archive")).content
    answer = await desk.http.post("/api/canvases", content=archive, headers={"Content-Type": "application/zip"})
    copy = answer.json()["id"]
    for each in ("said", "it"):
        assert (await node_of(desk, copy, each)).shown.rehearsal is True
    assert {each["does"] for each in (await plan(desk, copy))["nodes"]} == {"run"}
