"""A server of one's own as people run them: it lists models, writes texts as a stream, and may ask for a key."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.contract.service import Service

WORDS = ("The last ", "ferry waits ", "in the fog.")
MODELS = ("tiny-writer:1b", "flux-sketch")


@dataclass
class OwnServer:
    """What it asks for."""

    key: str | None = None

    def service(self) -> Service:
        """Ready to be started."""
        routes = [Route("/v1/models", self._models), Route("/v1/chat/completions", self._write, methods=["POST"])]
        return Service(Starlette(routes=routes), _stage)

    async def _models(self, request: Request) -> Response:
        listed = [{"id": name, "object": "model", "created": 1, "owned_by": "me"} for name in MODELS]
        return self._refusal(request) or JSONResponse({"object": "list", "data": listed})

    async def _write(self, request: Request) -> Response:
        model = (await request.json())["model"]
        return self._refusal(request) or StreamingResponse(_stream(model), media_type="text/event-stream")

    def _refusal(self, request: Request) -> Response | None:
        if self.key is None or request.headers.get("authorization") == f"Bearer {self.key}":
            return None
        error = {"message": "Incorrect API key provided.", "type": "invalid_request_error", "code": "invalid_api_key"}
        return JSONResponse({"error": error}, 401)


async def _stream(model: str) -> AsyncIterator[str]:
    for words in WORDS:
        yield _event(model, {"role": "assistant", "content": words}, None)
    yield _event(model, {}, "stop")
    yield "data: [DONE]\n\n"


def _event(model: str, delta: dict[str, str], end: str | None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": end}
    return (
        "data: "
        + json.dumps(
            {"id": "chat-1", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": [choice]}
        )
        + "\n\n"
    )


def _stage(_: str, path: str) -> str | None:
    return "submit" if path.endswith("/completions") else "check"
