"""Creatures: birds, gulls, an owl, crickets, frogs, bees."""

import numpy as np

from headwater.models.builtin.foley.scene import Scene, Sound, arch, drift, noise, placed, seconds, times, tone
from headwater.models.builtin.room import impulse
from headwater.models.builtin.sound import RATE, Samples, band, convolved


def birds(scene: Scene) -> Samples:
    """Several birds, each with its place, its phrase, and its own time."""
    chance, made = scene.chance, scene.empty()
    for _ in range(5):
        pan, near = float(chance.uniform(-0.9, 0.9)), float(chance.uniform(0.2, 1.0))
        song, at = _song(scene), float(chance.uniform(0, 2.2))
        while at < scene.seconds:
            placed(made, at, song, pan, near * float(chance.uniform(0.7, 1)))
            at += len(song) / RATE + float(chance.exponential(1.6)) + 0.3
    air = band(noise(chance, scene.n, 3), 200, 2500) * np.float32(0.006)
    return made + convolved(made, impulse("hall"))[: scene.n] * np.float32(0.22) + air


def _song(scene: Scene) -> Samples:
    """A phrase: a few syllables, most of them the same."""
    chance = scene.chance
    base = chance.uniform(2300, 5200)
    kinds = [_syllable(scene, base * chance.uniform(0.85, 1.2)) for _ in range(chance.integers(1, 4))]
    gap = chance.uniform(0.03, 0.12)
    order = [kinds[0]] * int(chance.integers(2, 6)) + [kinds[i] for i in chance.integers(0, len(kinds), 3)]
    rest = np.zeros(int(gap * RATE), np.float32)
    return np.concatenate([piece for each in order for piece in (each, rest)])


def _syllable(scene: Scene, base: float) -> Samples:
    chance = scene.chance
    t = seconds(chance.uniform(0.05, 0.2))
    x = t / t[-1]
    bend = 1 + chance.uniform(-0.3, 0.3) * x + chance.uniform(-0.25, 0.25) * np.sin(np.pi * x)
    trill = 1 + chance.choice((0, 0, 0.05)) * np.sin(2 * np.pi * chance.uniform(25, 60) * t)
    return tone(base * bend * trill, len(t), (1.0, 0.08)) * arch(x) ** 0.8


def gulls(scene: Scene) -> Samples:
    """Falling cries in series."""
    chance, made = scene.chance, scene.empty()
    for at in times(scene, 3.2, jitter=0.3, first=0.3):
        pan, base = float(chance.uniform(-0.8, 0.8)), chance.uniform(850, 1150)
        for i in range(int(chance.integers(2, 6))):
            t = seconds(0.34)
            x = t / t[-1]
            cry = tone(base * (1 + 0.45 * arch(x**0.6)), len(t), (0.6, 1, 0.7, 0.5, 0.25, 0.12))
            placed(made, at + i * 0.42, cry * arch(x), pan, 0.8 - 0.1 * i)
    return made + convolved(made, impulse("hall"))[: scene.n] * np.float32(0.3)


def owl(scene: Scene) -> Samples:
    """Hoo, and after a while hoo-hoo-hooo."""
    chance, made = scene.chance, scene.empty()
    base = chance.uniform(330, 390)
    for at in times(scene, 6.5, jitter=0.1, first=0.4):
        for delay, length in ((0.0, 0.5), (1.5, 0.18), (1.78, 0.18), (2.1, 0.75)):
            t = seconds(length)
            x = t / t[-1]
            hoot = tone(base * (1 + 0.04 * np.sin(np.pi * x)), len(t), (1.0, 0.12, 0.04)) * arch(x) ** 0.7
            placed(made, at + delay, np.asarray(hoot, np.float32), 0.35)
    return made + convolved(made, impulse("cathedral"))[: scene.n] * np.float32(0.35)


def crickets(scene: Scene) -> Samples:
    """Chirps of three or four pulses near 4.5 kHz, several insects, each with its own rate."""
    chance, made = scene.chance, scene.empty()
    for _ in range(7):
        hertz, rate = chance.uniform(3900, 5100), chance.uniform(1.5, 2.7) * scene.pace
        t = scene.t + np.float32(chance.uniform(0, 1))
        place = (t * rate) % 1 / rate
        pulses = np.clip(np.sin(2 * np.pi * 30 * place), 0, 1) ** 1.5 * (place < chance.choice((3, 4)) / 30)
        wander = drift(chance, scene.n, 0.4, 0.5, 1.0)
        placed(
            made,
            0,
            (tone(hertz, scene.n, (1.0, 0.06)) * pulses * wander).astype(np.float32),
            float(chance.uniform(-0.95, 0.95)),
            float(chance.uniform(0.15, 0.8)),
        )
    return made


def night(scene: Scene) -> Samples:
    """Crickets, a breath of wind, and an owl when there is time for it."""
    air = band(noise(scene.chance, scene.n, 4), 80, 700) * drift(scene.chance, scene.n, 0.3, 0.5, 1)[:, None]
    made = crickets(scene) * np.float32(0.8) + air * np.float32(0.06)
    return made + owl(scene) * np.float32(0.4) if scene.seconds >= 6 else made


def frogs(scene: Scene) -> Samples:
    """Croaks: a low tone in quick pulses."""
    chance, made = scene.chance, scene.empty()
    for _ in range(5):
        base, rate = chance.uniform(420, 900), chance.uniform(22, 38)
        t = seconds(chance.uniform(0.25, 0.5))
        shape = np.clip(np.sin(2 * np.pi * rate * t), 0, 1) * np.sin(np.pi * t / t[-1])
        croak = (tone(base, len(t), (1, 0.6, 0.4, 0.2)) * shape).astype(np.float32)
        at, pan = float(chance.uniform(0, 1)), float(chance.uniform(-0.9, 0.9))
        while at < scene.seconds:
            placed(made, at, croak, pan, float(chance.uniform(0.3, 1)))
            at += float(chance.uniform(0.5, 1.6))
    return made


def bees(scene: Scene) -> Samples:
    """Wings at two hundred strokes a second, coming and going."""
    chance, made = scene.chance, scene.empty()
    for _ in range(5):
        hertz = chance.uniform(170, 240) * drift(chance, scene.n, 1.5, 0.92, 1.1)
        near = drift(chance, scene.n, 0.5) ** 2
        placed(made, 0, tone(hertz, scene.n, (1, 0.7, 0.5, 0.3, 0.2, 0.1)) * near, float(chance.uniform(-0.9, 0.9)))
    return made


SOUNDS = (
    Sound("birds", r"birds?|birdsong|chirp\w*|tweet\w*|songbirds?|dawn chorus|forest ambience", birds, bed=True),
    Sound("gulls", r"(?:sea)?gulls?", gulls, level=-4),
    Sound("owl", r"owls?|hoot\w*", owl, level=-4),
    Sound("crickets", r"crickets?|cicadas?|grasshoppers?|insects", crickets, bed=True),
    Sound("night", r"night(?:time)?(?: ambience)?", night, bed=True),
    Sound("frogs", r"frogs?|toads?|croak\w*|swamp", frogs, bed=True),
    Sound("bees", r"bees?|buzz\w*|fly|flies|mosquitos?|wasps?", bees, bed=True),
)
