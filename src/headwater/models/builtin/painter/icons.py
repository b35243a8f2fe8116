"""Drawing an icon: from its outlines to pixels, in its own colours or as one shape in one colour."""

import io
import json
from functools import cache
from typing import Any

import cv2
import numpy as np
import resvg_py
from PIL import Image

from headwater.models.builtin.data import checked

DATA = "icons.json"
LEAST_PIECE = 0.015
"""Of the largest piece of an icon, in area; smaller ones are left out."""
PALE, PALER = np.array([0.93, 0.88, 0.8], np.float32), 0.42
"""What a gap in a shape is painted with, and how much of it."""
Paint = tuple[float, float, float]
"""RGB, 0 to 1."""


@cache
def _icons() -> dict[str, Any]:
    icons: dict[str, Any] = json.loads(checked(DATA).read_text("utf-8"))
    return icons


def names() -> frozenset[str]:
    """Every icon that there is."""
    return frozenset(_icons())


@cache
def drawn(icon: str, height: int, paint: Paint | None = None) -> np.ndarray:
    """The icon, cut to what it shows, `height` pixels high: rows x columns x RGBA, float32, 0 to 1, straight alpha.

    With `paint` it is one shape of that colour, its gaps filled a little paler. Do not change it: it is kept.
    """
    pixels = _rendered(icon, height)
    if paint is not None:
        pixels = _as_shape(pixels, paint)
    pixels.setflags(write=False)
    return pixels


def _rendered(icon: str, height: int) -> np.ndarray:
    """Drawn twice: to see how much of its square it fills, and then as large as it takes."""
    rough = _in_one_piece(_raster(icon, 256))
    top, bottom, _, _ = _box(rough)
    full = _in_one_piece(_raster(icon, max(8, round(256 * height / max(1, bottom - top)))))
    top, bottom, left, right = _box(full)
    cut = full[top:bottom, left:right]
    width = max(1, round(cut.shape[1] * height / cut.shape[0]))
    return np.clip(cv2.resize(cut, (width, height), interpolation=cv2.INTER_AREA), 0, 1)


def _raster(icon: str, size: int) -> np.ndarray:
    entry = _icons()[icon]
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {entry["width"]} {entry["height"]}">{entry["body"]}</svg>'
    ).replace("currentColor", "#000")
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size))
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGBA"), np.float32) / 255


def _in_one_piece(pixels: np.ndarray) -> np.ndarray:
    """Without the sparkles, stars and drops that stand apart: in a scene they would float."""
    seen = (pixels[..., 3] > 0.08).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(seen)
    areas = stats[:, cv2.CC_STAT_AREA]
    largest = float(np.max(areas[1:], initial=0))
    small = [label for label in range(1, len(areas)) if areas[label] < LEAST_PIECE * largest]
    return np.where(np.isin(labels, small)[..., None], 0, pixels) if small else pixels


def _box(pixels: np.ndarray) -> tuple[int, int, int, int]:
    """Top, bottom, left and right of what can be seen."""
    seen = pixels[..., 3] > 0.08
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not len(rows):
        return 0, pixels.shape[0], 0, pixels.shape[1]
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _as_shape(pixels: np.ndarray, paint: Paint) -> np.ndarray:
    """The outline filled: lines inside the shape stay visible in a paler tone, as a fox's chest or a barn's boards."""
    alpha = np.ascontiguousarray(pixels[..., 3])
    closed = cv2.morphologyEx(
        alpha, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_reach(alpha),) * 2)
    )
    filled = _without_holes(closed)
    own, between = np.array(paint, np.float32), PALER * np.clip(filled - alpha, 0, 1)[..., None]
    inside = own * (1 - between) + PALE * between
    return np.concatenate([np.clip(inside, 0, 1), np.maximum(filled, alpha)[..., None]], axis=2)


def _reach(alpha: np.ndarray) -> int:
    return max(3, alpha.shape[0] // 28 * 2 + 1)


def _without_holes(shape: np.ndarray) -> np.ndarray:
    """What cannot be reached from outside is inside."""
    framed = np.pad((shape > 0.4).astype(np.uint8), 1)
    mask = np.zeros((framed.shape[0] + 2, framed.shape[1] + 2), np.uint8)
    cv2.floodFill(framed, mask, (0, 0), 2)
    inside = (framed[1:-1, 1:-1] != 2).astype(np.float32)
    return np.maximum(cv2.GaussianBlur(inside, (0, 0), 0.6) * inside, shape)
