"""What hand and tool leave behind: flat dabs, strokes along the forms, ink lines, the tooth of paper."""

import cv2
import numpy as np

from headwater.models.builtin.painter.noise import fractal

_WEIGHTS = np.array([0.299, 0.587, 0.114], np.float32)


def unit(picture: np.ndarray) -> float:
    """Sizes are given for a picture 1280 pixels wide (of 16:9), and multiplied by this."""
    height, width = picture.shape[:2]
    return float(min(width, height * 16 / 9) / 1280)


def grey(picture: np.ndarray) -> np.ndarray:
    """How bright each pixel looks, 0 to 1."""
    return np.asarray(picture @ _WEIGHTS, np.float32)


def blurred(values: np.ndarray, radius: float) -> np.ndarray:
    """A Gaussian blur; wide ones are done in a smaller picture."""
    shrink = max(1, int(radius / 4))
    if shrink == 1:
        return cv2.GaussianBlur(values, (0, 0), max(0.3, radius))
    height, width = values.shape[:2]
    small = cv2.resize(values, (max(2, width // shrink), max(2, height // shrink)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), radius / shrink)
    return cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)


def dabbed(picture: np.ndarray, radius: int) -> np.ndarray:
    """Flat dabs with firm edges: of the four squares around a pixel, the evenest one colours it (Kuwahara's filter)."""
    size = (radius + 1, radius + 1)
    light = grey(picture)
    mean, own = cv2.blur(light, size), cv2.blur(picture, size)
    spread = cv2.blur(light * light, size) - mean * mean
    best, least = own, np.full(light.shape, np.inf, np.float32)
    for across, down in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        here = _moved(spread, across * radius // 2, down * radius // 2)
        closer = here < least
        best = np.where(closer[..., None], _moved(own, across * radius // 2, down * radius // 2), best)
        least = np.minimum(here, least)
    return best


def _moved(values: np.ndarray, across: int, down: int) -> np.ndarray:
    height, width = values.shape[:2]
    pad = max(abs(across), abs(down))
    wide = cv2.copyMakeBorder(values, pad, pad, pad, pad, cv2.BORDER_REPLICATE)
    return wide[pad + down : pad + down + height, pad + across : pad + across + width]


def direction(light: np.ndarray, radius: float) -> tuple[np.ndarray, np.ndarray]:
    """Along which way the forms run at each pixel (across, down: a unit vector), from the structure tensor."""
    soft = blurred(light, radius * 0.3)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    double = np.arctan2(blurred(2 * across * down, radius), blurred(across * across - down * down, radius))
    angle = double / 2 + np.float32(np.pi / 2)
    return np.cos(angle), np.sin(angle)


def smeared(values: np.ndarray, way: tuple[np.ndarray, np.ndarray], length: float) -> np.ndarray:
    """`values` drawn out along `way` by `length` pixels to both sides: four passes, each twice as far as the last."""
    rows, columns = np.indices(values.shape[:2], np.float32)
    for step in (length / 15, length / 7.5, length / 3.75, length / 1.875):
        ahead = cv2.remap(
            values, columns + way[0] * step, rows + way[1] * step, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT
        )
        back = cv2.remap(
            values, columns - way[0] * step, rows - way[1] * step, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT
        )
        values = (values * 2 + ahead + back) / 4
    return values


def lines(light: np.ndarray, width: float, keen: float = 12.0, threshold: float = 0.5) -> np.ndarray:
    """Ink lines where the picture turns darker, 0 to 1 (difference of Gaussians, soft threshold)."""
    fine, wide = blurred(light, width), blurred(light, width * 1.6)
    sharp = fine - 0.98 * wide
    return np.clip((0.006 - sharp) * keen * 4 - (threshold - 0.5), 0, 1)


def paper(rng: np.random.Generator, picture: np.ndarray, tooth: float = 2.2) -> np.ndarray:
    """The hollows and heights of paper, around 0 from about -1 to 1; features of `tooth` pixels at 720p."""
    height, width = picture.shape[:2]
    grain = blurred(rng.standard_normal((height, width), np.float32), tooth * unit(picture) * 0.5)
    felt = fractal(rng, width, height, min(90, width // 2 - 1), 2) - 0.5
    return np.clip(grain / (grain.std() * 2.2) + felt * 0.8, -1.4, 1.4)


def wavering(rng: np.random.Generator, picture: np.ndarray, far: float) -> np.ndarray:
    """The picture with edges that waver by up to `far` pixels, as a wet brush draws them."""
    height, width = picture.shape[:2]
    rows, columns = np.indices((height, width), np.float32)
    across, down = (fractal(rng, width, height, cells, 4, gain=0.6) - 0.5 for cells in (44, 40))
    return cv2.remap(
        picture, columns + across * far * 2, rows + down * far * 2, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT
    )


def hatched(rng: np.random.Generator, picture: np.ndarray, angle: float, wide: float) -> np.ndarray:
    """Strokes side by side at `angle` (radians), a little uneven: how dark each pixel's stroke is, 0 to 1."""
    height, width = picture.shape[:2]
    noise = rng.standard_normal((height, width), np.float32)
    way = (np.full((height, width), np.cos(angle), np.float32), np.full((height, width), np.sin(angle), np.float32))
    strokes = smeared(blurred(noise, wide * 0.4), way, 26 * unit(picture))
    return np.clip(0.5 + strokes / (strokes.std() * 3.4), 0, 1)
