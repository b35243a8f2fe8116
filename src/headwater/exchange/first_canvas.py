"""The first canvas of a new account: a small finished piece to take apart, that comes with Headwater as an archive."""

import asyncio
import logging
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from headwater.accounts import store as accounts
from headwater.accounts.account import Account
from headwater.canvas import store as canvases
from headwater.exchange.archive import ArchiveLimits, open_archive
from headwater.exchange.canvas_file import parse
from headwater.exchange.importing import Importing
from headwater.platform.database import Database

FIRST = Path(__file__).parent / "first"
"""The folder of the archives that a new account begins with."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FirstCanvas:
    """Gives each account its first canvas, once: whoever deletes it is not given another."""

    database: Database
    importing: Importing
    limits: ArchiveLimits
    folder: Path

    async def give(self, account: Account) -> None:
        """Give it, unless that was done before. What fails is logged, and tried again at the next start."""
        try:
            await self._give(account)
        except Exception:  # a studio without a first canvas is better than none
            log.exception("The first canvas could not be made. Everything else works; it is tried again at the start.")

    async def _give(self, account: Account) -> None:
        archives = sorted(self.folder.glob("*.headwater.zip"))
        if archives and await self._awaited(account):
            for archive in archives:
                await self._take_in(account, archive)
            async with self.database.write() as tx:
                await accounts.got_first_canvas(tx, account.id)

    async def _awaited(self, account: Account) -> bool:
        """Whoever has a canvas, or had one, has begun, also where a crash came before that could be noted."""
        async with self.database.read() as view:
            begun = await canvases.titles(view, account.id) or await canvases.list_(view, account.id, deleted=True)
            return not begun and await accounts.awaits_first_canvas(view, account.id)

    async def _take_in(self, account: Account, path: Path) -> None:
        with closing(await asyncio.to_thread(open_archive, path, self.limits)) as archive:
            file = await asyncio.to_thread(parse, archive.canvas())
            await self.importing.canvas(account, file, archive)
