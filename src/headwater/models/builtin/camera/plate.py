"""A picture made ready to be filmed: scaled for the frame, with room to move in and a place to begin."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from headwater.models.builtin.camera import focus
from headwater.models.builtin.camera.frame import Size
from headwater.models.builtin.camera.picture import Picture

FINE = 2
"""Plate pixels for one of the frame. Bilinear sampling of a plate twice as fine places things within 0.01 pixels and
keeps their sharpness from one frame to the next; bicubic sampling at 1:1 was off by up to 0.06 pixels (measured)."""
DETAIL = 1.15
"""More detail than this many times the frame's own is filtered out: it would shimmer when the camera moves."""
SHOWN = 0.6
"""A crop that keeps less of a picture than this is not made without need: it cuts off heads."""
CALM = 10
"""Steps of 255 by which the colour may differ between neighbours in a smooth ground."""
LONGEST = 3.5
"""Frames next to each other that a plate is long at most."""
_GROUND_LIGHT = 0.62
"""How bright the blurred extension around a picture is, compared with the picture."""


@dataclass(frozen=True)
class Plate:
    """What the camera looks at."""

    pixels: np.ndarray
    """Rows x columns x 3, uint8."""
    unit: float
    """Plate pixels for one pixel of the frame, when the frame is as wide as it can be."""
    room: tuple[float, float]
    """How far the middle of the widest frame may be from the plate's middle: in frame widths, in frame heights."""
    home: tuple[float, float]
    """Where the middle of the frame is best, in the same measure."""
    focus: tuple[float, float]
    """Where the eye goes, in the same measure; may lie outside of the room."""
    near: np.ndarray | None = None
    """How near each part is, 0 to 1, float32, of the plate's shape in a smaller size; None for flat pictures."""


def plate_for(picture: Picture, size: Size, *, along: str | None = None) -> Plate:
    """The plate of `picture` for frames of `size`.

    The frame is filled, never by stretching: by a crop around what draws the eye, or, where a crop would lose too much,
    by a blurred extension of the picture. `along` ("across" or "down") says that the camera will travel along that
    side of the picture, so that all of it may be seen one after the other.
    """
    if _needs_extension(picture, size, along):
        return _plate(extended(picture.pixels, size), None, size)
    return _plate(*_shortened(picture, size), size)


def _needs_extension(picture: Picture, size: Size, along: str | None) -> bool:
    """A crop of a picture that is wider than the frame can be panned over; a tall one only when that was asked for."""
    relation = float(picture.pixels.shape[1] / picture.pixels.shape[0] / size.aspect)
    kept = min(relation, 1 / relation)
    if picture.whole:
        return kept < 0.98
    return kept < SHOWN and relation < 1 and along != "down"


def travels_across(picture: Picture, size: Size) -> bool:
    """Whether `picture` is so much wider than the frame that a camera has to travel to show it."""
    relation = float(picture.pixels.shape[1] / picture.pixels.shape[0] / size.aspect)
    return relation > 1 / SHOWN and not picture.whole


def _plate(pixels: np.ndarray, near: np.ndarray | None, size: Size) -> Plate:
    rows, columns = pixels.shape[:2]
    weights = focus.attention(pixels)
    scale = FINE * max(size.width / columns, size.height / rows)
    fine = _scaled(pixels, scale)
    unit = min(fine.shape[1] / size.width, fine.shape[0] / size.height)
    room = _room(fine.shape[1] / unit / size.width), _room(fine.shape[0] / unit / size.height)
    across = focus.best_window(weights.sum(axis=0), 1 / (1 + 2 * room[0])) - 0.5
    down = focus.best_window(weights.sum(axis=1), 1 / (1 + 2 * room[1])) - 0.5
    eye = focus.centre(weights)
    wide, high = 1 + 2 * room[0], 1 + 2 * room[1]
    home = _within(across * wide, room[0]), _within(down * high, room[1])
    return Plate(fine, unit, room, home, ((eye[0] - 0.5) * wide, (eye[1] - 0.5) * high), near)


