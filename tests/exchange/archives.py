"""Archives as anybody may send them: honest ones, and made by hand what no honest program makes."""

import io
import json
import stat
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from headwater.exchange.archive import CANVAS

Json = Any


def canvas(*nodes: dict[str, Json], **more: Json) -> bytes:
    """A canvas file with these nodes."""
    return json.dumps({"headwater": 1, "nodes": list(nodes), **more}).encode()


def packed(entries: Mapping[str, bytes] | Sequence[tuple[str | zipfile.ZipInfo, bytes]], how: int = 8) -> bytes:
    """A zip with these entries, in this order."""
    file = io.BytesIO()
    listed = entries.items() if isinstance(entries, Mapping) else entries
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in listed:
            archive.writestr(name, content)
    return file.getvalue()


def showing(name: str, content: bytes, kind: str = "image") -> bytes:
    """An archive of one node that shows the file `name`, which is there under that very name."""
    file = canvas({"id": "a", "kind": kind, "file": name})
    return packed([(CANVAS, file), (zipfile.ZipInfo(name), content)])


def link(name: str, to: str) -> bytes:
    """An archive in which `name` is a symbolic link."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed([(CANVAS, canvas({"id": "a", "kind": "image", "file": name})), (entry, to.encode())])


def patched(archive: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with other bytes of the same length, everywhere."""
    assert old in archive
    assert len(old) == len(new)
    return archive.replace(old, new)


def flagged(archive: bytes, bits: int) -> bytes:
    """The archive with flags set on every entry, here and in its list."""
    content = bytearray(archive)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + at] |= bits
            place = content.find(sign, place + 4)
    return bytes(content)


def claiming(archive: bytes, size: int) -> bytes:
    """The archive whose last entry is said to become `size` bytes."""
    content = bytearray(archive)
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.rfind(sign)
        content[place + at : place + at + 4] = size.to_bytes(4, "little")
    return bytes(content)


def counting(archive: bytes, entries: int) -> bytes:
    """The archive whose end says that it has that many entries."""
    content = bytearray(archive)
    end = content.rfind(b"PK\x05\x06")
    for at in (8, 10):
        content[end + at : end + at + 2] = entries.to_bytes(2, "little")
    return bytes(content)


def pretending(archive: bytes, entries: int) -> bytes:
    """An archive that says where an honest account of its list is; what readers find right before its end is none."""
    end = archive.rfind(b"PK\x05\x06")
    count, size, place = struct.unpack_from("<H2L", archive, end + 10)

    def account(count: int, size: int, place: int) -> bytes:
        return struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, place)

    honest, listed = account(count, size, place), archive[place:end] * entries
    hostile = account(count * entries, len(listed), place + len(honest))
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
    finish = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return archive[:place] + honest + listed + hostile + locator + finish
