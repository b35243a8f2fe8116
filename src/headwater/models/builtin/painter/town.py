"""Streets and villages: houses in rows, their windows lit when it gets dark, and wet ground that shines back."""

import cv2
import numpy as np

from headwater.models.builtin.painter.noise import fractal
from headwater.models.builtin.painter.palette import Colour, colour, mixed, surface
from headwater.models.builtin.painter.scene import Scene, Stage
from headwater.models.builtin.painter.trees import Brush

WARM = (colour("#ffd58c"), colour("#fff0c6"), colour("#ffc267"))
NEON = (colour("#ff5ab4"), colour("#4fdcff"), colour("#ffdc78"), colour("#aa6eff"), colour("#6effb0"))
WALLS = (colour("#d8c3a5"), colour("#c9a58a"), colour("#e2d8c6"), colour("#b98d76"))
ROOFS = (colour("#8a4a3b"), colour("#6d4a44"), colour("#59525a"))


def skyline(scene: Scene, foot: float, tallest: float, nearness: float, depth: float) -> None:
    """A row of tall houses from side to side, standing at row `foot`."""
    brush, x, tallest = Brush(scene, depth), -30 * scene.unit, tallest * scene.unit
    windows: list[tuple[float, float, float, float, Colour]] = []
    while x < scene.width:
        wide = scene.rng.uniform(42, 120) * scene.unit * (0.6 + 0.65 * nearness)
        high = tallest * (0.28 + 0.72 * scene.rng.random() ** 1.6)
        _tower(scene, brush, (x, foot - high, x + wide, foot + 4), nearness)
        windows += _windows(scene, (x, foot - high, x + wide, foot), nearness)
        x += wide + scene.rng.uniform(0, 10) * scene.unit
    for left, top, right, bottom, paint in windows:
        brush.rectangle(left, top, right, bottom, paint)
    brush.done()


def _tower(scene: Scene, brush: Brush, box: tuple[float, float, float, float], nearness: float) -> None:
    left, top, right, foot = box
    own = mixed(scene.light.far, scene.light.near, nearness) * (0.86 + 0.28 * scene.rng.random())
    brush.rectangle(left, top, right, foot, own)
    side = 1 if scene.sun[0] > (left + right) / 2 else -1
    edge = (right - left) * 0.16
    lit = mixed(own, scene.light.lit, 0.2 * (1 - nearness * 0.5))
    brush.rectangle(right - edge if side > 0 else left, top, right if side > 0 else left + edge, foot, lit)
    if scene.rng.random() < 0.4:
        middle, step = (left + right) / 2, (right - left) * 0.28
        brush.rectangle(middle - step, top - step * 0.9, middle + step, top, own)
    if scene.rng.random() < 0.3:
        mast = (left + right) / 2
        brush.rectangle(mast - scene.unit, top - 34 * scene.unit, mast + scene.unit, top, own)


def _windows(
    scene: Scene, box: tuple[float, float, float, float], nearness: float
) -> list[tuple[float, float, float, float, Colour]]:
    left, top, right, foot = box
    size = (2.6 + 3.4 * nearness) * scene.unit
    lamps, glass = (NEON, scene.light.far) if scene.wish.time == "neon" else (WARM, scene.light.sky[3])
    found = []
    for x in np.arange(left + size * 1.4, right - size * 1.6, size * 2.3):
        for y in np.arange(top + size * 1.8, foot - size, size * 2.7):
            chance = scene.rng.random()
            if chance < scene.light.lamps * 0.62:
                paint = lamps[int(scene.rng.integers(len(lamps)))] * (0.6 + 0.4 * nearness)
            elif chance > 0.72 and scene.light.lamps < 0.4:
                paint = mixed(scene.light.far, glass, 0.55) * (0.8 + 0.2 * nearness)
            else:
                continue
            found.append((float(x), float(y), float(x + size), float(y + size * 1.35), paint))
    return found


def glow(scene: Scene, strength: float = 1.2) -> None:
    """What is bright in the dark shines beyond its edges."""
    bright = np.clip(scene.pixels - 0.6, 0, 1)
    near = cv2.GaussianBlur(bright, (0, 0), 5 * scene.unit)
    wide = cv2.GaussianBlur(
        cv2.resize(bright, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), (0, 0), 7 * scene.unit
    )
    scene.pixels = scene.pixels + (near + cv2.resize(wide, (scene.width, scene.height))) * strength


