"""One server process: the only one in its home, on its port, gone when its parent is gone."""

import gc
import os
import socket
import sys
import threading
from collections.abc import Awaitable, Callable

import uvicorn

from headwater.accounts import store
from headwater.assembly import Studio, open_studio
from headwater.exchange.first_canvas import FIRST
from headwater.running import HomeInUse, hold, note, running_port
from headwater.settings import Settings
from headwater.supervisor import ALREADY_RUNNING, PORT_TAKEN

TAKEOVER = 3.0
"""Seconds to wait for a dying predecessor to leave the home."""


async def serve_here(settings: Settings, announce: Callable[[str], None]) -> int:
    """Serve until told to stop; gives the exit code. `announce` gets a link that signs in once."""
    try:
        with hold(settings.home, "serve", 0 if running_port(settings.home) else TAKEOVER):
            return await _serve_alone(settings, announce)
    except HomeInUse as used:
        if used.by == "run":  # it serves nobody, so there is nothing to open
            raise
        return ALREADY_RUNNING


async def _serve_alone(settings: Settings, announce: Callable[[str], None]) -> int:
    listener = _listen(settings.port)
    if listener is None:
        print(f"Port {settings.port} is taken by another program. Set HEADWATER_PORT to another.", file=sys.stderr)
        return PORT_TAKEN
    _end_with_parent()
    async with open_studio(settings, first=FIRST if settings.first_canvas else None) as studio:
        _look_for_garbage_seldom()
        await _serve(studio, listener, announce)
    return 0


def _look_for_garbage_seldom() -> None:
    """And never in what is loaded by now, which stays: it took a third of the time of a plan of 2,000 nodes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _listen(port: int) -> socket.socket | None:
    # TCP is named, since asyncio lets nothing else send at once: each answer would wait 40 ms for its second packet.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere the option would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        return None
    return listener


async def _serve(studio: Studio, listener: socket.socket, announce: Callable[[str], None]) -> None:
    config = uvicorn.Config(
        studio.app,
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=1,
        ws_max_size=8 * 2**20,
        ws_per_message_deflate=True,
        server_header=False,
    )
    await _Announcing(config, lambda: _announce(studio, announce)).serve(sockets=[listener])


class _Announcing(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        await self._ready()


async def _announce(studio: Studio, announce: Callable[[str], None]) -> None:
    settings = studio.settings
    note(settings.home, settings.port)
    async with studio.database.write() as tx:
        code = await store.new_code(tx, studio.owner)
    announce(f"http://127.0.0.1:{settings.port}/#code={code}")


def _end_with_parent() -> None:
    """End at once when standard input does: the parent holds its other end."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os._exit(0)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()
