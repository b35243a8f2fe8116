"""Sound as numpy arrays: filtering, fades, loudness by the broadcast rules, and files.

Samples are float32, one row per moment: `(n,)` for mono, `(n, 2)` for stereo, full scale at 1.0. Times are seconds.
"""

import wave
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[Any]
"""float32 wherever a whole sound is meant; the arithmetic around it may be wider."""

RATE = 44_100
"""Samples a second of everything that is made here."""
TARGET = -16.0
"""LUFS: what streaming services and phones expect of music and effects."""
CEILING = -1.0
"""dBTP that no true peak passes, so that AAC and MP3 do not clip what was just below full scale."""
SILENCE = -70.0
"""LUFS: the absolute gate of BS.1770. What is quieter counts as silence."""
_SQUEEZE = 6.0
"""Decibels that the limiter may take from peaks; more would be heard as pumping."""
_STEP = 64
"""Samples for which the limiter decides at once."""
_SMOOTH = 24
"""Steps over which it turns down and up again: about 35 ms each way."""


def amplitude(decibels: float) -> float:
    """The factor that changes a level by `decibels`."""
    return float(10.0 ** (decibels / 20))


def decibels(amplitude: float) -> float:
    """The level of an amplitude, with silence at -200."""
    return 20 * float(np.log10(max(amplitude, 1e-10)))


def quick_length(least: int) -> int:
    """The smallest number from `least` on that has only the factors 2, 3 and 5: such lengths transform quickly."""
    best = 1 << max(0, least - 1).bit_length()
    for five in (1, 5, 25, 125):
        for three in (1, 3, 9, 27):
            odd = five * three
            best = min(best, odd << max(0, -(-least // odd) - 1).bit_length())
    return best


def shaped(samples: Samples, gains: Any, rate: int = RATE, room: float = 0.0) -> Samples:
    """`samples` with the spectrum multiplied by `gains(frequencies in Hz)`: any filter, real or complex.

    `room` is the silence in seconds that is added while filtering, so that the end does not ring into the beginning.
    """
    n = quick_length(len(samples) + int(room * rate))
    spectrum = np.fft.rfft(samples, n, axis=0)
    factors = np.asarray(gains(np.fft.rfftfreq(n, 1 / rate).astype(np.float32)))
    spectrum *= factors.reshape(-1, *([1] * (samples.ndim - 1)))
    return np.fft.irfft(spectrum, n, axis=0)[: len(samples)].astype(np.float32, copy=False)


def band(samples: Samples, low: float = 0.0, high: float = 0.0, order: int = 2, rate: int = RATE) -> Samples:
    """Only what lies between `low` and `high` Hz (0: no limit on that side), with Butterworth slopes and no delay."""

    def gains(f: Samples) -> Samples:
        gain = np.ones_like(f)
        if low:
            gain /= np.sqrt(1 + (low / np.maximum(f, 1e-3)) ** (2 * order))
        if high:
            gain /= np.sqrt(1 + (f / high) ** (2 * order))
        return gain

    return shaped(samples, gains, rate, 0.05)


def convolved(samples: Samples, impulse: Samples) -> Samples:
    """`samples` heard through `impulse` (same number of channels), as long as the two together."""
    length = len(samples) + len(impulse) - 1
    n = quick_length(length)
    spectrum = np.fft.rfft(samples, n, axis=0) * np.fft.rfft(impulse, n, axis=0)
    return np.fft.irfft(spectrum, n, axis=0)[:length].astype(np.float32, copy=False)


def faded(samples: Samples, start: float = 0.0, end: float = 0.0, rate: int = RATE) -> Samples:
    """Rising from silence in the first `start` seconds and falling to it in the last `end`, along a cosine."""
    made = samples.copy()
    for seconds, part in ((start, slice(None)), (end, slice(None, None, -1))):
        n = min(len(made), int(seconds * rate))
        slope = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, n, dtype=np.float32))).astype(np.float32)
        view = made[part]
        view[:n] *= slope.reshape(-1, *([1] * (made.ndim - 1)))
    return made


def loudness(samples: Samples, rate: int = RATE) -> float:
    """Integrated loudness in LUFS by ITU-R BS.1770-4: K weighting, 400 ms blocks, gates at -70 LUFS and -10 LU.

    Silence is -70. Sounds shorter than a block are measured as one block.
    """
    blocks = _block_powers(
        shaped(_two_dimensional(samples), lambda f: _k_weighting(len(f), float(f[1]), rate), rate, 0.3), rate
    )
    heard = blocks[_lufs(blocks) > SILENCE]
    if not len(heard):
        return SILENCE
    return float(_lufs(heard[_lufs(heard) > _lufs(heard.mean()) - 10].mean()))


def true_peak(samples: Samples) -> float:
    """The highest amplitude between the samples too, by BS.1770-4: four times oversampled."""
    return float(np.max(_true_peaks(_two_dimensional(samples)), initial=0))


