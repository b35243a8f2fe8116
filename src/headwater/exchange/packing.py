"""Writing a canvas archive while it is sent: nothing of it is collected in memory or on disk."""

import io
import zipfile
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from headwater.exchange.archive import CANVAS

_HUGE = 2**31
"""Bytes from which on an entry is announced with wide fields."""
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""What a zip can say at the earliest."""


@dataclass(frozen=True)
class Member:
    """One media file on its way into an archive."""

    name: str
    """Its path in the archive."""
    size: int
    """Bytes."""
    chunks: AsyncIterator[bytes]


class _Outgoing(io.RawIOBase):
    """What the zip writer has written and nobody has taken yet. It cannot seek, so entries end with their sums."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        before = len(self._held)
        self._held += data
        return len(self._held) - before

    def taken(self) -> bytes:
        piece = bytes(self._held)
        self._held.clear()
        return piece


async def packed(canvas: str, members: Iterable[Member], moment: datetime) -> AsyncIterator[bytes]:
    """The bytes of an archive with this canvas file and its media. Media is stored as it is: it is packed already."""
    outgoing, stamp = _Outgoing(), max(moment, _EARLIEST).timetuple()[:6]
    with zipfile.ZipFile(outgoing, "w") as archive:
        archive.writestr(_entry(CANVAS, stamp), canvas, zipfile.ZIP_DEFLATED)
        for member in members:
            with archive.open(_entry(member.name, stamp), "w", force_zip64=member.size >= _HUGE) as entry:
                async for chunk in member.chunks:
                    entry.write(chunk)
                    yield outgoing.taken()
    yield outgoing.taken()


def _entry(name: str, stamp: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = stamp
    entry = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
    entry.external_attr = 0o644 << 16
    return entry
