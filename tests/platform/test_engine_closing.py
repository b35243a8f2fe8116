"""Closing the engine is being killed politely: nothing is recorded as failed, nothing is left running."""

import asyncio
import logging
from pathlib import Path

import pytest

from headwater.platform.engine import Engine


class Life:
    """One life of an engine over the same database, with one workflow of two steps."""

    def __init__(self, folder: Path, *, stuck: bool) -> None:
        self.engine = Engine(f"sqlite:///{folder / 'engine.db'}", "test")
        self.engine.register("one", self._run)
        self.began, self.ended = asyncio.Event(), asyncio.Event()
        self.ran: list[str] = []
        self._stuck = stuck

    async def _run(self, id: str) -> None:
        await self.engine.step(self._first)
        await self.engine.step(self._second)
        self.ended.set()

    async def _first(self) -> None:
        self.ran.append("first")

    async def _second(self) -> None:
        self.ran.append("second")
        self.began.set()
        if self._stuck:
            await asyncio.Event().wait()


async def test_what_was_in_the_middle_of_a_step_goes_on_with_that_step(tmp_path: Path) -> None:
    before = Life(tmp_path, stuck=True)
    await before.engine.launch()
    await before.engine.start("one", "w")
    await before.began.wait()
    await before.engine.close()
    after = Life(tmp_path, stuck=False)
    await after.engine.launch()
    await asyncio.wait_for(after.ended.wait(), 20)
    await after.engine.close()
    assert (before.ran, after.ran) == (["first", "second"], ["second"])


async def test_closing_leaves_no_task_behind_and_the_loop_its_threads(tmp_path: Path) -> None:
    life = Life(tmp_path, stuck=True)
    others = asyncio.all_tasks()
    await life.engine.launch()
    await life.engine.start("one", "w")
    await life.began.wait()
    await life.engine.close()
    assert {task for task in asyncio.all_tasks() - others if "workflow" in repr(task)} == set()
    assert await asyncio.to_thread(lambda: "still there") == "still there"


async def test_what_begins_only_while_closing_ends_before_its_first_step_and_goes_on_next_time(tmp_path: Path) -> None:
    late = Life(tmp_path, stuck=True)
    others = asyncio.all_tasks()
    await late.engine.launch()
    await late.engine.start("one", "w")
    await late.engine.close()
    assert {task for task in asyncio.all_tasks() - others if "workflow" in repr(task)} == set()
    assert late.ran == []
    after = Life(tmp_path, stuck=False)
    await after.engine.launch()
    await asyncio.wait_for(after.ended.wait(), 20)
    await after.engine.close()


async def test_closing_just_when_a_workflow_ends_records_its_end_without_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    life = Life(tmp_path, stuck=False)
    await life.engine.launch()
    await life.engine.start("one", "w")
    await life.ended.wait()
    await life.engine.close()
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    after = Life(tmp_path, stuck=False)
    await after.engine.launch()
    assert await after.engine.states(["w", "never"]) == {"w": False}
    assert await after.engine.steps("w") == ["first", "second"]
    await after.engine.close()


async def test_the_same_id_is_one_workflow(tmp_path: Path) -> None:
    life = Life(tmp_path, stuck=False)
    await life.engine.launch()
    await asyncio.gather(*(life.engine.start("one", "w") for _ in range(5)))
    await asyncio.wait_for(life.ended.wait(), 20)
    await life.engine.start("one", "w")
    await life.engine.close()
    assert life.ran == ["first", "second"]


async def test_what_ended_long_ago_is_forgotten_and_what_runs_is_not(tmp_path: Path) -> None:
    life = Life(tmp_path, stuck=True)
    await life.engine.launch()
    await life.engine.start("one", "w")
    await life.began.wait()
    assert await life.engine.forget(older_than=-60) == 0
    assert await life.engine.states(["w"]) == {"w": True}
    await life.engine.close()
