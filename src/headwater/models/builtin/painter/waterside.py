"""Places by the water: the sea, a coast, a lake, a river, and under the surface."""

import numpy as np

from headwater.models.builtin.painter import land, trees, water
from headwater.models.builtin.painter.land import Range, snowed
from headwater.models.builtin.painter.noise import fractal, line, smooth
from headwater.models.builtin.painter.palette import colour, mixed
from headwater.models.builtin.painter.scene import Scene, Stage
from headwater.models.builtin.painter.trees import Grove


def sea(scene: Scene) -> Stage:
    if scene.rng.random() < 0.6:
        land.mountains(scene, Range(scene.horizon + 3, 60, 0.93, 0.12, 2.4))
    water.paint_water(scene, 2.0 if "storm" in scene.wish.weather else 1.0)
    return Stage(None, afloat=True)


def coast(scene: Scene) -> Stage:
    land.mountains(scene, Range(scene.horizon + 3, 95, 0.93, 0.14, 2.6))
    _headland(scene)
    water.paint_water(scene, 1.8 if "storm" in scene.wish.weather else 1.0)
    kind = snowed(scene, "rock" if "storm" in scene.wish.weather or scene.wish.time in ("dusk", "night") else "grass")
    edge = land.ground(scene, kind, scene.at(0.84), 120 * scene.unit, (0.42, 0.12))
    water.foam(scene, edge)
    return Stage(edge, afloat=True)


def _headland(scene: Scene) -> None:
    """A spit of rock that reaches in from the side away from the sun."""
    from_left = scene.sun[0] > scene.width / 2
    away = np.linspace(0, 1, scene.width) if from_left else np.linspace(1, 0, scene.width)
    reach = np.sqrt(1 - smooth(away, 0.0, 0.46))
    land.mountains(scene, Range(scene.horizon + 3, 150, 0.86, 0.55, 4.5, own="rock", reach=reach))


def lake(scene: Scene) -> Stage:
    land.mountains(scene, Range(scene.horizon, 250, 0.94, 0.06, 2.8, snow=True))
    far = land.mountains(scene, Range(scene.horizon + 4, 120, 0.88, 0.34, 3.4))
    trees.pines(scene, np.maximum(far, scene.horizon - 6 * scene.unit), Grove(70, 34, 0.86, 0.4))
    water.paint_water(scene, 0.35)
    edge = land.ground(scene, snowed(scene, "grass"), scene.at(0.9), 60 * scene.unit, (0.36, 0.1))
    trees.pines(scene, edge, Grove(7, 130, 0.24, 1))
    return Stage(edge, afloat=True)


def river(scene: Scene) -> Stage:
    land.mountains(scene, Range(scene.horizon, 190, 0.94, 0.08, 2.8, snow="snow" in scene.wish.weather))
    hills = land.mountains(scene, Range(scene.horizon + 20 * scene.unit, 90, 0.86, 0.4, 2.2))
    trees.round_trees(scene, hills + 20 * scene.unit, Grove(16, 46, 0.84, 0.45))
    water.paint_water(scene, 0.5)
    channel = _banks(scene)
    return Stage(np.full(scene.width, scene.at(0.86), np.float32), afloat=True, channel=channel)


def _banks(scene: Scene) -> np.ndarray:
    """The two banks of a river that comes towards the eye; gives its middle and half its width for each row."""
    down = np.clip((scene.rows - scene.horizon) / (scene.height - scene.horizon), 0, 1)
    bend = scene.width * (0.5 + 0.16 * np.sin(down * 3.4 + scene.rng.random() * 6) * (1 - down))
    half = scene.width * (0.035 + 0.3 * down**1.5)
    ragged = (fractal(scene.rng, scene.width, scene.height, 14, 5, gain=0.6) - 0.5) * 70 * scene.unit * (0.2 + down)
    inside = smooth(half - np.abs(scene.columns - bend) + ragged, -3 * scene.unit, 3 * scene.unit)
    before, depth = scene.pixels.copy(), scene.depth.copy()
    land.ground(scene, snowed(scene, "grass"), scene.horizon + 2, 4 * scene.unit, (0.88, 0.14))
    scene.pixels = scene.pixels * (1 - inside[..., None]) + before * inside[..., None]
    scene.depth = np.where(inside > 0.5, depth, scene.depth)
    return np.stack([bend[:, 0], half[:, 0]], axis=1)


def _reef(scene: Scene) -> None:
    """Rocks of the sea floor, lost in the blue."""
    for foot, height, depth, dark in ((0.9, 190, 0.86, 0.35), (0.95, 130, 0.7, 0.7)):
        top = scene.height * foot - height * scene.unit * line(scene.rng, scene.width, 5, 6, 0.55)
        rough = fractal(scene.rng, scene.width, scene.height, 22, 5, gain=0.62)[..., None]
        rock = mixed(colour("#2f8fa3"), colour("#0a3247"), dark) * (0.75 + 0.5 * rough) * (0.4 + 0.6 * scene.light.lit)
        scene.lay(scene.below(top), rock, depth)


def underwater(scene: Scene) -> Stage:
    down = (scene.rows / scene.height)[..., None]
    top, deep = mixed(colour("#6fd3dd"), scene.light.lit, 0.15), colour("#06324f") * (0.5 + 0.5 * scene.light.lit)
    scene.pixels = top * (1 - down) ** 1.4 + deep * (1 - (1 - down) ** 1.4)
    lean = scene.columns - (scene.rows * 0.35) - scene.width * 0.5
    beams = line(scene.rng, scene.width * 2, 16, 4, 0.55)[
        np.clip(lean + scene.width, 0, scene.width * 2 - 1).astype(int)
    ]
    scene.pixels = (
        scene.pixels
        + (smooth(beams, 0.5, 0.95) * np.clip(1 - down[..., 0] * 1.1, 0, 1) * 0.42)[..., None] * scene.light.lit
    )
    _reef(scene)
    edge = land.ground(scene, "seabed", scene.at(0.88), 50 * scene.unit, (0.45, 0.1))
    return Stage(edge, afloat=False)
