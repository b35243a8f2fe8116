"""docs/adding-a-provider.md, followed to the letter, with Runway in miniature; and its tables are those of the code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from headwater.models import job_protocol
from headwater.models.provider import Provider
from tests.assets.samples import film
from tests.cli.following import DOCS, Reader
from tests.contract.service import Service
from tests.journeys.studio import Studio

PAGE = (DOCS / "adding-a-provider.md").read_text("utf-8")
KEY = "key_the-right-one"
KNOWN = {"model", "promptImage", "promptText", "ratio", "duration", "seed", "contentModeration"}
"""Fields of a request for Gen-4 Turbo, by runwayml 5.24.0."""


@dataclass
class Runway:
    """Image to video, with the shapes of runwayml 5.24.0."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    looks: int = 0

    def service(self) -> Service:
        """The service, not started."""
        routes = [
            Route("/v1/organization", self._organization),
            Route("/v1/image_to_video", self._submit, methods=["POST"]),
            Route("/v1/tasks/{id}", self._task),
            Route("/files/film.mp4", self._file),
        ]
        return Service(Starlette(routes=routes), lambda method, path: "submit" if method == "POST" else None)

    async def _organization(self, request: Request) -> Response:
        good = request.headers.get("authorization") == f"Bearer {KEY}"
        return JSONResponse({"creditBalance": 10} if good else {"error": "Unauthorized"}, 200 if good else 401)

    async def _submit(self, request: Request) -> Response:
        assert request.headers["x-runway-version"] == "2024-11-06"
        body = await request.json()
        if unknown := set(body) - KNOWN:
            return JSONResponse({"error": f"Unrecognized: {unknown}"}, 400)
        self.asked.append(body)
        return JSONResponse({"id": "17f20503-6c24", "estimatedCost": {"credits": 25}})

    async def _task(self, request: Request) -> Response:
        self.looks += 1
        task = {"id": request.path_params["id"], "createdAt": "2026-11-22T12:00:00Z"}
        if self.looks == 1:
            return JSONResponse({**task, "status": "RUNNING", "progress": 0.4, "estimatedCost": {"credits": 25}})
        link = f"{request.base_url}files/film.mp4"
        return JSONResponse({**task, "status": "SUCCEEDED", "output": [link], "cost": {"credits": 25}})

    async def _file(self, request: Request) -> Response:
        return Response(film("mp4", frames=5), media_type="video/mp4")


@pytest.fixture
def runway() -> Runway:
    """Runway, as it was before the first request."""
    return Runway()


@pytest.fixture
def service(runway: Runway) -> Iterator[Service]:
    """The running service."""
    with runway.service() as service:
        yield service


def test_the_page_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runway: Runway, service: Service
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    studio = Studio(tmp_path / "home", HEADWATER_DOUBLES="0", HEADWATER_CATALOGUE="")
    here = {
        "https://api.dev.runwayml.com": service.url,
        "every = 5": "every = 0.05",
        "providers add runway": "providers add runway --key -",
    }
    reader = Reader(studio, folder, here, types=KEY)
    reader.follow("adding-a-provider.md")
    assert "runway   works  key kept      1 model: 1 video" in reader.ran[-2].out
    (body,) = runway.asked
    assert body.pop("promptImage").startswith("data:image/png;base64,")
    assert body == {"model": "gen4_turbo", "promptText": "The lamps go on", "ratio": "1280:720", "duration": 5}


def test_every_field_of_a_provider_and_of_a_protocol_is_on_the_page() -> None:
    named = set(re.findall(r"`(\w+)`", "\n".join(line for line in PAGE.splitlines() if line.startswith("|"))))
    tables = [
        getattr(job_protocol, name) for name in ("JobProtocol", "Submit", "Poll", "Fetch", "Cancel", "Find", "Upload")
    ]
    fields = {name for table in (Provider, *tables) for name in table.model_fields}
    assert fields <= named, fields - named
