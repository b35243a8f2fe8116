"""A picture as it was meant to be seen: upright, in sRGB, on a calm background where it is transparent."""

import io
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps

from headwater.models.builtin import depth
from headwater.models.builtin.job import CannotMake

LARGEST = 4096
"""Pixels of the longer side that are kept at most, unless the picture is very long."""
SHORTEST = 1300
"""Pixels of the shorter side that are kept at least where there are as many: a full 1080p frame and some to zoom in."""
CLEAR = 0.02
"""A picture of which a larger part than this is transparent stands free on a background."""
FREE_MARGIN = 0.08
"""What is left around it on each side, of the picture's longer side."""
_FORMATS = ("PNG", "JPEG", "WEBP")
_DARK, _LIGHT = ((30, 34, 42), (16, 18, 23)), ((246, 244, 240), (226, 223, 217))
"""The calm backgrounds: colours of the top and of the bottom."""


@dataclass(frozen=True)
class Picture:
    """What a file showed, or what was painted."""

    pixels: np.ndarray
    """Rows x columns x 3, uint8, sRGB."""
    depth: np.ndarray | None = None
    """The same view in another size: uint8, 0 near to 255 far. None where nobody knows."""
    whole: bool = False
    """Whether all of it has to be seen: a logo must not be cropped."""


def read(path: Path) -> Picture:
    """The picture in a PNG, JPEG or WebP file. Raises `CannotMake` when it cannot be read."""
    try:
        with Image.open(path, formats=_FORMATS) as image:
            image.draft(None, _needed(image))  # a JPEG decodes at a half, a quarter or an eighth if that will do
            image.load()
            upright = _in_srgb(ImageOps.exif_transpose(_of_use(image)))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise CannotMake("A connected picture cannot be read. Upload it again, or connect another one.") from error
    if upright.mode == "RGB":
        return Picture(np.asarray(upright), depth.found(path))
    return _on_calm_ground(upright)


def _of_use(image: Image.Image) -> Image.Image:
    """The same picture with no more pixels than a film can show."""
    width, height = _needed(image)
    picture = image if image.mode in ("RGB", "RGBA", "L", "CMYK") else _widened(image)
    if (width, height) == image.size:
        return picture
    resized = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    resized.info = dict(image.info)
    return resized


def _needed(image: Image.Image) -> tuple[int, int]:
    scale = min(1.0, max(LARGEST / max(image.size), SHORTEST / min(image.size)))
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def _widened(image: Image.Image) -> Image.Image:
    """The same picture in 8 bits a channel, with its transparency."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode != "RGBA":
        with suppress(ImageCms.PyCMSError, OSError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    return image.convert(mode)


def _on_calm_ground(image: Image.Image) -> Picture:
    """A transparent picture over a soft gradient, dark under light things and light under dark ones."""
    alpha = np.asarray(image.getchannel("A"), np.float32) / 255
    free = bool((alpha < 0.5).mean() > CLEAR)
    if free:
        image = ImageOps.expand(image, round(max(image.size) * FREE_MARGIN), (0, 0, 0, 0))
    held = np.asarray(image, np.float32)
    cover = held[..., 3:] / 255
    mixed = held[..., :3] * cover + _ground(held) * (1 - cover)
    return Picture((mixed + 0.5).astype(np.uint8), whole=free)


def _ground(held: np.ndarray) -> np.ndarray:
    weight = held[..., 3]
    light = (held[..., :3].mean(axis=2) * weight).sum() / max(float(weight.sum()), 1.0)
    top, bottom = (np.array(colour, np.float32) for colour in (_DARK if light > 150 else _LIGHT))
    down = np.linspace(0, 1, held.shape[0], dtype=np.float32)[:, None, None]
    return np.asarray(top * (1 - down) + bottom * down)
