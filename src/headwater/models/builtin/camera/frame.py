"""The frame that is filmed into: its size in pixels, and how many of them make a second."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

RATE = 24
"""Frames a second."""
SHORT_SIDES = {"720p": 720, "1080p": 1080}
"""Pixels of the shorter side, by resolution."""

Frames: TypeAlias = Iterator[np.ndarray]
"""Pictures in order, each rows x columns x 3, uint8, sRGB."""


@dataclass(frozen=True)
class Size:
    """Width and height in pixels; both are even, as 4:2:0 video asks."""

    width: int
    height: int

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height


def size_of(settings: Mapping[str, Any]) -> Size:
    """The size that the settings `aspect` ("16:9") and `resolution` ("720p") ask for."""
    across, down = (int(part) for part in settings["aspect"].split(":"))
    scale = SHORT_SIDES[settings["resolution"]] / min(across, down)
    return Size(_even(across * scale), _even(down * scale))


def count_of(settings: Mapping[str, Any]) -> int:
    """How many frames the setting `duration` (seconds) asks for."""
    return round(float(settings["duration"]) * RATE)


def _even(length: float) -> int:
    return round(length / 2) * 2
