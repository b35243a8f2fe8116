"""Looking at what was made: frames of a video, pictures, and how alike they are."""

from io import BytesIO
from pathlib import Path

import av
import numpy as np
from PIL import Image

SIZE = (64, 36)


def first_and_last_frame(video: bytes) -> tuple[Image.Image, Image.Image]:
    """The first and the last frame of a video."""
    with av.open(BytesIO(video), "r") as media:
        frames = [Image.fromarray(frame.to_ndarray(format="rgb24")) for frame in media.decode(video=0)]
    return frames[0], frames[-1]


def picture(content: bytes) -> Image.Image:
    """A picture from its file."""
    return Image.open(BytesIO(content))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of the colours, 0 (the same) to 255, seen from afar."""
    small = [np.asarray(each.convert("RGB").resize(SIZE), dtype=float) for each in (one, other)]
    return float(np.abs(small[0] - small[1]).mean())


def write_picture(path: Path, colour: str = "teal") -> Path:
    """A small picture in a file."""
    Image.new("RGB", (160, 90), colour).save(path)
    return path
