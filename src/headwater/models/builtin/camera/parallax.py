"""A camera that moves through a picture of known depth: what is near passes faster than what is far."""

import cv2
import numpy as np

from headwater.models.builtin.camera.frame import Size
from headwater.models.builtin.camera.move import Framing
from headwater.models.builtin.camera.plate import Plate

COARSE = 4
"""The way to go back to the plate is found for each so many pixels, and is smooth between them."""
FAR_SHARE, NEAR_SHARE = 0.35, 1.35
"""How much of a move the farthest and the nearest parts make; a flat picture makes 1."""
PIVOT = 0.45
"""How near that is around which an orbit turns."""
SOFT = 1.6
"""Coarse pixels over which depth steps are smoothed, so that nothing tears."""
GROWN = 3
"""Coarse pixels by which near things are widened: what bends is then the ground behind them, not their edges."""
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
        share = FAR_SHARE + (NEAR_SHARE - FAR_SHARE) * near
        zoom = framing.crop * (1 + (framing.dolly - 1) * share)
        rows, columns = self._plate.pixels.shape[:2]
        wide, high = self._size.width * self._plate.unit, self._size.height * self._plate.unit
        home = self._plate.home
        turn = np.sin(framing.yaw) * (near - PIVOT)
        x = self._grid[0] / zoom + home[0] + (framing.x - home[0]) * share + turn
        y = self._grid[1] / zoom + home[1] + (framing.y - home[1]) * share
        return x * wide + columns / 2 - 0.5, y * high + rows / 2 - 0.5

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
