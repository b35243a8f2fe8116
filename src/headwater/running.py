"""Who works in a home, and where its studio answers: what a process leaves word of for everybody who comes later."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from headwater.platform.errors import Conflict

NOTE = "server.json"
HOLDER = "holder.json"
Holder = Literal["serve", "run"]


class HomeInUse(Conflict):
    """Another process works in this home; only one may."""

    code = "home_in_use"

    def __init__(self, by: Holder) -> None:
        who = "`headwater run` is" if by == "run" else "Another Headwater is"
        super().__init__(f"{who} at work in this home. Wait until it has ended, or use another HEADWATER_HOME.")
        self.by = by


@contextmanager
def hold(home: Path, by: Holder, patience: float = 0) -> Iterator[None]:
    """Be the only process that works in a home. Raises `HomeInUse` after `patience` seconds."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(home / "server.lock")
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise HomeInUse(_holder(home)) from None
    try:
        _leave(home / HOLDER, {"by": by})
        yield
    finally:
        lock.release()


def note(home: Path, port: int) -> None:
    """Leave word that this process serves `home` on `port`."""
    _leave(home / NOTE, {"port": port, "pid": os.getpid(), "parent": os.getppid()})


def running_port(home: Path) -> int | None:
    """The port on which the studio of `home` answers; None when nobody does.

    A program that has come to the port of a studio that is gone is not taken for it: it must not be given a token.
    """
    try:
        port = int(_read(home / NOTE)["port"])
        with socket.create_connection(("127.0.0.1", port), timeout=0.5):
            return port if _is_held(home) and _holder(home) == "serve" else None
    except (OSError, ValueError, KeyError):
        return None


def coming_back(home: Path) -> bool:
    """Whether a server that is gone has a parent that is about to start it again; told on POSIX only."""
    if os.name != "posix":  # elsewhere signal 0 is no question, but an end
        return False
    try:
        parent = int(_read(home / NOTE)["parent"])
        os.kill(parent, 0)
    except (OSError, ValueError, KeyError):
        return False
    return parent > 1


def _is_held(home: Path) -> bool:
    try:
        with FileLock(home / "server.lock", timeout=0):
            return False
    except Timeout:
        return True


def _holder(home: Path) -> Holder:
    try:
        return "run" if _read(home / HOLDER)["by"] == "run" else "serve"
    except (OSError, ValueError, KeyError):
        return "serve"


def _leave(path: Path, word: dict[str, object]) -> None:
    draft = path.with_name(f"{path.name}.draft")
    draft.write_text(json.dumps(word))
    draft.replace(path)


def _read(path: Path) -> dict[str, str]:
    said: dict[str, str] = json.loads(path.read_text())
    return said
