"""Who may talk to this server at all: its own pages, and scripts that hold a token. And what pages may do."""

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headwater.server.errors import answer

READS = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""No script but our own files. Styles may be inline: the editor and the canvas set them."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guards:
    """Checks Host on everything, Origin on every write and socket, and adds the security headers."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif refusal := self._refusal(HTTPConnection(scope), scope):
            await _refuse(refusal, scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send))

    def _refusal(self, request: HTTPConnection, scope: MutableMapping[str, Any]) -> str | None:
        headers = request.headers
        if headers.get("host", "").lower() not in self._hosts:
            return "This server answers only under its own address on this machine."
        if scope["type"] == "http" and scope["method"] in READS:
            return None
        return self._foreign(headers)

    def _foreign(self, headers: Headers) -> str | None:
        """A page elsewhere always sends its Origin with a write; a script with a token sends none."""
        origin = headers.get("origin")
        if origin is None:
            script = headers.get("authorization", "").lower().startswith("bearer ")
            return None if script else "A write without an Origin needs a token. Get one with `headwater token`."
        parts = urlsplit(origin)
        own = parts.scheme == "http" and parts.netloc.lower() in self._hosts
        return None if own else "A page of another site may not change anything here."


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return wrapped


async def _refuse(reason: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4403, "reason": reason})
    else:
        await answer(403, "foreign_origin", reason)(scope, receive, send)
