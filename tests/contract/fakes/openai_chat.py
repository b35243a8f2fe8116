"""OpenAI's conversations under `/v1` and OpenRouter's under `/api/v1`, in miniature.

Every body is checked against the official clients' own types, and a field that they do not know is refused, as the
services do. What an answer looks like is theirs too: `test_chat.py` lets their clients read it.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, get_args

from openai.types import ChatModel
from openai.types.chat import ChatCompletionContentPartParam, ChatCompletionMessageParam
from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming
from openrouter.components import ChatRequest
from pydantic import TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.contract.fakes.openai_media import moderated, openai_error, openrouter_error
from tests.contract.matrix import KEY

Json = Any
WORDS = ("The lamp ", "was ", "lit.")
TOKENS = (1000, 200)
"""Read and written."""
COST = 0.0031
"""US dollars that OpenRouter says it charged."""
FINISH = {"stop": "stop", "length": "length", "refused": "content_filter"}
_BODY = TypeAdapter[Any](CompletionCreateParamsStreaming)
_MESSAGE = TypeAdapter[Any](ChatCompletionMessageParam)
_PART = TypeAdapter[Any](ChatCompletionContentPartParam)


def stage(method: str, path: str) -> str | None:
    """Which part of a call a request is."""
    return "submit" if method == "POST" else "check"


@dataclass
class Fake:
    """Both services. What they shall do otherwise than well is set before the call."""

    words: tuple[str, ...] = WORDS
    ending: str = "stop"
    """`stop`, `length`, `refused`, or `none`: the stream ends and does not say why."""
    refusal: str | None = None
    """What OpenAI says in place of an answer."""
    error: Json = None
    """What comes in the stream after the first words."""
    inside: Json = None
    """An error that comes with a good status and without a stream."""
    cost: Json = COST
    bodies: list[Json] = field(default_factory=list)
    """Every body that was accepted."""

    @property
    def app(self) -> Starlette:
        """The services."""
        return Starlette(
            routes=[
                Route("/v1/chat/completions", self.openai, methods=["POST"]),
                Route("/v1/models", self.check),
                Route("/api/v1/chat/completions", self.openrouter, methods=["POST"]),
                Route("/api/v1/key", self.check),
            ]
        )

    async def openai(self, request: Request) -> Response:
        """`POST /v1/chat/completions`."""
        body = await request.json()
        if not _opened(request):
            return openai_error(401, "Incorrect API key provided.", "invalid_api_key")
        if wrong := _wrong_for_openai(body):
            return openai_error(400, wrong, "invalid_value")
        if body["model"] not in get_args(ChatModel):
            return openai_error(404, f"The model `{body['model']}` does not exist.", "model_not_found")
        return self._answer(body, {})

    async def openrouter(self, request: Request) -> Response:
        """`POST /api/v1/chat/completions`."""
        body = await request.json()
        if not _opened(request):
            return openrouter_error(401, "No auth credentials found")
        if wrong := _wrong_for_openrouter(body):
            return openrouter_error(400, wrong)
        return self._answer(body, {"provider": "Anthropic"})

    async def check(self, request: Request) -> Response:
        """`GET /v1/models` and `GET /api/v1/key`."""
        if not _opened(request):
            return openai_error(401, "Incorrect API key provided.", "invalid_api_key")
        return JSONResponse({"object": "list", "data": []})

    def _answer(self, body: Json, more: Json) -> Response:
        self.bodies.append(body)
        if self.inside is not None:
            return JSONResponse(self.inside)
        return StreamingResponse(self._stream(body, more), media_type="text/event-stream")

    async def _stream(self, body: Json, more: Json) -> AsyncIterator[str]:
        if more:
            yield ": OPENROUTER PROCESSING\n\n"
        yield _chunk(body, more, [_choice({"role": "assistant", "content": ""})])
        if self.refusal:
            yield _chunk(body, more, [_choice({"refusal": self.refusal})])
        for number, word in enumerate(() if self.refusal else self.words):
            yield _chunk(body, more, [_choice({"content": word})])
            if self.error and number == 0:
                yield f"data: {json.dumps(self.error)}\n\n"
                return
        if self.ending != "none":
            yield _chunk(body, more, [_choice({}, FINISH[self.ending])])
        if more or body.get("stream_options", {}).get("include_usage"):
            yield _chunk(body, more, [], usage=self._usage(more))
        yield "data: [DONE]\n\n"

    def _usage(self, more: Json) -> Json:
        read, written = TOKENS
        counted = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
        return counted | ({"cost": self.cost, "is_byok": False} if more else {})


def moderated_prompt() -> Json:
    """OpenAI's refusal of a prompt."""
    return json.loads(bytes(moderated().body))


def _opened(request: Request) -> bool:
    return request.headers.get("authorization") == f"Bearer {KEY}"


def _choice(delta: Json, finish: str | None = None) -> Json:
    return {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}


def _chunk(body: Json, more: Json, choices: list[Json], **also: Json) -> str:
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1795000000, "model": body["model"]}
    return f"data: {json.dumps({**head, **more, 'choices': choices, **also})}\n\n"


def _wrong_for_openai(body: Json) -> str | None:
    if unknown := set(body) - set(CompletionCreateParamsStreaming.__annotations__):
        return f"Unrecognized request argument supplied: {unknown.pop()}"
    if "max_tokens" in body:
        return "Unsupported parameter: 'max_tokens' is not supported with this model."
    try:
        _BODY.validate_python(body)
        for message in body["messages"]:
            _MESSAGE.validate_python(message)
            for part in message["content"] if isinstance(message["content"], list) else []:
                _PART.validate_python(part)
    except ValidationError as error:
        return f"Invalid value: {json.dumps(error.errors()[0]['loc'])}."
    return None


def _wrong_for_openrouter(body: Json) -> str | None:
    if unknown := set(body) - {each.alias or name for name, each in ChatRequest.model_fields.items()}:
        return f"Unrecognized key: '{unknown.pop()}'"
    try:
        ChatRequest.model_validate(body)
    except ValidationError as error:
        return error.errors()[0]["msg"]
    return None
