"""A key is nowhere but in the vault: not in what a run leaves behind, not in what the studio says, not in its log."""

import io
import json
import logging
import zipfile
from collections.abc import Iterator

import pytest

from tests.contract.service import Service, Status
from tests.desk import Desk
from tests.providers.servers import OwnServer

KEY = "sk-the-key-that-nobody-may-ever-see"
LEAKS = [
    Status(401, {}, {"error": {"message": f"Incorrect API key provided: {KEY}", "code": "invalid_api_key"}}),
    Status(400, {}, {"error": {"message": f"Bearer {KEY} asked for too much"}}),
    Status(500, {"x-echo": KEY}, {"error": f"We received {KEY}"}),
]
"""Answers of careless services that repeat the key."""


@pytest.fixture
def service() -> Iterator[Service]:
    with OwnServer(key=KEY).service() as service:
        yield service


async def use_everything(desk: Desk, service: Service) -> list[str]:
    """Connect, generate well and badly; gives everything that the studio said over HTTP."""
    said = [(await desk.http.put("/api/providers/mine", json={"url": service.url, "key": KEY})).text]
    ask = {"id": "it", "kind": "text", "model": "mine/llama3.2:3b", "prompt": "A line about a lamp."}
    canvas = await desk.canvas([ask])
    for fault in (None, *LEAKS):
        service.fault("submit", *([fault] if fault else []))
        said.append(json.dumps(await desk.generate(canvas, "it")))
        service.fault("check", *([fault] if fault else []))
        said.append((await desk.http.post("/api/providers/mine/check")).text)
        said.append((await desk.http.post("/api/providers/mine/check")).text)
    paths = ["providers", "models", "costs", "generations", "credits/entries", f"canvases/{canvas}", "openapi.json"]
    said += [(await desk.http.get(f"/api/{path}")).text for path in paths]
    archive = (await desk.http.get(f"/api/canvases/{canvas}/archive")).content
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        said += [packed.read(name).decode("latin-1") for name in packed.namelist()]
    return said


async def test_a_key_is_in_nothing_that_a_run_leaves_behind_or_says(
    desk: Desk, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = await use_everything(desk, service)
    assert service.submits == 1 + len(LEAKS)
    assert not [text for text in said if KEY in text]
    assert KEY not in caplog.text
    left = [file for file in desk.studio.settings.home.rglob("*") if file.is_file()]
    assert len(left) > 3
    assert not [file.name for file in left if KEY.encode() in file.read_bytes()]
