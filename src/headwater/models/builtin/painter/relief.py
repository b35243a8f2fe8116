"""The shape of a mountain range: a field of heights seen from the front, with the light and the shadows on it.

The field has a step for each distance and a point for each column. From the nearest step to the farthest, what rises
above everything before it is seen; so each pixel knows its place in the field (the "voxel space" of old flight games).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from headwater.models.builtin.painter.noise import smooth

STEPS = 220
"""Distances from the foot of a range to behind its summits."""
TILT = 0.1
"""How far up the picture the ground behind the summits is seen, as a share of their height."""
SUN_ACROSS, SUN_AHEAD = 0.75, 0.35
"""Where the light comes from: from the side, and somewhat from the front."""


@dataclass(frozen=True)
class Relief:
    """What is seen of a range, for each pixel of a band that ends at its foot (rows x columns)."""

    light: np.ndarray
    """0 in the shade to 1 in the sun."""
    tall: np.ndarray
    """How high in the range, 0 to 1."""
    flat: np.ndarray
    """0 on a wall to 1 on level ground."""
    away: np.ndarray
    """0 at the foot to 1 behind the summits."""
    line: np.ndarray
    """How many pixels the range rises above its foot, for each column."""


def relief(  # noqa: PLR0913
    rng: np.random.Generator,
    width: int,
    height: float,
    summits: float,
    sun: tuple[int, float],
    *,
    reach: np.ndarray | None = None,
) -> Relief:
    """A range `height` pixels high; `sun` is its side (-1 left, 1 right) and how high it stands, 0 to 1.

    With `reach` (0 to 1 for each column) it is only so high there.
    """
    reach = np.ones(width, np.float32) if reach is None else reach.astype(np.float32)
    field = _field(rng, width, summits) * reach
    across = np.gradient(field, axis=1) * height
    ahead = np.gradient(field, axis=0) * height * STEPS / (0.55 * width)
    flat = 1 / np.sqrt(across**2 + ahead**2 + 1)
    facing = (SUN_AHEAD * ahead - sun[0] * SUN_ACROSS * across + sun[1]) * flat
    light = np.clip(facing / np.hypot(np.hypot(SUN_ACROSS, SUN_AHEAD), sun[1]), 0, 1)
    light = light * (0.25 + 0.75 * _sunlit(field, sun[0], (0.2 + 3 * sun[1]) / height))
    away, line = _seen(field, height, reach)
    lit, tall, level = (_looked_up(each, away) for each in (light, field, flat))
    return Relief(lit, tall, level, away[::-1] / (STEPS - 1), line)


def _field(rng: np.random.Generator, width: int, summits: float) -> np.ndarray:
    """Heights, 0 to 1: sharp ridges that rise towards the back."""
    away = np.linspace(0, 1, STEPS, dtype=np.float32)[:, None]
    rising = smooth(away, 0.0, 0.75) * (1 - 0.5 * smooth(away, 0.85, 1.0))
    field = _ridges(rng, width, summits * 0.9) * rising
    return field / np.max(field)


def _ridges(rng: np.random.Generator, width: int, cells: float) -> np.ndarray:
    """Ridged noise, each octave mostly where the one before is high: rough crests and smooth valleys."""
    out, before, weight = np.zeros((STEPS, width), np.float32), np.ones((STEPS, width), np.float32), 1.0
    for octave in range(8):
        points, steps = (max(3, round(cells * share * 2**octave) + 1) for share in (1, 0.55))
        if octave and (points > width or steps > STEPS):
            break
        noise = cv2.resize(rng.random((steps, points), np.float32), (width, STEPS), interpolation=cv2.INTER_CUBIC)
        ridge = (1 - np.abs(2 * noise - 1)) ** 2
        out += weight * ridge * before
        before, weight = np.clip(ridge * 1.6, 0.15, 1), weight * 0.5
    return out


def _sunlit(field: np.ndarray, side: int, fall: float) -> np.ndarray:
    """0 in the shadow of what stands towards the sun, else 1; the shadow's edge falls by `fall` a pixel."""
    towards = field[:, ::-1] if side > 0 else field
    edge, above = towards[:, 0], np.empty_like(towards)
    for column in range(towards.shape[1]):
        edge = np.maximum(edge - fall, towards[:, column])
        above[:, column] = edge - towards[:, column]
    lit = cv2.GaussianBlur(1 - smooth(above, 0.004, 0.03), (0, 0), 1.2)
    return lit[:, ::-1] if side > 0 else lit


def _seen(field: np.ndarray, height: float, reach: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The step (with its fraction) that is seen at each pixel, lowest row first, and the line against the sky."""
    away = np.linspace(0, height * TILT, STEPS, dtype=np.float32)[:, None]
    top = np.maximum.accumulate(field * height + away * reach, axis=0)
    columns = np.arange(field.shape[1])[None, :]
    rows = np.arange(int(np.max(top)) + 2)[:, None]
    hidden = np.zeros((len(rows), field.shape[1]), np.int32)
    np.add.at(hidden, (np.ceil(top).astype(np.int32), np.broadcast_to(columns, top.shape)), 1)
    step = np.clip(np.cumsum(hidden, axis=0), 1, STEPS - 1)
    low, high = top[step - 1, columns], top[step, columns]
    between = np.clip((rows - low) / np.maximum(high - low, 1e-3), 0, 1)
    return (step - 1 + between).astype(np.float32), top[-1]


def _looked_up(field: np.ndarray, away: np.ndarray) -> np.ndarray:
    """A field's value at each pixel, highest row first."""
    columns = np.broadcast_to(np.arange(field.shape[1], dtype=np.float32), away.shape)
    return cv2.remap(field.astype(np.float32), np.ascontiguousarray(columns), away, cv2.INTER_LINEAR)[::-1]
