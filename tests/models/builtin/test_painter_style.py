"""The styles of the painter: each changes a picture, keeps what it shows, and comes out the same from the same seed."""

import cv2
import numpy as np
import pytest

from headwater.models.builtin.painter.brush import grey
from headwater.models.builtin.painter.style import STYLES, TINY

SEED = 7
ALL = pytest.mark.parametrize("name", STYLES)


def styled(name: str, picture: np.ndarray, seed: int = SEED) -> np.ndarray:
    return STYLES[name](picture, np.random.default_rng(seed))


def alike(one: np.ndarray, other: np.ndarray) -> float:
    """How much two pictures share in their large light and dark parts: -1 to 1."""
    first, second = (cv2.resize(grey(each), (48, 27), interpolation=cv2.INTER_AREA) for each in (one, other))
    return float(np.corrcoef(first.ravel(), second.ravel())[0, 1])


@pytest.fixture(scope="module")
def landscape() -> np.ndarray:
    """A bright sky, a sun, dark hills and red ground, with fine texture."""
    rows, columns = np.mgrid[0:360, 0:640].astype(np.float32)
    picture = np.stack([0.45 + rows / 1200, 0.65 + rows / 1500, np.full_like(rows, 0.92)], axis=-1)
    picture[np.hypot(rows - 80, columns - 480) < 40] = (1.0, 0.95, 0.7)
    picture[rows > 190 + 40 * np.sin(columns / 60)] = (0.12, 0.3, 0.16)
    picture[rows > 290] = (0.6, 0.22, 0.14)
    noise = np.random.default_rng(1).normal(0, 0.02, picture.shape)
    return np.clip(picture + noise, 0, 1).astype(np.float32)


@ALL
def test_a_styled_picture_keeps_its_size_and_stays_within_its_range(name: str, landscape: np.ndarray) -> None:
    made = styled(name, landscape)
    assert made.shape == landscape.shape
    assert made.dtype == np.float32
    assert made.min() >= 0
    assert made.max() <= 1


@ALL
def test_what_a_picture_shows_can_still_be_seen_in_every_style(name: str, landscape: np.ndarray) -> None:
    made = styled(name, landscape)
    inside = np.s_[24:-24, 24:-24]
    assert alike(made[inside], landscape[inside]) > 0.8, "beside the margins of paper"
    assert np.abs(made - landscape).mean() > 0.02


@ALL
def test_the_same_seed_gives_the_same_strokes(name: str, landscape: np.ndarray) -> None:
    before = landscape.copy()
    assert np.array_equal(styled(name, landscape), styled(name, landscape))
    assert np.array_equal(landscape, before), "the given picture is left alone"


@ALL
@pytest.mark.parametrize("size", [(180, 64), (64, 180), (97, 131)])
def test_every_shape_of_picture_can_be_styled(name: str, size: tuple[int, int]) -> None:
    picture = np.random.default_rng(2).random((*size, 3), np.float32)
    assert styled(name, picture).shape == picture.shape


@ALL
@pytest.mark.parametrize("tone", [0.0, 1.0])
def test_a_black_or_a_white_picture_does_no_harm(name: str, tone: float) -> None:
    assert np.isfinite(styled(name, np.full((90, 160, 3), tone, np.float32))).all()


@pytest.mark.parametrize("name", ["ink", "pencil", "noir"])
def test_drawings_and_noir_have_hardly_any_colour(name: str, landscape: np.ndarray) -> None:
    assert np.ptp(styled(name, landscape), axis=2).mean() < 0.08


def test_a_poster_has_few_inks_and_a_pixel_picture_large_pixels(landscape: np.ndarray) -> None:
    side = round(360 / TINY)
    blocks = styled("pixel", landscape)
    assert np.array_equal(blocks[0::side], blocks[1::side])
    assert len(np.unique((blocks * 255).astype(np.uint8).reshape(-1, 3), axis=0)) <= 20
    soft = cv2.GaussianBlur(styled("poster", landscape), (0, 0), 2)[40:-40, 40:-40]
    coarse = (soft * 8).astype(np.uint8).reshape(-1, 3)
    _, counts = np.unique(coarse, axis=0, return_counts=True)
    assert np.sort(counts)[::-1][:16].sum() > 0.8 * len(coarse)
