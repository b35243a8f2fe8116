"""Real media, made on the spot: small pictures, videos and sounds of every accepted type, and bombs."""

import io
import struct
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import av
import numpy as np
from PIL import Image

RATE = 44_100
QUICK: dict[str, dict[str, object]] = {
    "libx264": {"preset": "ultrafast"},
    "libvpx": {"deadline": "realtime", "cpu-used": "8"},
}
"""How the encoders are told not to take pains."""


def picture(form: str, size: tuple[int, int] = (1200, 800), **options: Any) -> bytes:
    """A gradient in one of Pillow's formats."""
    across = np.linspace(0, 255, size[0], dtype=np.uint8)
    image = Image.merge("RGB", [Image.fromarray(np.tile(across, (size[1], 1)))] * 3)
    return saved(image, form, **options)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """The bytes of an image in one of Pillow's formats."""
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


@cache
def sound(container: str, codec: str, seconds: float = 2, rate: int = RATE) -> bytes:
    """A tone that is silent in its first half."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        _mux_tone(output, _tone_stream(output, codec, rate), seconds)
    return file.getvalue()


@cache
def film(
    container: str,
    codec: str = "libx264",
    tone: str | None = "aac",
    *,
    frames: int = 20,
    size: tuple[int, int] = (320, 180),
    turned: int = 0,
    fast_start: bool = False,
) -> bytes:
    """Ten frames a second, from black to white, with or without a tone."""
    options = {"movflags": "faststart"} if fast_start else {}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "film"  # Moving the index to the start needs a file with a name.
        with av.open(str(file), "w", format=container, options=options) as output:
            stream = cast(av.VideoStream, output.add_stream(codec, rate=10))
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            stream.options = QUICK.get(codec, {})
            if turned:
                stream.set_display_rotation(turned)
            tones = _tone_stream(output, tone, 48_000) if tone else None
            for number in range(frames):
                grey = np.full((size[1], size[0], 3), number * 255 // max(1, frames - 1), np.uint8)
                output.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
            output.mux(stream.encode(None))
            if tones:
                _mux_tone(output, tones, frames / 10)
        return file.read_bytes()


def _tone_stream(output: av.container.OutputContainer, codec: str, rate: int) -> av.AudioStream:
    return cast(av.AudioStream, output.add_stream(codec, rate=rate, layout="stereo"))


def _mux_tone(output: av.container.OutputContainer, stream: av.AudioStream, seconds: float) -> None:
    count = int(stream.rate * seconds)
    wave = 0.5 * np.sin(np.arange(count) * 2 * np.pi * 440 / stream.rate)
    wave[: count // 2] = 0
    samples = np.repeat((wave * 32767).astype(np.int16), 2)[None, :]
    frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="stereo")
    frame.sample_rate = stream.rate
    output.mux(stream.encode(frame))
    output.mux(stream.encode(None))


def png_of_size(width: int, height: int) -> bytes:
    """A small PNG that claims a size, with the first rows of it."""
    rows = bytes(width + 1) * min(height, 100)
    return _png(width, height, (b"IDAT", zlib.compress(rows)))


def png_with_endless_words() -> bytes:
    """A small PNG with a comment that unpacks to 200 megabytes."""
    comment = b"Comment\0\0" + zlib.compress(bytes(200 * 2**20), 9)
    return _png(8, 8, (b"zTXt", comment), (b"IDAT", zlib.compress(bytes(72))))


def _png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in [(b"IHDR", header), *chunks, (b"IEND", b"")]
    )
