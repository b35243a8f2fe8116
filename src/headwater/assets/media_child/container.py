"""Video and sound files: opened with one demuxer only, their streams picked, their length measured."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from headwater.assets.media_child.refusal import broken, too_large, unsupported

THREADS = 2
"""Decoding threads. One for each core would, on a large machine, break the memory limit."""
_PICTURES = frozenset(
    {"h264", "hevc", "mpeg4", "vp8", "vp9", "av1", "libdav1d", "prores", "mjpeg", "dnxhd", "mpeg2video"}
)
_SOUNDS = frozenset({"aac", "mp3", "mp3float", "opus", "libopus", "vorbis", "flac", "alac", "ac3", "eac3"})
_EXACT = frozenset({"mp4", "mov", "webm", "flac", "wav"})
"""Containers that say their length truly, so that one which ends early was cut off."""


@contextmanager
def opened(source: str, reader: str) -> Iterator[InputContainer]:
    """The file, read by the demuxer `reader`; whatever other file it refers to is refused."""
    with open(source, "rb") as file, av.open(file, "r", format=reader, io_open=_refuse) as container:  # noqa: PTH123
        yield container


def picture_of(container: InputContainer) -> VideoStream | None:
    """The first stream of moving pictures, not counting a cover. Raises if it cannot be decoded here."""
    covers = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
    films = (stream for stream in container.streams.video if not stream.disposition & covers)
    film = next(films, None)
    if film is not None:
        _demand(film, _PICTURES)
        film.codec_context.thread_count = THREADS
    return film


def sound_of(container: InputContainer) -> AudioStream | None:
    """The first stream of sound. Raises if it cannot be decoded here."""
    sound = next(iter(container.streams.audio), None)
    if sound is not None:
        _demand(sound, _SOUNDS)
        sound.codec_context.thread_count = THREADS
    return sound


def length(source: str, reader: str, index: int, limit: float) -> float:
    """Seconds from the first to the end of the last packet of a stream, as counted, not as claimed."""
    with opened(source, reader) as container:
        stream = container.streams[index]
        first, last = math.inf, -math.inf
        for packet in container.demux(stream):
            start = packet.pts if packet.pts is not None else packet.dts
            if start is None or packet.time_base is None:
                continue
            end = start + (packet.duration or 0)
            first, last = min(first, float(start * packet.time_base)), max(last, float(end * packet.time_base))
            if last - first > limit:
                raise too_large(f"Videos and sounds may last up to {limit / 3600:g} hours.")
        claimed = _claimed(container, stream)
    return _agreed(last - first, claimed, reader)


def _claimed(container: InputContainer, stream: Stream) -> float | None:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return container.duration / av.time_base if container.duration else None


def _agreed(measured: float, claimed: float | None, reader: str) -> float:
    if measured < 0:
        raise broken()
    if claimed is None or abs(claimed - measured) > max(0.5, 0.02 * measured):
        if claimed is not None and measured < claimed and reader in _EXACT:
            raise broken("This file was cut off: it ends earlier than it says.")
        return round(measured, 3)
    return round(claimed, 3)


def _demand(stream: VideoStream | AudioStream, known: frozenset[str]) -> None:
    codec = stream.codec_context.name if stream.codec_context else "unknown"
    if codec not in known and not codec.startswith("pcm_"):
        raise unsupported(f"The encoding `{codec}` inside this file cannot be read here.")


def _refuse(url: str, flags: int, options: dict[str, str]) -> NoReturn:
    raise broken("This file refers to other files, which is not allowed.")
