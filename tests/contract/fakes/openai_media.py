"""OpenAI's pictures and speech under `/v1`, OpenRouter's pictures, speech and video under `/api/v1`, in miniature.

Every body is checked against the official clients' own types, and a field that they do not know is refused, as the
services do. What an answer looks like is theirs too: `test_openai_media.py` lets their clients read every one.
"""

import base64
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from openai.types.audio import SpeechCreateParams
from openai.types.image_edit_params import ImageEditParamsNonStreaming
from openai.types.image_generate_params import ImageGenerateParamsNonStreaming
from openrouter.components import ImageGenerationRequest, SpeechRequest, VideoGenerationRequest
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.assets import samples
from tests.contract.matrix import KEY

FORBIDDEN = "forbidden"
"""A prompt with this word is refused."""
IMAGE_COST, VIDEO_COST = 0.0402, 1.6
"""US dollars that OpenRouter says it charged."""
USAGE = {
    "input_tokens": 60,
    "input_tokens_details": {"image_tokens": 50, "text_tokens": 10},
    "output_tokens": 1756,
    "output_tokens_details": {"image_tokens": 1756, "text_tokens": 0},
    "total_tokens": 1816,
}

Handler = Callable[[Request], Awaitable[Response]]


@cache
def png() -> bytes:
    """A picture."""
    return samples.picture("PNG", (64, 48))


@cache
def mp3() -> bytes:
    """A sound."""
    return samples.sound("mp3", "libmp3lame", 1)


@cache
def mp4() -> bytes:
    """A video."""
    return samples.film("mp4", frames=5)


def stage(method: str, path: str) -> str | None:
    """Which part of a call a request is."""
    if method == "POST":
        return "submit"
    if re.search(r"/videos/[^/]+$", path):
        return "poll"
    if path.endswith("/content") or path.startswith("/files/"):
        return "file"
    return "check"


@dataclass
class Fake:
    """Both services. What they shall do otherwise than well is set before the call."""

    statuses: list[str] = field(default_factory=lambda: ["pending", "in_progress", "completed"])
    """What the polls of a video tell, one after the other; the last one stays."""
    error: Any = None
    """What a failed video says."""
    links: bool = False
    """Whether pictures come as links, as older servers have it."""
    picture_data: list[Any] | None = None
    """What stands in `data` instead."""
    signed: list[str] = field(default_factory=list)
    """Links to the video that need no key."""
    inside: dict[str, Any] | None = None
    """An error that comes with a good status."""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    """Every body that was accepted; a form's files by field, as lists of name, type and bytes."""
    polls: dict[str, int] = field(default_factory=dict)
    """How often each video was asked for."""

    @property
    def app(self) -> Starlette:
        """The services."""
        routes = [
            _post("/v1/images/generations", self.openai_image),
            _post("/v1/images/edits", self.openai_edit),
            _post("/v1/audio/speech", self.openai_speech),
            _post("/api/v1/images", self.openrouter_image),
            _post("/api/v1/audio/speech", self.openrouter_speech),
            _post("/api/v1/videos", self.openrouter_video),
            _get("/api/v1/videos/{id}", self.job),
            _get("/api/v1/videos/{id}/content", self.content),
            _get("/api/v1/key", self.key),
            _get("/v1/models", self.models),
            Route("/files/picture.png", self.file),
        ]
        return Starlette(routes=routes)

    async def openai_image(self, request: Request) -> Response:
        """`POST /v1/images/generations`."""
        body = await request.json()
        if wrong := _typed(ImageGenerateParamsNonStreaming, body):
            return openai_error(400, wrong, "unknown_parameter")
        return self._pictures(request, body)

    async def openai_edit(self, request: Request) -> Response:
        """`POST /v1/images/edits`."""
        async with request.form() as form:
            body: dict[str, Any] = {name: value for name, value in form.items() if isinstance(value, str)}
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    file = (value.filename, value.content_type, await value.read())
                    body.setdefault(name.removesuffix("[]"), []).append(file)
        if unknown := set(body) - set(ImageEditParamsNonStreaming.__annotations__):
            return openai_error(400, f"Unknown parameter: '{unknown.pop()}'.", "unknown_parameter")
        if not body.get("image"):
            return openai_error(400, "Missing required parameter: 'image'.", "missing_required_parameter")
        return self._pictures(request, body)

    async def openai_speech(self, request: Request) -> Response:
        """`POST /v1/audio/speech`."""
        body = await request.json()
        if wrong := _typed(SpeechCreateParams, body):
            return openai_error(400, wrong, "unknown_parameter")
        return self._sound(body, body["input"], moderated())

    async def openrouter_image(self, request: Request) -> Response:
        """`POST /api/v1/images`."""
        body = await request.json()
        if wrong := _modelled(ImageGenerationRequest, body):
            return openrouter_error(400, wrong)
        if FORBIDDEN in body["prompt"]:
            return flagged()
        self.bodies.append(body)
        data = [{"b64_json": base64.b64encode(png()).decode(), "media_type": "image/png"}]
        usage = {"prompt_tokens": 9, "completion_tokens": 1290, "total_tokens": 1299, "cost": IMAGE_COST}
        return JSONResponse(self.inside or {"created": 1795000000, "data": data, "usage": usage})

    async def openrouter_speech(self, request: Request) -> Response:
        """`POST /api/v1/audio/speech`."""
        body = await request.json()
        if wrong := _modelled(SpeechRequest, body):
            return openrouter_error(400, wrong)
        return self._sound(body, body["input"], flagged())

    async def openrouter_video(self, request: Request) -> Response:
        """`POST /api/v1/videos`."""
        body = await request.json()
        if wrong := _modelled(VideoGenerationRequest, body):
            return openrouter_error(400, wrong)
        if FORBIDDEN in body.get("prompt", ""):
            return flagged()
        self.bodies.append(body)
        id = f"gen-vid-1795000000-{len(self.polls):020}"
        self.polls[id] = 0
        return JSONResponse({"id": id, "polling_url": _polling_url(request, id), "status": "pending"}, 202)

    async def job(self, request: Request) -> Response:
        """`GET /api/v1/videos/{id}`."""
        id = request.path_params["id"]
        if id not in self.polls:
            return openrouter_error(404, "Video generation not found")
        status = self.statuses[min(self.polls[id], len(self.statuses) - 1)]
        self.polls[id] += 1
        said: dict[str, Any] = {"id": id, "polling_url": _polling_url(request, id), "status": status}
        if status == "completed":
            content = f"{_polling_url(request, id)}/content?index=0"
            links = {"urls": self.signed, "expires_at": 1795100000} if self.signed else {"unsigned_urls": [content]}
            said |= {"generation_id": id, "usage": {"cost": VIDEO_COST, "is_byok": False}, **links}
        if status == "failed":
            said |= {"error": self.error} if self.error else {}
        return JSONResponse(said)

    async def content(self, request: Request) -> Response:
        """`GET /api/v1/videos/{id}/content`."""
        if request.path_params["id"] not in self.polls:
            return openrouter_error(404, "Video generation not found")
        return Response(mp4(), media_type="video/mp4")

    async def key(self, request: Request) -> Response:
        """`GET /api/v1/key`."""
        return JSONResponse({"data": {"label": "sk-or-v1-…", "usage": 0, "limit": None, "is_free_tier": False}})

    async def models(self, request: Request) -> Response:
        """`GET /v1/models`."""
        names = ("gpt-image-2.6-flare", "gpt-4o-mini-tts")
        rows = [{"id": name, "object": "model", "created": 1795000000, "owned_by": "openai"} for name in names]
        return JSONResponse({"object": "list", "data": rows})

    async def file(self, request: Request) -> Response:
        """A picture behind a link, for whoever has the link; a key has no business here."""
        return Response(status_code=400) if "authorization" in request.headers else Response(png())

    def _pictures(self, request: Request, body: dict[str, Any]) -> Response:
        if FORBIDDEN in body["prompt"]:
            return moderated()
        self.bodies.append(body)
        link = f"{request.base_url}files/picture.png"
        one = {"url": link} if self.links else {"b64_json": base64.b64encode(png()).decode()}
        data = [one] if self.picture_data is None else self.picture_data
        told = {"background": "opaque", "output_format": "png", "quality": "high", "size": "1024x1024"}
        return JSONResponse(self.inside or {"created": 1795000000, "data": data, "usage": USAGE, **told})

    def _sound(self, body: dict[str, Any], words: str, refusal: Response) -> Response:
        if FORBIDDEN in words:
            return refusal
        self.bodies.append(body)
        return JSONResponse(self.inside) if self.inside else Response(mp3(), media_type="audio/mpeg")


