"""Turns at a provider: so many at once, so many a minute, nobody while it asks to be left alone, and each key apart."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from pydantic import SecretStr

from headwater.generation import turns
from headwater.generation.turns import Turns
from headwater.models.provider import Connection, Provider
from tests.waiting import eventually


def way(key: str = "k", **limits: Any) -> Connection:
    return Connection(Provider(id="far", name="Far", **limits), "https://far.example", SecretStr(key))


async def began(all_turns: Turns, connection: Connection, stop: asyncio.Event | None = None) -> bool:
    """Whether a turn is there without waiting for anybody."""
    taking = asyncio.create_task(all_turns.take(connection, stop or asyncio.Event(), AsyncExitStack()))
    done, _ = await asyncio.wait([taking], timeout=0.05)
    taking.cancel()
    await asyncio.gather(taking, return_exceptions=True)
    return bool(done)


async def test_no_more_than_at_once_have_a_turn_and_the_next_has_it_when_one_ends() -> None:
    all_turns, connection, turn = Turns(), way(at_once=1), AsyncExitStack()
    assert await all_turns.take(connection, asyncio.Event(), turn)
    assert not await began(all_turns, connection)
    await turn.aclose()
    assert await began(all_turns, connection)


async def test_each_key_has_turns_of_its_own() -> None:
    all_turns = Turns()
    assert await began(all_turns, way("mine", at_once=1))
    assert await began(all_turns, way("yours", at_once=1))


async def test_no_more_than_so_many_begin_in_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    all_turns, connection = Turns(), way(per_minute=2)
    assert [await began(all_turns, connection) for _ in range(3)] == [True, True, False]
    monkeypatch.setattr(turns, "MINUTE", 0.0)
    assert await began(all_turns, connection)


async def test_nobody_has_a_turn_while_the_provider_asks_to_be_left_alone() -> None:
    all_turns, connection = Turns(), way()
    all_turns.leave_alone(connection, 3600)
    all_turns.leave_alone(connection, 1)
    assert not await began(all_turns, connection)
    assert await began(all_turns, way("another"))


@pytest.mark.parametrize("waits_for", ["a place", "the end of a pause"])
async def test_one_that_is_stopped_while_it_waits_takes_no_turn_and_no_place(waits_for: str) -> None:
    all_turns, connection, stop, turn = Turns(), way(at_once=1), asyncio.Event(), AsyncExitStack()
    if waits_for == "a place":
        await all_turns.take(connection, asyncio.Event(), turn)
    else:
        all_turns.leave_alone(connection, 0.2)
    async with AsyncExitStack() as mine:
        waiting = asyncio.create_task(all_turns.take(connection, stop, mine))
        await asyncio.sleep(0)
        stop.set()
        assert not await waiting
    await turn.aclose()
    await asyncio.sleep(0.2)
    assert await began(all_turns, connection)


async def test_one_that_waits_hears_how_many_are_before_it_and_of_each_step_forward() -> None:
    all_turns, connection, first = Turns(), way(at_once=1), AsyncExitStack()
    assert await all_turns.take(connection, asyncio.Event(), first)
    heard: dict[str, list[int]] = {"one": [], "two": [], "three": []}
    stops = {name: asyncio.Event() for name in heard}
    turn = AsyncExitStack()

    async def take(name: str) -> bool:
        async def hear(before: int) -> None:
            heard[name].append(before)

        return await all_turns.take(connection, stops[name], turn, hear)

    waiting = {name: asyncio.create_task(take(name)) for name in heard}
    await _until(lambda: heard == {"one": [0], "two": [1], "three": [2]})
    stops["two"].set()
    await _until(lambda: heard == {"one": [0], "two": [1], "three": [2, 1]})
    await first.aclose()
    assert (await waiting["one"], await waiting["two"]) == (True, False)
    await _until(lambda: heard["three"] == [2, 1, 0])
    await turn.aclose()
    assert await waiting["three"]


async def test_one_that_need_not_wait_hears_nothing() -> None:
    async def never(_: int) -> None:
        raise AssertionError("It did not have to wait.")

    assert await Turns().take(way(at_once=1), asyncio.Event(), AsyncExitStack(), never)


async def _until(wanted: Callable[[], bool]) -> None:
    async def is_so() -> bool:
        return wanted()

    await eventually(is_so)
