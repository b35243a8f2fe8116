"""The places that can be painted: for each setting its layers from the back to the front, and where things can stand."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from headwater.models.builtin.painter import land, town, trees, water
from headwater.models.builtin.painter.noise import fractal, line, shifted, smooth
from headwater.models.builtin.painter.palette import colour, mixed, surface
from headwater.models.builtin.painter.scene import Scene
from headwater.models.builtin.painter.sky import paint_sky


@dataclass(frozen=True)
class Stage:
    """Where subjects go."""

    floor: np.ndarray | None
    """The row of the nearest ground's edge, for each column; None where there is none to stand on."""
    afloat: bool
    """Whether there is water for boats."""


def painted(scene: Scene) -> Stage:
    """Paint the setting of the scene, without its subjects."""
    if scene.wish.setting not in ("room", "underwater"):
        paint_sky(scene)
    return _SETTINGS[scene.wish.setting](scene)


def _snowy(scene: Scene, kind: str) -> str:
    return "snow" if "snow" in scene.wish.weather else kind


def _at(scene: Scene, share: float) -> float:
    return scene.height * share


def _sea(scene: Scene) -> Stage:
    if scene.rng.random() < 0.6:
        land.mountains(scene, scene.horizon + 3, 60 * scene.unit, 0.93, 0.12, 2.4)
    water.paint_water(scene, 2.0 if "storm" in scene.wish.weather else 1.0)
    return Stage(None, afloat=True)


def _coast(scene: Scene) -> Stage:
    land.mountains(scene, scene.horizon + 3, 95 * scene.unit, 0.93, 0.14, 2.6)
    water.paint_water(scene, 1.8 if "storm" in scene.wish.weather else 1.0)
    _headland(scene)
    kind = _snowy(scene, "rock" if "storm" in scene.wish.weather or scene.wish.time in ("dusk", "night") else "grass")
    edge = land.ground(scene, kind, _at(scene, 0.84), 120 * scene.unit, (0.42, 0.12))
    water.foam(scene, edge)
    return Stage(edge, afloat=True)


def _headland(scene: Scene) -> None:
    """A dark spit of land that reaches in from the side away from the sun."""
    from_left = scene.sun[0] > scene.width / 2
    reach = np.linspace(1, 0, scene.width) if from_left else np.linspace(0, 1, scene.width)
    rise = smooth(reach, 0.5, 1.0) * 120 * scene.unit * (0.7 + 0.5 * line(scene.rng, scene.width, 5, 6, 0.55))
    top = np.where(reach > 0.5, scene.horizon + 26 * scene.unit - rise, scene.height * 2)
    under = np.where(reach > 0.5, scene.horizon + 26 * scene.unit + smooth(reach, 0.5, 1) * 12 * scene.unit, 0)
    mask = scene.below(top) * (1 - scene.below(under))
    rough = fractal(scene.rng, scene.width, scene.height, 26, 5, 0.62)[..., None]
    rock = (
        mixed(scene.light.far, scene.light.near, 0.6) * (0.75 + 0.5 * rough)
        + scene.light.lit * np.clip(rough - 0.58, 0, 1) * 0.5
    )
    scene.lay(mask, rock, 0.72)


def _lake(scene: Scene) -> Stage:
    land.mountains(scene, scene.horizon, 250 * scene.unit, 0.94, 0.06, 2.8, snow=True)
    far = land.mountains(scene, scene.horizon + 4, 120 * scene.unit, 0.88, 0.34, 3.4)
    trees.pines(scene, np.maximum(far, scene.horizon - 6 * scene.unit), 70, 34, 0.86, 0.4)
    water.paint_water(scene, 0.35)
    edge = land.ground(scene, _snowy(scene, "grass"), _at(scene, 0.9), 60 * scene.unit, (0.36, 0.1))
    trees.pines(scene, edge, 7, 130, 0.24, 1)
    return Stage(edge, afloat=True)


