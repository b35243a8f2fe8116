"""Removes files that a crash left without an owner: stored, and neither an asset's nor made from one."""

from dataclasses import dataclass

from headwater.assets import store as assets
from headwater.assets.files import Files
from headwater.assets.intake import Intake
from headwater.assets.media import Media
from headwater.generation import store as generations
from headwater.platform.database import Database


@dataclass(frozen=True)
class LostFiles:
    """Looks among what was there before this process began: what came since has somebody who waits for it."""

    database: Database
    files: Files
    media: Media
    intake: Intake

    async def remove(self) -> None:
        """Remove them, unless a generation goes on: its result may be stored already, and its row still to come."""
        async with self.intake.quiet():
            async with self.database.read() as view:
                busy = await generations.unfinished(view)
                owned = await assets.shas(view)
            lost = set() if busy else await self.files.from_before() - owned
            for sha in lost - await self._derived(owned) if lost else lost:
                await self.files.remove(sha)

    async def _derived(self, owned: set[str]) -> set[str]:
        """What was made from files that have an owner: frames of videos, their sound."""
        return {made for sha in owned for made in await self.media.derived_from(sha)}
