"""Places in the country: mountains, a forest, a field, a desert, a village."""

import cv2
import numpy as np

from headwater.models.builtin.painter import land, solitary, town, trees
from headwater.models.builtin.painter.land import Range, snowed
from headwater.models.builtin.painter.noise import fractal, line
from headwater.models.builtin.painter.palette import mixed, surface
from headwater.models.builtin.painter.scene import Scene, Stage
from headwater.models.builtin.painter.trees import Grove


def mountain(scene: Scene) -> Stage:
    snowy = "snow" in scene.wish.weather
    land.mountains(scene, Range(scene.horizon, 330, 0.95, 0.02, 2.6, snow=True))
    land.mountains(scene, Range(scene.horizon + 34 * scene.unit, 240, 0.86, 0.26, 3.4, snow=True))
    near = land.mountains(scene, Range(scene.horizon + 80 * scene.unit, 130, 0.7, 0.58, 3, snow=snowy))
    land.ground(scene, snowed(scene, "meadow"), scene.horizon + 72 * scene.unit, 16 * scene.unit, (0.56, 0.46))
    trees.pines(scene, near + 10 * scene.unit, Grove(60, 70, 0.66, 0.68))
    edge = land.ground(scene, snowed(scene, "meadow"), scene.at(0.86), 70 * scene.unit, (0.44, 0.1))
    trees.pines(scene, edge, Grove(12, 130, 0.3, 1))
    return Stage(edge, afloat=False)


def forest(scene: Scene) -> Stage:
    for layer in range(5):
        foot = scene.horizon - 60 * scene.unit + layer * 42 * scene.unit
        hill = _wooded(scene, foot, layer)
        grove = Grove(
            74 - 7 * layer, (96 + 30 * layer) * (1 + 0.5 * scene.tallness), 0.91 - 0.11 * layer, 0.14 + 0.18 * layer
        )
        trees.pines(scene, hill + 8 * scene.unit, grove)
    edge = land.ground(scene, snowed(scene, "forest"), scene.horizon + 96 * scene.unit, 30 * scene.unit, (0.45, 0.1))
    solitary.forest_edge(scene)
    return Stage(edge, afloat=False)


def _wooded(scene: Scene, foot: float, layer: int) -> np.ndarray:
    """A hill of which little shows between the trees: one tone. Gives its line."""
    top = foot - 40 * scene.unit * line(scene.rng, scene.width, 1.8, 5)
    tone = mixed(scene.light.far, surface(land.GROUND["forest"], scene.light, 0.35), 0.1 + 0.17 * layer)
    scene.lay(scene.below(top), tone, 0.92 - 0.11 * layer)
    return top


def field(scene: Scene) -> Stage:
    land.mountains(scene, Range(scene.horizon, 110, 0.94, 0.06, 2.4))
    far = land.ground(scene, snowed(scene, "meadow"), scene.horizon + 4 * scene.unit, 40 * scene.unit, (0.88, 0.6))
    trees.round_trees(scene, far + 10 * scene.unit, Grove(12, 52, 0.82, 0.45))
    edge = land.ground(scene, snowed(scene, "grass"), scene.at(0.76), 60 * scene.unit, (0.5, 0.08))
    return Stage(edge, afloat=False)


def desert(scene: Scene) -> Stage:
    land.mountains(scene, Range(scene.horizon + 3, 90, 0.93, 0.22, 2.2, own="dune"))
    for share, depth in ((0.02, 0.8), (0.1, 0.62), (0.22, 0.45)):
        _dune(scene, scene.horizon + share * scene.height, depth)
    edge = _dune(scene, scene.at(0.86), 0.28)
    return Stage(edge, afloat=False)


def _dune(scene: Scene, top: float, depth: float) -> np.ndarray:
    """A dune with a sharp crest: the side towards the sun is bright, the other lies in shade."""
    edge = top + 110 * scene.unit * (1.1 - depth) * (line(scene.rng, scene.width, 1.4, 3, 0.35) - 0.5)
    closeness = np.clip((scene.rows - edge[None, :]) / (scene.height * 0.3), 0, 1)
    side = 1 if scene.sun[0] > scene.width / 2 else -1
    slope = np.gradient(cv2.GaussianBlur(edge[None, :].astype(np.float32), (0, 0), 20 * scene.unit)[0])
    ripples = fractal(scene.rng, scene.width, scene.height, 16, 4, gain=0.6, stretch=7) - 0.5
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


def village(scene: Scene) -> Stage:
    land.mountains(scene, Range(scene.horizon, 150, 0.94, 0.08, 2.6, snow="snow" in scene.wish.weather))
    hill = land.ground(scene, snowed(scene, "meadow"), scene.horizon, 50 * scene.unit, (0.86, 0.55))
    trees.round_trees(scene, hill + 16 * scene.unit, Grove(14, 50, 0.8, 0.5))
    town.village(scene, hill + 26 * scene.unit, 13, 54, 0.74)
    if scene.light.lamps > 0.3:
        town.glow(scene, 0.8)
    edge = land.ground(scene, snowed(scene, "grass"), scene.at(0.8), 60 * scene.unit, (0.5, 0.08))
    return Stage(edge, afloat=False)
