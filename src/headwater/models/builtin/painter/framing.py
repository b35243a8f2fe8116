"""Which part of a picture is seen, and which way round: crops, mirrors, turns."""

from collections.abc import Callable

import numpy as np

from headwater.models.builtin.camera.focus import attention, best_window, centre
from headwater.models.builtin.painter.given import Sheet, even, scaled

ZOOM = 0.62
"""What share of each side is left by "closer"."""


def to_aspect(sheet: Sheet, aspect: tuple[int, int]) -> Sheet:
    """Cropped to `aspect` (across, down) around what draws the eye; the shorter side keeps its pixels."""
    width, height = sheet.size
    short = min(width, height)
    wide = min(width, height * aspect[0] / aspect[1])
    high = min(height, wide * aspect[1] / aspect[0])
    weights = _attention(sheet)
    x = best_window(weights.sum(axis=0), wide / width)
    y = best_window(weights.sum(axis=1), high / height)
    unit = short / min(aspect)
    return _resized(_cut(sheet, (x, y), (wide / width, high / height)), aspect[0] * unit, aspect[1] * unit)


def closer(sheet: Sheet) -> Sheet:
    """Cropped around what draws the eye, in the same size and shape."""
    return _resized(_cut(sheet, centre(_attention(sheet)), (ZOOM, ZOOM)), *sheet.size)


def mirrored(sheet: Sheet) -> Sheet:
    """Left and right exchanged."""
    return _both(sheet, lambda values: values[:, ::-1])


def upside_down(sheet: Sheet) -> Sheet:
    """Top and bottom exchanged."""
    return _both(sheet, lambda values: values[::-1])


def turned(sheet: Sheet, quarters: int) -> Sheet:
    """Turned clockwise by so many quarters."""
    return _both(sheet, lambda values: np.rot90(values, -quarters))


def _attention(sheet: Sheet) -> np.ndarray:
    return attention((sheet.pixels * 255).astype(np.uint8))


def _cut(sheet: Sheet, middle: tuple[float, float], part: tuple[float, float]) -> Sheet:
    """The window around `middle` with this part of the width and height, moved so that it lies within."""
    left, top = (float(np.clip(at - share / 2, 0, 1 - share)) for at, share in zip(middle, part, strict=True))

    def window(values: np.ndarray) -> np.ndarray:
        height, width = values.shape[:2]
        rows = slice(round(top * height), max(round((top + part[1]) * height), round(top * height) + 1))
        columns = slice(round(left * width), max(round((left + part[0]) * width), round(left * width) + 1))
        return values[rows, columns]

    return _both(sheet, window)


def _resized(sheet: Sheet, width: float, height: float) -> Sheet:
    return Sheet(scaled(sheet.pixels, even(width), even(height)), sheet.depth)


def _both(sheet: Sheet, change: Callable[[np.ndarray], np.ndarray]) -> Sheet:
    depth = None if sheet.depth is None else np.ascontiguousarray(change(sheet.depth))
    return Sheet(np.ascontiguousarray(change(sheet.pixels)), depth)
