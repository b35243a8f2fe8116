"""Where the studio of a home is running: a note that the server leaves for everybody who comes later."""

import json
import os
import socket
from pathlib import Path

NOTE = "server.json"


def note(home: Path, port: int) -> None:
    """Leave word that this process serves `home` on `port`."""
    draft = home / f"{NOTE}.draft"
    draft.write_text(json.dumps({"port": port, "pid": os.getpid()}))
    draft.replace(home / NOTE)


def running_port(home: Path) -> int | None:
    """The port on which the studio of `home` answers; None when nobody does."""
    try:
        port = int(json.loads((home / NOTE).read_text())["port"])
        with socket.create_connection(("127.0.0.1", port), timeout=0.5):
            return port
    except (OSError, ValueError, KeyError):
        return None
