"""A room: a wall with a tall window, the time of day outside it, and a wooden floor that its light falls on."""

from dataclasses import replace

import numpy as np

from headwater.models.builtin.painter import land
from headwater.models.builtin.painter.land import Range
from headwater.models.builtin.painter.noise import fractal, line
from headwater.models.builtin.painter.palette import colour, mixed, surface
from headwater.models.builtin.painter.scene import Scene, Stage
from headwater.models.builtin.painter.sky import paint_sky
from headwater.models.builtin.painter.trees import Brush
from headwater.models.builtin.painter.vocabulary import CONCEPTS, Concept

WARM = colour("#ffc887")
LAMP = (0.6, 0.2)
"""Where its shade hangs, as shares of the picture."""
WINDOW = 0.32
"""Where its middle is, as a share of the width."""
HIGHEST = 0.65
"""Metres of a thing that is set on a table."""


def room(scene: Scene) -> Stage:
    """The window first, then the wall around it, the frame and the floor."""
    paint_sky(scene)
    land.mountains(scene, Range(scene.height * 0.52, 80, 0.95, 0.2, 2.4))
    left, right = scene.width * (WINDOW - 0.17), scene.width * (WINDOW + 0.17)
    top, sill = scene.height * 0.09, scene.height * 0.58
    pane = _box(scene, left, top, right, sill)
    scene.lay(1 - pane, _wall(scene), 0.8)
    _frame(scene, (left, top, right, sill))
    _pictures(scene, (right, top, sill))
    floor = np.full(scene.width, float(scene.horizon), np.float32)
    _boards(scene, floor, (left, right))
    _skirting(scene)
    if scene.light.lamps > 0.3:
        _hang_lamp(scene)
    table = _table(scene) if any(on_a_table(CONCEPTS[each.name]) for each in scene.wish.subjects) else None
    return Stage(np.full(scene.width, scene.at(0.86), np.float32), afloat=False, table=table)


def _wall(scene: Scene) -> np.ndarray:
    """Plaster, bright around the window, and around the lamp when it burns."""
    away = np.hypot(scene.columns - scene.width * WINDOW, scene.rows - scene.height * 0.4) / scene.width
    lamp = np.hypot(scene.columns / scene.width - LAMP[0], scene.rows / scene.height - LAMP[1])
    shine = (0.25 if scene.light.lamps > 0.3 else 0.0) * np.exp(-lamp * 3.2)[..., None]
    daylight = scene.light.shade * 0.75 + scene.light.lit * np.exp(-away * 2.2)[..., None] * 0.75
    return colour("#b9a48d") * daylight + WARM * shine


def _hang_lamp(scene: Scene) -> None:
    """A lamp that hangs from the ceiling; from here on its light is on everything."""
    x, row, wide = LAMP[0] * scene.width, LAMP[1] * scene.height, 44 * scene.unit
    brush, shade = Brush(scene, 0.5), colour("#6b4a2f")
    brush.rectangle(x - scene.unit, 0, x + scene.unit, row - wide * 0.7, shade * 0.4)
    brush.disc((x, row + wide * 0.04), wide * 0.3, colour("#fff1cf"))
    corners = [(x - wide * 0.2, row - wide * 0.7), (x + wide * 0.2, row - wide * 0.7), (x + wide, row), (x - wide, row)]
    brush.polygon(np.array(corners, np.float32), shade)
    brush.done()
    away = np.hypot(scene.columns - x, (scene.rows - row) * 0.8) / scene.width
    scene.pixels = scene.pixels + (np.exp(-away * 7) * 0.22)[..., None] * WARM
    warm = mixed(scene.light.lit, WARM, 0.7)
    scene.light = replace(scene.light, lit=warm, sky=(warm,) * 5, shade=mixed(scene.light.shade, WARM * 0.5, 0.45))


def on_a_table(concept: Concept) -> bool:
    """Whether one would rather set it on a table than on the floor."""
    return concept.kind == "food" or (concept.kind == "thing" and concept.height <= HIGHEST)


