"""What lies over the whole picture at the end: mist, rain, snow, a vignette, grain and tone."""

import numpy as np

from headwater.models.builtin.painter import overlay
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
    """Rain and snow, in the colours of the sky and of the light."""
    if scene.wish.setting in ("room", "underwater"):
        return
    if scene.wish.weather & {"rain", "storm"}:
        scene.pixels = overlay.rain(scene.pixels, scene.rng, np.clip(scene.light.sky[4] * 1.1, 0, 1))
    if "snow" in scene.wish.weather:
        scene.pixels = overlay.snow(scene.pixels, scene.rng, np.clip(scene.light.lit * 0.55 + 0.5, 0, 1))


def graded(scene: Scene) -> np.ndarray:
    """The picture as it leaves: darker corners, a soft S-curve, fine grain; 0 to 1."""
    pixels = np.clip(overlay.vignette(scene.pixels), 0, 1)
    return overlay.grain(pixels * 0.62 + pixels * pixels * (3 - 2 * pixels) * 0.38, scene.rng)
