"""A provider in a process of its own, so that its work is not counted as ours: `python -m bench._provider`.

Prints its port, then takes jobs for pictures. What is `slow` by its prompt is never done; the rest is done at once.
"""

import asyncio
import io
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import uvicorn
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Json = Any
SLOW = "slow"
AT_ONCE = 1_000
"""Jobs that it takes at once."""
ENTRY = """
[[provider]]
id = "loopback"
name = "Loopback"
url = "{url}"
needs_key = false
headers = {{}}
at_once = {at_once}
own = true

[provider.protocol.submit]
path = "jobs"
id = "id"

[provider.protocol.poll]
path = "jobs/{{id}}"
status = "status"
states = {{ waiting = "queued", done = "succeeded" }}
queue = "before"
every = 2

[provider.protocol.fetch]
files = "[file]"

[[model]]
id = "loopback/picture"
name = "Picture"
kind = "image"
provider = "loopback"
adapter = "http_job"
description = "A square of one colour, or nothing for ever."
neural = false
source = "bench/_provider.py"
as_of = 2026-11-01
prices = [{{ credits = "4" }}]

[[model.modes]]
id = "create"
prompt = "required"
takes = {{}}
endpoints = [{{ path = "jobs" }}]
"""
"""Its entry in the catalogue; polled as seldom as fal."""


class Provider:
    """What the measuring process asks of it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx2.Client(base_url=url, timeout=60, trust_env=False)

    @property
    def entry(self) -> str:
        """What tells a studio of it."""
        return ENTRY.format(url=self.url, at_once=AT_ONCE)

    def submitted(self) -> dict[str, float]:
        """When each job came, in seconds since 1970, by its prompt."""
        return dict(self._http.get("/tally").json()["submitted"])

    def polled_since(self, moment: float) -> float | None:
        """When a job was first asked after since `moment` that was submitted before; None as long as none was."""
        polled: float | None = self._http.get("/tally", params={"since": moment}).json()["polled"]
        return polled

    def close(self) -> None:
        """Stop asking."""
        self._http.close()


@contextmanager
def a_provider() -> Iterator[Provider]:
    """A provider, running while the context lasts."""
    command = [sys.executable, "-m", "bench._provider"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        provider = Provider(f"http://127.0.0.1:{process.stdout.readline().strip()}")
        try:
            yield provider
        finally:
            provider.close()
            process.terminate()


class _Service:
    def __init__(self) -> None:
        self._jobs: list[str] = []
        self._submitted: dict[str, float] = {}
        self._polled: list[tuple[float, float]] = []
        self._picture = _picture()
        self.app = Starlette(
            routes=[
                Route("/jobs", self._submit, methods=["POST"]),
                Route("/jobs/{id:int}", self._poll),
                Route("/file.png", self._file),
                Route("/tally", self._tally),
            ]
        )

    async def _submit(self, request: Request) -> Response:
        prompt = str((await request.json())["prompt"])
        self._submitted[prompt] = time.time()
        self._jobs.append(prompt)
        return JSONResponse({"id": str(len(self._jobs) - 1)})

    async def _poll(self, request: Request) -> Response:
        prompt = self._jobs[request.path_params["id"]]
        self._polled.append((time.time(), self._submitted[prompt]))
        if SLOW in prompt:
            return JSONResponse({"status": "waiting", "before": 3})
        return JSONResponse({"status": "done", "file": str(request.url_for("_file"))})

    async def _file(self, request: Request) -> Response:
        return Response(self._picture, media_type="image/png")

    async def _tally(self, request: Request) -> Response:
        since = float(request.query_params.get("since", "inf"))
        polled = min((at for at, submitted in self._polled if at > since > submitted), default=None)
        return JSONResponse({"submitted": self._submitted, "polled": polled})


def _picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), (40, 60, 90)).save(buffer, "PNG")
    return buffer.getvalue()


async def _serve() -> None:
    config = uvicorn.Config(_Service().app, "127.0.0.1", 0, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn says it in no other way
        await asyncio.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    await serving


if __name__ == "__main__":
    asyncio.run(_serve())
