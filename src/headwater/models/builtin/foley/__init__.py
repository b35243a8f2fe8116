"""Foley: sound effects synthesised by rules from words. Procedural, no recordings and no neural network."""

import numpy as np

from headwater.models.builtin.foley import scenery
from headwater.models.builtin.foley.scene import Scene
from headwater.models.builtin.foley.words import Wish, heard
from headwater.models.builtin.job import CannotMake, Job, Made
from headwater.models.builtin.room import impulse
from headwater.models.builtin.sound import RATE, Samples, amplitude, band, convolved, faded, levelled, written

OVERLAP = 1.5
"""Seconds over which the end of a loop goes over into its beginning."""
BED, EVENT = amplitude(-24.0), amplitude(-9.0)
"""Where sounds stand against each other: beds by their power, events by their peaks."""


def make(job: Job) -> Made:
    """Write the sounds that the words name, `settings.duration` seconds long, as a 16-bit stereo WAV file."""
    seconds = float(job.settings["duration"])
    wishes, left, loop = heard(job.prompt)
    if not wishes:
        raise CannotMake(f"None of these words name a sound that it can make. It knows {scenery.listed()}.")
    mixed = _mixed(job, wishes, seconds + (OVERLAP if loop else 0.0))
    whole = _looped(mixed, seconds) if loop else faded(mixed[: round(seconds * RATE)], 0.005, min(0.4, seconds / 8))
    written(job.folder / "sound.wav", levelled(whole))
    note = f"It left out what it does not know: {', '.join(left)}." if left else None
    return Made(file="sound.wav", note=note, facts={"sounds": [wish.sound.name for wish in wishes], "loop": loop})


def _mixed(job: Job, wishes: list[Wish], seconds: float) -> Samples:
    made = np.zeros((round(seconds * RATE), 2), np.float32)
    stages = 1 + max(wish.stage for wish in wishes)
    for i, wish in enumerate(wishes):
        job.progress(i / len(wishes))
        bed = wish.sound.bed
        length = seconds if bed else seconds / stages
        at = 0 if bed else round(wish.stage * length * RATE)
        chance = np.random.default_rng([job.seed, i])
        scene = Scene(length, chance, wish.words, wish.strength, wish.pace, wish.count)
        layer = _far(_stood(wish.sound.make(scene), bed), wish)[: len(made) - at]
        made[at : at + len(layer)] += layer * np.float32(amplitude(wish.sound.level))
    return band(made, low=32)


def _stood(layer: Samples, bed: bool) -> Samples:
    """Brought to where its kind stands."""
    if bed:
        return layer * np.float32(BED / max(float(np.sqrt(np.mean(layer**2))), 1e-6))
    return layer * np.float32(EVENT / max(float(np.abs(layer).max()), 1e-6))


def _far(layer: Samples, wish: Wish) -> Samples:
    """Heard from afar: duller, softer, and with more of the place than of the thing."""
    if wish.distance <= 0 and not wish.room:
        return layer
    room = wish.room or "hall"
    wet = convolved(layer, impulse(room))[: len(layer)] * np.float32(0.6 + 0.8 * wish.distance)
    dry = layer * np.float32(1 - 0.55 * wish.distance)
    if wish.distance <= 0:
        return dry + wet
    return band(dry + wet, high=7000 * 0.12**wish.distance) * np.float32(1 - 0.4 * wish.distance)


def _looped(samples: Samples, seconds: float) -> Samples:
    """Its end goes over into its beginning at equal power."""
    n, over = round(seconds * RATE), len(samples) - round(seconds * RATE)
    part = np.linspace(0, np.pi / 2, over, dtype=np.float32)[:, None]
    made = samples[:n].copy()
    made[:over] = samples[:over] * np.sin(part) + samples[n:] * np.cos(part)
    return made
