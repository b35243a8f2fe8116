"""An asset: one media file that arrived in an account, with its origin. Its bytes are stored once, by their hash."""

from dataclasses import dataclass, field
from typing import Any, Literal

from headwater.platform.bus import Event
from headwater.platform.errors import HeadwaterError
from headwater.platform.kinds import Kind


@dataclass(frozen=True)
class Uploaded:
    """Somebody brought the file."""

    how: Literal["uploaded"] = "uploaded"


@dataclass(frozen=True)
class Imported:
    """It came with a canvas file."""

    file: str
    """What the canvas file is called."""
    how: Literal["imported"] = "imported"


@dataclass(frozen=True)
class Ingredient:
    """One asset that a generation was given."""

    asset: str
    """Id of the asset."""
    kind: Kind
    """Of the asset; a frame of a video still names the video."""
    use: str
    """What it was for: `reference`, `first_frame`, `frame`, `soundtrack`…"""


@dataclass(frozen=True)
class Generated:
    """A generation made the file."""

    generation: str
    """Id of the generation."""
    canvas: str
    """Id of the canvas it was made on."""
    node: str
    """Id of the node it was made in."""
    model: str
    """Id of the model."""
    prompt: str
    """The full prompt that was sent."""
    neural: bool
    """Whether a neural network made it, as opposed to a renderer or a test double."""
    credits: str
    """What it cost, as a decimal string."""
    model_name: str = ""
    """What the model was called then."""
    mode: str = ""
    """Id of the mode."""
    settings: dict[str, Any] = field(default_factory=dict)
    """Exactly what was sent, by name."""
    references: tuple[Ingredient, ...] = ()
    """What went in, in connection order."""
    note: str | None = None
    """What the model left out or did otherwise than asked, in one sentence."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the model says of how it was made; JSON."""
    how: Literal["generated"] = "generated"


Origin = Uploaded | Imported | Generated
"""Older assets know less of how they were generated: what is not known has its default."""


@dataclass(frozen=True)
class Facts:
    """What the bytes themselves say."""

    kind: Kind
    """Image, video or audio; text is never an asset."""
    mime: str
    """The media type, from the bytes."""
    width: int | None
    """Pixels as shown (turned upright, square pixels); None for audio."""
    height: int | None
    """Pixels as shown; None for audio."""
    seconds: float | None
    """Length; None for images."""


@dataclass(frozen=True)
class Prepared:
    """A file that is checked, stored and previewed; only its row is missing. Small, and safe to keep in a workflow."""

    sha: str
    """SHA-256 of the bytes, 64 lower-case hexadecimal characters."""
    size: int
    """Bytes."""
    name: str
    """A cleaned name to show; never a path."""
    facts: Facts
    new: bool
    """Whether these bytes were not stored before."""


@dataclass(frozen=True)
class Asset:
    """One arrival of a file. The same bytes arriving again are another asset with the same `sha`."""

    id: str
    """Opaque id."""
    account: str
    """Id of the account it belongs to."""
    sha: str
    """SHA-256 of the bytes, 64 lower-case hexadecimal characters."""
    kind: Kind
    """Image, video or audio."""
    mime: str
    """The media type, from the bytes."""
    size: int
    """Bytes."""
    name: str
    """A name to show, with the extension that fits the type."""
    width: int | None
    """Pixels as shown; None for audio."""
    height: int | None
    """Pixels as shown; None for audio."""
    seconds: float | None
    """Length; None for images."""
    origin: Origin
    """Where it came from."""
    created: int
    """Milliseconds since 1970."""
    deleted: int | None = None
    """When it was put into the bin, in milliseconds since 1970; None: it was not."""
    purged: int | None = None
    """When its file was removed for good, in milliseconds since 1970; the row stays for takes that point to it."""


class AssetEvent(Event):
    """An asset arrived in the account, went to the bin, came back from it, or is gone for good: see its fields."""

    type: Literal["asset"] = "asset"
    asset: Asset
    message: str | None = None
    """What to tell the person, if there is something to say, e.g. that the node it was made for is gone."""


@dataclass(frozen=True)
class UploadLimits:
    """What a file may be at most."""

    image: int = 10 * 2**20
    """Bytes of an image."""
    video: int = 500 * 2**20
    """Bytes of a video."""
    audio: int = 50 * 2**20
    """Bytes of a sound."""
    pixels: int = 100_000_000
    """Pixels of an image or of one frame of a video."""
    seconds: float = 4 * 3600
    """Seconds that a video or a sound lasts."""

    def size(self, kind: Kind) -> int:
        """Bytes that a file of this kind may have."""
        sizes = {Kind.IMAGE: self.image, Kind.VIDEO: self.video, Kind.AUDIO: self.audio}
        return sizes[kind]


class UnsupportedMedia(HeadwaterError):
    """The bytes are of a type that is not taken; the message names what they are and what is taken."""

    code = "unsupported_media"
    status = 415


class InvalidMedia(HeadwaterError):
    """The file is broken, cut off or hostile: it cannot be read as what it claims to be."""

    code = "invalid_media"
    status = 422


class TooLarge(HeadwaterError):
    """More bytes, pixels or seconds than the limits allow; the message names the limit."""

    code = "too_large"
    status = 413


class AssetDeleted(HeadwaterError):
    """The asset is in the bin, or was removed for good; the message says which, and what can be done."""

    code = "asset_deleted"
    status = 410


class NoSound(HeadwaterError):
    """A video's sound was asked for, and it has none."""

    code = "no_sound"
    status = 422
