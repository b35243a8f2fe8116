"""A room: a wall with a tall window, the time of day outside it, and a wooden floor that its light falls on."""

import numpy as np

from headwater.models.builtin.painter import land
from headwater.models.builtin.painter.land import Range
from headwater.models.builtin.painter.noise import fractal
from headwater.models.builtin.painter.palette import colour, surface
from headwater.models.builtin.painter.scene import Scene, Stage
from headwater.models.builtin.painter.sky import paint_sky
from headwater.models.builtin.painter.trees import Brush


def room(scene: Scene) -> Stage:
    """The window first, then the wall around it, the frame and the floor."""
    from_left = 0.32
    paint_sky(scene)
    land.mountains(scene, Range(scene.height * 0.52, 80, 0.95, 0.2, 2.4))
    left, right = scene.width * (from_left - 0.17), scene.width * (from_left + 0.17)
    top, sill = scene.height * 0.09, scene.height * 0.58
    pane = _box(scene, left, top, right, sill)
    away = np.hypot(scene.columns - scene.width * from_left, scene.rows - scene.height * 0.4) / scene.width
    lamp = 0.5 if scene.light.lamps > 0.3 else 0.0
    wall = colour("#b9a48d") * (scene.light.shade * 0.75 + scene.light.lit * np.exp(-away * 2.2)[..., None] * 0.75)
    wall = (
        wall
        + colour("#ffb866")
        * (lamp * 0.5 * np.exp(-np.hypot(scene.columns / scene.width - 0.78, scene.rows / scene.height - 0.3) * 3.2))[
            ..., None
        ]
    )
    scene.lay(1 - pane, wall, 0.8)
    _frame(scene, (left, top, right, sill))
    floor = np.full(scene.width, float(scene.horizon), np.float32)
    _boards(scene, floor, (left, right))
    return Stage(np.full(scene.width, scene.at(0.86), np.float32), afloat=False)


def _box(scene: Scene, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    inside = (scene.columns >= left) & (scene.columns <= right) & (scene.rows >= top) & (scene.rows <= bottom)
    return inside.astype(np.float32)


def _frame(scene: Scene, box: tuple[float, float, float, float]) -> None:
    left, top, right, sill = box
    brush, thick, wood = Brush(scene, 0.78), 7 * scene.unit, surface(colour("#efe6d8"), scene.light, 0.35)
    middle, across = (left + right) / 2, top + (sill - top) * 0.42
    edges = (
        (left - thick, top - thick, right + thick, top),
        (left - thick, top, left, sill),
        (right, top, right + thick, sill),
        (middle - thick / 2, top, middle + thick / 2, sill),
        (left, across - thick / 2, right, across + thick / 2),
        (left - thick * 2.2, sill, right + thick * 2.2, sill + thick * 1.7),
    )
    for each in edges:
        brush.rectangle(*each, wood)
    brush.done()


def _boards(scene: Scene, floor: np.ndarray, window: tuple[float, float]) -> None:
    closeness = np.clip((scene.rows - floor[None, :]) / (scene.height - scene.horizon), 0, 1)
    grain = fractal(scene.rng, scene.width, scene.height, 12, 5, gain=0.6, stretch=0.25)[..., None]
    fall = scene.width * 0.28 * closeness
    lit = _soft_between(scene.columns, window[0] + fall, window[1] + fall * 1.6) * (0.9 - 0.5 * closeness)
    wood = colour("#8a5c3b") * (0.7 + 0.5 * grain)
    paint = wood * (scene.light.shade * 0.7 + scene.light.lit * (0.12 + 0.75 * lit[..., None]))
    lines = (
        np.abs(np.sin((scene.columns - scene.width * 0.5) / (scene.width * (0.03 + 0.09 * closeness)) * np.pi)) < 0.03
    )
    scene.lay(scene.below(floor), paint * np.where(lines, 0.72, 1)[..., None], 0.7 - 0.6 * closeness)


def _soft_between(value: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    return np.clip((value - start) / 40, 0, 1) * np.clip((end - value) / 40, 0, 1)
