"""Weather over a given picture: what falls, and what it does to light and distance."""

import cv2
import numpy as np

from headwater.models.builtin.painter import overlay
from headwater.models.builtin.painter.brush import blurred, unit
from headwater.models.builtin.painter.given import Sheet
from headwater.models.builtin.painter.light import colder, darker, flatter, muted
from headwater.models.builtin.painter.palette import Colour


def rainy(sheet: Sheet, rng: np.random.Generator, strength: float) -> np.ndarray:
    """Grey light, veiled distance, strokes of rain."""
    grey_light = colder(darker(muted(sheet.pixels, 0.8), 0.35), 0.35)
    veiled = overlay.mist(grey_light, rng, _air(grey_light), far(sheet), 0.32 * strength)
    return overlay.rain(veiled, rng, np.clip(_air(veiled) * 1.25 + 0.1, 0, 1), 0.55 * strength)


def snowy(sheet: Sheet, rng: np.random.Generator, strength: float) -> np.ndarray:
    """Cold, flat light, veiled distance, falling flakes."""
    cold = colder(flatter(muted(sheet.pixels, 0.6), 0.4), 0.3)
    veiled = overlay.mist(cold, rng, _air(cold) * 0.9 + 0.1, far(sheet), 0.36 * strength)
    return overlay.snow(veiled, rng, np.clip(_air(veiled) * 0.5 + 0.5, 0, 1), 0.7 + 0.2 * strength)


def misty(sheet: Sheet, rng: np.random.Generator, strength: float) -> np.ndarray:
    """Drifting mist that hides what is far away."""
    pale = muted(sheet.pixels, 0.5)
    return overlay.mist(pale, rng, _air(pale) * 0.92 + 0.06, far(sheet), 0.85 * strength)


def out_of_focus_behind(sheet: Sheet, strength: float) -> np.ndarray:
    """What is farther than the middle of the picture blurred; needs a depth."""
    away = far(sheet)
    height, width = away.shape
    middle = float(np.median(away[height // 2 :, width // 4 : -width // 4]))
    share = blurred(np.clip((away - middle - 0.08) / 0.2, 0, 1), 2 * unit(sheet.pixels))[..., None]
    return np.asarray(sheet.pixels * (1 - share) + blurred(sheet.pixels, 9 * strength * unit(sheet.pixels)) * share)


def far(sheet: Sheet) -> np.ndarray:
    """How far each pixel is, 0 to 1: by the picture's depth, or as in most pictures, the higher the farther."""
    width, height = sheet.size
    if sheet.depth is not None:
        return cv2.resize(sheet.depth, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32) / 255
    rows = np.linspace(1.05, 0, height, dtype=np.float32)[:, None]
    return np.repeat(np.clip(rows, 0, 1), width, axis=1)


def _air(pixels: np.ndarray) -> Colour:
    """The colour of the air: that of the upper part of the picture, with a little grey."""
    upper = pixels[: pixels.shape[0] // 3].mean(axis=(0, 1))
    return np.asarray(np.clip(upper * 0.72 + float(upper.mean()) * 0.3 + 0.05, 0, 1), np.float32)
