"""Light and colour of a given picture: other times of day, other tones. Each takes and gives float32 RGB, 0 to 1."""

from collections.abc import Callable

import cv2
import numpy as np

from headwater.models.builtin.painter.brush import blurred, grey, unit
from headwater.models.builtin.painter.noise import smooth
from headwater.models.builtin.painter.overlay import vignette
from headwater.models.builtin.painter.palette import colour

Toning = Callable[[np.ndarray, float], np.ndarray]
"""From a picture and how strongly (1 is usual) to another."""


def night(picture: np.ndarray, strength: float) -> np.ndarray:
    """Day for night: dark, blue and pale; large bright areas fall most, lamps keep burning."""
    light = grey(picture)
    around = blurred(light, 45 * unit(picture))
    small = light - cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((round(21 * unit(picture)) | 1,) * 2, np.uint8))
    lamps = smooth(small, 0.3, 0.55) * smooth(light, 0.62, 0.9) * smooth(_warmth(picture), -0.05, 0.12)
    dark = np.clip(picture, 0, 1) ** 1.25 * (0.6 - 0.29 * around)[..., None]
    moonlit = _pale(dark, 0.55) * np.array([0.5, 0.74, 1.3], np.float32) + np.array([0.006, 0.012, 0.035], np.float32)
    lit = picture * np.array([1, 0.86, 0.6], np.float32)
    glow = blurred(lamps, 14 * unit(picture))[..., None] * colour("#ffb45e") * 0.6
    made = moonlit * (1 - lamps[..., None] * 0.8) + lit * lamps[..., None] * 0.8 + glow
    return _share(picture, vignette(made, 0.7), min(strength, 1.15))


def golden(picture: np.ndarray, strength: float) -> np.ndarray:
    """The hour before sunset: warm light from one side, long soft shade."""
    warm = _toned(picture, "#4a3a5c", "#ffd08a", 0.34) * np.array([1.1, 0.98, 0.8], np.float32)
    return _share(picture, _sunlit(warm, "#ffb050", 0.26, 0.34), strength)


def dusk(picture: np.ndarray, strength: float) -> np.ndarray:
    """After sunset: violet shade, the last orange low in the sky."""
    dim = np.clip(picture, 0, 1) ** 1.25 * np.array([0.78, 0.64, 0.8], np.float32)
    toned = _toned(dim, "#2a2358", "#ff9a6b", 0.38)
    return _share(picture, vignette(_sunlit(toned, "#ff7d4a", 0.3, 0.3), 0.5), strength)


def dawn(picture: np.ndarray, strength: float) -> np.ndarray:
    """Before the sun is up: pale, cool shade and rosy light."""
    soft = _pale(picture, 0.2) * 0.84 + 0.07
    toned = _toned(soft, "#5a6aa0", "#ffd9cf", 0.45)
    return _share(picture, _sunlit(toned, "#ffc0b0", 0.2, 0.4), strength)


def _sunlit(picture: np.ndarray, tint: str, strength: float, height: float) -> np.ndarray:
    """Light that comes in from the upper right, `height` (a share) from the top; screened, so nothing burns out."""
    rows = np.linspace(0, 1, picture.shape[0], dtype=np.float32)[:, None]
    columns = np.linspace(0, 1, picture.shape[1], dtype=np.float32)[None, :]
    near = np.exp(-(((columns - 0.88) / 0.6) ** 2) - ((rows - height) / 0.5) ** 2)[..., None] * strength
    return np.asarray(1 - (1 - np.clip(picture, 0, 1)) * (1 - near * colour(tint)))


def _toned(picture: np.ndarray, shade: str, lit: str, strength: float) -> np.ndarray:
    """Dark parts drawn to one colour and bright ones to another, as bright as they were."""
    light = grey(picture)[..., None]
    tint = colour(shade) * (1 - light) + colour(lit) * light
    tint = tint * (light / np.clip(grey(tint)[..., None], 0.05, None))
    return np.asarray(picture * (1 - strength) + tint * strength)


def warmer(picture: np.ndarray, strength: float) -> np.ndarray:
    """As if by lamplight."""
    return np.asarray(picture * np.array([1 + 0.13 * strength, 1 + 0.01 * strength, 1 - 0.2 * strength], np.float32))


