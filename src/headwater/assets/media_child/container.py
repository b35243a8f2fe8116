"""Video and sound files: opened with one demuxer only, their streams picked, their length measured."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn, SupportsFloat

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
_PLAYED = ("audio", "video")
_COVERS = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
_EXACT = frozenset({"mp4", "mov", "webm", "flac", "wav"})
"""Containers that say their length truly, so that one which ends early was cut off."""


@contextmanager
def opened(source: str, reader: str) -> Iterator[InputContainer]:
    """The file, read by the demuxer `reader`. Nothing that it refers to is opened, by no demuxer and no protocol."""
    fence = {"protocol_whitelist": "none", "format_whitelist": reader}
    with (
        open(source, "rb") as file,  # noqa: PTH123
        av.open(file, "r", format=reader, container_options=fence, io_open=_refuse) as container,
    ):
        yield container


def picture_of(container: InputContainer) -> VideoStream | None:
    """The first stream of moving pictures, not counting a cover. Raises if it cannot be decoded here."""
    films = (stream for stream in container.streams.video if not stream.disposition & _COVERS)
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
    """Seconds that a stream lasts, as counted in its packets. A file that ends before it says it does is refused."""
    with opened(source, reader) as container:
        played = [stream for stream in container.streams if stream.type in _PLAYED and not stream.disposition & _COVERS]
        counted = _counted(container, played, limit)
        claimed = {stream.index: _seconds(stream.duration or 0, stream.time_base) for stream in played}
        whole = (container.duration or 0) / av.time_base
    ends_early = any(_apart(claimed[of], counted[of]) > 0 for of in counted) or _apart(whole, max(counted.values())) > 0
    if index not in counted or (reader in _EXACT and ends_early):
        raise broken("This file was cut off: it ends earlier than it says.")
    said = claimed[index] or whole
    return round(counted[index] if _apart(said, counted[index]) else said, 3)


def _counted(container: InputContainer, streams: list[Stream], limit: float) -> dict[int, float]:
    """Seconds from the first to the end of the last packet of each stream that has any."""
    spans: dict[int, tuple[float, float]] = {}
    for packet in container.demux(streams):
        start = packet.pts if packet.pts is not None else packet.dts
        if start is None or packet.is_discard:
            continue
        end = _seconds(start + (packet.duration or 0), packet.time_base)
        first, last = spans.get(packet.stream.index, (math.inf, -math.inf))
        first, last = min(first, _seconds(start, packet.time_base)), max(last, end)
        if last - first > limit:
            raise too_large(f"Videos and sounds may last up to {limit / 3600:g} hours.")
        spans[packet.stream.index] = first, last
    if not spans:
        raise broken()
    return {index: last - first for index, (first, last) in spans.items()}


def _seconds(ticks: int, base: SupportsFloat | None) -> float:
    return ticks * float(base or 0)


def _apart(claimed: float, counted: float) -> float:
    """How much more is claimed than counted; 0 where it is little, since edit lists and padding shift the ends."""
    return claimed - counted if abs(claimed - counted) > max(0.5, 0.02 * counted) else 0


def _demand(stream: VideoStream | AudioStream, known: frozenset[str]) -> None:
    codec = stream.codec_context.name if stream.codec_context else "unknown"
    if codec not in known and not codec.startswith("pcm_"):
        raise unsupported(f"The encoding `{codec}` inside this file cannot be read here.")


def _refuse(url: str, flags: int, options: dict[str, str]) -> NoReturn:
    raise broken("This file refers to other files, which is not allowed.")
