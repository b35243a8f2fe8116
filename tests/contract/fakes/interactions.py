"""Google's Interactions API and its files under `/v1beta`, in miniature.

Every body is checked against google-genai's own types: what they do not know is refused, as the service does. What
an answer looks like is theirs too: `test_interactions.py` lets their client read every one.
"""

import base64
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from google.genai.interactions import CreateModelInteraction, ModelParam
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.assets import samples
from tests.contract.matrix import KEY

Json = Any
FORBIDDEN = "forbidden"
"""A prompt with this word is refused."""
MODELS: tuple[str, ...] = tuple(
    each for part in get_args(ModelParam) for each in get_args(part) if isinstance(each, str)
)
"""The models that google-genai knows."""
WORDS = ("The lamp ", "was lit.")
USAGE: dict[str, dict[str, Json]] = {
    "text": {"input": {"text": 12}, "output": {"text": 40}, "thoughts": 60},
    "image": {"input": {"text": 10}, "output": {"image": 1120}, "thoughts": 200},
    "video": {"input": {"text": 10}, "output": {"video": 28960}, "thoughts": 0},
    "audio": {"input": {"text": 10}, "output": {"audio": 500}, "thoughts": 0},
}
"""Tokens by kind of result."""

Handler = Callable[[Request], Awaitable[Response]]


@cache
def jpg() -> bytes:
    """A picture."""
    return samples.picture("JPEG", (64, 48))


@cache
def mp4() -> bytes:
    """A video."""
    return samples.film("mp4", frames=5)


@cache
def mp3() -> bytes:
    """A sound."""
    return samples.sound("mp3", "libmp3lame", 1)


@cache
def wav() -> bytes:
    """The same as a wave, which speech is asked for as."""
    return samples.sound("wav", "pcm_s16le", 1)


MEDIA = {"image": (jpg, "image/jpeg"), "video": (mp4, "video/mp4"), "audio": (mp3, "audio/mp3")}


def stage(method: str, path: str) -> str | None:
    """Which part of a call a request is."""
    if path.startswith("/upload/"):
        return "upload"
    if path.endswith("/cancel"):
        return "cancel"
    if "/files/" in path:
        return "file" if path.endswith(":download") else "look"
    if path.endswith("/interactions"):
        return "submit"
    return "poll" if "/interactions/" in path else "check"


