"""The painter's edits: what the words ask for is measured in the pixels, and what it cannot do it says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from headwater.models.builtin import depth
from headwater.models.builtin.job import CannotMake, Given, Job, Made
from headwater.models.builtin.painter.edit import ACTS, edited
from headwater.models.builtin.painter.request import RULES, read_request
from tests.models.builtin.test_painter_style import alike

USUAL = {"aspect": "as it is", "resolution": "720p"}
Edited = Callable[..., tuple[np.ndarray, Made]]


def scenery() -> np.ndarray:
    """A sky, a red house left of the middle, grass: 480 x 320, RGB, uint8."""
    picture = np.zeros((320, 480, 3), np.uint8)
    picture[:180] = np.linspace((120, 170, 230), (210, 225, 240), 180)[:, None]
    picture[180:] = (70, 120, 60)
    picture[110:230, 90:200] = (180, 60, 50)
    picture[150:180, 120:145] = (250, 240, 200)
    return picture


def saved(path: Path, pixels: np.ndarray, **more: Any) -> Path:
    Image.fromarray(pixels).save(path, **more)
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return saved(tmp_path / "photo.png", scenery())


@pytest.fixture
def edit(tmp_path: Path) -> Edited:
    """Words and pictures to the result's pixels (float32, 0 to 1) and what was said of it."""

    def done(prompt: str, *pictures: Path, seed: int = 5, use: str = "reference", **settings: Any) -> Any:
        given = tuple(Given("image", use, each, "image/png") for each in pictures)
        made = edited(Job("edit", prompt, USUAL | settings, given, seed, tmp_path))
        assert made.file
        with Image.open(tmp_path / made.file) as image:
            assert (image.format, image.mode) == ("PNG", "RGB")
            return np.asarray(image, np.float32) / 255, made

    return done


def as_given(pixels: np.ndarray, like: np.ndarray) -> np.ndarray:
    height, width = like.shape[:2]
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32) / 255


def test_a_night_is_darker_and_bluer_and_the_place_can_be_recognised(edit: Edited, photo: Path) -> None:
    made, told = edit("make it night", photo)
    before = as_given(scenery(), made)
    assert made.mean() < 0.55 * before.mean()
    assert made[..., 2].mean() / made.mean() > before[..., 2].mean() / before.mean() + 0.1
    assert alike(made, before) > 0.7
    assert told.facts == {"edits": ["night"]}
    assert told.note is None


def test_black_and_white_has_no_colour(edit: Edited, photo: Path) -> None:
    made, _ = edit("Please make it black and white.", photo)
    assert np.ptp(made, axis=2).max() == 0


@pytest.mark.parametrize(("more", "less"), [("warmer", "colder"), ("golden hour", "night")])
def test_warm_light_is_redder_than_cold(edit: Edited, photo: Path, more: str, less: str) -> None:
    warm, cold = (edit(f"make it {each}", photo)[0].mean(axis=(0, 1)) for each in (more, less))
    assert warm[0] / warm[2] > cold[0] / cold[2] + 0.2


def test_brightness_colour_and_contrast_go_the_way_that_was_asked(edit: Edited, photo: Path) -> None:
    def measure(words: str, of: Callable[[np.ndarray], float]) -> float:
        return of(edit(words, photo)[0])

    assert measure("brighter", np.mean) > measure("a bit brighter", np.mean) > measure("darker", np.mean)
    assert measure("more contrast", np.std) > measure("less contrast", np.std)
    colour = lambda made: float(np.ptp(made, axis=2).mean())  # noqa: E731
    assert measure("more saturated", colour) > measure("less saturated", colour)


def test_a_mirrored_picture_is_mirrored_and_its_depth_with_it(edit: Edited, tmp_path: Path) -> None:
    far = np.tile(np.linspace(0, 255, 48, dtype=np.uint8), (32, 1))
    path = saved(tmp_path / "deep.png", scenery())
    path.write_bytes(depth.attach(path.read_bytes(), far))
    made, _ = edit("mirror it", path)
    assert np.abs(made[:, ::-1] - as_given(scenery(), made)).max() < 0.02
    kept = depth.found(tmp_path / "picture.png")
    assert kept is not None
    assert np.array_equal(kept, far[:, ::-1])


def test_a_new_light_keeps_the_depth_and_a_collage_has_none(edit: Edited, photo: Path, tmp_path: Path) -> None:
    far = np.full((32, 48), 80, np.uint8)
    photo.write_bytes(depth.attach(photo.read_bytes(), far))
    edit("make it dusk", photo)
    kept = depth.found(tmp_path / "picture.png")
    assert kept is not None
    assert np.array_equal(kept, far)
    edit("a collage", photo, photo)
    assert depth.found(tmp_path / "picture.png") is None


