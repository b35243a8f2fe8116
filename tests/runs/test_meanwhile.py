"""What else happens on a canvas while it is run: presses, deletions, takes chosen by hand."""

from tests.desk import Desk
from tests.generation.work import deleted, edit, held_up
from tests.runs.going import a_chain, begun, codes, over, plan, run, started, states


async def test_what_is_generating_already_is_waited_for_and_not_paid_again(desk: Desk) -> None:
    canvas = await a_chain(desk)
    held = held_up(desk)
    await desk.press(canvas, "script")
    assert [each["does"] for each in (await plan(desk, canvas))["nodes"]] == ["going", "run", "run"]
    going = await started(desk, canvas)
    held.go.set()
    ended = await over(desk, going["id"])
    assert states(ended) == {"script": "reused", "hero": "succeeded", "clip": "succeeded"}
    assert ended["spent"] == ended["agreed"]
    assert len(await desk.get("/api/generations")) == 3


async def test_a_deleted_node_ends_alone(desk: Desk) -> None:
    canvas = await a_chain(desk)
    held = held_up(desk)
    going = await started(desk, canvas)
    await begun(desk, going["id"], "script")
    await edit(desk, canvas, deleted("clip"))
    held.go.set()
    ended = await over(desk, going["id"])
    assert states(ended) == {"script": "succeeded", "hero": "succeeded", "clip": "skipped"}
    assert codes(ended)["clip"] == "not_found"


async def test_a_run_ends_when_its_canvas_is_deleted(desk: Desk) -> None:
    canvas = await a_chain(desk)
    held = held_up(desk)
    going = await started(desk, canvas)
    await begun(desk, going["id"], "script")
    await desk.http.delete(f"/api/canvases/{canvas}")
    held.go.set()
    ended = await over(desk, going["id"])
    assert ended["state"] == "failed"
    assert states(ended)["clip"] == "skipped"
    assert (await desk.balance())[1] == "0"


async def test_two_runs_of_the_same_canvas_make_nothing_twice(desk: Desk) -> None:
    canvas = await a_chain(desk)
    held = held_up(desk)
    first = await started(desk, canvas)
    await begun(desk, first["id"], "script")
    second = await started(desk, canvas)
    held.go.set()
    ends = [states(await over(desk, each["id"])) for each in (first, second)]
    assert all(set(each.values()) <= {"succeeded", "reused"} for each in ends), ends
    assert len(await desk.get("/api/generations")) == 3
    assert (await run(desk, canvas, {"which": "canvas", "again": True}))["state"] == "done"
