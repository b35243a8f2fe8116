"""Files for a workflow to read: uploaded under a name made of their content, so that again changes nothing."""

import asyncio
import hashlib
import mimetypes
from pathlib import Path
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode, Input
from headwater.models.adapters import http
from headwater.models.adapters.comfyui.graph import places
from headwater.platform.kinds import Kind

UPLOAD = 300.0
"""Seconds without a byte after which an upload is given up: the server writes the whole file before it answers."""
ENDINGS = {
    "image/jpeg": ".jpg",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "audio/flac": ".flac",
}


async def upload_all(call: Call) -> dict[Kind, list[str]]:
    """The names of the call's files on the server, by kind; files beyond the workflow's places are not sent."""
    names: dict[Kind, list[str]] = {}
    for each in call.inputs:
        found = names.setdefault(each.kind, [])
        if len(found) < places(call.using, each.kind):
            found.append(await _upload(call, each))
    return names


async def _upload(call: Call, file: Input) -> str:
    """ComfyUI takes every kind of file at the address that says `image`; one with the same bytes it keeps once."""
    name = await asyncio.to_thread(_name, file)
    with await asyncio.to_thread(file.path.open, "rb") as source:
        answer = await http.ask(
            call.connection,
            "upload/image",
            method="POST",
            read=UPLOAD,
            files={"image": (name, source, file.mime)},
            data={"type": "input"},
        )
    return _stored(answer.json(), call)


def _stored(said: Any, call: Call) -> str:
    if not isinstance(said, dict) or not isinstance(said.get("name"), str):
        words = f"{call.connection.provider.name} took a file and did not say under which name."
        raise Failure(FailureCode.PROVIDER_ERROR, words)
    folder = said.get("subfolder")
    return f"{folder}/{said['name']}" if folder else str(said["name"])


def _name(file: Input) -> str:
    return f"headwater-{_hash(file.path)[:32]}{ENDINGS.get(file.mime) or mimetypes.guess_extension(file.mime) or ''}"


def _hash(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
