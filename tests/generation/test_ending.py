"""How generations end: failed, unknown or cancelled, with all credits back, and what a person is told."""

import asyncio
import errno
from typing import Any

import obstore
import pytest

from headwater.assets.asset import Prepared
from headwater.assets.intake import Intake
from headwater.generation import store
from headwater.generation.generation import State
from headwater.models.adapter import FailureCode, Output
from headwater.models.builtin.doubles import Doubles
from tests.desk import Desk, node
from tests.generation.work import edit, held_up, parts, set_to, until

_HAPPENED = {
    FailureCode.INVALID_INPUT: "The model could not use this request.",
    FailureCode.CONTENT_POLICY: "The model refused this prompt.",
    FailureCode.RATE_LIMITED: "The provider is busy and took no more requests.",
    FailureCode.AUTH: "The provider did not accept the key.",
    FailureCode.INSUFFICIENT_FUNDS: "The account at the provider has no money left.",
    FailureCode.PROVIDER_ERROR: "The provider had an error.",
    FailureCode.TIMEOUT: "It took too long and was stopped.",
    FailureCode.EXPIRED: "The provider no longer has this result.",
    FailureCode.CANCELLED: "Cancelled.",
    FailureCode.UNKNOWN_OUTCOME: "The provider may have taken this request, but never answered. It was not sent again.",
    FailureCode.PARTIAL: "Only a part of the result came.",
    FailureCode.PROCESS_CRASH: "The program that was making this crashed.",
    FailureCode.DISK_FULL: "The disk of the computer that runs Headwater is full, so the result could not be kept.",
}
_STATES = {FailureCode.CANCELLED: State.CANCELLED, FailureCode.UNKNOWN_OUTCOME: State.UNKNOWN}


async def test_each_failure_has_its_state_its_code_and_its_words_and_gives_all_credits_back(desk: Desk) -> None:
    nodes = [node(code, "image", prompt="A calm sea", settings={"outcome": code}) for code in FailureCode]
    canvas = await desk.canvas(nodes)
    for code in FailureCode:
        ended = await desk.generate(canvas, code)
        assert (ended["state"], ended["error"]["code"]) == (_STATES.get(code, State.FAILED), code)
        assert ended["error"]["message"].startswith(f"{_HAPPENED[code]} Your 4 credits are back.")
        assert (ended["take"], ended["asset"], ended["placed"]) == (None, None, None)
        assert await desk.balance() == ("1000", "0")
        assert (await desk.panel(canvas, code))["can_generate"]
    assert await desk.get("/api/assets") == []
    assert set((await desk.submits()).values()) == {1}


