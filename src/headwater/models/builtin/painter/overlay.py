"""What can lie over any picture: rain, snow, mist, darker corners, grain."""

import cv2
import numpy as np

from headwater.models.builtin.painter.brush import unit
from headwater.models.builtin.painter.noise import fractal
from headwater.models.builtin.painter.palette import Colour

STROKES, FLAKES = 1700, 1200
"""How many there are over a picture of 16:9."""


def rain(picture: np.ndarray, rng: np.random.Generator, tint: Colour, strength: float = 0.3) -> np.ndarray:
    """Fine slanted strokes in the colour of the sky: far ones short and many, near ones long and few."""
    height, width = picture.shape[:2]
    layer, many = np.zeros((height, width), np.uint8), _many(picture, STROKES)
    near = rng.random(many) ** 2
    x, y = rng.uniform(-60, width + 60, many), rng.uniform(-60, height, many)
    for each in range(many):
        length, thick = (12 + 42 * near[each]) * unit(picture), 1 + int(near[each] * 1.6 * unit(picture))
        start, end = (int(x[each]), int(y[each])), (int(x[each] - length * 0.2), int(y[each] + length))
        cv2.line(layer, start, end, float(60 + 150 * near[each]), thick, cv2.LINE_AA)
    return _over(picture, layer, 0.8, strength, tint)


def snow(picture: np.ndarray, rng: np.random.Generator, tint: Colour, strength: float = 0.85) -> np.ndarray:
    """Soft flakes: far ones small and many, near ones large and few."""
    height, width = picture.shape[:2]
    layer, many = np.zeros((height, width), np.uint8), _many(picture, FLAKES)
    near = rng.random(many) ** 3
    x, y = rng.uniform(0, width, many), rng.uniform(0, height, many)
    for each in range(many):
        radius = max(1, round((0.9 + 4.2 * near[each]) * unit(picture)))
        cv2.circle(layer, (int(x[each]), int(y[each])), radius, float(150 + 100 * rng.random()), -1, cv2.LINE_AA)
    return _over(picture, layer, 1.1, strength, tint)


def _many(picture: np.ndarray, usual: int) -> int:
    """As dense in every shape of picture."""
    height, width = picture.shape[:2]
    return round(usual * width * height / (1280 * 720 * unit(picture) ** 2))


def _over(picture: np.ndarray, layer: np.ndarray, soft: float, strength: float, tint: Colour) -> np.ndarray:
    blurred = cv2.GaussianBlur(layer, (0, 0), soft * max(0.4, unit(picture))).astype(np.float32)
    cover = (blurred / 255 * min(1.0, strength))[..., None]
    return np.asarray(picture * (1 - cover) + tint * cover)


def mist(picture: np.ndarray, rng: np.random.Generator, tint: Colour, far: np.ndarray, thick: float) -> np.ndarray:
    """Drifting mist, `thick` up to 1, denser with `far` (rows x columns, 0 near to 1 far)."""
    height, width = picture.shape[:2]
    drift = fractal(rng, width, height, 2.6, 5, gain=0.5, stretch=3.4)
    cover = np.clip(thick * (0.18 + 0.85 * far) * (0.55 + 0.75 * drift), 0, 0.93)[..., None]
    soft = cv2.GaussianBlur(picture, (0, 0), max(0.5, 2.2 * unit(picture)))
    return np.asarray((picture * (1 - cover) + soft * cover) * (1 - cover) + tint * cover)


def vignette(picture: np.ndarray, strength: float = 0.62) -> np.ndarray:
    """Darker towards the corners."""
    height, width = picture.shape[:2]
    down = (np.arange(height, dtype=np.float32)[:, None] - height / 2) / height
    across = (np.arange(width, dtype=np.float32)[None, :] - width / 2) / width
    return np.asarray(picture * np.clip(1 - strength * (across**2 + down**2), 0, 1)[..., None], np.float32)


def grain(picture: np.ndarray, rng: np.random.Generator, strength: float = 0.007) -> np.ndarray:
    """Film grain, the same in all colours, with a standard deviation of `strength`."""
    noise = rng.normal(0, strength, (*picture.shape[:2], 1)).astype(np.float32)
    return np.clip(picture + noise, 0, 1)
