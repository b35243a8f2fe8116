"""Trees: pines and round ones, drawn as they stand along a line, dark against what is behind them."""

from dataclasses import dataclass

import cv2
import numpy as np

from headwater.models.builtin.painter.palette import Colour, mixed, surface
from headwater.models.builtin.painter.scene import Scene

LEAVES = np.array([0.27, 0.42, 0.2], np.float32)


class Brush:
    """Shapes drawn into the scene and into its depth at once."""

    def __init__(self, scene: Scene, depth: float) -> None:
        self._scene, self._depth = scene, depth
        self._image = np.clip(scene.pixels * 255, 0, 255).astype(np.uint8)
        self._mask = np.zeros((scene.height, scene.width), np.uint8)

    def polygon(self, points: np.ndarray, paint: Colour) -> None:
        """Fill a polygon (points x 2, in pixels)."""
        corners = [np.round(points * 16).astype(np.int32)]
        cv2.fillPoly(self._image, corners, _code(paint), cv2.LINE_AA, 4)
        cv2.fillPoly(self._mask, corners, 255, cv2.LINE_8, 4)

    def disc(self, centre: tuple[float, float], radius: float, paint: Colour) -> None:
        """Fill a disc."""
        middle = (round(centre[0] * 16), round(centre[1] * 16))
        cv2.circle(self._image, middle, max(8, round(radius * 16)), _code(paint), -1, cv2.LINE_AA, 4)
        cv2.circle(self._mask, middle, max(8, round(radius * 16)), 255, -1, cv2.LINE_8, 4)

    def rectangle(self, left: float, top: float, right: float, bottom: float, paint: Colour) -> None:
        """Fill an upright rectangle."""
        corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
        self.polygon(corners, paint)

    def done(self) -> None:
        """Put what was drawn back into the scene."""
        drawn = self._mask > 127
        self._scene.pixels = self._image.astype(np.float32) / 255
        self._scene.depth = np.where(drawn, self._depth, self._scene.depth)


def _code(paint: Colour) -> list[float]:
    return [float(each) for each in np.clip(paint * 255, 0, 255)]


@dataclass(frozen=True)
class Grove:
    """Trees along a line."""

    many: int
    """In a picture 1280 pixels wide."""
    size: float
    """About how high one is, in pixels of such a picture."""
    depth: float
    """0 near to 1 far."""
    nearness: float
    """0 is lost in the distance, 1 is dark and close."""


def pines(scene: Scene, line: np.ndarray, grove: Grove) -> None:
    """Pines that stand along a line (a row for each column)."""
    brush, size = Brush(scene, grove.depth), grove.size * scene.unit
    count = max(1, round(grove.many * scene.width / (1280 * scene.unit)))
    for x in np.sort(scene.rng.uniform(-20, scene.width + 20, count)):
        foot = line[int(np.clip(x, 0, scene.width - 1))] + 5 * scene.unit
        _pine(scene, brush, (float(x), float(foot)), size * (0.55 + 0.8 * scene.rng.random()), grove.nearness)
    brush.done()


def _pine(scene: Scene, brush: Brush, place: tuple[float, float], height: float, nearness: float) -> None:
    x, foot = place
    own = mixed(scene.light.far, mixed(scene.light.near, surface(LEAVES, scene.light, 0.3), 0.35), nearness)
    own = own * (0.82 + 0.36 * scene.rng.random())
    brush.rectangle(x - height * 0.022, foot - height * 0.2, x + height * 0.022, foot, own * 0.6)
    tiers = 8
    for tier in range(tiers):
        share = tier / tiers
        low, wide = (
            foot - height * (0.1 + 0.9 * share),
            height * 0.2 * (1 - share) ** 0.85 * (0.85 + 0.3 * scene.rng.random()),
        )
        high, droop = low - height / tiers * 1.75, height * 0.03
        points = [
            (x - wide, low + droop),
            (x - wide * 0.35, low),
            (x, low + droop * 0.6),
            (x + wide * 0.35, low),
            (x + wide, low + droop),
            (x, high),
        ]
        lit = 1 + 0.16 * share * (0.4 + 0.6 * nearness)
        brush.polygon(np.array(points, np.float32), own * lit)


def round_trees(scene: Scene, line: np.ndarray, grove: Grove) -> None:
    """Broad-leaved trees along a line, their crowns lit from the sun's side."""
    brush, size = Brush(scene, grove.depth), grove.size * scene.unit
    count = max(1, round(grove.many * scene.width / (1280 * scene.unit)))
    for x in scene.rng.uniform(0, scene.width, count):
        foot = line[int(np.clip(x, 0, scene.width - 1))] + 4 * scene.unit
        _round_tree(scene, brush, (float(x), float(foot)), size * (0.6 + 0.7 * scene.rng.random()), grove.nearness)
    brush.done()


def _round_tree(scene: Scene, brush: Brush, place: tuple[float, float], height: float, nearness: float) -> None:
    x, foot = place
    side = 1 if scene.sun[0] > x else -1
    bark = mixed(scene.light.far, scene.light.near, 0.5 + 0.5 * nearness)
    brush.polygon(
        np.array(
            [
                (x - height * 0.04, foot),
                (x + height * 0.04, foot),
                (x + height * 0.015, foot - height * 0.5),
                (x - height * 0.015, foot - height * 0.5),
            ],
            np.float32,
        ),
        bark,
    )
    blobs = scene.rng.normal(0, 1, (26, 2)) * height * np.array([0.17, 0.13])
    for across, up in blobs[np.argsort(side * blobs[:, 0] - blobs[:, 1])]:
        facing = np.clip(0.42 + (side * across + -up) / height * 1.3, 0.05, 1)
        leaves = mixed(scene.light.far, surface(LEAVES, scene.light, float(facing)), 0.35 + 0.65 * nearness)
        brush.disc((x + across, foot - height * 0.66 + up), height * scene.rng.uniform(0.1, 0.15), leaves)
