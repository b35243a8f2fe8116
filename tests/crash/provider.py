"""Two services in miniature, for files and for texts, that count what arrives and go wrong as the prompt asks."""

import hashlib
import re
import time
from collections import Counter
from contextlib import ExitStack
from typing import Any, Self

from PIL import Image
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.assets.samples import saved
from tests.contract.fakes.fal import Fal
from tests.contract.service import Fault, Lost, Service, Stage, Status
from tests.providers.servers import OwnServer

MODELS = {"image": "fal/flux-2-pro", "video": "fal/kling-4", "text": "mine/llama3.2:3b"}
MOODS = ("plain", "busy", "error", "lost", "endless")
_PIECE = re.compile(rb"Piece [0-9-]+, \w+")


def prompt(number: str, mood: str) -> str:
    """What is asked for, another one for each press: `mood` is one of `MOODS`."""
    return f"Piece {number}, {mood}"


class Tally:
    """What arrived, by the prompt."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()
        """Requests that a provider may have acted on: all but those that it refused unseen."""
        self.busy: Counter[str] = Counter()
        self.submitted: dict[str, float] = {}
        """When each came, on the monotonic clock."""
        self.polled: list[tuple[float, float]] = []
        """When a job was asked after, and when it had come."""

    def fault(self, words: str) -> Fault | None:
        """What goes wrong with a request, counted."""
        if words.endswith("busy") and not self.busy[words]:
            self.busy[words] += 1
            return Status(429, {"Retry-After": "0"}, {"error": {"message": "Slow down"}})
        self.arrived[words] += 1
        self.submitted[words] = time.monotonic()
        if words.endswith("error"):
            return Status(500, {}, {"error": {"message": "Out of order"}})
        return Lost() if words.endswith("lost") else None


class _Counting(Service):
    """A service whose submits go wrong as their prompts say."""

    def __init__(self, service: Service, stage: Stage, tally: Tally) -> None:
        super().__init__(service.app, stage)
        self._tally = tally

    async def _answer(self, fault: Fault | None, *request: Any) -> None:
        newest = self.requests.pop()  # many thousands come
        said = _PIECE.search(newest.body) if newest.stage == "submit" else None
        await super()._answer(self._tally.fault(said[0].decode()) if said else fault, *request)


class _Queue(Fal):
    """Makes another picture for each prompt; what is endless waits until it is cancelled."""

    def __init__(self, film: bytes, tally: Tally) -> None:
        super().__init__(b"", "image/png")
        self._film = film
        self._tally = tally

    async def _status(self, request: Request) -> Response:
        id = request.path_params["id"]
        asked = self.jobs[id].asked["prompt"]
        self._tally.polled.append((time.monotonic(), self._tally.submitted[asked]))
        if asked.endswith("endless"):
            return JSONResponse({"status": "IN_QUEUE", "request_id": id, "queue_position": 1})
        return await super()._status(request)

    async def _response(self, request: Request) -> Response:
        job = self.jobs[request.path_params["id"]]
        self.mime = "video/mp4" if "kling" in job.endpoint else "image/png"
        return await super()._response(request)

    async def _file(self, request: Request) -> Response:
        job = self.jobs[request.path_params["id"]]
        if "kling" in job.endpoint:
            return Response(self._film, media_type="video/mp4")
        digest = hashlib.sha256(job.asked["prompt"].encode()).digest()
        return Response(saved(Image.new("RGB", (64, 64), tuple(digest[:3])), "PNG"), media_type="image/png")


class Provider:
    """Both services, running while the `with` block lasts."""

    def __init__(self, film: bytes) -> None:
        self.tally = Tally()
        queue, texts = _Queue(film, self.tally).service(), OwnServer().service()
        self._services = [_Counting(each, each._stage, self.tally) for each in (queue, texts)]
        self._running = ExitStack()

    def __enter__(self) -> Self:
        for service in self._services:
            self._running.enter_context(service)
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    @property
    def connections(self) -> dict[str, dict[str, str]]:
        """What is entered in the settings, by provider."""
        queue, texts = self._services
        return {"fal": {"url": queue.url, "key": "k-1"}, "mine": {"url": f"{texts.url}/v1", "key": "k-2"}}
