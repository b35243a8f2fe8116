"""What a sound is made from: noise, grains, struck things, and places for them in time and between left and right."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from headwater.models.builtin.sound import RATE, Samples, convolved, quick_length, shaped

Mode = tuple[float, float, float]
"""Of a struck thing: Hz, seconds until it is 60 dB down, amplitude."""


@dataclass(frozen=True)
class Scene:
    """For what a sound is made."""

    seconds: float
    chance: Generator
    words: str = ""
    """The clause that names it, for what only this sound understands."""
    strength: float = 0.0
    """-1 light to 1 heavy."""
    pace: float = 1.0
    """Factor on its usual speed."""
    count: int | None = None
    """How many times, when that is said."""

    @property
    def n(self) -> int:
        """Samples."""
        return round(self.seconds * RATE)

    @property
    def t(self) -> Samples:
        """The time of each sample, in seconds."""
        return np.arange(self.n, dtype=np.float32) / np.float32(RATE)

    def has(self, pattern: str) -> bool:
        """Whether its clause has one of these words."""
        return re.search(rf"\b(?:{pattern})\b", self.words, re.I) is not None

    def empty(self) -> Samples:
        """Silence, stereo."""
        return np.zeros((self.n, 2), np.float32)


@dataclass(frozen=True)
class Sound:
    """One sound that can be asked for."""

    name: str
    """As it is listed to people."""
    words: str
    """Regular expression of what they call it."""
    make: Callable[[Scene], Samples]
    """Gives `(n, 2)`."""
    bed: bool = False
    """Whether it goes on for the whole length, rather than happening."""
    level: float = 0.0
    """Decibels against others of its kind."""


def seconds(length: float) -> Samples:
    """The time of each sample of something `length` seconds long."""
    return np.arange(max(1, round(length * RATE)), dtype=np.float32) / np.float32(RATE)


def noise(chance: Generator, n: int, slope: float = 0.0, channels: int = 2) -> Samples:
    """Noise whose power falls by `slope` decibels an octave: 0 white, 3 pink, 6 brown. Root mean square 1."""
    white = chance.standard_normal((n, channels), dtype=np.float32)
    if not slope:
        return white
    made = shaped(white, lambda f: (np.maximum(f, 20) / 1000) ** (-slope / 6.02))
    return np.asarray(made / np.sqrt(np.mean(made**2)), np.float32)


def drift(chance: Generator, n: int, hertz: float, low: float = 0.0, high: float = 1.0) -> Samples:
    """A value that wanders between `low` and `high`, changing its mind `hertz` times a second."""
    points = chance.random(int(n / RATE * hertz) + 5)
    at = np.linspace(0, len(points) - 4, n) + 1
    i = at.astype(np.int32)
    x = at - i
    smooth = x * x * (3 - 2 * x)
    return (low + (high - low) * (points[i] * (1 - smooth) + points[i + 1] * smooth)).astype(np.float32)


def swept(sound: Samples, centre: Samples, octaves: float = 0.7) -> Samples:
    """`sound` through a band that moves: `centre` is in Hz for every sample, `octaves` its half width."""
    low, high = np.log2(max(25.0, float(np.min(centre)))) - 1, np.log2(min(18_000.0, float(np.max(centre)))) + 1
    steps = max(2, int((high - low) / (octaves * 0.9)) + 1)
    at, made = np.log2(centre), np.zeros_like(sound)
    n = quick_length(len(sound))
    spectrum, pitches = np.fft.rfft(sound, n, axis=0), np.log2(np.maximum(1, np.fft.rfftfreq(n, 1 / RATE)))
    for middle in np.linspace(low, high, steps):
        part = np.fft.irfft(spectrum * _bell(pitches - middle, octaves)[:, None], n, axis=0)[: len(sound)]
        made += part * _bell(at - middle, octaves)[:, None]
    return made


def _bell(off: Samples, octaves: float) -> Samples:
    return np.exp(-0.5 * (off / (octaves * 0.6)) ** 2).astype(np.float32)


def struck(modes: Iterable[Mode], length: float, chance: Generator, attack: float = 0.0008) -> Samples:
    """A thing that rings in `modes`, mono."""
    t = seconds(length)
    made = np.zeros(len(t), np.float32)
    for hertz, decay, loud in modes:
        if hertz < 0.45 * RATE:
            phase = chance.random() * 0.6
            made += loud * np.exp(-6.9 * t / decay) * np.sin(2 * np.pi * hertz * t + phase)
    return np.asarray(made * np.minimum(1, t / attack), np.float32)


def burst(chance: Generator, length: float, decay: float, low: float, high: float) -> Samples:
    """A short noise between `low` and `high` Hz that is 60 dB down after `decay` seconds, mono."""
    n = max(64, round(length * RATE))
    made = shaped(
        chance.standard_normal(n, dtype=np.float32),
        lambda f: 1 / np.sqrt((1 + (low / np.maximum(f, 1)) ** 4) * (1 + (f / high) ** 4)),
        room=0.02,
    )
    t = np.arange(n, dtype=np.float32) / RATE
    return np.asarray(made * np.exp(-6.9 * t / decay) * np.minimum(1, t / 0.0005), np.float32)


def chirp(start: float, end: float, length: float, decay: float) -> Samples:
    """A tone that glides from `start` to `end` Hz and dies away, mono."""
    t = seconds(length)
    hertz = start * (end / start) ** (t / length)
    return np.asarray(np.sin(2 * np.pi * np.cumsum(hertz) / RATE) * np.exp(-6.9 * t / decay), np.float32)


def tone(hertz: Samples | float, n: int, harmonics: Sequence[float] = (1.0,)) -> Samples:
    """A steady or gliding tone with these harmonics, mono."""
    phase = 2 * np.pi * np.cumsum(np.broadcast_to(np.asarray(hertz, np.float64), (n,))) / RATE
    made = np.zeros(n, np.float32)
    for i, loud in enumerate(harmonics, 1):
        made += (loud * np.sin(i * phase)).astype(np.float32)
    return made


def stereo(mono: Samples, pan: float = 0.0) -> Samples:
    """Mono placed between -1 left and 1 right."""
    angle = (pan + 1) * np.pi / 4
    return np.asarray(np.stack([mono * np.cos(angle), mono * np.sin(angle)], 1), np.float32)


def arch(x: Samples) -> Samples:
    """Rising from 0 and falling to it again, as `x` goes from 0 to 1."""
    return np.sin(np.pi * x).clip(0).astype(np.float32)


def placed(onto: Samples, at: float, mono: Samples, pan: float = 0.0, gain: float = 1.0) -> None:
    """Add a mono sound at a time in seconds."""
    start = max(0, int(at * RATE))
    part = stereo(mono[: max(0, len(onto) - start)], pan)
    onto[start : start + len(part)] += part * np.float32(gain)


def showered(
    scene: Scene, grains: Sequence[Samples], rate: float | Samples, heavy: float = 2.0, width: float = 0.9
) -> Samples:
    """Grains falling at random, `rate` a second (a number, or one for every sample), stereo.

    `heavy` says how rare the loud ones are; `width` how far apart they fall.
    """
    made, n = scene.empty(), scene.n
    density = np.broadcast_to(np.asarray(rate, np.float64), (n,))
    total = np.cumsum(density)
    for grain in grains:
        count = scene.chance.poisson(float(total[-1]) / RATE / len(grains))
        at = np.searchsorted(total, scene.chance.random(count) * total[-1])
        loud = scene.chance.random(count) ** heavy * scene.chance.choice((-1, 1), count)
        angle = (1 + width * scene.chance.uniform(-1, 1, count)) * np.pi / 4
        clicks = np.zeros((n, 2), np.float32)
        np.add.at(clicks, np.minimum(at, n - 1), (np.stack([np.cos(angle), np.sin(angle)], 1) * loud[:, None]))
        made += convolved(clicks, np.repeat(grain[:, None], 2, 1))[:n]
    return made


def times(scene: Scene, gap: float, usual: int | None = None, jitter: float = 0.05, first: float = 0.1) -> list[float]:
    """When something happens: as often as was said, else `usual` times, else to the end; `gap` seconds apart."""
    step = gap / scene.pace
    fits = max(1, int((scene.seconds - first - 0.05) / step) + 1)
    count = scene.count or min(usual or fits, fits)
    step = min(step, (scene.seconds - first) / count)
    return [max(0.0, first + i * step + float(scene.chance.normal(0, jitter * step)) * (i > 0)) for i in range(count)]
