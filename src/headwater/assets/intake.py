"""From bytes to asset: the one way in, for uploads and for what generations make."""

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from headwater.assets import store
from headwater.assets.asset import Asset, Facts, Origin, Prepared, TooLarge, UploadLimits
from headwater.assets.files import Files, Spooled
from headwater.assets.media import PREVIEWS, Media
from headwater.assets.name import clean_name
from headwater.assets.signature import HEAD, signature
from headwater.platform.database import Database
from headwater.platform.kinds import Kind

ROW_FOLLOWS = 3600.0
"""Seconds within which the row of a prepared file is written; a generation's, which may take longer, is known by it."""


class Intake:
    """Takes files in. `prepare` does everything but the row, which `store.add` writes in anybody's transaction."""

    def __init__(self, database: Database, files: Files, media: Media, limits: UploadLimits) -> None:
        self._database = database
        self._files = files
        self._media = media
        self._limits = limits
        # Keeping and removing take turns, so that nobody removes what another arrival of the same bytes relies on.
        self._turn = asyncio.Lock()
        self._again: set[str] = set()
        self._arrived: dict[str, float] = {}

    @property
    def limits(self) -> UploadLimits:
        """What a file may be at most."""
        return self._limits

    async def prepare(self, chunks: AsyncIterator[bytes], name: str) -> Prepared:
        """Check, store and preview the bytes. Nothing is left behind when they are refused or stop midway.

        Raises `UnsupportedMedia`, `InvalidMedia`, `TooLarge`, `DiskFull`, and whatever `chunks` raises.
        """
        async with self._spooled(chunks) as spooled, self._files.scratch() as scratch:
            facts = await self._media.examine(spooled.path, await _head(spooled.path), scratch)
            _check_size(spooled.size, facts.kind, self._limits)
            new = await self._keep(spooled, facts, scratch)
        return Prepared(spooled.sha, spooled.size, clean_name(name, facts.mime), facts, new)

    async def discard(self, prepared: Prepared) -> None:
        """Remove the file if it came with `prepared` and nothing else uses it: for when no row could be written."""
        async with self._turn:
            if prepared.new and prepared.sha not in self._again and not await self._named(prepared.sha):
                await self._files.remove(prepared.sha)

    async def take_in(self, account: str, chunks: AsyncIterator[bytes], name: str, origin: Origin) -> Asset:
        """Prepare the bytes and write the row in a transaction of its own."""
        prepared = await self.prepare(chunks, name)
        try:
            async with self._database.write() as tx:
                return await store.add(tx, account, prepared, origin)
        except BaseException:
            await self.discard(prepared)
            raise

    @asynccontextmanager
    async def quiet(self) -> AsyncIterator[None]:
        """While this lasts no file is kept or removed by anybody else."""
        async with self._turn:
            yield

    def arrived_lately(self, sha: str) -> bool:
        """Whether these bytes came so short a time ago that their row may still be on its way."""
        return time.monotonic() - self._arrived.get(sha, -math.inf) < ROW_FOLLOWS

    def _spooled(self, chunks: AsyncIterator[bytes]) -> AbstractAsyncContextManager[Spooled]:
        return self._files.spool(_limited(chunks, self._limits))

    async def _keep(self, spooled: Spooled, facts: Facts, scratch: Path) -> bool:
        async with self._turn:
            new = await self._files.keep(spooled)
            try:
                for name in PREVIEWS[facts.kind]:
                    await self._files.keep_preview(spooled.sha, name, scratch / name)
            except BaseException:
                if new:
                    await self._files.remove(spooled.sha)
                raise
            if not new:
                self._again.add(spooled.sha)
            self._note_arrival(spooled.sha)
        return new

    def _note_arrival(self, sha: str) -> None:
        self._arrived = {each: at for each, at in self._arrived.items() if self.arrived_lately(each)}
        self._arrived[sha] = time.monotonic()

    async def _named(self, sha: str) -> bool:
        async with self._database.read() as view:
            return await store.named(view, sha)


async def _limited(chunks: AsyncIterator[bytes], limits: UploadLimits) -> AsyncIterator[bytes]:
    """The same bytes, refused as soon as they are of no accepted type or too many, not when all have come."""
    head, size, kind = b"", 0, None
    async for chunk in chunks:
        size += len(chunk)
        if kind is None:
            head += chunk
            kind = signature(head[:HEAD]).kind if len(head) >= HEAD else None
        if kind is not None:
            _check_size(size, kind, limits)
        yield chunk


def _check_size(size: int, kind: Kind, limits: UploadLimits) -> None:
    limit = limits.size(kind)
    if size > limit:
        what = {Kind.IMAGE: "Images", Kind.VIDEO: "Videos", Kind.AUDIO: "Sounds"}[kind]
        raise TooLarge(f"{what} may have up to {limit / 2**20:g} MB; this file has more.", kind=kind, limit=limit)


async def _head(path: Path) -> bytes:
    def read() -> bytes:
        with path.open("rb") as file:
            return file.read(HEAD)

    return await asyncio.to_thread(read)
