"""Plays the notes of a part from a soundfont's recordings."""

from math import log2

import numpy as np

from headwater.models.builtin.composer import soundfont as sf
from headwater.models.builtin.composer.score import Note, Part
from headwater.models.builtin.sound import RATE, Samples, amplitude, band

QUIET_DB = 100.0
"""Decibels that an envelope falls in its decay or release time."""
LONGEST_RELEASE = 4.0
"""Seconds; some pads have more, which would only be mud here."""
CHOKE = 0.06
"""Seconds in which an open hi-hat is closed by the next stroke."""
APART = 4.0
"""Cents that each of two players is off."""
OPEN = 9_000.0
"""Hz from which on a filter is not worth its time."""
PIECE = RATE // 2
"""Cached waveforms grow by half seconds."""


class Sampler:
    """Turns parts into sound; what it has decoded and resampled is kept for the next note."""

    def __init__(self, font: sf.SoundFont) -> None:
        self._font = font
        self._waves: dict[tuple[int, float, float], Samples] = {}

    def play(self, part: Part, seconds: float) -> Samples:
        """The whole part, `(n, 2)` for `seconds`; what would sound later is cut off."""
        track = np.zeros((int(seconds * RATE), 2), np.float32)
        for i, note in enumerate(part.notes):
            for zone in self._font.zones(part.bank, part.program):
                if zone.fits(note.key, note.velocity):
                    stop = _choked(part, i) if zone.value(sf.CLASS) and part.bank == 128 else None
                    self._sound(track, note, zone, part, stop)
        return track

    def _sound(self, track: Samples, note: Note, zone: sf.Zone, part: Part, stop: float | None) -> None:
        players = [(-APART, -part.width), (APART, part.width)] if part.width else [(0.0, 0.0)]
        for cents, aside in players:
            wave = self._voice(note, zone, cents, stop)
            at = int(note.start * RATE)
            wave = wave[: max(0, len(track) - at)]
            place = np.clip(part.pan + aside + zone.value(sf.PAN) / 500, -1, 1)
            angle = (place + 1) * np.pi / 4
            gain = 1 / len(players) ** 0.5
            track[at : at + len(wave), 0] += wave * np.float32(np.cos(angle) * gain)
            track[at : at + len(wave), 1] += wave * np.float32(np.sin(angle) * gain)

    def _voice(self, note: Note, zone: sf.Zone, cents: float, stop: float | None) -> Samples:
        """One note of one zone: its waveform under its envelope."""
        release = min(LONGEST_RELEASE, max(0.03, _seconds(zone.value(sf.RELEASE))))
        length = note.length if stop is None else min(note.length, stop)
        release = CHOKE if stop is not None and stop < note.length else release
        n = int((length + release) * RATE)
        wave = self._wave(zone, note.key, note.velocity, cents, n)[:n]
        loud = (note.velocity / 127) ** 2 * amplitude(-0.04 * zone.value(sf.ATTENUATION))
        return wave * _envelope(zone, len(wave), length, release) * np.float32(loud)

    def _wave(self, zone: sf.Zone, key: int, velocity: int, cents: float, n: int) -> Samples:
        """The recording at the pitch of `key`, through the zone's filter; at least `n` samples where it loops."""
        speed, cutoff = self._speed(zone, key, cents), _cutoff(zone, velocity)
        name = (zone.sample, round(speed, 7), cutoff)
        kept = self._waves.get(name)
        if kept is None or (len(kept) < n and zone.value(sf.MODES) & 1):
            kept = self._resampled(zone, speed, -(-n // PIECE) * PIECE)
            kept = band(kept, high=cutoff, order=2) if cutoff < OPEN else kept
            self._waves[name] = kept
        return kept

    def _speed(self, zone: sf.Zone, key: int, cents: float) -> float:
        recording, root = self._font.recording(zone.sample), zone.value(sf.ROOT)
        root = recording.root if root < 0 else root
        tuned = zone.value(sf.COARSE) * 100 + zone.value(sf.FINE) + recording.correction + cents
        return float(2 ** (((key - root) * zone.value(sf.SCALE) + tuned) / 1200)) * recording.rate / RATE

    def _resampled(self, zone: sf.Zone, speed: float, n: int) -> Samples:
        recording = self._font.recording(zone.sample)
        source = _unrolled(recording, int(n * speed) + 4) if zone.value(sf.MODES) & 1 else recording.samples
        return _interpolated(source, speed, min(n, int((len(source) - 3) / speed)))


def _choked(part: Part, index: int) -> float:
    """Seconds until the next hi-hat after this one."""
    hats, start = {42, 44, 46}, part.notes[index].start
    if part.notes[index].key not in hats:
        return part.notes[index].length
    later = (
        each.start - start for each in part.notes[index + 1 : index + 12] if each.key in hats and each.start > start
    )
    return next(later, part.notes[index].length)


def _seconds(timecents: int) -> float:
    return float(2.0 ** (timecents / 1200))


def _cutoff(zone: sf.Zone, velocity: int) -> float:
    """Hz of the low-pass. Synthesisers' moving filters stand at where they settle; soft notes are a little darker."""
    held = zone.value(sf.FILTER_BY_ENVELOPE) * (1 - zone.value(sf.MOD_SUSTAIN) / 1000)
    cents = min(13_500, max(1_500, zone.value(sf.FILTER) + max(0.0, held)))
    softness = 0 if velocity >= 52 else 900
    return round(float(8.176 * 2 ** ((cents - softness) / 1200)), 1)


def _unrolled(recording: sf.Recording, n: int) -> Samples:
    """The recording with its loop repeated until it is `n` samples long."""
    first, last = recording.loop
    last = min(last, len(recording.samples))
    if last - first < 8:
        return np.pad(recording.samples, (0, 4))
    times = max(1, int(np.ceil((n + 8 - last) / (last - first))))
    return np.concatenate([recording.samples[:last], np.tile(recording.samples[first:last], times)])


def _interpolated(source: Samples, speed: float, n: int) -> Samples:
    """Every `speed`-th value of `source`, between samples along Hermite curves."""
    if abs(log2(speed)) < 1e-9:
        return source[:n].copy()
    at = np.arange(n) * speed
    i = at.astype(np.int32)
    x = (at - i).astype(np.float32)
    a, b, c, d = source[np.maximum(i - 1, 0)], source[i], source[i + 1], source[i + 2]
    slope, bend = (c - a) * np.float32(0.5), a - b * np.float32(2.5) + c * 2 - d * np.float32(0.5)
    third = (d - a) * np.float32(0.5) + (b - c) * np.float32(1.5)
    made: Samples = ((third * x + bend) * x + slope) * x + b
    return made


def _envelope(zone: sf.Zone, n: int, length: float, release: float) -> Samples:
    """Attack (straight), hold, decay to the sustained level, release (both straight in decibels)."""
    t = np.arange(n, dtype=np.float32) / np.float32(RATE)
    attack = max(0.001, _seconds(zone.value(sf.ATTACK)))
    peak = attack + _seconds(zone.value(sf.HOLD))
    sustain = min(QUIET_DB, zone.value(sf.SUSTAIN) / 10)
    fall = np.clip((t - peak) * (QUIET_DB / max(0.01, _seconds(zone.value(sf.DECAY)))), 0, sustain)
    fall += np.clip((t - length) * (QUIET_DB * 0.7 / release), 0, None)
    made: Samples = np.minimum(1, t / attack) * np.exp(fall * np.float32(-0.115129255))
    tail = min(n, int(0.02 * RATE))
    made[n - tail :] *= np.linspace(1, 0, tail, dtype=np.float32)
    return made
