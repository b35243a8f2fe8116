"""Writing the film: H.264 and AAC in an MP4 that plays everywhere and starts before it is loaded whole."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from av.video.reformatter import ColorRange, Colorspace

from headwater.models.builtin.camera.frame import RATE, Frames, Size

SOUND_RATE = 48_000
"""Samples a second."""
SOUND_BITS = 192_000
"""Bits a second."""
_CODING = {"preset": "veryfast", "crf": "18", "profile": "high", "aq-mode": "3"}
_BT709 = 1
"""What H.264 calls these primaries, this transfer and this matrix (ITU-T H.273)."""
_KEY_EVERY = 2 * RATE
_PIECE = 1024
"""Samples in one frame of AAC."""


@dataclass(frozen=True)
class Film:
    """What is to be written."""

    frames: Frames
    """Taken one by one; none is kept."""
    count: int
    size: Size
    sound: np.ndarray | None
    """Samples x 2, float32, -1 to 1, at `SOUND_RATE`; None for a film without any sound."""


def write(file: Path, film: Film, told: Callable[[float], None]) -> None:
    """Write `film` to `file`. `told` hears how far it is, 0 to 1, after each frame."""
    with av.open(str(file), "w", format="mp4", options={"movflags": "+faststart"}) as out:
        pictures = _pictures(out, film.size)
        sound = None if film.sound is None else _Sound(out, film.sound)
        for number, pixels in zip(range(film.count), film.frames, strict=False):
            out.mux(pictures.encode(_frame(pixels, number)))
            if sound:
                sound.until((number + 1) / RATE)
            told((number + 1) / film.count)
        out.mux(pictures.encode(None))
        if sound:
            sound.end()


def _pictures(out: OutputContainer, size: Size) -> av.VideoStream:
    stream = out.add_stream("libx264", rate=RATE, options=_CODING)
    stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuv420p"
    stream.time_base = Fraction(1, RATE)
    coder = stream.codec_context
    coder.gop_size = _KEY_EVERY
    coder.thread_count = min(4, os.cpu_count() or 1)
    coder.color_primaries = coder.color_trc = coder.colorspace = _BT709
    coder.color_range = ColorRange.MPEG
    return stream


def _frame(pixels: np.ndarray, number: int) -> av.VideoFrame:
    """A picture in sRGB as a frame in the colours of HD video, limited range."""
    full = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
    frame = full.reformat(
        format="yuv420p",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
    )
    frame.pts, frame.time_base = number, Fraction(1, RATE)
    return frame


class _Sound:
    """The sound, handed to the encoder along with the pictures, so that the two lie side by side in the file."""

    def __init__(self, out: OutputContainer, samples: np.ndarray) -> None:
        self._out, self._samples = out, np.clip(samples, -1, 1)
        self._track = out.add_stream("aac", rate=SOUND_RATE, layout="stereo")
        self._track.bit_rate = SOUND_BITS
        self._at = 0

    def until(self, seconds: float) -> None:
        while self._at < len(self._samples) and self._at + _PIECE <= seconds * SOUND_RATE:
            self._encode()

    def end(self) -> None:
        while self._at < len(self._samples):
            self._encode()
        self._out.mux(self._track.encode(None))

    def _encode(self) -> None:
        part = np.ascontiguousarray(self._samples[self._at : self._at + _PIECE].T, np.float32)
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, self._at, Fraction(1, SOUND_RATE)
        self._out.mux(self._track.encode(frame))
        self._at += _PIECE
