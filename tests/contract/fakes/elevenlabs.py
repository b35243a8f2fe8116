"""ElevenLabs in miniature: speech, sounds and music as bytes, and the history of what was spoken. Shapes: SDK 2.78."""

import time
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.contract.service import Service


@dataclass
class ElevenLabs:
    """What it was asked, and how it behaves."""

    sound: bytes
    """What it answers, as MP3."""
    refuses: bool = False
    forgets: bool = False
    """Whether what is spoken from now on stays out of the history."""
    spoken: list[dict[str, Any]] = field(default_factory=list)
    """The history, newest first."""
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def service(self) -> Service:
        """The service, not started."""
        routes = [
            Route("/v1/models", self._models),
            Route("/v1/text-to-speech/{voice}", self._speak, methods=["POST"]),
            Route("/v1/sound-generation", self._make, methods=["POST"]),
            Route("/v1/music", self._make, methods=["POST"]),
            Route("/v1/voices/{voice}", self._voice),
            Route("/preview/{voice}", self._preview),
            Route("/v1/history", self._history),
            Route("/v1/history/{id}/audio", self._again),
        ]
        return Service(Starlette(routes=routes), stage)

    async def _models(self, request: Request) -> Response:
        return JSONResponse([{"model_id": "eleven_v4", "name": "Eleven v4"}])

    async def _speak(self, request: Request) -> Response:
        asked = await request.json()
        said = self._refusal() or await self._make(request)
        if said.status_code == 200 and not self.forgets:
            item = {"history_item_id": f"h{len(self.spoken)}", "voice_id": request.path_params["voice"]}
            item |= {"text": asked["text"], "model_id": asked["model_id"], "date_unix": int(time.time())}
            item |= {"character_count_change_from": 0, "character_count_change_to": 10, "content_type": "audio/mpeg"}
            self.spoken.insert(0, item | {"state": "created", "source": "TTS"})
        return said

    async def _make(self, request: Request) -> Response:
        self.asked.append((request.url.path, await request.json()))
        return self._refusal() or Response(self.sound, media_type="audio/mpeg")

    def _refusal(self) -> Response | None:
        if not self.refuses:
            return None
        detail = {"status": "content_policy_violation", "message": "This text violates our terms."}
        return JSONResponse({"detail": detail}, 400)

    async def _voice(self, request: Request) -> Response:
        id = request.path_params["voice"]
        return JSONResponse({"voice_id": id, "name": "George", "preview_url": f"{request.base_url}preview/{id}"})

    async def _preview(self, request: Request) -> Response:
        return Response(self.sound, media_type="audio/mpeg")

    async def _history(self, request: Request) -> Response:
        return JSONResponse({"history": self.spoken, "last_history_item_id": None, "has_more": False})

    async def _again(self, request: Request) -> Response:
        return Response(self.sound, media_type="audio/mpeg")


def stage(method: str, path: str) -> str | None:
    """Which part of a call a request is."""
    if method == "POST":
        return "submit"
    if path.startswith(("/v1/voices/", "/preview/")):
        return "sample"
    return "check" if path == "/v1/models" else "fetch" if path.endswith("/audio") else "find"
