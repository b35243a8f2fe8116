"""The depth map inside a picture: it comes back as it went in, and harms no other program."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from headwater.models.builtin import depth

NEAR_TO_FAR = np.linspace(0, 255, 40 * 30).astype(np.uint8).reshape(30, 40)


def _png() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (160, 120), (200, 60, 30)).save(held, "PNG")
    return held.getvalue()


def _kept(folder: Path, data: bytes) -> Path:
    path = folder / "picture.png"
    path.write_bytes(data)
    return path


def test_a_depth_map_comes_back_as_it_went_in(tmp_path: Path) -> None:
    found = depth.found(_kept(tmp_path, depth.attach(_png(), NEAR_TO_FAR)))
    assert found is not None
    assert np.array_equal(found, NEAR_TO_FAR)


def test_the_picture_around_a_depth_map_is_read_as_before(tmp_path: Path) -> None:
    with Image.open(_kept(tmp_path, depth.attach(_png(), NEAR_TO_FAR))) as image:
        image.load()
        assert image.size == (160, 120)
        assert image.getpixel((5, 5)) == (200, 60, 30)


def test_a_picture_without_a_depth_map_has_none(tmp_path: Path) -> None:
    assert depth.found(_kept(tmp_path, _png())) is None


def test_other_files_and_missing_files_have_no_depth_map(tmp_path: Path) -> None:
    assert depth.found(_kept(tmp_path, b"GIF89a, or so it says")) is None
    assert depth.found(tmp_path / "missing.png") is None


@pytest.mark.parametrize("cut", [20, 40, 60, 200])
def test_a_file_that_was_cut_off_has_no_depth_map(tmp_path: Path, cut: int) -> None:
    assert depth.found(_kept(tmp_path, depth.attach(_png(), NEAR_TO_FAR)[:cut])) is None


def test_a_depth_map_that_was_tampered_with_is_not_used(tmp_path: Path) -> None:
    data = bytearray(depth.attach(_png(), NEAR_TO_FAR))
    data[data.index(depth.CHUNK) + 60] ^= 0xFF
    assert depth.found(_kept(tmp_path, bytes(data))) is None


def test_only_a_png_file_can_hold_a_depth_map() -> None:
    with pytest.raises(ValueError, match="PNG"):
        depth.attach(b"\xff\xd8\xff", NEAR_TO_FAR)
