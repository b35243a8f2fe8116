"""A studio as people run it: `headwater serve` in a process of its own, and the ways to it that are not the browser."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx2

from headwater.models.catalogue import DOUBLES
from tests.journeys.waiting import until

Json = Any
STARTED = 180.0
"""Seconds that a start may take on a busy machine."""
_PLAIN: Any = {"trust_env": False, "verify": False}
"""For ways to this machine: reading certificates, for each client and each proxy, takes 140 ms of nothing else."""


class Studio:
    """One home folder and one port; the server in it can be stopped, killed and started again."""

    def __init__(self, home: Path, **more: str) -> None:
        self.home = home
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = home.with_suffix(".log")
        self.environment = {
            **os.environ,
            "HEADWATER_HOME": str(home),
            "HEADWATER_PORT": str(self.port),
            "HEADWATER_DOUBLES": "1",
            "HEADWATER_FIRST_CANVAS": "0",
            "HEADWATER_CATALOGUE": str(DOUBLES),  # first in the list, so that a new node takes its double
            **more,
        }
        self._parent: subprocess.Popen[bytes] | None = None
        self._http: httpx2.Client | None = None

    @property
    def log(self) -> str:
        """What the server has printed so far."""
        return self._log.read_text()

    @property
    def is_up(self) -> bool:
        """Whether it was started and not stopped."""
        return self._parent is not None

    @property
    def http(self) -> httpx2.Client:
        """A script's way in, with a token of its own."""
        if self._http is None:
            token = self.command("token").strip()
            headers = {"Authorization": f"Bearer {token}"}
            self._http = httpx2.Client(base_url=self.url, headers=headers, timeout=STARTED, **_PLAIN)
        return self._http

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._log.open("ab") as log:
            self._parent = subprocess.Popen(
                [*_HEADWATER, "serve", "--no-open"], env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        self.wait_until_up()

    def wait_until_up(self) -> None:
        """Until it answers, also after it was killed and its parent starts it again."""
        until(self._answers, STARTED, lambda: f"the server answers; it said:\n{self.log}")

    def stop(self) -> None:
        """End it as Ctrl+C does."""
        self._end(signal.SIGINT)

    def close(self) -> None:
        """Stop it, and stop talking to it."""
        if self._http is not None:
            self._http.close()
        self.stop()

    def kill(self) -> None:
        """Kill it with its parent, as a power cut does: nothing is said to anybody, and nobody starts it again."""
        pid = self.pid
        self._end(signal.SIGKILL)
        until(lambda: not _alive(pid), STARTED, lambda: "the server process is gone")

    def kill_server(self) -> None:
        """Kill only the server process; its parent starts another one."""
        pid = self.pid
        os.kill(pid, signal.SIGKILL)
        until(lambda: self._said_pid() not in (None, pid), STARTED, lambda: "another server process is there")
        self.wait_until_up()

    @property
    def pid(self) -> int:
        """Of the server process."""
        pid = self._said_pid()
        assert pid is not None, "There is no server."
        return pid

    def command(self, *words: str) -> str:
        """What a `headwater` command prints."""
        command = [*_HEADWATER, *words]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def begin_command(self, *words: str) -> "subprocess.Popen[str]":
        """A `headwater` command, begun."""
        pipe = subprocess.PIPE
        return subprocess.Popen([*_HEADWATER, *words], env=self.environment, stdout=pipe, stderr=pipe, text=True)

    def link(self) -> str:
        """A link that signs in once."""
        return _link(self.command("open", "--no-open"))

    def printed_link(self) -> str:
        """The link that the server itself printed last."""
        return _link(self.log)

    def get(self, path: str) -> Json:
        """The JSON at a path."""
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: Json) -> Json:
        """What a POST answers."""
        answer = self.http.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def canvas(
        self, nodes: Sequence[dict[str, Json]] = (), connections: Sequence[tuple[str, str]] = (), title: str = "Journey"
    ) -> str:
        """A new canvas with these nodes and connections; gives its id."""
        links = [{"from": start, "to": end} for start, end in connections]
        file = {"headwater": 1, "title": title, "nodes": list(nodes), "connections": links}
        return str(self.post("/api/canvases", file)["id"])

    def generate(self, canvas: str, node: str) -> Json:
        """Press Generate over HTTP and wait until it has ended and is known to be shown or not."""
        return self.wait_ended(self.begin(canvas, node)["id"])

    def wait_ended(self, generation: str) -> Json:
        """Until a generation has ended and is known to be shown or not; gives it."""
        until(lambda: self._over(generation), STARTED, lambda: f"the generation {generation} has ended")
        return self.get(f"/api/generations/{generation}")

    def begin(self, canvas: str, node: str) -> Json:
        """Press Generate over HTTP, as the panel shows it now."""
        return self.press(canvas, node, self.get(f"/api/canvases/{canvas}/nodes/{node}/panel"))

    def press(self, canvas: str, node: str, panel: Json) -> Json:
        """Press Generate over HTTP, as `panel` shows it."""
        order = {"price": panel["price"], "hash": panel["hash"], "key": str(uuid.uuid4())}
        return self.post(f"/api/canvases/{canvas}/nodes/{node}/generations", order)

    def upload(self, file: Path) -> Json:
        """Put a file among the assets."""
        with file.open("rb") as content:
            answer = self.http.post("/api/assets", files={"file": (file.name, content)})
        assert answer.is_success, answer.text
        return answer.json()

    def download(self, asset: str) -> bytes:
        """The bytes of an asset."""
        answer = self.http.get(f"/api/assets/{asset}/file")
        assert answer.status_code == 200, answer.text
        return answer.content

    def _said_pid(self) -> int | None:
        try:
            return int(json.loads((self.home / "server.json").read_text())["pid"])
        except ValueError:  # it is being written just now
            return None

    def _over(self, id: str) -> bool:
        now = self.get(f"/api/generations/{id}")
        return now["state"] not in ("queued", "running") and (now["state"] != "succeeded" or now["placed"] is not None)

    def _answers(self) -> bool:
        if self._parent is not None and self._parent.poll() is not None:
            raise AssertionError(f"The server ended at the start:\n{self.log}")
        try:
            return httpx2.get(f"{self.url}/api/session", timeout=2, **_PLAIN).status_code in (200, 401)
        except httpx2.TransportError:
            return False

    def _end(self, how: signal.Signals) -> None:
        if self._parent is not None:
            self._parent.send_signal(how)
            self._parent.wait(STARTED)
            self._parent = None


def node(id: str, kind: str, **more: Json) -> dict[str, Json]:
    """A node of a canvas file; doubles are instant unless told otherwise."""
    settings = {"seconds": 0, **more.pop("settings", {})}
    return {"id": id, "kind": kind, "settings": settings, **more}


_HEADWATER = (sys.executable, "-m", "headwater")


def _link(printed: str) -> str:
    return str(re.findall(r"http://\S+#code=\S+", printed)[-1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
