"""The file that is run: a canvas file with its media beside it, or an archive. Checked before anything else."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from headwater.canvas.document import Document
from headwater.canvas.edits import add
from headwater.exchange.archive import PIECE, ArchiveLimits, open_archive
from headwater.exchange.canvas_file import CanvasFile, parse, pieces_of
from headwater.exchange.packing import Member, packed
from headwater.exchange.safe_path import file_inside
from headwater.platform.errors import InvalidInput

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True)
class RunFile:
    """A canvas file that can be run."""

    path: Path
    canvas: CanvasFile
    archive: bool
    """Whether `path` is an archive."""
    media: dict[str, Path]
    """The media files beside it, by the names in the file; of an archive none."""
    digest: str
    """SHA-256 of all that is run: the canvas file and its media."""

    @property
    def title(self) -> str:
        """What the canvas is called: its own title, else the file's name."""
        name = self.path.name
        for ending in (".zip", ".json", ".headwater"):
            name = name[: -len(ending)] if name.lower().endswith(ending) else name
        return self.canvas.title or name[:200] or "Run"

    async def content(self) -> tuple[str, AsyncIterator[bytes]]:
        """The media type and the bytes under which the studio takes it in."""
        if self.archive:
            return "application/zip", _pieces(self.path)
        titled = self.canvas.model_copy(update={"title": self.title})
        if not self.media:
            return "application/json", _alone(titled.text().encode())
        sizes = await asyncio.to_thread(lambda: {name: path.stat().st_size for name, path in self.media.items()})
        members = (Member(name, sizes[name], _pieces(path)) for name, path in self.media.items())
        return "application/zip", packed(titled.text(), members, datetime.now(UTC))


def read_run_file(path: Path, limits: ArchiveLimits) -> RunFile:
    """The file at `path`. Raises `InvalidInput` and its like with one reason in words."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
        found = _archive(path, limits) if head in _ZIP else _beside(path, limits)
    except OSError as error:
        raise InvalidInput(f"`{path}` cannot be read: {error.strerror or error}.") from None
    document = Document()
    with document.doc.transaction():
        add(document, *pieces_of(found.canvas))
    return found


def _archive(path: Path, limits: ArchiveLimits) -> RunFile:
    with closing(open_archive(path, limits)) as archive:
        canvas = parse(archive.canvas())
        for node in canvas.nodes:
            if node.file is not None:
                archive.check(node.file)
    return RunFile(path, canvas, True, {}, _digest([path]))


def _beside(path: Path, limits: ArchiveLimits) -> RunFile:
    if path.stat().st_size > limits.canvas_file:
        raise InvalidInput(f"`{path}` is larger than {limits.canvas_file / 2**20:g} MB, so it is no canvas file.")
    canvas = parse(path.read_bytes())
    names = dict.fromkeys(node.file for node in canvas.nodes if node.file is not None)
    media = {name: file_inside(path.parent, name) for name in names}
    return RunFile(path, canvas, False, media, _digest([path, *media.values()]))


def _digest(paths: list[Path]) -> str:
    """The same as long as every byte is: of the hashes, since lengths alone would not keep files apart."""
    hashes = []
    for path in paths:
        with path.open("rb") as file:
            hashes.append(hashlib.file_digest(file, "sha256").hexdigest())
    return hashlib.sha256(json.dumps(hashes).encode()).hexdigest()


async def _alone(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece
