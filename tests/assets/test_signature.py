"""Rules of types: the first bytes say what a file is, and only the types on the list are taken."""

from collections.abc import Callable

import pytest

from headwater.assets import signature as types
from headwater.assets.asset import UnsupportedMedia
from headwater.assets.signature import HEAD, Signature, signature
from tests.assets import samples

TAKEN: dict[str, tuple[Callable[[], bytes], Signature]] = {
    "png": (lambda: samples.picture("PNG"), types.PNG),
    "jpeg": (lambda: samples.picture("JPEG"), types.JPEG),
    "webp": (lambda: samples.picture("WEBP"), types.WEBP),
    "mp4": (lambda: samples.film("mp4"), types.MP4),
    "mov": (lambda: samples.film("mov"), types.MOV),
    "webm": (lambda: samples.film("webm", "libvpx", None), types.WEBM),
    "mp3 with a tag": (lambda: samples.sound("mp3", "libmp3lame"), types.MP3),
    "mp3 without one": (lambda: b"\xff\xfb\x90\x64" + bytes(413), types.MP3),
    "wav": (lambda: samples.sound("wav", "pcm_s16le"), types.WAV),
    "m4a": (lambda: samples.sound("ipod", "aac"), types.M4A),
    "ogg": (lambda: samples.sound("ogg", "libopus", rate=48_000), types.OGG),
    "flac": (lambda: samples.sound("flac", "flac"), types.FLAC),
    "old QuickTime": (lambda: b"\0\0\0\x08wide\0\0\0\0mdat", types.MOV),
}

REFUSED = {
    "empty": (b"", "empty"),
    "text": (b"Dear reader,\nthis is no picture.", "plain text"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing"),
    "svg with a prologue": (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "an SVG drawing or another XML document"),
    "html": (b"<!doctype html><script>alert(1)</script>", "a web page or another document"),
    "hls playlist": (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "a playlist"),
    "concat playlist": (b"ffconcat version 1.0\nfile /etc/passwd\n", "a playlist"),
    "concat script": (b"file '/etc/passwd'\n", "a playlist"),
    "zip": (b"PK\x03\x04" + bytes(30), "a ZIP archive"),
    "gif": (b"GIF89a" + bytes(30), "a GIF"),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(30), "a HEIC or AVIF image"),
    "avi": (b"RIFF\0\0\0\0AVI LIST", "an AVI video"),
    "mkv": (b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x23\x42\x82\x88matroska", "a Matroska video"),
    "aac stream": (b"\xff\xf1\x50\x80" + bytes(30), "of a type that is not known here"),
    "utf-16 text": ("text".encode("utf-16"), "of a type that is not known here"),
    "an odd mp4": (b"\0\0\0\x18ftypevil" + bytes(30), "of a type that is not known here"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_each_accepted_type_is_known_by_its_bytes(name: str) -> None:
    make, expected = TAKEN[name]
    assert signature(make()[:HEAD]) == expected


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_by_what_it_is(name: str) -> None:
    head, what = REFUSED[name]
    with pytest.raises(UnsupportedMedia, match=f"This file is {what}\\. Headwater takes"):
        signature(head)
