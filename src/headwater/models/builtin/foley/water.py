"""Water: waves, streams, drips, bubbles, splashes."""

import numpy as np

from headwater.models.builtin.foley.scene import (
    Scene,
    Sound,
    burst,
    chirp,
    drift,
    noise,
    placed,
    showered,
    times,
)
from headwater.models.builtin.room import impulse
from headwater.models.builtin.sound import Samples, band, convolved


def waves(scene: Scene) -> Samples:
    """Each wave swells, breaks, and draws back over the shore hissing."""
    chance, n = scene.chance, scene.n
    roar = band(noise(chance, n, 4), 50, 380) * drift(chance, n, 0.3, 0.5, 1.0)[:, None] * 0.14
    body, crash, hiss = (np.zeros(n, np.float32) for _ in range(3))
    at = -float(chance.uniform(1.5, 3.5))
    while at < scene.seconds:
        loud, t = chance.uniform(0.6, 1.0), scene.t - at
        body += loud * np.exp(-0.5 * ((t - 3.0) / 1.2) ** 2)
        crash += loud * np.where(t > 3, np.exp(-(t - 3) / 0.9), np.exp((t - 3) / 0.35))
        hiss += loud * np.where(t > 3.6, np.exp(-(t - 3.6) / 1.7), np.exp((t - 3.6) / 0.5))
        at += float(chance.uniform(5.5, 8.0)) / scene.pace
    big = 1 + 0.4 * scene.strength
    made = roar + band(noise(chance, n, 3), 80, 900) * body[:, None] * (0.45 * big)
    made += band(noise(chance, n, 2), 250, 5000, 1) * crash[:, None] * (0.55 * big)
    return np.asarray(made + band(noise(chance, n), 2200, 9500, 1) * hiss[:, None] * 0.13, np.float32)


def stream(scene: Scene) -> Samples:
    """Countless bubbles of every size, each a short rising tone, over soft noise."""
    chance = scene.chance
    big = scene.has("river|rapids|torrent|waterfall")
    low, high = (220, 1500) if big else (420, 2900)
    sizes = np.geomspace(low, high, 9) * chance.uniform(0.93, 1.07, 9)
    grains = [chirp(f, f * 1.18, 26 / f + 0.008, 22 / f + 0.006) for f in sizes]
    rate = drift(chance, scene.n, 1.3, 120, 320) * (1.6 if big else 1.0)
    bubbles = showered(scene, grains, rate, heavy=3)
    flow = band(noise(chance, scene.n, 3), 200 if big else 500, 2600, 1)
    loud = 2.2 if scene.has("waterfall|torrent") else 0.55 if big else 0.22
    return np.asarray(bubbles * 0.8 + flow * drift(chance, scene.n, 0.7, 0.7, 1.0)[:, None] * loud, np.float32)


def drips(scene: Scene) -> Samples:
    """Single drops into water, in a hollow place."""
    chance, made = scene.chance, scene.empty()
    for at in times(scene, 0.95, jitter=0.22):
        start = chance.uniform(900, 1700)
        drop = chirp(start, start * chance.uniform(1.4, 1.9), 0.09, 0.075)
        click = burst(chance, 0.01, 0.006, 2500, 8000) * 0.4
        pan, gain = float(chance.uniform(-0.6, 0.6)), float(chance.uniform(0.5, 1))
        placed(made, at, click, pan, gain)
        placed(made, at + chance.uniform(0.012, 0.03), drop, pan, gain)
    return made + convolved(made, impulse("hall"))[: scene.n] * np.float32(0.5)


def bubbles(scene: Scene) -> Samples:
    """Larger bubbles, well apart."""
    chance = scene.chance
    grains = [chirp(f, f * 1.5, 0.09, 0.08) for f in chance.uniform(180, 850, 10)]
    rate = drift(chance, scene.n, 1.5, 2, 22) * scene.pace
    return band(showered(scene, grains, rate, heavy=1.5), high=2500)


def splash(scene: Scene) -> Samples:
    """Something falls into water: a slap, a plume, and the drops that come down again."""
    chance, made = scene.chance, scene.empty()
    for at in times(scene, 2.5, usual=1):
        placed(made, at, burst(chance, 0.12, 0.09, 120, 2500) * 1.2)
        placed(made, at + 0.02, burst(chance, 0.9, 0.7, 500, 7000) * 0.6)
        for delay in chance.exponential(0.25, 40) + 0.1:
            f = float(chance.uniform(500, 2500))
            loud = 0.3 * float(chance.random()) * float(np.exp(-delay * 2))
            placed(made, at + float(delay), chirp(f, f * 1.3, 0.03, 0.028), float(chance.uniform(-0.6, 0.6)), loud)
    return made


def underwater(scene: Scene) -> Samples:
    """A dull roar with bubbles."""
    chance = scene.chance
    deep = band(noise(chance, scene.n, 5), 40, 260) * drift(chance, scene.n, 0.4, 0.6, 1.0)[:, None]
    return np.asarray(deep + band(bubbles(scene), high=900) * 0.7, np.float32)


SOUNDS = (
    Sound("waves", r"waves?|sea|ocean|surf|beach|shore", waves, bed=True),
    Sound("stream", r"streams?|brook|creek|rivers?|waterfalls?|rapids|running water|flowing water", stream, bed=True),
    Sound("drips", r"drips?|dripping(?: water| tap)?|water drops?|droplets?|leaking", drips, level=-2),
    Sound("bubbles", r"bubbl\w+|boiling|fizz\w*", bubbles, bed=True, level=-2),
    Sound("splash", r"splash\w*|plunge", splash),
    Sound("underwater", r"underwater|submarine|diving", underwater, bed=True),
)
