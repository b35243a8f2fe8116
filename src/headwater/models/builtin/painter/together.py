"""Several pictures in one: side by side, a grid, laid over each other, or one in the colours of another."""

import cv2
import numpy as np

from headwater.models.builtin.painter.framing import to_aspect
from headwater.models.builtin.painter.given import Sheet, even, scaled
from headwater.models.builtin.painter.palette import colour

GUTTER = 0.012
"""The strip between pictures, of the shorter side."""
PAPER = colour("#f4f1ea")


def side_by_side(pictures: list[Sheet]) -> Sheet:
    """In a row, all as high as the first, whole."""
    height = pictures[0].size[1]
    row = [scaled(each.pixels, even(each.size[0] * height / each.size[1]), height) for each in pictures]
    strip = np.broadcast_to(PAPER, (height, even(height * GUTTER), 3)).astype(np.float32)
    joined = np.concatenate([part for each in row for part in (strip, each)][1:], axis=1)
    scale = min(1.0, pictures[0].size[1] * 3 / joined.shape[1])
    return Sheet(scaled(joined, even(joined.shape[1] * scale), even(height * scale)))


def grid(pictures: list[Sheet]) -> Sheet:
    """Two by two (three: one large and two small) in the first picture's shape, on paper."""
    width, height = pictures[0].size
    sheet = np.broadcast_to(PAPER, (height, width, 3)).astype(np.float32).copy()
    for picture, (left, top, wide, high) in zip(pictures, _cells(len(pictures), width, height), strict=True):
        part = to_aspect(picture, (wide, high))
        sheet[top : top + high, left : left + wide] = scaled(part.pixels, wide, high)
    return Sheet(sheet)


def _cells(many: int, width: int, height: int) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of each cell."""
    gap = round(min(width, height) * GUTTER)
    wide, high = (width - 3 * gap) // 2, (height - 3 * gap) // 2
    left, right, top, bottom = gap, 2 * gap + wide, gap, 2 * gap + high
    corners = [
        (left, top, wide, high),
        (right, top, wide, high),
        (left, bottom, wide, high),
        (right, bottom, wide, high),
    ]
    tall = (left, top, wide, 2 * high + gap)
    by_count = {1: [(gap, gap, width - 2 * gap, height - 2 * gap)], 2: [tall, (right, top, wide, 2 * high + gap)]}
    return by_count.get(many) or [tall, corners[1], corners[3]] if many < 4 else corners


def double_exposure(pictures: list[Sheet]) -> Sheet:
    """All in one frame, as film that was exposed twice: the bright parts of the others shine through the first."""
    first = pictures[0]
    made = first.pixels
    for other in pictures[1:]:
        over = scaled(to_aspect(other, first.size).pixels, *first.size)
        screened = 1 - (1 - made * 0.8) * (1 - over * 0.62)
        made = 0.6 * screened + 0.4 * (0.55 * made + 0.45 * over)
    return first.painted(made)


def in_colours_of(picture: Sheet, other: Sheet, strength: float = 0.9) -> Sheet:
    """The picture with the mean and spread of the other's colours in CIE Lab.

    Reinhard et al., Color Transfer between Images (2001). Spread is changed by at most a factor of 2, so that a flat
    picture does not fall into blotches.
    """
    own, wanted = (cv2.cvtColor(each.pixels, cv2.COLOR_RGB2Lab) for each in (picture, other))
    spread = np.clip(wanted.std(axis=(0, 1)) / (own.std(axis=(0, 1)) + 1e-3), 0.5, 2.0)
    moved = (own - own.mean(axis=(0, 1))) * spread + wanted.mean(axis=(0, 1))
    moved[..., 0] = np.clip(0.35 * own[..., 0] + 0.65 * moved[..., 0], 0, 100)
    toned = cv2.cvtColor(moved.astype(np.float32), cv2.COLOR_Lab2RGB)
    return picture.painted(picture.pixels * (1 - strength) + np.clip(toned, 0, 1) * strength)
