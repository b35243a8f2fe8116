"""fal's queue in miniature: submit, status, response, cancel, and a file on its own server. Shapes: fal_client 1.0."""

from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.contract.service import Service

KEY = "Key "


@dataclass
class Job:
    """One request to a model."""

    endpoint: str
    asked: dict[str, Any]
    status: str = "IN_QUEUE"


@dataclass
class Fal:
    """What it was asked, and how it behaves."""

    file: bytes
    """What every model makes."""
    mime: str
    held: str | None = None
    """The status in which jobs stay; None: they go on with each look."""
    strange: bool = False
    """Whether the next look tells a status that nobody has heard of."""
    refuses: bool = False
    jobs: dict[str, Job] = field(default_factory=dict)
    cancelled: list[str] = field(default_factory=list)
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Type and bytes of what was put ahead of a request, by name."""
    error: tuple[str, str] | None = None
    """Words and code with which jobs end."""

    def service(self) -> Service:
        """The service, not started."""
        routes = [
            Route("/storage/upload/initiate", self._place, methods=["POST"]),
            Route("/uploads/{name}", self._take, methods=["PUT"]),
            Route("/files/{id}", self._file),
            Route("/{endpoint:path}/requests/{id}/status", self._status),
            Route("/{endpoint:path}/requests/{id}/cancel", self._cancel, methods=["PUT"]),
            Route("/{endpoint:path}/requests/{id}", self._response),
            Route("/{endpoint:path}", self._submit, methods=["POST"]),
        ]
        return Service(Starlette(routes=routes), stage)

    async def _place(self, request: Request) -> Response:
        asked = await request.json()
        assert set(asked) == {"file_name", "content_type"}
        base = f"{request.url.scheme}://{request.url.netloc}"
        name = asked["file_name"]
        return JSONResponse({"upload_url": f"{base}/uploads/{name}", "file_url": f"https://v3.fal.media/files/{name}"})

    async def _take(self, request: Request) -> Response:
        if "authorization" in request.headers:
            return Response(status_code=400)
        self.uploads[request.path_params["name"]] = (request.headers["content-type"], await request.body())
        return Response()

    async def _submit(self, request: Request) -> Response:
        if not request.headers.get("authorization", "").startswith(KEY):
            return JSONResponse({"detail": "Cannot access application. Authentication is required"}, 401)
        id = f"7f2b-{len(self.jobs)}"
        job = self.jobs[id] = Job(request.path_params["endpoint"], await request.json())
        base = f"{request.url.scheme}://{request.url.netloc}/{job.endpoint}/requests/{id}"
        urls = {"response_url": base, "status_url": f"{base}/status", "cancel_url": f"{base}/cancel"}
        return JSONResponse({"status": "IN_QUEUE", "request_id": id, "queue_position": 0, **urls})

    async def _status(self, request: Request) -> Response:
        job = self.jobs[request.path_params["id"]]
        if self.strange:
            self.strange = False
            return JSONResponse({"status": "WARMING_UP", "request_id": request.path_params["id"]}, 202)
        told = job.status
        if self.held:
            told = self.held
        elif told != "COMPLETED":
            job.status = {"IN_QUEUE": "IN_PROGRESS", "IN_PROGRESS": "COMPLETED"}[told]
        extra: dict[str, dict[str, Any]] = {
            "IN_QUEUE": {"queue_position": 2},
            "IN_PROGRESS": {"logs": []},
            "COMPLETED": {"logs": [], "metrics": {}},
        }
        if self.error:
            extra["COMPLETED"] |= dict(zip(("error", "error_type"), self.error, strict=True))
        return JSONResponse({"status": told, "request_id": request.path_params["id"], **extra[told]})

    async def _response(self, request: Request) -> Response:
        if self.refuses:
            why = "The content could not be processed because it contained material flagged by a content checker."
            detail = {"loc": ["body", "prompt"], "msg": why, "type": "content_policy_violation"}
            return JSONResponse({"detail": [detail]}, 422)
        link = f"{request.url.scheme}://{request.url.netloc}/files/{request.path_params['id']}"
        file = {"url": link, "content_type": self.mime, "file_name": "out", "file_size": len(self.file)}
        kind = self.mime.partition("/")[0]
        return JSONResponse({"images": [file], "seed": 1} if kind == "image" else {kind: file})

    async def _cancel(self, request: Request) -> Response:
        self.cancelled.append(request.path_params["id"])
        if self.held == "IN_QUEUE":
            return JSONResponse({"status": "CANCELLATION_REQUESTED"}, 202)
        return JSONResponse({"status": "ALREADY_COMPLETED"}, 400)

    async def _file(self, request: Request) -> Response:
        return Response(self.file, media_type=self.mime)


def stage(method: str, path: str) -> str | None:
    """Which part of a call a request is."""
    last = path.rpartition("/")[2]
    if path.startswith("/files/"):
        return "file"
    if path.startswith(("/storage/", "/uploads/")):
        return "upload"
    if "/requests/" in path:
        return {"status": "poll", "cancel": "cancel"}.get(last, "fetch")
    return "submit" if method == "POST" else None
