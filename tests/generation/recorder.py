"""A provider that only writes down what arrives, and a database between whose uses other things happen."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.models.adapter import Call, Failure, FailureCode, Output, Phase, Progress, Ticket
from headwater.platform.database import Database
from headwater.platform.kinds import Kind
from tests.desk import Json

ANSWER = "A ⟦reply⟧ — 灯台 🕯️"
"""What each text becomes: it changes what is downstream, and looks like a chip."""


def canonical(value: Json) -> bytes:
    """JSON of which there is only one for a value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


@dataclass
class Recorder:
    """An adapter: texts come at once, everything else is refused, so that no media have to be made."""

    arrived: dict[str, list[bytes]] = field(default_factory=dict)
    """What each call was, as canonical JSON, by the generation's id."""

    async def submit(self, call: Call) -> Ticket:
        request = await asyncio.to_thread(_said, call)
        self.arrived.setdefault(call.id, []).append(canonical(request))
        return {}

    async def find(self, call: Call) -> Ticket | None:
        return {} if call.id in self.arrived else None

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        if call.model.kind is not Kind.TEXT:
            raise Failure(FailureCode.CONTENT_POLICY)
        return Progress(Phase.SUCCEEDED)

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        return Output(text=ANSWER)

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        raise AssertionError("Nobody cancelled.")


def _said(call: Call) -> Json:
    inputs = [
        {"media": each.kind, "use": each.use, "sha": hashlib.sha256(each.path.read_bytes()).hexdigest()}
        for each in call.inputs
    ]
    said = {"model": call.model.id, "mode": call.mode, "prompt": call.prompt, "settings": call.settings}
    return {**said, "references": inputs}


class Raced(Database):
    """A database before and after each use of which something else happens."""

    def __init__(self, database: Database, between: Callable[[], Awaitable[None]]) -> None:
        self._database = database
        self._between = between

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        await self._between()
        async with self._database.read() as view:
            yield view
        await self._between()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        await self._between()
        async with self._database.write() as tx:
            yield tx
        await self._between()
