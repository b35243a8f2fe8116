"""Weather: rain, wind, thunder."""

import numpy as np

from headwater.models.builtin.foley.scene import (
    Scene,
    Sound,
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
)
from headwater.models.builtin.sound import RATE, Samples, band

_SURFACES = {
    r"windows?|glass|panes?|windscreen": ((1800, 0.02, 1.0), (3100, 0.015, 0.7), (4700, 0.01, 0.5)),
    r"roof|tin|metal|car|tent|umbrella|porch": (
        (620, 0.06, 0.8),
        (1150, 0.045, 1.0),
        (2300, 0.03, 0.6),
        (3900, 0.02, 0.3),
    ),
    r"leaves|forest|trees|jungle|garden": ((900, 0.012, 0.8), (2100, 0.01, 0.8), (5200, 0.006, 0.6)),
}


def rain(scene: Scene) -> Samples:
    """Far drops are noise, near ones are heard singly; what they fall on rings along."""
    chance, heavy = scene.chance, 0.5 + 0.5 * scene.strength
    level = drift(chance, scene.n, 0.35, 0.8, 1.15)[:, None]
    far = band(noise(chance, scene.n, 1.5), 700 - 400 * heavy, 5000 + 4000 * heavy, 1) * (0.06 + 0.8 * heavy**1.5)
    low = band(noise(chance, scene.n, 3), 90, 600) * (0.12 * heavy)
    grains = [burst(chance, 0.012, chance.uniform(0.004, 0.012), f, f * 2.2) for f in (1500, 2600, 4200)]
    grains += [chirp(f, f * 1.25, 0.02, 0.014) * 0.25 for f in chance.uniform(1600, 5200, 2)]
    near = showered(scene, grains, 40 + 260 * heavy, heavy=3) * 1.6
    for words, modes in _SURFACES.items():
        if scene.has(words):
            rings = [struck([(f * k, d, a) for f, d, a in modes], 0.09, chance) for k in (0.8, 1.0, 1.3)]
            near, far = near * 0.5 + showered(scene, rings, 50 + 120 * heavy, heavy=2.5) * 1.5, far * 0.4
    return np.asarray((far + low + near) * level, np.float32)


def wind(scene: Scene) -> Samples:
    """Gusts move the pitch and the strength together; strong wind whistles round edges."""
    chance, strong = scene.chance, 0.5 + 0.5 * scene.strength
    gust = drift(chance, scene.n, 0.3, 0.15, 1.0) * drift(chance, scene.n, 1.1, 0.7, 1.0)
    made = np.zeros((scene.n, 2), np.float32)
    for side in (0, 1):
        own = 0.8 * gust + 0.2 * drift(chance, scene.n, 0.6)
        centre = 170 + (260 + 420 * strong) * own
        made[:, side] = swept(noise(chance, scene.n, 3, 1), centre, 0.8)[:, 0] * (0.12 + own**1.5)
    if strong > 0.4 or scene.has("howl\\w*|whistl\\w*|blizzard"):
        whistle = swept(noise(chance, scene.n, channels=1), 480 + 700 * gust, 0.2)
        made += whistle * (gust**3)[:, None] * np.float32(1.5 * strong)
    return made


def thunder(scene: Scene) -> Samples:
    """A crack when it is near, then rolling low noise in several swells."""
    made = scene.empty()
    for at in times(scene, 9.0, first=min(0.4, scene.seconds / 10)):
        _clap(scene, made, at)
    return band(made, low=34, order=3)


def _clap(scene: Scene, made: Samples, at: float) -> None:
    chance = scene.chance
    length = min(scene.seconds - at, chance.uniform(4.5, 7))
    if length <= 0.2:
        return
    t = seconds(length)
    swells = sum(
        chance.uniform(0.3, 1) * np.exp(-0.5 * ((t - c) / w) ** 2)
        for c, w in zip(chance.uniform(0.1, length * 0.6, 6), chance.uniform(0.12, 0.5, 6), strict=True)
    )
    rolling = noise(chance, len(t), 5.5)
    body = (
        band(rolling, 36, 220) * ((0.35 + swells) * np.exp(-t * 4 / length))[:, None] * np.minimum(1, t / 0.03)[:, None]
    )
    start = int(at * RATE)
    if not scene.has("distant|far|rumbl\\w*|rolling"):
        for delay in (0.0, *np.cumsum(chance.exponential(0.07, 4))):
            crack = burst(chance, 0.5, chance.uniform(0.12, 0.4), 180, 5500) * chance.uniform(0.5, 1.2)
            placed(made, at + float(delay), crack, float(chance.uniform(-0.5, 0.5)))
    made[start : start + len(body)] += (body * 1.3)[: len(made) - start]


def storm(scene: Scene) -> Samples:
    """Heavy rain, wind and thunder together."""
    hard = Scene(scene.seconds, scene.chance, scene.words, 0.9)
    parts = ((rain(hard), 0.5), (wind(hard), 0.45), (thunder(scene), 1.3))
    made = scene.empty()
    for part, loud in parts:
        made += part / np.float32(np.sqrt(np.mean(part**2)) + 1e-9) * np.float32(loud)
    return made


SOUNDS = (
    Sound("storm", r"(?:thunder)?storms?|tempest|hurricane", storm, bed=True, level=2),
    Sound("rain", r"rain\w*|drizzl\w*|downpour|raindrops?|shower", rain, bed=True),
    Sound("wind", r"wind(?:s|y)?|breez\w*|gusts?|blizzard|gale|howling wind", wind, bed=True),
    Sound("thunder", r"thunder\w*|lightning", thunder, level=4),
)
