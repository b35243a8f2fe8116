"""The light of a scene: the colours of sky, sun, shade and distance at each time of day. Colours are RGB, 0 to 1."""

from dataclasses import dataclass

import numpy as np

from headwater.models.builtin.painter.wish import Time

Colour = np.ndarray
"""Three floats."""


def colour(code: str) -> Colour:
    """The colour of a code such as `#1c2357`."""
    return np.array([int(code[at : at + 2], 16) for at in (1, 3, 5)], np.float32) / 255


@dataclass(frozen=True)
class Light:
    """What everything in a scene is coloured by."""

    sky: tuple[Colour, ...]
    """From the zenith down to the horizon."""
    sun: Colour
    """Of the sun's or the moon's disc."""
    glow: Colour
    """Around it."""
    place: tuple[float, float]
    """Of the sun: share of the width, share of the sky's height from the top."""
    shade: Colour
    """What a surface is multiplied by where the sun does not reach."""
    lit: Colour
    """And where it does."""
    far: Colour
    """What distance turns everything into."""
    near: Colour
    """Of what stands dark in the foreground."""
    water: Colour
    stars: float
    """How many, 0 to 1."""
    lamps: float
    """How many windows and lamps are lit, 0 to 1."""


def _light(sky: str, sun: str, place: tuple[float, float], stars: float, lamps: float, **more: str) -> Light:
    colours = {name: colour(code) for name, code in more.items()}
    return Light(
        tuple(colour(code) for code in sky.split()), colour(sun), place=place, stars=stars, lamps=lamps, **colours
    )


LIGHTS: dict[Time, Light] = {
    "dawn": _light(
        "#4f6ba8 #8da5cf #d9bfcf #f7cdb4 #ffe9c4", "#fffbe8", (0.34, 0.84), 0, 0.08,
        glow="#ffd9a8", shade="#8389ad", lit="#ffe6c9", far="#c9c3d6", near="#2f3a4e", water="#7796bd",
    ),
    "day": _light(
        "#2571c9 #4f9be4 #8cc4f0 #c4e2f7 #e9f5fb", "#fffdf2", (0.76, 0.2), 0, 0,
        glow="#fff6d8", shade="#9db4cf", lit="#fffaf0", far="#aac8de", near="#24452c", water="#2b7fae",
    ),
    "dusk": _light(
        "#171c4c #46397c #a9527f #ec8465 #ffd191", "#fff0c8", (0.64, 0.86), 0.18, 0.45,
        glow="#ff9d5c", shade="#584a7c", lit="#ffb98c", far="#a5678c", near="#191630", water="#3b3369",
    ),
    "night": _light(
        "#040818 #0a1431 #12264f #1d3b6a #2e5a83", "#f5f6ff", (0.74, 0.22), 1, 0.5,
        glow="#8fb0e8", shade="#33436f", lit="#93a8da", far="#2c4a73", near="#050914", water="#0e1d40",
    ),
    "neon": _light(
        "#06051a #160d3a #35145f #75206f #d13c80", "#ff7cc0", (0.5, 0.97), 0.05, 0.8,
        glow="#ff4f9e", shade="#3b2e76", lit="#ff86c8", far="#472b71", near="#070611", water="#160f33",
    ),
}  # fmt: skip

STORM: dict[Time, Light] = {
    "day": _light(
        "#1f2731 #38434f #566472 #7b8892 #a4adb0", "#c9d1d3", (0.5, 0.3), 0, 0.15,
        glow="#aab4b8", shade="#707a86", lit="#b4bfc4", far="#76838c", near="#171d21", water="#3b4a55",
    ),
    "night": _light(
        "#05070c #0c1219 #161f2a #222f3c #33434f", "#d7dfe6", (0.6, 0.3), 0, 0.5,
        glow="#6b8296", shade="#43525f", lit="#93a8be", far="#33434f", near="#04060a", water="#1a2935",
    ),
}  # fmt: skip

COLOURS: dict[str, Colour] = {
    "red": colour("#c8372f"), "orange": colour("#e07a2a"), "yellow": colour("#edbe3c"), "golden": colour("#d9a83a"),
    "green": colour("#3f8a4c"), "turquoise": colour("#2f9c96"), "blue": colour("#2f62b5"), "purple": colour("#6f459f"),
    "violet": colour("#7d55b8"), "pink": colour("#e07ba0"), "brown": colour("#7a5236"), "white": colour("#f1efe9"),
    "black": colour("#22242a"), "grey": colour("#888c93"), "silver": colour("#b6bcc4"),
}  # fmt: skip
"""Colours that words can ask for."""


def light_of(time: Time, stormy: bool) -> Light:
    """The light at a time of day; a storm takes the colour out of it."""
    if not stormy or time == "neon":
        return LIGHTS[time]
    return STORM["night" if time == "night" else "day"]


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other."""
    return one * (1 - share) + other * share


def surface(own: Colour, light: Light, towards_sun: float = 0.5) -> Colour:
    """A colour as it looks in this light, `towards_sun` 0 (in the shade) to 1."""
    return own * mixed(light.shade, light.lit, towards_sun)
