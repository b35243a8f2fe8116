"""The colours of a thing in a scene: calmer than its icon's, in the scene's light, with its brushwork and its edges."""

import cv2
import numpy as np

from headwater.models.builtin.painter.icons import Paint
from headwater.models.builtin.painter.noise import fractal
from headwater.models.builtin.painter.palette import COLOURS, Colour, colour, mixed
from headwater.models.builtin.painter.scene import Scene
from headwater.models.builtin.painter.vocabulary import Concept

GREY = np.array([0.3, 0.59, 0.11], np.float32)
CALM = 0.62
"""How much of an icon's colour is kept: icons are drawn to stand out on a white page."""
AIR = {"dawn": 0.2, "day": 0.0, "dusk": 0.26, "night": 0.34, "neon": 0.18}
"""By time: how much of a thing's own colour gives way to that of the light."""
RIMS = {"dawn": 0.4, "day": 0.2, "dusk": 0.5, "night": 0.62, "neon": 0.75}
"""By time: how bright an edge is that looks to the light."""
SHAPES = {
    "being": colour("#6b625f"), "building": colour("#8d8175"), "boat": colour("#6f5946"), "plant": colour("#5f7340"),
    "vehicle": colour("#7d7468"), "thing": colour("#7a6f63"),
}  # fmt: skip
"""By kind: the colour of what is painted as one shape and has none of its own."""
COATS = {"red": colour("#b0552c"), "golden": colour("#c08f4c"), "orange": colour("#c4712f")}
"""What these words mean of an animal: a red fox is rusty."""


def asked_colour(concept: Concept, name: str | None) -> Colour | None:
    """The colour that words ask for, as it is on such a thing."""
    if name is None:
        return None
    animal = concept.kind == "being" and not concept.shape
    return COATS.get(name, COLOURS[name]) if animal else COLOURS[name]


def shape_paint(scene: Scene, concept: Concept, asked: Colour | None) -> Paint | None:
    """The colour of what is painted as one shape; None for what has its icon's colours."""
    if not concept.is_shape:
        return None
    own = colour(concept.tint) if concept.tint else SHAPES.get(concept.kind, SHAPES["thing"])
    dark = 0.4 if concept.shape and scene.wish.time in ("day", "dawn", "dusk") else 0.0
    red, green, blue = asked if asked is not None else mixed(own, scene.light.near, dark)
    return float(red), float(green), float(blue)


def recoloured(own: np.ndarray, tint: Colour) -> np.ndarray:
    """The colours moved to one hue; light and dark parts stay so."""
    grey = (own @ GREY)[..., None]
    strong = np.ptp(own, axis=2)[..., None]
    share = np.clip(0.35 + strong * 1.3, 0, 0.95)
    return own * (1 - share) + np.clip(tint * (0.45 + grey * 0.85), 0, 1) * share


def calmed(scene: Scene, own: np.ndarray, asked: bool) -> np.ndarray:
    """Colours for a painting: less of them, and the more of the light's the lower it stands."""
    grey = (own @ GREY)[..., None]
    calm = grey + (own - grey) * (0.85 if asked else CALM)
    air = AIR[scene.wish.time] * (0.6 if asked else 1)
    cast = mixed(scene.light.lit, scene.light.sky[3], 0.5)
    return calm * (1 - air) + grey * cast / max(0.2, float(cast @ GREY)) * air


def lit(scene: Scene, own: np.ndarray, shape: np.ndarray, place: tuple[float, float], standing: bool) -> np.ndarray:
    """In the light of the scene; `place` is its column in pixels and its depth, 0 near to 1 far."""
    side = 1 if scene.sun[0] > place[0] else -1
    facing = np.clip(_facing(shape, side) + _strokes(scene, shape.shape), 0.05, 1.1)[..., None]
    painted = own * (scene.light.shade * (1 - facing * 0.85) + scene.light.lit * facing)
    if standing:
        painted = painted * _grounded(shape.shape[0])
    painted = np.clip(painted + _rim(scene, shape, side) * scene.light.lit, 0, 1.1)
    haze = 0.5 * max(0.0, place[1] - 0.3)
    return painted * (1 - haze) + mixed(scene.light.sky[3], scene.light.far, 0.5) * haze


def _facing(shape: np.ndarray, side: int) -> np.ndarray:
    """How much of each part looks to the light: as if the shape were round."""
    height, width = shape.shape
    body = cv2.GaussianBlur(shape, (0, 0), max(1.5, width / 13))
    normal_y, normal_x = np.gradient(body)
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    toward = across if side > 0 else 1 - across
    return 0.3 + 0.42 * toward - side * normal_x * width * 0.15 + normal_y * height * 0.06


def _strokes(scene: Scene, size: tuple[int, ...]) -> np.ndarray:
    """The unevenness of a brush, -0.2 to 0.2."""
    height, width = size
    wide = fractal(scene.rng, width, height, 4, 3, gain=0.6, stretch=0.7)
    fine = fractal(scene.rng, width, height, 22, 2, gain=0.6, stretch=2.2)
    return (wide - 0.5) * 0.42 + (fine - 0.5) * 0.16


def _grounded(height: int) -> np.ndarray:
    """Darker towards the feet, where less of the sky is seen."""
    down = np.linspace(0, 1, height, dtype=np.float32)
    return (1 - 0.24 * np.clip((down - 0.55) / 0.45, 0, 1))[:, None, None]


def _rim(scene: Scene, shape: np.ndarray, side: int) -> np.ndarray:
    """A bright edge on the side of the light, and in the dark a weaker one on the other side."""
    step = max(1, round(shape.shape[1] / 80))
    edge = np.clip(shape - np.roll(shape, -side * step, 1), 0, 1)
    if scene.wish.time in ("night", "neon"):
        edge = edge + 0.4 * np.clip(shape - np.roll(shape, side * step, 1), 0, 1)
        edge = edge + 0.4 * np.clip(shape - np.roll(shape, step, 0), 0, 1)
    return (edge * RIMS[scene.wish.time])[..., None]
