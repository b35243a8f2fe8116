"""The application: every room's routes on one FastAPI, behind the guards, with the browser's files beside them."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, Response
from starlette.routing import BaseRoute

from headwater.accounts import routes as accounts
from headwater.assets import routes as assets
from headwater.canvas import routes as canvas
from headwater.credits import routes as credits
from headwater.exchange import routes as exchange
from headwater.generation import routes as generation
from headwater.platform.errors import NotFound
from headwater.providers import routes as providers
from headwater.runs import routes as runs
from headwater.server import errors, live
from headwater.server.examples import add_examples
from headwater.server.guards import Guards

WEB = Path(__file__).parent.parent / "web"
"""The browser's files, built from `web/`."""
App = FastAPI
"""What is served; who only passes it on knows it by this name, and not the framework."""
ROOMS = (accounts, credits, assets, providers, canvas, generation, runs, exchange, live)


def _together() -> list[BaseRoute]:
    router = APIRouter()
    for room in ROOMS:
        router.include_router(room.router, responses={"default": {"model": errors.ErrorShown}})
    return router.routes


ROUTES = _together()
"""Of all rooms. They are worked out at the first request, which takes a while: every application shares them."""


class _Application(FastAPI):
    """Describes itself with examples. The page that shows them is the browser's own: it needs no network."""

    def openapi(self) -> dict[str, Any]:
        description = super().openapi()
        add_examples(description)
        return description


def create_app(hosts: frozenset[str], parts: dict[str, Any]) -> App:
    """The application. `parts` are what the routes ask for by name; `hosts` the addresses it answers under."""
    app = _Application(
        title="Headwater", version=version("headwater"), openapi_url="/api/openapi.json", docs_url=None, redoc_url=None
    )
    app.router.routes.extend(ROUTES)
    app.add_api_route("/{path:path}", _page, include_in_schema=False)
    errors.install(app)
    for name, part in parts.items():
        setattr(app.state, name, part)
    app.add_middleware(Guards, hosts=hosts)
    return app


async def _page(request: Request, path: str) -> Response:
    """A file of the bundle, or the page itself for every address that the browser draws."""
    if path.startswith("api/"):
        raise NotFound(f"There is no `/{path}` here. The API is described at `/api/openapi.json`.")
    file = (WEB / path).resolve()
    if path and file.is_file() and file.is_relative_to(WEB):
        lasting = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
        return FileResponse(file, headers={"Cache-Control": lasting})
    if not (WEB / "index.html").is_file():
        raise NotFound("The browser's part is not built. Run `python3 studio run`.")
    return FileResponse(WEB / "index.html", headers={"Cache-Control": "no-cache"})
