"""The film's own sounds: whooshes, risers, impacts, drones, explosions, swords, lasers."""

import numpy as np

from headwater.models.builtin.foley.scene import (
    Scene,
    Sound,
    arch,
    burst,
    chirp,
    drift,
    noise,
    placed,
    seconds,
    showered,
    struck,
    swept,
    times,
    tone,
)
from headwater.models.builtin.room import impulse
from headwater.models.builtin.sound import RATE, Samples, band, convolved

_BLADE = ((1180, 1.1, 0.5), (2140, 1.4, 0.8), (3350, 1.2, 1.0), (4890, 0.9, 0.8), (6730, 0.7, 0.6), (9100, 0.4, 0.4))

_PLATE = ((310, 1.6, 0.8), (742, 1.8, 1.0), (1315, 1.4, 0.8), (2270, 1.0, 0.6), (3560, 0.7, 0.4), (5400, 0.4, 0.3))


def whoosh(scene: Scene) -> Samples:
    """Something goes by: noise that rises and falls in pitch as it crosses from left to right."""
    made = scene.empty()
    for i, at in enumerate(times(scene, 1.6, usual=1)):
        n = int(min(1.3 / scene.pace, scene.seconds - at) * RATE)
        x = np.linspace(0, 1, n, dtype=np.float32)
        near = np.exp(-0.5 * ((x - 0.52) / 0.15) ** 2)
        air = swept(noise(scene.chance, n, 2), 240 + 2600 * near**1.5, 0.9) * near[:, None]
        side = np.clip((x - 0.5) * 2.2, -0.9, 0.9) * (1 if i % 2 == 0 else -1)
        angle = (side + 1) * np.pi / 4
        start = int(at * RATE)
        part = air * np.stack([np.cos(angle), np.sin(angle)], 1)
        made[start : start + n] += part[: len(made) - start]
    return made


def riser(scene: Scene) -> Samples:
    """Everything goes up until the end, where it stops."""
    x = (scene.t / scene.seconds) ** 1.5
    made = swept(noise(scene.chance, scene.n, 1), 180 * 40**x, 0.6) * (0.05 + x**1.6)[:, None]
    for k, cents in ((1.0, -8), (1.5, 0), (2.0, 9)):
        glide = 110 * k * 4**x * 2 ** (cents / 1200)
        voice = tone(glide, scene.n, (1, 0.5, 0.33, 0.25)) * (x**1.8) * 0.12
        made += np.stack([voice, np.roll(voice, 300)], 1).astype(np.float32)
    return made


def impact(scene: Scene) -> Samples:
    """A hit that one feels: a falling low tone, a crack, and a long room."""
    made, chance = scene.empty(), scene.chance
    for at in times(scene, 3.0, usual=1):
        placed(made, at, chirp(95, 34, 1.8, 1.7) * 1.1)
        placed(made, at, burst(chance, 0.5, 0.25, 60, 3500) * 0.9)
        placed(made, at, struck(((142, 0.7, 0.5), (219, 0.5, 0.4), (377, 0.35, 0.25)), 0.8, chance))
    return made + convolved(band(made, high=3500), impulse("cathedral"))[: scene.n] * np.float32(0.7)


def drone(scene: Scene) -> Samples:
    """Low voices a hair apart, which beat against each other while their colour wanders."""
    chance, made = scene.chance, scene.empty()
    base = chance.uniform(48, 62)
    for ratio in (1, 1.003, 1.498, 2.004, 0.5):
        voice = tone(base * ratio * drift(chance, scene.n, 0.2, 0.998, 1.002), scene.n, [1 / i for i in range(1, 12)])
        placed(made, 0, voice, float(chance.uniform(-0.7, 0.7)), 0.4)
    moved = swept(made, 90 + 500 * drift(chance, scene.n, 0.25), 1.2)
    return moved + band(noise(chance, scene.n, 5), 40, 400) * np.float32(0.15)


def tension(scene: Scene) -> Samples:
    """A cluster of high notes that cannot rest, over a slow pulse."""
    chance, made = scene.chance, scene.empty()
    for semitones in (0, 1, 6, 13, 14):
        hertz = 330 * 2 ** (semitones / 12) * drift(chance, scene.n, 4, 0.995, 1.005)
        bowed = tone(hertz, scene.n, [1 / i for i in range(1, 9)]) * drift(chance, scene.n, 7, 0.5, 1)
        placed(made, 0, bowed.astype(np.float32), float(chance.uniform(-0.8, 0.8)), 0.25)
    made *= np.linspace(0.35, 1, scene.n, dtype=np.float32)[:, None]
    for at in np.arange(0.2, scene.seconds, 1.1):
        placed(made, float(at), chirp(72, 45, 0.5, 0.45) * 1.1)
    return made + convolved(made, impulse("cathedral"))[: scene.n] * np.float32(0.4)


def explosion(scene: Scene) -> Samples:
    """A shock, a fireball that sinks in pitch, and what falls down afterwards."""
    made, chance = scene.empty(), scene.chance
    for at in times(scene, 3.5, usual=1):
        length = min(4.0, scene.seconds - at)
        t = seconds(length)
        x = t / length
        ball = swept(noise(chance, len(t), 3), 60 + 1100 * np.exp(-t / 0.35), 1.5) * np.exp(-6.9 * t / 2.6)[:, None]
        start = int(at * RATE)
        made[start : start + len(t)] += np.tanh(ball * 1.6)[: len(made) - start]
        placed(made, at, burst(chance, 0.3, 0.12, 200, 9000) * 1.2)
        placed(made, at, chirp(80, 32, 1.5, 1.4) * 1.0)
        debris = Scene(length, chance)
        fall = showered(debris, [burst(chance, 0.02, 0.01, 900, 6000)], 90 * x * np.exp(-3 * x), heavy=2.5)
        made[start : start + len(fall)] += fall[: len(made) - start] * np.float32(0.5)
    return np.asarray(
        made + convolved(band(made, high=2500), impulse("cathedral"))[: scene.n] * np.float32(0.35), np.float32
    )


