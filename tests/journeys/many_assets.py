"""Thousands of assets at once, made through the store: uploading as many files would take hours."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.accounts import store as accounts
from headwater.assets import store
from headwater.assets.asset import Asset, Facts, Generated, Prepared
from headwater.platform.database import Database, sqlite_url
from headwater.platform.kinds import Kind
from tests.journeys.media import write_picture
from tests.journeys.studio import Json, Studio

COLOURS = ("teal", "orange", "slateblue", "crimson", "olive", "indigo", "tan", "seagreen")


def make_assets(studio: Studio, count: int, folder: Path) -> None:
    """Add `count` pictures of a few colours, "Picture 0" being the oldest."""
    files = [studio.upload(write_picture(folder / f"{colour}.png", colour)) for colour in COLOURS]
    with ThreadPoolExecutor(1) as apart:  # Playwright has a loop in this thread.
        apart.submit(asyncio.run, _add(studio.home / "studio.db", files, count)).result()


async def _add(path: Path, files: list[Json], count: int) -> None:
    database = Database(sqlite_url(path))
    picture = Facts(Kind.IMAGE, "image/png", 160, 90, None)
    try:
        async with database.write() as tx:
            owner = await accounts.owner(tx)
            assert owner is not None
            made = []
            for number in range(count):
                file = files[number % len(files)]
                prepared = Prepared(file["sha"], file["size"], f"{number}.png", picture, new=False)
                origin = Generated("g", "c", "n", "builtin/painter", f"Picture {number}", False, "4")
                made.append(await store.add(tx, owner.id, prepared, origin))
            await _one_after_the_other(tx, made)
    finally:
        await database.close()


async def _one_after_the_other(tx: AsyncConnection, made: list[Asset]) -> None:
    """A millisecond between each two, which leaves no doubt about their order."""
    each = update(store.assets).where(store.assets.c.id == bindparam("one")).values(created=bindparam("moment"))
    first = made[0].created - len(made)
    await tx.execute(each, [{"one": asset.id, "moment": first + number} for number, asset in enumerate(made)])