@dataclass
class Fake:
    """The service. What it shall do otherwise than well is set before the call."""

    statuses: list[str] = field(default_factory=lambda: ["in_progress", "completed"])
    """What the polls tell, one after the other; the last one stays. The last one is also said of what is not polled."""
    errors: list[Json] = field(default_factory=list)
    """What a failed interaction says."""
    background: bool = True
    """Whether the models work in the background."""
    content: list[Json] | None = None
    """What the model puts out instead."""
    usage: Json = None
    """What it counts instead."""
    processing: int = 0
    """How often a file is looked at before it is taken in."""
    file_uri: str | None = None
    """Where a video lies instead."""
    bodies: list[Json] = field(default_factory=list)
    """Every body that was accepted."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What was handed over, by name."""
    cancelled: list[str] = field(default_factory=list)
    polls: dict[str, int] = field(default_factory=dict)
    """How often each interaction was asked for."""
    interactions: dict[str, Json] = field(default_factory=dict)

    @property
    def app(self) -> Starlette:
        """The service."""
        routes = [
            _route("/v1beta/interactions", self.create, "POST"),
            _route("/v1beta/interactions/{id}", self.get),
            _route("/v1beta/interactions/{id}/cancel", self.cancel, "POST"),
            _route("/upload/v1beta/files", self.upload, "POST"),
            _route("/v1beta/files/{name}:download", self.download),
            _route("/v1beta/files/{name}", self.file),
            _route("/v1beta/models", self.models),
        ]
        return Starlette(routes=routes)

    async def create(self, request: Request) -> Response:
        """`POST /v1beta/interactions`."""
        body = await request.json()
        if refusal := self._refusal(body):
            return refusal
        self.bodies.append(body)
        id = f"v1_{len(self.interactions):040}"
        self.interactions[id], self.polls[id] = body, 0
        if body.get("background"):
            return JSONResponse(self._told(request, id, "in_progress"))
        if body.get("stream"):
            return StreamingResponse(self._events(request, id), media_type="text/event-stream")
        return JSONResponse(self._told(request, id, self.statuses[-1]))

    async def get(self, request: Request) -> Response:
        """`GET /v1beta/interactions/{id}`."""
        id = request.path_params["id"]
        if id not in self.interactions:
            return error(404, "not_found", "Interaction not found.")
        status = self.statuses[min(self.polls[id], len(self.statuses) - 1)]
        self.polls[id] += 1
        return JSONResponse(self._told(request, id, "cancelled" if id in self.cancelled else status))

    async def cancel(self, request: Request) -> Response:
        """`POST /v1beta/interactions/{id}/cancel`."""
        id = request.path_params["id"]
        self.cancelled.append(id)
        return JSONResponse(self._told(request, id, "cancelled"))

    async def upload(self, request: Request) -> Response:
        """`POST /upload/v1beta/files`: first what comes, then the bytes."""
        if request.headers["x-goog-upload-command"] == "start":
            assert request.headers["x-goog-upload-protocol"] == "resumable"
            to = f"{request.base_url}upload/v1beta/files?upload_id={len(self.files)}&upload_protocol=resumable"
            return JSONResponse({}, headers={"x-goog-upload-url": to, "x-goog-upload-status": "active"})
        assert request.headers["x-goog-upload-command"] == "upload, finalize"
        name = f"f{len(self.files)}"
        self.files[name] = await request.body()
        file = self._file(request, name, "PROCESSING" if self.processing else "ACTIVE")
        return JSONResponse({"file": file}, headers={"x-goog-upload-status": "final"})

    async def file(self, request: Request) -> Response:
        """`GET /v1beta/files/{name}`."""
        self.processing -= 1
        return JSONResponse(
            self._file(request, request.path_params["name"], "PROCESSING" if self.processing > 0 else "ACTIVE")
        )

    async def download(self, request: Request) -> Response:
        """`GET /v1beta/files/{name}:download?alt=media`."""
        assert request.query_params["alt"] == "media"
        return Response(mp4(), media_type="video/mp4")

    async def models(self, request: Request) -> Response:
        """`GET /v1beta/models`."""
        return JSONResponse({"models": [{"name": f"models/{name}"} for name in MODELS]})

    def _refusal(self, body: Json) -> Response | None:
        if wrong := _wrong(body):
            return error(400, "invalid_request", wrong)
        if FORBIDDEN in json.dumps(body["input"]):
            return refused()
        if body.get("background") and not self.background:
            return error(400, "invalid_request", f"Background execution is not supported for {body['model']}.")
        if body.get("background") and body.get("store") is False:
            return error(400, "invalid_request", "What is done in the background must be stored.")
        return None

    def _file(self, request: Request, name: str, state: str) -> Json:
        uri = f"{request.base_url}v1beta/files/{name}"
        return {"name": f"files/{name}", "uri": uri, "state": state, "sizeBytes": str(len(self.files[name]))}

    def _told(self, request: Request, id: str, status: str) -> Json:
        """The interaction in `status`."""
        body = self.interactions[id]
        times = {"created": "2026-11-22T10:00:00Z", "updated": "2026-11-22T10:00:09Z"}
        told = {"id": id, "object": "interaction", "model": body["model"], "status": status, **times}
        if status in ("completed", "incomplete"):
            content = self._content(request, body) if self.content is None else self.content
            thought = {"type": "thought", "signature": base64.b64encode(b"thought").decode()}
            told["steps"] = [*body["input"], thought, {"type": "model_output", "content": content}]
            told["usage"] = self._usage(body)
        return told | ({"errors": self.errors} if self.errors else {})

    def _content(self, request: Request, body: Json) -> list[Json]:
        kind = _kind(body)
        if kind == "text":
            return [{"type": "text", "text": "".join(WORDS)}]
        make, mime = MEDIA[kind]
        if body.get("response_format", {}).get("mime_type") == "audio/wav":
            make, mime = wav, "audio/wav"
        if body.get("response_format", {}).get("delivery") == "uri":
            where = {"uri": self.file_uri or f"{request.base_url}v1beta/files/made0"}
        else:
            where = {"data": base64.b64encode(make()).decode()}
        lyrics = [{"type": "text", "text": "[Verse] Light over water"}] if body["model"].startswith("lyria") else []
        return [*lyrics, {"type": kind, "mime_type": mime, **where}]

    def _usage(self, body: Json) -> Json:
        if self.usage is not None:
            return self.usage
        counted = USAGE[_kind(body)]
        told: dict[str, Json] = {"total_thought_tokens": counted["thoughts"]}
        for side in ("input", "output"):
            listed = [{"modality": sort, "tokens": number} for sort, number in counted[side].items()]
            told |= {f"{side}_tokens_by_modality": listed, f"total_{side}_tokens": sum(counted[side].values())}
        return told

    async def _events(self, request: Request, id: str) -> AsyncIterator[str]:
        """The words one by one."""
        whole = self._told(request, id, self.statuses[-1])
        begun = self._told(request, id, "in_progress")
        yield _event({"event_type": "interaction.created", "interaction": begun})
        yield _event({"event_type": "step.start", "index": 0, "step": {"type": "model_output"}})
        for words in [each["text"] for each in self.content] if self.content is not None else WORDS:
            yield _event({"event_type": "step.delta", "index": 0, "delta": {"type": "text", "text": words}})
        yield _event({"event_type": "step.stop", "index": 0})
        if self.errors:
            yield _event({"event_type": "error", "error": self.errors[0]})
        del whole["steps"]
        yield _event({"event_type": "interaction.completed", "interaction": whole})
        yield "event: done\ndata: [DONE]\n\n"