def gunshot(scene: Scene) -> Samples:
    """A crack and its echo."""
    made, chance = scene.empty(), scene.chance
    for at in times(scene, 1.1, usual=1):
        placed(made, at, burst(chance, 0.25, 0.07, 250, 10000) * 1.5)
        placed(made, at, chirp(150, 50, 0.25, 0.22))
    return made + convolved(made, impulse("cathedral"))[: scene.n] * np.float32(0.4)


def sword(scene: Scene) -> Samples:
    """Steel drawn over steel, or steel struck."""
    made, chance = scene.empty(), scene.chance
    drawn = scene.has("draw\\w*|unsheath\\w*|scrap\\w*")
    for at in times(scene, 1.1, usual=1, jitter=0.15):
        if drawn:
            n = int(0.55 * RATE)
            x = np.linspace(0, 1, n, dtype=np.float32)
            scrape = swept(noise(chance, n), 2500 + 4500 * x, 0.5)[:, 0] * arch(x) ** 0.7
            placed(made, at, scrape * np.float32(0.5), -0.1)
        k = float(chance.uniform(0.9, 1.12))
        ring = struck([(f * k * chance.uniform(0.98, 1.02), d, a) for f, d, a in _BLADE], 1.5, chance, 0.0003)
        placed(made, at + (0.45 if drawn else 0), ring, 0.1, 0.5 if drawn else 1.0)
        if not drawn:
            placed(made, at, burst(chance, 0.06, 0.03, 1500, 11000) * 1.2)
    return made + convolved(made, impulse("hall"))[: scene.n] * np.float32(0.15)


def metal(scene: Scene) -> Samples:
    """A heavy plate or anvil, struck."""
    made, chance = scene.empty(), scene.chance
    for at in times(scene, 1.4, usual=1):
        modes = [
            (f * chance.uniform(0.97, 1.03), d, a)
            for f, d, a in (
                (310, 1.6, 0.8),
                (742, 1.8, 1.0),
                (1315, 1.4, 0.8),
                (2270, 1.0, 0.6),
                (3560, 0.7, 0.4),
                (5400, 0.4, 0.3),
            )
        ]
        placed(made, at, struck(modes, 2.0, chance, 0.0003))
        placed(made, at, burst(chance, 0.05, 0.02, 700, 8000))
    return made + convolved(made, impulse("hall"))[: scene.n] * np.float32(0.2)


def laser(scene: Scene) -> Samples:
    """Shots that fall from high to low."""
    made, chance = scene.empty(), scene.chance
    for at in times(scene, 0.42, usual=None if scene.seconds <= 8 else 12, jitter=0.25):
        t = seconds(0.32)
        hertz = chance.uniform(2400, 3600) * np.exp(-t / 0.075) + 160
        shot = np.tanh(tone(hertz, len(t), (1, 0.5, 0.3)) * 1.5) * np.exp(-6.9 * t / 0.34)
        placed(made, at, np.asarray(shot, np.float32), float(chance.uniform(-0.7, 0.7)))
    return made + convolved(made, impulse("plate"))[: scene.n] * np.float32(0.2)


def machine(scene: Scene) -> Samples:
    """The hum of a spaceship, with small signals from its desks."""
    chance, made = scene.chance, scene.empty()
    hum = swept(drone(scene), 140 + 120 * drift(chance, scene.n, 0.5), 1.0)
    for at in times(scene, 0.9, jitter=0.6, first=0.4):
        t = seconds(float(chance.uniform(0.05, 0.12)))
        blip = tone(float(chance.choice((880, 1175, 1320, 1760))), len(t)) * np.sin(np.pi * t / t[-1])
        placed(made, at, np.asarray(blip, np.float32), float(chance.uniform(-0.8, 0.8)), 0.05)
    return hum + made + convolved(made, impulse("plate"))[: scene.n] * np.float32(0.5)


SOUNDS = (
    Sound("whoosh", r"wh?oosh\w*|swish\w*|swoosh\w*|fly[- ]?by|transition", whoosh),
    Sound("riser", r"risers?|rising|build[- ]?up|sweep", riser),
    Sound("impact", r"impacts?|booms?|thuds?|hits?(?! metal)|slams? down|bass drop|braam|bang", impact),
    Sound("drone", r"drones?|rumbl\w*(?! of thunder)|ominous|low hum|hum|humming", drone, bed=True),
    Sound("tension", r"tension|suspense\w*|eerie|creepy|horror", tension, bed=True, level=-2),
    Sound("explosion", r"explo\w+|blast|detonation|bombs?|fireworks?", explosion, level=2),
    Sound("gunshot", r"gun ?shots?|gun ?fire|guns?|rifle|pistol|shots? fired", gunshot),
    Sound("sword", r"swords?|blades?|sabre|unsheath\w*|steel on steel|knife", sword),
    Sound("metal hit", r"metal(?:lic)?(?: hits?| clang\w*| bang\w*)?|clang\w*|anvil|hammer\w*|pipe", metal),
    Sound("laser", r"lasers?|blasters?|ray ?guns?|zaps?|pew", laser, level=-3),
    Sound("sci-fi", r"sci-?fi|space ?ships?|futuristic|robots?|starship|space station", machine, bed=True),
)
