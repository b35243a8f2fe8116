"""Trees close to the eye: one that was asked for, built of boughs and leaves, and the trunks that frame a forest."""

import cv2
import numpy as np

from headwater.models.builtin.painter.noise import fractal, smooth
from headwater.models.builtin.painter.palette import COLOURS, Colour, colour, mixed, surface
from headwater.models.builtin.painter.scene import Scene
from headwater.models.builtin.painter.trees import LEAVES, Brush

BARK = colour("#5b4636")
NEEDLES = colour("#2f5a38")
BOUGHS, CLUMPS = 26, 1100


def pine(scene: Scene, place: tuple[float, float], height: float, depth: float, asked: str | None) -> None:
    """A pine on its foot `place` (x, row): rows of drooping boughs, the upper ones in the light."""
    brush, (x, foot) = Brush(scene, depth), place
    own = COLOURS[asked] if asked else NEEDLES
    _trunk(scene, brush, (x, foot), height * 0.3, height * 0.035)
    for bough in range(BOUGHS):
        share = bough / BOUGHS
        low = foot - height * (0.1 + 0.86 * share)
        _bough(scene, brush, (x, low), height * (0.012 + 0.25 * (1 - share) ** 0.9), own)
    half, top = height * 0.012, foot - height * 0.93
    tip = [(x - half, top), (x + half, top), (x, foot - height)]
    brush.polygon(np.array(tip, np.float32), surface(own, scene.light, 0.6))
    brush.done()


def _bough(scene: Scene, brush: Brush, middle: tuple[float, float], wide: float, own: Colour) -> None:
    """Needles from one side to the other, hanging lower the farther out they are."""
    x, low = middle
    side = 1 if scene.sun[0] > x else -1
    for out in np.linspace(-1, 1, 15) + scene.rng.normal(0, 0.03, 15):
        tip = (x + out * wide, low + wide * (0.2 * abs(out) + 0.13 * scene.rng.random()))
        root, half = (x + out * wide * 0.55, low - wide * 0.5), wide * 0.12
        facing = float(np.clip(0.32 + 0.4 * side * out + 0.35 * scene.rng.random(), 0.02, 1))
        paint = surface(own, scene.light, facing) * (0.62 + 0.5 * facing)
        corners = [(root[0] - half, root[1]), (root[0] + half, root[1]), tip]
        brush.polygon(np.array(corners, np.float32), paint)


def round_tree(scene: Scene, place: tuple[float, float], height: float, depth: float, asked: str | None) -> None:
    """A broad-leaved tree on its foot `place` (x, row): clumps of leaves, dark within and below, bright to the sun."""
    brush, (x, foot) = Brush(scene, depth), place
    own = COLOURS[asked] if asked else LEAVES
    _trunk(scene, brush, (x, foot), height * 0.62, height * 0.05)
    side = 1 if scene.sun[0] > x else -1
    across, up, near = _crown(scene.rng)
    for each in np.argsort(near):
        facing = float(np.clip(0.3 + 0.34 * near[each] + 0.36 * side * across[each] - 0.34 * up[each], 0.02, 1))
        paint = surface(own, scene.light, facing) * (0.5 + 0.62 * facing) * scene.rng.uniform(0.86, 1.14)
        centre = (x + across[each] * height * 0.36, foot - height * 0.64 + up[each] * height * 0.34)
        brush.polygon(_clump(scene.rng, centre, height * scene.rng.uniform(0.012, 0.032)), paint)
    brush.done()


def _clump(rng: np.random.Generator, centre: tuple[float, float], size: float) -> np.ndarray:
    """A ragged tuft of leaves."""
    turn = np.linspace(0, 2 * np.pi, 11)[:-1]
    out = size * rng.uniform(0.35, 1.5, 10)
    return np.stack([centre[0] + np.cos(turn) * out, centre[1] + np.sin(turn) * out], axis=1).astype(np.float32)


def _crown(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the clumps are, -1 to 1: across, down and towards the eye; several balls make one crown."""
    balls = np.array([(0, -0.45), (-0.5, 0.0), (0.52, 0.02), (0.0, 0.1), (-0.28, -0.3), (0.3, -0.28), (0.1, 0.42)])
    which = rng.integers(0, len(balls), CLUMPS)
    away = rng.normal(0, 1, (CLUMPS, 3))
    away *= (0.52 * rng.random((CLUMPS, 1)) ** 0.35) / np.linalg.norm(away, axis=1, keepdims=True)
    return balls[which, 0] + away[:, 0], balls[which, 1] + away[:, 1], away[:, 2] * 1.9


def _trunk(scene: Scene, brush: Brush, foot: tuple[float, float], high: float, half: float) -> None:
    """In strips, so that it is round: dark on the side away from the light."""
    side = 1 if scene.sun[0] > foot[0] else -1
    for strip in np.linspace(-1, 1, 9)[:-1]:
        left, right = foot[0] + strip * half, foot[0] + (strip + 0.27) * half
        facing = float(np.clip(0.4 + 0.45 * side * strip + 0.14 * scene.rng.normal(), 0.03, 1))
        top = foot[0] + strip * half * 0.5, foot[0] + (strip + 0.27) * half * 0.5
        rows = (foot[1], foot[1] - high)
        corners = [(left, rows[0]), (right, rows[0]), (top[1], rows[1]), (top[0], rows[1])]
        brush.polygon(np.array(corners, np.float32), surface(BARK, scene.light, facing) * 0.9)


def forest_edge(scene: Scene) -> None:
    """Two or three trunks at the sides, close to the eye, and the leaves that hang from above them."""
    for share in (0.04, 0.9, 0.98):
        x = (share + scene.rng.normal(0, 0.012)) * scene.width
        _bark(scene, x, scene.rng.uniform(30, 52) * scene.unit, scene.rng.normal(0, 14) * scene.unit)
    _canopy(scene)


def _bark(scene: Scene, x: float, half: float, lean: float) -> None:
    up = 1 - scene.rows / scene.height
    middle, wide = x + lean * up, half * (0.6 + 0.5 * (1 - up) ** 3)
    across = (scene.columns - middle) / wide
    furrows = fractal(scene.rng, scene.width, scene.height, 90, 3, gain=0.6, stretch=0.12)
    side = 1 if scene.sun[0] > x else -1
    facing = np.clip(0.3 + 0.34 * side * across + (furrows - 0.5) * 0.9, 0.02, 1)[..., None]
    bark = mixed(BARK, scene.light.near, 0.45)
    paint = bark * (scene.light.shade * (1 - facing) * 0.6 + scene.light.lit * facing * 0.75)
    scene.lay(np.clip((1 - np.abs(across)) * wide / 1.4, 0, 1), paint, 0.16)


def _canopy(scene: Scene) -> None:
    """Leaves along the upper edge, thickest at the sides."""
    leaves = fractal(scene.rng, scene.width, scene.height, 26, 4, gain=0.7)
    aside = np.abs(scene.columns / scene.width - 0.5) * 2
    hang = scene.height * (0.05 + 0.2 * aside**2.2) + 60 * scene.unit * (cv2.blur(leaves, (31, 31)) - 0.5)
    cover = smooth(leaves + (hang - scene.rows) / (90 * scene.unit), 0.52, 0.64)
    own = mixed(surface(NEEDLES, scene.light, 0.45), scene.light.near, 0.5)
    scene.lay(cover, own * (0.6 + 0.8 * leaves[..., None]), 0.15)