@pytest.mark.parametrize(("words", "aspect", "ratio"), [
    ("crop it to 9:16 and make it warmer", "as it is", 9 / 16), ("warmer", "1:1", 1.0), ("warmer, square", "16:9", 1.0),
    ("warmer", "as it is", 1.5), ("warmer", "4:3", 4 / 3),
])  # fmt: skip
def test_words_and_then_the_setting_decide_on_the_aspect(
    edit: Edited, photo: Path, words: str, aspect: str, ratio: float
) -> None:
    made, _ = edit(words, photo, aspect=aspect)
    height, width = made.shape[:2]
    assert width / height == pytest.approx(ratio, abs=0.01)
    assert width % 2 == height % 2 == 0


def test_1080p_is_larger_than_720p(edit: Edited, tmp_path: Path) -> None:
    large = saved(tmp_path / "large.png", cv2.resize(scenery(), (2100, 1400)))
    assert edit("warmer", large)[0].shape == (720, 1080, 3)
    assert edit("warmer", large, resolution="1080p")[0].shape == (1080, 1620, 3)


def test_the_colours_of_the_second_picture_come_closer(edit: Edited, photo: Path, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 90, (60, 90, 3)) + np.array([130, 60, 0])
    other = saved(tmp_path / "other.png", noise.astype(np.uint8))
    made, _ = edit("in the colours of Image 2", photo, other)
    before = as_given(scenery(), made)
    wanted = np.asarray(Image.open(other), np.float32).mean(axis=(0, 1)) / 255
    assert np.abs(made.mean(axis=(0, 1)) - wanted).sum() < 0.5 * np.abs(before.mean(axis=(0, 1)) - wanted).sum()
    assert alike(made, before) > 0.8


@pytest.mark.parametrize("words", ["side by side", "make a collage", "blend them into a double exposure"])
def test_several_pictures_are_all_in_the_result(edit: Edited, photo: Path, tmp_path: Path, words: str) -> None:
    results = []
    for name, colour in (("one", (20, 200, 40)), ("two", (200, 20, 160))):
        other = saved(tmp_path / f"{name}.png", np.full((200, 300, 3), colour, np.uint8))
        results.append(edit(words, photo, other)[0])
    assert np.abs(results[0] - results[1]).mean() > 0.05
    half = results[0].shape[1] // 2
    assert alike(results[0][:, : half - 20], results[1][:, : half - 20]) > 0.9


def test_a_join_of_one_picture_asks_for_another(edit: Edited, photo: Path) -> None:
    with pytest.raises(CannotMake, match="connect a second picture"):
        edit("side by side", photo)


def test_pictures_that_were_not_used_are_named(edit: Edited, photo: Path) -> None:
    _, made = edit("make it night", photo, photo)
    assert made.note
    assert "Only the first picture" in made.note


def test_a_red_balloon_at_the_left_is_red_and_at_the_left(edit: Edited, photo: Path) -> None:
    made, told = edit("add a red balloon at the left", photo)
    changed = np.abs(made - as_given(scenery(), made)).max(axis=2) > 0.08
    columns = np.flatnonzero(changed.any(axis=0))
    assert int(np.max(columns)) < made.shape[1] * 0.45
    assert 0.002 < changed.mean() < 0.1
    red, green, blue = made[changed].mean(axis=0)
    assert red > 1.5 * max(green, blue)
    assert told.facts["edits"] == ["add a red balloon at the left"]


def test_what_is_added_to_a_dark_picture_is_dark_too(edit: Edited, tmp_path: Path) -> None:
    bright, dark = (saved(tmp_path / f"{tone}.png", np.full((240, 360, 3), tone, np.uint8)) for tone in (200, 30))
    day, night = edit("add a house", bright)[0], edit("add a house", dark)[0]
    there = np.abs(night - 30 / 255).max(axis=2) > 0.05
    assert there.mean() > 0.02
    assert night[there].mean() < 0.6 * day[there].mean()


@pytest.mark.parametrize("words", ["add rain", "let it snow", "thick fog", "add film grain", "add a vignette"])
def test_weather_lies_over_the_picture_and_hides_it_not(edit: Edited, photo: Path, words: str) -> None:
    made, _ = edit(words, photo)
    before = as_given(scenery(), made)
    assert np.abs(made - before).mean() > 0.01
    assert alike(made, before) > 0.6