def colder(picture: np.ndarray, strength: float) -> np.ndarray:
    """As if under a clear winter sky."""
    return np.asarray(picture * np.array([1 - 0.18 * strength, 1 - 0.02 * strength, 1 + 0.14 * strength], np.float32))


def monochrome(picture: np.ndarray, strength: float) -> np.ndarray:
    """Black and white, through a light yellow filter."""
    light = picture @ np.array([0.34, 0.55, 0.11], np.float32)
    return np.repeat(contrast(np.clip(light, 0, 1), 0.6)[..., None], 3, axis=2)


def sepia(picture: np.ndarray, strength: float) -> np.ndarray:
    """Brown tones on warm paper."""
    light = contrast(grey(picture), 0.4)[..., None]
    return np.asarray(colour("#20140c") * (1 - light) + colour("#f6e7c8") * light + 0.22 * light * (1 - light) * _RUST)


_RUST = np.array([0.9, 0.08, -0.5], np.float32)


def contrast(values: np.ndarray, strength: float) -> np.ndarray:
    """More of it by an S-curve; less of it below 0."""
    if strength < 0:
        return np.asarray(0.5 + (values - 0.5) * (1 + 0.32 * strength))
    held, share = np.clip(values, 0, 1), 0.75 * strength
    return np.asarray(held * (1 - share) + held * held * (3 - 2 * held) * share)


def flatter(picture: np.ndarray, strength: float) -> np.ndarray:
    """Less contrast."""
    return contrast(picture, -strength)


def brighter(picture: np.ndarray, strength: float) -> np.ndarray:
    """The middle tones lifted; black and white stay."""
    return np.asarray(np.clip(picture, 0, 1) ** np.float32(0.72**strength))


def darker(picture: np.ndarray, strength: float) -> np.ndarray:
    """The middle tones lowered."""
    return np.asarray(np.clip(picture, 0, 1) ** np.float32(1.45**strength)) * (1 - 0.08 * strength)


def vivid(picture: np.ndarray, strength: float) -> np.ndarray:
    """More colour, most of it where there is little, so that skin and skies do not turn to neon."""
    strong = np.ptp(picture, axis=2)[..., None]
    return _pale(picture, -0.6 * strength * (1 - 0.6 * np.clip(strong, 0, 1)))


def muted(picture: np.ndarray, strength: float) -> np.ndarray:
    """Less colour."""
    return _pale(picture, min(0.95, 0.5 * strength))


def faded(picture: np.ndarray, strength: float) -> np.ndarray:
    """An old print: no full black left, colours gone, a warm cast."""
    old = _toned(_pale(picture, 0.32), "#5b4a6b", "#ffe9b8", 0.28)
    return _share(
        picture, np.array([0.13, 0.1, 0.09], np.float32) + old * np.array([0.83, 0.8, 0.7], np.float32), strength
    )


def teal_and_orange(picture: np.ndarray, strength: float) -> np.ndarray:
    """As films are graded: warm colours to orange, shade to teal."""
    warm = smooth(_warmth(picture), -0.06, 0.2)[..., None]
    tint = colour("#156a78") * (1 - warm) + colour("#f09a4e") * warm
    light = grey(picture)[..., None]
    tint = tint * (light / np.clip(grey(tint)[..., None], 0.05, None))
    return contrast(picture + (tint - picture) * 0.42 * strength * (1 - 0.75 * light * light), 0.45)


def _warmth(picture: np.ndarray) -> np.ndarray:
    """How much redder than blue each pixel is."""
    return np.asarray(picture[..., 0] - picture[..., 2])


def _pale(picture: np.ndarray, share: float | np.ndarray) -> np.ndarray:
    light = grey(picture)[..., None]
    return np.asarray(picture * (1 - share) + light * share)


def _share(picture: np.ndarray, other: np.ndarray, strength: float) -> np.ndarray:
    return np.asarray(picture * (1 - strength) + other * strength) if strength < 1 else np.asarray(other)


TONINGS: dict[str, Toning] = {
    "night": night, "golden hour": golden, "dusk": dusk, "dawn": dawn, "warmer": warmer, "colder": colder,
    "black and white": monochrome, "sepia": sepia, "more contrast": contrast, "less contrast": flatter,
    "brighter": brighter, "darker": darker, "more colour": vivid, "less colour": muted, "faded": faded,
    "teal and orange": teal_and_orange,
}  # fmt: skip
"""By the name that the facts of a result give them."""
