"""The sound of a film: voices in front, music that makes room for them, the sounds of videos below."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import av
import numpy as np

from headwater.models.builtin import sound
from headwater.models.builtin.camera import speech
from headwater.models.builtin.camera.film import SOUND_RATE
from headwater.models.builtin.job import CannotMake
from headwater.models.builtin.sound import Samples, amplitude

TARGET = -16.0
"""LUFS of the whole."""
CEILING = -2.0
"""dBTP before coding: AAC may add some to a peak, and -1 must not be passed."""
FADE_OUT = 0.6
"""Seconds in which a sound that is longer than the film is faded out."""
FADE = 0.02
"""Seconds of the fades at every beginning and end, against clicks."""
TOLD_FROM = 0.15
"""Seconds; what is less longer than the film is not worth a word."""
BED = -8.0
"""Decibels by which music lies under a voice even while it pauses."""
DUCKED = -7.0
"""Decibels by which it goes down further while the voice speaks."""
BELOW = -10.0
"""Decibels of the sounds of videos under a soundtrack."""
MOST_GAIN = 24.0
"""Decibels by which a quiet sound is raised at most: more would raise its hiss."""
_BEFORE, _AFTER = 0.25, 0.5
"""Seconds for which music is down before and after each piece of speech."""
_STEP = 0.02
"""Seconds for which it is decided at once."""


class Part(Enum):
    """What a sound is in the mix."""

    VOICE = "voice"
    MUSIC = "music"
    """Also effects: whatever is no voice."""
    SCENE = "scene"
    """The own sound of a video."""


@dataclass(frozen=True)
class Track:
    """One sound."""

    samples: Samples
    """n x 2, at `SOUND_RATE`."""
    part: Part
    seconds: float
    """How long it goes on in its file; more than `samples` have where the film is shorter."""
    start: float = 0.0
    """Second of the film at which it begins."""


def track(path: Path, most: float) -> Track | None:
    """A connected sound, of which up to `most` seconds are needed; None when it is silent."""
    samples, seconds = _read(path, most)
    if not len(samples) or not samples.any():
        return None
    return Track(samples, Part.VOICE if speech.is_speech(samples, SOUND_RATE) else Part.MUSIC, seconds)


def scene(path: Path, start: float, most: float) -> Track | None:
    """The own sound of a video that is shown for `most` seconds from second `start` on; None when it has none."""
    samples, _ = _read(path, most)
    if not len(samples) or not samples.any():
        return None
    return Track(samples, Part.SCENE, min(most, len(samples) / SOUND_RATE), start)


def mix(tracks: Sequence[Track], seconds: float) -> Samples | None:
    """All tracks together, as long as the film: `seconds` * 48000 x 2, -16 LUFS. None when there are none."""
    if not tracks:
        return None
    whole = np.zeros((round(seconds * SOUND_RATE), 2), np.float32)
    laid = [(each, _laid(each, len(whole), seconds)) for each in tracks]
    for each, samples in laid:
        whole += samples * amplitude(_level(each, tracks)) * _room(each, laid)
    loud = sound.levelled(sound.faded(whole, FADE, FADE, SOUND_RATE), SOUND_RATE, TARGET)
    return sound.limited(loud, amplitude(CEILING))


def too_long(tracks: Sequence[Track], seconds: float, longest: int) -> str | None:
    """A sentence on the connected sounds that go on when the film is over."""
    long = [each for each in tracks if each.part is not Part.SCENE and each.seconds > seconds + TOLD_FROM]
    if not long:
        return None
    most = max(long, key=lambda each: (each.part is Part.VOICE, each.seconds))
    needed = int(-(-(most.seconds - TOLD_FROM) // 1))
    what = (
        f"The {'voice' if most.part is Part.VOICE else 'sound'} is {most.seconds - seconds:.1f} s longer than the video"
    )
    advice = f" Set the duration to {needed}." if needed <= longest else ""
    return f"{what}; it was faded out.{advice}"


def _read(path: Path, most: float) -> tuple[Samples, float]:
    try:
        samples = sound.read(path, SOUND_RATE, 2, most)
        return samples, max(_said(path), len(samples) / SOUND_RATE)
    except (av.FFmpegError, OSError, IndexError) as error:
        raise CannotMake("A connected sound cannot be read. Upload it again, or connect another one.") from error


def _said(path: Path) -> float:
    """Seconds of sound that the file speaks of."""
    with av.open(str(path)) as media:
        heard = next(iter(media.streams.audio), None)
        if heard is not None and heard.duration and heard.time_base:
            return float(heard.duration * heard.time_base)
        return (media.duration or 0) / av.time_base


def _laid(track: Track, length: int, seconds: float) -> Samples:
    """A track at a common loudness in its place in the film, with soft ends."""
    start = round(track.start * SOUND_RATE)
    heard = track.samples[: length - start]
    cut = track.start + track.seconds > seconds + TOLD_FROM or track.part is Part.SCENE
    heard = sound.faded(heard, FADE, min(FADE_OUT, len(heard) / SOUND_RATE / 3) if cut else FADE, SOUND_RATE)
    heard = heard * np.float32(amplitude(min(MOST_GAIN, TARGET - sound.loudness(heard, SOUND_RATE))))
    laid = np.zeros((length, 2), np.float32)
    laid[start : start + len(heard)] = heard
    return laid


def _level(track: Track, tracks: Sequence[Track]) -> float:
    """Decibels by which a track lies below the others."""
    parts = {each.part for each in tracks}
    if track.part is Part.SCENE and len(parts) > 1:
        return BELOW
    return BED if track.part is Part.MUSIC and Part.VOICE in parts else 0.0


def _room(track: Track, laid: Sequence[tuple[Track, Samples]]) -> Samples | np.float32:
    """The factor for each moment by which a track makes room for the voices; these make room for nobody."""
    voices = [samples for each, samples in laid if each.part is Part.VOICE]
    if track.part is Part.VOICE or not voices:
        return np.float32(1)
    spoken = _spoken(np.sum(voices, axis=0))
    times = np.arange(len(laid[0][1])) / SOUND_RATE
    centres = (np.arange(len(spoken)) + 0.5) * _STEP
    return (10 ** (np.interp(times, centres, spoken * DUCKED) / 20)).astype(np.float32)[:, None]


def _spoken(voice: Samples) -> np.ndarray:
    """How much (0 to 1) there is speech, for each `_STEP`: rising before it and falling after it, softly."""
    step = round(_STEP * SOUND_RATE)
    loud = np.abs(voice).max(axis=1)
    tops = np.pad(loud, (0, -len(loud) % step)).reshape(-1, step).max(axis=1)
    speaks = (tops > 0.12 * np.quantile(tops, 0.95)).astype(np.float32)
    before, after = round(_BEFORE / _STEP), round(_AFTER / _STEP)
    held = np.lib.stride_tricks.sliding_window_view(np.pad(speaks, (after, before)), before + after + 1).max(axis=1)
    soft = np.hanning(2 * before + 1)
    return np.convolve(np.pad(held, before, mode="edge"), soft / soft.sum(), "valid")
