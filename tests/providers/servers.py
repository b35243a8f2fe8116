"""A server of one's own in miniature: it lists its models and writes texts, as any OpenAI-compatible server does."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.contract.service import Service

WORDS = ("The ", "lamp ", "was lit.")


@dataclass
class OwnServer:
    """What it serves, and the key that it wants."""

    models: list[str] = field(default_factory=lambda: ["llama3.2:3b", "org/Mistral-7B_q4", "kokoro", "bge-m3"])
    key: str | None = None

    def service(self) -> Service:
        """The server, not started."""
        routes = [
            Route("/v1/models", self._list),
            Route("/v1/chat/completions", self._chat, methods=["POST"]),
        ]
        return Service(Starlette(routes=routes), _stage)

    async def _list(self, request: Request) -> Response:
        if self.key and request.headers.get("authorization") != f"Bearer {self.key}":
            return JSONResponse({"error": {"message": "Invalid API key", "code": "invalid_api_key"}}, 401)
        rows = [{"id": model, "object": "model", "created": 1, "owned_by": "me"} for model in self.models]
        return JSONResponse({"object": "list", "data": rows})

    async def _chat(self, request: Request) -> Response:
        if self.key and request.headers.get("authorization") != f"Bearer {self.key}":
            return JSONResponse({"error": {"message": "Invalid API key", "code": "invalid_api_key"}}, 401)
        asked = await request.json()
        return StreamingResponse(_stream(asked), media_type="text/event-stream")


def _stage(method: str, path: str) -> str | None:
    return {"/v1/models": "check", "/v1/chat/completions": "submit"}.get(path)


async def _stream(asked: dict[str, Any]) -> AsyncIterator[str]:
    for number, word in enumerate(WORDS):
        delta = {"role": "assistant", "content": word} if number == 0 else {"content": word}
        yield _event(asked, {"index": 0, "delta": delta, "finish_reason": None})
    yield _event(asked, {"index": 0, "delta": {}, "finish_reason": "stop"})
    yield "data: [DONE]\n\n"


def _event(asked: dict[str, Any], choice: dict[str, Any]) -> str:
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": asked["model"], "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"