def levelled(samples: Samples, rate: int = RATE, target: float = TARGET, squeeze: float = _SQUEEZE) -> Samples:
    """As loud as `target` LUFS with true peaks below -1 dBTP.

    A limiter takes at most `squeeze` decibels from the peaks; what would need more stays quieter than the target.
    """
    ceiling, peak, gain, made = amplitude(CEILING - 0.05), true_peak(samples), 0.0, samples
    most = squeeze + decibels(ceiling) - decibels(peak)
    for _ in range(3):
        now = loudness(made, rate)
        if peak == 0 or now <= SILENCE or (made is not samples and abs(target - now) < 0.2):
            break
        gain = min(most, gain + target - now)
        made = limited(samples * np.float32(amplitude(gain)), ceiling)
        if amplitude(gain) * peak <= ceiling:
            break
    return made


def limited(samples: Samples, ceiling: float) -> Samples:
    """Turned down smoothly around true peaks above `ceiling`, and untouched where there is none."""
    peaks = _true_peaks(_two_dimensional(samples))
    steps = -(-len(peaks) // _STEP)
    tops = np.pad(peaks, (0, steps * _STEP - len(peaks))).reshape(steps, _STEP).max(1)
    needed = np.minimum(1.0, ceiling / np.maximum(tops, 1e-9))
    if needed.min() >= 1.0:
        return samples
    around = np.lib.stride_tricks.sliding_window_view(np.pad(needed, _SMOOTH + 1, mode="edge"), 2 * _SMOOTH + 3)
    window = np.hanning(2 * _SMOOTH + 3)[1:-1]
    lowest = np.pad(around.min(1), _SMOOTH, mode="edge")
    smooth = np.convolve(lowest, window / window.sum(), mode="valid")
    gain = np.interp(np.arange(len(samples)), (np.arange(steps) + 0.5) * _STEP, smooth).astype(np.float32)
    return samples * gain.reshape(-1, *([1] * (samples.ndim - 1)))


def written(path: Path, samples: Samples, rate: int = RATE) -> Path:
    """Write `samples` as a 16-bit WAV file at `path`."""
    whole = np.round(np.clip(_two_dimensional(samples), -1, 1) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(whole.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(whole.tobytes())
    return path


def read(path: Path, rate: int = RATE, channels: int = 2, seconds: float = 600.0) -> Samples:
    """The sound in the media file at `path`, at most `seconds` of it: `(n, channels)`, empty where it has none."""
    kept, most = [np.zeros((0, channels), np.float32)], int(seconds * rate)
    with av.open(str(path)) as media:
        resampler = av.AudioResampler("flt", "stereo" if channels == 2 else "mono", rate)
        frames = media.decode(audio=0) if media.streams.audio else iter(())
        for frame in chain(frames, [None]):
            kept += [np.float32(part.to_ndarray()).reshape(-1, channels) for part in resampler.resample(frame)]
            if sum(map(len, kept)) >= most:
                break
    return np.concatenate(kept)[:most]


def _two_dimensional(samples: Samples) -> Samples:
    return samples if samples.ndim == 2 else samples[:, None]


def _lufs(power: Any) -> Any:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-12))


def _block_powers(weighted: Samples, rate: int) -> NDArray[np.float64]:
    """The power in each 400 ms, every 100 ms, summed over the channels."""
    block, hop = min(int(0.4 * rate), len(weighted)), int(0.1 * rate)
    if not block:
        return np.zeros(0)
    total = np.concatenate([[0.0], np.cumsum(np.square(weighted, dtype=np.float64).sum(1))])
    starts = np.arange(0, len(weighted) - block + 1, hop)
    return np.asarray((total[starts + block] - total[starts]) / block)


@lru_cache(2)
def _k_weighting(count: int, step: float, rate: int) -> NDArray[np.complex64]:
    """The two filters of BS.1770 at `count` frequencies `step` Hz apart: the head's shelf, the ear's high-pass."""
    z = np.exp((-2j * np.pi * step / rate) * np.arange(count)).astype(np.complex64)
    k, q, high = np.tan(np.pi * 1681.974450955533 / rate), 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    shelf = ((high + middle * k / q + k * k) + 2 * (k * k - high) * z + (high - middle * k / q + k * k) * z * z) / (
        (1 + k / q + k * k) + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z * z
    )
    k, q = np.tan(np.pi * 38.13547087602444 / rate), 0.5003270373238773
    a0 = 1 + k / q + k * k
    ear = (1 - 2 * z + z * z) / (1 + 2 * (k * k - 1) / a0 * z + (1 - k / q + k * k) / a0 * z * z)
    return np.asarray(shelf * ear, np.complex64)


def _true_peaks(samples: Samples) -> Samples:
    """For every moment the highest amplitude there and in the gap after it, over all channels."""
    highest: Samples = np.abs(samples).max(1)
    if len(samples) < 2:
        return highest
    for phase in (0.25, 0.5, 0.75):
        taps = _between(phase)
        for channel in samples.T:
            np.maximum(highest, np.abs(np.convolve(channel, taps)[6 : 6 + len(highest)]), out=highest)
    return highest


def _between(phase: float) -> Samples:
    """Taps that give the value at `phase` of the way from one sample to the next: a windowed sinc of 12."""
    at = np.arange(-6, 6) + phase
    return np.asarray(np.sinc(at) * np.cos(np.pi * at / 13) ** 2, np.float32)
