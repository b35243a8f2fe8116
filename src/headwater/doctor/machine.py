"""The machine: its Python, the home folder, the browser's bundle and the address."""

import errno
import os
import platform
import shutil
import socket
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

from headwater.doctor.finding import Finding, ill, well
from headwater.running import running_port
from headwater.settings import Settings

OLDEST, NEWEST = (3, 11), (3, 13)
"""The versions of Python that Headwater is tested with, both included."""
LEAST_SPACE = 2**30
"""Bytes of free disk below which a few videos may fill it."""
WEB = Path(__file__).parents[1] / "web"


def python() -> Finding:
    """The interpreter is one that Headwater is tested with."""
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return well("Headwater", f"{version('headwater')}, {machine}")
    return ill("Headwater", f"{machine}, which it is not made for", "Install it with Python 3.11, 3.12 or 3.13.")


def home(settings: Settings) -> Finding:
    """The home folder can be written, or made."""
    folder = _nearest(settings.home)
    if problem := _cannot_write(folder):
        return ill(
            "Home folder",
            f"`{settings.home}` cannot be written: {problem}",
            f"Make `{folder}` writable for you, or set HEADWATER_HOME to a folder that is.",
        )
    there = "" if settings.home.exists() else ", made at the first start"
    return well("Home folder", f"{settings.home}{there}")


def space(settings: Settings) -> Finding:
    """The disk of the home has room for some results."""
    free = shutil.disk_usage(_nearest(settings.home)).free
    if free < LEAST_SPACE:
        todo = "Delete what you can spare, or set HEADWATER_HOME to a folder on another disk."
        return ill("Disk", f"only {size(free)} free where `{settings.home}` is", todo)
    return well("Disk", f"{size(free)} free")


def bundle() -> Finding:
    """The pages that the browser shows are there."""
    if (WEB / "index.html").is_file():
        return well("Browser pages", "there")
    todo = "Run `python3 studio run`, or install Headwater again: both build them."
    return ill("Browser pages", f"`{WEB}` has no index.html", todo)


def address(settings: Settings) -> Finding:
    """The port is free, or it is this home's own studio that has it."""
    if running := running_port(settings.home):
        return well("Address", f"http://127.0.0.1:{running}, where the studio is running")
    problem = _cannot_listen(settings.port)
    if problem is None:
        return well("Address", f"http://127.0.0.1:{settings.port}, free")
    return ill(
        "Address",
        f"port {settings.port} {problem}",
        "Set HEADWATER_PORT to another one, such as 4748, or end the program that has it.",
    )


def size(count: int) -> str:
    """A number of bytes for people."""
    for unit, bytes_ in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= bytes_:
            return f"{count / bytes_:.1f} {unit}"
    return f"{count} bytes"


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(path for path in _upwards(folder.absolute()) if path.exists())


def _upwards(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents


def _cannot_write(folder: Path) -> str | None:
    """Why not, or None. Asking for permission is not enough: disks may be mounted read-only, or be full."""
    try:
        with NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
            file.write(b"?")
    except OSError as error:
        return error.strerror or "it is refused"
    return None


def _cannot_listen(port: int) -> str | None:
    with socket.socket() as listener:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            return "is taken by another program" if taken else f"cannot be used: {error.strerror}"
    return None
