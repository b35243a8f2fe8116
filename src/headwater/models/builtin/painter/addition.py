"""Setting things of the vocabulary into a given picture, in its light."""

from dataclasses import replace

import cv2
import numpy as np

from headwater.models.builtin.camera.focus import attention
from headwater.models.builtin.painter.brush import grey
from headwater.models.builtin.painter.cast import COLUMNS, DEPTHS, SHARES, SIZES
from headwater.models.builtin.painter.given import Sheet
from headwater.models.builtin.painter.palette import LIGHTS, Light
from headwater.models.builtin.painter.scene import Scene
from headwater.models.builtin.painter.subject import Spot, set_in
from headwater.models.builtin.painter.vocabulary import CONCEPTS, Concept
from headwater.models.builtin.painter.wish import Subject, Wish

FEET = {"near": 0.95, "middle": 0.88, "far": 0.72}
"""The row that things stand on, as a share of the height."""
OVERHEAD = {"near": 0.34, "middle": 0.26, "far": 0.2}
"""And the middle of what flies."""
DARK = 0.28
"""A picture with less mean light in its lower half is a night."""


def with_subjects(sheet: Sheet, subjects: tuple[Subject, ...], rng: np.random.Generator) -> Sheet:
    """The picture with all of `subjects` in it, the far ones first."""
    scene = _scene(sheet, subjects, rng)
    columns = _columns(sheet, subjects)
    pairs = sorted(zip(subjects, columns, strict=True), key=lambda pair: -DEPTHS[pair[0].distance or "middle"])
    for subject, column in pairs:
        for number in range(subject.count):
            spot = _spot(scene, CONCEPTS[subject.name], subject, column, number)
            set_in(scene, CONCEPTS[subject.name], _colour(scene, subject), spot)
    return replace(sheet.painted(scene.pixels), depth=_depth(sheet, scene))


def _scene(sheet: Sheet, subjects: tuple[Subject, ...], rng: np.random.Generator) -> Scene:
    dark = float(grey(sheet.pixels[sheet.size[1] // 2 :]).mean()) < DARK
    wish = Wish("night" if dark else "day", "field", frozenset(), subjects, None, frozenset(), ())
    scene = Scene(wish, _light(sheet.pixels), *sheet.size, rng)
    scene.pixels = sheet.pixels.copy()
    if sheet.depth is not None:
        scene.depth = cv2.resize(sheet.depth, sheet.size, interpolation=cv2.INTER_LINEAR).astype(np.float32) / 255
    return scene


def _light(pixels: np.ndarray) -> Light:
    """The light of a picture: how bright it is and which cast it has, and from which side it comes."""
    mean, light = pixels.mean(axis=(0, 1)), grey(pixels)
    cast = 0.45 + 0.55 * mean / max(0.02, float(mean.mean()))
    strength = float(np.clip(0.18 + 1.6 * light[light.shape[0] // 2 :].mean(), 0.3, 1.05))
    left, right = np.array_split(light, 2, axis=1)
    place = (0.2 if left.mean() > right.mean() else 0.8, 0.2)
    lit, shade = cast * strength, cast * strength * 0.62
    return replace(LIGHTS["day"], sky=(mean,) * 5, far=mean, near=mean * 0.3, lit=lit, shade=shade, place=place)


def _colour(scene: Scene, subject: Subject) -> str | None:
    """Its own, or what was asked for; a dark shape would be lost at night, and is pale there."""
    lost = scene.wish.time == "night" and CONCEPTS[subject.name].is_shape
    return subject.colour or ("silver" if lost else None)


def _columns(sheet: Sheet, subjects: tuple[Subject, ...]) -> list[float]:
    """Where each one goes: where it was asked for, or where the picture is quietest."""
    weights = attention((sheet.pixels * 255).astype(np.uint8)).sum(axis=0)
    places = (0.24, 0.76, 0.5, 0.12, 0.88)
    quiet = sorted(places, key=lambda place: float(weights[int(place * 64) - 6 : int(place * 64) + 7].sum()))
    return [COLUMNS[each.place] if each.place else quiet.pop(0) for each in subjects]


def _spot(scene: Scene, concept: Concept, subject: Subject, column: float, number: int) -> Spot:
    distance = subject.distance or "middle"
    share, usual = SHARES[concept.kind]
    own = float(np.clip((concept.height / usual) ** 0.4, 0.7, 1.35))
    height = min(scene.height, scene.width * 0.8) * share * own * SIZES[distance]
    aside = (number - (subject.count - 1) / 2) * height * 1.15
    x = float(np.clip(column * scene.width + aside, 0.05 * scene.width, 0.95 * scene.width))
    flies = concept.kind == "flying"
    row = (OVERHEAD if flies else FEET)[distance] + (0.05 * ((number + 1) % 3 - 1) if flies else 0.012 * (number % 2))
    flipped = concept.faces is not None and (concept.faces == "right") == (column > 0.5)
    return Spot(x, row * scene.height, height, DEPTHS[distance], "flies" if flies else "stands", flipped)


def _depth(sheet: Sheet, scene: Scene) -> np.ndarray | None:
    if sheet.depth is None:
        return None
    height, width = sheet.depth.shape
    small = cv2.resize(scene.depth, (width, height), interpolation=cv2.INTER_AREA)
    return (np.clip(small, 0, 1) * 255 + 0.5).astype(np.uint8)
