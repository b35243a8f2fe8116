"""A shot of a picture: the plate as the camera sees it, frame by frame."""

import math

import cv2
import numpy as np

from headwater.models.builtin.camera.frame import Frames, Size
from headwater.models.builtin.camera.move import Framing, Path
from headwater.models.builtin.camera.parallax import Parallax
from headwater.models.builtin.camera.plate import Plate

EYE = 1.6
"""How far away the camera of an orbit stands, in frame widths: the smaller, the stronger the perspective."""


class Camera:
    """Looks at one plate: through its depth where that is known. What it saw last it does not draw again."""

    def __init__(self, plate: Plate, size: Size) -> None:
        self._plate, self._size = plate, size
        self._lens = Parallax(plate, size) if plate.near is not None else None
        self._last: tuple[Framing, np.ndarray] | None = None

    def seen(self, framing: Framing) -> np.ndarray:
        """One frame."""
        if self._last is None or self._last[0] != framing:
            pixels = self._lens.seen(framing) if self._lens else seen(self._plate, framing, self._size)
            self._last = framing, pixels
        return self._last[1]


def filmed(plate: Plate, path: Path, count: int, size: Size) -> Frames:
    """The `count` frames of a shot."""
    camera = Camera(plate, size)
    for number in range(count):
        yield camera.seen(path(number / max(1, count - 1)))


def seen(plate: Plate, framing: Framing, size: Size) -> np.ndarray:
    """One frame of a flat picture. Straight lines stay straight."""
    matrix = _to_plate(plate, framing, size)
    warp = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    box = (size.width, size.height)
    if framing.yaw:
        found = cv2.warpPerspective(plate.pixels, matrix, box, flags=warp, borderMode=cv2.BORDER_REFLECT)
    else:
        found = cv2.warpAffine(plate.pixels, matrix[:2], box, flags=warp, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(found)


def _to_plate(plate: Plate, framing: Framing, size: Size) -> np.ndarray:
    """The matrix from pixels of the frame to pixels of the plate; both count from the middle of the first pixel."""
    rows, columns = plate.pixels.shape[:2]
    scale = plate.unit / (framing.crop * framing.dolly)
    centre = columns / 2 + framing.x * size.width * plate.unit, rows / 2 + framing.y * size.height * plate.unit
    out = _shifted(-(size.width - 1) / 2, -(size.height - 1) / 2)
    into = _shifted(centre[0] - 0.5, centre[1] - 0.5) @ np.diag([scale, scale, 1.0])
    return np.asarray(into @ _rolled(framing.roll) @ _turned(framing.yaw, size.width * EYE) @ out)


def _shifted(across: float, down: float) -> np.ndarray:
    return np.array([[1, 0, across], [0, 1, down], [0, 0, 1]], np.float64)


def _rolled(angle: float) -> np.ndarray:
    cos, sin = math.cos(angle), math.sin(angle)
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])


def _turned(angle: float, distance: float) -> np.ndarray:
    """From the frame to a plane that is turned by `angle` around its upright middle line, seen from `distance`."""
    return np.array([[1, 0, 0], [0, math.cos(angle), 0], [-math.sin(angle) / distance, 0, math.cos(angle)]])
