"""Given pictures as the painter works on them: upright, in sRGB, as large as the result, with their depth."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from headwater.models.builtin.camera.picture import Picture, read
from headwater.models.builtin.job import CannotMake, Job

MOST_ENLARGED = 2.0
LONGEST = 3.0
"""Times the shorter side; a longer panorama gets smaller instead."""


@dataclass(frozen=True)
class Sheet:
    """A picture under work."""

    pixels: np.ndarray
    """Rows x columns x 3, float32, RGB, 0 to 1."""
    depth: np.ndarray | None = None
    """Rows x columns of any size of the same shape, uint8, 0 near to 255 far; None where nobody knows."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

    def painted(self, pixels: np.ndarray) -> "Sheet":
        """The same view in other colours."""
        return replace(self, pixels=np.clip(pixels, 0, 1).astype(np.float32))


def sheets(job: Job, short: int) -> list[Sheet]:
    """The pictures among the job's inputs, in order, with `short` pixels on the shorter side.

    Raises `CannotMake` when one cannot be read, or when there is none.
    """
    found = [_sheet(each, short) for each in (read(given.path) for given in job.inputs if given.kind == "image")]
    if not found:
        raise CannotMake("There is no picture to edit. Connect one, or choose the mode that paints from words.")
    return found


def _sheet(picture: Picture, short: int) -> Sheet:
    pixels, depth = picture.pixels, picture.depth
    height, width = pixels.shape[:2]
    scale = min(short / min(width, height), MOST_ENLARGED, short * LONGEST / max(width, height))
    return Sheet(scaled(pixels.astype(np.float32) / 255, even(width * scale), even(height * scale)), depth)


def even(length: float) -> int:
    """The nearest even number of pixels: films need even sides."""
    return max(2, round(length / 2) * 2)


def scaled(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """The picture in another size."""
    smaller = width < pixels.shape[1]
    way = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.clip(cv2.resize(pixels, (width, height), interpolation=way), 0, 1)
