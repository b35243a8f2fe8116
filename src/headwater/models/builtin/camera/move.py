"""Camera moves: what each one is, and the path that it takes over a plate."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from headwater.models.builtin.camera.plate import Plate


@dataclass(frozen=True)
class Move:
    """What the camera does, as amounts from -1 to 1; 0 is nothing."""

    name: str
    """As it is called in the setting and in the origin of the film."""
    closer: float = 0.0
    """Towards the picture, or away from it."""
    across: float = 0.0
    """To the right, or to the left."""
    up: float = 0.0
    """Upwards, or downwards."""
    around: float = 0.0
    """Around what is in the middle, to the right or to the left."""
    shake: float = 0.0
    """As of a camera that is held by hand."""
    drift: float = 0.0
    """A little towards what draws the eye, on the way."""
    pace: float = 1.0
    """How fast: 1 is usual."""


STILL = Move("still")
PUSH_IN = Move("push in", closer=1, drift=0.6)
PULL_BACK = Move("pull back", closer=-1, drift=0.6)
PAN_LEFT = Move("pan left", across=-1)
PAN_RIGHT = Move("pan right", across=1)
TILT_UP = Move("tilt up", up=1)
TILT_DOWN = Move("tilt down", up=-1)
ORBIT = Move("orbit", around=1, closer=0.3)
CRANE_UP = Move("crane up", up=1, closer=-0.6)
CRANE_DOWN = Move("crane down", up=-1, closer=0.6)
HANDHELD = Move("handheld", shake=1, closer=0.3)
DRIFT = Move("drift", across=0.35, up=0.2, closer=0.35)
USUAL = replace(PUSH_IN, name="slow push in", pace=0.8)

MOVES = {
    move.name: move
    for move in (
        *(STILL, PUSH_IN, PULL_BACK, PAN_LEFT, PAN_RIGHT, TILT_UP, TILT_DOWN),
        *(ORBIT, CRANE_UP, CRANE_DOWN, HANDHELD, DRIFT),
    )
}
"""Those that can be chosen, by name."""


@dataclass(frozen=True)
class Framing:
    """What the camera sees at one moment."""

    crop: float = 1.0
    """How many times narrower than the widest frame; the same for near and far."""
    dolly: float = 1.0
    """How many times closer it went; what is near grows more by it than what is far."""
    x: float = 0.0
    """The middle, in frame widths from the plate's middle."""
    y: float = 0.0
    """In frame heights."""
    roll: float = 0.0
    """Radians, clockwise."""
    yaw: float = 0.0
    """Radians around what is in the middle."""


Path: TypeAlias = Callable[[float], Framing]
"""The framing at a moment, from 0 (the start) to 1 (the end)."""

CLOSER_EACH_SECOND, CLOSEST = 0.026, 0.26
"""Growth by a push in, as a logarithm, and the most in one shot."""
ACROSS_EACH_SECOND, MOST_TRAVEL = 0.085, 0.22
"""Frame widths, or heights, of a pan or tilt, and how many at most where the picture fits the frame.

Slower than a seventh of the width each second, from which on film judders."""
TIGHTEST = 1.28
"""The crop that is taken at most so that a picture without room can be panned over."""
WIDEST_ANGLE = math.radians(5)
"""How far around an orbit goes to each side. More would show that the picture is flat."""
RAMP = 0.22
"""The part of a shot in which it gathers speed, and in which it comes to rest."""
_SWAY = ((0.31, 1.0), (0.73, 0.55), (1.37, 0.28), (2.6, 0.1))
"""Frequencies in hertz and strengths of what a hand does to a camera."""


def eased(time: float, ramp: float = RAMP) -> float:
    """The way made after the part `time` of the time: softly from rest, then steady, and softly to rest again."""
    if ramp <= 0:
        return time
    top = 1 / (1 - ramp)
    if time < ramp:
        return top * _started(time / ramp) * ramp
    if time > 1 - ramp:
        return 1 - top * _started((1 - time) / ramp) * ramp
    return top * (time - ramp / 2)


