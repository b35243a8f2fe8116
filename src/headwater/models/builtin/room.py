"""Rooms: how a place answers a sound, as an impulse to convolve it with."""

from functools import cache

import numpy as np

from headwater.models.builtin.sound import RATE, Samples, band

ROOMS = {
    "room": (0.55, 0.005, 6500.0, 0.5),
    "plate": (1.3, 0.004, 9000.0, 0.45),
    "hall": (1.9, 0.018, 6500.0, 0.6),
    "cathedral": (3.2, 0.028, 5500.0, 0.75),
}
"""Seconds until 60 dB are gone, seconds before the first reflection, the highest Hz, how much of it is heard."""


@cache
def impulse(room: str) -> Samples:
    """How a room answers a click, `(n, 2)`: a few early reflections, then noise that dies away, high notes sooner."""
    seconds, before, highest, amount = ROOMS[room]
    chance = np.random.default_rng(7)
    n = int((seconds * 1.05 + before) * RATE)
    t = np.arange(n, dtype=np.float32) / RATE
    made = np.zeros((n, 2), np.float32)
    for low, high, longer in ((150.0, 600.0, 1.0), (600.0, 2400.0, 0.85), (2400.0, highest, 0.55)):
        noise = chance.standard_normal((n, 2), dtype=np.float32)
        made += band(noise, low, high) * np.exp(-6.9 * t / (seconds * longer))[:, None]
    made *= np.clip((t - before) / 0.01, 0, 1)[:, None]
    for delay in chance.uniform(before * 0.5, before + 0.06, 9):
        made[int(delay * RATE)] += chance.normal(0, 1.2, 2) * (1 - delay / (before + 0.09))
    made /= np.sqrt((made**2).sum(0))
    return np.asarray(made * np.float32(amount), np.float32)
