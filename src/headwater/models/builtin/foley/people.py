"""People: footsteps, a heart, a crowd, applause."""

from functools import partial

import numpy as np

from headwater.models.builtin.foley.scene import (
    Scene,
    Sound,
    burst,
    drift,
    noise,
    placed,
    seconds,
    showered,
    struck,
    times,
)
from headwater.models.builtin.sound import RATE, Samples, band, shaped

_PACES = (
    (r"run\w*|sprint\w*|jog\w*", 1.5),
    (r"fast|quick|hurr\w+", 1.25),
    (r"slow\w*|sneak\w*|creep\w*|tiptoe\w*", 0.72),
)
_WOOD = ((105, 0.14, 1), (190, 0.1, 0.7), (410, 0.06, 0.35))
_METAL = ((240, 0.4, 0.7), (615, 0.5, 0.6), (1480, 0.3, 0.4))
_VOWELS = ((730, 1090, 2440), (270, 2290, 3010), (570, 840, 2410), (530, 1840, 2480), (440, 1020, 2240))
"""Formants in Hz of five vowels (Peterson and Barney 1952)."""


def footsteps(scene: Scene) -> Samples:
    """Heel and toe on what the words say, left and right in turn."""
    made, chance = scene.empty(), scene.chance
    pace = next((factor for words, factor in _PACES if scene.has(words)), 1.0)
    walk = Scene(scene.seconds, chance, scene.words, scene.strength, pace, scene.count)
    for i, at in enumerate(times(walk, 0.54, jitter=0.03)):
        step = _step(scene) * np.float32(chance.uniform(0.75, 1.0))
        placed(made, at, step, 0.16 if i % 2 else -0.16)
    return made


def _step(scene: Scene) -> Samples:
    made = next((surface for words, surface in _SURFACES if scene.has(words)), _on_stone)
    return made(scene)


def _on_gravel(scene: Scene) -> Samples:
    return _crunch(scene, 0.2, 1400, 7500, 65)


def _on_snow(scene: Scene) -> Samples:
    return _joined(_crunch(scene, 0.26, 500, 3800, 190), _thud(scene, 95) * 0.35, 0.0)


def _on_leaves(scene: Scene) -> Samples:
    return _joined(_crunch(scene, 0.24, 1800, 9000, 45) * 0.8, _thud(scene, 85) * 0.3, 0.0)


def _in_water(scene: Scene) -> Samples:
    return _joined(burst(scene.chance, 0.25, 0.16, 300, 5000) * 0.8, _thud(scene, 110), 0.0)


def _on_wood(scene: Scene) -> Samples:
    modes = [(f * scene.chance.uniform(0.96, 1.04), d, a) for f, d, a in _WOOD]
    heel = _joined(struck(modes, 0.2, scene.chance), burst(scene.chance, 0.05, 0.025, 500, 3500) * 0.5, 0.0)
    return _joined(heel, heel * 0.45, 0.085)


def _on_metal(scene: Scene) -> Samples:
    modes = [(f * scene.chance.uniform(0.97, 1.03), d, a) for f, d, a in _METAL]
    return _joined(struck(modes, 0.5, scene.chance), burst(scene.chance, 0.04, 0.02, 900, 6000) * 0.6, 0.0)


def _on_stone(scene: Scene) -> Samples:
    heel = _joined(_thud(scene, 120), burst(scene.chance, 0.05, 0.022, 1200, 6500) * 0.7, 0.0)
    return _joined(heel, burst(scene.chance, 0.08, 0.05, 900, 4500) * 0.3, 0.1)


_SURFACES = (
    ("gravel|stones?|pebbles|sand|path", _on_gravel),
    ("snow|ice|frost", _on_snow),
    ("leaves|grass|forest|hay|undergrowth", _on_leaves),
    ("water|puddles?|mud|wet", _in_water),
    (r"wood\w*|floor\w*|stairs|boards?|deck|stage", _on_wood),
    (r"metal|steel|iron|grat\w+", _on_metal),
)


def _thud(scene: Scene, hertz: float) -> Samples:
    return struck(((hertz, 0.12, 1.0), (hertz * 1.7, 0.07, 0.4)), 0.16, scene.chance, 0.002)


def _crunch(scene: Scene, length: float, low: float, high: float, rate: float) -> Samples:
    """Many small breakings while the weight rolls from heel to toe."""
    small = Scene(length, scene.chance)
    t = small.t / length
    roll = np.exp(-0.5 * ((t - 0.22) / 0.13) ** 2) + 0.7 * np.exp(-0.5 * ((t - 0.65) / 0.15) ** 2)
    grains = [burst(scene.chance, 0.012, scene.chance.uniform(0.004, 0.012), low, high) for _ in range(4)]
    grit = showered(small, grains, roll * rate / length * 1.5, heavy=2)[:, 0]
    under = burst(scene.chance, length, length, low * 0.7, high * 0.6) * roll * 0.25
    return np.asarray(grit + under[: len(grit)] + _padded(_thud(scene, 90), len(grit)) * 0.25, np.float32)


def _padded(sound: Samples, n: int) -> Samples:
    return np.pad(sound, (0, max(0, n - len(sound))))[:n]


def _joined(one: Samples, other: Samples, later: float) -> Samples:
    n = int(later * RATE)
    made = np.zeros(max(len(one), len(other) + n), np.float32)
    made[: len(one)] += one
    made[n : n + len(other)] += other
    return made


