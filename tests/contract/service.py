"""A loopback HTTP server for a service in miniature: it counts what arrives, and goes wrong as it is told."""

import asyncio
import json
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Stage = Callable[[str, str], str | None]
"""Which part of a call a request is, by method and path: `submit`, `poll`, `fetch`, `file`, `cancel`, `check`…"""
STARTED = 60.0
"""Seconds in which the server is up."""


@dataclass(frozen=True)
class Recorded:
    """One request that arrived."""

    stage: str | None
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """Its body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Status:
    """Another answer: the service does nothing."""

    code: int
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = None


@dataclass(frozen=True)
class Lost:
    """The service does its work, and the connection breaks before it can answer."""


@dataclass(frozen=True)
class Dropped:
    """The connection breaks, and nothing of the request has reached whoever does the work."""


@dataclass(frozen=True)
class Cut:
    """The first half of the answer's body, and then the connection breaks."""


@dataclass(frozen=True)
class WrongType:
    """A web page where a file or JSON was expected."""


@dataclass
class Late:
    """The answer is held back until `release`."""

    _free: threading.Event = field(default_factory=threading.Event)
    arrived: threading.Event = field(default_factory=threading.Event)
    """Set once the request is there."""

    def release(self) -> None:
        """Let the answer go."""
        self._free.set()

    async def wait(self) -> None:
        """Until it is released."""
        self.arrived.set()
        await asyncio.to_thread(self._free.wait, STARTED * 6)


Fault = Status | Lost | Dropped | Cut | WrongType | Late


class Service:
    """Runs `app` on a loopback port, in a thread, while the `with` block lasts."""

    def __init__(self, app: ASGIApp, stage: Stage) -> None:
        self.app = app
        self.counts: Counter[str | None] = Counter()
        """How many requests of each stage arrived, also those that went wrong."""
        self.requests: list[Recorded] = []
        self._stage = stage
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._held: list[Late] = []
        config = uvicorn.Config(
            self._serve,
            "127.0.0.1",
            0,
            http="h11",
            loop="asyncio",
            lifespan="off",
            interface="asgi3",
            log_level="critical",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        for _ in range(int(STARTED * 100)):
            if self._server.started:
                return self
            threading.Event().wait(0.01)
        raise AssertionError("The service did not start.")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for late in self._held:
            late.release()
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(STARTED)

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    @property
    def submits(self) -> int:
        """How many requests to do work arrived."""
        return self.counts["submit"]

    def fault(self, stage: str, *faults: Fault) -> None:
        """Let the next requests of `stage` go wrong, one by one in this order."""
        self._faults[stage].extend(faults)
        self._held += [fault for fault in faults if isinstance(fault, Late)]

    def clear(self) -> None:
        """Let everything go right from here on."""
        self._faults.clear()

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        body = await _body(receive)
        stage = self._stage(scope["method"], scope["path"])
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
        self.counts[stage] += 1
        self.requests.append(Recorded(stage, scope["method"], scope["path"], headers, body))
        faults = self._faults[stage] if stage else deque()
        await self._answer(faults.popleft() if faults else None, scope, _replay(body, receive), send)

    async def _answer(self, fault: Fault | None, scope: Scope, receive: Receive, send: Send) -> None:
        match fault:
            case None:
                await self.app(scope, receive, send)
            case Status():
                headers = {"content-type": "application/json", **fault.headers}
                await _send(send, fault.code, headers, json.dumps(fault.json).encode())
            case WrongType():
                await _send(send, 200, {"content-type": "text/html"}, b"<!doctype html><title>Sorry</title>")
            case Late():
                await fault.wait()
                await self.app(scope, receive, send)
            case Lost():
                await self.app(scope, receive, _swallow)
                _break(send)
            case Dropped():
                _break(send)
            case Cut():
                await self._cut(scope, receive, send)

    async def _cut(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent: list[Message] = []

        async def keep(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, keep)
        start = next(each for each in sent if each["type"] == "http.response.start")
        body = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
        headers = [
            pair for pair in start["headers"] if pair[0].lower() not in (b"content-length", b"transfer-encoding")
        ]
        whole = (b"content-length", str(len(body)).encode())
        await send({**start, "headers": [*headers, whole]})
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await asyncio.sleep(0.05)  # so that the half arrives before the end does
        _break(send)


async def _body(receive: Receive) -> bytes:
    pieces = []
    while True:
        message = await receive()
        pieces.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(pieces)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _send(send: Send, status: int, headers: Mapping[str, str], body: bytes) -> None:
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    pairs.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})


async def _swallow(_: Message) -> None:
    return


def _break(send: Any) -> None:
    """End the connection as a broken cable does: `send` belongs to the server's own cycle, which has the transport."""
    send.__self__.transport.abort()