def _river(scene: Scene) -> Stage:
    land.mountains(scene, scene.horizon, 190 * scene.unit, 0.94, 0.08, 2.8, snow="snow" in scene.wish.weather)
    hills = land.mountains(scene, scene.horizon + 20 * scene.unit, 90 * scene.unit, 0.86, 0.4, 2.2)
    trees.round_trees(scene, hills + 20 * scene.unit, 16, 46, 0.84, 0.45)
    water.paint_water(scene, 0.5)
    return Stage(_banks(scene), afloat=True)


def _banks(scene: Scene) -> np.ndarray:
    """The two banks of a river that comes towards the eye; gives the line of the near one."""
    down = np.clip((scene.rows - scene.horizon) / (scene.height - scene.horizon), 0, 1)
    bend = scene.width * (0.5 + 0.16 * np.sin(down * 3.4 + scene.rng.random() * 6) * (1 - down))
    half = scene.width * (0.035 + 0.3 * down**1.5)
    ragged = (fractal(scene.rng, scene.width, scene.height, 14, 5, 0.6) - 0.5) * 70 * scene.unit * (0.2 + down)
    inside = smooth(half - np.abs(scene.columns - bend) + ragged, -3 * scene.unit, 3 * scene.unit)
    before, depth = scene.pixels.copy(), scene.depth.copy()
    edge = land.ground(scene, _snowy(scene, "grass"), scene.horizon + 2, 4 * scene.unit, (0.88, 0.14))
    scene.pixels = scene.pixels * (1 - inside[..., None]) + before * inside[..., None]
    scene.depth = np.where(inside > 0.5, depth, scene.depth)
    return np.full_like(edge, _at(scene, 0.86))


def _mountain(scene: Scene) -> Stage:
    snowy = "snow" in scene.wish.weather
    land.mountains(scene, scene.horizon, 330 * scene.unit, 0.95, 0.02, 2.6, snow=True)
    land.mountains(scene, scene.horizon + 34 * scene.unit, 240 * scene.unit, 0.86, 0.26, 3.4, snow=True)
    near = land.mountains(scene, scene.horizon + 80 * scene.unit, 130 * scene.unit, 0.7, 0.58, 3, snow=snowy)
    trees.pines(scene, near + 10 * scene.unit, 60, 70, 0.66, 0.68)
    edge = land.ground(scene, _snowy(scene, "meadow"), _at(scene, 0.86), 70 * scene.unit, (0.44, 0.1))
    trees.pines(scene, edge, 12, 130, 0.3, 1)
    return Stage(edge, afloat=False)


def _forest(scene: Scene) -> Stage:
    for layer in range(5):
        foot = scene.horizon - 60 * scene.unit + layer * 42 * scene.unit
        hill = land.mountains(scene, foot, 40 * scene.unit, 0.92 - 0.11 * layer, 0.1 + 0.17 * layer, 1.8)
        trees.pines(
            scene, hill + 8 * scene.unit, 74 - 7 * layer, 96 + 30 * layer, 0.91 - 0.11 * layer, 0.14 + 0.18 * layer
        )
    edge = land.ground(scene, _snowy(scene, "forest"), scene.horizon + 96 * scene.unit, 30 * scene.unit, (0.45, 0.1))
    _trunks(scene)
    return Stage(edge, afloat=False)


def _trunks(scene: Scene) -> None:
    """Two or three dark trunks at the sides, close to the eye."""
    brush = trees.Brush(scene, 0.16)
    for share in (0.05, 0.9, 0.97):
        x = (share + scene.rng.normal(0, 0.015)) * scene.width
        wide = scene.rng.uniform(22, 40) * scene.unit
        lean = scene.rng.normal(0, 16) * scene.unit
        points = [
            (x - wide * 0.8, scene.height),
            (x + wide * 0.8, scene.height),
            (x + wide * 0.42 + lean, 0),
            (x - wide * 0.42 + lean, 0),
        ]
        brush.polygon(np.array(points, np.float32), scene.light.near * scene.rng.uniform(0.8, 1.25))
    brush.done()


