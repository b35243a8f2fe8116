"""A camera that moves through a picture of known depth: what is near passes faster than what is far."""

import math

import cv2
import numpy as np

from headwater.models.builtin.camera.frame import Size
from headwater.models.builtin.camera.move import Framing
from headwater.models.builtin.camera.plate import Plate

COARSE = 4
"""The way to go back to the plate is found for each so many pixels, and is smooth between them."""
FORWARD = (0.67, 1.3)
"""How much of a move towards the picture the farthest and the nearest parts make; a flat picture makes 1."""
SIDEWAYS = (0.67, 1.0)
"""The same of a move to the side. With no more than the move itself, and no more than what going forward gives in room,
no edge comes into view.
"""
TURN = 0.4
"""Frame widths by which near and far pass each other for each radian of an orbit."""
PIVOT = 0.45
"""How near that is around which an orbit turns."""
GROWN, SOFT = 11, 4.5
"""Coarse pixels by which near things are widened, and over which the steps in depth are smoothed then.

A smooth way has one place in the picture for each pixel: nothing tears, and nothing is seen twice. What gives way is
the ground beside near things rather than these.
"""
REPEATS = 3


class Parallax:
    """A plate with depth, ready to be looked at."""

    def __init__(self, plate: Plate, size: Size) -> None:
        if plate.near is None:
            raise ValueError("A plate without depth has no parallax.")
        self._plate, self._size = plate, size
        self._near = _softened(plate.near, plate, size)
        self._grid = _grid(size)

    def seen(self, framing: Framing) -> np.ndarray:
        """One frame."""
        across, down = self._sources(framing)
        pixels = self._plate.pixels
        return np.asarray(cv2.remap(pixels, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT))

    def _sources(self, framing: Framing) -> tuple[np.ndarray, np.ndarray]:
        """Where in the plate each pixel of the frame comes from: across and down, float32."""
        place = self._placed(framing, np.full(self._grid[0].shape, 0.5, np.float32))
        for _ in range(REPEATS):
            place = self._placed(framing, self._near_at(*place))
        return self._whole(place[0]), self._whole(place[1])

    def _placed(self, framing: Framing, near: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Plate pixels that are seen at the coarse pixels, if these show something `near`."""
        forward, share = _share(FORWARD, near), _share(SIDEWAYS, near)
        zoom = framing.crop * (1 + (framing.dolly - 1) * forward)
        rows, columns = self._plate.pixels.shape[:2]
        wide, high = self._size.width * self._plate.unit, self._size.height * self._plate.unit
        home = self._plate.home
        turn = framing.yaw * TURN * (near - PIVOT)
        across, down = self._rolled(framing.roll)
        x = across / zoom + home[0] + (framing.x - home[0]) * share + turn
        y = down / zoom + home[1] + (framing.y - home[1]) * share
        place = x * wide + columns / 2 - 0.5, y * high + rows / 2 - 0.5
        return np.asarray(place[0], np.float32), np.asarray(place[1], np.float32)

    def _rolled(self, angle: float) -> tuple[np.ndarray, np.ndarray]:
        if not angle:
            return self._grid
        (x, y), cos, sin, aspect = self._grid, math.cos(angle), math.sin(angle), self._size.aspect
        return x * cos - y * (sin / aspect), x * (sin * aspect) + y * cos

    def _near_at(self, across: np.ndarray, down: np.ndarray) -> np.ndarray:
        """How near the plate is at these of its pixels."""
        scale = np.float32(self._near.shape[1] / self._plate.pixels.shape[1])
        x, y = (across + 0.5) * scale - 0.5, (down + 0.5) * scale - 0.5
        return np.asarray(cv2.remap(self._near, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))

    def _whole(self, coarse: np.ndarray) -> np.ndarray:
        """The same for each pixel; the coarse grid reaches one beyond the frame, so that its edge is exact."""
        rows, columns = coarse.shape
        fine = cv2.resize(coarse, (columns * COARSE, rows * COARSE), interpolation=cv2.INTER_LINEAR)
        return np.asarray(fine[COARSE : COARSE + self._size.height, COARSE : COARSE + self._size.width])


def _share(shares: tuple[float, float], near: np.ndarray) -> np.ndarray:
    return np.asarray(shares[0] + (shares[1] - shares[0]) * near)


def _grid(size: Size) -> tuple[np.ndarray, np.ndarray]:
    """Places of the coarse pixels in the frame, from its middle: in widths, in heights; float32."""
    columns, rows = -(-size.width // COARSE) + 2, -(-size.height // COARSE) + 2
    x = ((np.arange(columns) - 0.5) * COARSE / size.width - 0.5).astype(np.float32)
    y = ((np.arange(rows) - 0.5) * COARSE / size.height - 0.5).astype(np.float32)
    return np.tile(x, (rows, 1)), np.tile(y[:, None], (1, columns))


def _softened(near: np.ndarray, plate: Plate, size: Size) -> np.ndarray:
    scale = 1 / (plate.unit * COARSE)
    box = round(plate.pixels.shape[1] * scale), round(plate.pixels.shape[0] * scale)
    coarse = cv2.resize(near, box, interpolation=cv2.INTER_AREA)
    grown = cv2.dilate(coarse, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (GROWN, GROWN)))
    return np.asarray(cv2.GaussianBlur(grown, (0, 0), SOFT))
