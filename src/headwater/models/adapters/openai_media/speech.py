"""Speech: words in, the bytes of a sound file back."""

import asyncio

from headwater.models.adapter import Call, Failure, FailureCode
from headwater.models.adapters import http
from headwater.models.adapters.answers import Answered, Exchange, Make
from headwater.models.adapters.openai_media import request
from headwater.models.adapters.openai_media.said import no_error

_ENDINGS = {
    "audio/mpeg": "mp3",
    "audio/mp3": "mp3",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/ogg": "ogg",
    "audio/opus": "ogg",
    "audio/flac": "flac",
    "audio/aac": "aac",
    "audio/mp4": "m4a",
}


async def spoken(call: Call, path: str) -> Make:
    """The words as sound."""
    body = request.fields(call, "input")

    async def make(exchange: Exchange) -> Answered:
        answer = await http.send(call.connection, path, json=body, read=call.model.seconds)
        mime = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if mime == "application/json":
            no_error(call.connection, answer)
        if mime == "application/json" or not answer.content:
            words = f"{call.connection.provider.name} answered without a sound."
            raise Failure(FailureCode.PROVIDER_ERROR, words, "unknown")
        name = f"speech.{_ENDINGS.get(mime, body.get('response_format', 'mp3'))}"
        await asyncio.to_thread((exchange.folder / name).write_bytes, answer.content)
        return Answered(file=name)

    return make
