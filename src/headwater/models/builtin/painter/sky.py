"""The sky: its colours, the sun or the moon, stars, northern lights and clouds."""

import cv2
import numpy as np

from headwater.models.builtin.painter.noise import fractal, line, shifted, smooth
from headwater.models.builtin.painter.palette import mixed
from headwater.models.builtin.painter.scene import Scene

CLOUDS = {"dawn": 0.47, "day": 0.5, "dusk": 0.47, "night": 0.55, "neon": 0.52}
"""How much noise it takes to be a cloud: less is more clouds."""
AURORA = np.array([[0.16, 0.95, 0.55], [0.22, 0.75, 0.85], [0.6, 0.35, 0.92]], np.float32)


def paint_sky(scene: Scene) -> None:
    """Everything above the horizon."""
    _gradient(scene)
    weather = scene.wish.weather
    if "storm" not in weather:
        if scene.wish.setting != "space":
            _sun(scene)
        if scene.light.stars or "stars" in weather:
            _stars(scene, max(scene.light.stars, 1.0 if "stars" in weather else 0))
    if "aurora" in weather:
        _aurora(scene)
    if scene.wish.setting != "space" and ("clear" not in weather or "clouds" in weather):
        _clouds(scene)


def _gradient(scene: Scene) -> None:
    stops = np.array(scene.light.sky)
    down = np.clip(scene.rows[:, 0] / max(1, min(scene.horizon, scene.height)), 0, 1) ** 1.12
    at = np.linspace(0, 1, len(stops))
    column = np.stack([np.interp(down, at, stops[:, channel]) for channel in range(3)], axis=1)
    scene.pixels[:] = column[:, None, :]


def _sun(scene: Scene) -> None:
    light, (x, y) = scene.light, scene.sun
    away = np.hypot(scene.columns - x, (scene.rows - y) * 1.1) / scene.unit
    day = scene.wish.time == "day"
    wide = np.exp(-away / (380 if day else 300))[..., None] * light.glow * (0.22 if light.stars == 1 else 0.42)
    close = np.exp(-away / (52 if day else 75))[..., None] * light.sun * (0.95 if day else 0.4)
    scene.pixels = _screened(scene.pixels, wide + close)
    if scene.wish.time != "neon":
        scene.pixels = _disc(scene, away)


def _screened(pixels: np.ndarray, more: np.ndarray) -> np.ndarray:
    """Light added to light: bright, and never burnt out."""
    return 1 - (1 - np.clip(pixels, 0, 1)) * (1 - np.clip(more, 0, 1))


def _disc(scene: Scene, away: np.ndarray) -> np.ndarray:
    moon = scene.wish.time == "night"
    radius = 36.0 if moon else 24.0 if scene.wish.time == "day" else 30.0
    disc = np.clip((radius - away) * scene.unit + 0.5, 0, 1)
    if moon:
        disc = disc * (0.84 + 0.2 * fractal(scene.rng, scene.width, scene.height, 46, 3))
    return scene.pixels * (1 - disc[..., None]) + scene.light.sun * disc[..., None]


def _stars(scene: Scene, many: float) -> None:
    height = max(1, min(scene.horizon, scene.height))
    count = round(520 * many * scene.width * height / (1280 * 420 * scene.unit**2))
    x, y = scene.rng.integers(0, scene.width, count), (scene.rng.random(count) ** 1.25 * height).astype(int)
    bright = np.zeros((scene.height, scene.width), np.float32)
    bright[y, x] = (0.25 + scene.rng.random(count) ** 3).astype(np.float32)
    points = (
        cv2.GaussianBlur(bright, (0, 0), 0.7 * scene.unit) * 2.2
        + cv2.GaussianBlur(bright, (0, 0), 2.2 * scene.unit) * 3
    )
    fade = np.clip(1.15 - scene.rows / height, 0, 1)
    scene.pixels = _screened(scene.pixels, (points * fade)[..., None] * np.array([0.92, 0.95, 1], np.float32))


def _aurora(scene: Scene) -> None:
    for number, tint in enumerate(AURORA):
        swing = 70 * scene.unit * np.sin(scene.columns[0] / (190 * scene.unit) + number * 2 + scene.rng.random() * 6)
        foot = (
            scene.horizon * (0.42 + 0.13 * number) + swing + 60 * scene.unit * (line(scene.rng, scene.width, 5) - 0.5)
        )
        rays = 0.35 + 0.9 * line(scene.rng, scene.width, 60, 3)
        above = (foot[None, :] - scene.rows) / scene.unit
        glow = np.where(above > 0, np.exp(-above / 130), np.exp(above / 16)) * rays[None, :] * 0.6
        scene.pixels = _screened(scene.pixels, glow[..., None] * tint)


def _clouds(scene: Scene) -> None:
    more = -0.24 if "storm" in scene.wish.weather else -0.07 if "clouds" in scene.wish.weather else 0
    height = max(1, min(scene.horizon, scene.height))
    shape = fractal(scene.rng, scene.width, scene.height, 3.2, 7, gain=0.56, stretch=2.6)
    edge = CLOUDS[scene.wish.time] + more
    cover = (
        smooth(shape, edge, edge + 0.2)
        * smooth(scene.rows / height, -0.05, 0.3)
        * smooth(1 - scene.rows / height, 0, 0.16)
    )
    side = 1 if scene.sun[0] > scene.width / 2 else -1
    shift = 16 * scene.unit
    facing = shape - shifted(shape, side * shift / 2, -shift)
    lit = np.clip(0.5 + facing * 5.5, 0, 1)[..., None]
    sky, light = scene.light.sky, scene.light
    dark = mixed(sky[1], light.shade, 0.35) if scene.wish.time != "night" else sky[2] * 0.9
    bright = mixed(sky[4], light.lit, 0.45) if scene.wish.time != "night" else sky[4] * 1.25
    amount = (0.92 if "storm" in scene.wish.weather else 0.78) * cover[..., None]
    scene.pixels = scene.pixels * (1 - amount) + (dark * (1 - lit) + bright * lit) * amount
