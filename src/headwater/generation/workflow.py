"""The durable workflow: prepare → submit → wait → fetch → settle → show. Each step may be killed and run again.

What ends badly inside a step is returned, not raised: an ending is a result like any other, and is recorded.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any, ParamSpec

from pydantic import TypeAdapter

from headwater.assets import store as assets
from headwater.assets.asset import AssetEvent, Generated, Ingredient, NoSound, Prepared
from headwater.assets.files import Files
from headwater.assets.intake import Intake
from headwater.assets.media import Media
from headwater.credits import store as credits
from headwater.credits.ledger import CreditsChanged, Reason, shown
from headwater.generation import store
from headwater.generation.generation import (
    Generation,
    GenerationChanged,
    GenerationText,
    State,
    Told,
    ending,
    state_after,
)
from headwater.generation.placing import Placing
from headwater.generation.store import Record
from headwater.generation.submit import submit_once
from headwater.models.adapter import Adapter, Call, Failure, FailureCode, Input, Phase, Progress, Ticket
from headwater.models.registry import Registry
from headwater.platform.bus import Bus
from headwater.platform.children import ChildFailed, ChildRefused, ChildTimedOut
from headwater.platform.database import Database
from headwater.platform.engine import Engine
from headwater.platform.errors import HeadwaterError, NotFound
from headwater.platform.identifiers import now
from headwater.platform.kinds import Kind

P = ParamSpec("P")
NAME = "generation"
PROGRESS_EVERY = 2000
"""Milliseconds between two writes of the progress; tabs that are open hear of every poll."""
_REASONS = {State.FAILED: Reason.FAILED, State.CANCELLED: Reason.CANCELLED, State.UNKNOWN: Reason.UNKNOWN}
_DERIVED_KINDS = {"frame": Kind.IMAGE, "sound": Kind.AUDIO}
_PREPARED = TypeAdapter(Prepared)

Ending = dict[str, Any]
"""`{"failure": code, "message": str, "charged": str}`, or what the step gave."""


@dataclass(frozen=True)
class Parts:
    """What the workflow works with."""

    engine: Engine
    database: Database
    bus: Bus
    registry: Registry
    files: Files
    media: Media
    intake: Intake
    placing: Placing


class Running:
    """What is known only while it runs: who waits to hear of a cancel, and how the stream stands."""

    def __init__(self) -> None:
        self.cancelled = asyncio.Event()
        self.progress: Progress | None = None


class GenerationWorkflow:
    """Takes a generation from its row to its end. Started by id; everything else is in the database."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._turns: dict[tuple[str, str], asyncio.Semaphore] = {}
        self._running: dict[str, Running] = {}
        parts.engine.register(NAME, self.run)

    async def start(self, id: str) -> None:
        """Start it; again is a no-op."""
        await self._parts.engine.start(NAME, id)

    def cancel(self, id: str) -> None:
        """Wake a generation that is waiting, so that it sees that it was asked to stop."""
        if id in self._running:
            self._running[id].cancelled.set()

    def streamed(self, id: str) -> Progress | None:
        """The newest progress of a generation that runs in this process."""
        return self._running[id].progress if id in self._running else None

    async def run(self, id: str) -> None:
        """The workflow. Whatever happens in it, the hold is settled."""
        self._running[id] = Running()
        try:
            end = await self._to_result(id)
        except Exception as error:  # noqa: BLE001 - an error that escaped would leave the hold open for ever
            end = _unexpected(error)
        finally:
            self._running.pop(id, None)
        await self._settle(id, end)

    async def _to_result(self, id: str) -> Ending:
        engine = self._parts.engine
        derived = await engine.step(_ending(self.prepare), id)
        if "failure" in derived:
            return derived
        async with AsyncExitStack() as turn:
            if not await self._turn(id, turn):
                return _ended(Failure(FailureCode.CANCELLED))
            ticket = await engine.step(_ending(self.submit), id, derived)
            if "failure" in ticket:
                return ticket
            waited = await engine.step(_ending(self.wait), id, derived, ticket)
            if "failure" in waited:
                return waited
            return await engine.step(_ending(self.fetch), id, derived, ticket)

    async def _settle(self, id: str, end: Ending) -> None:
        engine = self._parts.engine
        if "failure" not in end:
            try:
                await engine.step(self.succeed, id, end)
                return await engine.step(self._parts.placing.place, id)
            except Exception as error:  # noqa: BLE001 - a result that cannot be written must not keep its hold
                end = _unexpected(error)
        await engine.step(self.fail, id, end)

    async def _turn(self, id: str, turn: AsyncExitStack) -> bool:
        """Wait until the provider takes one more; False if it was cancelled meanwhile.

        What was sent before a restart waits for nobody: the provider has it, and must hear of a cancel.
        """
        record = await self._record(id)
        model = self._parts.registry.get(record.request.model)
        if record.submitting or model is None:
            return True
        semaphore = self._turns.setdefault((model.adapter, model.provider), asyncio.Semaphore(model.at_once))
        cancelled = self._running[id].cancelled
        if record.generation.cancelling or cancelled.is_set():
            return False
        got, quit = asyncio.create_task(semaphore.acquire()), asyncio.create_task(cancelled.wait())
        await asyncio.wait((got, quit), return_when=asyncio.FIRST_COMPLETED)
        quit.cancel()
        if got.done():
            turn.callback(semaphore.release)
            return not cancelled.is_set()
        got.cancel()
        return False

    async def prepare(self, id: str) -> Ending:
        """Make what references need: the last frame of a video, its sound.

        Gives `{"sha": …, "mime": …}` by the hash of the video.
        """
        make = {"frame": self._parts.media.last_frame, "sound": self._parts.media.soundtrack}
        references = (await self._record(id)).request.references
        return {each.sha: asdict(await make[each.use](each.sha)) for each in references if each.use in make}

    async def submit(self, id: str, derived: Ending) -> Ending:
        """Send the request at most once. What may have been sent before is looked up, never sent again."""
        record = await self._record(id)
        if record.ticket:
            return record.ticket
        async with AsyncExitStack() as open_files:
            adapter, call = await self._call(record, derived, open_files)
            ticket = await submit_once(self._parts.database, adapter, call)
        await self._tell(id)
        return ticket

    async def wait(self, id: str, derived: Ending, ticket: Ticket) -> Ending:
        """Poll until it has ended, telling every tab; stop when asked to."""
        running = self._running[id]
        written = 0
        async with AsyncExitStack() as open_files:
            adapter, call = await self._call(await self._record(id), derived, open_files)
            while True:
                if running.cancelled.is_set() or (await self._record(id)).generation.cancelling:
                    await adapter.cancel(call, ticket)
                    raise Failure(FailureCode.CANCELLED)
                progress = await adapter.poll(call, ticket)
                if progress.phase is Phase.SUCCEEDED:
                    return {}
                running.progress = progress
                written = await self._note(id, progress, written)
                await _until(running.cancelled, progress.again_in)

    async def _note(self, id: str, progress: Progress, written: int) -> int:
        """Tell the open tabs; now and then write it for those that open later. Gives when it was last written."""
        if now() - written >= PROGRESS_EVERY:
            async with self._parts.database.write() as tx:
                await store.mark_progress(tx, id, progress.fraction, progress.queue_position)
            written = now()
        await self._tell(id)
        return written

    async def fetch(self, id: str, derived: Ending, ticket: Ticket) -> Ending:
        """Bring the result home: bytes hashed, checked, stored once and previewed."""
        async with AsyncExitStack() as open_files:
            adapter, call = await self._call(await self._record(id), derived, open_files)
            output = await adapter.fetch(call, ticket)
            said = {"note": output.note, "facts": output.facts}
            if output.media is None:
                return {"text": output.text or "", **said}
            prepared = await self._parts.intake.prepare(output.media, output.name)
            return {"prepared": _PREPARED.dump_python(prepared, mode="json"), **said}

    async def succeed(self, id: str, result: Ending) -> None:
        """One transaction: the asset, the take and the capture. Again is a no-op."""
        record = await self._record(id)
        arrived = None
        async with self._parts.database.write() as tx:
            if await store.mark_succeeded(tx, id):
                await credits.capture(tx, id)
                if "prepared" in result:
                    prepared = _PREPARED.validate_python(result["prepared"])
                    arrived = await assets.add(tx, record.account, prepared, self._origin(record, result))
                asset = arrived.id if arrived else None
                await store.add_take(tx, record.result(text=result.get("text"), asset=asset, note=result.get("note")))
        if arrived:
            self._parts.bus.publish(record.account, AssetEvent(asset=arrived))
        await self._tell(id, settled=True)

    async def fail(self, id: str, end: Ending) -> None:
        """One transaction: all credits back, and what to tell the person. Again is a no-op."""
        record = await self._record(id)
        code = FailureCode(end["failure"])
        error = Told(code=code, message=_words(code, record, end["message"]))
        async with self._parts.database.write() as tx:
            if await store.mark_failed(tx, id, state_after(code), error, end["charged"]):
                await credits.release(tx, id, _REASONS[state_after(code)])
        await self._tell(id, settled=True)

    def _origin(self, record: Record, result: Ending) -> Generated:
        request = record.request
        model = self._parts.registry.get(request.model)
        return Generated(
            generation=record.generation.id,
            canvas=record.generation.canvas,
            node=record.generation.node,
            model=request.model,
            model_name=model.name if model else "",
            mode=request.mode,
            prompt=request.prompt,
            settings=request.settings,
            references=tuple(Ingredient(each.asset, each.kind, each.use) for each in request.references),
            neural=bool(model and model.neural),
            credits=shown(record.price),
            note=result.get("note"),
            facts=result.get("facts", {}),
        )

    async def _record(self, id: str) -> Record:
        async with self._parts.database.read() as view:
            return await store.record(view, id)

    async def _call(self, record: Record, derived: Ending, open_files: AsyncExitStack) -> tuple[Adapter, Call]:
        """The adapter and the call, with every reference as a file that may be read until `open_files` is closed."""
        request = record.request
        model = self._parts.registry.get(request.model)
        if model is None:
            raise Failure(FailureCode.INVALID_INPUT, f"The model `{request.model}` is no longer there.")
        inputs = []
        for each in request.references:
            made = derived.get(each.sha, {"sha": each.sha, "mime": each.mime})
            path = await open_files.enter_async_context(self._parts.files.local_path(made["sha"]))
            inputs.append(Input(_DERIVED_KINDS.get(each.use, each.kind), each.use, path, made["mime"]))
        call = Call(record.generation.id, model, request.mode, request.prompt, request.settings, tuple(inputs))
        return self._parts.registry.adapter(model), call

    async def _tell(self, id: str, settled: bool = False) -> None:
        """Publish how the generation stands, the text that has streamed, and the balance when it moved."""
        async with self._parts.database.read() as view:
            record = await store.record(view, id)
            balance = await credits.balance(view, record.account) if settled else None
        told = with_progress(record.generation, self.streamed(id))
        self._parts.bus.publish(record.account, GenerationChanged(generation=told.model_copy(update={"text": None})))
        if told.text is not None:
            streamed = GenerationText(id=id, canvas=told.canvas, node=told.node, text=told.text)
            self._parts.bus.publish(record.account, streamed)
        if balance:
            self._parts.bus.publish(record.account, CreditsChanged.of(balance))