def openai_error(status: int, message: str, code: str, type: str = "invalid_request_error") -> Response:
    """An error in OpenAI's shape."""
    return JSONResponse({"error": {"message": message, "type": type, "param": None, "code": code}}, status)


def moderated() -> Response:
    """OpenAI's refusal of a prompt."""
    words = "Your request was rejected by the safety system. If you believe this is an error, contact us."
    return openai_error(400, words, "moderation_blocked", "image_generation_user_error")


def openrouter_error(status: int, message: str, **metadata: Any) -> Response:
    """An error in OpenRouter's shape."""
    return JSONResponse({"error": {"code": status, "message": message, "metadata": metadata or None}}, status)


def flagged() -> Response:
    """OpenRouter's refusal of a prompt: the same status as a key that may not do this."""
    more = {"reasons": ["violence"], "flagged_input": "…", "provider_name": "ByteDance", "model_slug": "seedance-2.5"}
    return openrouter_error(403, "Your chosen model requires moderation and your input was flagged", **more)


def _typed(type: Any, body: dict[str, Any]) -> str | None:
    """What is wrong with a body of OpenAI's, whose types are dictionaries."""
    if unknown := set(body) - set(type.__annotations__):
        return f"Unknown parameter: '{unknown.pop()}'."
    try:
        TypeAdapter(type).validate_python(body)
    except ValidationError as error:
        return f"Invalid value: {json.dumps(error.errors()[0]['loc'])}."
    return None


def _modelled(model: type[BaseModel], body: dict[str, Any]) -> str | None:
    """What is wrong with a body of OpenRouter's, whose types are models."""
    if unknown := set(body) - {each.alias or name for name, each in model.model_fields.items()}:
        return f"Unrecognized key: '{unknown.pop()}'"
    try:
        model.model_validate(body)
    except ValidationError as error:
        return error.errors()[0]["msg"]
    return None


def _polling_url(request: Request, id: str) -> str:
    return f"{request.base_url}api/v1/videos/{id}"


def _guarded(handler: Handler) -> Handler:
    async def checked(request: Request) -> Response:
        if request.headers.get("authorization") == f"Bearer {KEY}":
            return await handler(request)
        if request.url.path.startswith("/v1/"):
            return openai_error(401, "Incorrect API key provided.", "invalid_api_key")
        return openrouter_error(401, "No auth credentials found")

    return checked


def _post(path: str, handler: Handler) -> Route:
    return Route(path, _guarded(handler), methods=["POST"])


def _get(path: str, handler: Handler) -> Route:
    return Route(path, _guarded(handler), methods=["GET"])
