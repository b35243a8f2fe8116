"""The city: traffic, cars, trains, aircraft, sirens."""

import numpy as np

from headwater.models.builtin.foley.scene import Scene, Sound, burst, drift, noise, placed, struck, swept, times, tone
from headwater.models.builtin.room import impulse
from headwater.models.builtin.sound import Samples, band, convolved


def traffic(scene: Scene) -> Samples:
    """A low hum, and cars that come by on it."""
    chance = scene.chance
    hum = band(noise(chance, scene.n, 4.5), 40, 500) * drift(chance, scene.n, 0.25, 0.75, 1)[:, None]
    air = band(noise(chance, scene.n, 3), 300, 3000) * np.float32(0.12)
    made = hum * np.float32(0.6) + air
    at = float(chance.uniform(-1, 2))
    while at < scene.seconds + 1:
        made += _pass_by(scene, at, bool(chance.random() < 0.5)) * np.float32(chance.uniform(0.3, 0.9))
        at += float(chance.uniform(2.2, 5.0)) / scene.pace
    if scene.has("horns?|honk\\w*|busy|jam"):
        for when in times(scene, 4.5, jitter=0.3, first=1.0):
            placed(made, when, _horn(scene) * np.float32(0.25), float(chance.uniform(-0.8, 0.8)))
    return made


def _pass_by(scene: Scene, at: float, leftwards: bool) -> Samples:
    """Tyres and engine of one car: nearer is louder and brighter, and the pitch falls as it goes by."""
    chance, t = scene.chance, scene.t - np.float32(at)
    near = 1 / (1 + (t / 0.8) ** 2)
    side = np.clip(t / 1.5, -1, 1) * (-1 if leftwards else 1)
    tyres = swept(noise(chance, scene.n, 2, 1), 250 + 900 * near, 1.2)[:, 0]
    motor = tone(chance.uniform(70, 100) * (1 - 0.06 * np.tanh(t / 0.5)), scene.n, (1, 0.6, 0.4, 0.25, 0.15))
    mono = (tyres * 1.6 + motor * 0.25) * near**1.2
    angle = (side + 1) * np.pi / 4
    return np.asarray(np.stack([mono * np.cos(angle), mono * np.sin(angle)], 1), np.float32)


def passing_car(scene: Scene) -> Samples:
    """Cars going by."""
    made = scene.empty()
    for i, at in enumerate(times(scene, 5.0, usual=1, first=scene.seconds * 0.45 if not scene.count else 1.5)):
        made += _pass_by(scene, at, i % 2 == 1)
    return made


def _horn(scene: Scene) -> Samples:
    n = int(scene.chance.uniform(0.25, 0.7) * 44_100)
    edge = np.minimum(1, np.minimum(np.arange(n), np.arange(n)[::-1]) / 900).astype(np.float32)
    voices = tone(415, n, (0.6, 1, 0.8, 0.6, 0.4, 0.3)) + tone(523, n, (0.6, 1, 0.8, 0.6, 0.4, 0.3))
    return voices * edge * np.float32(0.3)


def horn(scene: Scene) -> Samples:
    """Car horns."""
    made = scene.empty()
    for at in times(scene, 0.9, usual=2):
        placed(made, at, _horn(scene))
    return made


def engine(scene: Scene) -> Samples:
    """An engine's strokes, each a little different, through its pipe; it revs when the words say so."""
    chance, n = scene.chance, scene.n
    idle = (
        62.0
        if scene.has("motor ?(?:cycle|bike)s?|motorbike")
        else 34.0
        if not scene.has("truck|bus|tractor|diesel")
        else 22.0
    )
    revs = (
        drift(chance, n, 0.5, 1.0, 3.4)
        if scene.has("rev\\w*|accelerat\\w*|racing|driving")
        else drift(chance, n, 2, 0.97, 1.03)
    )
    hertz = idle * revs * scene.pace
    strokes = tone(hertz, n, tuple(1 / i**0.7 for i in range(1, 14))) * drift(chance, n, 30, 0.75, 1)
    strokes += 0.5 * tone(hertz / 2, n, tuple(1 / i for i in range(1, 8)))
    rough = noise(chance, n, 3, 1)[:, 0] * (0.5 + 0.5 * tone(hertz, n)) * 0.5
    mono = np.tanh((strokes + rough) * 0.6)
    made = band(np.stack([mono, np.roll(mono, 31)], 1).astype(np.float32), 40, 2200, 1)
    return made + band(noise(chance, n), 1500, 6000) * np.float32(0.02)


