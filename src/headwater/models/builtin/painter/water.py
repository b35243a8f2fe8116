"""Water: what is above it upside down, ripples, the sun's path, and foam where it meets the land."""

import cv2
import numpy as np

from headwater.models.builtin.painter.noise import fractal, smooth
from headwater.models.builtin.painter.scene import Scene

FAR, NEAR = 0.95, 0.35
"""The depth of water at the horizon and at the lower edge."""


def paint_water(scene: Scene, rough: float = 1.0) -> None:
    """From the horizon down; `rough` 0.3 is a still lake, 1 the sea, 2 a storm."""
    top, height = scene.horizon, scene.height - scene.horizon
    closeness = (np.arange(height, dtype=np.float32) / height)[:, None]
    swell = fractal(scene.rng, scene.width, height, 7, 6, gain=0.62, stretch=9)
    fine = fractal(scene.rng, scene.width, height, 26, 5, gain=0.68, stretch=7)
    mirrored = _mirrored(scene, swell, fine, closeness, rough)
    deep = scene.light.water * (0.86 + 0.34 * (swell[..., None] - 0.5) * 2)
    share = np.clip(0.68 - 0.4 * closeness - 0.12 * rough, 0.12, 0.8)[..., None]
    water = mirrored * share + deep * (1 - share)
    water *= 1 + (fine[..., None] - 0.5) * (0.16 + 0.5 * closeness[..., None]) * min(rough, 1.4)
    water = _glitter(scene, water, fine, closeness)
    scene.pixels[top:] = np.clip(water, 0, 1.2)
    scene.depth[top:] = FAR + (NEAR - FAR) * closeness


def _mirrored(scene: Scene, swell: np.ndarray, fine: np.ndarray, closeness: np.ndarray, rough: float) -> np.ndarray:
    """What stands above the horizon, upside down and broken by the ripples."""
    height = swell.shape[0]
    bend = ((swell - 0.5) * (14 + 120 * closeness) + (fine - 0.5) * (6 + 60 * closeness)) * rough * scene.unit
    rows = (
        scene.horizon
        - 1
        - np.arange(height, dtype=np.float32)[:, None] * scene.horizon / max(height, scene.horizon * 0.8)
    )
    across = scene.columns[:height] + bend
    up = np.clip(rows + (fine - 0.5) * 70 * closeness * rough * scene.unit, 0, scene.horizon - 1).astype(np.float32)
    return cv2.remap(scene.pixels, across.astype(np.float32), up, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)


def _glitter(scene: Scene, water: np.ndarray, fine: np.ndarray, closeness: np.ndarray) -> np.ndarray:
    if "storm" in scene.wish.weather or scene.wish.time == "neon":
        return water
    away = np.abs(scene.columns[: water.shape[0]] - scene.sun[0]) / scene.unit
    path = np.exp(-away / (30 + 170 * closeness)) * smooth(fine, 0.5, 0.66) * (1 - 0.55 * closeness)
    strength = {"day": 0.35, "night": 0.6}.get(scene.wish.time, 0.9)
    return water + (path * strength)[..., None] * scene.light.sun


def foam(scene: Scene, edge: np.ndarray) -> None:
    """A broken white line along the shore."""
    broken = fractal(scene.rng, scene.width, scene.height, 34, 4, gain=0.6, stretch=3)
    away = (edge[None, :] - scene.rows) / scene.unit
    cover = np.exp(-np.abs(away - 4) / 5) * smooth(broken, 0.42, 0.62) * 0.75
    white = np.clip(scene.light.lit * 0.9 + 0.1, 0, 1)
    scene.pixels = scene.pixels * (1 - cover[..., None]) + white * cover[..., None]
