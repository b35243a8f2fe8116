"""A run of many nodes: each as soon as what it needs is there, as it was agreed to, and never beyond its price."""

from headwater.generation.generation import State
from headwater.runs.run import RunChanged
from tests.desk import Desk, Json, node
from tests.generation.work import edit, held_up, node_of, overheard, set_to, somebody_else, until, written
from tests.runs.going import a_chain, agree, codes, over, plan, run, started, states


async def test_a_run_makes_each_node_out_of_what_the_one_before_became(desk: Desk) -> None:
    canvas = await a_chain(desk)
    ended = await run(desk, canvas)
    assert (ended["state"], set(states(ended).values())) == ("done", {"succeeded"})
    script, hero = await node_of(desk, canvas, "script"), await node_of(desk, canvas, "hero")
    made = {each["node"]: each for each in await desk.get("/api/generations")}
    assert script.text in made["hero"]["prompt"]
    assert hero.shown.asset == made["hero"]["asset"]
    assert {each["run"] for each in made.values()} == {ended["id"]}


async def test_a_run_costs_what_its_plan_said(desk: Desk) -> None:
    canvas = await a_chain(desk)
    shown = await plan(desk, canvas)
    ended = await over(desk, (await agree(desk, canvas, shown)).json()["id"])
    assert ended["spent"] == ended["agreed"] == shown["price"]
    assert await desk.balance() == (str(1000 - int(shown["price"])), "0")


async def test_the_same_start_again_is_the_same_run(desk: Desk) -> None:
    canvas = await a_chain(desk)
    shown = await plan(desk, canvas)
    first, again = await agree(desk, canvas, shown, "the-same-key"), await agree(desk, canvas, shown, "the-same-key")
    assert first.json()["id"] == again.json()["id"]
    await over(desk, first.json()["id"])
    assert len(await desk.get("/api/generations")) == 3


async def test_what_is_not_as_planned_is_not_started(desk: Desk) -> None:
    canvas = await a_chain(desk)
    shown = await plan(desk, canvas)
    await edit(desk, canvas, written("script", "A stormy sea"))
    answer = await agree(desk, canvas, shown)
    assert answer.status_code == 409
    assert answer.json()["code"] == "not_as_shown"
    now = answer.json()["details"]["plan"]
    assert now["hash"] != shown["hash"]
    assert (await agree(desk, canvas, now)).status_code == 202


async def test_what_does_not_hang_on_each_other_is_made_at_once(desk: Desk) -> None:
    canvas = await desk.canvas([node(each, "image", prompt=each) for each in ("one", "two", "three")])
    held = held_up(desk)
    begun = await started(desk, canvas)
    for each in await desk.get("/api/generations"):
        await until(desk, each["id"], State.RUNNING)
    held.go.set()
    assert (await over(desk, begun["id"]))["state"] == "done"


async def test_a_failure_stops_only_what_hangs_on_it(desk: Desk) -> None:
    nodes = [node("bad", "image", prompt="x", settings={"outcome": "provider_error"})]
    nodes += [node("after", "video", prompt="x"), node("other", "image", prompt="x"), node("clip", "video", prompt="x")]
    canvas = await desk.canvas(nodes, [("bad", "after"), ("other", "clip")])
    ended = await run(desk, canvas)
    assert ended["state"] == "failed"
    assert states(ended) == {"bad": "failed", "after": "skipped", "other": "succeeded", "clip": "succeeded"}
    assert codes(ended)["after"] == "upstream"


async def test_going_on_makes_only_what_is_not_there(desk: Desk) -> None:
    canvas = await a_chain(desk, settings={"outcome": "provider_error"})
    await run(desk, canvas)
    await edit(desk, canvas, set_to("hero", "outcome", "ok"))
    ended = await run(desk, canvas)
    assert states(ended) == {"script": "reused", "hero": "succeeded", "clip": "succeeded"}


async def test_what_is_current_is_not_made_again_unless_that_is_asked_for(desk: Desk) -> None:
    canvas = await a_chain(desk)
    await run(desk, canvas)
    answer = await agree(desk, canvas, await plan(desk, canvas))
    assert answer.json()["message"] == "Everything here is up to date"
    ended = await run(desk, canvas, {"which": "canvas", "again": True})
    assert set(states(ended).values()) == {"succeeded"}


async def test_what_changed_since_it_was_agreed_to_is_not_run(desk: Desk) -> None:
    canvas = await a_chain(desk)
    held = held_up(desk)
    begun = await started(desk, canvas)
    await edit(desk, canvas, written("hero", "Something else"))
    held.go.set()
    ended = await over(desk, begun["id"])
    assert states(ended) == {"script": "succeeded", "hero": "skipped", "clip": "skipped"}
    assert codes(ended) == {"script": None, "hero": "changed", "clip": "upstream"}


async def test_every_tab_hears_how_a_run_goes(desk: Desk) -> None:
    canvas = await a_chain(desk)
    async with overheard(desk) as heard:
        ended = await run(desk, canvas)
    told = [event.run for event in heard if isinstance(event, RunChanged)]
    assert told[0].state == "running"
    first, *later = [each.model_dump(mode="json") for each in told]
    assert later[-1] | {"nodes": ended["nodes"]} == ended
    known = by_node(first)
    assert list(known) == ["script", "hero", "clip"]
    for each in later:
        moved = by_node(each)
        assert all(known[node] != as_told for node, as_told in moved.items()), "Only what moved is told."
        known |= moved
    assert known == by_node(ended)


def by_node(run: Json) -> dict[str, Json]:
    return {each["node"]: each for each in run["nodes"]}


async def test_somebody_elses_run_is_not_there(desk: Desk) -> None:
    begun = await run(desk, await a_chain(desk))
    async with somebody_else(desk) as other:
        assert (await other.http.get(f"/api/runs/{begun['id']}")).status_code == 404
        assert (await other.http.post(f"/api/runs/{begun['id']}/stop")).status_code == 404
        assert await other.get("/api/runs") == []