def _pictures(scene: Scene, space: tuple[float, float, float]) -> None:
    """Two framed pictures on the wall beside the window, each a small landscape."""
    right, top, sill = space
    brush, thick = Brush(scene, 0.79), 5 * scene.unit
    for share, wide, high in ((0.3, 0.2, 0.62), (0.68, 0.14, 0.46)):
        x, size = right + (scene.width - right) * share, (scene.width - right) * wide
        low = top + (sill - top) * 0.16
        box = (x, low, x + size, low + min(size * 1.3, (sill - top) * high * 0.7))
        edge = (box[0] - thick, box[1] - thick, box[2] + thick, box[3] + thick)
        brush.rectangle(*edge, surface(colour("#5a4030"), scene.light, 0.25))
        brush.rectangle(*box, surface(colour("#cbbd9f"), scene.light, 0.3))
        _landscape(scene, brush, box)
    brush.done()


def _landscape(scene: Scene, brush: Brush, box: tuple[float, float, float, float]) -> None:
    """Hills, one before the other, as a picture within the picture."""
    left, top, right, bottom = box
    for number, code in enumerate(("#8fa0a8", "#6f8570", "#4f6448")):
        across = np.linspace(left, right, 24)
        swing = (bottom - top) * 0.16 * line(scene.rng, 24, 2.2, 3)
        edge = top + (bottom - top) * (0.5 + 0.16 * number) - swing
        corners = [*zip(across, edge, strict=True), (right, bottom), (left, bottom)]
        brush.polygon(np.array(corners, np.float32), surface(colour(code), scene.light, 0.3))


def _skirting(scene: Scene) -> None:
    """The board along the foot of the wall."""
    brush, high = Brush(scene, 0.78), 20 * scene.unit
    white = surface(colour("#e6dccb"), scene.light, 0.22)
    brush.rectangle(0, scene.horizon - high, scene.width, scene.horizon, white * 0.92)
    brush.rectangle(0, scene.horizon - high, scene.width, scene.horizon - high * 0.84, white * 1.1)
    brush.rectangle(0, scene.horizon - 2 * scene.unit, scene.width, scene.horizon, white * 0.5)
    brush.done()


def _table(scene: Scene) -> float:
    """A wooden table across the foreground. Gives the row on its top where things stand."""
    back, front, thick = scene.at(0.76), scene.at(0.9), scene.at(0.03)
    inset = scene.width * 0.07
    rows = np.clip((scene.rows - back) / (front - back), 0, 1)
    left, right = inset * (1.9 - 0.9 * rows), scene.width - inset * (1.9 - 0.9 * rows)
    inside = np.clip(scene.columns - left, 0, 1) * np.clip(right - scene.columns, 0, 1)
    grain = fractal(scene.rng, scene.width, scene.height, 5, 6, gain=0.65, stretch=9)
    away = np.abs(scene.columns / scene.width - WINDOW) * 1.3
    towards = np.clip(0.75 - away + (grain - 0.5) * 0.5, 0.05, 1)[..., None]
    wood = colour("#9a6b45") * (0.72 + 0.5 * grain[..., None])
    top = wood * (scene.light.shade * (1 - towards) * 0.8 + scene.light.lit * towards)
    _legs(scene, inset, front + thick * 0.5)
    down = np.clip(scene.rows - back, 0, 1) * np.clip(front + thick - scene.rows, 0, 1)
    scene.lay(inside * down, np.where((scene.rows > front)[..., None], top * 0.55, top), 0.36 - 0.1 * rows)
    return back + (front - back) * 0.55


def _legs(scene: Scene, inset: float, row: float) -> None:
    brush, half = Brush(scene, 0.24), 14 * scene.unit
    dark = surface(colour("#6d4930"), scene.light, 0.15)
    for x in (inset + 2.4 * half, scene.width - inset - 2.4 * half):
        brush.rectangle(x - half, row, x + half, scene.height, dark)
        brush.rectangle(x - half, row, x - half * 0.3, scene.height, dark * 1.3)
    brush.done()


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
