"""Smooth chance: fractal noise over a picture and along a line."""

import cv2
import numpy as np


def fractal(  # noqa: PLR0913
    rng: np.random.Generator,
    width: int,
    height: int,
    cells: float,
    octaves: int = 5,
    *,
    gain: float = 0.5,
    stretch: float = 1.0,
) -> np.ndarray:
    """Value noise (height, width), 0 to 1: `cells` across the width; features are `stretch` times wider than high."""
    total, weight, out = 0.0, 1.0, np.zeros((height, width), np.float32)
    for octave in range(octaves):
        across = max(2, round(cells * 2**octave) + 1)
        down = max(2, round(cells * stretch * 2**octave * height / width) + 2)
        if octave and (across > width or down > height):
            break
        grid = rng.random((down, across), np.float32)
        out += weight * cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        total, weight = total + weight, weight * gain
    return out / total


def line(rng: np.random.Generator, width: int, cells: float, octaves: int = 6, gain: float = 0.5) -> np.ndarray:
    """Noise along a line of `width` points, 0 to 1 at its lowest and highest."""
    out, weight = np.zeros((1, width), np.float32), 1.0
    for octave in range(octaves):
        points = max(4, round(cells * 2**octave) + 2)
        if octave and points > width:
            break
        grid = rng.random((1, points), np.float32)
        out += weight * cv2.resize(grid, (width, 1), interpolation=cv2.INTER_CUBIC)
        weight *= gain
    flat = out[0]
    return (flat - flat.min()) / (np.ptp(flat) + 1e-6)


def smooth(value: np.ndarray, start: float, end: float) -> np.ndarray:
    """0 below `start`, 1 above `end`, and an S-curve between."""
    share = np.clip((value - start) / (end - start), 0, 1)
    return share * share * (3 - 2 * share)


def shifted(field: np.ndarray, across: float, down: float) -> np.ndarray:
    """The field moved by so many pixels; what comes in at the edges is its mirror image."""
    move = np.array([[1, 0, across], [0, 1, down]], np.float32)
    size = (field.shape[1], field.shape[0])
    return cv2.warpAffine(field, move, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
