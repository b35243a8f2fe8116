"""Reads SoundFont 2 and 3 files: which recorded sample plays for which key, and how.

Format: SoundFont 2.04 technical specification; version 3 differs in that samples are Ogg files of their own (their
loops count from the sample's beginning). Only samples that are played are decoded, each once.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av
import numpy as np

from headwater.models.builtin.sound import Samples

Generators = dict[int, int]

FILTER, FILTER_BY_ENVELOPE, PAN = 8, 11, 17
MOD_SUSTAIN = 29
DELAY, ATTACK, HOLD, DECAY, SUSTAIN, RELEASE = 33, 34, 35, 36, 37, 38
INSTRUMENT, KEYS, VELOCITIES, ATTENUATION = 41, 43, 44, 48
COARSE, FINE, SAMPLE, MODES, SCALE, CLASS, ROOT = 51, 52, 53, 54, 56, 57, 58
_START = {
    FILTER: 13500,
    DELAY: -12000,
    ATTACK: -12000,
    HOLD: -12000,
    DECAY: -12000,
    RELEASE: -12000,
    SCALE: 100,
    ROOT: -1,
}
"""Values that are not 0 when nothing is said; section 8.1.3."""
_NOT_ADDED = {INSTRUMENT, KEYS, VELOCITIES, SAMPLE, MODES, CLASS, ROOT}
"""What a preset may not change in its instrument."""
_OGG = 0x10
_TABLES = {
    "phdr": "<20sHHHIII",
    "pbag": "<HH",
    "pgen": "<HH",
    "inst": "<20sH",
    "ibag": "<HH",
    "igen": "<HH",
    "shdr": "<20sIIIIIBbHH",
}


@dataclass(frozen=True)
class Zone:
    """A sample with all that is said about playing it."""

    keys: tuple[int, int]
    velocities: tuple[int, int]
    sample: int
    values: tuple[tuple[int, int], ...]

    def fits(self, key: int, velocity: int) -> bool:
        """Whether it sounds for this key, struck this hard."""
        return self.keys[0] <= key <= self.keys[1] and self.velocities[0] <= velocity <= self.velocities[1]

    def value(self, generator: int) -> int:
        """What is said about `generator`, in its own unit."""
        return _value(self.values, generator)


@dataclass(frozen=True)
class Recording:
    """One decoded sample."""

    samples: Samples
    """Mono."""
    loop: tuple[int, int]
    rate: int
    root: int
    """The key at which it was played."""
    correction: int
    """Cents."""


@cache
def _value(values: tuple[tuple[int, int], ...], generator: int) -> int:
    return dict(values).get(generator, _START.get(generator, 0))


class SoundFont:
    """An opened soundfont."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        self._chunks = dict(_chunks(self._bytes, 0, len(self._bytes)))
        self._rows = {name: self._table(name, shape) for name, shape in _TABLES.items()}
        self._presets = {(row[2], row[1]): i for i, row in enumerate(self._rows["phdr"][:-1])}
        self._zones: dict[tuple[int, int], list[Zone]] = {}
        self._recordings: dict[int, Recording] = {}

    def zones(self, bank: int, program: int) -> list[Zone]:
        """All zones of a preset; of the nearest one in the usual bank where there is no such preset."""
        if (bank, program) not in self._zones:
            choices = [(bank, program), (bank, 0), (0, program), (0, 0)]
            preset = next(self._presets[each] for each in choices if each in self._presets)
            self._zones[bank, program] = list(self._preset_zones(preset))
        return self._zones[bank, program]

    def recording(self, sample: int) -> Recording:
        """A sample, decoded."""
        if sample not in self._recordings:
            self._recordings[sample] = self._decoded(sample)
        return self._recordings[sample]

    def _table(self, name: str, shape: str) -> list[tuple[int, ...]]:
        start, length = self._chunks[name]
        return list(struct.iter_unpack(shape, self._bytes[start : start + length]))

    def _bags(self, header: str, bags: str, generators: str, index: int) -> Iterator[Generators]:
        """The zones of one preset or instrument: what is said in each, on top of what is said for all."""
        place = 3 if header == "phdr" else 1
        first, last = self._rows[header][index][place], self._rows[header][index + 1][place]
        end = INSTRUMENT if header == "phdr" else SAMPLE
        common: Generators = {}
        for bag in range(first, last):
            span = slice(self._rows[bags][bag][0], self._rows[bags][bag + 1][0])
            own = {row[0]: row[1] for row in self._rows[generators][span]}
            if end in own:
                yield {**common, **own}
            elif bag == first:
                common = own

    def _preset_zones(self, preset: int) -> Iterator[Zone]:
        for outer in self._bags("phdr", "pbag", "pgen", preset):
            for inner in self._bags("inst", "ibag", "igen", outer[INSTRUMENT]):
                yield _zone(outer, inner)

    def _decoded(self, sample: int) -> Recording:
        _, start, end, loop_start, loop_end, rate, root, correction, _, kind = self._rows["shdr"][sample]
        base = self._chunks["smpl"][0]
        if kind & _OGG:
            samples = _ogg(self._bytes[base + start : base + end])
            loop = (loop_start, loop_end)
        else:
            samples = np.frombuffer(self._bytes, "<i2", end - start, base + start * 2).astype(np.float32) / 32768
            loop = (loop_start - start, loop_end - start)
        return Recording(samples, loop, rate, root if root <= 127 else 60, correction)


def _zone(outer: Generators, inner: Generators) -> Zone:
    values = {number: _signed(value) for number, value in inner.items() if number not in (KEYS, VELOCITIES)}
    for number, value in outer.items():
        if number not in _NOT_ADDED:
            values[number] = values.get(number, _START.get(number, 0)) + _signed(value)
    keys, velocities = (_overlap(outer.get(each), inner.get(each)) for each in (KEYS, VELOCITIES))
    return Zone(keys, velocities, inner[SAMPLE], tuple(sorted(values.items())))


def _signed(value: int) -> int:
    return value - 0x10000 if value >= 0x8000 else value


def _overlap(*ranges: int | None) -> tuple[int, int]:
    """What all ranges (low byte to high byte) have in common."""
    said = [each for each in ranges if each is not None]
    return max((each & 255 for each in said), default=0), min((each >> 8 for each in said), default=127)


def _chunks(data: bytes, at: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Name, start and length of every chunk of a RIFF file, lists opened."""
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        if name in (b"RIFF", b"LIST"):
            yield from _chunks(data, at + 12, at + 8 + length)
        else:
            yield name.decode("latin1"), (at + 8, length)
        at += 8 + length + (length & 1)


def _ogg(data: bytes) -> Samples:
    with av.open(io.BytesIO(data), "r") as media:
        resampler = av.AudioResampler("flt", "mono")
        frames = [part for frame in media.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate([np.float32(each.to_ndarray()).reshape(-1) for each in frames])