def _field(scene: Scene) -> Stage:
    land.mountains(scene, scene.horizon, 110 * scene.unit, 0.94, 0.06, 2.4)
    far = land.ground(scene, _snowy(scene, "meadow"), scene.horizon + 4 * scene.unit, 40 * scene.unit, (0.88, 0.6))
    trees.round_trees(scene, far + 10 * scene.unit, 12, 52, 0.82, 0.45)
    edge = land.ground(scene, _snowy(scene, "grass"), _at(scene, 0.76), 60 * scene.unit, (0.5, 0.08))
    return Stage(edge, afloat=False)


def _desert(scene: Scene) -> Stage:
    land.mountains(scene, scene.horizon + 3, 90 * scene.unit, 0.93, 0.16, 2.2)
    for share, depth in ((0.02, 0.8), (0.1, 0.62), (0.22, 0.45)):
        _dune(scene, scene.horizon + share * scene.height, depth)
    edge = _dune(scene, _at(scene, 0.86), 0.28)
    return Stage(edge, afloat=False)


def _dune(scene: Scene, top: float, depth: float) -> np.ndarray:
    """A dune with a sharp crest: the side towards the sun is bright, the other lies in shade."""
    edge = top + 110 * scene.unit * (1.1 - depth) * (line(scene.rng, scene.width, 1.4, 3, 0.35) - 0.5)
    closeness = np.clip((scene.rows - edge[None, :]) / (scene.height * 0.3), 0, 1)
    side = 1 if scene.sun[0] > scene.width / 2 else -1
    slope = np.gradient(cv2.GaussianBlur(edge[None, :].astype(np.float32), (0, 0), 10 * scene.unit)[0])
    ripples = fractal(scene.rng, scene.width, scene.height, 16, 4, 0.6, stretch=7) - 0.5
    towards = np.clip(0.5 - side * slope[None, :] * 3.2 + ripples * 0.7 - closeness * 0.25, 0.03, 1)[..., None]
    sand = land.GROUND["dune"]
    paint = sand * scene.light.shade * (1 - towards) * 0.9 + sand * scene.light.lit * towards
    haze = max(0.0, depth - 0.35) * 0.8
    scene.lay(
        scene.below(edge),
        paint * (1 - haze) + mixed(scene.light.sky[3], scene.light.far, 0.4) * haze,
        depth - 0.14 * closeness,
    )
    return edge


def _city(scene: Scene) -> Stage:
    foot = float(scene.horizon)
    town.skyline(scene, foot, 330, 0.12, 0.92)
    town.skyline(scene, foot + 6 * scene.unit, 380, 0.46, 0.78)
    town.skyline(scene, foot + 10 * scene.unit, 250, 0.85, 0.64)
    if scene.light.lamps > 0.3:
        town.glow(scene)
    town.wet_street(scene, scene.horizon)
    return Stage(np.full(scene.width, _at(scene, 0.84), np.float32), afloat=False)


def _village(scene: Scene) -> Stage:
    land.mountains(scene, scene.horizon, 150 * scene.unit, 0.94, 0.08, 2.6, snow="snow" in scene.wish.weather)
    hill = land.ground(scene, _snowy(scene, "meadow"), scene.horizon, 50 * scene.unit, (0.86, 0.55))
    trees.round_trees(scene, hill + 16 * scene.unit, 14, 50, 0.8, 0.5)
    town.village(scene, hill + 26 * scene.unit, 13, 54, 0.74)
    if scene.light.lamps > 0.3:
        town.glow(scene, 0.8)
    edge = land.ground(scene, _snowy(scene, "grass"), _at(scene, 0.8), 60 * scene.unit, (0.5, 0.08))
    return Stage(edge, afloat=False)


