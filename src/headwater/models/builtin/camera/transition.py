"""From a first picture to a last one: a morph where they show one scene, else a dissolve in one flowing move."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from headwater.models.builtin.camera.frame import RATE, Frames, Size
from headwater.models.builtin.camera.morph import Morph, ways
from headwater.models.builtin.camera.move import Framing, Move, Path, eased
from headwater.models.builtin.camera.picture import Picture
from headwater.models.builtin.camera.plate import Plate, plate_for
from headwater.models.builtin.camera.shot import Camera, seen

DISSOLVE = 1.25
"""Seconds that a dissolve takes, where there is time for it."""
REACH = 0.06
"""How much each of two pictures grows in a dissolve. The second begins too small, while it hardly shows."""
SIDESTEP = 0.035
"""Frames by which they pass when the camera pans or tilts."""
MORPH_RAMP = 0.35
"""A morph takes its time to begin and to end."""


@dataclass(frozen=True)
class Transition:
    """How two pictures were joined."""

    frames: Frames
    how: str
    """`morph` or `dissolve`."""


def transition(first: Picture, last: Picture, move: Move, count: int, size: Size) -> Transition:
    """`count` frames of `size`: the first of them is `first`, the last is `last`."""
    plates = plate_for(first, size), plate_for(last, size)
    ends = seen(plates[0], _rest(plates[0]), size), seen(plates[1], _rest(plates[1]), size)
    found = ways(*ends)
    if found.convincing:
        return Transition(_morphed(Morph(*ends, found), count), "morph")
    return Transition(_dissolved(plates, ends, move, count, size), "dissolve")


def mixed(one: np.ndarray, two: np.ndarray, way: float) -> np.ndarray:
    """Two frames over each other; `way` is the second's part of it, 0 to 1."""
    return np.asarray(cv2.addWeighted(one, 1 - way, two, way, 0))


def _rest(plate: Plate) -> Framing:
    return Framing(x=plate.home[0], y=plate.home[1])


def _morphed(morph: Morph, count: int) -> Frames:
    for number in range(count):
        yield morph.at(eased(number / max(1, count - 1), MORPH_RAMP))


def _dissolved(
    plates: tuple[Plate, Plate], ends: tuple[np.ndarray, np.ndarray], move: Move, count: int, size: Size
) -> Frames:
    """The first picture sets out, the last one arrives on the same way, and in the middle one becomes the other.

    The frames at the two ends are the pictures themselves.
    """
    share = min(0.6, DISSOLVE * RATE / count)
    cameras = Camera(plates[0], size), Camera(plates[1], size)
    paths = _leaving(plates[0], move), _arriving(plates[1], move)
    for number in range(count):
        time = number / max(1, count - 1)
        way = eased(min(1.0, max(0.0, (time - 0.5) / share + 0.5)), 0.45)
        if number in (0, count - 1):
            yield ends[min(number, 1)]
        elif way in (0, 1):
            yield cameras[int(way)].seen(paths[int(way)](time))
        else:
            yield mixed(cameras[0].seen(paths[0](time)), cameras[1].seen(paths[1](time)), way)


def _leaving(plate: Plate, move: Move) -> Path:
    """From rest, faster and faster: half of its way is made when the other picture has taken its place."""
    return lambda time: _stepped(plate, move, time**2)


def _arriving(plate: Plate, move: Move) -> Path:
    """The same way to rest."""
    return lambda time: _stepped(plate, move, -((1 - time) ** 2))


def _stepped(plate: Plate, move: Move, step: float) -> Framing:
    """The framing `step` (-1 to 1) before or after the one at rest. To go sideways it has to be closer."""
    aside = np.array([move.across, -move.up])
    if aside.any():
        place = np.array(plate.home) + aside * SIDESTEP * step
        return Framing(dolly=1 + 2 * SIDESTEP * abs(step), x=float(place[0]), y=float(place[1]))
    still = move.closer == move.around == move.shake == 0
    growth = 0.0 if still else REACH * step * (-1 if move.closer < 0 else 1)
    return Framing(dolly=math.exp(growth), x=plate.home[0], y=plate.home[1])