def wet_street(scene: Scene, top: int) -> None:
    """Dark ground from row `top` down, shining back what stands above it."""
    height = scene.height - top
    closeness = (np.arange(height, dtype=np.float32) / height)[:, None]
    grain = fractal(scene.rng, scene.width, height, 30, 5, gain=0.6, stretch=0.3)
    puddles = fractal(scene.rng, scene.width, height, 4, 5, gain=0.55, stretch=5)
    rows = np.clip(
        top - 1 - np.arange(height, dtype=np.float32)[:, None] * 1.15 + (grain - 0.5) * 60 * scene.unit, 0, top - 1
    )
    across = scene.columns[:height] + (grain - 0.5) * 34 * scene.unit * (0.4 + closeness)
    shine = cv2.remap(
        scene.pixels,
        across.astype(np.float32),
        rows.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    wet = "rain" in scene.wish.weather or scene.wish.time == "neon"
    share = np.clip((puddles - 0.42) * 5, 0.12, 1)[..., None] * (0.85 if wet else 0.28)
    stone = (
        surface(colour("#4a4a52"), scene.light, 0.4)
        * (0.7 + 0.5 * grain[..., None])
        * (1 - 0.35 * closeness[..., None])
    )
    scene.pixels[top:] = stone * (1 - share) + shine * share
    scene.depth[top:] = 0.6 - 0.35 * closeness


def village(scene: Scene, line: np.ndarray, many: int, size: float, depth: float) -> None:
    """Small houses with gabled roofs along a line."""
    brush, size = Brush(scene, depth), size * scene.unit
    lamps: list[tuple[float, float, float, float, Colour]] = []
    for x in np.sort(scene.rng.uniform(0.04, 0.96, many)) * scene.width:
        lamps += _house(
            scene, brush, (float(x), float(line[int(x)] + 6 * scene.unit)), size * scene.rng.uniform(0.7, 1.2), depth
        )
    for left, top, right, bottom, paint in lamps:
        brush.rectangle(left, top, right, bottom, paint)
    brush.done()


def _house(
    scene: Scene, brush: Brush, place: tuple[float, float], size: float, depth: float
) -> list[tuple[float, float, float, float, Colour]]:
    x, foot = place
    side = 1 if scene.sun[0] > x else -1
    wall = WALLS[int(scene.rng.integers(len(WALLS)))]
    haze = np.clip(depth - 0.3, 0, 1) * 0.6
    wide, high = size * scene.rng.uniform(0.9, 1.3), size * 0.62
    body = mixed(surface(wall, scene.light, 0.55), scene.light.far, float(haze))
    dark = mixed(surface(wall, scene.light, 0.15), scene.light.far, float(haze))
    roof = mixed(surface(ROOFS[int(scene.rng.integers(len(ROOFS)))], scene.light, 0.5), scene.light.far, float(haze))
    brush.rectangle(x - wide / 2, foot - high, x + wide / 2, foot, body)
    brush.rectangle(
        x - wide / 2 if side > 0 else x + wide * 0.2,
        foot - high,
        x - wide * 0.2 if side > 0 else x + wide / 2,
        foot,
        dark,
    )
    brush.polygon(
        np.array(
            [(x - wide * 0.58, foot - high), (x + wide * 0.58, foot - high), (x, foot - high - size * 0.5)], np.float32
        ),
        roof,
    )
    lit = scene.rng.random() < scene.light.lamps + 0.1
    pane = WARM[0] if lit and scene.light.lamps > 0 else mixed(scene.light.sky[2], scene.light.near, 0.4)
    size_of_pane = size * 0.14
    return [
        (
            x + at - size_of_pane / 2,
            foot - high * 0.66,
            x + at + size_of_pane / 2,
            foot - high * 0.66 + size_of_pane * 1.25,
            pane,
        )
        for at in (-wide * 0.22, wide * 0.22)
    ]


def city(scene: Scene) -> Stage:
    foot = float(scene.horizon)
    skyline(scene, foot, 330, 0.12, 0.92)
    skyline(scene, foot + 6 * scene.unit, 380, 0.46, 0.78)
    skyline(scene, foot + 10 * scene.unit, 250, 0.85, 0.64)
    if scene.light.lamps > 0.3:
        glow(scene)
    wet_street(scene, scene.horizon)
    return Stage(np.full(scene.width, scene.at(0.84), np.float32), afloat=False)
