"""References on their way to the model: inside the request, or put where the provider says, ahead of it."""

import asyncio
from dataclasses import replace

from headwater.models.adapter import Call, Failure, Input
from headwater.models.adapters import http, links
from headwater.models.adapters.fields import data_uri
from headwater.models.adapters.http_job.reading import text
from headwater.models.job_protocol import Upload

TRIES = 3
"""How often a file is brought up before it is given up: nothing is charged for it."""
WAIT = 1.0
"""Seconds between two tries."""


async def link(call: Call, each: Input) -> str:
    """Where the model finds a reference. Raises `Failure`; then nothing was submitted."""
    upload = call.connection.provider.protocol.upload
    size = (await asyncio.to_thread(each.path.stat)).st_size
    if upload is None or size <= upload.above or not _at_home(call):
        return await data_uri(each)
    try:
        return await _tried(call, upload, each)
    except Failure as failure:
        raise Failure(failure.code, failure.message, "no") from failure


def _at_home(call: Call) -> bool:
    """Whether the key is the provider's own: one for another address has no business at the provider's uploads."""
    return http.origin(call.connection.url) == http.origin(call.connection.provider.url)


async def _tried(call: Call, upload: Upload, each: Input) -> str:
    for _ in range(TRIES - 1):
        try:
            return await _uploaded(call, upload, each)
        except Failure as failure:
            if not failure.passing:
                raise
        await asyncio.sleep(WAIT)
    return await _uploaded(call, upload, each)


async def _uploaded(call: Call, upload: Upload, each: Input) -> str:
    there = replace(call.connection, url=upload.url)
    about = {"{name}": each.path.name, "{mime}": each.mime}
    fields = {name: about.get(value, value) for name, value in upload.fields.items()}
    said = (await http.ask(there, upload.url, method=upload.method, json=fields)).json()
    await links.put(call.connection, text(call, upload.to, said), each.path, each.mime)
    return text(call, upload.link, said)
