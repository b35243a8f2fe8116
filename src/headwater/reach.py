"""A studio to talk to: the one that serves this home, or, where none does, one in this process."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from headwater.accounts import store as accounts
from headwater.assembly import open_database, open_studio, the_owner
from headwater.exchange.client import StudioClient, running_studio, studio_here
from headwater.platform.database import Database
from headwater.running import HomeInUse, coming_back, hold, running_port
from headwater.settings import Settings

STARTING = 30.0
"""Seconds in which a server that is just starting answers."""
LOOK = 0.1
"""Seconds between two looks whether it does."""


@asynccontextmanager
async def reach(settings: Settings) -> AsyncIterator[StudioClient]:
    """The studio of this home, as its owner. Raises `HomeInUse` where another process works in it, serving nobody."""
    port = running_port(settings.home) or (coming_back(settings.home) and await _answering(settings)) or None
    while port is None:
        try:
            with hold(settings.home, "run"):
                async with _studio(settings) as client:
                    yield client
                return
        except HomeInUse as used:
            if used.by == "run":
                raise
            port = await _answering(settings)
            if port is None:
                raise
    async with open_database(settings) as database:
        token = await _token(database, settings)
    async with running_studio(port, token) as client:
        yield client


@asynccontextmanager
async def _studio(settings: Settings) -> AsyncIterator[StudioClient]:
    async with open_studio(settings) as studio:
        token = await _token(studio.database, settings)
        async with studio_here(studio.app, settings.port, token) as client:
            yield client


async def _answering(settings: Settings) -> int | None:
    """The port of a server that is starting, once it answers; None if it does not in time."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        if port := running_port(settings.home):
            return port
        await asyncio.sleep(LOOK)
    return None


async def _token(database: Database, settings: Settings) -> str:
    owner = await the_owner(database, settings)
    async with database.write() as tx:
        return await accounts.new_session(tx, owner)
