"""docs/adding-a-protocol.md, followed to the letter: a package brings a protocol, and a picture comes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.assets.samples import picture
from tests.cli.following import Reader
from tests.contract.service import Service
from tests.journeys.studio import Studio


async def pictures(request: Request) -> Response:
    """Postcard, as the page describes it."""
    wish = await request.json()
    assert set(wish) == {"words", "paper"}
    return Response(picture("PNG", (64, 48)), media_type="image/png", headers={"X-Cost-USD": "0.02"})


@pytest.fixture
def postcard() -> Iterator[Service]:
    """The imaginary server."""
    routes = [Route("/pictures", pictures, methods=["POST"])]
    with Service(Starlette(routes=routes), lambda method, path: "submit") as service:
        yield service


def test_the_page_can_be_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postcard: Service) -> None:
    packages, folder = tmp_path / "packages", tmp_path / "folder"
    folder.mkdir()
    packages.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(str(packages))
    studio = Studio(tmp_path / "home", HEADWATER_DOUBLES="0", HEADWATER_CATALOGUE="")
    Reader(studio, folder, {"http://127.0.0.1:8400": postcard.url}, packages=packages).follow("adding-a-protocol.md")
    assert (folder / "cards" / "Card.png").read_bytes() == picture("PNG", (64, 48))
    (sent,) = postcard.requests
    assert sent.json == {"words": "Boats at noon", "paper": "thick"}
