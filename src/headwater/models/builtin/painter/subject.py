"""Setting things into the scene: at their place and size, in its light, with a shadow or a reflection."""

from dataclasses import dataclass

import cv2
import numpy as np

from headwater.models.builtin.painter import solitary
from headwater.models.builtin.painter.icons import drawn
from headwater.models.builtin.painter.noise import fractal
from headwater.models.builtin.painter.scene import Scene
from headwater.models.builtin.painter.toning import asked_colour, calmed, lit, recoloured, shape_paint
from headwater.models.builtin.painter.vocabulary import Concept

GROWN = {"pine": solitary.pine, "tree": solitary.round_tree}
"""What is built of its own parts, not drawn from an icon."""


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
    if concept.name in GROWN and spot.how == "stands":
        _shadow(scene, spot, round(spot.height * 0.5))
        GROWN[concept.name](scene, (spot.x, spot.foot), spot.height, spot.depth, colour)
        return
    asked = asked_colour(concept, colour)
    icon = drawn(concept.icon, max(6, round(spot.height)), shape_paint(scene, concept, asked))
    if spot.flipped:
        icon = icon[:, ::-1]
    shape, own = icon[..., 3], icon[..., :3]
    if asked is not None and not concept.is_shape:
        own = recoloured(own, asked)
    own = calmed(scene, own, asked is not None)
    painted = lit(scene, own, shape, (spot.x, spot.depth), spot.how == "stands")
    top = spot.foot - icon.shape[0] / (2 if spot.how == "flies" else 1)
    left = spot.x - icon.shape[1] / 2
    if spot.how == "stands":
        _shadow(scene, spot, icon.shape[1])
    if spot.how == "floats":
        _reflect(scene, painted, shape, (left, spot.foot), spot)
    _place(scene, painted, shape, (left, top), spot.depth)


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
