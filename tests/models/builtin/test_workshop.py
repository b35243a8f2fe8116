"""The workshop: jobs in children that may be killed, done once, done again when they are lost, and never mixed up."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from headwater.models import catalogue
from headwater.models.adapter import Call, Failure, Phase, Progress
from headwater.models.builtin.workshop import AT_ONCE, KEPT, Workshop
from headwater.models.provider import Connection, Provider
from headwater.platform.children import ChildFailed, ChildRefused
from tests.waiting import eventually

HERE = Connection(Provider(id="builtin", name="Built in"), "")
MODELS = catalogue.load().models


def call(name: str = "foley", prompt: str = "Rain", id: str = "one", **settings: Any) -> Call:
    """A call to a built-in model in its first mode."""
    model = MODELS[f"builtin/{name}"]
    return Call(id, model, model.modes[0].id, prompt, model.modes[0].defaults() | settings, HERE)


@pytest.fixture
async def workshop(tmp_path: Path) -> AsyncIterator[Workshop]:
    """A workshop that nothing was ever asked of."""
    workshop = Workshop(tmp_path / "workshop")
    yield workshop
    await workshop.close()


async def to_the_end(workshop: Workshop, asked: Call) -> list[Progress]:
    """Every progress that was told until the job was done."""
    ticket = await workshop.submit(asked)
    told: list[Progress] = []
    while not told or told[-1].phase is not Phase.SUCCEEDED:
        told.append(await workshop.poll(asked, ticket))
        await asyncio.sleep(0.02)
    return told


async def result(workshop: Workshop, asked: Call) -> bytes:
    """The media that a call makes."""
    output = await workshop.fetch(asked, await workshop.submit(asked))
    assert output.media is not None
    return b"".join([piece async for piece in output.media])


def children() -> list[int]:
    """The processes that this one has started and not yet seen end."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(pid) for pid in listed.split()]


async def started(before: set[int]) -> int:
    """The process that was started since `before`."""

    async def there() -> bool:
        return len(set(children()) - before) == 1

    await eventually(there)
    return (set(children()) - before).pop()


async def test_a_job_tells_how_far_it_is_and_gives_its_file(workshop: Workshop) -> None:
    asked = call(duration=1)
    told = await to_the_end(workshop, asked)
    fractions = [each.fraction for each in told if each.fraction is not None]
    assert fractions == sorted(fractions)
    assert (await result(workshop, asked)).startswith(b"RIFF")


async def test_a_text_streams_and_only_grows(workshop: Workshop) -> None:
    asked = call("writer", "A short story about the sea.", length="short")
    texts = [each.text for each in await to_the_end(workshop, asked) if each.text]
    final = (await workshop.fetch(asked, {})).text
    assert len(set(texts)) > 2
    assert final is not None
    for shorter, longer in zip(texts, [*texts[1:], final], strict=True):
        assert longer.startswith(shorter) or shorter.startswith(longer)
    assert not await workshop.find(asked)  # once it was handed on, nothing of it is left


async def test_a_job_that_was_taken_is_found_after_a_restart_and_one_that_was_not_is_not(tmp_path: Path) -> None:
    ticket = await Workshop(tmp_path).submit(call())
    assert await Workshop(tmp_path).find(call()) == ticket
    assert await Workshop(tmp_path).find(call(id="other")) is None


async def test_a_result_outlives_the_process_that_made_it(tmp_path: Path) -> None:
    asked = call(duration=1)
    await to_the_end(Workshop(tmp_path), asked)
    assert (await Workshop(tmp_path).poll(asked, {})).phase is Phase.SUCCEEDED


async def test_a_result_that_was_handed_on_and_lost_is_made_again_and_is_the_same(workshop: Workshop) -> None:
    asked = call(duration=1)
    assert await result(workshop, asked) == await result(workshop, asked)


async def test_a_result_that_was_handed_on_leaves_nothing_behind(workshop: Workshop, tmp_path: Path) -> None:
    await result(workshop, call(duration=1))
    assert not list((tmp_path / "workshop").iterdir())


async def test_another_generation_is_another_take(workshop: Workshop) -> None:
    first, second = [await result(workshop, call(id=id, duration=1)) for id in ("one", "two")]
    assert first != second


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="Linux lists the children of a process")
async def test_a_child_that_is_killed_fails_its_own_job_and_no_other(workshop: Workshop) -> None:
    asked = call("composer", "Strings", duration=60)
    ticket = await workshop.submit(asked)
    before = set(children())
    await workshop.poll(asked, ticket)
    os.kill(await started(before), signal.SIGKILL)
    with pytest.raises(ChildFailed):
        await workshop.fetch(asked, ticket)
    assert (await result(workshop, call(id="other", duration=1))).startswith(b"RIFF")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="Linux lists the children of a process")
async def test_a_cancelled_job_leaves_neither_process_nor_files(workshop: Workshop, tmp_path: Path) -> None:
    asked = call("composer", "Strings", duration=60)
    ticket, before = await workshop.submit(asked), set(children())
    await workshop.poll(asked, ticket)
    await started(before)
    await workshop.cancel(asked, ticket)
    assert set(children()) <= before
    assert not list((tmp_path / "workshop").iterdir())


async def test_what_waits_for_its_turn_says_how_many_are_before_it(workshop: Workshop) -> None:
    busy = [call("composer", "Strings", id=f"busy{number}", duration=60) for number in range(AT_ONCE)]
    waiting = [call(id=f"waiting{number}") for number in range(2)]
    for asked in busy + waiting:
        await workshop.poll(asked, await workshop.submit(asked))
    told = [await workshop.poll(asked, {}) for asked in waiting]
    assert [(each.phase, each.queue_position) for each in told] == [(Phase.QUEUED, 0), (Phase.QUEUED, 1)]


async def test_what_a_model_refuses_comes_with_its_words(workshop: Workshop) -> None:
    asked = call("voice", "東京へようこそ")
    with pytest.raises(ChildRefused, match="東京"):
        await workshop.fetch(asked, await workshop.submit(asked))


async def test_a_job_that_failed_leaves_nothing_behind(workshop: Workshop, tmp_path: Path) -> None:
    asked = call("voice", "東京へようこそ")
    with pytest.raises(ChildRefused):
        await to_the_end(workshop, asked)
    assert not list((tmp_path / "workshop").iterdir())


async def test_only_the_models_that_there_are_can_be_asked(workshop: Workshop) -> None:
    model = MODELS["builtin/foley"].model_copy(update={"id": "builtin/doubles"})
    with pytest.raises(Failure, match="no built-in model `builtin/doubles`"):
        await workshop.submit(Call("one", model, "sound", "Rain", {}, HERE))


async def test_what_nobody_came_back_for_is_removed_after_a_day(workshop: Workshop, tmp_path: Path) -> None:
    for id in ("old", "new"):
        await workshop.submit(call(id=id))
    old = tmp_path / "workshop" / "old"
    os.utime(old, (old.stat().st_mtime - KEPT - 60,) * 2)
    await workshop.tidy()
    assert [place.name for place in (tmp_path / "workshop").iterdir()] == ["new"]
