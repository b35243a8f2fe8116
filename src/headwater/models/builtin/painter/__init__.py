"""The painter: storyboard pictures in layers, from words. Procedural, with a depth for every pixel; no AI image model.

`paint` makes a scene from words; mode `edit` works on given pictures.
"""

import io

import numpy as np
from PIL import Image

from headwater.models.builtin import depth
from headwater.models.builtin.job import Job, Made
from headwater.models.builtin.painter import finish
from headwater.models.builtin.painter.cast import at_home, cast
from headwater.models.builtin.painter.edit import edited
from headwater.models.builtin.painter.palette import light_of
from headwater.models.builtin.painter.reading import read
from headwater.models.builtin.painter.scene import Scene
from headwater.models.builtin.painter.stage import painted
from headwater.models.builtin.painter.style import STYLES
from headwater.models.builtin.painter.subject import set_in
from headwater.models.builtin.painter.wish import Wish

FILE = "picture.png"
SHORT = {"720p": 720, "1080p": 1080}
"""Pixels of the shorter side."""
ASPECTS = {"16:9": (16, 9), "1:1": (1, 1), "9:16": (9, 16), "4:3": (4, 3)}
DEPTH_SHARE = 4
"""The depth map has a quarter of the picture's width and height."""


def make(job: Job) -> Made:
    """Paint `job` into a PNG file. Raises `CannotMake` for words that it cannot read."""
    if job.mode == "edit":
        return edited(job)
    wish = read(job.prompt)
    pixels, far = _painted(wish, _size(job), job.seed, job)
    (job.folder / FILE).write_bytes(_png(pixels, far))
    facts = {"setting": wish.setting, "time": wish.time, "subjects": [each.name for each in wish.subjects]}
    return Made(file=FILE, note=_note(wish), facts=facts)


def paint(words: str, size: tuple[int, int], seed: int) -> tuple[np.ndarray, np.ndarray, str | None]:
    """A scene (height x width x 3, uint8), how far each pixel is (height x width, uint8, 255 far), and the note."""
    wish = read(words)
    pixels, far = _painted(wish, size, seed)
    return pixels, far, _note(wish)


def _painted(wish: Wish, size: tuple[int, int], seed: int, job: Job | None = None) -> tuple[np.ndarray, np.ndarray]:
    wish = at_home(wish)
    scene = Scene(wish, light_of(wish.time, "storm" in wish.weather), *size, np.random.default_rng(seed))
    stage = painted(scene)
    _tell(job, 0.5)
    for part in cast(scene, stage):
        set_in(scene, part.concept, part.colour, part.spot)
    finish.air(scene)
    finish.falling(scene)
    picture = finish.graded(scene)
    _tell(job, 0.8)
    if wish.style:
        picture = STYLES[wish.style](picture, scene.rng)
    return _bytes(picture), _bytes(scene.depth)


def _tell(job: Job | None, fraction: float) -> None:
    if job:
        job.progress(fraction)


def _bytes(values: np.ndarray) -> np.ndarray:
    return (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)


def _size(job: Job) -> tuple[int, int]:
    """Pixels, both even."""
    across, down = ASPECTS[job.settings["aspect"]]
    unit = SHORT[job.settings["resolution"]] / min(across, down)
    return round(across * unit / 2) * 2, round(down * unit / 2) * 2


def _png(pixels: np.ndarray, far: np.ndarray) -> bytes:
    held = io.BytesIO()
    Image.fromarray(pixels).save(held, "PNG", compress_level=4)
    return depth.attach(held.getvalue(), far[::DEPTH_SHARE, ::DEPTH_SHARE])


def _note(wish: Wish) -> str | None:
    if wish.unknown:
        return f"Not drawn: {', '.join(wish.unknown)}."
    if not wish.subjects and not wish.said:
        return f"None of these words says what to draw, so here is a {wish.setting} by {wish.time}."
    return None