async def test_an_earlier_take_stays_when_the_next_one_fails(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    first = await desk.generate(canvas, "it")
    await edit(desk, canvas, set_to("it", "outcome", "content_policy"))
    await desk.generate(canvas, "it")
    takes = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    assert [take["id"] for take in takes] == [first["take"]]


async def test_a_lost_answer_is_an_unknown_outcome_that_is_never_sent_again(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea", settings={"outcome": "lost_answer"})])
    ended = await desk.generate(canvas, "it")
    assert (ended["state"], ended["error"]["code"]) == ("unknown", "unknown_outcome")
    assert await desk.submits() == {ended["id"]: 1}
    assert await desk.balance() == ("1000", "0")


async def test_after_an_unknown_outcome_a_person_may_press_again(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea", settings={"outcome": "lost_answer"})])
    first = await desk.generate(canvas, "it")
    again = await desk.generate(canvas, "it")
    assert await desk.submits() == {first["id"]: 1, again["id"]: 1}
    assert await desk.balance() == ("1000", "0")


async def test_a_generation_is_cancelled_while_it_waits_for_its_turn(desk: Desk) -> None:
    nodes = [node(f"n{place}", "text", prompt="A calm sea", settings={"seconds": 600}) for place in range(5)]
    canvas = await desk.canvas(nodes)
    ids = [(await desk.press(canvas, each["id"])).json()["id"] for each in nodes]
    for id in ids[:4]:
        await until(desk, id, State.RUNNING)
    asked = await desk.http.post(f"/api/generations/{ids[4]}/cancel")
    assert (asked.status_code, asked.json()["cancelling"]) == (200, True)
    ended = await desk.ended(ids[4])
    assert (ended["state"], ended["error"]["message"]) == (
        "cancelled",
        "Cancelled. Your 1 credit is back. It had not been sent.",
    )
    assert ids[4] not in await desk.submits()
    assert await desk.balance() == ("996", "4")


async def test_a_generation_is_cancelled_while_it_runs_and_the_provider_hears_of_it(desk: Desk) -> None:
    held = held_up(desk)
    held.go.set()
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea", settings={"seconds": 600})])
    id = (await desk.press(canvas, "it")).json()["id"]
    await until(desk, id, State.RUNNING)
    await desk.http.post(f"/api/generations/{id}/cancel")
    assert (await desk.ended(id))["state"] == "cancelled"
    assert held.cancelled == [id]
    assert await desk.balance() == ("1000", "0")
    assert (await desk.panel(canvas, "it"))["can_generate"]


async def test_asking_twice_to_cancel_is_asking_once(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea", settings={"seconds": 600})])
    id = (await desk.press(canvas, "it")).json()["id"]
    answers = [await desk.http.post(f"/api/generations/{id}/cancel") for _ in range(2)]
    await desk.ended(id)
    answers.append(await desk.http.post(f"/api/generations/{id}/cancel"))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert await desk.balance() == ("1000", "0")


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("ok", "It was finished before it could be cancelled. The result is kept, and 1 credit was charged."),
        ("timeout", "It had failed before it could be cancelled. Its credits are back."),
        ("lost_answer", "Its provider never answered, so there is nothing to cancel. Its credits are back."),
    ],
)
async def test_a_cancel_that_came_too_late_says_what_became_of_it(desk: Desk, outcome: str, words: str) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea", settings={"outcome": outcome})])
    ended = await desk.generate(canvas, "it")
    before = await desk.balance()
    late = await desk.http.post(f"/api/generations/{ended['id']}/cancel")
    assert (late.status_code, late.json()["code"]) == (409, "too_late")
    assert (late.json()["details"], late.json()["message"]) == ({"state": ended["state"]}, words)
    assert await desk.balance() == before


async def test_a_cancel_counts_until_the_result_is_written(desk: Desk) -> None:
    held = held_up(desk)
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    id = (await desk.press(canvas, "it")).json()["id"]
    await until(desk, id, State.RUNNING)
    assert (await desk.http.post(f"/api/generations/{id}/cancel")).status_code == 200
    held.go.set()  # the answer that was on its way: it is done
    ended = await desk.ended(id)
    assert (ended["state"], ended["take"]) == ("cancelled", None)
    assert (await desk.http.post(f"/api/generations/{id}/cancel")).status_code == 200
    assert await desk.balance() == ("1000", "0")


async def test_cancelled_while_the_result_is_brought_home_nothing_of_it_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def never(*_: object) -> Output:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(Doubles, "fetch", never)
    id = await _pressed(desk)
    await begun.wait()
    await desk.http.post(f"/api/generations/{id}/cancel")
    await _nothing_came(desk, id, "cancelled", "cancelled")
    told = (await desk.get(f"/api/generations/{id}"))["error"]["message"]
    assert told == "Cancelled. Your 4 credits are back. It had just been made; it was not kept."


async def test_cancelled_with_the_file_stored_it_is_removed_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare = Intake.prepare

    async def then_cancelled(intake: Intake, *given: Any) -> Prepared:
        prepared = await prepare(intake, *given)
        async with desk.studio.database.write() as tx:
            await store.mark_cancelling(tx, pressed)
        return prepared

    monkeypatch.setattr(Intake, "prepare", then_cancelled)
    pressed = await _pressed(desk)
    await _nothing_came(desk, pressed, "cancelled", "cancelled")


async def test_a_full_disk_says_so_and_gives_the_credits_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(obstore, "put_async", full)
    await _nothing_came(desk, await _pressed(desk), "failed", "disk_full")


async def _pressed(desk: Desk) -> str:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    return str((await desk.press(canvas, "it")).json()["id"])


async def _nothing_came(desk: Desk, id: str, state: str, code: str) -> None:
    """It ended so, all credits are back, and no file is left."""
    ended = await desk.ended(id)
    assert (ended["state"], ended["error"]["code"]) == (state, code)
    assert await desk.balance() == ("1000", "0")
    assert await desk.get("/api/assets") == []
    assert not [path for path in desk.studio.settings.files.rglob("*") if path.is_file()]


async def test_a_model_that_vanished_while_it_was_queued_fails_and_gives_the_credits_back(desk: Desk) -> None:
    held = held_up(desk)
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    id = (await desk.press(canvas, "it")).json()["id"]
    await until(desk, id, State.RUNNING)
    del parts(desk).providers.catalogue.models["builtin/double-image"]
    parts(desk).providers._registries.clear()
    held.go.set()
    ended = await desk.ended(id)
    assert (ended["state"], ended["error"]["code"]) == ("failed", "invalid_input")
    assert await desk.balance() == ("1000", "0")
