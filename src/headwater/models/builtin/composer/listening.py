"""Listens to a connected sound: is it music, how fast, and in which key."""

from dataclasses import dataclass

import numpy as np

from headwater.models.builtin.sound import Samples, band

RATE = 22_050
"""Samples a second that are enough for this."""
LONGEST = 60.0
"""Seconds that are listened to."""
HOP, WINDOW = 256, 1024
SLOW, FAST = 60.0, 180.0
"""Beats a minute that are looked for."""
STEADY, TUNED = 0.3, 0.6
"""How clear a pulse and a key must be to be followed: speech comes to 0.2, music to 0.7 and more."""
_MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
_MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
"""Krumhansl and Kessler 1982: how well each note fits the key."""


@dataclass(frozen=True)
class Heard:
    """What was heard."""

    bpm: float | None
    """None when there is no clear pulse."""
    tonic: int | None
    scale: str | None
    """None together with `tonic`, when it is not clearly in a key."""

    @property
    def musical(self) -> bool:
        """Whether it is clearly music."""
        return self.tonic is not None


def heard(samples: Samples) -> Heard:
    """What a mono recording at `RATE` holds."""
    if len(samples) < RATE or np.abs(samples).max() < 1e-4:
        return Heard(None, None, None)
    tonic, scale, clear = key(samples)
    bpm, steady = tempo(samples)
    if clear < TUNED:
        return Heard(None, None, None)
    return Heard(round(bpm, 1) if steady >= STEADY else None, tonic, scale)


def tempo(samples: Samples) -> tuple[float, float]:
    """Beats a minute, and how clear they are (0 to 1), from how the strength of onsets repeats."""
    power = _spectra(samples, WINDOW, HOP)
    rise = np.maximum(0, np.diff(np.log1p(1000 * power), axis=0)).sum(1)
    onsets = np.maximum(0, rise - np.convolve(rise, np.ones(87) / 87, "same"))
    n = 1 << (2 * len(onsets)).bit_length()
    again = np.fft.irfft(np.abs(np.fft.rfft(onsets - onsets.mean(), n)) ** 2)[: len(onsets)]
    again /= max(float(again[0]), 1e-9)
    rates = np.arange(SLOW, FAST, 0.25)
    lags = 60 * RATE / HOP / rates
    at = np.arange(len(again))
    usable = lags * 2 < len(again)
    scores = np.interp(lags, at, again) + 0.5 * np.interp(2 * lags, at, again) + 0.25 * np.interp(4 * lags, at, again)
    scores = np.where(usable, scores * np.exp(-0.5 * (np.log2(rates / 110) / 0.8) ** 2), -1)
    best = int(np.argmax(scores))
    return float(rates[best]), float(np.interp(lags[best], at, again))


def key(samples: Samples) -> tuple[int, str, float]:
    """Tonic, `major` or `minor`, and how clear that is (-1 to 1), from how strong the twelve notes are."""
    profile = chroma(samples)
    choices = []
    for scale, weights in (("major", _MAJOR), ("minor", _MINOR)):
        for tonic in range(12):
            fit = np.corrcoef(profile, np.roll(weights, tonic))[0, 1]
            choices.append((float(np.nan_to_num(fit)), tonic, scale))
    clear, tonic, scale = max(choices)
    return tonic, scale, clear * purity(samples)


def chroma(samples: Samples) -> np.ndarray:
    """How strong each of the twelve notes is, from C."""
    power = _spectra(band(samples, 60, 4000, rate=RATE), 8192, 4096)
    frequencies = np.fft.rfftfreq(8192, 1 / RATE)
    used = (frequencies > 65) & (frequencies < 2000)
    pitches = np.round(69 + 12 * np.log2(frequencies[used] / 440)).astype(int) % 12
    frames = np.sqrt(power[:, used])
    return np.bincount(pitches, weights=frames.sum(0), minlength=12)


def purity(samples: Samples) -> float:
    """How much of the sound stands on held notes, 0 to 1: music holds its pitches, speech glides."""
    power = _spectra(band(samples, 100, 2000, rate=RATE), 4096, 2048)
    frames = power[power.sum(1) > power.sum(1).mean() * 0.1]
    if len(frames) < 4:
        return 0.0
    unit = frames / np.linalg.norm(frames, axis=1, keepdims=True)
    alike = (unit[1:] * unit[:-1]).sum(1)
    return float(np.clip((np.median(alike) - 0.3) / 0.4, 0, 1))


def _spectra(samples: Samples, window: int, hop: int) -> np.ndarray:
    pieces = np.lib.stride_tricks.sliding_window_view(samples, window)[::hop] if len(samples) >= window else samples[:0]
    spectra = np.fft.rfft(pieces * np.hanning(window).astype(np.float32), axis=1)
    return np.asarray(np.abs(spectra) ** 2)
