"""What lies over the whole picture at the end: mist, rain, snow, a vignette, grain and tone."""

import cv2
import numpy as np

from headwater.models.builtin.painter.noise import fractal
from headwater.models.builtin.painter.palette import mixed
from headwater.models.builtin.painter.scene import Scene


def air(scene: Scene) -> None:
    """The haze of distance, and mist where there is some: it lies low, and thickens with depth."""
    weather = scene.wish.weather
    thick = 0.85 if "fog" in weather else 0.3 if weather & {"rain", "snow", "storm"} else 0.0
    if not thick:
        return
    drift = fractal(scene.rng, scene.width, scene.height, 2.6, 5, gain=0.5, stretch=3.4)
    away = np.abs(scene.rows - scene.horizon) / scene.height
    band = np.exp(-((away / 0.2) ** 2)) * (0.35 + 1.0 * drift)
    far = np.clip((scene.depth - 0.3) / 0.6, 0, 1) * np.where(scene.depth > 0.985, 0.35, 1)
    cover = np.clip(thick * (0.6 * band + 0.45 * far * (0.55 + 0.7 * drift)), 0, 0.92)[..., None]
    tint = mixed(scene.light.sky[4], scene.light.far, 0.5)
    scene.pixels = scene.pixels * (1 - cover) + tint * cover


def falling(scene: Scene) -> None:
    """Rain as fine slanted strokes, snow as soft flakes: far ones small and many, near ones few and large."""
    if "rain" in scene.wish.weather or "storm" in scene.wish.weather:
        _strokes(scene, 1700, 0.3)
    if "snow" in scene.wish.weather:
        _flakes(scene, 1200)


def _strokes(scene: Scene, many: int, strength: float) -> None:
    layer = np.zeros((scene.height, scene.width), np.uint8)
    near = scene.rng.random(many) ** 2
    x = scene.rng.uniform(-60, scene.width + 60, many)
    y = scene.rng.uniform(-60, scene.height, many)
    for each in range(many):
        length = (12 + 42 * near[each]) * scene.unit
        start, end = (int(x[each]), int(y[each])), (int(x[each] - length * 0.2), int(y[each] + length))
        cv2.line(layer, start, end, float(60 + 150 * near[each]), 1 + int(near[each] * 1.6 * scene.unit), cv2.LINE_AA)
    cover = (cv2.GaussianBlur(layer, (0, 0), 0.8 * scene.unit).astype(np.float32) / 255 * strength)[..., None]
    scene.pixels = scene.pixels * (1 - cover) + np.clip(scene.light.sky[4] * 1.1, 0, 1) * cover


def _flakes(scene: Scene, many: int) -> None:
    layer = np.zeros((scene.height, scene.width), np.uint8)
    near = scene.rng.random(many) ** 3
    x, y = scene.rng.uniform(0, scene.width, many), scene.rng.uniform(0, scene.height, many)
    for each in range(many):
        radius = max(1, round((0.9 + 4.2 * near[each]) * scene.unit))
        cv2.circle(layer, (int(x[each]), int(y[each])), radius, float(150 + 100 * scene.rng.random()), -1, cv2.LINE_AA)
    cover = (cv2.GaussianBlur(layer, (0, 0), 1.1 * scene.unit).astype(np.float32) / 255 * 0.85)[..., None]
    white = np.clip(scene.light.lit * 0.55 + 0.5, 0, 1)
    scene.pixels = scene.pixels * (1 - cover) + white * cover


def graded(scene: Scene) -> np.ndarray:
    """The picture as it leaves: darker corners, a soft S-curve, fine grain; 0 to 1."""
    across = (scene.columns - scene.width / 2) / scene.width
    down = (scene.rows - scene.height / 2) / scene.height
    corners = 1 - 0.62 * (across**2 + down**2)
    pixels = np.clip(scene.pixels * corners[..., None], 0, 1)
    pixels = pixels * 0.62 + pixels * pixels * (3 - 2 * pixels) * 0.38
    grain = scene.rng.normal(0, 0.007, (scene.height, scene.width, 1)).astype(np.float32)
    return np.clip(pixels + grain, 0, 1)
