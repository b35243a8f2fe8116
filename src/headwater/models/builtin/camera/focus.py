"""Where in a picture the eye goes: what a crop has to keep, and what a camera moves towards."""

import cv2
import numpy as np

SIDE = 64
"""Pixels of the small square that is looked at."""
ABOVE = -0.12
"""Where heads and horizons are rather than feet, from the middle."""


def attention(pixels: np.ndarray) -> np.ndarray:
    """How much each part of a picture (rows x columns x 3, uint8) draws the eye: `SIDE` x `SIDE`, sums up to 1.

    The spectral residual (Hou and Zhang, CVPR 2007) finds what differs from its surroundings, colours of skin count
    more, and the middle, and what is a little above it, counts more than the margins: photographers put things there.
    """
    small = cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    found = _residual(small) * (0.6 + _skin(small)) * _middle()
    return np.asarray(found / found.sum())


def centre(weights: np.ndarray) -> tuple[float, float]:
    """The place (across, down; 0 to 1) around which `weights` (rows x columns) are gathered."""
    strong = weights**2
    strong = strong / strong.sum()
    down, across = (np.arange(side) + 0.5 for side in weights.shape)
    return (
        float((strong.sum(axis=0) * across).sum() / weights.shape[1]),
        float((strong.sum(axis=1) * down).sum() / weights.shape[0]),
    )


def best_window(weights: np.ndarray, part: float) -> float:
    """The middle (0 to 1) of the window on a line, `part` (0 to 1) of it long, that holds most of `weights`."""
    fine = np.interp(np.linspace(0, len(weights) - 1, 256), np.arange(len(weights)), weights)
    length = max(1, round(part * 256))
    held = np.convolve(fine, np.ones(length), "valid")
    middles = (np.arange(len(held)) + length / 2) / 256
    return float(middles[np.argmax(held - 0.1 * held.mean() * np.abs(middles - 0.5))])


def _residual(small: np.ndarray) -> np.ndarray:
    total = np.zeros((SIDE, SIDE), np.float32)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    for channel in cv2.split(lab):
        spectrum = np.fft.fft2(channel)
        log = np.log(np.abs(spectrum) + 1e-3).astype(np.float32)
        residual = log - cv2.blur(log, (3, 3))
        back = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
        seen = np.asarray(cv2.GaussianBlur(back.astype(np.float32), (0, 0), 3), np.float32)
        total += seen / max(float(np.max(seen)), 1e-6) * float(channel.std())
    return np.asarray(total / max(float(np.max(total)), 1e-6) + 0.05)


def _skin(small: np.ndarray) -> np.ndarray:
    """1 where the colour is one of human skin (Chai and Ngan's ranges of Cr and Cb), else 0."""
    _, red, blue = cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb))
    found = ((red > 135) & (red < 173) & (blue > 77) & (blue < 127)).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(found, (0, 0), 2))


def _middle() -> np.ndarray:
    place = (np.arange(SIDE) + 0.5) / SIDE - 0.5
    down, across = (np.exp(-(((place - middle) / 0.42) ** 2)) for middle in (ABOVE, 0.0))
    return np.asarray(np.outer(down, across))
