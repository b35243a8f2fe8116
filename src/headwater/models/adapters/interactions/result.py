"""What came of an interaction: words, or a file inside the answer or behind a link, and what it cost."""

import asyncio
import base64
import binascii
import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

from headwater.models.adapter import Call, Failure, FailureCode, Output
from headwater.models.adapters import http, links
from headwater.models.adapters.answers import Answered
from headwater.models.adapters.interactions import said, sound
from headwater.models.adapters.interactions.charge import charged
from headwater.models.adapters.interactions.said import Told
from headwater.models.adapters.interactions.written import BROKEN_OFF
from headwater.models.adapters.said import DETAIL
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind

PIECE = 256 * 1024
"""Characters of base64 that are decoded at a time, a multiple of four."""
CUT = "The text ends where the longest answer that was set was reached."
_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "audio/mp3": "mp3",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/l16": "wav",
    "audio/pcm": "wav",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "audio/m4a": "m4a",
}
_USUAL = {Kind.IMAGE: "jpg", Kind.VIDEO: "mp4", Kind.AUDIO: "mp3"}
_NOUNS = {Kind.TEXT: "text", Kind.IMAGE: "picture", Kind.VIDEO: "video", Kind.AUDIO: "sound"}


def output(call: Call, told: Told) -> Output:
    """The result of an interaction that went well. Raises `Failure` where there is none."""
    cost, facts = charged(call.model, told.get("usage")), _facts(call, told)
    if call.model.kind is Kind.TEXT:
        return Output(_text(call, told), note=_note(told), facts=facts, charged=cost, partial=told.get(BROKEN_OFF))
    item = _item(call, told)
    return Output(media=_media(call.connection, item), name=_name(call, item), facts=facts, charged=cost)


async def kept(call: Call, told: Told, folder: Path) -> Answered:
    """The same, put in `folder`: nobody can be asked for it again."""
    found = output(call, told)
    cost = None if found.charged is None else str(found.charged)
    if found.media is None:
        return Answered(found.text, note=found.note, facts=found.facts, charged=cost, partial=found.partial)
    with await asyncio.to_thread((folder / found.name).open, "wb") as file:
        async for piece in found.media:
            await asyncio.to_thread(file.write, piece)
    return Answered(file=found.name, note=found.note, facts=found.facts, charged=cost)


def _text(call: Call, told: Told) -> str:
    if text := said.words(told):
        return text
    thought = " Its thinking used up the longest answer that was set." if told.get("status") == "incomplete" else ""
    words = f"{call.connection.provider.name} answered without a word.{thought}"
    raise Failure(FailureCode.PROVIDER_ERROR, words, "unknown")


def _note(told: Told) -> str | None:
    return CUT if told.get("status") == "incomplete" else None


def _facts(call: Call, told: Told) -> Told:
    """What is worth keeping beside the result: the words of a song, and which model it was."""
    served = {"served": told["model"]} if isinstance(told.get("model"), str) else {}
    words = said.words(told) if call.model.kind is not Kind.TEXT else ""
    return served | ({"words": words} if words else {})


def _item(call: Call, told: Told) -> Told:
    """The last content of the kind that was asked for: what comes before are drafts."""
    kind = str(call.model.kind)
    named = told.get(f"output_{kind}")
    every = [each for each in said.contents(told) if each.get("type") == kind]
    every += [named] if isinstance(named, dict) and not every else []
    holding = [each for each in every if any(isinstance(each.get(key), str) and each[key] for key in ("data", "uri"))]
    if holding:
        return holding[-1]
    instead = f" It said: {words}" if (words := said.words(told)) else ""
    sentence = f"{call.connection.provider.name} answered without a {_NOUNS[call.model.kind]}.{instead}"
    # Omni refuses a video in words, as if all had gone well; of the others, words may also ask back.
    refused = instead and call.model.kind is Kind.VIDEO
    code = FailureCode.CONTENT_POLICY if refused else FailureCode.PROVIDER_ERROR
    raise Failure(code, call.connection.without_key(sentence)[:DETAIL], "unknown")


def _name(call: Call, item: Told) -> str:
    """A file name; the bytes decide later what it is."""
    mime = str(item.get("mime_type") or "").partition(";")[0].strip().lower()
    return f"{_NOUNS[call.model.kind]}.{_ENDINGS.get(mime, _USUAL[call.model.kind])}"


def _media(connection: Connection, item: Told) -> AsyncIterator[bytes]:
    data = item.get("data")
    return _inline(data, sound.header(item, data)) if data else _linked(connection, str(item["uri"]))


async def _inline(data: str, before: bytes) -> AsyncIterator[bytes]:
    try:
        if before:
            yield before
        for start in range(0, len(data), PIECE):
            yield await asyncio.to_thread(base64.b64decode, data[start : start + PIECE], validate=True)
    except binascii.Error as error:
        raise Failure(FailureCode.PROVIDER_ERROR, "The file in the answer cannot be read.", "unknown") from error


def _linked(connection: Connection, uri: str) -> AsyncIterator[bytes]:
    """A file of Google's own is fetched with the key, from the address that gives its bytes."""
    own = http.origin(uri) == http.origin(connection.url)
    name = re.search(r"/(files/[a-z0-9-]+)(?::download)?$", urlsplit(uri).path)
    if own and name:
        uri = http.address(connection, f"{name[1]}:download?alt=media")
    return links.download(connection, uri, with_key=own)