def path_of(move: Move, plate: Plate, seconds: float, *, ramp: float = RAMP, chance: int = 0) -> Path:
    """The path of `move` over `plate`. It never leaves the plate. `chance` decides what a hand does."""
    size, travel = _sizes(move, seconds), _travel(move, plate, seconds)
    crop = max(_crop_for(travel[0], plate.room[0]), _crop_for(travel[1], plate.room[1]), _margin(move))
    start, end = _ends(move, plate, travel, (crop * size[0], crop * size[1]))
    sway = _sway(move, seconds, chance)

    def framing(time: float) -> Framing:
        way = eased(time, ramp)
        dolly = math.exp(math.log(size[0]) * (1 - way) + math.log(size[1]) * way)
        place = start + (end - start) * way
        moved = sway(time)
        return Framing(
            crop, dolly, *_inside(plate, crop * dolly, place + moved[:2]), float(moved[2]), _yaw(move, seconds, way)
        )

    return framing


def _started(time: float) -> float:
    """The integral of a smooth step: 0 at 0, 1/2 at 1."""
    return time**3 - time**4 / 2


def _sizes(move: Move, seconds: float) -> tuple[float, float]:
    """How close the camera is at the start and at the end."""
    growth = min(CLOSEST, CLOSER_EACH_SECOND * seconds * move.pace) * move.closer
    return (1.0, math.exp(growth)) if growth >= 0 else (math.exp(-growth), 1.0)


def _travel(move: Move, plate: Plate, seconds: float) -> tuple[float, float]:
    """How far it goes across and down, in frames. A picture that is longer than the frame is travelled farther."""
    way = ACROSS_EACH_SECOND * seconds * move.pace
    across, down = (min(way * (1 + min(0.5, room)), max(MOST_TRAVEL, 2 * room)) for room in plate.room)
    return across * move.across, -down * move.up


def _crop_for(travel: float, room: float) -> float:
    """How much narrower the frame has to be, that `travel` fits."""
    if not travel:
        return 1.0
    return min(TIGHTEST, 1 / max(0.1, 1 - max(0.0, abs(travel) - 2 * room)))


def _margin(move: Move) -> float:
    """The crop that a sway or a turn needs, so that no edge comes into view."""
    return 1 + 0.045 * abs(move.shake) + 0.07 * abs(move.around)


def _ends(
    move: Move, plate: Plate, travel: tuple[float, float], zooms: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Where the middle of the frame is at the start and at the end."""
    home, focus, way = np.array(plate.home), np.array(plate.focus), np.array(travel)
    middle = np.array(_inside(plate, min(zooms), home))
    rooms = np.array([_free(room, min(zooms)) for room in plate.room])
    half = np.minimum(np.abs(way) / 2, rooms) * np.sign(way)
    middle = np.clip(middle, -rooms + np.abs(half), rooms - np.abs(half))
    start, end = middle - half, middle + half
    closest, eye = (end, start) if zooms[0] <= zooms[1] else (start, end)
    towards = np.where(way == 0, move.drift * (focus - closest), 0)
    moved = np.array(_inside(plate, max(zooms), closest + towards))
    return (eye, moved) if zooms[0] <= zooms[1] else (moved, eye)


def _free(room: float, zoom: float) -> float:
    return room + (1 - 1 / zoom) / 2


def _inside(plate: Plate, zoom: float, place: np.ndarray) -> tuple[float, float]:
    across, down = (_free(room, zoom) for room in plate.room)
    return float(np.clip(place[0], -across, across)), float(np.clip(place[1], -down, down))


def _yaw(move: Move, seconds: float, way: float) -> float:
    return WIDEST_ANGLE * min(1.0, seconds * move.pace / 4) * move.around * (2 * way - 1)


def _sway(move: Move, seconds: float, chance: int) -> Callable[[float], np.ndarray]:
    """What a hand adds at a moment: across and down in frames, and roll in radians. Nothing sudden."""
    phases = np.random.default_rng(chance).uniform(0, 2 * math.pi, (3, len(_SWAY)))
    rates = np.array([2 * math.pi * rate for rate, _ in _SWAY])
    strengths = np.array([strength for _, strength in _SWAY])
    scale = np.array([0.0055, 0.0075, 0.0028]) * move.shake * math.sqrt(move.pace)

    def moved(time: float) -> np.ndarray:
        return np.asarray((np.sin(phases + rates * time * seconds) * strengths).sum(axis=1) * scale)

    return moved
