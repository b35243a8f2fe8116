"""How long a model may take: the wait in a queue, ours or its provider's, does not count; one key is one generation."""

import asyncio
from pathlib import Path

import pytest

from headwater.generation import waiting
from headwater.generation.generation import State
from headwater.models.adapter import Phase, Progress
from tests.desk import Desk, node, open_desk
from tests.generation.scripted import Scripted, scripted
from tests.generation.work import parts, until
from tests.reading import rows

QUEUED, RUNNING = Progress(Phase.QUEUED, queue_position=1), Progress(Phase.RUNNING, 0.5)
DONE = Progress(Phase.SUCCEEDED)


@pytest.fixture
def script(desk: Desk) -> Scripted:
    """The doubles, as they are told."""
    return scripted(desk)


async def test_a_model_that_takes_longer_than_it_may_is_stopped_and_costs_nothing(desk: Desk, script: Scripted) -> None:
    _give_it(desk, 0.1)
    script.now = RUNNING
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    ended = await desk.generate(canvas, "it")
    assert (ended["state"], ended["error"]["code"]) == ("failed", "timeout")
    assert await desk.balance() == ("1000", "0")


async def test_what_waits_in_a_queue_is_not_late(desk: Desk, script: Scripted) -> None:
    _give_it(desk, 0.1)
    script.now = QUEUED
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    id = (await desk.press(canvas, "it")).json()["id"]
    await script.polls(40)  # at a hundredth of a second each, four times what it may take
    assert (await desk.get(f"/api/generations/{id}"))["state"] == "running"
    script.now = DONE
    assert (await desk.ended(id))["state"] == "succeeded"


async def test_its_time_begins_when_the_provider_begins(desk: Desk, script: Scripted) -> None:
    _give_it(desk, 0.1)
    script.now = QUEUED
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    id = (await desk.press(canvas, "it")).json()["id"]
    await script.polls(3)
    script.now = RUNNING
    assert (await desk.ended(id))["error"]["code"] == "timeout"


async def test_what_was_finished_while_the_studio_was_down_too_long_is_not_lost(home: Path) -> None:
    async with open_desk(home) as desk:
        scripted(desk).now = RUNNING
        canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
        id = (await desk.press(canvas, "it")).json()["id"]
        await until(desk, id, State.RUNNING)
    rows(home, "studio", "UPDATE generations SET started = started - 36000000")
    async with open_desk(home) as desk:
        assert (await desk.ended(id))["state"] == "succeeded"


async def test_a_queue_without_an_end_has_one(desk: Desk, script: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "LONGEST_QUEUE", 0.1)
    script.now = QUEUED
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    assert (await desk.generate(canvas, "it"))["error"]["code"] == "timeout"


async def test_the_same_key_is_the_same_generation_also_after_a_restart(home: Path) -> None:
    async with open_desk(home) as desk:
        canvas = await desk.canvas([node("it", "text", prompt="A calm sea", settings={"seconds": 0.5})])
        shown = await desk.panel(canvas, "it")
        first = (await desk.press(canvas, "it", shown, key="the-same-press")).json()["id"]
    async with open_desk(home) as desk:
        again = await asyncio.gather(*(desk.press(canvas, "it", shown, key="the-same-press") for _ in range(5)))
        assert {answer.json()["id"] for answer in again} == {first}
        await desk.ended(first)
        assert (await desk.press(canvas, "it", shown, key="the-same-press")).json()["id"] == first
        assert await desk.submits() == {first: 1}
        assert await desk.balance() == ("999", "0")


def _give_it(desk: Desk, seconds: float) -> None:
    """Let the double for texts take so long at most."""
    providers = parts(desk).providers
    models = providers.catalogue.models
    models["builtin/double-text"] = models["builtin/double-text"].model_copy(update={"seconds": seconds})
    providers._registries.clear()
