"""Setting things into the scene: at their place and size, in its light, with a shadow or a reflection."""

from dataclasses import dataclass

import cv2
import numpy as np

from headwater.models.builtin.painter.icons import drawn
from headwater.models.builtin.painter.noise import fractal
from headwater.models.builtin.painter.palette import COLOURS, mixed
from headwater.models.builtin.painter.scene import Scene
from headwater.models.builtin.painter.vocabulary import Concept

DARK = np.array([0.5, 0.46, 0.47], np.float32)
"""Of what is painted as one shape, before the light falls on it."""


@dataclass(frozen=True)
class Spot:
    """Where one thing stands, floats or flies."""

    x: float
    """Its middle, in pixels."""
    foot: float
    """The row it stands on; for what flies or swims, its middle."""
    height: float
    """Pixels."""
    depth: float
    """0 near to 1 far."""
    how: str
    """`stands`, `floats` or `flies`."""
    flipped: bool


def set_in(scene: Scene, concept: Concept, colour: str | None, spot: Spot) -> None:
    """Draw one thing into the scene and its depth."""
    tint = COLOURS[colour] if colour else None
    icon = drawn(concept.icon, max(6, round(spot.height)), _silhouette(scene, concept, tint))
    if spot.flipped:
        icon = icon[:, ::-1]
    shape, own = icon[..., 3], icon[..., :3]
    if tint is not None and not concept.is_shape:
        own = _recoloured(own, tint)
    painted = _lit(scene, own, shape, spot)
    top = spot.foot - icon.shape[0] / (2 if spot.how == "flies" else 1)
    left = spot.x - icon.shape[1] / 2
    if spot.how == "stands":
        _shadow(scene, spot, icon.shape[1])
    if spot.how == "floats":
        _reflect(scene, painted, shape, (left, spot.foot), spot)
    _place(scene, painted, shape, (left, top), spot.depth)


def _silhouette(scene: Scene, concept: Concept, tint: np.ndarray | None) -> tuple[float, float, float] | None:
    if not concept.is_shape:
        return None
    red, green, blue = (
        tint if tint is not None else mixed(DARK, scene.light.near, 0.6 if concept.kind == "being" else 0.2)
    )
    return float(red), float(green), float(blue)


def _recoloured(own: np.ndarray, tint: np.ndarray) -> np.ndarray:
    """The colours moved to one hue; light and dark parts stay so."""
    grey = (own @ np.array([0.3, 0.59, 0.11], np.float32))[..., None]
    strong = np.ptp(own, axis=2)[..., None]
    share = np.clip(0.35 + strong * 1.3, 0, 0.95)
    return own * (1 - share) + np.clip(tint * (0.45 + grey * 0.85), 0, 1) * share


def _lit(scene: Scene, own: np.ndarray, shape: np.ndarray, spot: Spot) -> np.ndarray:
    """In the light of the scene: round towards the sun, a bright rim, and pale with distance."""
    height, width = shape.shape
    side = 1 if scene.sun[0] > spot.x else -1
    body = cv2.GaussianBlur(shape, (0, 0), max(1.5, width / 13))
    normal_y, normal_x = np.gradient(body)
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    facing = (
        0.3 + 0.42 * (across if side > 0 else 1 - across) - side * normal_x * width * 0.15 - normal_y * -height * 0.06
    )
    facing = np.clip(facing, 0.06, 1.15)[..., None]
    painted = own * (scene.light.shade * (1 - facing * 0.85) + scene.light.lit * facing * 1.02)
    step = max(1, round(width / 80))
    rim = np.clip(shape - np.roll(shape, -side * step, 1), 0, 1)[..., None] * (0.2 if scene.wish.time == "day" else 0.5)
    painted = np.clip(painted + rim * scene.light.lit, 0, 1.1)
    haze = 0.5 * max(0.0, spot.depth - 0.3)
    return painted * (1 - haze) + mixed(scene.light.sky[3], scene.light.far, 0.5) * haze


def _shadow(scene: Scene, spot: Spot, width: int) -> None:
    side = 1 if scene.sun[0] > spot.x else -1
    long = {"dawn": 0.7, "dusk": 0.7}.get(scene.wish.time, 0.25)
    x = spot.x - side * width * long * 0.5
    across = (scene.columns - x) / (width * (0.42 + long * 0.5))
    down = (scene.rows - spot.foot) / (spot.height * 0.055 + 2)
    dark = np.exp(-(across**2 + down**2) * 1.6) * (0.35 if "storm" in scene.wish.weather else 0.52)
    scene.pixels = scene.pixels * (1 - dark[..., None])


def _reflect(scene: Scene, painted: np.ndarray, shape: np.ndarray, place: tuple[float, float], spot: Spot) -> None:
    """Below what floats, its image: broken by ripples, and fading."""
    height, width = shape.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    wobble = (fractal(scene.rng, width, height, 5, 4, gain=0.6, stretch=6) - 0.5) * (8 + rows * 0.16)
    upside = cv2.remap(
        painted[::-1].astype(np.float32), columns + wobble, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    cover = cv2.remap(np.ascontiguousarray(shape[::-1]), columns + wobble, rows, cv2.INTER_LINEAR)
    fade = np.linspace(0.55, 0.0, height, dtype=np.float32)[:, None]
    _place(scene, upside * 0.72, cover * fade, (place[0], place[1] - height * 0.03), None)


def _place(
    scene: Scene, painted: np.ndarray, shape: np.ndarray, corner: tuple[float, float], depth: float | None
) -> None:
    left, top = (round(each) for each in corner)
    height, width = shape.shape
    rows = slice(max(0, top), min(scene.height, top + height))
    columns = slice(max(0, left), min(scene.width, left + width))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return
    inside = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
    cover = shape[inside][..., None]
    scene.pixels[rows, columns] = scene.pixels[rows, columns] * (1 - cover) + painted[inside] * cover
    if depth is not None:
        scene.depth[rows, columns] = np.where(shape[inside] > 0.5, depth, scene.depth[rows, columns])