def heartbeat(scene: Scene) -> Samples:
    """Two soft blows for each beat, 66 a minute; low enough to feel, high enough for small speakers."""
    made, chance = scene.empty(), scene.chance
    fast = 1.6 if scene.has("fast|racing|panic\\w*|nervous|quick") else 1.0
    calm = Scene(scene.seconds, chance, scene.words, scene.strength, scene.pace * fast, scene.count)
    for at in times(calm, 60 / 66, jitter=0.01):
        for delay, hertz, loud in ((0.0, 52.0, 1.0), (0.26 / fast, 64.0, 0.65)):
            t = seconds(0.3)
            glide = hertz * (1 + 0.5 * np.exp(-t / 0.02))
            beat = np.sin(2 * np.pi * np.cumsum(glide) / RATE) * np.exp(-6.9 * t / 0.24) * np.minimum(1, t / 0.006)
            body = beat + 0.35 * np.tanh(3 * beat) + burst(chance, 0.3, 0.1, 70, 260) * 0.25
            placed(made, at + delay, np.asarray(body, np.float32), 0.0, loud)
    return band(made, high=700)


def crowd(scene: Scene) -> Samples:
    """A dozen voices that speak without words, and the room they are in."""
    length = min(scene.seconds, 12.0)
    part = Scene(length, scene.chance)
    made = part.empty()
    for _ in range(11):
        placed(made, 0.0, _babble(part), float(scene.chance.uniform(-0.9, 0.9)), float(scene.chance.uniform(0.25, 1.0)))
    made += band(noise(scene.chance, part.n, 3), 180, 1800) * np.float32(0.35 * np.sqrt(np.mean(made**2)))
    return _repeated(made, scene.n)


def _babble(scene: Scene) -> Samples:
    """One voice: a buzz that rises and falls, syllables, and vowels that follow each other."""
    chance, n = scene.chance, scene.n
    hertz = chance.choice((112.0, 205.0)) * chance.uniform(0.85, 1.2) * drift(chance, n, 2.5, 0.85, 1.2)
    phase = np.cumsum(hertz) / RATE % 1
    buzz = (1 - 2 * phase).astype(np.float32)
    said = np.clip(drift(chance, n, 8.5, -0.35, 1.0), 0, 1) * (drift(chance, n, 0.5) > 0.35)
    made = np.zeros(n, np.float32)
    for vowel in chance.permutation(len(_VOWELS))[:2]:
        made += shaped(buzz, partial(_mouth, formants=_VOWELS[vowel])) * drift(chance, n, 5, -0.6, 1).clip(0)
    return made * _smoothed(said)


def _mouth(f: Samples, formants: tuple[int, ...]) -> Samples:
    made = np.zeros_like(f)
    for i, centre in enumerate(formants, 1):
        made += np.exp(-0.5 * ((f - centre) / (60 + centre * 0.06)) ** 2) / i
    return made


def _smoothed(values: Samples) -> Samples:
    return shaped(values.astype(np.float32), lambda f: 1 / (1 + (f / 12) ** 2), room=0.1)


def _repeated(made: Samples, n: int) -> Samples:
    """As long as `n`, its end crossing into its beginning."""
    if len(made) >= n:
        return made[:n]
    over = min(len(made) // 4, 2 * RATE)
    part = np.linspace(0, np.pi / 2, over, dtype=np.float32)[:, None]
    body = made[over:].copy()
    body[-over:] = body[-over:] * np.cos(part) + made[:over] * np.sin(part)
    return np.concatenate([made[:over], np.tile(body, (-(-n // len(body)), 1))])[:n]


def applause(scene: Scene) -> Samples:
    """Hundreds of hands, each pair with a tone of its own."""
    chance, big = scene.chance, 1 + 0.6 * scene.strength
    grains = []
    for f in chance.uniform(750, 2100, 14):
        grains.append(burst(chance, 0.03, chance.uniform(0.012, 0.028), f * 0.7, f * 1.9))
    t = scene.t
    swell = np.minimum(1, 0.15 + t / min(1.2, scene.seconds / 4)) * np.minimum(
        1, (scene.seconds - t) / (scene.seconds * 0.35) + 0.1
    )
    made = showered(scene, grains, swell * 330 * big, heavy=1.2)
    if scene.has("cheer\\w*|stadium|ovation|roar\\w*"):
        made += crowd(scene) * np.float32(0.5) * swell[:, None]
    return made


def clap(scene: Scene) -> Samples:
    """Single claps."""
    made = scene.empty()
    for at in times(scene, 0.55, usual=1):
        f = float(scene.chance.uniform(850, 1300))
        palms, air = burst(scene.chance, 0.15, 0.05, f * 0.7, f * 2.2), burst(scene.chance, 0.15, 0.13, 500, 3000)
        placed(made, at, palms + 0.3 * air)
    return made


SOUNDS = (
    Sound("footsteps", r"foot ?steps?|steps|walking|walks?|running(?! water)|foot ?falls?", footsteps),
    Sound("heartbeat", r"heart ?beats?|heart(?: beating)?|pulse", heartbeat),
    Sound(
        "crowd",
        r"crowds?|murmur\w*|chatter\w*|people talking|restaurant|cafe|café|babble|audience|market|bar ambience",
        crowd,
        bed=True,
    ),
    Sound("applause", r"applau\w+|clapping|ovation|cheering", applause, bed=True),
    Sound("clap", r"claps?", clap),
)
