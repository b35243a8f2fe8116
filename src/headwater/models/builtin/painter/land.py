"""Mountains, hills and ground: layers that distance and the sun colour."""

from dataclasses import dataclass

import cv2
import numpy as np

from headwater.models.builtin.painter.noise import fractal, line, smooth
from headwater.models.builtin.painter.palette import Colour, colour, mixed, surface
from headwater.models.builtin.painter.relief import relief
from headwater.models.builtin.painter.scene import Scene

GROUND: dict[str, Colour] = {
    "grass": colour("#4b7a35"), "meadow": colour("#7d8f3f"), "dune": colour("#d79a57"),
    "snow": colour("#e9eff6"), "rock": colour("#6a625f"), "forest": colour("#4a5a34"), "seabed": colour("#b9a982"),
}  # fmt: skip


@dataclass(frozen=True)
class Range:
    """A range of mountains or hills."""

    foot: float
    """The row it stands on."""
    height: float
    """Of its highest summit, in pixels of a picture 1280 wide."""
    depth: float
    """0 near to 1 far."""
    nearness: float
    """0 is lost in the distance, 1 is dark and close."""
    summits: float = 3
    """How many there are, about."""
    snow: bool = False
    own: str | None = None
    """A key of `GROUND` that it is made of; None for rock and woods."""
    reach: np.ndarray | None = None
    """How high it may be at each column, 0 to 1; None for all of it everywhere."""


def mountains(scene: Scene, which: Range) -> np.ndarray:
    """Paint a range. Gives the row of its line for each column."""
    side = 1 if scene.sun[0] > scene.width / 2 else -1
    low = scene.wish.time in ("dawn", "dusk")
    height, sun = which.height * scene.unit, (side, 0.35 if low else 0.6)
    seen = relief(scene.rng, scene.width, height, which.summits, sun, reach=which.reach)
    bands = (seen.light, seen.tall, seen.flat, seen.away)
    light, tall, flat, away = (_banded(scene, band, which.foot) for band in bands)
    rock = _rock(scene, which, light)
    if which.snow:
        rock = _snowed(scene, rock, tall + 0.5 * flat, light)
    haze = np.clip(1 - tall, 0, 1) ** 1.6 * (0.74 * (1 - which.nearness) ** 2 + 0.05)
    top = which.foot - seen.line
    paint = rock * (1 - haze[..., None]) + _horizon_colour(scene) * haze[..., None]
    scene.lay(scene.below(top), paint, which.depth - 0.05 * (1 - away))
    return top


def _banded(scene: Scene, band: np.ndarray, foot: float) -> np.ndarray:
    """A band of rows that ends at row `foot`, as large as the picture: its last rows go on above and below."""
    last = round(foot)
    shown = band[max(0, len(band) - last) :]
    return np.pad(shown, ((last - len(shown), max(0, scene.height - last)), (0, 0)), mode="edge")[: scene.height]


def _rock(scene: Scene, which: Range, light: np.ndarray) -> Colour:
    """Bare rock, or what grows on it where it is near enough to tell."""
    bare = mixed(scene.light.far, scene.light.near, which.nearness * 0.85)
    if which.own:
        bare = mixed(bare, surface(GROUND[which.own], scene.light, 0.6), 0.62)
    own = bare if which.own or which.snow else mixed(bare, surface(GROUND["forest"], scene.light, 0.6), which.nearness)
    shade = own * (0.56 + 0.24 * (1 - which.nearness))
    return shade + (own * 0.7 + scene.light.lit * 0.2 * (1 - which.nearness) ** 2) * light[..., None]


def _snowed(scene: Scene, rock: np.ndarray, lies: np.ndarray, light: np.ndarray) -> np.ndarray:
    """Snow where it can lie: high up, and not on walls. Its shadows have the colour of the distance."""
    cover = smooth(lies, 0.68, 0.8)[..., None]
    white = surface(GROUND["snow"], scene.light, 0.5)
    shade = white * mixed(np.ones(3, np.float32), scene.light.far * 1.2, 0.65) * 0.5
    return rock * (1 - cover) + (shade + white * 0.66 * light[..., None]) * cover


def _horizon_colour(scene: Scene) -> Colour:
    return mixed(scene.light.sky[3], scene.light.far, 0.35)


def snowed(scene: Scene, kind: str) -> str:
    """The kind of ground, or snow where it snows."""
    return "snow" if "snow" in scene.wish.weather else kind


def ground(scene: Scene, kind: str, top: float, swing: float, depth: tuple[float, float]) -> np.ndarray:
    """Ground from row `top` down, its line swinging by `swing` pixels; `depth` is far and near. Gives its line."""
    edge = top + swing * (line(scene.rng, scene.width, 1.6, 5, 0.42) - 0.5)
    closeness = np.clip((scene.rows - edge[None, :]) / (scene.height - top + 1), 0, 1)
    paint = _ground_paint(scene, kind, closeness)
    far = np.exp(-closeness * 9)[..., None] * 0.5 * depth[0]
    scene.lay(
        scene.below(edge),
        paint * (1 - far) + _horizon_colour(scene) * far,
        depth[0] + (depth[1] - depth[0]) * closeness,
    )
    if kind in ("grass", "meadow", "forest"):
        blades(scene, kind, edge)
    return edge


def _ground_paint(scene: Scene, kind: str, closeness: np.ndarray) -> np.ndarray:
    wide = fractal(scene.rng, scene.width, scene.height, 5, 6, gain=0.6, stretch=5)
    fine = fractal(scene.rng, scene.width, scene.height, 60, 4, gain=0.7, stretch=2.5)
    towards = np.clip(0.35 + (wide - 0.5) * 1.6 + (fine - 0.5) * 0.5, 0, 1)[..., None]
    shade, lit = (GROUND[kind] * each for each in (scene.light.shade, scene.light.lit))
    across = np.abs(scene.columns - scene.sun[0]) / scene.width
    warm = (np.exp(-across * 2.6) * 0.25 * (1 - closeness * 0.6))[..., None] * scene.light.glow
    tone = (shade * (1 - towards) + lit * towards) * (1.06 - 0.42 * closeness[..., None])
    return tone + warm * GROUND[kind] * (0 if "storm" in scene.wish.weather else 1)


def blades(scene: Scene, kind: str, edge: np.ndarray, many: int = 5200) -> None:
    """Grass: short strokes, larger towards the eye."""
    image = np.clip(scene.pixels * 255, 0, 255).astype(np.uint8)
    count = round(many * scene.width * (scene.height - edge.mean()) / (1280 * 200 * scene.unit**2))
    x = scene.rng.integers(0, scene.width, count)
    near = scene.rng.random(count) ** 0.75
    y = edge[x] + near * (scene.height + 14 * scene.unit - edge[x])
    length = (3 + 20 * near) * scene.unit
    lean = scene.rng.normal(0, 0.32, count) * length
    tone = 0.4 + 0.75 * scene.rng.random(count) * (0.6 + 0.4 * near)
    for each in np.argsort(near):
        own = np.clip(surface(GROUND[kind], scene.light, tone[each]) * (0.55 + 0.6 * tone[each]) * 255, 0, 255)
        start, end = (int(x[each]), int(y[each])), (int(x[each] + lean[each]), int(y[each] - length[each]))
        cv2.line(image, start, end, own.tolist(), 1 + int(near[each] * 1.4 * scene.unit), cv2.LINE_AA)
    scene.pixels = image.astype(np.float32) / 255
