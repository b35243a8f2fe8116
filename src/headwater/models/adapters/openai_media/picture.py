"""Pictures: made or changed in one request, and answered as base64 or as links."""

import asyncio
import base64
import binascii
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from headwater.models.adapter import Call, Failure, FailureCode
from headwater.models.adapters import http, links
from headwater.models.adapters.answers import Answered, Exchange, Make
from headwater.models.adapters.openai_media import request
from headwater.models.adapters.openai_media.charge import charged
from headwater.models.adapters.openai_media.said import no_error
from headwater.models.adapters.said import Answer

TRIES = 4
"""How often a picture is fetched that lies behind a link."""
WAIT = 0.5
"""Seconds until it is fetched again, twice as long each time."""
_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg"}


async def created(call: Call, path: str) -> Make:
    """A picture from words, and from pictures where the service takes them as data."""
    body = await request.with_references(call, request.fields(call, "prompt"))

    async def make(exchange: Exchange) -> Answered:
        answer = await http.send(call.connection, path, json=body, read=call.model.seconds)
        return await _kept(call, answer, exchange.folder)

    return make


async def edited(call: Call, path: str) -> Make:
    """A picture from pictures, which go along as files."""
    fields, files = request.form(request.fields(call, "prompt")), await request.files(call)

    async def make(exchange: Exchange) -> Answered:
        answer = await http.send(call.connection, path, data=fields, files=files, read=call.model.seconds)
        return await _kept(call, answer, exchange.folder)

    return make


async def _kept(call: Call, answer: Answer, folder: Path) -> Answered:
    said = no_error(call.connection, answer)
    cost = charged(call.model, said.get("usage"))
    given = said.get("data")
    data = [each for each in given if _holds_picture(each)] if isinstance(given, list) else []
    if not data:
        words = f"{call.connection.provider.name} answered without a picture."
        raise Failure(FailureCode.PROVIDER_ERROR, words, "yes" if cost else "unknown")
    name = f"picture.{_ending(said, data[0])}"
    await _save(call, data[0], folder / name)
    note = None if len(data) == 1 else f"{len(data)} pictures came; this is the first."
    facts = {key: value for key in ("size", "quality") if isinstance(value := said.get(key), str)}
    if isinstance(told := data[0].get("revised_prompt"), str):
        facts["revised_prompt"] = told
    return Answered(file=name, note=note, facts=facts, charged=None if cost is None else str(cost))


def _holds_picture(each: Any) -> bool:
    return isinstance(each, dict) and any(isinstance(each.get(key), str) and each[key] for key in ("b64_json", "url"))


def _ending(said: dict[str, Any], item: dict[str, Any]) -> str:
    """As the service names the type; the bytes decide later what it is."""
    named = str(item.get("media_type") or "").rpartition("/")[2] or str(said.get("output_format") or "")
    named = named or Path(urlsplit(str(item.get("url") or "")).path).suffix.lstrip(".")
    ending = _ENDINGS.get(named, named)
    return ending if ending.isalnum() and len(ending) <= 4 else "png"


async def _save(call: Call, item: dict[str, Any], to: Path) -> None:
    if item.get("b64_json"):
        await asyncio.to_thread(_decode, item["b64_json"], to)
    else:
        await _download(call, item["url"], to)


def _decode(words: str, to: Path) -> None:
    try:
        to.write_bytes(base64.b64decode(words.rpartition(",")[2], validate=True))
    except binascii.Error as error:
        raise Failure(FailureCode.PROVIDER_ERROR, "The picture in the answer cannot be read.", "yes") from error


async def _download(call: Call, url: str, to: Path) -> None:
    """Fetch it here and now: the answer that holds the link is not kept."""
    for turn in range(TRIES):
        try:
            with await asyncio.to_thread(to.open, "wb") as file:
                async for piece in links.download(call.connection, url):
                    await asyncio.to_thread(file.write, piece)
                return
        except Failure as failure:
            if not failure.passing or turn == TRIES - 1:
                raise Failure(failure.code, failure.message, "yes") from failure
        await asyncio.sleep(WAIT * 2**turn)
