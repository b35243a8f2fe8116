"""The painter's scenes: what the words ask for is in the picture, in its light and at its depth."""

import io
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from headwater.models import catalogue
from headwater.models.adapter import Call
from headwater.models.builtin.depth import found
from headwater.models.builtin.job import Job
from headwater.models.builtin.painter import make, paint
from headwater.models.builtin.painter.cast import at_home, cast
from headwater.models.builtin.painter.palette import light_of
from headwater.models.builtin.painter.reading import read
from headwater.models.builtin.painter.scene import HORIZONS, Scene
from headwater.models.builtin.painter.stage import PLACES, painted
from headwater.models.builtin.painter.subject import Spot
from headwater.models.builtin.workshop import Workshop
from headwater.models.provider import Connection, Provider

SMALL = (480, 270)
TIMES = ("dawn", "day", "dusk", "night", "neon")


@cache
def scene_of(words: str, seed: int = 3) -> Scene:
    """The scene of some words, with everything in it."""
    wish = at_home(read(words))
    scene = Scene(wish, light_of(wish.time, "storm" in wish.weather), *SMALL, np.random.default_rng(seed))
    painted(scene)
    return scene


def picture(words: str, seed: int = 3, size: tuple[int, int] = SMALL) -> np.ndarray:
    """The pixels that some words make, 0 to 255."""
    return paint(words, size, seed)[0].astype(float)


def spots(words: str) -> list[tuple[str, Spot]]:
    """Everything that is set into the scene, by its name."""
    scene = scene_of(words)
    parts = cast(scene, painted(scene))
    return [(part.concept.name, part.spot) for part in parts]


def job(folder: Path, prompt: str, **settings: Any) -> Job:
    """A job in mode create."""
    usual = {"aspect": "16:9", "resolution": "720p"}
    return Job("create", prompt, usual | settings, (), 7, folder)


def brightness(pixels: np.ndarray) -> float:
    return float(pixels.mean())


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize("time", ["day", "night"])
def test_every_place_can_be_painted_at_day_and_night(place: str, time: str) -> None:
    pixels, far, _ = paint(f"{place} by {time}", (320, 180), 1)
    assert pixels.shape == (180, 320, 3)
    assert far.shape == (180, 320)
    assert pixels.std() > 8
    assert np.ptp(far) > 40
    assert PLACES.keys() == HORIZONS.keys()


@pytest.mark.parametrize("words", ["a lighthouse by the sea", "mountains", "a village", "a forest"])
def test_a_night_is_darker_than_a_dusk_and_a_dusk_than_a_day(words: str) -> None:
    day, dusk, night = (brightness(picture(f"{words} {time}")) for time in ("at noon", "at dusk", "at night"))
    assert day > dusk > night


def test_the_sky_of_a_dusk_glows_towards_the_horizon() -> None:
    pixels = picture("a field at dusk")
    top, low = pixels[5:25].mean(axis=(0, 1)), pixels[118:138].mean(axis=(0, 1))
    assert low[0] > top[0] + 60
    assert low[0] > low[2]


def test_the_sky_is_far_and_the_ground_comes_nearer_towards_the_lower_edge() -> None:
    _, far, _ = paint("a meadow on a clear day", SMALL, 1)
    assert far[:40].min() > 250
    rows = far[170:].mean(axis=1)
    assert rows[0] > rows[-1] + 60


def test_a_thing_that_is_asked_for_far_away_is_smaller_and_deeper_than_one_nearby() -> None:
    ((_, near),) = spots("a horse in the foreground")
    ((_, far),) = spots("a horse in the distance")
    assert near.height > far.height * 2.5
    assert near.depth < far.depth


@pytest.mark.parametrize(("words", "many"), [("a boat", 1), ("two boats", 2), ("three boats", 3), ("five boats", 5)])
def test_as_many_as_were_asked_for(words: str, many: int) -> None:
    assert len(spots(f"{words} on the sea")) == many


def test_things_stand_on_the_side_that_was_asked_for() -> None:
    ((_, left),) = spots("a tree on the left")
    ((_, right),) = spots("a tree on the right")
    assert left.x < SMALL[0] * 0.35 < SMALL[0] * 0.65 < right.x


def test_boats_float_birds_fly_and_horses_stand() -> None:
    how = {name: spot.how for name, spot in spots("a sailboat, an eagle and a horse at the coast")}
    assert set(how.values()) == {"floats", "flies", "stands"}


def test_a_coloured_thing_has_its_colour() -> None:
    red, plain = picture("a red balloon in the sky"), picture("a blue balloon in the sky")
    changed = np.abs(red - plain).sum(axis=2) > 60
    assert changed.mean() > 0.004
    assert red[changed].mean(axis=0)[0] > red[changed].mean(axis=0)[2] + 30
    assert plain[changed].mean(axis=0)[2] > plain[changed].mean(axis=0)[0] + 20


def test_a_subject_is_in_the_depth_too() -> None:
    with_it, without = (paint(words, SMALL, 3)[1].astype(int) for words in ("a castle in a field", "a field"))
    assert (with_it != without).mean() > 0.01


def test_fog_hides_the_distance_and_not_the_foreground() -> None:
    clear, fog = (picture(f"a mountain, {weather}") for weather in ("clear sky", "thick fog"))
    assert fog[150:185].std() < clear[150:185].std() * 0.85
    assert abs(fog[250:].mean() - clear[250:].mean()) < 40


def test_the_same_words_and_seed_make_the_same_picture_and_another_seed_another() -> None:
    assert (picture("a harbour at dawn") == picture("a harbour at dawn")).all()
    assert (picture("a harbour at dawn", seed=4) != picture("a harbour at dawn")).mean() > 0.5


def test_what_cannot_be_drawn_is_named(tmp_path: Path) -> None:
    made = make(job(tmp_path, "A samovar beside a lighthouse at dusk"))
    assert made.note is not None
    assert "samovar" in made.note
    assert "lighthouse" not in made.note
    assert make(job(tmp_path, "A lighthouse at dusk")).note is None


SIZES = {
    ("16:9", "720p"): (1280, 720),
    ("9:16", "720p"): (720, 1280),
    ("1:1", "720p"): (720, 720),
    ("4:3", "720p"): (960, 720),
    ("16:9", "1080p"): (1920, 1080),
}


@pytest.mark.parametrize(("settings", "size"), SIZES.items())
def test_the_picture_has_the_size_that_was_asked_for(
    tmp_path: Path, settings: tuple[str, str], size: tuple[int, int]
) -> None:
    aspect, resolution = settings
    made = make(job(tmp_path, "A boat on a lake", aspect=aspect, resolution=resolution))
    assert made.file is not None
    with Image.open(tmp_path / made.file) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", size)


def test_the_file_carries_its_depth_and_stays_moderate(tmp_path: Path) -> None:
    made = make(job(tmp_path, "A lighthouse on a rocky coast at dusk, mist"))
    file = tmp_path / str(made.file)
    depth = found(file)
    assert depth is not None
    assert depth.shape == (180, 320)
    assert file.stat().st_size < 3_000_000


async def test_it_paints_in_a_child_of_its_own(tmp_path: Path) -> None:
    workshop, model = Workshop(tmp_path), catalogue.load().models["builtin/painter"]
    here = Connection(Provider(id="builtin", name="Built in"), "")
    call = Call("one", model, "create", "A boat", model.modes[0].defaults(), here)
    output = await workshop.fetch(call, await workshop.submit(call))
    assert output.media is not None
    with Image.open(io.BytesIO(b"".join([piece async for piece in output.media]))) as image:
        assert image.size == (1280, 720)
