"""The mix: parts balanced by what they measure, a room around them, and the finish."""

from collections.abc import Iterator

import numpy as np

from headwater.models.builtin.composer.sampler import Sampler
from headwater.models.builtin.composer.score import Part
from headwater.models.builtin.room import impulse
from headwater.models.builtin.sound import RATE, Samples, amplitude, band, convolved, faded, shaped

PLAIN = amplitude(-26.0)
"""The level (root of mean square where it plays) to which a part at 0 dB is brought."""
BLOCK = RATE // 10
LOWEST = 30.0
"""Hz under which there is nothing to hear."""


def mixed(parts: list[Part], seconds: float, room: str, sampler: Sampler, pumps: bool) -> Iterator[float | Samples]:
    """Yields how far it is, 0 to 1, after each part; the mix, `(n, 2)`, comes last."""
    n = int(seconds * RATE)
    dry, sent = np.zeros((n, 2), np.float32), np.zeros((n, 2), np.float32)
    dip = _dips(parts, n) if pumps else None
    for i, part in enumerate(parts):
        track = sampler.play(part, seconds)
        track *= np.float32(PLAIN * amplitude(part.level) / max(_playing_level(track), 1e-5))
        if part.ducks and dip is not None:
            track *= dip[:, None]
        dry += track
        sent += track * np.float32(part.send)
        yield 0.85 * (i + 1) / len(parts)
    yield _finished(dry, sent, room)


def _finished(dry: Samples, sent: Samples, room: str) -> Samples:
    wet = convolved(sent, impulse(room))[: len(dry)]
    return faded(shaped(dry + wet, _finish, room=0.05), 0.004, 0.35)


def _finish(f: Samples) -> Samples:
    """Nothing below hearing, a little less weight, a little more air: the soundfont is dark."""
    rumble = 1 / np.sqrt(1 + (LOWEST / np.maximum(f, 1e-3)) ** 4)
    weight = 1 - 0.28 / (1 + (f / 75) ** 2)
    air = 1 + 0.6 * f * f / (f * f + 3500.0**2)
    return np.asarray(rumble * weight * air, np.float32)


def dusty(samples: Samples, seed: int) -> Samples:
    """As from an old record: no top, and a faint crackle."""
    chance = np.random.default_rng(seed)
    crackle = np.zeros_like(samples)
    at = chance.integers(0, len(samples), int(len(samples) / RATE * 14))
    crackle[at] = chance.normal(0, 1, (len(at), 2)) * chance.random((len(at), 1)) ** 3
    hiss = chance.standard_normal(samples.shape, dtype=np.float32) * np.float32(0.02)
    level = np.float32(max(_playing_level(samples), 1e-5) * 0.35)
    made = band(samples, high=7500) + band(crackle * np.float32(4) + hiss, 400, 5000) * level
    return faded(made, 0.004, 0.35)


def _playing_level(track: Samples) -> float:
    """Root of the mean square of the blocks in which it plays."""
    whole = track[: len(track) // BLOCK * BLOCK].reshape(-1, BLOCK * 2)
    powers = np.einsum("ij,ij->i", whole, whole) / BLOCK
    if not len(powers) or powers.max() <= 0:
        return 0.0
    return float(np.sqrt(powers[powers > powers.max() * 0.01].mean()))


def _dips(parts: list[Part], n: int) -> Samples:
    """A gain that gives way at every stroke of the bass drum."""
    gain = np.ones(n, np.float32)
    shape = 1 - 0.55 * np.exp(-np.arange(int(0.28 * RATE), dtype=np.float32) / (0.09 * RATE))
    for note in (note for part in parts if part.bank == 128 for note in part.notes if note.key in (35, 36)):
        at = int(note.start * RATE)
        span = gain[at : at + len(shape)]
        np.minimum(span, shape[: len(span)], out=span)
    return gain
