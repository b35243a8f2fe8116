"""How far away each part of a picture is, kept inside its PNG file: the painter writes it, the camera reads it.

The map is a small 8-bit greyscale PNG, 0 nearest to 255 farthest, in a chunk of its own, `hwDp`, before the pixels. By
the rules of PNG chunk names it is ancillary (other programs skip it), private, and safe to copy.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

CHUNK = b"hwDp"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LARGEST = 4 * 2**20
"""Bytes of a depth map that are read at most; larger ones are not ours."""
MOST_PIXELS = 4_000_000
"""A map of more pixels is not ours either."""

_HEAD = len(SIGNATURE) + 25
"""Where the first chunk after the header chunk begins."""


def attach(png: bytes, depth: np.ndarray) -> bytes:
    """The PNG file `png` with `depth` (rows x columns, uint8, 0 near to 255 far; any size of the same shape) inside."""
    if not png.startswith(SIGNATURE):
        raise ValueError("A depth map can be attached to a PNG file only.")
    held = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(depth, np.uint8)).save(held, "PNG")
    return png[:_HEAD] + _chunk(held.getvalue()) + png[_HEAD:]


def found(path: Path) -> np.ndarray | None:
    """The depth map inside the PNG file at `path` (uint8, 0 near to 255 far, smaller than the picture), or None."""
    try:
        with path.open("rb") as file:
            held = next((_body(file, length) for name, length in _chunks(file) if name == CHUNK), None)
        return None if held is None else _map(held)
    except (OSError, ValueError, SyntaxError, struct.error):
        return None


def _chunk(body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + CHUNK + body + struct.pack(">I", zlib.crc32(CHUNK + body))


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Name and length of each chunk before the pixels; the file stands at the chunk's body."""
    if file.read(len(SIGNATURE)) != SIGNATURE:
        return
    while len(head := file.read(8)) == 8:
        length, name = struct.unpack(">I4s", head)
        if name == b"IDAT":
            return
        after = file.tell() + length + 4
        yield name, length
        file.seek(after)


def _body(file: BinaryIO, length: int) -> bytes | None:
    if length > LARGEST:
        return None
    body, check = file.read(length), file.read(4)
    return body if check == struct.pack(">I", zlib.crc32(CHUNK + body)) else None


def _map(held: bytes) -> np.ndarray | None:
    with Image.open(io.BytesIO(held), formats=["PNG"]) as image:
        if image.width * image.height > MOST_PIXELS:
            return None
        return np.asarray(image.convert("L"))
