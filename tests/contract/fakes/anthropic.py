"""Anthropic's messages under `/v1`, in miniature: bodies are checked against the official client's own types."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, get_args

from anthropic.types import ContentBlockParam, MessageParam, ModelParam
from anthropic.types.message_create_params import MessageCreateParamsStreaming
from pydantic import TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.contract.fakes.openai_chat import TOKENS, WORDS
from tests.contract.matrix import KEY

Json = Any
FINISH = {"stop": "end_turn", "length": "max_tokens", "refused": "refusal"}
MODELS = {each for part in get_args(ModelParam) for each in get_args(part)}
_BODY = TypeAdapter[Any](MessageCreateParamsStreaming)
_MESSAGE = TypeAdapter[Any](MessageParam)
_BLOCK = TypeAdapter[Any](ContentBlockParam)


@dataclass
class Fake:
    """The service. What it shall do otherwise than well is set before the call."""

    words: tuple[str, ...] = WORDS
    ending: str = "stop"
    """`stop`, `length`, `refused`, or `none`: the stream ends and does not say why."""
    error: Json = None
    """What comes in the stream after the first words."""
    bodies: list[Json] = field(default_factory=list)
    """Every body that was accepted."""

    @property
    def app(self) -> Starlette:
        """The service."""
        return Starlette(
            routes=[Route("/v1/messages", self.messages, methods=["POST"]), Route("/v1/models", self.models)]
        )

    async def messages(self, request: Request) -> Response:
        """`POST /v1/messages`."""
        body = await request.json()
        if not _opened(request):
            return said(401, "authentication_error", "invalid x-api-key")
        if "anthropic-version" not in request.headers:
            return said(400, "invalid_request_error", "anthropic-version: header is required")
        if wrong := _wrong(body):
            return said(400, "invalid_request_error", wrong)
        if body["model"] not in MODELS:
            return said(404, "not_found_error", f"model: {body['model']}")
        self.bodies.append(body)
        return StreamingResponse(self._stream(body), media_type="text/event-stream")

    async def models(self, request: Request) -> Response:
        """`GET /v1/models`."""
        if not _opened(request):
            return said(401, "authentication_error", "invalid x-api-key")
        return JSONResponse({"data": [], "has_more": False, "first_id": None, "last_id": None})

    async def _stream(self, body: Json) -> AsyncIterator[str]:
        read, written = TOKENS
        head = {"id": "msg_1", "type": "message", "role": "assistant", "model": body["model"], "content": []}
        begun = {
            **head,
            "stop_reason": None,
            "stop_sequence": None,
            "usage": {"input_tokens": read, "output_tokens": 1},
        }
        yield _event("message_start", message=begun)
        yield _event(
            "content_block_start", index=0, content_block={"type": "thinking", "thinking": "", "signature": ""}
        )
        yield _event("content_block_delta", index=0, delta={"type": "thinking_delta", "thinking": "Hm."})
        yield _event("content_block_delta", index=0, delta={"type": "signature_delta", "signature": "c2ln"})
        yield _event("content_block_stop", index=0)
        yield _event("ping")
        yield _event("content_block_start", index=1, content_block={"type": "text", "text": ""})
        for word in self.words:
            yield _event("content_block_delta", index=1, delta={"type": "text_delta", "text": word})
            if self.error:
                yield _event("error", error=self.error)
                return
        yield _event("content_block_stop", index=1)
        if self.ending == "none":
            return
        ended = {"stop_reason": FINISH[self.ending], "stop_sequence": None}
        yield _event("message_delta", delta=ended, usage={"output_tokens": written})
        yield _event("message_stop")


def said(status: int, type: str, message: str) -> Response:
    """An error in Anthropic's shape."""
    return JSONResponse({"type": "error", "error": {"type": type, "message": message}, "request_id": "req_1"}, status)


def _opened(request: Request) -> bool:
    """Whether the key came in either of the places where the service takes it, and in one of them only."""
    places = [request.headers.get("x-api-key"), request.headers.get("authorization", "").removeprefix("Bearer ")]
    return [each for each in places if each] == [KEY]


def _event(type: str, **fields: Json) -> str:
    return f"event: {type}\ndata: {json.dumps({'type': type, **fields})}\n\n"


def _wrong(body: Json) -> str | None:
    if unknown := set(body) - set(MessageCreateParamsStreaming.__annotations__):
        return f"{unknown.pop()}: Extra inputs are not permitted"
    try:
        _BODY.validate_python(body)
        for message in body["messages"]:
            _MESSAGE.validate_python(message)
            for block in message["content"] if isinstance(message["content"], list) else []:
                _BLOCK.validate_python(block)
    except ValidationError as error:
        return f"{error.errors()[0]['loc']}: {error.errors()[0]['msg']}"
    return None
