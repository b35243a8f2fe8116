"""What a file is, from its first bytes alone: never from its name, nor from what somebody says it is."""

from dataclasses import dataclass

from headwater.assets.asset import UnsupportedMedia
from headwater.platform.kinds import Kind

HEAD = 4096
"""How many first bytes are looked at."""
ACCEPTED = "Headwater takes .png .jpg .jpeg .webp images, .mp4 .mov .webm videos, and .mp3 .wav .m4a .ogg .flac sound."


@dataclass(frozen=True)
class Signature:
    """A type of file that is taken, and the one reader that may open it."""

    reader: str
    """Pillow's format for images, FFmpeg's demuxer for the rest. Nothing else is ever tried on the file."""
    kind: Kind
    """The largest kind that the file may turn out to be: an MP4 without a picture is sound."""
    mime: str
    """The media type if it turns out to be that kind."""
    sound: str | None = None
    """The media type of a video file that holds sound alone."""


PNG = Signature("PNG", Kind.IMAGE, "image/png")
JPEG = Signature("JPEG", Kind.IMAGE, "image/jpeg")
WEBP = Signature("WEBP", Kind.IMAGE, "image/webp")
MP4 = Signature("mp4", Kind.VIDEO, "video/mp4", "audio/mp4")
M4A = Signature("mp4", Kind.AUDIO, "audio/mp4")
MOV = Signature("mov", Kind.VIDEO, "video/quicktime", "audio/mp4")
WEBM = Signature("webm", Kind.VIDEO, "video/webm", "audio/webm")
MP3 = Signature("mp3", Kind.AUDIO, "audio/mpeg")
WAV = Signature("wav", Kind.AUDIO, "audio/wav")
OGG = Signature("ogg", Kind.AUDIO, "audio/ogg")
FLAC = Signature("flac", Kind.AUDIO, "audio/flac")

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"ID3", MP3),
    (b"OggS\0", OGG),
    (b"fLaC", FLAC),
)
_RIFF = {b"WEBP": WEBP, b"WAVE": WAV}
_BRANDS = {b"qt  ": MOV, b"M4A ": M4A, b"M4B ": M4A}
_FILM_BRANDS = (b"isom", b"iso", b"mp4", b"avc1", b"M4V", b"MSNV", b"dash", b"3gp", b"3g2", b"mmp4", b"f4v", b"cmf")
_STILL_BRANDS = (b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_QUICKTIME_ATOMS = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_KNOWN_OTHERS = (
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"#EXTM3U", "a playlist"),
    (b"ffconcat", "a playlist"),
    (b"file ", "a playlist"),
    (b"[playlist]", "a playlist"),
    (b"<svg", "an SVG drawing"),
    (b"<?xml", "an SVG drawing or another XML document"),
    (b"<", "a web page or another document"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"8BPS", "a Photoshop document"),
)


def signature(head: bytes) -> Signature:
    """The type of a file that starts with `head` (up to `HEAD` bytes). Raises `UnsupportedMedia`."""
    found = _by_start(head) or _by_riff(head) or _by_atom(head) or _by_ebml(head) or _by_frame(head)
    if found is None:
        raise UnsupportedMedia(f"This file is {_description(head)}. {ACCEPTED}")
    return found


def _by_start(head: bytes) -> Signature | None:
    return next((found for start, found in _STARTS if head.startswith(start)), None)


def _by_riff(head: bytes) -> Signature | None:
    return _RIFF.get(head[8:12]) if head.startswith(b"RIFF") else None


def _by_atom(head: bytes) -> Signature | None:
    """MP4 and its relatives begin with a box of four bytes length and four bytes name."""
    name, brand = head[4:8], head[8:12]
    if name == b"ftyp":
        return _BRANDS.get(brand) or (MP4 if brand.startswith(_FILM_BRANDS) else None)
    return MOV if name in _QUICKTIME_ATOMS else None


def _by_ebml(head: bytes) -> Signature | None:
    """WebM is the Matroska that says so in its header."""
    return WEBM if head.startswith(b"\x1aE\xdf\xa3") and b"\x42\x82\x84webm" in head[:64] else None


def _by_frame(head: bytes) -> Signature | None:
    """An MP3 without a tag begins with a frame: 11 bits set, version, layer III, a legal bit rate and sample rate."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    return MP3 if version != 1 and layer == 1 and 0 < bit_rate < 15 and sample_rate != 3 else None


def _description(head: bytes) -> str:
    if not head:
        return "empty"
    if head[4:8] == b"ftyp" and head[8:12] in _STILL_BRANDS:
        return "a HEIC or AVIF image"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "a Matroska video"
    if head[:4] == b"RIFF" and head[8:11] == b"AVI":
        return "an AVI video"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    known = next((name for start, name in _KNOWN_OTHERS if text.lower().startswith(start.lower())), None)
    return known or ("plain text" if _is_text(head) else "of a type that is not known here")


def _is_text(head: bytes) -> bool:
    return b"\0" not in head and all(byte >= 32 or byte in b"\t\n\r\f\x1b" for byte in head)