def error(status: int, code: str, message: str) -> Response:
    """An error in the shape of the Interactions API."""
    return JSONResponse({"error": {"code": code, "message": message}}, status)


def refused() -> Response:
    """The refusal of a prompt."""
    return error(400, "prohibited_content", "The prompt was blocked by the prohibited content guidelines.")


def _kind(body: Json) -> str:
    if body["model"].startswith("lyria"):
        return "audio"
    return str(body.get("response_format", {}).get("type", "text"))


def _wrong(body: Json) -> str | None:
    """What google-genai's types do not know of a body: they drop it, or refuse it."""
    try:
        known = CreateModelInteraction.model_validate(body)
    except ValidationError as wrong:
        return f"Invalid value at {wrong.errors()[0]['loc']}."
    further = known.generation_config.model_extra if known.generation_config else None
    same = known.model_dump(mode="json", by_alias=True, exclude_none=True) == body
    if set(body) - set(CreateModelInteraction.model_fields) or further or not same:
        return "Unknown parameter."
    return None if body["model"] in MODELS else f"Model {body['model']} not found."


def _event(told: Json) -> str:
    return f"event: {told['event_type']}\ndata: {json.dumps(told)}\n\n"


def _route(path: str, handler: Handler, method: str = "GET") -> Route:
    async def checked(request: Request) -> Response:
        begun = "upload_id" in request.query_params  # its address is a secret of its own: the client sends no key
        if begun or request.headers.get("x-goog-api-key") == KEY:
            return await handler(request)
        if re.search("interactions", path):
            return error(401, "authentication", "The API key is invalid.")
        details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}]
        message = "API key not valid. Please pass a valid API key."
        told = {"code": 400, "message": message, "status": "INVALID_ARGUMENT", "details": details}
        return JSONResponse({"error": told}, 400)

    return Route(path, checked, methods=[method])
