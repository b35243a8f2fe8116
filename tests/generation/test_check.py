"""Check again: an unknown outcome is asked after at the provider; nothing is ever sent for it."""

import asyncio
from pathlib import Path

import pytest

from headwater.generation import store
from headwater.generation.generation import MAY_COST_TWICE, State
from headwater.models.adapter import Call, Failure, FailureCode
from headwater.models.builtin.doubles import Doubles
from headwater.platform.engine import Engine
from tests.desk import Desk, Json, node, open_desk
from tests.generation.work import edit, held_up, leave_only, node_of, set_to, until


async def test_what_the_provider_has_comes_at_its_own_hold_and_nothing_is_sent_again(desk: Desk) -> None:
    canvas, old = await _unknown(desk, "late_answer")
    assert (old["can_check"], await desk.balance()) == (True, ("1000", "0"))
    new = (await _check(desk, old)).json()
    ended = await desk.ended(new["id"])
    assert (ended["state"], ended["placed"], ended["continues"]) == ("succeeded", True, old["id"])
    assert await desk.submits() == {old["id"]: 1}
    assert await desk.balance() == ("996", "0")
    assert (await node_of(desk, canvas, "it")).shown.take == ended["take"]
    before = await desk.get(f"/api/generations/{old['id']}")
    assert (before["state"], before["continued_by"], before["can_check"]) == ("unknown", new["id"], False)


async def test_checked_twice_and_at_once_it_goes_on_once(desk: Desk) -> None:
    _, old = await _unknown(desk, "late_answer")
    answers = await asyncio.gather(*(_check(desk, old) for _ in range(5)))
    assert len({answer.json()["id"] for answer in answers}) == 1
    ended = await desk.ended(answers[0].json()["id"])
    assert (await _check(desk, old)).json()["id"] == ended["id"]
    assert await desk.balance() == ("996", "0")


async def test_what_never_arrived_has_failed_and_says_so(desk: Desk) -> None:
    _, old = await _unknown(desk, "never_arrived")
    for _ in range(2):
        told = (await _check(desk, old)).json()
        assert (told["id"], told["state"], told["error"]["code"]) == (old["id"], "failed", "never_arrived")
    assert await desk.submits() == {}
    assert await desk.balance() == ("1000", "0")


async def test_a_provider_that_cannot_be_asked_is_named_so_and_not_offered_again(desk: Desk) -> None:
    _, old = await _unknown(desk, "lost_answer")
    assert not old["can_check"]
    assert "cannot be asked" in old["error"]["message"]
    assert "Check again" not in old["error"]["message"]
    refused = await _check(desk, old)
    assert (refused.status_code, refused.json()["code"]) == (409, "cannot_be_asked")
    assert "cannot be asked about this call. Look at the provider's own page." in refused.json()["message"]


async def test_a_provider_that_does_not_answer_just_now_may_be_asked_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: Doubles, call: Call) -> None:
        raise Failure(FailureCode.PROVIDER_ERROR, "The double cannot be reached.", passing=True)

    _, old = await _unknown(desk, "late_answer")
    with monkeypatch.context() as patch:
        patch.setattr(Doubles, "find", away)
        refused = await _check(desk, old)
    assert (refused.status_code, refused.json()["code"]) == (409, "cannot_be_asked")
    assert refused.json()["message"] == "The double cannot be reached. Check again later."
    assert (await desk.get(f"/api/generations/{old['id']}"))["can_check"]
    assert (await desk.ended((await _check(desk, old)).json()["id"]))["state"] == "succeeded"


async def test_what_is_known_is_not_checked(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    refused = await _check(desk, await desk.generate(canvas, "it"))
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_check")


async def test_without_credits_for_it_nothing_goes_on_and_it_may_be_checked_later(desk: Desk) -> None:
    _, old = await _unknown(desk, "late_answer")
    await leave_only(desk, "3")
    assert (await _check(desk, old)).status_code == 402
    again = await desk.get(f"/api/generations/{old['id']}")
    assert (again["can_check"], await desk.balance()) == (True, ("3", "0"))


async def test_while_its_node_generates_something_else_it_waits(desk: Desk) -> None:
    canvas, old = await _unknown(desk, "late_answer")
    held = held_up(desk)
    await edit(desk, canvas, set_to("it", "outcome", "ok"))
    other = (await desk.press(canvas, "it")).json()["id"]
    await until(desk, other, State.RUNNING)
    refused = await _check(desk, old)
    assert (refused.status_code, refused.json()["code"]) == (409, "node_busy")
    held.go.set()
    await desk.ended(other)
    assert (await desk.ended((await _check(desk, old)).json()["id"]))["state"] == "succeeded"


async def test_the_panel_says_that_the_same_again_may_cost_twice_until_it_is_another(desk: Desk) -> None:
    canvas, _ = await _unknown(desk, "lost_answer")
    before = await desk.panel(canvas, "it")
    assert (before["can_generate"], before["caution"]) == (True, MAY_COST_TWICE)
    await edit(desk, canvas, set_to("it", "outcome", "ok"))
    assert (await desk.panel(canvas, "it"))["caution"] is None


async def test_what_was_found_needs_no_caution(desk: Desk) -> None:
    canvas, old = await _unknown(desk, "late_answer")
    await desk.ended((await _check(desk, old)).json()["id"])
    assert (await desk.panel(canvas, "it"))["caution"] is None


async def test_killed_before_it_was_started_it_goes_on_with_the_next_start(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_: object) -> None:
        """The process ended here."""

    async with open_desk(home) as desk:
        _, old = await _unknown(desk, "late_answer")
        with monkeypatch.context() as patch:
            patch.setattr(Engine, "start", nothing)
            new = (await _check(desk, old)).json()["id"]
    async with open_desk(home) as desk:
        assert (await desk.ended(new))["state"] == "succeeded"
        assert await desk.submits() == {old["id"]: 1}
        assert await desk.balance() == ("996", "0")


async def test_a_result_whose_check_ended_unknown_too_is_found_under_its_first_id(desk: Desk) -> None:
    _, old = await _unknown(desk, "late_answer")
    first = (await _check(desk, old)).json()["id"]
    await desk.ended(first)
    async with desk.studio.database.write() as tx:
        again = await store.continue_with(tx, first, {})
        assert await store.reference(tx, again) == old["id"]
        await tx.rollback()


async def _unknown(desk: Desk, outcome: str) -> tuple[str, Json]:
    """A canvas, and the generation of its node whose outcome is unknown."""
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea", settings={"outcome": outcome})])
    ended = await desk.generate(canvas, "it")
    assert (ended["state"], ended["error"]["code"]) == ("unknown", "unknown_outcome")
    return canvas, ended


async def _check(desk: Desk, generation: Json) -> Json:
    return await desk.http.post(f"/api/generations/{generation['id']}/check")
