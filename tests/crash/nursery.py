"""Brings up servers that will die: each is a fork of this process, which has all imported and read, and runs nothing.

For each line of JSON on standard input, a server; on standard output what became of it. A server serves as
`headwater serve` does, in a process of its own, and is gone when this one is.
"""

import asyncio
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from headwater.models import catalogue, protocols
from headwater.models.catalogue import DOUBLES
from headwater.serving import serve_here
from headwater.settings import Settings
from tests.crash.points import Point, die_at

CLIENTS = (
    "pydantic_ai.direct",
    "pydantic_ai.models.openai",
    "pydantic_ai.models.anthropic",
    "pydantic_ai.models.google",
)
"""What a conversation imports at its first use."""


def main() -> None:
    """Serve until standard input ends."""
    for place in (*protocols.SHIPPED.values(), *CLIENTS):
        importlib.import_module(place.partition(":")[0])
    catalogue.load([DOUBLES], doubles=True)
    for line in sys.stdin:
        order = json.loads(line)
        alive, keep_alive = os.pipe()
        child = os.fork()
        if child == 0:
            _serve(order, alive, keep_alive)
        os.close(alive)
        _, status = os.waitpid(child, 0)
        os.close(keep_alive)
        _say(ended=os.waitstatus_to_exitcode(status))


def _serve(order: dict[str, Any], alive: int, keep_alive: int) -> None:
    """The server, whose standard input ends when its parent does."""
    os.close(keep_alive)
    os.dup2(alive, 0)
    if order["point"]:
        die_at(Point(**order["point"]))
    home, url, port = Path(order["home"]), order["url"], order["port"]
    settings = Settings(
        home=home, database_url=url, port=port, doubles=True, catalogue=str(DOUBLES), first_canvas=False
    )
    os._exit(asyncio.run(serve_here(settings, lambda _: _say(serving=os.getpid()))))


def _say(**what: int) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
