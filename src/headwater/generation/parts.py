"""What the workflow of a generation works with."""

from dataclasses import dataclass

from headwater.assets.files import Files
from headwater.assets.intake import Intake
from headwater.assets.media import Media
from headwater.generation import store
from headwater.generation.placing import Placing
from headwater.generation.store import Record
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.engine import Engine
from headwater.providers.providers import Providers


@dataclass(frozen=True)
class Parts:
    """The studio's own parts, made once."""

    engine: Engine
    database: Database
    bus: Bus
    providers: Providers
    files: Files
    media: Media
    intake: Intake
    placing: Placing

    async def record(self, id: str) -> Record:
        """A generation as it stands. Raises `NotFound`."""
        async with self.database.read() as view:
            return await store.record(view, id)