def with_progress(generation: Generation, progress: Progress | None) -> Generation:
    """A generation with what only the running process knows of it."""
    if progress is None:
        return generation
    known = {"progress": progress.fraction, "queue_position": progress.queue_position, "text": progress.text}
    return generation.model_copy(update=known)


def _ending(step: Callable[P, Awaitable[Ending]]) -> Callable[P, Awaitable[Ending]]:
    """A step whose failure is its result. Other errors escape, so that a patient step tries again."""

    @wraps(step)
    async def guarded(*args: P.args, **kwargs: P.kwargs) -> Ending:
        try:
            return await step(*args, **kwargs)
        except Failure as failure:
            return _ended(failure)
        except HeadwaterError as error:
            return _ended(Failure(_code_of(error), error.message))

    return guarded


def _code_of(error: HeadwaterError) -> FailureCode:
    match error:
        case ChildTimedOut():
            return FailureCode.TIMEOUT
        case ChildRefused() | NoSound() | NotFound():
            return FailureCode.INVALID_INPUT
        case ChildFailed():
            return FailureCode.PROCESS_CRASH
        case _:
            return FailureCode.PROVIDER_ERROR


def _unexpected(error: Exception) -> Ending:
    return _ended(Failure(FailureCode.PROVIDER_ERROR, type(error).__name__, "unknown"))


def _ended(failure: Failure) -> Ending:
    return {"failure": str(failure.code), "message": failure.message, "charged": failure.charged}


def _words(code: FailureCode, record: Record, detail: str) -> str:
    told = ending(code, shown(record.price))
    return f"{told} ({detail})" if detail and code is not FailureCode.CANCELLED else told


async def _until(event: asyncio.Event, seconds: float) -> None:
    """Sleep, unless the event comes first."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
