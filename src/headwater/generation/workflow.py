"""The durable workflow: prepare → submit → wait → fetch → settle → show. Each step may be killed and run again.

What ends badly inside a step is returned, not raised: an ending is a result like any other, and is recorded.
"""

from contextlib import AsyncExitStack
from functools import partial

from headwater.generation import cancelled, store
from headwater.generation.endings import Ending, ended, guarded, unexpected
from headwater.generation.fetching import Fetching
from headwater.generation.generation import Generation, GenerationPreview
from headwater.generation.parts import Parts
from headwater.generation.provider_calls import ProviderCalls
from headwater.generation.settling import CANCELLED, Settling
from headwater.generation.submit import submit_once
from headwater.generation.telling import Running, Telling
from headwater.generation.turns import Turns, until
from headwater.generation.waiting import Waiting
from headwater.models.adapter import Failure, Progress
from headwater.platform.identifiers import now

NAME = "generation"
TRIES = 30
"""How often a request is sent that the provider refuses unseen, each time after the wait that it asked for."""


class GenerationWorkflow:
    """Takes a generation from its row to its end. Started by id; everything else is in the database."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._turns = Turns()
        self.calls = ProviderCalls(parts.database, parts.providers, parts.files, parts.media)
        self._telling = Telling(parts.database, parts.bus)
        self._waiting = Waiting(parts, self.calls, self._telling)
        self._fetching = Fetching(parts, self.calls, self._telling)
        self._settling = Settling(parts, self.calls, self._telling)
        parts.engine.register(NAME, self.run)

    async def start(self, id: str) -> None:
        """Start it; again is a no-op."""
        await self._parts.engine.start(NAME, id)

    def cancel(self, id: str) -> None:
        """Wake a generation that is waiting, so that it sees that it was asked to stop."""
        if id in self._telling.running:
            self._telling.running[id].cancelled.set()

    def streamed(self, id: str) -> Progress | None:
        """The newest progress of a generation that runs in this process."""
        return self._telling.streamed(id)

    def preview(self, generation: Generation) -> GenerationPreview | None:
        """How a generation looks so far, for a tab that has just come; None where nothing is known."""
        return self._telling.preview(generation)

    async def run(self, id: str) -> None:
        """The workflow. Whatever happens in it, the hold is settled."""
        self._telling.running[id] = Running()
        try:
            end = await self._to_result(id)
        except Exception as error:  # noqa: BLE001 - an error that escaped would leave the hold open for ever
            end = unexpected(error)
        finally:
            self._telling.running.pop(id, None)
        await self._settle(id, end)

    async def fail(self, id: str, end: Ending) -> None:
        """Settle one whose workflow is gone."""
        await self._settling.fail(id, end)

    async def _to_result(self, id: str) -> Ending:
        engine = self._parts.engine
        derived = await engine.step(guarded(self.prepare), id)
        if "failure" in derived:
            return derived
        for _ in range(TRIES):
            end = await self._through(id, derived)
            if end.get("again_at") is None:
                break
            await engine.step(self.leave_alone, id, end["again_at"])
        return end

    async def _through(self, id: str, derived: Ending) -> Ending:
        """Once to the provider and back."""
        engine = self._parts.engine
        async with AsyncExitStack() as turn:
            try:
                if not await self._turn(id, turn):
                    return ended(cancelled.before_it_was_sent())
            except Failure as failure:
                return ended(failure)
            ticket = await engine.step(guarded(self.submit), id, derived)
            if "failure" in ticket:
                return ticket
            waited = await engine.step(guarded(self._waiting.wait), id, derived, ticket)
            if "failure" in waited:
                return waited
            return await engine.step(guarded(self._fetching.fetch), id, derived, ticket)

    async def _settle(self, id: str, end: Ending) -> None:
        engine = self._parts.engine
        if "failure" not in end:
            try:
                if await engine.step(self._settling.succeed, id, end) != CANCELLED:
                    return await engine.step(self._parts.placing.place, id)
                end = ended(cancelled.already_made())
            except Exception as error:  # noqa: BLE001 - a result that cannot be written must not keep its hold
                end = unexpected(error)
        await engine.step(self._settling.fail, id, end)

    async def _turn(self, id: str, turn: AsyncExitStack) -> bool:
        """Wait until the provider takes one more; False if it was cancelled meanwhile.

        What was sent before a restart waits for nobody: the provider has it, and must hear of a cancel.
        """
        record = await self._parts.record(id)
        if record.submitting:
            return True
        stopped = self._telling.running[id].cancelled
        if record.generation.cancelling or stopped.is_set():
            return False
        _, connection = await self.calls.served(record)
        took = await self._turns.take(connection, stopped, turn, partial(self._telling.waits_here, id))
        self._telling.running[id].progress = None
        await self.calls.check_not_refused(record)  # perhaps while this one waited
        return took

    async def leave_alone(self, id: str, again_at: int) -> None:
        """The provider took nothing and asked for a pause: wait for its end, and let nobody else through either."""
        record = await self._parts.record(id)
        async with self._parts.database.write() as tx:
            await store.mark_refused_unseen(tx, id)
        await self._telling.tell(id)
        seconds = max(again_at - now(), 0) / 1000
        _, connection = await self.calls.served(record)
        self._turns.leave_alone(connection, seconds)
        await until(self._telling.running[id].cancelled, seconds)

    async def prepare(self, id: str) -> Ending:
        """Make what references need: a frame of a video, its sound."""
        return await self.calls.derived(await self._parts.record(id))

    async def submit(self, id: str, derived: Ending) -> Ending:
        """Send the request at most once. What may have been sent before is looked up, never sent again."""
        record = await self._parts.record(id)
        if record.ticket:
            return record.ticket
        async with self.calls.open(record, derived) as (adapter, call):
            ticket = await submit_once(self._parts.database, adapter, call)
        await self._telling.tell(id)
        return ticket
