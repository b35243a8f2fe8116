"""A text as it is written: the events of a streamed interaction, put together again."""

import json
from collections.abc import AsyncIterator
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode
from headwater.models.adapters import http
from headwater.models.adapters.answers import Exchange
from headwater.models.adapters.interactions import said
from headwater.models.adapters.interactions.said import Told

BROKEN_OFF = "broken_off"
"""Our own field of an interaction that was cut: why."""
CUT = "The line broke in the middle of the text."
_BREAKS = (FailureCode.UNKNOWN_OUTCOME, FailureCode.PROVIDER_ERROR)
"""What is no end where some of the text has come."""


async def listened(call: Call, path: str, body: dict[str, Any], exchange: Exchange) -> Told:
    """The interaction at its end; `broken_off` says why, where that came in the middle of the words.

    Raises `Failure` where nothing had come.
    """
    try:
        async with http.listen(call.connection, path, json=body, read=call.model.seconds) as lines:
            end = await _heard(call, lines, exchange)
    except Failure as failure:
        if failure.code not in _BREAKS or not (exchange.text or "").strip():
            raise
        end = {BROKEN_OFF: CUT if failure.code is FailureCode.UNKNOWN_OUTCOME else failure.message}
    content = [{"type": "text", "text": exchange.text or ""}]
    return {**end, "steps": [{"type": "model_output", "content": content}]} if exchange.text else end


async def _heard(call: Call, lines: AsyncIterator[str], exchange: Exchange) -> Told:
    heard = 0
    async for event in _events(lines):
        heard += 1
        match event:
            case {"event_type": "step.delta", "delta": {"type": "text", "text": str() as more}}:
                exchange.text = (exchange.text or "") + more
            case {"event_type": "step.start", "step": {"type": "model_output"} as step}:
                exchange.text = (exchange.text or "") + said.words({"steps": [step]})
            case {"event_type": "error", "error": dict() as error}:
                raise said.failed(call.connection, error)
            case {"event_type": "interaction.completed", "interaction": dict() as end}:
                return end
    if exchange.text:
        return {BROKEN_OFF: CUT}
    words = f"{call.connection.provider.name} ended its answer before it said anything."
    raise Failure(FailureCode.UNKNOWN_OUTCOME if heard else FailureCode.PROVIDER_ERROR, words, "unknown")


async def _events(lines: AsyncIterator[str]) -> AsyncIterator[Any]:
    """The JSON of every event (Server-Sent Events, one line of data each)."""
    async for line in lines:
        if line.startswith("data:"):
            try:
                yield json.loads(line.removeprefix("data:"))
            except ValueError:
                continue  # `[DONE]`
