"""Bells: a church's, a door's, a small one, chimes in the wind, a gong."""

import numpy as np

from headwater.models.builtin.foley.scene import Mode, Scene, Sound, burst, placed, struck, times
from headwater.models.builtin.room import impulse
from headwater.models.builtin.sound import Samples, convolved

_CHURCH = (
    (0.5, 9.0, 0.7),
    (1.0, 6.0, 1.0),
    (1.2, 4.5, 0.8),
    (1.5, 3.2, 0.5),
    (2.0, 3.4, 0.9),
    (2.5, 1.6, 0.4),
    (2.67, 1.5, 0.35),
    (3.0, 1.4, 0.4),
    (4.0, 1.0, 0.3),
    (5.3, 0.6, 0.2),
)
"""Hum, prime, tierce, quint, nominal and what is above, as parts of the prime; decay in seconds; amplitude."""
_SCALE = (0, 2, 4, 7, 9, 12, 14)


def _modes(hertz: float, decay: float = 1.0) -> list[Mode]:
    return [
        (hertz * ratio * (1 + 0.0015 * i), seconds * decay, loud) for i, (ratio, seconds, loud) in enumerate(_CHURCH)
    ]


def church_bell(scene: Scene) -> Samples:
    """Slow strokes of a large bell, which beat and ring on."""
    made, chance = scene.empty(), scene.chance
    hertz = chance.uniform(215, 330) * (0.7 if scene.has("big|large|deep|huge|cathedral") else 1.0)
    for at in times(scene, 2.6, jitter=0.02):
        length = min(7.0, scene.seconds - at)
        stroke = struck(_modes(hertz), length, chance) + struck(_modes(hertz * 1.0023), length, chance) * 0.4
        placed(made, at, stroke)
        placed(made, at, burst(chance, 0.05, 0.03, 800, 5000) * 0.4)
    return made + convolved(made, impulse("hall"))[: scene.n] * np.float32(0.3)


def hand_bell(scene: Scene) -> Samples:
    """A small bell, shaken."""
    made, chance = scene.empty(), scene.chance
    hertz = chance.uniform(1300, 2100)
    for at in times(scene, 0.32, jitter=0.1):
        placed(
            made,
            at,
            struck(_modes(hertz, 0.22), min(1.4, scene.seconds - at), chance, 0.0004),
            0.1,
            float(chance.uniform(0.6, 1)),
        )
    return made


def doorbell(scene: Scene) -> Samples:
    """Ding and dong."""
    made = scene.empty()
    for at in times(scene, 2.6, usual=1):
        for delay, hertz in ((0.0, 659.3), (0.55, 523.3)):
            modes = ((hertz, 1.6, 1.0), (hertz * 2.76, 0.7, 0.35), (hertz * 5.4, 0.3, 0.15))
            placed(made, at + delay, struck(modes, 1.8, scene.chance))
    return made + convolved(made, impulse("room"))[: scene.n] * np.float32(0.15)


def wind_chimes(scene: Scene) -> Samples:
    """Tubes tuned to five notes, struck in gusts."""
    made, chance = scene.empty(), scene.chance
    base = chance.uniform(880, 1175)
    at = 0.1
    while at < scene.seconds:
        for _ in range(int(chance.integers(2, 8))):
            f = base * 2 ** (_SCALE[chance.integers(len(_SCALE))] / 12)
            tube = struck(((f, 2.6, 1.0), (f * 2.756, 1.1, 0.45), (f * 5.404, 0.5, 0.2)), 2.6, chance)
            placed(made, at, tube, float(chance.uniform(-0.7, 0.7)), float(chance.uniform(0.2, 0.8)))
            at += float(chance.exponential(0.14)) / scene.pace
        at += float(chance.uniform(0.4, 1.5)) / scene.pace
    return made + convolved(made, impulse("hall"))[: scene.n] * np.float32(0.25)


def gong(scene: Scene) -> Samples:
    """A large gong whose upper modes open up after the stroke."""
    made, chance = scene.empty(), scene.chance
    for at in times(scene, 6.0, usual=1):
        length = min(8.0, scene.seconds - at)
        deep = struck(
            [(f, 9, 1 / (1 + i * 0.3)) for i, f in enumerate((78, 112, 151, 203, 262, 334))], length, chance, 0.01
        )
        shimmer = struck([(f, 5, 0.16) for f in chance.uniform(400, 3200, 40)], length, chance, 0.5)
        placed(made, at, deep + shimmer)
    return made


SOUNDS = (
    Sound(
        "church bell", r"(?:church|cathedral|tower|funeral|big|distant) bells?|bells? (?:tolling|toll\w*)", church_bell
    ),
    Sound("doorbell", r"door ?bells?|ding[- ]?dong", doorbell, level=-2),
    Sound("wind chimes", r"(?:wind )?chimes?", wind_chimes, level=-3),
    Sound("bell", r"bells?|jingl\w+|sleigh bells?|bicycle bell", hand_bell, level=-4),
    Sound("gong", r"gongs?|tam[- ]?tam", gong),
)
