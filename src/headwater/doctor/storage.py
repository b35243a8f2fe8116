"""What is kept: the databases, the files and the credits."""

import asyncio
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from headwater.accounts import store as accounts
from headwater.credits import store as credits
from headwater.credits.ledger import shown
from headwater.doctor.finding import Finding, ill, well
from headwater.doctor.machine import size
from headwater.platform.database import Database
from headwater.platform.soundness import Soundness, newest, sound
from headwater.settings import Settings

ANSWERS = 10.0
"""Seconds in which the server of a database answers."""
_RESTORE = "Stop the studio, keep a copy of the file, and put one from a backup in its place."
_LET_IN = "Make the file, and the folder it is in, readable and writable for you."
_START_ANEW = "Stop the studio and delete the file: what was under way then fails, and its credits come back."


async def database(settings: Settings) -> Finding:
    """The studio's database opens, is whole, and is not from a later Headwater."""
    if not settings.studio_database.startswith("sqlite"):
        return await _elsewhere(settings.studio_database)
    found = await asyncio.to_thread(sound, settings.studio_database)
    if found is None:
        return well("Database", "made at the first start")
    if found.closed:
        return ill("Database", f"`{found.place}` cannot be opened: {found.closed}", _LET_IN)
    if found.damage:
        return ill("Database", f"`{found.place}` is damaged: {found.damage}", _RESTORE)
    if found.revision not in found.known:
        says = f"`{found.place}` was written by a newer Headwater (version {found.revision} of its tables)"
        return ill("Database", says, "Update Headwater. Nothing was changed.")
    return well("Database", _version(found))


async def engine(settings: Settings) -> Finding:
    """The database of unfinished work opens and is whole."""
    if not settings.engine_database.startswith("sqlite"):
        return well("Unfinished work", "kept in the same database")
    found = await asyncio.to_thread(sound, settings.engine_database)
    if found is None:
        return well("Unfinished work", "none yet")
    if found.closed:
        return ill("Unfinished work", f"`{found.place}` cannot be opened: {found.closed}", _LET_IN)
    if found.damage:
        return ill("Unfinished work", f"`{found.place}` is damaged: {found.damage}", _START_ANEW)
    return well("Unfinished work", "its database is whole")


async def files(settings: Settings) -> Finding:
    """The folder of files can be written."""
    if not settings.files.exists():
        return well("Files", "none yet")
    try:
        count, total = await asyncio.to_thread(_stored, settings.files)
        await asyncio.to_thread(_try, settings.files)
    except OSError as error:
        todo = f"Make `{settings.files}` and all in it readable and writable for you."
        return ill("Files", f"`{settings.files}` cannot be used: {error.strerror}", todo)
    return well("Files", f"{count} original{'' if count == 1 else 's'}, {size(total)}")


async def balance(settings: Settings) -> Finding | None:
    """What the owner has left; None while there is no owner, or no database that can be read."""
    found = await asyncio.to_thread(sound, settings.studio_database)
    if found is None or found.damage or found.revision != newest():
        return None
    database = Database(settings.studio_database)
    try:
        async with database.read() as tx:
            owner = await accounts.owner(tx)
            left = await credits.balance(tx, owner.id) if owner else None
    finally:
        await database.close()
    return well("Credits", f"{shown(left.available)} available") if left else None


async def _elsewhere(url: str) -> Finding:
    """The database that a server holds answers. Its address may have a password in it, and is not said."""
    try:
        database = Database(url)
        try:
            async with asyncio.timeout(ANSWERS), database.read():
                pass
        finally:
            await database.close()
    except Exception as error:  # noqa: BLE001  # each driver has errors of its own
        todo = "Start its server, or correct HEADWATER_DATABASE_URL; unset, the database is a file in the home folder."
        return ill(
            "Database", f"the one that HEADWATER_DATABASE_URL names does not answer: {type(error).__name__}", todo
        )
    return well("Database", "answers, where HEADWATER_DATABASE_URL says")


def _version(found: Soundness) -> str:
    if found.revision == newest():
        return "whole, at its newest version"
    return "whole, of an earlier version: the next start brings it up to date"


def _stored(folder: Path) -> tuple[int, int]:
    """How many originals there are, and their bytes."""
    walk = os.walk(folder / "originals", onerror=_refuse)
    sizes = [Path(place, name).stat().st_size for place, _, names in walk for name in names]
    return len(sizes), sum(sizes)


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _try(folder: Path) -> None:
    """Write a file where arriving bytes are kept for a while."""
    spool = folder / "spool"
    with NamedTemporaryFile(dir=spool if spool.exists() else folder, prefix=".doctor-") as file:
        file.write(b"?")
        file.flush()
        os.fsync(file.fileno())