@pytest.mark.parametrize("words", ["make it night and let it rain", "oil painting", "add two dogs, then pixel art"])
def test_the_same_seed_gives_the_same_picture(edit: Edited, photo: Path, words: str) -> None:
    assert np.array_equal(edit(words, photo)[0], edit(words, photo)[0])


def test_a_photograph_is_turned_upright_first(edit: Edited, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = saved(tmp_path / "turned.jpg", np.ascontiguousarray(np.rot90(scenery())), exif=exif, quality=95)
    made, _ = edit("a bit warmer", turned)
    assert alike(made, as_given(scenery(), made)) > 0.98


@pytest.mark.parametrize("kind", ["RGBA", "LA", "L", "P", "CMYK", "I;16"])
def test_every_kind_of_picture_can_be_edited(edit: Edited, tmp_path: Path, kind: str) -> None:
    grey16 = Image.fromarray(np.asarray(Image.fromarray(scenery()).convert("L"), np.uint16) * 256)
    image = grey16 if kind == "I;16" else Image.fromarray(scenery()).convert(kind)
    path = tmp_path / ("kind.jpg" if kind == "CMYK" else "kind.png")
    image.save(path)
    made, _ = edit("a bit brighter", path)
    assert alike(made, as_given(scenery(), made)) > 0.9


def test_a_transparent_picture_stands_on_a_calm_ground(edit: Edited, tmp_path: Path) -> None:
    cut = np.dstack([scenery(), np.zeros((320, 480), np.uint8)])
    cut[100:200, 150:300, 3] = 255
    made, _ = edit("a bit warmer", saved(tmp_path / "cut.png", cut))
    assert np.max(made[:8].std(axis=(0, 1))) < 0.02


@pytest.mark.parametrize("words", [
    "a cat in a garden", "make him smile", "Remove the car.", "make the sky purple", "hmm",
    "The old man went down to the sea at night, and rain fell. " * 6,
])  # fmt: skip
def test_what_is_not_understood_is_refused_with_what_can_be_done(edit: Edited, photo: Path, words: str) -> None:
    with pytest.raises(CannotMake, match=r"make it night and add rain.*watercolour.*red balloon"):
        edit(words, photo)


def test_words_in_another_script_are_refused_as_such(edit: Edited, photo: Path) -> None:
    with pytest.raises(CannotMake, match="Latin letters"):
        edit("сделай ночь", photo)


def test_what_was_not_done_is_named_beside_what_was(edit: Edited, photo: Path) -> None:
    _, made = edit("Make it night. Remove the house and make the sky purple.", photo)
    assert made.note == "Not done: Remove the house; make the sky purple."
    assert made.facts["edits"] == ["night"]
    _, made = edit("Blur the background and make it warmer.", photo)
    assert made.note
    assert "cannot be blurred" in made.note


def test_without_a_picture_nothing_is_edited(edit: Edited, tmp_path: Path) -> None:
    with pytest.raises(CannotMake, match="no picture"):
        edit("make it night")
    (tmp_path / "broken.png").write_bytes(b"no picture at all")
    with pytest.raises(CannotMake, match="cannot be read"):
        edit("make it night", tmp_path / "broken.png")


@pytest.mark.parametrize(("words", "names"), [
    ("make it night and add some light rain", ["night", "rain"]),
    ("turn the photo into a watercolour painting, square", ["watercolour", "1:1"]),
    ("no rain, please; golden hour", ["golden hour"]),
    ("remove all colour", ["black and white"]),
    ("flip it vertically, then rotate 90 degrees", ["upside down", "turn right"]),
    ("add three birds, then oil painting", ["add", "oil"]),
    ("Text 1: Rain fell all night, and the sea was cold and dark. He thought of snow, and of the winter in which his "
     "father had painted him in watercolour, in the fog, in black and white.\nMake it a sunset.", ["dusk"]),
    ("make Image 1 look like Image 2", ["colours of"]),
])  # fmt: skip
def test_a_request_is_read_in_its_order(words: str, names: list[str]) -> None:
    assert [each.name for each in read_request(words).edits] == names


def test_a_little_is_less_and_heavy_is_more() -> None:
    strengths = [read_request(f"add {how} rain").edits[0].strength for how in ("a little", "some light", "heavy")]
    assert strengths == [0.5, 0.5, 1.5]
    assert read_request("add rain").edits[0].strength == 1


def test_every_rule_has_an_act() -> None:
    assert set(ACTS) == {*RULES, "add"}
