"""Places above the ground: among the clouds, and in space."""

import numpy as np

from headwater.models.builtin.painter.noise import fractal, shifted, smooth
from headwater.models.builtin.painter.palette import colour, mixed
from headwater.models.builtin.painter.scene import Scene, Stage


def sky(scene: Scene) -> Stage:
    base = fractal(scene.rng, scene.width, scene.height, 3, 7, gain=0.55, stretch=2.4)
    low = smooth(base + (scene.rows / scene.height - 0.62) * 1.6, 0.42, 0.72)
    tint = mixed(scene.light.sky[4], scene.light.lit, 0.5)
    shade = mixed(scene.light.sky[1], scene.light.shade, 0.3)
    facing = np.clip(0.5 + (base - shifted(base, 0, -18 * scene.unit)) * 5, 0, 1)[..., None]
    scene.lay(low, shade * (1 - facing) + tint * facing, 0.9 - 0.3 * scene.rows / scene.height)
    return Stage(None, afloat=False)


def space(scene: Scene) -> Stage:
    dust = fractal(scene.rng, scene.width, scene.height, 2.4, 7, gain=0.58)
    tints = (colour("#4b2f86"), colour("#1f5f9a"), colour("#a8456f"))
    for number, tint in enumerate(tints):
        cloud = smooth(shifted(dust, (number - 1) * scene.width / 5, number * scene.height / 6), 0.48, 0.8)[..., None]
        scene.pixels = scene.pixels + cloud * tint * 0.5
    _planet(scene, colour("#c98a5a"), (0.24, 0.68), 0.27)
    return Stage(None, afloat=False)


def _planet(scene: Scene, own: np.ndarray, place: tuple[float, float], size: float) -> None:
    x, y, radius = place[0] * scene.width, place[1] * scene.height, size * scene.height
    across, down = (scene.columns - x) / radius, (scene.rows - y) / radius
    inside = np.clip((1 - np.hypot(across, down)) * radius + 0.5, 0, 1)
    high = np.sqrt(np.clip(1 - across**2 - down**2, 0, 1))
    lit = np.clip(across * 0.62 - down * 0.5 + high * 0.6, 0.02, 1)[..., None]
    bands = fractal(scene.rng, scene.width, scene.height, 6, 6, gain=0.6, stretch=6)[..., None]
    scene.lay(inside, own * (0.6 + 0.8 * bands) * lit, 0.8)
