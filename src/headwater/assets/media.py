"""Looking into media files: what they are, their previews, and what is taken out of them. All of it in children."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headwater.assets.asset import Facts, InvalidMedia, NoSound, TooLarge, UnsupportedMedia, UploadLimits
from headwater.assets.files import Files, Spooled
from headwater.assets.signature import HEAD, Signature, signature
from headwater.platform.children import ChildFailed, ChildRefused, Children, ChildTimedOut
from headwater.platform.errors import HeadwaterError, NotFound
from headwater.platform.kinds import Kind

MEMORY = 2 * 2**30
"""Bytes of address space for reading one file: an image of 100 megapixels, or frames of 8K video, fit."""
EXAMINE_SECONDS = 120.0
"""Seconds that looking into one file may take; hours of sound are decoded for their wave."""
DERIVE_SECONDS = 300.0
"""Seconds that taking a frame or the sound out of a video may take."""
PREVIEWS = {Kind.IMAGE: ("tiny.webp", "card.webp"), Kind.VIDEO: ("tiny.webp", "card.webp"), Kind.AUDIO: ("peaks.json",)}
"""What is made for each kind when a file arrives, by name."""
_LAST_FRAME = "last-frame.png"
_SOUNDTRACK = "soundtrack.m4a"
_NOTE = ".sha"
_CHILD = "headwater.assets.media_child"
_ERRORS: Mapping[str, type[HeadwaterError]] = {
    "broken": InvalidMedia,
    "too_large": TooLarge,
    "unsupported": UnsupportedMedia,
    "no_sound": NoSound,
}


@dataclass(frozen=True)
class Derived:
    """A stored file that was made from another one."""

    sha: str
    """SHA-256 of its bytes."""
    mime: str
    """Its media type."""
    size: int
    """Bytes."""


@dataclass(frozen=True)
class Making:
    """How something is taken out of a video."""

    function: str
    """In the child."""
    file: str
    """The name under which the child leaves it."""
    mime: str
    arguments: Mapping[str, float] = field(default_factory=dict)
    """Beyond the video itself."""


class Media:
    """Reads media files that nobody vouches for, in child processes with limits."""

    def __init__(self, children: Children, files: Files, limits: UploadLimits) -> None:
        self._children = children
        self._files = files
        self._limits = limits

    async def examine(self, path: Path, head: bytes, scratch: Path) -> Facts:
        """What the file is; its `PREVIEWS` are in `scratch` afterwards.

        Raises `UnsupportedMedia`, `InvalidMedia`, `TooLarge`.
        """
        found = signature(head)
        reader = {"source": str(path), "reader": found.reader, "pixels": self._limits.pixels}
        if found.kind is Kind.IMAGE:
            size = await self._run("picture:examine", reader, scratch, EXAMINE_SECONDS)
            return Facts(Kind.IMAGE, found.mime, size["width"], size["height"], None)
        timed = reader | {"seconds": self._limits.seconds}
        if found.kind is Kind.VIDEO:
            return _facts(found, await self._run("film:examine", timed, scratch, EXAMINE_SECONDS))
        del timed["pixels"]
        return _facts(found, await self._run("sound:examine", timed, scratch, EXAMINE_SECONDS))

    async def last_frame(self, sha: str) -> Derived:
        """The last frame of the stored video `sha` as a stored PNG; made once. Raises `NotFound`, `InvalidMedia`."""
        return await self._derive(sha, Making("film:last_frame", "frame.png", "image/png"), _LAST_FRAME)

    async def frame_at(self, sha: str, seconds: float) -> Derived:
        """The frame shown `seconds` (to the millisecond) after the beginning of the stored video `sha`, or its last.

        A stored PNG; made once. Raises `NotFound`, `InvalidMedia`.
        """
        milliseconds = round(seconds * 1000)
        making = Making("film:frame_at", "frame.png", "image/png", {"seconds": milliseconds / 1000})
        return await self._derive(sha, making, f"frame.{milliseconds}.png")

    async def soundtrack(self, sha: str) -> Derived:
        """The sound of the stored video `sha` as a stored M4A; made once.

        Raises `NoSound` for a silent one, `NotFound`, `InvalidMedia`.
        """
        return await self._derive(sha, Making("sound:soundtrack", _SOUNDTRACK, "audio/mp4"), _SOUNDTRACK)

    async def derived_from(self, sha: str) -> list[str]:
        """The hashes of what is stored because it was made from the video `sha`."""
        notes = [name.removesuffix(_NOTE) for name in await self._files.previews(sha) if name.endswith(_NOTE)]
        made = [await self._made_before(sha, name) for name in notes]
        return [each for each in made if each]

    async def _derive(self, sha: str, making: Making, name: str) -> Derived:
        """`name`: what is made, among all that is made from this video."""
        made = await self._made_before(sha, name)
        if made is None:
            made = await self._make(sha, making, name)
        return Derived(made, making.mime, await self._files.size(made))

    async def _made_before(self, sha: str, name: str) -> str | None:
        """A note beside the original's previews holds the hash of what was made from it."""
        try:
            made = (await self._files.preview(sha, name + _NOTE)).decode()
            await self._files.size(made)
        except NotFound:
            return None
        return made

    async def _make(self, sha: str, making: Making, name: str) -> str:
        head = b"".join([piece async for piece in self._files.read(sha, 0, HEAD)])
        async with self._files.local_path(sha) as path, self._files.scratch() as scratch:
            arguments = {"source": str(path), "reader": signature(head).reader, **making.arguments}
            await self._run(making.function, arguments, scratch, DERIVE_SECONDS)
            async with self._files.spool_file(scratch / making.file) as spooled:
                await self._files.keep(spooled)
                await self._note(sha, name + _NOTE, spooled, scratch)
        return spooled.sha

    async def _note(self, sha: str, name: str, made: Spooled, scratch: Path) -> None:
        (scratch / name).write_text(made.sha)
        await self._files.keep_preview(sha, name, scratch / name)

    async def _run(self, function: str, arguments: dict[str, Any], scratch: Path, seconds: float) -> dict[str, Any]:
        name = f"{_CHILD}.{function}"
        try:
            said = await self._children.run(name, arguments, seconds=seconds, memory=MEMORY, cwd=scratch)
        except ChildRefused as refused:
            raise _ERRORS[refused.details["reason"]](refused.message) from None
        except (ChildFailed, ChildTimedOut) as failed:
            # A file that crashes its reader, or never lets it end, is as unreadable as a broken one.
            message = "This file could not be read: it breaks what reads it, or asks for too much."
            raise InvalidMedia(message, cause=failed.code, **failed.details) from failed
        return dict(said) if isinstance(said, Mapping) else {}


def _facts(found: Signature, said: dict[str, Any]) -> Facts:
    kind = Kind(said["kind"])
    mime = found.mime if kind is found.kind else found.sound
    assert mime is not None
    return Facts(kind, mime, said.get("width"), said.get("height"), said["seconds"])
