"""Images: their size as shown, and previews without anything but the picture."""

import io
import warnings
from contextlib import suppress

from PIL import Image, ImageCms, ImageOps

from headwater.assets.media_child.refusal import reading, too_large

TINY = (96, 96)
"""The box in pixels of the preview for far drawing."""
CARD = (640, 2560)
"""The box in pixels of the preview in a node: 640 wide unless the picture is very tall."""
_SIDEWAYS = (5, 6, 7, 8)
"""EXIF orientations that swap width and height."""
_ORIENTATION = 0x0112
_DIRECT = ("RGB", "RGBA", "L", "CMYK")


def examine(source: str, reader: str, pixels: int) -> dict[str, int]:
    """Width and height as shown; writes `tiny.webp` and `card.webp`."""
    Image.MAX_IMAGE_PIXELS = pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with reading():
        try:
            size, picture = _read(source, reader)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise too_large(f"Images may have up to {pixels / 1e6:g} megapixels.") from None
    write_previews(picture)
    return {"width": size[0], "height": size[1]}


def write_previews(picture: Image.Image) -> None:
    """Write `card.webp` and `tiny.webp`, never larger than the picture itself."""
    picture = picture.copy()
    picture.info.clear()
    for name, box in (("card", CARD), ("tiny", TINY)):
        picture.thumbnail(box, Image.Resampling.LANCZOS)
        picture.save(f"{name}.webp", quality=82, method=4)


def _read(source: str, reader: str) -> tuple[tuple[int, int], Image.Image]:
    with Image.open(source, formats=[reader]) as image:
        size = image.size
        sideways = image.getexif().get(_ORIENTATION) in _SIDEWAYS
        picture = image if image.mode in _DIRECT else _widened(image)
        picture.thumbnail((CARD[1], CARD[1]), Image.Resampling.BOX, reducing_gap=2.0)
        picture.load()
        upright = _in_srgb(ImageOps.exif_transpose(picture))
    return (size[1], size[0]) if sideways else size, upright


def _widened(image: Image.Image) -> Image.Image:
    """The same picture in 8 bits a channel, with its transparency."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """The previews carry no colour profile, so the colours have to be those of the web."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile and image.mode != "RGBA":
        with suppress(ImageCms.PyCMSError, OSError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            image = turned or image
    return image.convert(mode)
