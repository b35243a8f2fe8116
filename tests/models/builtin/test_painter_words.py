"""Reading words into a picture's plan: what is seen, where, when, how many, in which colour, and what is not known."""

import pytest

from headwater.models.builtin.job import CannotMake
from headwater.models.builtin.painter.icons import drawn, names
from headwater.models.builtin.painter.reading import read
from headwater.models.builtin.painter.vocabulary import CONCEPTS, concept_of
from headwater.models.builtin.painter.wish import Subject


def subjects(prompt: str) -> list[str]:
    """The names of what is set into the scene."""
    return [each.name for each in read(prompt).subjects]


def only(prompt: str) -> Subject:
    """The one subject of a prompt."""
    (subject,) = read(prompt).subjects
    return subject


@pytest.mark.parametrize(
    ("words", "time"),
    [("at dusk", "dusk"), ("golden hour", "dusk"), ("early morning", "dawn"), ("under a full moon", "night"),
     ("a cyberpunk alley", "neon"), ("at noon", "day"), ("", "day"), ("northern lights", "night")],
)  # fmt: skip
def test_the_time_is_read(words: str, time: str) -> None:
    assert read(f"a field {words}").time == time


@pytest.mark.parametrize(
    ("words", "setting"),
    [("waves on the ocean", "sea"), ("a rocky coast", "coast"), ("the alps", "mountain"), ("a misty forest", "forest"),
     ("dunes", "desert"), ("a street", "city"), ("a kitchen", "room"), ("a coral reef", "underwater"),
     ("a galaxy", "space"), ("a sailboat", "sea"), ("a lighthouse", "coast"), ("a camel", "desert"),
     ("a grand piano", "room"), ("a horse", "field")],
)  # fmt: skip
def test_the_place_is_read_or_follows_from_the_subject(words: str, setting: str) -> None:
    assert read(words).setting == setting


@pytest.mark.parametrize(
    ("words", "count"),
    [("a boat", 1), ("two boats", 2), ("boats", 3), ("3 boats", 3), ("five red boats", 5), ("a lone boat", 1),
     ("several small boats", 3), ("50 boats", 9)],
)  # fmt: skip
def test_numbers_are_read(words: str, count: int) -> None:
    assert only(words).count == count


def test_a_colour_belongs_to_the_thing_behind_it() -> None:
    found = {each.name: each.colour for each in read("a red balloon above a small blue car and a horse").subjects}
    assert found == {"balloon": "red", "car": "blue", "horse": None}


def test_places_and_distances_belong_to_their_clause() -> None:
    found = {each.name: each for each in read("a tree on the left, a castle in the distance").subjects}
    assert (found["tree"].place, found["castle"].place) == ("left", None)
    assert (found["tree"].distance, found["castle"].distance) == (None, "far")


@pytest.mark.parametrize("prompt", ["a street, no people", "a street without people", "a street, not a person"])
def test_what_is_not_wanted_is_not_drawn(prompt: str) -> None:
    assert subjects(prompt) == []


def test_a_keeper_of_a_lighthouse_is_a_person_beside_a_lighthouse() -> None:
    assert subjects("a lighthouse keeper") == ["lighthouse", "man"]


def test_names_of_several_words_come_before_their_parts() -> None:
    assert subjects("a hot-air balloon") == ["hot-air balloon"]
    assert subjects("a fire engine") == ["fire engine"]


def test_of_many_things_the_ones_said_most_and_first_are_drawn() -> None:
    prompt = "A cat, a dog, a horse, a cow, a sheep and an owl. The owl watched. The owl flew."
    assert len(subjects(prompt)) == 5
    assert "owl" in subjects(prompt)


@pytest.mark.parametrize(
    ("prompt", "unknown"),
    [("a samovar beside a violinist in a kitchen", ("samovar", "violinist")),
     ("a rusty old gramophone", ("gramophone",)),
     ("a lighthouse at dusk", ()), ("hope and despair, a feeling of freedom", ()), ("a wide shot, a calm mood", ()),
     ("a bright window, the light of a lamp", ())],
)  # fmt: skip
def test_only_things_that_cannot_be_drawn_are_named(prompt: str, unknown: tuple[str, ...]) -> None:
    assert read(prompt).unknown == unknown


def test_prose_is_not_answered_with_a_list_of_its_words() -> None:
    prose = (
        "A lighthouse keeper at dusk stands on a weathered wooden beam, his eyes still lost in the darkness. The last "
        "rays begin to lift. And I am one of them, a lone figure with a heart full of purpose. I have been guiding the "
        "coast of the island for many years, and I know its secrets, a covenant of salt."
    )
    assert read(prose).unknown == ()


@pytest.mark.parametrize(
    ("words", "style"), [("watercolor", "watercolour"), ("film noir", "noir"), ("pencil sketch", "pencil"), ("", None)]
)
def test_the_style_is_read(words: str, style: str | None) -> None:
    assert read(f"a boat, {words}").style == style


def test_words_in_another_script_are_refused_by_name() -> None:
    with pytest.raises(CannotMake, match="東京"):
        read("a street in 東京")


def test_every_icon_of_the_vocabulary_is_in_the_data_and_shows_something() -> None:
    assert {each.icon for each in CONCEPTS.values()} <= names()
    for each in CONCEPTS.values():
        icon = drawn(each.icon, 48)
        assert icon.shape[0] == 48
        assert icon[..., 3].mean() > 0.08, each.name


def test_every_word_leads_to_its_own_concept() -> None:
    for concept in CONCEPTS.values():
        assert concept_of(concept.name) is concept
        assert 0.05 <= concept.height <= 60
    assert len(CONCEPTS) > 180


def test_an_icon_in_one_colour_has_that_colour() -> None:
    shape = drawn("game-icons:fox", 64, (0.8, 0.3, 0.1))
    solid = shape[shape[..., 3] > 0.9]
    assert (solid[:, 0] > solid[:, 2]).all()