def train(scene: Scene) -> Samples:
    """Wheels over the joints of the rails, two axles and two more; a whistle if there is one in the words."""
    chance = scene.chance
    rumble = band(noise(chance, scene.n, 4.5), 40, 400) * np.float32(0.5)
    made = rumble + band(noise(chance, scene.n, 2), 800, 4000) * np.float32(0.05)
    grown = Scene(scene.seconds, chance, pace=scene.pace)
    for at in times(grown, 1.15, jitter=0.01):
        for delay, loud in ((0, 1.0), (0.13, 0.85), (0.44, 0.7), (0.57, 0.6)):
            clack = struck(((170, 0.12, 1), (330, 0.09, 0.8), (900, 0.06, 0.5), (2100, 0.04, 0.3)), 0.15, chance)
            placed(made, at + delay, clack * 2.4 + burst(chance, 0.15, 0.04, 400, 4000) * 1.2, 0.1, loud)
    if scene.has("whistl\\w*|horn"):
        placed(made, min(1.0, scene.seconds / 5), _whistle(scene) * np.float32(0.9), -0.2)
    return made


def _whistle(scene: Scene) -> Samples:
    n = int(min(2.2, scene.seconds * 0.5) * 44_100)
    edge = np.minimum(1, np.minimum(np.arange(n) / 5000, np.arange(n)[::-1] / 12000)).astype(np.float32)
    chord = sum(tone(f * drift(scene.chance, n, 5, 0.996, 1.004), n, (1, 0.5, 0.25, 0.1)) for f in (311, 370, 415, 494))
    return np.asarray(chord * edge * 0.25, np.float32)


def helicopter(scene: Scene) -> Samples:
    """Blades that chop the air eleven times a second."""
    chop = (0.5 + 0.5 * tone(11.0 * scene.pace, scene.n)) ** 3
    chance = scene.chance
    air = band(noise(chance, scene.n, 3), 60, 1400) * (0.15 + chop)[:, None]
    return np.asarray(air + (tone(23, scene.n, (1, 0.8, 0.6, 0.4)) * chop * 0.8)[:, None], np.float32)


def plane(scene: Scene) -> Samples:
    """A jet going over: roar, and a whine that falls."""
    chance, t = scene.chance, scene.t / scene.seconds
    near = np.exp(-0.5 * ((t - 0.5) / 0.22) ** 2)
    roar = swept(noise(chance, scene.n, 3), 180 + 900 * near, 1.3) * near[:, None]
    whine = tone(2300 * (1 - 0.25 * t), scene.n) * near * 0.05
    return np.asarray(roar + whine[:, None], np.float32)


def siren(scene: Scene) -> Samples:
    """Wails up and down."""
    rate = 1.2 if scene.has("police|yelp") else 0.28
    hertz = 600 * (1450 / 600) ** (0.5 - 0.5 * np.cos(2 * np.pi * rate * scene.t))
    mono = tone(hertz, scene.n, (1, 0.5, 0.4, 0.2, 0.1))
    made = np.stack([mono, mono], 1).astype(np.float32) * np.float32(0.5)
    return made + convolved(made, impulse("hall"))[: scene.n] * np.float32(0.3)


SOUNDS = (
    Sound(
        "traffic", r"traffic|city(?: hum| ambience| street)?|streets?|urban|highway|motorway|cars", traffic, bed=True
    ),
    Sound("passing car", r"car (?:passing|passes|drives? by|going by)|passing car|drive[- ]by", passing_car),
    Sound("horn", r"(?:car )?horns?|honk\w*", horn, level=-4),
    Sound(
        "engine",
        r"engines?|motors?|revving|car(?! (?:horn|pass|alarm|driv|going))|motor ?(?:bike|cycle)s?|trucks?|bus",
        engine,
        bed=True,
    ),
    Sound("train", r"trains?|railway|locomotive|subway|metro", train, bed=True, level=2),
    Sound("helicopter", r"helicopters?|chopper", helicopter, bed=True),
    Sound("plane", r"(?:air)?planes?|jets?|aircraft", plane),
    Sound("siren", r"sirens?|ambulance|police(?: car)?|fire ?truck|fire engine", siren, bed=True, level=-3),
)
