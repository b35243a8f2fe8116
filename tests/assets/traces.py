"""Sending bytes in, and looking at what is left of them on disk."""

from collections.abc import AsyncIterator
from pathlib import Path


async def chunks(data: bytes, size: int = 2**16) -> AsyncIterator[bytes]:
    """The bytes as they come from a network: a bit at a time."""
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def dying(data: bytes) -> AsyncIterator[bytes]:
    """Bytes whose source fails after the last of them."""
    yield data
    raise ConnectionError("The source is gone.")


def left(folder: Path) -> list[str]:
    """Every file below a folder, by its path in it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def entries(folder: Path) -> list[str]:
    """What is directly in a folder, folders included."""
    return sorted(path.name for path in folder.iterdir())
