"""docs/api.md is true: each call of its walk is made as it stands, and the answers have what the page shows."""

import asyncio
import json
import os
import re
import shlex
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn

from tests.desk import Desk

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
BLOCKS = re.compile(r"```(bash|json)\n(.*?)```|Keep the answer's `(\w+)` as `(\w+)`", re.DOTALL)
ADDRESS = "http://127.0.0.1:4747"


async def test_the_walk_through_the_api_can_be_made_as_it_is_written(desk: Desk) -> None:
    kept: dict[str, str] = {"TOKEN": desk.http.headers["Authorization"].removeprefix("Bearer ")}
    answer: Any = None
    for kind, block, field, name in BLOCKS.findall(PAGE):
        if kind == "bash":
            answer = await _call(desk, block, kept)
        elif kind == "json":
            _check(answer, json.loads(block))
        else:
            kept[name] = str(answer[field])
            if name == "GENERATION":  # the page says to ask until it has ended
                await desk.ended(kept[name])
    assert isinstance(answer, bytes)
    assert answer.startswith(b"\x89PNG")


async def test_the_script_on_the_page_runs_as_it_stands(desk: Desk, server: str, tmp_path: Path) -> None:
    [script] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    token = desk.http.headers["Authorization"].removeprefix("Bearer ")
    environment = {**os.environ, "HEADWATER_URL": server, "HEADWATER_TOKEN": token}
    command = (sys.executable, "-W", "error", "-c", script)
    running = await asyncio.create_subprocess_exec(*command, cwd=tmp_path, env=environment)
    assert await asyncio.wait_for(running.wait(), 60) == 0
    assert (tmp_path / "lighthouse.png").read_bytes().startswith(b"\x89PNG")


@pytest.fixture
async def server(desk: Desk) -> AsyncIterator[str]:
    """The desk's studio on a real port; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(_under_its_own_name(desk.studio.app), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


def _under_its_own_name(app: Any) -> Any:
    """The port is another one than the studio was made for."""

    async def named(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            others = [header for header in scope["headers"] if header[0] != b"host"]
            scope = {**scope, "headers": [*others, (b"host", b"127.0.0.1:4747")]}
        await app(scope, receive, send)

    return named


async def _call(desk: Desk, command: str, kept: dict[str, str]) -> Any:
    """Do what a shell would do with a `curl` command of the page."""
    for name, value in kept.items():
        command = command.replace(f"'${name}'", value).replace(f"${name}", value)
    words = shlex.split(command.replace("\\\n", " "))
    assert words[0] == "curl"
    headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
    body = next((words[at + 1] for at, word in enumerate(words) if word == "-d"), None)
    request = httpx2.Request("GET" if body is None else "POST", words[1], headers=headers, content=body)
    assert words[1].startswith(ADDRESS)
    answer = await desk.http.send(request)
    assert answer.is_success, answer.text
    return answer.content if "-o" in words else answer.json()


def _check(answer: Any, shown: Any) -> None:
    """Everything that the page shows is in the answer, of the same type; what can be known beforehand is the same."""
    if isinstance(shown, dict):
        assert shown.keys() <= answer.keys()
        for name, value in shown.items():
            _check(answer[name], value)
    elif isinstance(shown, str):
        assert isinstance(answer, str)
        assert answer == shown or re.fullmatch(r"[0-9a-f]{6,}…?", shown) or shown == "queued"
    else:
        assert type(answer) is type(shown)