def _room(extent: float) -> float:
    return 0.0 if extent < 1.002 else (extent - 1) / 2


def _within(place: float, room: float) -> float:
    return max(-room, min(room, place))


def _scaled(pixels: np.ndarray, scale: float) -> np.ndarray:
    """`pixels` in another size: first without detail that would shimmer, then as fine as the sampling wants it."""
    rows, columns = pixels.shape[:2]
    detail = scale * DETAIL / FINE
    if detail < 1:
        small = math.ceil(columns * detail), math.ceil(rows * detail)
        pixels = np.asarray(Image.fromarray(pixels).resize(small, Image.Resampling.LANCZOS, reducing_gap=3.0))
    whole = round(columns * scale), round(rows * scale)
    return np.asarray(cv2.resize(pixels, whole, interpolation=cv2.INTER_LANCZOS4))


def _shortened(picture: Picture, size: Size) -> tuple[np.ndarray, np.ndarray | None]:
    """The picture, cut where it is longer than a camera would travel, and how near its parts are."""
    rows, columns = picture.pixels.shape[:2]
    longest = round(rows * size.aspect * LONGEST), round(columns / size.aspect * LONGEST)
    if columns <= longest[0] and rows <= longest[1]:
        return picture.pixels, _near(picture)
    eye = focus.centre(focus.attention(picture.pixels))
    across, down = _cut(columns, longest[0], eye[0]), _cut(rows, longest[1], eye[1])
    return np.ascontiguousarray(picture.pixels[down, across]), None


def _cut(length: int, longest: int, middle: float) -> slice:
    kept = min(length, longest)
    start = max(0, min(length - kept, round(middle * length - kept / 2)))
    return slice(start, start + kept)


def _near(picture: Picture) -> np.ndarray | None:
    return None if picture.depth is None else np.asarray(1 - picture.depth.astype(np.float32) / 255)


def extended(pixels: np.ndarray, size: Size) -> np.ndarray:
    """The whole picture in the middle of a frame.

    Around it its own ground goes on, where that is of one colour; else the frame is filled with a dark blur of it.
    """
    rows, columns = pixels.shape[:2]
    wide, high = max(columns, round(rows * size.aspect)), max(rows, round(columns / size.aspect))
    left, top = (wide - columns) // 2, (high - rows) // 2
    if _ends_calmly(pixels if wide > columns else pixels.transpose(1, 0, 2)):
        sides = (top, high - rows - top, left, wide - columns - left)
        return np.asarray(cv2.copyMakeBorder(pixels, *sides, cv2.BORDER_REPLICATE))
    frame = _ground(pixels, wide, high)
    frame[top : top + rows, left : left + columns] = pixels
    return frame


def _ends_calmly(pixels: np.ndarray) -> bool:
    """Whether a picture has one smooth colour at its left and right, as a drawing on white has."""
    strip = max(2, pixels.shape[1] // 50)
    ends = [side.astype(np.int16) for side in (pixels[:, :strip], pixels[:, -strip:])]
    return all(max(np.max(np.ptp(end, axis=1)), np.max(np.abs(np.diff(end, axis=0)))) <= CALM for end in ends)


def _ground(pixels: np.ndarray, wide: int, high: int) -> np.ndarray:
    """The picture filling `wide` x `high`, out of focus. Blurred while small, so that it is cheap and very smooth."""
    rows, columns = pixels.shape[:2]
    across, down = min(columns, round(rows * wide / high)), min(rows, round(columns * high / wide))
    left, top = (columns - across) // 2, (rows - down) // 2
    scale = 160 / max(wide, high)
    box = max(2, round(wide * scale)), max(2, round(high * scale))
    small = cv2.resize(pixels[top : top + down, left : left + across], box, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 7, borderType=cv2.BORDER_REFLECT)
    dark = np.clip(soft.astype(np.float32) * _GROUND_LIGHT, 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(dark, (wide, high), interpolation=cv2.INTER_CUBIC))
