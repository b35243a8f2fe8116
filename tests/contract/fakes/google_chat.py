"""Google's `streamGenerateContent` under `/v1beta`, in miniature: bodies are checked against google-genai's types."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from google.genai import types
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.contract.fakes.openai_chat import TOKENS, WORDS
from tests.contract.matrix import KEY

Json = Any
FINISH = {"stop": "STOP", "length": "MAX_TOKENS", "refused": "SAFETY"}
PARTS = {"contents", "generationConfig", "safetySettings", "systemInstruction", "tools", "toolConfig", "cachedContent"}


@dataclass
class Fake:
    """The service. What it shall do otherwise than well is set before the call."""

    words: tuple[str, ...] = WORDS
    ending: str = "stop"
    """`stop`, `length`, `refused`, or `none`: the stream ends and does not say why."""
    blocked: bool = False
    """Whether the prompt is refused in an answer with a good status."""
    error: Json = None
    """What comes in the stream after the first words."""
    bodies: list[Json] = field(default_factory=list)
    """Every body that was accepted."""

    @property
    def app(self) -> Starlette:
        """The service."""
        return Starlette(
            routes=[
                Route("/v1beta/models/{call}", self.generate, methods=["POST"]),
                Route("/v1beta/models", self.models),
            ]
        )

    async def generate(self, request: Request) -> Response:
        """`POST /v1beta/models/{model}:streamGenerateContent?alt=sse`."""
        body = await request.json()
        model, _, method = request.path_params["call"].partition(":")
        if request.headers.get("x-goog-api-key") != KEY:
            return bad_key()
        if (method, request.query_params.get("alt")) != ("streamGenerateContent", "sse"):
            return said(404, "NOT_FOUND", f"models/{model} is not found")
        if wrong := _wrong(body):
            return said(400, "INVALID_ARGUMENT", wrong)
        self.bodies.append({"model": model, **body})
        return StreamingResponse(self._stream(model), media_type="text/event-stream")

    async def models(self, request: Request) -> Response:
        """`GET /v1beta/models`."""
        return JSONResponse({"models": []}) if request.headers.get("x-goog-api-key") == KEY else bad_key()

    async def _stream(self, model: str) -> AsyncIterator[str]:
        if self.blocked:
            yield _event(model, {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}})
            return
        yield _event(model, {"candidates": [_candidate("Hm.", thought=True)]})
        for word in self.words:
            yield _event(model, {"candidates": [_candidate(word)]})
            if self.error:
                yield f"data: {json.dumps({'error': self.error})}\n\n"
                return
        if self.ending != "none":
            last = {**_candidate(""), "finishReason": FINISH[self.ending]}
            yield _event(model, {"candidates": [last]})


def said(status: int, code: str, message: str, *details: Json) -> Response:
    """An error in Google's shape."""
    return JSONResponse(
        {"error": {"code": status, "message": message, "status": code, "details": list(details)}}, status
    )


def bad_key() -> Response:
    """What Google says of a key that it does not know: its status speaks of the request."""
    reason = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}
    return said(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", reason)


def _candidate(text: str, **more: Json) -> Json:
    return {"content": {"role": "model", "parts": [{"text": text, **more}]}, "index": 0}


def _event(model: str, fields: Json) -> str:
    read, written = TOKENS
    usage = {
        "promptTokenCount": read,
        "candidatesTokenCount": written - 50,
        "thoughtsTokenCount": 50,
        "totalTokenCount": read + written,
    }
    return f"data: {json.dumps({**fields, 'usageMetadata': usage, 'modelVersion': model, 'responseId': 'r1'})}\n\n"


def _wrong(body: Json) -> str | None:
    if unknown := set(body) - PARTS:
        return f'Unknown name "{unknown.pop()}"'
    try:
        for content in body["contents"]:
            types.Content.model_validate(content)
        types.GenerateContentConfig.model_validate(body.get("generationConfig", {}))
    except ValidationError as error:
        return f"Invalid value at {error.errors()[0]['loc']}"
    return None
