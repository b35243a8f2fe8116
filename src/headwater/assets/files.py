"""The store of files: bytes arrive in a spool while they are hashed, and are kept once under their SHA-256."""

import asyncio
import errno
import hashlib
import os
import re
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import obstore
from obstore.exceptions import GenericError
from obstore.store import LocalStore

from headwater.platform.errors import HeadwaterError, NotFound
from headwater.platform.identifiers import new_id

PIECE = 2**20
"""Bytes that are written to the spool, or read from the store, at a time."""
STAGED = "*#*"
"""The names under which the object store writes aside, before it renames."""
_SHA = re.compile(r"[0-9a-f]{64}")
_PREVIEW = re.compile(r"[a-z-]+(\.[a-z0-9]+)*")


class DiskFull(HeadwaterError):
    """There is no room left for the file; nothing of it was kept."""

    code = "disk_full"
    status = 507


@dataclass(frozen=True)
class Spooled:
    """Bytes that have arrived whole and are hashed, but are not kept yet."""

    path: Path
    """Where they are for now."""
    sha: str
    """SHA-256, 64 lower-case hexadecimal characters."""
    size: int
    """Bytes."""


def sync_to_disk(path: Path) -> None:
    """Make sure that a file, or the list of names in a folder, survives a power failure."""
    if os.name != "posix" and path.is_dir():
        return  # Only POSIX can sync a folder.
    descriptor = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Files:
    """Stored files in a folder, by the hash of their bytes; previews beside them, under the hash of their original.

    `sync` is called for each file and folder that has to be on disk before a file counts as stored: the object store
    renames atomically but leaves the bytes in the system's cache.
    """

    def __init__(self, folder: Path, sync: Callable[[Path], None] = sync_to_disk) -> None:
        self._folder = folder
        self._spool = folder / "spool"
        self._spool.mkdir(parents=True, exist_ok=True)
        self._store = LocalStore(folder)
        self._sync = sync
        self._began = time.time()

    @asynccontextmanager
    async def spool(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[Spooled]:
        """The bytes in a file that is gone when the context ends, also when their source fails midway."""
        path = self._spool / new_id()
        try:
            with _room_on_disk():
                spooled = await _write(path, chunks)
            yield spooled
        finally:
            path.unlink(missing_ok=True)

    def spool_file(self, source: Path) -> AbstractAsyncContextManager[Spooled]:
        """The bytes of a file, to be kept."""
        return self.spool(_pieces(source))

    @asynccontextmanager
    async def scratch(self) -> AsyncIterator[Path]:
        """An empty folder for a job, gone when the context ends."""
        with TemporaryDirectory(dir=self._spool, ignore_cleanup_errors=True) as folder:
            yield Path(folder)

    async def keep(self, spooled: Spooled) -> bool:
        """Store the bytes under their hash, safely on disk. False if they were stored already."""
        return await self._put(_original(spooled.sha), spooled.path)

    async def keep_preview(self, sha: str, name: str, source: Path) -> None:
        """Store what was made from the original `sha`, under a name like `card.webp`."""
        await self._put(_preview(sha, name), source)

    async def size(self, sha: str) -> int:
        """How many bytes the file has. Raises `NotFound`."""
        with _found():
            return (await obstore.head_async(self._store, _original(sha)))["size"]

    async def read(self, sha: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` up to but not including `end`. Raises `NotFound`."""
        end = await self.size(sha) if end is None else end
        if start >= end:
            return
        with _found():
            found = await obstore.get_async(self._store, _original(sha), options={"range": (start, end)})
        async for piece in found.stream(min_chunk_size=PIECE):
            yield bytes(piece)

    async def preview(self, sha: str, name: str) -> bytes:
        """What was made from the original `sha`, whole. Raises `NotFound`."""
        with _found():
            return bytes(await (await obstore.get_async(self._store, _preview(sha, name))).bytes_async())

    async def previews(self, sha: str) -> list[str]:
        """The names of all that was made from the original `sha`."""
        pages = obstore.list(self._store, _preview(sha, ""))
        return [made["path"].rpartition("/")[2] async for page in pages for made in page]

    @asynccontextmanager
    async def local_path(self, sha: str) -> AsyncIterator[Path]:
        """The file on this machine's disk, for a child process to read and never to write. Raises `NotFound`."""
        await self.size(sha)
        yield self._folder / _original(sha)

    async def remove(self, sha: str) -> None:
        """Delete the file and what was made from it; nothing happens if it is not there."""
        previews = await self.previews(sha)
        for key in [_original(sha), *(_preview(sha, name) for name in previews)]:
            await self._delete(key)

    async def tidy(self) -> None:
        """Delete what a killed process left in the spool: whatever it began is over."""
        await asyncio.to_thread(_delete_older, self._spool.iterdir(), self._began)

    async def from_before(self) -> set[str]:
        """The hashes of what was stored before this process began; what was left half-written then is deleted."""
        await asyncio.to_thread(_delete_older, self._folder.glob(f"[op]*/**/{STAGED}"), self._began)
        originals = self._folder.glob("originals/*/*")
        return await asyncio.to_thread(lambda: {path.name for path in originals if _older(path, self._began)})

    async def _put(self, key: str, source: Path) -> bool:
        with _room_on_disk():
            new = not await self._has(key)
            try:
                if new:
                    # Not with mode="create": that reads the whole file into memory. Writing the same bytes twice at
                    # once is harmless, since the store writes aside and renames.
                    await obstore.put_async(self._store, key, source, use_multipart=True, max_concurrency=2)
                await asyncio.to_thread(self._sync_all, self._folder / key)
            except BaseException:
                if new:
                    await self._delete(key)
                raise
        return new

    def _sync_all(self, path: Path) -> None:
        """The file, and each folder that may have got a new name in it."""
        for changed in (path, *path.relative_to(self._folder).parents):
            self._sync(self._folder / changed)

    async def _has(self, key: str) -> bool:
        try:
            await obstore.head_async(self._store, key)
        except FileNotFoundError:
            return False
        return True

    async def _delete(self, key: str) -> None:
        with suppress(FileNotFoundError):
            await obstore.delete_async(self._store, key)


def _original(sha: str) -> str:
    return f"originals/{sha[:2]}/{_checked(_SHA, sha)}"


def _preview(sha: str, name: str) -> str:
    folder = f"previews/{sha[:2]}/{_checked(_SHA, sha)}"
    return f"{folder}/{_checked(_PREVIEW, name)}" if name else folder


def _checked(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise NotFound(f"There is no file `{text}`.")
    return text


@contextmanager
def _found() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise NotFound("The file is no longer there: it was deleted.") from None


@contextmanager
def _room_on_disk() -> Iterator[None]:
    try:
        yield
    except (OSError, GenericError) as error:
        if isinstance(error, OSError) and error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        if isinstance(error, GenericError) and f"os error {errno.ENOSPC}" not in str(error):
            raise
        raise DiskFull("The disk is full. Free some space and try again; nothing was kept of this file.") from None


async def _write(path: Path, chunks: AsyncIterator[bytes]) -> Spooled:
    digest, size = hashlib.sha256(), 0
    with await asyncio.to_thread(path.open, "xb") as file:
        async for piece in _gathered(chunks):
            await asyncio.to_thread(_take, piece, digest, file)
            size += len(piece)
    return Spooled(path, digest.hexdigest(), size)


def _take(piece: bytes, digest: "hashlib._Hash", file: BinaryIO) -> None:
    digest.update(piece)
    file.write(piece)


async def _pieces(source: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(source.open, "rb") as file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece


async def _gathered(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes in pieces worth the way to a thread."""
    held = bytearray()
    async for chunk in chunks:
        held += chunk
        if len(held) >= PIECE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def _older(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_mtime < moment
    except FileNotFoundError:  # renamed or removed this very moment
        return False


def _delete_older(paths: Iterable[Path], moment: float) -> None:
    for path in list(paths):
        if not _older(path, moment):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
