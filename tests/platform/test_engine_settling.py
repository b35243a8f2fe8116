"""Rules 6 and 7 of the engine: whatever happens to a workflow, its hold is settled."""

from pathlib import Path
from typing import Any

import pytest

from headwater.credits import store as credits
from headwater.credits.ledger import Reason
from headwater.generation.generation import State
from headwater.generation.press import Generations
from headwater.generation.sweep import Sweep
from headwater.platform.engine import Engine
from tests.crash.points import PLACES
from tests.desk import Desk, node, open_desk
from tests.generation.work import held_up, parts, until
from tests.platform.engine_files import STEPS
from tests.reading import lose_engine, rows


def sweep(desk: Desk) -> Sweep:
    """A sweep of this studio."""
    generations: Generations = desk.studio.app.state.generations
    with_ = parts(desk)
    return Sweep(with_.engine, with_.database, generations.workflow, with_.placing)


# 6. The workflow catches everything and settles.


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("step", ["prepare", "submit", "wait", "fetch", "succeed"])
async def test_rule_6_an_unexpected_error_in_a_step_still_settles_the_hold(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(*PLACES[step], broken)
    monkeypatch.setattr(broken, "__name__", step)
    canvas = await desk.canvas([node("it", "image", prompt="A poem")])
    ended = await desk.generate(canvas, "it")
    assert (ended["state"], ended["error"]["code"]) == ("failed", "provider_error")
    assert "(ZeroDivisionError)" in ended["error"]["message"]
    assert await desk.balance() == ("1000", "0")


@pytest.mark.usefixtures("impatient")
async def test_rule_6_an_error_once_is_no_failure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every step, once: before it did anything, and after it did everything."""
    for owner, name in [PLACES[step] for step in STEPS]:
        monkeypatch.setattr(owner, name, _stumbling(getattr(owner, name)))
    canvas = await desk.canvas([node("it", "image", prompt="A poem")])
    ended = await desk.generate(canvas, "it")
    assert (ended["state"], ended["placed"]) == ("succeeded", True)
    assert await desk.submits() == {ended["id"]: 1}
    assert await desk.balance() == ("996", "0")


# 7. A sweep settles what the engine lost.


@pytest.mark.parametrize("status", ["ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"])
async def test_rule_7_a_workflow_that_died_is_settled(home: Path, status: str) -> None:
    id = await _left_running(home)
    rows(home, "engine", f"UPDATE workflow_status SET status = '{status}'")
    async with open_desk(home) as desk:
        ended = await desk.ended(id)
        assert (ended["state"], ended["error"]["code"]) == ("failed", "process_crash")
        assert await desk.balance() == ("1000", "0")


async def test_rule_7_however_often_it_was_killed_it_goes_on(home: Path) -> None:
    id = await _left_running(home)
    rows(home, "engine", "UPDATE workflow_status SET recovery_attempts = 500")
    async with open_desk(home) as desk:
        assert (await desk.ended(id))["state"] == "succeeded"
        assert await desk.submits() == {id: 1}


async def test_rule_7_a_workflow_that_the_engine_lost_is_started_again_but_not_sent_again(home: Path) -> None:
    id = await _left_running(home)
    rows(home, "engine", "DELETE FROM workflow_status")
    async with open_desk(home) as desk:
        assert (await desk.ended(id))["state"] == "succeeded"
        assert await desk.submits() == {id: 1}
        assert await desk.balance() == ("999", "0")


async def test_rule_7_a_lost_database_of_the_engine_loses_no_generation(home: Path) -> None:
    id = await _left_running(home)
    lose_engine(home)
    async with open_desk(home) as desk:
        assert (await desk.ended(id))["state"] == "succeeded"
        assert await desk.submits() == {id: 1}


async def test_rule_7_a_generation_that_was_never_started_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> None:
        """The process ended here."""

    canvas = await desk.canvas([node("it", "text", prompt="A poem")])
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "start", nothing)
        id = (await desk.press(canvas, "it")).json()["id"]
    await sweep(desk).once()
    assert (await desk.ended(id))["state"] == "succeeded"
    assert await desk.submits() == {id: 1}


async def test_rule_7_a_hold_without_a_generation_is_released(desk: Desk) -> None:
    async with desk.studio.database.write() as tx:
        await credits.hold(tx, desk.studio.owner.id, "nobody", 5_000_000, "Something", "nowhere")
    await sweep(desk).once()
    assert await desk.balance() == ("1000", "0")
    async with desk.studio.database.read() as view:
        newest = (await credits.entries(view, desk.studio.owner.id))[0]
    assert (newest.generation, newest.reason) == ("nobody", Reason.SWEPT)


async def test_rule_7_the_sweep_leaves_alone_what_is_well(desk: Desk) -> None:
    held = held_up(desk)
    canvas = await desk.canvas([node("it", "text", prompt="A poem")])
    id = (await desk.press(canvas, "it")).json()["id"]
    await until(desk, id, State.RUNNING)
    await sweep(desk).once()
    assert (await desk.get(f"/api/generations/{id}"))["state"] == "running"
    assert await desk.balance() == ("999", "1")
    held.go.set()
    await desk.ended(id)
    await sweep(desk).once()
    assert await desk.balance() == ("999", "0")


async def _left_running(home: Path) -> str:
    """A studio that was closed while a generation ran at its provider; gives its id."""
    async with open_desk(home) as desk:
        held_up(desk)
        canvas = await desk.canvas([node("it", "text", prompt="A poem")])
        id = str((await desk.press(canvas, "it")).json()["id"])
        await until(desk, id, State.RUNNING)
    return id


def _stumbling(step: Any) -> Any:
    """`step`, which fails before it does anything the first time, and after it did everything the second time."""
    calls = 0

    async def stumbles(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise ZeroDivisionError
        result = await step(*args)
        if calls == 2:
            raise ZeroDivisionError
        return result

    stumbles.__name__ = step.__name__
    return stumbles
