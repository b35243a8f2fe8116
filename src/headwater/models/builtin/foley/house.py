"""The house: doors, clocks, glass, coins, keys, fire, telephones, radios."""

import numpy as np

from headwater.models.builtin.foley.scene import (
    Mode,
    Scene,
    Sound,
    arch,
    burst,
    drift,
    noise,
    placed,
    seconds,
    showered,
    struck,
    times,
    tone,
)
from headwater.models.builtin.room import impulse
from headwater.models.builtin.sound import RATE, Samples, band, convolved

_DOOR = ((118, 0.16, 1.0), (196, 0.12, 0.8), (322, 0.08, 0.5), (510, 0.06, 0.35), (880, 0.04, 0.2))
_GLASS = ((2350, 0.5, 0.5), (3710, 0.6, 0.8), (5240, 0.45, 0.7), (7180, 0.35, 0.5), (9300, 0.25, 0.3))


def _varied(scene: Scene, modes: tuple[Mode, ...], by: float = 0.03) -> list[Mode]:
    k = scene.chance.uniform(1 - by, 1 + by)
    return [(f * k * scene.chance.uniform(0.995, 1.005), d, a * scene.chance.uniform(0.8, 1.1)) for f, d, a in modes]


def knock(scene: Scene) -> Samples:
    """Knuckles on a wooden door; three when no number is said."""
    chance, made = scene.chance, scene.empty()
    for at in times(scene, 0.3, usual=3, jitter=0.04):
        blow = struck(_varied(scene, _DOOR), 0.25, chance)
        blow[: int(0.05 * RATE)] += burst(chance, 0.05, 0.018, 700, 5000)[: int(0.05 * RATE)] * 0.9
        placed(made, at, blow, 0.0, float(chance.uniform(0.8, 1.0)))
    return made + convolved(made, impulse("room"))[: scene.n] * np.float32(0.12)


def slam(scene: Scene) -> Samples:
    """A door falls shut: the blow, the frame, and the latch that rattles."""
    chance, made = scene.chance, scene.empty()
    for at in times(scene, 2.2, usual=1):
        boom = struck(((62, 0.4, 1.0), (97, 0.3, 0.9), (160, 0.2, 0.6), (290, 0.12, 0.4)), 0.6, chance)
        placed(made, at, boom * 1.2)
        placed(made, at, burst(chance, 0.4, 0.16, 120, 4500) * 1.1)
        for delay in (0.035, 0.07, 0.12):
            latch = struck(((1450, 0.05, 0.5), (2900, 0.04, 0.4), (4400, 0.03, 0.3)), 0.08, chance)
            placed(made, at + delay, latch, 0.1, 0.5)
    return made + convolved(made, impulse("hall"))[: scene.n] * np.float32(0.3)


def creak(scene: Scene) -> Samples:
    """Wood that sticks and slips: a train of clicks whose pace bends, through the door's own resonances."""
    chance, made = scene.chance, scene.empty()
    for at in times(scene, 2.6, usual=1):
        length = min(scene.seconds - at, chance.uniform(1.4, 2.2))
        n = max(64, int(length * RATE))
        rate = 26 + 90 * drift(chance, n, 2.2) * np.sin(np.pi * np.linspace(0.05, 1, n))
        clicks = np.diff(np.floor(np.cumsum(rate) / RATE + drift(chance, n, 90, 0, 0.35)), prepend=0).clip(0, 1)
        wood = struck([(f * chance.uniform(0.9, 1.1), 0.03, 1.0) for f in (430, 780, 1250, 1900, 2700)], 0.05, chance)
        sound = convolved((clicks * drift(chance, n, 6, 0.3, 1)).astype(np.float32), wood)[:n]
        placed(made, at, sound * arch(np.linspace(0, 1, n)) ** 0.5)
    return made + convolved(made, impulse("room"))[: scene.n] * np.float32(0.15)


def clock(scene: Scene) -> Samples:
    """Tick and tock, once a second each way."""
    made = scene.empty()
    for i, at in enumerate(times(scene, 0.5, jitter=0.004)):
        k = 1.0 if i % 2 else 0.82
        tick = struck(((2150 * k, 0.03, 0.8), (3900 * k, 0.02, 0.6), (640 * k, 0.05, 0.5)), 0.08, scene.chance, 0.0003)
        placed(made, at, tick + _fitted(burst(scene.chance, 0.02, 0.004, 2500, 9000), len(tick)) * 0.6, 0.05)
    return made + convolved(made, impulse("room"))[: scene.n] * np.float32(0.15)


