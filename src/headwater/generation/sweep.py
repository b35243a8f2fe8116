"""Settles what a crash left open: no hold stays for a generation that will never end."""

import asyncio
import logging
from dataclasses import dataclass

from headwater.credits import store as credits
from headwater.credits.ledger import Reason
from headwater.generation import store
from headwater.generation.placing import Placing
from headwater.generation.workflow import GenerationWorkflow
from headwater.models.adapter import FailureCode
from headwater.platform.database import Database
from headwater.platform.engine import Engine

EVERY = 60.0
"""Seconds between two sweeps."""
KEPT = 2 * 24 * 3600.0
"""Seconds for which the engine's own rows are kept after a workflow has ended."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sweep:
    """Compares the studio's rows with the engine's workflows, and mends the difference."""

    engine: Engine
    database: Database
    workflow: GenerationWorkflow
    placing: Placing

    async def run(self) -> None:
        """Sweep now and then, until cancelled. A sweep that fails is logged and tried again."""
        while True:
            try:
                await self.once()
            except Exception:
                log.exception("The sweep failed; it is tried again in %s s.", EVERY)
            await asyncio.sleep(EVERY)

    async def once(self) -> None:
        """Start what was never started, fail what died, release what is left, show what is not shown."""
        async with self.database.read() as view:
            open_ones = [record.generation.id for record in await store.unfinished(view)]
        states = await self.engine.states(open_ones)
        for id in open_ones:
            if id not in states:
                await self._revive(id)
            elif not states[id]:
                await self.workflow.fail(
                    id, {"failure": FailureCode.PROCESS_CRASH, "message": "", "charged": "unknown"}
                )
        await self._release_orphans()
        await self.placing.place_all()
        await self.engine.forget(KEPT)

    async def _revive(self, id: str) -> None:
        """The engine knows nothing of it: it was committed, and the process ended before it was started.

        Starting is safe also if the engine's rows were lost later: what may have been sent is never sent again.
        """
        await self.workflow.start(id)

    async def _release_orphans(self) -> None:
        """One view of both: a generation that ends just now takes its hold with it."""
        async with self.database.read() as view:
            active = {record.generation.id for record in await store.unfinished(view)}
            orphans = [id for id in await credits.unsettled(view) if id not in active]
        for id in orphans:
            async with self.database.write() as tx:
                await credits.release(tx, id, Reason.SWEPT)
