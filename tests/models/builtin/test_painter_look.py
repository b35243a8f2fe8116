"""How the painter's pictures look: calm colours, nothing lost in the dark, tall pictures filled, things in scale."""

import warnings

import numpy as np
import pytest

from headwater.models.builtin.painter import paint
from headwater.models.builtin.painter.cast import Part, at_home, cast
from headwater.models.builtin.painter.indoors import on_a_table
from headwater.models.builtin.painter.noise import fractal, line
from headwater.models.builtin.painter.palette import COLOURS, light_of
from headwater.models.builtin.painter.reading import read
from headwater.models.builtin.painter.relief import relief
from headwater.models.builtin.painter.scene import Scene, Stage
from headwater.models.builtin.painter.stage import PLACES, painted
from headwater.models.builtin.painter.toning import asked_colour, calmed
from headwater.models.builtin.painter.vocabulary import CONCEPTS, concept_of, singulars

WIDE, TALL = (480, 270), (270, 480)


def staged(words: str, size: tuple[int, int] = WIDE) -> tuple[Scene, Stage]:
    """The scene of some words and what its subjects stand on."""
    wish = at_home(read(words))
    scene = Scene(wish, light_of(wish.time, "storm" in wish.weather), *size, np.random.default_rng(3))
    return scene, painted(scene)


def parts(words: str, size: tuple[int, int] = WIDE) -> dict[str, Part]:
    """Each thing of a picture by its name."""
    return {part.concept.name: part for part in cast(*staged(words, size))}


def changed(with_it: str, without: str, size: tuple[int, int] = WIDE) -> tuple[np.ndarray, np.ndarray]:
    """The pixels that a subject changes, with it and without it."""
    one, other = (paint(words, size, 3)[0].astype(float) for words in (with_it, without))
    where = np.abs(one - other).sum(axis=2) > 40
    return one[where], other[where]


def test_an_icons_colours_are_calmer_in_a_scene_and_lean_to_the_light_at_dusk() -> None:
    loud = np.full((4, 4, 3), (0.9, 0.1, 0.1), np.float32)
    day, dusk = (calmed(staged(f"a field {time}")[0], loud, asked=False) for time in ("at noon", "at dusk"))
    assert np.ptp(day[0, 0]) < 0.7 * np.ptp(loud[0, 0])
    assert np.ptp(dusk[0, 0]) < np.ptp(day[0, 0])


def test_a_red_fox_is_rusty_and_a_red_car_is_red() -> None:
    fox, car = (asked_colour(CONCEPTS[name], "red") for name in ("fox", "car"))
    assert fox is not None
    assert car is not None
    assert fox[1] > car[1]
    assert (car == COLOURS["red"]).all()


@pytest.mark.parametrize("time", ["at night", "neon"])
def test_a_person_can_be_seen_in_the_dark(time: str) -> None:
    person, behind = changed(f"a field {time}, a woman", f"a field {time}")
    assert len(person) > 400
    assert person.mean() > behind.mean() + 8


def test_a_tall_picture_has_less_sky_and_larger_things_for_its_width() -> None:
    wide, tall = staged("a meadow, a horse")[0], staged("a meadow, a horse", TALL)[0]
    assert tall.horizon / tall.height < wide.horizon / wide.height - 0.1
    assert tall.unit > 1.3 * tall.width / 1280
    assert (wide.tallness, tall.tallness) == (0, 1)


def test_a_person_beside_a_lighthouse_is_small_and_can_be_seen() -> None:
    found = parts("a lighthouse and a woman")
    share = found["woman"].spot.height / found["lighthouse"].spot.height
    assert 0.12 < share < 0.3


def test_small_things_in_a_room_stand_on_a_table_and_large_ones_on_the_floor() -> None:
    assert on_a_table(CONCEPTS["coffee"])
    assert not on_a_table(CONCEPTS["piano"])
    _, stage = staged("a cup of coffee in a room")
    found = parts("a cup of coffee and a piano in a room")
    assert stage.table is not None
    assert found["coffee"].spot.foot == pytest.approx(stage.table)
    assert found["coffee"].spot.depth < 0.3
    assert staged("a piano in a room")[1].table is None


@pytest.mark.parametrize("size", [WIDE, TALL])
def test_a_boat_on_a_river_is_between_its_banks(size: tuple[int, int]) -> None:
    stage = staged("two canoes on a river", size)[1]
    assert stage.channel is not None
    spot = parts("a canoe on a river", size)["canoe"].spot
    middle, half = stage.channel[int(spot.foot)]
    assert abs(spot.x - middle) < half


def test_a_lamp_lights_a_room_in_the_evening() -> None:
    day, night = staged("a room at noon")[0].light, staged("a room at night")[0].light
    assert night.lit[0] > night.lit[2]
    assert abs(day.lit[0] - day.lit[2]) < 0.1


def test_a_single_tree_is_painted_of_leaves_in_the_colour_that_was_asked_for() -> None:
    leaves, _ = changed("a red tree in a meadow", "a meadow")
    green, _ = changed("a tree in a meadow", "a meadow")
    assert leaves[:, 0].mean() > leaves[:, 1].mean() + 30
    assert green[:, 1].mean() > green[:, 0].mean()


def test_a_range_ends_where_it_may_not_reach() -> None:
    reach = np.concatenate([np.ones(100), np.zeros(100)])
    seen = relief(np.random.default_rng(1), 200, 60, 3, (1, 0.5), reach=reach)
    assert seen.line[:80].max() > 20
    assert seen.line[110:].max() == 0


@pytest.mark.parametrize("place", sorted(PLACES))
def test_even_a_tiny_picture_is_painted_without_a_warning(place: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pixels, _, _ = paint(f"{place}, a tree, a boat and a cup", (64, 36), 1)
    assert pixels.shape == (36, 64, 3)
    assert pixels.std() > 4


def test_noise_is_never_empty_however_small_the_picture() -> None:
    rng = np.random.default_rng(1)
    assert np.isfinite(fractal(rng, 4, 3, 60)).all()
    assert np.isfinite(line(rng, 3, 60)).all()


def test_no_word_leads_to_two_things_and_people_are_shapes() -> None:
    words = [word for each in CONCEPTS.values() for word in each.words]
    assert len(words) == len(set(words))
    for each in words:
        names = {found.name for form in singulars(each) if (found := concept_of(form))}
        assert len(names) == 1 or each == "books", each
    assert all(CONCEPTS[name].is_shape for name in ("person", "runner", "golfer", "lovers", "astronaut"))
    assert len(CONCEPTS) > 400