def _fitted(sound: Samples, n: int) -> Samples:
    return np.pad(sound, (0, max(0, n - len(sound))))[:n]


def glass_break(scene: Scene) -> Samples:
    """A crack, and pieces that fall and ring."""
    chance, made = scene.chance, scene.empty()
    for at in times(scene, 2.5, usual=1):
        placed(made, at, burst(chance, 0.25, 0.12, 1200, 12000) * 1.4)
        for _ in range(70):
            delay = float(chance.exponential(0.28))
            k = float(chance.uniform(0.6, 2.0))
            piece = struck([(f * k, d * 0.45, a) for f, d, a in _GLASS], 0.25, chance, 0.0003)
            placed(
                made,
                at + 0.01 + delay,
                piece,
                float(chance.uniform(-0.8, 0.8)),
                0.4 * float(np.exp(-1.4 * delay) * chance.random()),
            )
    return made


def clink(scene: Scene) -> Samples:
    """Two glasses touch."""
    made = scene.empty()
    for at in times(scene, 1.2, usual=1):
        placed(made, at, struck(_varied(scene, _GLASS, 0.1), 0.9, scene.chance, 0.0003))
        placed(made, at + 0.004, struck(_varied(scene, _GLASS, 0.1), 0.9, scene.chance, 0.0003), 0.2, 0.7)
    return made


def coin(scene: Scene) -> Samples:
    """A coin falls, bounces quicker and quicker, and comes to rest."""
    made, chance = scene.empty(), scene.chance
    modes = _varied(scene, ((4870, 0.35, 0.9), (6620, 0.3, 0.7), (9150, 0.22, 0.6), (11800, 0.15, 0.4)), 0.1)
    for first in times(scene, 2.0, usual=1):
        at, gap, loud = first, 0.3, 1.0
        while gap > 0.018:
            placed(made, at, struck(modes, 0.4, chance, 0.0002), 0.1, loud)
            at, gap, loud = at + gap, gap * 0.68, loud * 0.72
    return made


def click(scene: Scene) -> Samples:
    """A small switch."""
    made, chance = scene.empty(), scene.chance
    for at in times(scene, 0.6, usual=1):
        placed(made, at, burst(chance, 0.02, 0.006, 1500, 9000))
        placed(made, at + 0.045, burst(chance, 0.02, 0.005, 2200, 9000), 0.0, 0.6)
    return made


def typing(scene: Scene) -> Samples:
    """Keys in runs, with a thought in between; down and up again."""
    made, chance = scene.empty(), scene.chance
    at = 0.08
    while at < scene.seconds - 0.1:
        wide = chance.random() < 0.15
        down = burst(chance, 0.04, 0.014, 900 if not wide else 450, 6000) + _fitted(
            struck(((310, 0.03, 0.5),), 0.04, chance), int(0.04 * RATE)
        )
        pan = float(chance.uniform(-0.3, 0.3))
        placed(made, at, down, pan, float(chance.uniform(0.6, 1)))
        placed(made, at + float(chance.uniform(0.05, 0.09)), burst(chance, 0.02, 0.006, 2000, 8000), pan, 0.3)
        at += float(chance.exponential(0.06) + 0.075 + (chance.random() < 0.07) * chance.uniform(0.3, 0.8)) / scene.pace
    return made


def fire(scene: Scene) -> Samples:
    """A low roar that breathes, hiss, and wood that cracks."""
    chance, big = scene.chance, 1 + 0.6 * scene.strength
    roar = (
        band(noise(chance, scene.n, 4), 50, 550) * drift(chance, scene.n, 4, 0.5, 1)[:, None] * np.float32(0.35 * big)
    )
    hiss = band(noise(chance, scene.n), 2500, 9000) * drift(chance, scene.n, 1.2, 0.2, 1)[:, None] * np.float32(0.03)
    small = [burst(chance, 0.01, chance.uniform(0.002, 0.008), 1500, 11000) for _ in range(5)]
    large = [burst(chance, 0.06, chance.uniform(0.012, 0.04), 500, 7000) for _ in range(4)]
    bursts = drift(chance, scene.n, 1.6) ** 2 * 60 * big
    return (
        roar
        + hiss
        + showered(scene, small, bursts + 6, heavy=3) * 1.5
        + showered(scene, large, 2.6 * big, heavy=2) * 2.4
    )


