"""Stopping a run, and the limits that it cannot pass."""

from headwater.generation.generation import State
from headwater.models.price import PriceRule
from tests.desk import Desk, node
from tests.generation.work import held_up, leave_only, parts, until
from tests.runs.going import a_chain, agree, begun, codes, over, plan, started, states


async def stop(desk: Desk, id: str) -> int:
    """Ask a run to stop; gives the status of the answer."""
    return (await desk.http.post(f"/api/runs/{id}/stop")).status_code


async def test_stopping_cancels_what_was_begun_and_begins_nothing_more(desk: Desk) -> None:
    canvas = await a_chain(desk)
    held = held_up(desk)
    run = await started(desk, canvas)
    await until(desk, await begun(desk, run["id"], "script"), State.RUNNING)
    assert await stop(desk, run["id"]) == 200
    held.go.set()
    ended = await over(desk, run["id"])
    assert ended["state"] == "stopped"
    assert states(ended) == {"script": "cancelled", "hero": "skipped", "clip": "skipped"}
    assert codes(ended)["hero"] == "stopped"
    assert await desk.balance() == ("1000", "0")


async def test_what_ended_before_a_run_was_stopped_stays(desk: Desk) -> None:
    canvas = await desk.canvas(
        [node("quick", "text", prompt="x"), node("slow", "image", prompt="x", settings={"seconds": 600})]
    )
    run = await started(desk, canvas)
    await desk.ended(await begun(desk, run["id"], "quick"))
    await until(desk, await begun(desk, run["id"], "slow"), State.RUNNING)
    await stop(desk, run["id"])
    assert states(await over(desk, run["id"])) == {"quick": "succeeded", "slow": "cancelled"}


async def test_a_run_that_has_ended_cannot_be_stopped(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="x")])
    run = await started(desk, canvas)
    await over(desk, run["id"])
    assert await stop(desk, run["id"]) == 409


async def test_a_run_that_cannot_be_paid_is_not_started(desk: Desk) -> None:
    canvas = await a_chain(desk)
    await leave_only(desk, "3")
    shown = await plan(desk, canvas)
    assert shown["reason"]["code"] == "insufficient_credits"
    assert (await agree(desk, canvas, shown)).status_code == 409
    assert await desk.get("/api/generations") == []


async def test_a_run_stops_cleanly_where_the_credits_end(desk: Desk) -> None:
    canvas = await a_chain(desk)
    held = held_up(desk)
    run = await started(desk, canvas)
    await begun(desk, run["id"], "script")
    await leave_only(desk, "5")
    held.go.set()
    ended = await over(desk, run["id"])
    assert states(ended) == {"script": "succeeded", "hero": "succeeded", "clip": "skipped"}
    assert codes(ended)["clip"] == "insufficient_credits"


async def test_a_run_stops_cleanly_at_a_spending_limit(desk: Desk) -> None:
    canvas = await a_chain(desk)
    held = held_up(desk)
    run = await started(desk, canvas)
    await begun(desk, run["id"], "script")
    await desk.http.put("/api/credits/limits", json={"day": "3", "canvases": {}})
    held.go.set()
    ended = await over(desk, run["id"])
    assert codes(ended) == {"script": None, "hero": "over_limit", "clip": "upstream"}


async def test_what_became_dearer_than_was_agreed_is_not_begun(desk: Desk) -> None:
    canvas = await desk.canvas([node("one", "text", prompt="x"), node("two", "text", prompt="y")], [("one", "two")])
    held = held_up(desk)
    run = await started(desk, canvas)
    await begun(desk, run["id"], "one")
    make_dearer(desk, "builtin/double-text", "100")
    held.go.set()
    ended = await over(desk, run["id"])
    assert codes(ended) == {"one": None, "two": "over_agreed"}
    assert ended["spent"] == "1"


def make_dearer(desk: Desk, model: str, credits: str) -> None:
    """Let a model cost more from now on."""
    providers = parts(desk).providers
    dearer = (PriceRule.model_validate({"credits": credits}),)
    found = providers.catalogue.models[model]
    changed = {**providers.catalogue.models, model: found.model_copy(update={"prices": dearer})}
    providers.catalogue = type(providers.catalogue)(providers.catalogue.providers, changed, providers.catalogue.retired)
    providers._forget(desk.studio.owner.id, found.provider)
