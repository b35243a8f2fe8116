"""Removes for good what has been in the bin for its time: the file too, once nothing else needs it; and lost files."""

import asyncio
import logging
from dataclasses import dataclass

from headwater.assets import store as assets
from headwater.assets.asset import Asset, AssetEvent
from headwater.assets.files import Files
from headwater.assets.intake import Intake
from headwater.assets.media import Media
from headwater.exchange.lost_files import LostFiles
from headwater.generation import store as generations
from headwater.generation.store import Record
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.identifiers import now

EVERY = 3600.0
"""Seconds between two looks into the bin."""
_DERIVED = ("frame", "sound")
"""Uses for which a file without a row of its own is made from the reference."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Purge:
    """Empties the bins of all accounts of what can no longer be restored.

    Rows stay: takes and canvases point to them, and say calmly that the file was deleted.
    """

    database: Database
    bus: Bus
    files: Files
    media: Media
    intake: Intake

    async def run(self) -> None:
        """Look now and then, until cancelled. What fails is logged and tried again."""
        while True:
            try:
                await self.once()
                await LostFiles(self.database, self.files, self.media, self.intake).remove()
            except Exception:
                log.exception("The bin could not be emptied; it is tried again in %s s.", EVERY)
            await asyncio.sleep(EVERY)

    async def once(self, moment: int | None = None) -> None:
        """Remove what was too old at `moment` (milliseconds since 1970; None: now)."""
        before = (now() if moment is None else moment) - assets.BIN_LIFE
        async with self.database.read() as view:
            old = await assets.expired(view, before)
        by_file: dict[str, list[Asset]] = {}
        for asset in old:
            by_file.setdefault(asset.sha, []).append(asset)
        for same in by_file.values():
            await self._purge(same)

    async def _purge(self, same: list[Asset]) -> None:
        """Remove assets that have one file. The row changes last, so that a crash before it only means once again."""
        ids = [asset.id for asset in same]
        async with self.intake.quiet():
            if await self._awaited(same[0]):
                return
            await self._remove_file(same[0].sha, ids)
            async with self.database.write() as tx:
                await assets.mark_purged(tx, ids)
        for asset in same:
            async with self.database.read() as view:
                gone = await assets.get(view, asset.account, asset.id)
            self.bus.publish(asset.account, AssetEvent(asset=gone))

    async def _awaited(self, asset: Asset) -> bool:
        """Whether the file may be on its way into a new row, or be read by a generation that has not ended."""
        async with self.database.read() as view:
            unfinished = await generations.unfinished(view)
        return self.intake.arrived_lately(asset.sha) or any(_may_need(record, asset) for record in unfinished)

    async def _remove_file(self, sha: str, ids: list[str]) -> None:
        """Remove the file and what was derived from it, each unless another asset has the same bytes."""
        for each in (*await self.media.derived_from(sha), sha):
            async with self.database.read() as view:
                needed = await assets.named(view, each, but=ids)
            if not needed and not self.intake.arrived_lately(each):
                await self.files.remove(each)


def _may_need(record: Record, asset: Asset) -> bool:
    """A generation reads its references, and may just have stored a result with the very same bytes."""
    request = record.request
    return request.kind is asset.kind or any(
        each.sha == asset.sha or each.use in _DERIVED for each in request.references
    )
