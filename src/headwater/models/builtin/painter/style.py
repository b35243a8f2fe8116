"""Styles laid over a finished picture: watercolour, oil, ink, pencil, pastel, noir, poster, pixel."""

from collections.abc import Callable

import cv2
import numpy as np

from headwater.models.builtin.painter import brush
from headwater.models.builtin.painter.noise import fractal, smooth
from headwater.models.builtin.painter.palette import colour

Filter = Callable[[np.ndarray, np.random.Generator], np.ndarray]
"""From a picture (rows x columns x 3, float32, RGB, 0 to 1) to another of the same size."""

IVORY, COOL_PAPER, INK, GRAPHITE = colour("#f7f2e7"), colour("#f4f3ef"), colour("#171a26"), colour("#34343a")
_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16 - 0.47
TINY = 144
"""Rows (or columns, of the shorter side) of a pixel picture, about."""


def watercolour(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Washes that pool at their edges, granulate in the paper, and leave a ragged white margin."""
    unit = brush.unit(picture)
    dabs = brush.dabbed(brush.dabbed(picture, max(3, round(3 * unit))), max(3, round(5 * unit)))
    wash = brush.blurred(brush.wavering(rng, dabs, 7 * unit), 0.7 * unit)
    wash = _vivid(wash, 1.2) * 0.86 + 0.14
    light = brush.grey(wash)
    pooled = np.clip(brush.blurred(light, 7 * unit) - light, -0.05, 0.2) + _edges(light, unit) * 0.16
    bloom = fractal(rng, picture.shape[1], picture.shape[0], 5, 5, gain=0.6) - 0.5
    thick = 1 + 0.9 * pooled + 0.5 * bloom + 0.11 * brush.paper(rng, picture, 3)
    painted = np.clip(wash, 0.015, 1) ** thick[..., None]
    margin = _ragged(picture, rng)[..., None]
    return _clean(IVORY * (painted * margin + 1 - margin))


def _edges(light: np.ndarray, unit: float) -> np.ndarray:
    soft = brush.blurred(light, 1.2 * unit)
    steep = np.hypot(cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1))
    return np.clip(steep * 1.6 * unit, 0, 1)


def _ragged(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """1 inside the painted field, 0 on the bare margin of the sheet."""
    height, width = picture.shape[:2]
    unit = brush.unit(picture)
    rows, columns = np.indices((height, width), np.float32)
    inside = np.minimum(np.minimum(columns, width - 1 - columns), np.minimum(rows, height - 1 - rows)) / unit
    return smooth(inside + 30 * (fractal(rng, width, height, 9, 6, gain=0.62) - 0.5), 18, 23)


def oil(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Strokes of thick paint along the forms, with the light on their ridges."""
    unit = brush.unit(picture)
    way = brush.direction(brush.grey(picture), 9 * unit)
    paint = brush.smeared(brush.dabbed(picture, max(3, round(8 * unit))), way, 9 * unit)
    bristles = brush.blurred(rng.standard_normal(picture.shape[:2], np.float32), 1.5 * unit)
    ridges = brush.smeared(bristles, way, 26 * unit)
    ridges = ridges / (ridges.std() + 1e-6)
    relief = cv2.Sobel(ridges, cv2.CV_32F, 1, 1, ksize=3) + (ridges - brush.blurred(ridges, 3 * unit)) * 0.6
    shine = np.clip(relief * 0.055, -0.12, 0.14)[..., None]
    body = _vivid(paint, 1.22) * (1 + ridges[..., None] * 0.035)
    return _clean(_deeper(body, 0.35) + shine * (0.35 + 0.65 * np.sqrt(np.clip(paint, 0, 1))))


def ink(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A pen's lines, two washes and hatching in the dark, on ivory paper."""
    unit = brush.unit(picture)
    calm = brush.dabbed(picture, max(3, round(5 * unit)))
    light = _stretched(brush.grey(calm))
    drawn = np.maximum(brush.lines(light, 1.1 * unit, 14), 0.8 * brush.lines(brush.blurred(light, unit), 2 * unit, 12))
    uneven = 0.12 * (fractal(rng, picture.shape[1], picture.shape[0], 7, 6, gain=0.6) - 0.5)
    wash = 0.24 * (1 - smooth(light + uneven, 0.52, 0.6)) + 0.28 * (1 - smooth(light + uneven, 0.26, 0.33))
    hatching = (brush.hatched(rng, picture, -0.9, 1.8 * unit) > light * 1.5 + 0.12) * 0.42
    solid = 1 - smooth(light + uneven * 0.5, 0.08, 0.14)
    pools = wash * (1 + 0.16 * brush.paper(rng, picture))
    dark = np.maximum(np.maximum(drawn * 0.95, solid * 0.96), np.maximum(pools, wash + hatching))
    return _on(IVORY, INK, brush.blurred(dark.astype(np.float32), 0.5 * unit))


def pencil(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Contours and two layers of hatching in graphite, caught by the tooth of the paper."""
    unit = brush.unit(picture)
    light = _stretched(brush.grey(picture))
    dodge = np.clip(light / np.clip(brush.blurred(light, 7 * unit), 0.02, 1), 0, 1)
    contour = np.clip((1 - dodge) * 2.2, 0, 1)
    dark = 1 - brush.blurred(light, 1.5 * unit)
    one, two = brush.hatched(rng, picture, -0.82, 2.2 * unit), brush.hatched(rng, picture, -1.25, 2.0 * unit)
    shade = smooth(dark, 0.18, 1) * (0.35 + 0.65 * one) + smooth(dark, 0.55, 1) * two * 0.45
    tooth = 1 + 0.26 * brush.paper(rng, picture, 2)
    return _on(COOL_PAPER, GRAPHITE, np.clip((contour * 0.8 + shade * 0.72) * tooth, 0, 0.97))


def pastel(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Soft chalk in light colours; the paper shows where the chalk skips its hollows."""
    unit = brush.unit(picture)
    way = brush.direction(brush.grey(picture), 16 * unit)
    chalk = brush.smeared(brush.dabbed(picture, max(3, round(6 * unit))), way, 6 * unit)
    chalk = _vivid(chalk * 0.8 + 0.2, 1.25)
    strokes = brush.hatched(rng, picture, -0.75, 4 * unit) - 0.5
    tooth = brush.paper(rng, picture, 2.2) * 0.6 + strokes
    cover = np.clip(0.84 - 0.24 * tooth, 0.35, 1)[..., None]
    ground = colour("#efe4d6") * 0.6 + brush.blurred(picture, 40 * unit) * 0.4
    return _clean(ground * (1 - cover) + (chalk - 0.05 * tooth[..., None]) * cover)


def noir(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Black and white film at night: deep shadows, lights that glow, corners that close in, grain."""
    unit = brush.unit(picture)
    light = _stretched(picture @ np.array([0.42, 0.46, 0.12], np.float32))
    light = smooth(light, 0.06, 0.98) ** 1.18
    glow = brush.blurred(np.clip(light - 0.7, 0, 1), 22 * unit)
    height, width = light.shape
    down, across = np.indices(light.shape, np.float32)
    corners = 1 - 1.15 * (((across / width - 0.5) ** 2) + ((down / height - 0.5) ** 2))
    grain = brush.blurred(rng.standard_normal(light.shape, np.float32), 0.7) * 0.05
    tone = np.clip((light + 0.8 * glow) * corners + grain * (0.4 + light * (1 - light) * 2.4), 0, 1)
    return _on(colour("#f3f2ee"), colour("#050608"), 1 - tone)


def poster(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A screen print: eight flat inks of the picture's own colours, with smooth cut edges and a paper border."""
    unit = brush.unit(picture)
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    calm = brush.blurred(brush.dabbed(small, max(3, round(4 * unit))), 0.9 * unit)
    inks = _palette(_deeper(calm, 0.25), 8, rng)
    nearest = _nearest(_deeper(calm, 0.25), inks)
    votes = np.stack([brush.blurred((nearest == each).astype(np.float32), 1.2 * unit) for each in range(len(inks))], -1)
    votes = np.clip(cv2.resize(votes, (width, height), interpolation=cv2.INTER_LINEAR), 0, 1)
    printed = _mixed_at_edges(votes, _deeper(_vivid(inks[None], 1.35), 0.3)[0])
    printed = printed + 0.02 * brush.paper(rng, picture, 2)[..., None]
    edge = round(26 * unit)
    framed = np.broadcast_to(IVORY, picture.shape).copy()
    framed[edge:-edge, edge:-edge] = printed[edge:-edge, edge:-edge]
    return _clean(framed)


def _mixed_at_edges(votes: np.ndarray, inks: np.ndarray) -> np.ndarray:
    """The ink with the most votes, blended with the next one over about a pixel."""
    share = (votes * votes) ** 2
    share = share * share
    return np.asarray((share / (share.sum(axis=-1, keepdims=True) + 1e-12)) @ inks.astype(np.float32))


def pixel(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Large square pixels in twenty colours, dithered as early machines did."""
    height, width = picture.shape[:2]
    side = max(2, round(min(height, width) / TINY))
    rows, columns = -(-height // side), -(-width // side)
    small = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_AREA)
    small = _vivid(_deeper(small + (small - brush.blurred(small, 1.2)) * 0.7, 0.25), 1.25)
    inks = _palette(small, 20, rng)
    pattern = np.tile(_BAYER, (rows // 4 + 1, columns // 4 + 1))[:rows, :columns, None] * 0.075
    chosen = inks[_nearest(np.clip(small + pattern, 0, 1), inks)]
    return _clean(np.repeat(np.repeat(chosen, side, 0), side, 1)[:height, :width])


def _palette(picture: np.ndarray, many: int, rng: np.random.Generator) -> np.ndarray:
    """The `many` colours (many x 3) that a picture is best told in, the darkest first."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (96, max(2, round(96 * height / width))), interpolation=cv2.INTER_AREA)
    spots = _lab(np.clip(small, 0, 1)).reshape(-1, 3).astype(np.float32)
    cv2.setRNGSeed(int(rng.integers(2**31)))
    rule = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.4)
    _, _, centres = cv2.kmeans(spots, min(many, len(spots)), np.empty(0, np.int32), rule, 2, cv2.KMEANS_PP_CENTERS)
    inks = cv2.cvtColor(centres[np.argsort(centres[:, 0])][None], cv2.COLOR_Lab2RGB)[0]
    return np.clip(inks, 0, 1)


def _nearest(picture: np.ndarray, inks: np.ndarray) -> np.ndarray:
    """Which ink comes closest to each pixel (rows x columns)."""
    spots, wells = _lab(picture), _lab(inks[None].astype(np.float32))[0]
    far = -2 * spots @ wells.T + (wells * wells).sum(axis=1)
    return np.asarray(far.argmin(axis=-1))


def _lab(picture: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(np.ascontiguousarray(picture, np.float32), cv2.COLOR_RGB2Lab)


def _vivid(picture: np.ndarray, share: float) -> np.ndarray:
    light = brush.grey(picture)[..., None]
    return np.asarray(light + (picture - light) * share)


def _deeper(picture: np.ndarray, share: float) -> np.ndarray:
    """More contrast by an S-curve."""
    held = np.clip(picture, 0, 1)
    return np.asarray(held * (1 - share) + held * held * (3 - 2 * held) * share)


def _stretched(light: np.ndarray) -> np.ndarray:
    """From the darkest to the brightest percent, 0 to 1; a picture that is dark all over stays half as dark."""
    low, high = np.quantile(light[::4, ::4], (0.01, 0.99))
    full = np.clip((light - low) / max(0.15, high - low), 0, 1)
    lift = np.clip(0.36 / max(0.05, float(full.mean())), 1, 2)
    return np.asarray(full ** (1 / lift), np.float32)


def _on(ground: np.ndarray, tint: np.ndarray, cover: np.ndarray) -> np.ndarray:
    share = np.clip(cover, 0, 1)[..., None]
    return _clean(ground * (1 - share) + tint * share)


def _clean(picture: np.ndarray) -> np.ndarray:
    return np.clip(picture, 0, 1).astype(np.float32)


STYLES: dict[str, Filter] = {
    "watercolour": watercolour, "oil": oil, "ink": ink, "pencil": pencil,
    "pastel": pastel, "noir": noir, "poster": poster, "pixel": pixel,
}  # fmt: skip
"""By the names of `wish.Style`."""