def _sky(scene: Scene) -> Stage:
    base = fractal(scene.rng, scene.width, scene.height, 3, 7, 0.55, stretch=2.4)
    low = smooth(base + (scene.rows / scene.height - 0.62) * 1.6, 0.42, 0.72)
    tint = mixed(scene.light.sky[4], scene.light.lit, 0.5)
    shade = mixed(scene.light.sky[1], scene.light.shade, 0.3)
    facing = np.clip(0.5 + (base - shifted(base, 0, -18 * scene.unit)) * 5, 0, 1)[..., None]
    scene.lay(low, shade * (1 - facing) + tint * facing, 0.9 - 0.3 * scene.rows / scene.height)
    return Stage(None, afloat=False)


def _space(scene: Scene) -> Stage:
    dust = fractal(scene.rng, scene.width, scene.height, 2.4, 7, 0.58)
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
    bands = fractal(scene.rng, scene.width, scene.height, 6, 6, 0.6, stretch=6)[..., None]
    scene.lay(inside, own * (0.6 + 0.8 * bands) * lit, 0.8)


def _room(scene: Scene) -> Stage:
    """A wall with a tall window, the time of day outside it, and a wooden floor that its light falls on."""
    from_left = 0.32
    paint_sky(scene)
    land.mountains(scene, scene.height * 0.52, 80 * scene.unit, 0.95, 0.2, 2.4)
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
    return Stage(np.full(scene.width, _at(scene, 0.86), np.float32), afloat=False)


def _box(scene: Scene, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    inside = (scene.columns >= left) & (scene.columns <= right) & (scene.rows >= top) & (scene.rows <= bottom)
    return inside.astype(np.float32)


def _frame(scene: Scene, box: tuple[float, float, float, float]) -> None:
    left, top, right, sill = box
    brush, thick, wood = trees.Brush(scene, 0.78), 7 * scene.unit, surface(colour("#efe6d8"), scene.light, 0.35)
    middle, across = (left + right) / 2, top + (sill - top) * 0.42
    for edges in ((left - thick, top - thick, right + thick, top), (left - thick, top, left, sill), (right, top, right + thick, sill),
                  (middle - thick / 2, top, middle + thick / 2, sill), (left, across - thick / 2, right, across + thick / 2),
                  (left - thick * 2.2, sill, right + thick * 2.2, sill + thick * 1.7)):  # fmt: skip
        brush.rectangle(*edges, wood)
    brush.done()


def _boards(scene: Scene, floor: np.ndarray, window: tuple[float, float]) -> None:
    closeness = np.clip((scene.rows - floor[None, :]) / (scene.height - scene.horizon), 0, 1)
    grain = fractal(scene.rng, scene.width, scene.height, 12, 5, 0.6, stretch=0.25)[..., None]
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


def _reef(scene: Scene) -> None:
    """Rocks of the sea floor, lost in the blue."""
    for foot, height, depth, dark in ((0.9, 190, 0.86, 0.35), (0.95, 130, 0.7, 0.7)):
        top = scene.height * foot - height * scene.unit * line(scene.rng, scene.width, 5, 6, 0.55)
        rough = fractal(scene.rng, scene.width, scene.height, 22, 5, 0.62)[..., None]
        rock = mixed(colour("#2f8fa3"), colour("#0a3247"), dark) * (0.75 + 0.5 * rough) * (0.4 + 0.6 * scene.light.lit)
        scene.lay(scene.below(top), rock, depth)


def _underwater(scene: Scene) -> Stage:
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
    edge = land.ground(scene, "seabed", _at(scene, 0.88), 50 * scene.unit, (0.45, 0.1))
    return Stage(edge, afloat=False)


_SETTINGS: dict[str, Callable[[Scene], Stage]] = {
    "sea": _sea, "coast": _coast, "lake": _lake, "river": _river, "mountain": _mountain, "forest": _forest, "field": _field,
    "desert": _desert, "city": _city, "village": _village, "sky": _sky, "space": _space, "room": _room, "underwater": _underwater,
}  # fmt: skip
