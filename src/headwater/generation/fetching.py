"""Brings a result home: bytes hashed, checked, stored once and previewed; again where it broke off."""

import asyncio
from dataclasses import dataclass

from pydantic import TypeAdapter

from headwater.assets.asset import Prepared
from headwater.assets.files import DiskFull
from headwater.generation import cancelled, partial
from headwater.generation.endings import Ending
from headwater.generation.parts import Parts
from headwater.generation.provider_calls import ProviderCalls
from headwater.generation.telling import Telling
from headwater.generation.waiting import waits_in_between
from headwater.models.adapter import Adapter, Call, Failure, FailureCode, Output, Ticket

FETCHES = 6
"""How often a result is fetched that breaks off or whose link has expired."""
PREPARED = TypeAdapter(Prepared)
"""How a stored file goes from one step to the next."""


@dataclass(frozen=True)
class Fetching:
    """Fetches what providers have finished."""

    parts: Parts
    calls: ProviderCalls
    telling: Telling

    async def fetch(self, id: str, derived: Ending, ticket: Ticket) -> Ending:
        """The result, stored. Stop when asked to. Raises `Failure`."""
        record = await self.parts.record(id)
        if record.generation.cancelling:
            raise cancelled.already_made()
        async with self.calls.open(record, derived) as (adapter, call):
            fetching = asyncio.create_task(self._patiently(adapter, call, ticket))
            try:
                return await _unless(self.telling.running[id].cancelled, fetching)
            except DiskFull:
                raise Failure(FailureCode.DISK_FULL, charged="yes") from None

    async def _patiently(self, adapter: Adapter, call: Call, ticket: Ticket) -> Ending:
        """The result, fetched again where it did not come through."""
        waits = waits_in_between()
        for _ in range(FETCHES - 1):
            try:
                return await self._fetched(adapter, call, ticket)
            except Failure as failure:
                if not failure.passing:
                    raise
            await asyncio.sleep(next(waits))
        return await self._fetched(adapter, call, ticket)

    async def _fetched(self, adapter: Adapter, call: Call, ticket: Ticket) -> Ending:
        output = await adapter.fetch(call, ticket)
        said = _said(call, output)
        if output.media is None:
            return {"text": output.text or "", **said}
        prepared = await self.parts.intake.prepare(output.media, output.name)
        if prepared.facts.kind is not call.model.kind:
            words = f"The provider gave {prepared.facts.mime} where {call.model.kind} was asked for."
            raise Failure(FailureCode.PROVIDER_ERROR, words, "yes")
        return {"prepared": PREPARED.dump_python(prepared, mode="json"), **said}


def _said(call: Call, output: Output) -> Ending:
    """All but the content. `share`: of the price, where only a part came."""
    charged = None if output.charged is None else str(output.charged)
    said = {"note": output.note, "facts": output.facts, "charged": charged}
    if output.partial is None:
        return said
    words = " ".join(each for each in ("Only a part of it came.", output.partial, output.note) if each)
    return {**said, "note": words, "share": str(partial.share(call, output))}


async def _unless(stopped: asyncio.Event, fetching: asyncio.Task[Ending]) -> Ending:
    """What is fetched. If the event comes first, nothing of it is kept and `Failure` is raised."""
    stop = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait((fetching, stop), return_when=asyncio.FIRST_COMPLETED)
        if not fetching.done():
            raise cancelled.already_made()
        return fetching.result()
    finally:
        stop.cancel()
        fetching.cancel()
        await asyncio.gather(fetching, stop, return_exceptions=True)
