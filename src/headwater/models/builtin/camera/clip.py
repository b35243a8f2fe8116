"""A video as a shot: its own frames at their own pace, upright, in our colours, filling our frame."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.stream import Disposition
from av.video.reformatter import ColorRange, Colorspace

from headwater.models.builtin.camera.frame import RATE, Frames, Size
from headwater.models.builtin.camera.plate import SHOWN, extended
from headwater.models.builtin.job import CannotMake

THREADS = 2
"""Decoding threads."""
_COVERS = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
_UNSPECIFIED = 2


@dataclass(frozen=True)
class Clip:
    """A video file."""

    path: Path

    @cached_property
    def seconds(self) -> float:
        """How long its pictures go on, as the file says."""
        with _opened(self.path) as container:
            film = _film(container)
            said = float(film.duration * film.time_base) if film.duration and film.time_base else 0.0
            return said or (container.duration or 0) / av.time_base

    @cached_property
    def stretch(self) -> float:
        """Width of its pixels, in heights."""
        with _opened(self.path) as container:
            return float(_film(container).sample_aspect_ratio or 1)

    def frames(self, count: int, size: Size) -> Frames:
        """The first `count` frames in `size`; where the video is shorter, its last one stays."""
        last: np.ndarray | None = None
        for _, last in zip(range(count), self._paced(size), strict=False):
            count -= 1
            yield last
        if last is None:
            raise _broken()
        for _ in range(count):
            yield last

    def _paced(self, size: Size) -> Frames:
        """At each of our moments, the newest frame that the video has by then. Others are never converted."""
        moment, pixels = 0.0, None
        for frame, until in self._timed():
            while moment < until - 1e-3:
                pixels = _filling(frame, self.stretch, size) if pixels is None else pixels
                yield pixels
                moment += 1 / RATE
            pixels = None

    def _timed(self) -> Iterator[tuple[av.VideoFrame, float]]:
        """The frames, each with the second at which the next one takes its place."""
        with _opened(self.path) as container:
            before: av.VideoFrame | None = None
            start = 0.0
            for frame in container.decode(_film(container)):
                if before is None:
                    start = frame.time or 0.0
                else:
                    yield before, (frame.time or 0.0) - start
                before = frame
            if before is not None:
                yield before, max(self.seconds, (before.time or 0.0) - start + 1e-2)


@contextmanager
def _opened(path: Path) -> Iterator[InputContainer]:
    try:
        with av.open(str(path), container_options={"protocol_whitelist": "file"}) as container:
            yield container
    except (av.FFmpegError, OSError) as error:
        raise _broken() from error


def _broken() -> CannotMake:
    return CannotMake("A connected video cannot be read. Upload it again, or connect another one.")


def _film(container: InputContainer) -> av.VideoStream:
    film = next((stream for stream in container.streams.video if not stream.disposition & _COVERS), None)
    if film is None:
        raise CannotMake("A connected video has no pictures. Connect it as a sound, or connect another one.")
    film.codec_context.thread_count = THREADS
    return film


def _filling(frame: av.VideoFrame, stretch: float, size: Size) -> np.ndarray:
    """The frame in our shape: its middle, or all of it over a blur of itself where a crop would lose too much."""
    wide, high = _shape(frame, stretch)
    relation = wide / high / size.aspect
    if min(relation, 1 / relation) < SHOWN:
        pixels = _upright(frame, stretch, min(size.width / wide, size.height / high))
        return _resized(extended(pixels, size), size)
    pixels = _upright(frame, stretch, max(size.width / wide, size.height / high))
    left, top = max(0, pixels.shape[1] - size.width) // 2, max(0, pixels.shape[0] - size.height) // 2
    return _resized(pixels[top : top + size.height, left : left + size.width], size)


def _shape(frame: av.VideoFrame, stretch: float) -> tuple[float, float]:
    """Width and height as a player shows it: turned, with square pixels."""
    wide, high = frame.width * stretch, float(frame.height)
    return (high, wide) if _turns(frame) % 2 else (wide, high)


def _turns(frame: av.VideoFrame) -> int:
    return round((frame.rotation or 0) / 90) % 4


def _upright(frame: av.VideoFrame, stretch: float, scale: float) -> np.ndarray:
    """The frame as a player shows it, `scale` times as large, in sRGB."""
    unsaid = frame.colorspace == _UNSPECIFIED and frame.height >= 720
    full = frame.reformat(
        max(2, math.ceil(frame.width * stretch * scale - 0.01)),
        max(2, math.ceil(frame.height * scale - 0.01)),
        format="rgb24",
        src_colorspace=Colorspace.ITU709 if unsaid else None,
        dst_color_range=ColorRange.JPEG,
        interpolation="AREA" if scale < 1 else "BICUBIC",
    )
    return np.ascontiguousarray(np.rot90(full.to_ndarray(), _turns(frame)))


def _resized(pixels: np.ndarray, size: Size) -> np.ndarray:
    if pixels.shape[:2] == (size.height, size.width):
        return np.ascontiguousarray(pixels)
    return np.asarray(cv2.resize(pixels, (size.width, size.height), interpolation=cv2.INTER_AREA))
