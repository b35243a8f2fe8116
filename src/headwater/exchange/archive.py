"""Reading a canvas archive (`*.headwater.zip`): everything in it is checked before anything is unpacked.

An archive is a zip with `canvas.headwater.json` at its root and the media that it names beside it. Only plain entries
(stored or deflated) are read, piece by piece; nobody vouches for what stands in it.
"""

import asyncio
import stat
import struct
import zipfile
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from headwater.assets.asset import TooLarge
from headwater.exchange.safe_path import check_name, same_name
from headwater.platform.errors import HeadwaterError, InvalidInput

CANVAS = "canvas.headwater.json"
"""The name of the canvas file in an archive."""
PIECE = 2**20
"""Bytes that are unpacked at a time."""
_ENTRY = 46
"""Bytes that an entry takes in the list at least."""
_LONGEST_ENTRY = 2000
"""Bytes that an entry takes in the list in an honest archive, at most."""
_END = struct.Struct("<4s4H2LH")
_END_64_AT = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_FREE = 2**20
"""Bytes below which no entry is suspected, however well it was packed."""
_LINK_OR_DEVICE = (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK)


class InvalidArchive(HeadwaterError):
    """The archive is broken, hostile, or packed in a way that is not read. Nothing of it was kept."""

    code = "invalid_archive"
    status = 422


@dataclass(frozen=True)
class ArchiveLimits:
    """What a canvas file and an archive may be at most."""

    archive: int = 8 * 2**30
    """Bytes of the archive itself."""
    unpacked: int = 8 * 2**30
    """Bytes of everything in it."""
    entries: int = 10_100
    """Files in it: a full canvas, and a few that lie beside."""
    canvas_file: int = 64 * 2**20
    """Bytes of the canvas file; text that repeats itself may pack as well as it likes within them."""
    media: int = 500 * 2**20
    """Bytes of one media file; a picture and a sound may have less."""
    ratio: int = 200
    """How many times larger a media file may become: they are packed already, and hardly shrink."""


class Archive:
    """An archive whose list of entries has passed every check."""

    def __init__(self, file: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
        self._file = file
        self._entries = entries

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def canvas(self) -> bytes:
        """The bytes of the canvas file. Raises `InvalidArchive`."""
        with _readable():
            return self._file.read(self._entry(CANVAS))

    def check(self, name: str) -> None:
        """Whether there is a media file of that name. Raises `UnsafeName`, `InvalidInput`."""
        self._entry(name)

    async def chunks(self, name: str) -> AsyncIterator[bytes]:
        """The bytes of a media file, piece by piece. Raises `InvalidInput` where there is none, `InvalidArchive`."""
        entry = self._entry(name)
        with _readable():
            opened = await asyncio.to_thread(self._file.open, entry)
        with opened:
            while piece := await asyncio.to_thread(_read, opened):
                yield piece

    def _entry(self, name: str) -> zipfile.ZipInfo:
        found = self._entries.get(check_name(name))
        if found is None:
            raise InvalidInput(f"There is no file `{name}` in the archive.", file=name)
        return found


def open_archive(path: Path, limits: ArchiveLimits) -> Archive:
    """The archive in a file, to be closed by whoever asked. Reads only its list of entries.

    Raises `InvalidArchive`, `UnsafeName`, `TooLarge`.
    """
    with path.open("rb") as source:
        _check_list(source, limits)
    with _readable():
        file = zipfile.ZipFile(path)
    try:
        return Archive(file, _checked(file.infolist(), limits))
    except BaseException:
        file.close()
        raise


def _checked(listed: list[zipfile.ZipInfo], limits: ArchiveLimits) -> dict[str, zipfile.ZipInfo]:
    """The entries by name, without folders."""
    if len(listed) > limits.entries:
        raise TooLarge(f"An archive may hold up to {limits.entries:,} files; this one has {len(listed):,}.")
    entries: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for entry in listed:
        name = check_name(entry.orig_filename.removesuffix("/"))
        if same_name(name) in seen:
            raise InvalidArchive(f"The archive has `{name}` twice. Pack it again, with each file once.")
        seen.add(same_name(name))
        _check_entry(entry, name, limits)
        if not entry.is_dir():
            entries[name] = entry
    _check_whole(entries, limits)
    return entries


def _check_entry(entry: zipfile.ZipInfo, name: str, limits: ArchiveLimits) -> None:
    if entry.flag_bits & 0x2041:
        raise InvalidArchive(f"`{name}` is encrypted. Pack the archive without a password.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InvalidArchive(f"`{name}` is packed in a way that is not read. Pack it as an ordinary zip (deflate).")
    if stat.S_IFMT(entry.external_attr >> 16) in _LINK_OR_DEVICE:
        raise InvalidArchive(f"`{name}` is a link or a device. Pack the file itself.")
    most = limits.canvas_file if name == CANVAS else limits.media
    if entry.file_size > most:
        raise TooLarge(f"`{name}` is larger than {most / 2**20:g} MB, the most that is taken.", limit=most)
    if name != CANVAS and entry.file_size > max(_FREE, limits.ratio * entry.compress_size):
        raise InvalidArchive(f"`{name}` becomes more than {limits.ratio} times as large. Pack it as an ordinary zip.")


def _check_whole(entries: dict[str, zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    if CANVAS not in entries:
        raise InvalidArchive(f"There is no `{CANVAS}` at the root of this archive, so it is no canvas.")
    if sum(entry.file_size for entry in entries.values()) > limits.unpacked:
        raise TooLarge(f"An archive may hold up to {limits.unpacked / 2**30:g} GB; this one has more.")


def _check_list(source: BinaryIO, limits: ArchiveLimits) -> None:
    """Before the list of entries is read into memory: does it have a size that an honest one has?"""
    count, size = _said_of_list(source)
    if count > limits.entries:
        raise TooLarge(f"An archive may hold up to {limits.entries:,} files; this one has {count:,}.")
    if not count * _ENTRY <= size <= count * _LONGEST_ENTRY:
        raise InvalidArchive("The list of files in this archive is malformed. Pack it again.")


def _said_of_list(source: BinaryIO) -> tuple[int, int]:
    """How many entries the end of the archive says there are, and how many bytes their list has."""
    length = source.seek(0, 2)
    start = max(0, length - _END.size - 2**16)
    source.seek(start)
    tail = source.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise InvalidArchive("This is no zip archive, or its end is missing.")
    _, _, _, _, count, size, _, _ = _END.unpack_from(tail, at)
    return _said_64(source, start + at) or (count, size)


def _said_64(source: BinaryIO, end: int) -> tuple[int, int] | None:
    """The same of an archive that is larger than the old fields can say; None when it is no such one.

    Looked for where `zipfile` does, right before the end, wherever the archive says that it is.
    """
    if end < _END_64_AT.size + _END_64.size:
        return None
    source.seek(end - _END_64_AT.size - _END_64.size)
    said, at = _END_64.unpack(source.read(_END_64.size)), _END_64_AT.unpack(source.read(_END_64_AT.size))
    if at[0] != b"PK\x06\x07" or said[0] != b"PK\x06\x06":
        return None
    return said[7], said[8]


def _read(opened: IO[bytes]) -> bytes:
    with _readable():
        return opened.read(PIECE)


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever a hostile archive does to its reader is one answer to the person."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OverflowError, ValueError, struct.error) as error:
        raise InvalidArchive(f"The archive is broken: {error}. Export it again.") from None
    except (NotImplementedError, RuntimeError) as error:
        raise InvalidArchive(f"The archive is packed in a way that is not read: {error}.") from None
