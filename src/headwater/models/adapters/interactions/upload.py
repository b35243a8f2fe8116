"""References as content: inside the request, or as a file that was handed over before, where they are too large."""

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from headwater.models.adapter import Call, Failure, FailureCode, Input
from headwater.models.adapters import http
from headwater.models.provider import Connection

INLINE = 14 * 10**6
"""Bytes of all references together that travel inside the request: as base64 they stay below Google's 20 MB."""
PIECE = 1024 * 1024
SENT = 300.0
"""Seconds without an answer after which handing a file over is given up."""
TRIES = 3
"""How often a file is handed over: that may be repeated, it starts no work and costs nothing."""
WAIT = 2.0
"""Seconds until the next try, and between two looks at a file that is being taken in."""
LOOKS = 150
"""How often is looked whether a file has been taken in."""
_NAMES = {"video/quicktime": "video/mov", "audio/mp4": "audio/m4a"}
"""Types that Google calls otherwise."""

Content = dict[str, Any]


async def contents(call: Call) -> list[Content]:
    """Every reference that is used, in its order. Raises `Failure`; then nothing was begun."""
    room, handed, made = INLINE, dict[str, str](), []
    for each in (each for each in call.inputs if each.kind not in call.using.ignores):
        size = each.path.stat().st_size
        if size <= room:
            room -= size
            where = {"data": await asyncio.to_thread(_base64, each.path)}
        else:
            where = {"uri": await _handed_over(call.connection, each, handed)}
        made.append({"type": str(each.kind), "mime_type": _mime(each), **where})
    return made


async def _handed_over(connection: Connection, each: Input, handed: dict[str, str]) -> str:
    """The address of the file at Google; the same bytes are handed over once for a call."""
    sha = await asyncio.to_thread(_sha256, each.path)
    if sha not in handed:
        handed[sha] = await _again_and_again(connection, each)
    return handed[sha]


async def _again_and_again(connection: Connection, each: Input) -> str:
    for turn in range(1, TRIES + 1):
        try:
            return await _uploaded(connection, each)
        except Failure as failure:
            if not failure.passing or turn == TRIES:
                raise Failure(failure.code, failure.message) from failure
        await asyncio.sleep(WAIT * turn)
    raise AssertionError


async def _uploaded(connection: Connection, each: Input) -> str:
    size = str(each.path.stat().st_size)
    start = {
        "X-Goog-Upload-Protocol": "resumable",
        "X-Goog-Upload-Command": "start",
        "X-Goog-Upload-Header-Content-Length": size,
        "X-Goog-Upload-Header-Content-Type": _mime(each),
    }
    begun = await http.ask(connection, _desk(connection), method="POST", json={"file": {}}, headers=start)
    rest = {"X-Goog-Upload-Command": "upload, finalize", "X-Goog-Upload-Offset": "0", "Content-Length": size}
    to = begun.headers.get("x-goog-upload-url", "")
    if not to.startswith(("http:", "https:")):
        raise _not_taken(connection, "named no address for it")
    pieces = _pieces(each.path)
    taken = await http.ask(connection, to, method="POST", content=pieces, headers=rest, read=SENT)
    return await _ready(connection, taken.json())


async def _ready(connection: Connection, told: Any) -> str:
    """The file's address, once Google has taken it in."""
    for _ in range(LOOKS):
        match told.get("file", told) if isinstance(told, dict) else None:
            case {"state": "PROCESSING", "name": str() as name}:
                await asyncio.sleep(WAIT)
                told = (await http.ask(connection, name)).json()
            case {"state": "FAILED"}:
                raise _not_taken(connection, "cannot read it")
            case {"uri": str() as uri}:
                return uri
            case _:
                raise _not_taken(connection, "named no address of it")
    raise _not_taken(connection, "is still taking it in")


def _desk(connection: Connection) -> str:
    """Where files are handed over: beside the API, on the same server."""
    parts = urlsplit(connection.url)
    return f"{parts.scheme}://{parts.netloc}/upload{parts.path}/files"


def _not_taken(connection: Connection, why: str) -> Failure:
    words = f"A connected file was handed to {connection.provider.name}, which {why}."
    return Failure(FailureCode.PROVIDER_ERROR, words)


def _mime(each: Input) -> str:
    return _NAMES.get(each.mime, each.mime)


def _base64(file: Path) -> str:
    return base64.b64encode(file.read_bytes()).decode()


def _sha256(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(file.open, "rb") as source:
        while piece := await asyncio.to_thread(source.read, PIECE):
            yield piece
