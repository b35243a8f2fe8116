"""From one picture to another of the same scene: what is in both moves from one place to the other."""

from dataclasses import dataclass

import cv2
import numpy as np

SIDE = 384
"""Pixels of the longer side at which the two are compared."""
SAME_SCENE = 0.45
"""How alike (-1 to 1) the structures of two pictures have to be, once one is laid over the other."""
FARTHEST = 0.16
"""Parts of the longer side by which things may have moved, for nine tenths of the picture."""
AGREEING = 0.6
"""The part of the picture in which the ways there and back have to agree."""
_SOFT = 0.012
"""Over which part of the longer side the ways are smoothed."""


@dataclass(frozen=True)
class Ways:
    """How the parts of two pictures of one size come to lie over each other."""

    there: np.ndarray
    """Rows x columns x 2, float32: where in the second each part of the first went, in parts of the longer side."""
    back: np.ndarray
    """The same from the second to the first."""
    likeness: float
    """How alike the structures are along the ways, -1 to 1."""
    agreement: float
    """The part of the picture in which the ways there and back agree."""

    @property
    def convincing(self) -> bool:
        """Whether these are two pictures of one scene. Otherwise things would melt into each other."""
        far = float(np.quantile(np.linalg.norm(self.there, axis=2), 0.9))
        return self.likeness > SAME_SCENE and self.agreement > AGREEING and far < FARTHEST


def ways(first: np.ndarray, second: np.ndarray) -> Ways:
    """Find the ways between two pictures of the same size by dense inverse search (Kroeger et al., ECCV 2016)."""
    one, two = _structure(first), _structure(second)
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    there, back = search.calc(one, two, None), search.calc(two, one, None)  # type: ignore[call-overload]
    longer = max(one.shape)
    agreement = float((np.linalg.norm(there + _followed(back, there), axis=2) < 0.01 * longer).mean())
    likeness = max(_likeness(one, _followed(two, there)), _likeness(_followed(one, back), two))
    return Ways(_smooth(there, longer) / longer, _smooth(back, longer) / longer, likeness, agreement)


class Morph:
    """Two pictures of one size on their way from the first to the second."""

    def __init__(self, first: np.ndarray, second: np.ndarray, found: Ways) -> None:
        rows, columns = first.shape[:2]
        self._first, self._second = first, second
        self._there, self._back = (
            cv2.resize(way, (columns, rows), interpolation=cv2.INTER_LINEAR) * np.float32(max(rows, columns))
            for way in (found.there, found.back)
        )
        down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
        self._grid = np.dstack([across, down])

    def at(self, way: float) -> np.ndarray:
        """The picture after the part `way` (0 to 1) of the way; at 0 it is the first, at 1 the second."""
        one = _moved(self._first, cv2.scaleAdd(self._there, -way, self._grid)) if way > 0 else self._first
        two = _moved(self._second, cv2.scaleAdd(self._back, way - 1, self._grid)) if way < 1 else self._second
        return np.asarray(cv2.addWeighted(one, 1 - way, two, way, 0))


def _structure(pixels: np.ndarray) -> np.ndarray:
    """Edges and shapes without light and colour, so that day and night look alike: grey, each part at one contrast."""
    scale = SIDE / max(pixels.shape[:2])
    box = round(pixels.shape[1] * scale), round(pixels.shape[0] * scale)
    grey = cv2.cvtColor(cv2.resize(pixels, box, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY).astype(np.float32)
    middle = cv2.GaussianBlur(grey, (0, 0), 12)
    spread = np.sqrt(cv2.GaussianBlur((grey - middle) ** 2, (0, 0), 12)) + 6
    return np.asarray(np.clip((grey - middle) / spread * 50 + 128, 0, 255).astype(np.uint8))


def _followed(values: np.ndarray, way: np.ndarray) -> np.ndarray:
    """What `values` are at the ends of `way`."""
    rows, columns = way.shape[:2]
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    place = np.dstack([across, down]) + way
    found = cv2.remap(values, place, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload]
    return np.asarray(found)


def _likeness(one: np.ndarray, two: np.ndarray) -> float:
    """The correlation of two pictures; 0 where one of them is empty."""
    one, two = one - one.mean(), two - two.mean()
    return float((one * two).mean() / max(1e-6, float(one.std() * two.std())))


def _smooth(way: np.ndarray, longer: int) -> np.ndarray:
    return np.asarray(cv2.GaussianBlur(way, (0, 0), max(1.0, longer * _SOFT)))


def _moved(pixels: np.ndarray, place: np.ndarray) -> np.ndarray:
    found = cv2.remap(pixels, place, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)  # type: ignore[call-overload]
    return np.asarray(found)
