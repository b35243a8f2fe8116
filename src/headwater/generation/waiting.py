"""The wait for a provider: polled inside one step, told to every tab, ended by a cancel or the model's time limit."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from headwater.generation import cancelled, store
from headwater.generation.endings import Ending
from headwater.generation.pace import apart
from headwater.generation.parts import Parts
from headwater.generation.provider_calls import ProviderCalls
from headwater.generation.store import Record
from headwater.generation.telling import Telling
from headwater.generation.turns import until
from headwater.models.adapter import Adapter, Call, Failure, FailureCode, Phase, Progress, Ticket
from headwater.models.model import Model
from headwater.platform.identifiers import now

PATIENCE = (0.5, 30.0)
"""Seconds until a poll or a fetch that did not go through is made again, and at most; each wait is twice as long."""
LONGEST_QUEUE = 24 * 3600
"""Seconds that a provider may let a request wait before it begins."""
PROGRESS_EVERY = 2000
"""Milliseconds between two writes of the progress; tabs that are open hear of every change."""


@dataclass(frozen=True)
class Waiting:
    """Waits until a provider has done its work."""

    parts: Parts
    calls: ProviderCalls
    telling: Telling
    crowd: set[str] = field(default_factory=set)
    """The ids of those that wait in this process."""

    async def wait(self, id: str, derived: Ending, ticket: Ticket) -> Ending:
        """Poll until it has ended, telling every tab; stop when asked to."""
        self.crowd.add(id)
        try:
            return await self._wait(id, derived, ticket)
        finally:
            self.crowd.remove(id)

    async def _wait(self, id: str, derived: Ending, ticket: Ticket) -> Ending:
        record, running = await self.parts.record(id), self.telling.running[id]
        written, waits = 0, waits_in_between()
        async with self.calls.open(record, derived) as (adapter, call):
            await until(running.cancelled, self._apart(record, 0.0))  # after a restart all come at once
            while True:
                if record.generation.cancelling or running.cancelled.is_set():
                    told = await _told_to_stop(adapter, call, ticket)
                    raise cancelled.at_work(call.connection, told)
                known, progress = running.progress, await self._poll(adapter, call, ticket, running.progress, waits)
                if progress.phase is Phase.SUCCEEDED:
                    return {}
                self.telling.show_preview(record, progress.preview)
                record = await self._note_phase(record, progress.phase)
                if _is_over(record, call.model):  # asked first: while nobody was here it may have been finished
                    await _told_to_stop(adapter, call, ticket)
                    raise Failure(FailureCode.TIMEOUT, charged="unknown")
                running.progress = progress
                if known is None or _told(progress) != _told(known):
                    written = await self._note(id, progress, written)
                await until(running.cancelled, self._apart(record, progress.again_in))

    def _apart(self, record: Record, again_in: float) -> float:
        """Seconds until it is asked after again."""
        waited = (now() - (record.submitting or now())) / 1000
        return apart(again_in, waited, len(self.crowd))

    async def _poll(
        self, adapter: Adapter, call: Call, ticket: Ticket, known: Progress | None, waits: Iterator[float]
    ) -> Progress:
        """How far it is; where that cannot be said just now, how far it was, to be asked again after a while."""
        try:
            return await adapter.poll(call, ticket)
        except Failure as failure:
            if not failure.passing:
                raise
        return replace(known or Progress(Phase.RUNNING), again_in=next(waits))

    async def _note_phase(self, record: Record, phase: Phase) -> Record:
        """What waits at the provider is timed from when it is begun, also over a restart. Gives it as it is then."""
        waits, waited = phase is Phase.QUEUED, record.generation.started is None
        if waits == waited:
            return record
        async with self.parts.database.write() as tx:
            await (store.mark_waiting if waits else store.mark_begun)(tx, record.generation.id)
        return await self.parts.record(record.generation.id)

    async def _note(self, id: str, progress: Progress, written: int) -> int:
        """Tell the open tabs; now and then write it for those that open later. Gives when it was last written."""
        if now() - written >= PROGRESS_EVERY:
            async with self.parts.database.write() as tx:
                await store.mark_progress(tx, id, progress.fraction, progress.queue_position)
            written = now()
        await self.telling.tell(id)
        return written


def _told(progress: Progress) -> tuple[Phase, float | None, int | None, str | None]:
    """What the tabs are told of it."""
    return progress.phase, progress.fraction, progress.queue_position, progress.text


def _is_over(record: Record, model: Model) -> bool:
    """Whether it takes longer than its model may, not counting what it waits; or waits without end."""
    if record.generation.started is None:
        sent = max(record.submitting or 0, record.generation.created)
        return now() > sent + LONGEST_QUEUE * 1000
    return now() > record.generation.started + model.seconds * 1000


async def _told_to_stop(adapter: Adapter, call: Call, ticket: Ticket) -> bool:
    """Whether the provider heard of it. Whatever goes wrong there, it is stopped here."""
    try:
        return await adapter.cancel(call, ticket) is not False  # older adapters give nothing
    except Exception:  # noqa: BLE001 - a provider that cannot be reached must not keep anybody from cancelling
        return False


def waits_in_between() -> Iterator[float]:
    """Seconds until the next try, and the one after."""
    wait, most = PATIENCE
    while True:
        yield wait
        wait = min(2 * wait, most)
