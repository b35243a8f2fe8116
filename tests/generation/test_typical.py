"""How long a generation usually takes, as far as the account has seen it."""

import itertools

import pytest

from headwater.generation.store import generation_rows
from headwater.generation.typical import LATEST, typical_seconds
from headwater.models.adapter import Adapter, Call, Phase, Progress, Ticket
from headwater.platform.identifiers import now
from tests.desk import Desk, node
from tests.generation.work import changed, edit, parts, set_to


def test_it_is_the_median_of_the_latest_successes() -> None:
    assert typical_seconds([3_000, 1_000, 60_000]) == 3.0
    assert typical_seconds([2_000, 4_000]) == 3.0


def test_nothing_is_usual_before_the_first_success() -> None:
    assert typical_seconds([]) is None


def test_what_was_long_ago_no_longer_counts() -> None:
    assert typical_seconds([1_000] * LATEST + [90_000] * 100) == 1.0


async def test_the_panel_and_the_generation_tell_it_once_there_was_one(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A harbour", settings={"seconds": 0})])
    assert (await desk.panel(canvas, "it"))["typical_seconds"] is None
    first = await desk.generate(canvas, "it")
    assert first["typical_seconds"] is None

    usual = (first["ended"] - first["started"]) / 1000
    assert (await desk.panel(canvas, "it"))["typical_seconds"] == pytest.approx(usual)
    assert (await desk.generate(canvas, "it"))["typical_seconds"] == pytest.approx(usual)


async def test_only_successes_with_the_same_model_and_mode_count(desk: Desk) -> None:
    nodes = [
        node("failed", "audio", prompt="Rain", mode="sound", settings={"seconds": 0, "outcome": "timeout"}),
        node("speech", "audio", prompt="Rain", mode="speech", settings={"seconds": 0}),
    ]
    canvas = await desk.canvas(nodes)
    assert (await desk.generate(canvas, "failed"))["state"] == "failed"
    assert (await desk.generate(canvas, "speech"))["state"] == "succeeded"
    assert (await desk.panel(canvas, "failed"))["typical_seconds"] is None
    assert (await desk.panel(canvas, "speech"))["typical_seconds"] is not None


async def test_a_failure_does_not_change_it(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A harbour", settings={"seconds": 0})])
    await desk.generate(canvas, "it")
    usual = (await desk.panel(canvas, "it"))["typical_seconds"]
    await edit(desk, canvas, set_to("it", "outcome", "timeout"))
    await desk.generate(canvas, "it")
    assert (await desk.panel(canvas, "it"))["typical_seconds"] == usual


class Queueing:
    """The doubles behind a queue: two are before each call until `go` is set; then it is seen to run, however late."""

    def __init__(self, adapter: Adapter) -> None:
        self._adapter = adapter
        self.go = self._ran = False
        self.submit, self.find, self.fetch, self.cancel = adapter.submit, adapter.find, adapter.fetch, adapter.cancel

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """One more look at the queue, or at the doubles."""
        if not self.go:
            return Progress(Phase.QUEUED, queue_position=2, again_in=0.01)
        if not self._ran:
            self._ran = True
            return Progress(Phase.RUNNING, again_in=0.01)
        return await self._adapter.poll(call, ticket)


async def test_waiting_at_the_provider_is_told_and_does_not_count(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = itertools.count(now(), 1_000)
    monkeypatch.setattr(generation_rows, "now", lambda: next(ticks))
    adapters = parts(desk).providers._adapters
    adapters["doubles"] = queue = Queueing(adapters["doubles"])
    canvas = await desk.canvas([node("it", "image", prompt="A harbour", settings={"seconds": 0.2})])
    with desk.bus.subscribe(desk.studio.owner.id) as events:
        begun = (await desk.press(canvas, "it")).json()
        waiting = await changed(events, lambda generation: generation.queue_position == 2)
        in_line_until = next(ticks)
        queue.go = True
    ended = await desk.ended(begun["id"])
    assert waiting.started is None
    assert ended["started"] > in_line_until
    assert (ended["state"], ended["queue_position"]) == ("succeeded", None)