def telephone(scene: Scene) -> Samples:
    """An old telephone: two bells struck twenty times a second, two seconds in every four."""
    made, chance = scene.empty(), scene.chance
    for at in times(scene, 3.6, jitter=0):
        for i in range(36):
            ring = struck(
                (((1180, 1430)[i % 2], 0.4, 0.7), ((2900, 3350)[i % 2], 0.3, 0.5), (5200, 0.15, 0.3)), 0.3, chance
            )
            placed(made, at + i / 20, ring, 0.0, 0.6)
    return made


def beep(scene: Scene) -> Samples:
    """Short plain tones."""
    made = scene.empty()
    hertz = 1000 if not scene.has("low|error") else 420
    for at in times(scene, 0.5, jitter=0, usual=None if scene.seconds > 4 or scene.count else 4):
        placed(made, at, _blip(hertz, 0.14))
    return made


def _blip(hertz: float, length: float) -> Samples:
    t = seconds(length)
    edge = np.minimum(1, np.minimum(t, t[::-1]) / 0.004)
    return np.asarray(tone(hertz, len(t), (1, 0.1, 0.06)) * edge, np.float32)


def alarm(scene: Scene) -> Samples:
    """Two tones in turn; an alarm clock beeps in fours."""
    made = scene.empty()
    if scene.has("clock|wake\\w*"):
        for at in times(scene, 1.0, jitter=0):
            for i in range(4):
                placed(made, at + i * 0.12, _blip(2050, 0.07))
        return made
    for i, at in enumerate(times(scene, 0.5, jitter=0, first=0.02)):
        placed(made, at, _blip(960 if i % 2 else 770, 0.49))
    return made


def static(scene: Scene) -> Samples:
    """A radio between stations: hiss in a narrow band, crackle, and a whistle that comes and goes."""
    chance = scene.chance
    hiss = band(noise(chance, scene.n, 1, 1), 300, 4800, 2)[:, 0] * drift(chance, scene.n, 3, 0.5, 1)
    whistle = (
        tone(drift(chance, scene.n, 0.7, 500, 2600), scene.n) * np.clip(drift(chance, scene.n, 0.6, -1, 1), 0, 1) * 0.3
    )
    crackle = showered(scene, [burst(chance, 0.008, 0.003, 800, 6000)], 22, heavy=3, width=0.1)
    return np.asarray((hiss + whistle)[:, None] + crackle * 3, np.float32)


_BREAKS = r"(?:break\w*|shatter\w*|smash\w*)"
_PANE = "(?:glass|window|bottle|mirror|vase)"
SOUNDS = (
    Sound("door knock", r"knock\w*|knocks? (?:on|at) (?:a|the) door|door knocks?|rapping", knock),
    Sound("door slam", r"(?:door )?slam\w*|door (?:closing|closes|shuts?|shutting|bang\w*)|closing door", slam),
    Sound("creak", r"creak\w*|squeak\w*|door opens?|door opening|hinges?", creak),
    Sound("clock", r"clocks?(?! alarm)|tick\w*|tick[- ]?tock|watch(?:es)? ticking", clock),
    Sound("glass breaking", rf"{_PANE} {_BREAKS}|(?:{_BREAKS}|broken)(?: of| a| the)* {_PANE}|shatter\w*", glass_break),
    Sound("glass clink", r"clink\w*|glass(?:es)?(?: toast)?|cheers|toast", clink, level=-3),
    Sound("coin", r"coins?|money", coin, level=-3),
    Sound("click", r"clicks?|clicking|switch|mouse click|button|camera shutter|shutter", click, level=-4),
    Sound("typing", r"typ(?:e|es|ing)|keyboards?|typewriter", typing, level=-4),
    Sound(
        "fire",
        r"fire(?:place|s)?(?! (?:truck|engine|alarm))|camp ?fire|flames?|crackling|bonfire|burning",
        fire,
        bed=True,
    ),
    Sound("telephone", r"(?:tele)?phone|ringing phone|phone ring\w*", telephone, level=-3),
    Sound("beep", r"beep\w*|blips?|computer", beep, level=-5),
    Sound("alarm", r"alarms?|alarm clock|fire alarm|buzzer", alarm, level=-4),
    Sound("radio static", r"static|radio|white noise|interference|tv noise", static, bed=True),
)
